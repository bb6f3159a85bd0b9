import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { baselineOf, comparisonOf, measureOf, type Wanted } from "./look-up.js";
import { verdictOf } from "./verdicts.js";
import { NBSP, sayDifference, sayEstimate } from "./words.js";

/** What one scenario shows of one measure. */
export interface Said {
  /** `309`, `−34`, `−22 points`. */
  value: string;
  /** `± 3`, `−36 to −32`; null where there is none. */
  interval: string | null;
  kind: "estimate" | "clear" | "unclear" | "same" | "unknown" | "none";
}

/** A redesign's paired difference, or the figure itself of the baseline and of whatever is compared with nothing. */
export function said(findings: Findings, scenario: ScenarioFindings, wanted: Wanted): Said {
  const of = comparisonOf(findings, scenario, wanted);
  if (of !== undefined && of.against === baselineOf(findings).name) {
    const verdict = verdictOf(of);
    if (verdict === "same") return { value: "0", interval: null, kind: "same" };
    const { value, interval, unit } = sayDifference(of);
    const kind = verdict === "likely" ? "clear" : verdict === "may" ? "unclear" : verdict;
    return { value: unit === "" ? value : `${value}${NBSP}${unit}`, interval, kind };
  }
  const own = measureOf(scenario, wanted);
  if (own === undefined) return { value: "–", interval: null, kind: "none" };
  const { value, spread } = sayEstimate(own);
  return { value, interval: spread, kind: "estimate" };
}
