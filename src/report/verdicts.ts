import type { Comparison } from "../experiment/findings.js";
import { sayAmount, sayDifference } from "./words.js";

/** How sure a paired difference lets us speak. */
export type Verdict = "likely" | "may" | "unclear" | "same" | "unknown";

/** The rule that `verdictOf` follows, as papers state it. */
export const VERDICT_RULE = [
  "“Is likely to” means that the 95 % interval of the difference leaves out no difference.",
  "“May” means that the interval includes no difference but reaches at least three times as far to one side as to the other.",
  "“No clear difference” (≈) is all the rest. “Slightly” means by less than 1 % of the baseline’s figure.",
];

/** Speaks by the rule above; `unknown` where there is no interval (one replication). */
export function verdictOf({
  difference,
  low,
  high,
  clear,
}: Pick<Comparison, "difference" | "low" | "high" | "clear">): Verdict {
  if (!Number.isFinite(low ?? Number.NaN) || !Number.isFinite(high ?? Number.NaN)) return "unknown";
  if (difference === 0 && low === 0 && high === 0) return "same";
  if (clear) return "likely";
  return Math.max(high, -low) >= 3 * Math.min(high, -low) ? "may" : "unclear";
}

/** Whether a difference that may be none is also too small to be shown: it is spoken of as no clear difference. */
export function isDust(of: Comparison): boolean {
  const tooSmall = Math.abs(of.difference) < FINEST && of.unit !== "share";
  return tooSmall || (verdictOf(of) === "may" && !/[1-9]/.test(sayDifference(of).value));
}

/** The same as `verdictOf`, but of what is too small to be anyone's concern: no clear difference. What is said or counted goes by this. */
export function spokenOf(of: Comparison): Verdict {
  const verdict = verdictOf(of);
  return verdict !== "same" && isDust(of) ? "unclear" : verdict;
}

/** Smaller differences than this, of a bed, a day or a person, are nobody's concern however sure they are. */
const FINEST = 0.005;

/** What a sentence is about: `Beds occupied at Torbay Hospital`, spoken of as many. */
export interface Subject {
  words: string;
  plural: boolean;
}

/** `Beds occupied at Torbay Hospital are likely to fall by 25 (23 to 27)`; no full stop. For `likely`, `may` and `unknown`. */
export function sentence({ words, plural }: Subject, of: Comparison, baseline: number): string {
  const verdict = verdictOf(of);
  const direction = of.difference < 0 ? "fall" : "rise";
  const small = baseline !== 0 && Math.abs(of.difference) < 0.01 * Math.abs(baseline) ? " slightly," : "";
  const sure =
    verdict === "likely" ? `${plural ? "are" : "is"} likely to` : verdict === "may" ? "may" : "in this one run would";
  return `${words} ${sure} ${direction}${small} by ${amount(of)}`;
}

function amount(of: Comparison): string {
  return sayAmount(of, sayDifference(of).unit === "" ? "" : " percentage points");
}
