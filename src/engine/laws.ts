/**
 * Probability laws of durations (days) and factors (no unit): exact quantiles, distribution functions and moments, all
 * in portable arithmetic. Formulas as in Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions (2nd ed.).
 */
import { type Atoms, atoms, findStep, poissonAtoms, tailSteps } from "./jumps.js";
import { normalQuantileUpper, normalUpper, truncatedMoments, truncatedQuantile } from "./normal.js";
import { exp, expm1, log, log1p, power } from "./real.js";
import { betaLower, betaQuantile, gammaLower, gammaQuantile, gammaUpper, logGamma } from "./special.js";

/** A probability law of a duration, in days (or, for frailty, of a factor without unit). */
export type Law =
  | { law: "fixed"; value: number }
  | { law: "exponential"; mean: number }
  | { law: "lognormal"; mean: number; sd: number }
  | { law: "gamma"; mean: number; sd: number }
  | { law: "weibull"; shape: number; scale: number }
  | { law: "uniform"; from: number; to: number }
  | { law: "triangular"; low: number; mode: number; high: number }
  | { law: "pert"; low: number; mode: number; high: number }
  | { law: "normal"; mean: number; sd: number; atLeast: number }
  | { law: "poisson"; mean: number }
  | { law: "bernoulli"; chance: number }
  | { law: "discrete"; values: number[]; chances: number[] }
  /** Observed lengths: each as likely as the next. */
  | { law: "empirical"; values: number[] };

/**
 * The value that leaves `tail`, in (0, 0.5], of the law below it, or above it where `upper`; exact however small the
 * tail. Where the law jumps, the value nearer the end of the tail.
 * @param guess a quantile of a like tail, if one is known; it changes the speed only
 */
export function quantile(law: Law, tail: number, upper: boolean, guess?: number): number {
  return family(law).quantile(law, tail, upper, guess);
}

/** The chance that a draw is `x` or less. */
export function cdf(law: Law, x: number): number {
  return family(law).cdf(law, x);
}

/** Mean of the law, in its own unit. */
export function mean(law: Law): number {
  return family(law).mean(law);
}

/** Variance of the law, in its unit squared. */
export function variance(law: Law): number {
  return family(law).variance(law);
}

/** What is wrong with the law's numbers, in a planner's words: `sd must be above 0, not -1`; undefined: nothing. */
export function validate(law: Law): string | undefined {
  return family(law).fault(law) ?? tooWide(law);
}

/** The values of a law that jumps and their weights; undefined for a law without jumps. */
export function jumpsOf(law: Law): Atoms | undefined {
  switch (law.law) {
    case "poisson":
      return poissonAtoms(law.mean);
    case "bernoulli":
      return atoms([0, 1], [1 - law.chance, law.chance]);
    case "discrete":
      return atoms(law.values, law.chances);
    case "empirical":
      return atoms(law.values, new Array(law.values.length).fill(1));
    default:
      return undefined;
  }
}

type Of<Name> = Extract<Law, { law: Name }>;

interface Family<L> {
  quantile(law: L, tail: number, upper: boolean, guess?: number): number;
  cdf(law: L, x: number): number;
  mean(law: L): number;
  variance(law: L): number;
  fault(law: L): string | undefined;
}

function family(law: Law): Family<Law> {
  return families[law.law] as Family<Law>;
}

/** What the laws with jumps have in common. */
const jumping: Omit<Family<Law>, "fault"> = {
  quantile(law, tail, upper) {
    const steps = tailSteps(jumpsOf(law) as Atoms, upper);
    return steps[findStep(steps, 0, tail) + 1] as number;
  },
  cdf(law, x) {
    const { values, weights, total } = jumpsOf(law) as Atoms;
    return weights.reduce((sum, weight, i) => ((values[i] as number) <= x ? sum + weight : sum), 0) / total;
  },
  mean: (law) => average(jumpsOf(law) as Atoms, (x) => x),
  variance(law) {
    const all = jumpsOf(law) as Atoms;
    const centre = average(all, (x) => x);
    return average(all, (x) => (x - centre) * (x - centre));
  },
};

function average({ values, weights, total }: Atoms, of: (x: number) => number): number {
  return weights.reduce((sum, weight, i) => sum + weight * of(values[i] as number), 0) / total;
}

const families: { [Name in Law["law"]]: Family<Of<Name>> } = {
  fixed: {
    quantile: ({ value }) => value,
    cdf: ({ value }, x) => (x >= value ? 1 : 0),
    mean: ({ value }) => value,
    variance: () => 0,
    fault: ({ value }) => atLeast("value", value, 0),
  },
  exponential: {
    quantile: (law, tail, upper) => -law.mean * (upper ? log(tail) : log1p(-tail)),
    cdf: (law, x) => (x <= 0 ? 0 : -expm1(-x / law.mean)),
    mean: (law) => law.mean,
    variance: (law) => law.mean * law.mean,
    fault: (law) => above("mean", law.mean, 0),
  },
  lognormal: {
    quantile(law, tail, upper) {
      const { centre, spread } = logScale(law);
      return exp(centre + (upper ? spread : -spread) * normalQuantileUpper(tail));
    },
    cdf(law, x) {
      const { centre, spread } = logScale(law);
      return x <= 0 ? 0 : normalUpper((centre - log(x)) / spread);
    },
    mean: (law) => law.mean,
    variance: (law) => law.sd * law.sd,
    fault: meanAndSd,
  },
  gamma: {
    quantile(law, tail, upper, guess) {
      const { shape, scale } = gammaShape(law);
      return scale * gammaQuantile(shape, tail, upper, guess === undefined ? 0 : guess / scale);
    },
    cdf: (law, x) => gammaLower(gammaShape(law).shape, x / gammaShape(law).scale),
    mean: (law) => law.mean,
    variance: (law) => law.sd * law.sd,
    fault: (law) => meanAndSd(law) ?? gammaSpread(law),
  },
  weibull: {
    quantile: (law, tail, upper) => law.scale * power(upper ? -log(tail) : -log1p(-tail), 1 / law.shape),
    cdf: (law, x) => (x <= 0 ? 0 : -expm1(-power(x / law.scale, law.shape))),
    mean: (law) => law.scale * exp(logGamma(1 + 1 / law.shape)),
    variance(law) {
      const logMean = logGamma(1 + 1 / law.shape);
      const centre = mean(law);
      return centre * centre * expm1(logGamma(1 + 2 / law.shape) - 2 * logMean);
    },
    fault: (law) => above("shape", law.shape, 0) ?? above("scale", law.scale, 0),
  },
  uniform: {
    quantile: ({ from, to }, tail, upper) => (upper ? to - (to - from) * tail : from + (to - from) * tail),
    cdf: ({ from, to }, x) => clamp((x - from) / (to - from)),
    mean: ({ from, to }) => (from + to) / 2,
    variance: ({ from, to }) => ((to - from) * (to - from)) / 12,
    fault: ({ from, to }) => atLeast("from", from, 0) ?? above("to", to, from, "from"),
  },
  triangular: {
    quantile: ({ low, mode, high }, tail, upper) =>
      upper ? high - legFrom(high - low, high - mode, tail) : low + legFrom(high - low, mode - low, tail),
    cdf({ low, mode, high }, x) {
      if (x <= low || x >= high) return x <= low ? 0 : 1;
      const leg = x < mode ? x - low : high - x;
      const part = (leg * leg) / ((high - low) * (x < mode ? mode - low : high - mode));
      return x < mode ? part : 1 - part;
    },
    mean: ({ low, mode, high }) => (low + mode + high) / 3,
    variance({ low, mode, high }) {
      const left = mode - low;
      const right = high - mode;
      return (left * left + left * right + right * right) / 18;
    },
    fault: lowModeHigh,
  },
  pert: {
    quantile(law, tail, upper, guess) {
      const { low, high } = law;
      const { a, b } = pertShape(law);
      const width = high - low;
      if (upper) return high - width * betaQuantile(b, a, tail, guess === undefined ? 0 : (high - guess) / width);
      return low + width * betaQuantile(a, b, tail, guess === undefined ? 0 : (guess - low) / width);
    },
    cdf: (law, x) => betaLower(pertShape(law).a, pertShape(law).b, (x - law.low) / (law.high - law.low)),
    mean: ({ low, mode, high }) => (low + 4 * mode + high) / 6,
    variance: (law) => ((mean(law) - law.low) * (law.high - mean(law))) / 7,
    fault: lowModeHigh,
  },
  normal: {
    quantile: (law, tail, upper) => law.atLeast + law.sd * truncatedQuantile(cutOf(law), tail, upper),
    cdf: (law, x) => (x <= law.atLeast ? 0 : 1 - normalUpper((x - law.mean) / law.sd) / normalUpper(cutOf(law))),
    mean: (law) => law.mean + law.sd * truncatedMoments(cutOf(law)).mean,
    variance: (law) => law.sd * law.sd * truncatedMoments(cutOf(law)).variance,
    fault(law) {
      if (cutOf(law) > 30) return `at-least must be within 30 sd of the mean, not ${cutOf(law)} sd above it`;
      return number("mean", law.mean) ?? above("sd", law.sd, 0) ?? atLeast("at-least", law.atLeast, 0);
    },
  },
  poisson: {
    ...jumping,
    cdf: (law, x) => (x < 0 ? 0 : gammaUpper(Math.floor(x) + 1, law.mean)),
    mean: (law) => law.mean,
    variance: (law) => law.mean,
    fault: (law) => above("mean", law.mean, 0) ?? atMost("mean", law.mean, 1e6),
  },
  bernoulli: { ...jumping, fault: ({ chance }) => atLeast("chance", chance, 0) ?? atMost("chance", chance, 1) },
  discrete: {
    ...jumping,
    fault({ values, chances }) {
      if (values.length !== chances.length) {
        return `values and chances must be as many, not ${values.length} and ${chances.length}`;
      }
      const sum = chances.reduce((a, b) => a + b, 0);
      const fault = each("values", values) ?? each("chances", chances);
      return fault ?? (Math.abs(sum - 1) <= 1e-6 ? undefined : `chances must sum to 1, not ${sum}`);
    },
  },
  empirical: { ...jumping, fault: ({ values }) => each("values", values) },
};

/** Mean and standard deviation of the logarithm. */
function logScale(law: Of<"lognormal">): { centre: number; spread: number } {
  const ratio = law.sd / law.mean;
  const square = log1p(ratio * ratio);
  return { centre: log(law.mean) - square / 2, spread: Math.sqrt(square) };
}

function gammaShape(law: Of<"gamma">): { shape: number; scale: number } {
  const ratio = law.mean / law.sd;
  return { shape: ratio * ratio, scale: law.sd / ratio };
}

/** The beta law behind a PERT: Malcolm, Roseboom, Clark & Fazar (1959), doi 10.1287/opre.7.5.646, weight 4 on the mode. */
function pertShape({ low, mode, high }: Of<"pert">): { a: number; b: number } {
  return { a: 1 + (4 * (mode - low)) / (high - low), b: 1 + (4 * (high - mode)) / (high - low) };
}

/** How far from its end a triangle of this width holds `tail`, its mode being `leg` from that end. */
function legFrom(width: number, leg: number, tail: number): number {
  if (tail * width <= leg) return Math.sqrt(tail * width * leg);
  // width - root, in a form that keeps its figures where the two are alike.
  const root = Math.sqrt((1 - tail) * width * (width - leg));
  return (width * (leg + tail * (width - leg))) / (width + root);
}

/** Where the normal is cut, in sd from its mean. */
function cutOf(law: Of<"normal">): number {
  return (law.atLeast - law.mean) / law.sd;
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}

function meanAndSd(law: { mean: number; sd: number }): string | undefined {
  return above("mean", law.mean, 0) ?? above("sd", law.sd, 0);
}

/** Below, the series of the distribution function takes seconds for a table; above, its smallest values leave the doubles. */
function gammaSpread({ mean, sd }: Of<"gamma">): string | undefined {
  const ratio = sd / mean;
  if (ratio < 1e-4) return `sd must be at least 1/10,000 of the mean, ${mean}, not ${sd}; a fixed length is as good`;
  return ratio > 1000 ? `sd must be at most 1,000 times the mean, ${mean}, not ${sd}` : undefined;
}

function lowModeHigh({ low, mode, high }: { low: number; mode: number; high: number }): string | undefined {
  return (
    atLeast("low", low, 0) ??
    above("high", high, low, "low") ??
    atLeast("mode", mode, low, "low") ??
    atMost("mode", mode, high, "high")
  );
}

function each(name: string, values: readonly number[]): string | undefined {
  if (values.length === 0) return `${name} must be at least one number, not none`;
  return values.map((value) => atLeast(`each of the ${name}`, value, 0)).find((fault) => fault !== undefined);
}

function number(name: string, value: number): string | undefined {
  return Number.isFinite(value) ? undefined : `${name} must be a number, not ${value}`;
}

function above(name: string, value: number, bound: number, boundName?: string): string | undefined {
  return number(name, value) ?? (value > bound ? undefined : breach(name, "above", value, bound, boundName));
}

function atLeast(name: string, value: number, bound: number, boundName?: string): string | undefined {
  return number(name, value) ?? (value >= bound ? undefined : breach(name, "at least", value, bound, boundName));
}

function atMost(name: string, value: number, bound: number, boundName?: string): string | undefined {
  return number(name, value) ?? (value <= bound ? undefined : breach(name, "at most", value, bound, boundName));
}

function breach(name: string, relation: string, value: number, bound: number, boundName?: string): string {
  return `${name} must be ${relation} ${boundName === undefined ? bound : `${boundName}, ${bound}`}, not ${value}`;
}

/** Numbers each in order that together go beyond what a double can hold or a table can follow. */
function tooWide(law: Law): string | undefined {
  const far = quantile(law, 1 / 9007199254740992, true);
  const fits = Number.isFinite(far) && Number.isFinite(variance(law)) && mean(law) > -Infinity;
  return fits
    ? undefined
    : "the law spreads so widely that its tail cannot be reckoned: bring its numbers nearer together";
}
