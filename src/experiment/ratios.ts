/** Ratios of means with their intervals, and what a study would claim of them. */
import type { Claim } from "./evaluate-findings.js";
import { type Estimate, estimate } from "./intervals.js";

/**
 * A ratio of two means, as one value for each replication: their mean is the ratio of the means, and their spread that of its
 * linearisation (Cochran, Sampling Techniques, 3rd ed., 1977, §6.3): r + (y − r · x) / x̄. So an interval of Student's t holds for it, and no
 * replication with few admissions weighs more than it should. Null where there is nothing to divide by.
 */
export function ratioOf(tops: readonly number[], bottoms: readonly number[]): number[] | null {
  const bottom = estimate(bottoms).mean;
  if (!(bottom > 0)) return null;
  const ratio = estimate(tops).mean / bottom;
  return tops.map((top, i) => ratio + (top - ratio * bottoms[i]!) / bottom);
}

/** What a study would claim: unclear where the interval of the ratio (of the difference, where there is none) holds no change. */
export function verdictOf(ratio: Estimate | null, difference?: Estimate): Claim["verdict"] {
  const [found, same] = ratio === null ? [difference, 0] : [ratio, 1];
  if (found === undefined || (found.low <= same && found.high >= same)) return "unclear";
  return found.mean < same ? "fall" : "rise";
}

/** No ratio of rates is below nought, whatever a symmetric interval says. */
export function aboveNought(ratio: Estimate): Estimate {
  return Number.isFinite(ratio.low) ? { ...ratio, low: Math.max(0, ratio.low) } : ratio;
}
