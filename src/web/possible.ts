/** Intervals of few short replications reach beyond what there can be: no share is below nought or above 100 %, no number of people below nought. */
import type { Comparison } from "../experiment/findings.js";
import { sayEstimate } from "../report/words.js";

interface Estimate {
  mean: number;
  low: number;
  high: number;
  unit: string;
}

/** An interval as it is shown: half of it (`± 3`), or its ends where it would reach beyond what can be (`(0 % to 60 %)`); null where there is none. */
export function intervalOf(of: Estimate): string | null {
  const least = of.mean < 0 ? Number.NEGATIVE_INFINITY : 0;
  const most = of.unit === "share" ? 1 : Number.POSITIVE_INFINITY;
  const isKnown = Number.isFinite(of.low) && Number.isFinite(of.high);
  if (!isKnown || (of.low >= least && of.high <= most)) return sayEstimate(of).spread;
  const [low, high] = [Math.max(least, of.low), Math.min(most, of.high)].map((end) => endOf(of, end));
  return low === high ? null : `(${low} to ${high})`;
}

/** One end, rounded as its interval deserves. */
function endOf({ low, high, unit }: Estimate, end: number): string {
  const half = (high - low) / 2;
  return sayEstimate({ mean: end, low: end - half, high: end + half, unit }).value;
}

/** A difference with its interval no wider than a difference of two such measures can be. */
export function withinReach(of: Comparison): Comparison {
  return of.unit === "share" ? { ...of, low: Math.max(-1, of.low), high: Math.min(1, of.high) } : of;
}
