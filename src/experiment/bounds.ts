// @ts-expect-error the package has no types
import jstat from "jstat";
import { moments } from "./intervals.js";

/**
 * The value that a mean stays on one side of with the stated confidence: mean ± t(n − 1, confidence) · sd / √n (Student's t,
 * one-sided). `most` gives the upper bound, `least` the lower. With one replication nothing bounds it: infinite.
 *
 * @param confidence a fraction of one, such as 0.95
 */
export function confidentBound(values: readonly number[], confidence: number, side: "most" | "least"): number {
  const sign = side === "most" ? 1 : -1;
  const { mean, variance, n } = moments(values);
  if (n < 2) return sign * Number.POSITIVE_INFINITY;
  return mean + sign * studentQuantile(n - 1, confidence) * Math.sqrt(variance / n);
}

/** Quantile of Student's t, from jstat. */
export function studentQuantile(freedom: number, share: number): number {
  return jstat.studentt.inv(share, freedom) as number;
}
