/** Values at the end of a series that are no truncation points: means of a handful are small by luck (Hoad et al. 2010). */
const TAIL = 5;

/** Where a series settles. */
export interface Truncation {
  /** Values to leave out at the beginning. */
  at: number;
  /** Whether it lies in the first half; if not, the series is too short to say that it settles at all (White 1997). */
  settled: boolean;
}

/**
 * MSER: the truncation point d that makes the mean of what is left most certain, by its marginal standard error
 * Σ(y − ȳ)² / (n − d)². White (1997), "An effective truncation heuristic for bias reduction in simulation output",
 * Simulation 69(6):323-334, doi 10.1177/003754979706900601. Given means of five values it is MSER-5 (White, Cobb & Spratt 2000).
 */
export function mser(values: ArrayLike<number>): Truncation {
  const n = values.length;
  let [mean, squares, at, least] = [0, 0, 0, Number.POSITIVE_INFINITY];
  for (let d = n - 1; d >= 0; d--) {
    const left = n - d;
    const off = (values[d] as number) - mean;
    mean += off / left;
    squares += off * ((values[d] as number) - mean);
    const error = squares / (left * left);
    if (left > TAIL && error <= least) [at, least] = [d, error];
  }
  return { at, settled: n > 2 * TAIL && at <= n / 2 };
}

/** Means of each whole batch of so many values. */
export function batched(values: ArrayLike<number>, size = 5): number[] {
  return Array.from({ length: Math.floor(values.length / size) }, (_, b) => {
    let sum = 0;
    for (let i = b * size; i < (b + 1) * size; i++) sum += values[i] as number;
    return sum / size;
  });
}
