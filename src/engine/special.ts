/** Incomplete gamma and beta functions and their inverses, in portable arithmetic. */
import { exp, expm1, log, log1p, power } from "./real.js";

const HALF_LN_2PI = 0.9189385332046727;
const TWO_PI = 6.283185307179586;
/** Stirling's series is good to a double's last place from here on. */
const LARGE = 16;

/** ln Γ(a) for a > 0: Stirling's series (Abramowitz & Stegun 6.1.41), with the argument first raised to 16. */
export function logGamma(a: number): number {
  let raised = a;
  let product = 1;
  for (; raised < LARGE; raised++) product *= raised;
  return (raised - 0.5) * log(raised) - raised + HALF_LN_2PI + stirling(raised) - log(product);
}

/** What Stirling's formula for ln Γ(a) leaves out. */
function stirling(a: number): number {
  const z = 1 / (a * a);
  return (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360)))))) / a;
}

/**
 * x^a e^-x / Γ(a + 1), which is also the chance that a Poisson count of mean x is a. For large a in the form of
 * DiDonato & Morris (1986), doi 10.1145/22721.23109, which keeps its figures where x is near a.
 */
export function gammaTerm(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a < LARGE) return exp(a * log(x) - x - logGamma(a + 1));
  const d = (x - a) / a;
  const logRatio = Math.abs(d) < 0.5 ? log1p(d) : log(x / a);
  return exp(-a * (d - logRatio) - stirling(a)) / Math.sqrt(TWO_PI * a);
}

/** P(X <= x) for X of the gamma law of this shape and scale 1: the series of A&S 6.5.29, or 1 less the upper tail. */
export function gammaLower(shape: number, x: number): number {
  if (x <= 0) return 0;
  return x < shape + 1 ? gammaSeries(shape, x) : 1 - gammaFraction(shape, x);
}

/** P(X > x): the continued fraction of A&S 6.5.31, or 1 less the lower tail. */
export function gammaUpper(shape: number, x: number): number {
  if (x <= 0) return 1;
  return x < shape + 1 ? 1 - gammaSeries(shape, x) : gammaFraction(shape, x);
}

function gammaSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return gammaTerm(a, x) * sum;
}

/** Lentz's method, as in Press et al., Numerical Recipes, 3rd ed., §6.2. */
function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  let change = 0;
  for (let i = 1; Math.abs(change - 1) > 4e-16 && i < 1e6; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    change = c * d;
    h *= change;
  }
  return gammaTerm(a, x) * a * h;
}

/**
 * The value of the gamma law (scale 1) that leaves `tail` in (0, 0.5] below it, or above it where `upper`.
 * Newton's method on the logarithms of tail and value: both tails are log-concave there, so that it closes in
 * from one side.
 * @param guess a nearby quantile, if one is known; it changes the speed only
 */
export function gammaQuantile(shape: number, tail: number, upper: boolean, guess = 0): number {
  const below = upper ? 1 - tail : tail;
  const start = exp((log(below) + logGamma(shape + 1)) / shape);
  if (start < 1e-290) return start;
  const probability = upper ? gammaUpper : gammaLower;
  const sign = upper ? -1 : 1;
  return solveLog(guess > 0 ? guess : Math.max(start, wilsonHilferty(shape, tail, sign)), (x) => {
    const p = probability(shape, x);
    return p > 0 ? (sign * log(tail / p) * p) / (shape * gammaTerm(shape, x)) : -sign;
  });
}

/** Wilson & Hilferty (1931), with a rough normal quantile. Only a place to start from. */
function wilsonHilferty(shape: number, tail: number, sign: number): number {
  const t = Math.sqrt(-2 * log(tail));
  const z = sign * ((2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t)) - t);
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  return root > 0 ? shape * root * root * root : 0;
}

/** Follows `step`, Newton's step in log x, until it no longer matters; no step is longer than a factor of e. */
function solveLog(start: number, step: (x: number) => number): number {
  let x = start;
  for (let i = 0; i < 200; i++) {
    const d = Math.max(-1, Math.min(1, step(x)));
    x *= 1 + expm1(d);
    if (Math.abs(d) < 1e-9) return x;
  }
  throw new Error(`no quantile found from ${start}`);
}

/** P(X <= x) for X of the beta law on (0, 1): A&S 26.5.8 by Lentz's method (Numerical Recipes, 3rd ed., §6.4). */
export function betaLower(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x < (a + 1) / (a + b + 2)) return betaFraction(a, b, x, 1 - x);
  return 1 - betaFraction(b, a, 1 - x, x);
}

function betaFraction(a: number, b: number, x: number, y: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  let change = 0;
  for (let m = 1; Math.abs(change - 1) > 4e-16 && m < 1e5; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    change = d * c;
    h *= change;
  }
  return (exp(a * log(x) + b * log(y) - logBeta(a, b)) * h) / a;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/**
 * The value of the beta law, b >= 1, that leaves `tail` in (0, 0.5] below it. For the upper tail ask for the lower of
 * the law turned round (b, a) and take it from 1, where a >= 1.
 * @param guess a nearby quantile, if one is known; it changes the speed only
 */
export function betaQuantile(a: number, b: number, tail: number, guess = 0): number {
  const scale = logBeta(a, b);
  const start = guess > 0 ? guess : power(tail * a * exp(scale), 1 / a);
  return solveLog(start, (x) => {
    const p = betaLower(a, b, x);
    return (log(tail / p) * p) / exp(a * log(x) + (b - 1) * log1p(-x) - scale);
  });
}
