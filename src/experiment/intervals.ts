// @ts-expect-error the package has no types
import jstat from "jstat";

/** A mean with its 95 % interval. */
export interface Estimate {
  /** NaN where n is 0. */
  mean: number;
  low: number;
  high: number;
  /** Standard deviation between replications. */
  sd: number;
  /** Replications that have a value: where there was nobody to measure there is none. */
  n: number;
}

/** Whether a replication gave a value: a mean or a share of nobody is none. */
export function isTold(value: number): boolean {
  return !Number.isNaN(value);
}

/**
 * Student's t: mean ± t(n − 1, (1 + confidence) / 2) · sd / √n, of the replications that have a value. With one the interval is
 * unknown: NaN would lie, so it is infinite.
 */
export function estimate(values: ArrayLike<number>, confidence = 0.95): Estimate {
  const { mean, variance, n } = moments(values);
  if (n < 2) return { mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, sd: 0, n };
  const half = studentQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half, sd: Math.sqrt(variance), n };
}

/** Mean and variance (divisor n − 1), by Welford's updating (1962), of the n values there are; the mean of none is NaN. */
export function moments(values: ArrayLike<number>): { mean: number; variance: number; n: number } {
  let mean = 0;
  let squares = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!isTold(value)) continue;
    n++;
    const off = value - mean;
    mean += off / n;
    squares += off * (value - mean);
  }
  return { mean: n === 0 ? Number.NaN : mean, variance: n > 1 ? squares / (n - 1) : 0, n };
}

const quantiles = new Map<string, number>();

/** Quantile of Student's t. */
export function studentQuantile(share: number, freedom: number): number {
  const key = `${share} ${freedom}`;
  let t = quantiles.get(key);
  if (t === undefined) {
    t = jstat.studentt.inv(share, freedom) as number;
    quantiles.set(key, t);
  }
  return t;
}

/** 95 % interval of a share, by Wilson's score (1927): honest also at 0 and 1. */
export function shareInterval(met: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const z = 1.959963984540054;
  const share = met / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: met === 0 ? 0 : middle - half, high: met === n ? 1 : middle + half };
}
