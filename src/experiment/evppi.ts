// @ts-expect-error the package has no types
import jstat from "jstat";
import { moments } from "./intervals.js";
import { uniforms } from "./latin.js";

/** What it would be worth, per decision, to know one number before deciding; in the unit of what is decided on. */
export interface Worth {
  value: number;
  /** 95 % bootstrap interval over the draws. */
  low: number;
  high: number;
  /** The option that is best with each number low, in the middle and high (5th, 50th, 95th percentile). */
  best: [number, number, number];
}

const MOST_DEGREE = 4;

/**
 * Expected value of partial perfect information about one number, by regression (Strong, Oakley & Brennan 2014, doi
 * 10.1177/0272989X13505910): what each option is expected to give for a value of the number is a smooth curve through its
 * draws; EVPPI is the mean of the best of the curves less the best of their means. The curves are polynomials in the number's normal
 * score, whose degree, 0 to 4, leave-one-out prediction chooses for the differences from the first option; a number that
 * predicts nothing is worth nothing, exactly. Differences of options, not options, are fitted: what they have in common decides nothing.
 *
 * @param scores normal score of the number in each draw
 * @param gains by option, what it gave in each draw: more is better
 * @param seed of the resampling
 */
export function evppi(
  scores: ArrayLike<number>,
  gains: readonly ArrayLike<number>[],
  seed: string,
  resamples = 200,
): Worth {
  const n = scores.length;
  const against = gains.map((values) => Float64Array.from(values, (value, j) => value - gains[0]![j]!));
  const all = Int32Array.from({ length: n }, (_, j) => j);
  const basis = polynomials(scores, all);
  const degrees = against.map((values) => bestDegree(basis, values));
  const fits = against.map((values, o) => fitted(basis, values, degrees[o]!));
  const draws = uniforms(seed, "bootstrap", resamples * n);
  const again = Array.from({ length: resamples }, (_, r) => {
    const rows = Int32Array.from({ length: n }, (_, j) => Math.floor(draws[r * n + j]! * n));
    const redone = polynomials(scores, rows);
    const refits = against.map((values, o) =>
      fitted(
        redone,
        Float64Array.from(rows, (j) => values[j]!),
        degrees[o]!,
      ),
    );
    return worthOf(refits);
  });
  const [low, high] = jstat.quantiles(again, [0.025, 0.975], 1, 1) as [number, number];
  return { value: worthOf(fits), low, high, best: bestAlong(scores, fits) };
}

/** What knowing everything would be worth: at most, since what is left to chance in each draw counts as if it could be known. */
export function evpi(gains: readonly ArrayLike<number>[]): number {
  return worthOf(gains);
}

function worthOf(gains: readonly ArrayLike<number>[]): number {
  const n = gains[0]!.length;
  const best = Float64Array.from({ length: n }, (_, j) => Math.max(...gains.map((values) => values[j]!)));
  const means = gains.map((values) => moments(values).mean);
  return Math.max(0, moments(best).mean - Math.max(...means));
}

/** Orthonormal polynomials at the points of some draws, by degree (modified Gram–Schmidt; constant first). */
function polynomials(scores: ArrayLike<number>, rows: Int32Array): Float64Array[] {
  const n = rows.length;
  const basis: Float64Array[] = [];
  for (let degree = 0; degree <= Math.min(MOST_DEGREE, n - 2); degree++) {
    const column = Float64Array.from(rows, (j) => scores[j]! ** degree);
    const size = Math.sqrt(dot(column, column));
    for (const earlier of [...basis, ...basis]) {
      const along = dot(column, earlier);
      for (let j = 0; j < n; j++) column[j]! -= along * earlier[j]!;
    }
    const length = Math.sqrt(dot(column, column));
    if (length < 1e-8 * size) break; // no more different values than degrees
    basis.push(column.map((value) => value / length));
  }
  return basis;
}

/** The degree with the least sum of squares of leave-one-out residuals, residual / (1 − leverage) (Allen 1974, PRESS). */
function bestDegree(basis: Float64Array[], values: Float64Array): number {
  const n = values.length;
  const left = values.slice();
  const leverage = new Float64Array(n);
  let best = { degree: 0, press: Number.POSITIVE_INFINITY };
  for (const [degree, column] of basis.entries()) {
    const along = dot(values, column);
    let press = 0;
    for (let j = 0; j < n; j++) {
      left[j]! -= along * column[j]!;
      leverage[j]! += column[j]! * column[j]!;
      press += (left[j]! / Math.max(1e-9, 1 - leverage[j]!)) ** 2;
    }
    if (press < best.press * (1 - 1e-9)) best = { degree, press };
  }
  return best.degree;
}

function fitted(basis: Float64Array[], values: Float64Array, degree: number): Float64Array {
  const fit = new Float64Array(values.length);
  for (const column of basis.slice(0, degree + 1)) {
    const along = dot(values, column);
    for (let j = 0; j < fit.length; j++) fit[j]! += along * column[j]!;
  }
  return fit;
}

function bestAlong(scores: ArrayLike<number>, fits: Float64Array[]): Worth["best"] {
  const order = Array.from(scores, (score, j) => ({ score, j })).sort((a, b) => a.score - b.score);
  const at = (share: number) => {
    const { j } = order[Math.round(share * (order.length - 1))]!;
    const gains = fits.map((fit) => fit[j]!);
    return gains.indexOf(Math.max(...gains));
  };
  return [at(0.05), at(0.5), at(0.95)];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
