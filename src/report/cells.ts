import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { isHeld, MARK } from "./caveats.js";
import type { Quantity } from "./document.js";
import { baselineOf, comparisonOf, isReached, isUnmeasured, measureOf, NOT_REACHED, type Wanted } from "./look-up.js";
import { spokenOf } from "./verdicts.js";
import { NBSP, sayDifference, sayEstimate } from "./words.js";

/** What one scenario shows of one measure. */
export interface Said {
  /** `309`, `−34`, `−22 points`. */
  value: string;
  /** `± 3`, `−36 to −32`; null where there is none. */
  interval: string | null;
  /** The same unrounded; undefined where there is none. */
  quantity?: Quantity;
  kind: "estimate" | "clear" | "unclear" | "same" | "unknown" | "none";
}

/** A redesign's paired difference, or the figure itself of the baseline and of whatever is compared with nothing. */
export function said(findings: Findings, scenario: ScenarioFindings, wanted: Wanted): Said {
  if (!isReached(scenario)) return { value: NOT_REACHED, interval: null, kind: "none" };
  const of = comparisonOf(findings, scenario, wanted);
  if (of !== undefined && of.against === baselineOf(findings).name) {
    const verdict = spokenOf(of);
    const quantity = quantityOf(of.difference, of);
    if (verdict === "same") return { value: "0", interval: null, quantity, kind: "same" };
    const { value, interval, unit } = sayDifference(of);
    const kind = verdict === "likely" ? "clear" : verdict === "may" ? "unclear" : verdict;
    const mark = isHeld(findings, scenario, wanted) ? `${NBSP}${MARK}` : "";
    return { value: `${value}${unit === "" ? "" : `${NBSP}${unit}`}${mark}`, interval, quantity, kind };
  }
  const own = measureOf(scenario, wanted);
  if (own === undefined)
    return { value: isUnmeasured(scenario, wanted) ? noneWord(wanted.measure) : "–", interval: null, kind: "none" };
  const { value, spread } = sayEstimate(own);
  if (isUnmeasured(baselineOf(findings), wanted))
    return { value: `now ${value}`, interval: spread, quantity: quantityOf(own.mean, own), kind: "estimate" };
  return { value, interval: spread, quantity: quantityOf(own.mean, own), kind: "estimate" };
}

/** Measures of the time that a place is open; all others are of people. */
const OF_OPEN = /^(occupancy-share|work-begun-share|days-(full|over-\d+))$/;

/** Stands where a figure would: why there is none. */
export function noneWord(measure: string): string {
  return OF_OPEN.test(measure) ? "never open" : "nobody";
}

/** Why a target's measure can't be told, to follow a colon or “as”. */
export function noneWords(measure: string, place: string | null): string {
  if (OF_OPEN.test(measure))
    return `${place ?? "it"} is never open${measure.startsWith("days-") ? " at midnight" : ""}`;
  return `there is nobody to measure${place === null ? "" : ` at ${place}`}`;
}

/** A number with the ends of its interval, where they are known (one replication has none; JSON makes them null). */
export function quantityOf(
  value: number,
  { low, high, unit }: { low?: number | null; high?: number | null; unit: string },
): Quantity {
  const isKnown = Number.isFinite(low ?? Number.NaN) && Number.isFinite(high ?? Number.NaN);
  return { value, ...(isKnown && { low: low as number, high: high as number }), unit };
}
