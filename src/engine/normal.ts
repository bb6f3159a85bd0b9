/** The normal law, whole and cut off below, in portable arithmetic. */
import { exp, log } from "./real.js";
import { gammaUpper } from "./special.js";

const SQRT_2PI = 2.5066282746310002;

/** P(Z > z) for the standard normal, to full relative precision in the upper tail: half the upper gamma tail of shape ½. */
export function normalUpper(z: number): number {
  const half = 0.5 * gammaUpper(0.5, 0.5 * z * z);
  return z >= 0 ? half : 1 - half;
}

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return exp(-0.5 * z * z) / SQRT_2PI;
}

/**
 * The z that a standard normal exceeds with chance `tail`, in [1e-300, 0.5]; relative error about 1e-16.
 * Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37, 477-484.
 */
export function normalQuantileUpper(tail: number): number {
  const q = 0.5 - tail;
  if (q <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_A, r)) / polynomial(CENTRE_B, r);
  }
  const r = Math.sqrt(-log(tail));
  if (r <= 5) return polynomial(TAIL_C, r - 1.6) / polynomial(TAIL_D, r - 1.6);
  return polynomial(FAR_E, r - 5) / polynomial(FAR_F, r - 5);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + (coefficients[i] as number);
  return sum;
}

const CENTRE_A = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const CENTRE_B = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const TAIL_C = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const TAIL_D = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR_E = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const FAR_F = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15,
];

/**
 * How far above `cut` the standard normal cut off below at `cut` lies, leaving `tail` in (0, 0.5] of what remains
 * below it, or above it where `upper`. The distance, not the value, so that nothing is lost near the cut.
 */
export function truncatedQuantile(cut: number, tail: number, upper: boolean): number {
  const kept = normalUpper(cut);
  if (upper) return normalQuantileUpper(kept * tail) - cut;
  const s = (kept * tail) / normalDensity(cut);
  if (s * (1 + Math.abs(cut)) < 1e-3) return nearCut(cut, s);
  const above = kept * (1 - tail);
  if (above <= 0.5) return normalQuantileUpper(above) - cut;
  return -normalQuantileUpper(normalUpper(-cut) + kept * tail) - cut;
}

/** Taylor series of the normal quantile about `cut`, s its distance in probability over the density there
 * (Steinbrecher & Shaw 2008, doi 10.1017/S0956792508007341). */
function nearCut(cut: number, s: number): number {
  const c2 = cut * cut;
  const fourth = (cut * (7 + 6 * c2)) / 24 + (s * (7 + c2 * (46 + 24 * c2))) / 120;
  return s * (1 + s * (cut / 2 + s * ((1 + 2 * c2) / 6 + s * fourth)));
}

/** Mean and variance of the standard normal cut off below at `cut` (Johnson, Kotz & Balakrishnan 1994, §13.10). */
export function truncatedMoments(cut: number): { mean: number; variance: number } {
  const mean = normalDensity(cut) / normalUpper(cut);
  return { mean, variance: 1 - mean * (mean - cut) };
}
