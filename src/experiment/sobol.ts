// @ts-expect-error the package has no types
import jstat from "jstat";
import { moments } from "./intervals.js";
import { uniforms } from "./latin.js";

/** A share of a measure's variance, with its 95 % bootstrap interval. */
export interface Index {
  value: number;
  low: number;
  high: number;
}

/** First: what would go were this number known. Total: what would stay were all the others known. */
export interface Indices {
  first: Index;
  total: Index;
}

/** The measure at two independent sets of points, and at the first set with one number taken from the second, for each number. */
export interface Evaluations {
  a: ArrayLike<number>;
  b: ArrayLike<number>;
  mixed: ArrayLike<number>[];
}

/**
 * Sobol' indices of each number: first-order by Saltelli et al. (2010), doi 10.1016/j.cpc.2009.09.018, table 2 (b), total by
 * Jansen (1999), doi 10.1016/S0010-4655(98)00154-4, their table 2 (f). Intervals are percentiles of a bootstrap over points
 * (Archer, Saltelli & Sobol' 1997). Estimates may lie a little below 0 or above 1, as what is estimated does not.
 *
 * @param seed of the resampling
 */
export function sobolIndices({ a, b, mixed }: Evaluations, seed: string, resamples = 1000): Indices[] {
  const points = a.length;
  const middle = moments(Float64Array.from([...Array.from(a), ...Array.from(b)])).mean;
  const [fa, fb] = [centred(a, middle), centred(b, middle)];
  const all = Int32Array.from({ length: points }, (_, j) => j);
  const draws = uniforms(seed, "bootstrap", resamples * points);
  return mixed.map((values) => {
    const fm = centred(values, middle);
    const whole = indicesOf(fa, fb, fm, all);
    const again = Array.from({ length: resamples }, (_, r) =>
      indicesOf(
        fa,
        fb,
        fm,
        Int32Array.from({ length: points }, (_, j) => Math.floor(draws[r * points + j]! * points)),
      ),
    );
    return {
      first: { value: whole.first, ...interval(again.map(({ first }) => first)) },
      total: { value: whole.total, ...interval(again.map(({ total }) => total)) },
    };
  });
}

function indicesOf(fa: Float64Array, fb: Float64Array, fm: Float64Array, rows: Int32Array) {
  let sum = 0;
  let squares = 0;
  let first = 0;
  let total = 0;
  for (const j of rows) {
    const [ya, yb, ym] = [fa[j]!, fb[j]!, fm[j]!];
    sum += ya + yb;
    squares += ya * ya + yb * yb;
    first += yb * (ym - ya);
    total += (ya - ym) * (ya - ym);
  }
  const n = rows.length;
  const variance = squares / (2 * n) - (sum / (2 * n)) ** 2;
  return variance > 0 ? { first: first / n / variance, total: total / (2 * n) / variance } : { first: 0, total: 0 };
}

function centred(values: ArrayLike<number>, middle: number): Float64Array {
  return Float64Array.from(values, (value) => value - middle);
}

function interval(values: number[]): { low: number; high: number } {
  const [low, high] = jstat.quantiles(values, [0.025, 0.975], 1, 1) as [number, number];
  return { low, high };
}
