import { describe, expect, test } from "vitest";
import type { EvaluatedRedesign, RedesignClaim } from "../../src/experiment/evaluate-findings.js";
import { redesignText } from "../../src/report/evaluation-redesign.js";

const STUDIES = [
  "before-and-after",
  "worst-first",
  "matched-control",
  "randomised-trial",
  "truth",
  "untouched",
] as const;

/** What is said of emergency admissions where every study finds this ratio, unclear. */
function said(low: number, high: number): string {
  const figure = (mean: number, from: number, to: number) => ({ mean, low: from, high: to, sd: 0.1, n: 6 });
  const claims = STUDIES.map((study) => ({
    study,
    rate: figure(1, 0.9, 1.1),
    against: figure(1, 0.9, 1.1),
    ratio: figure(1, low, high),
    difference: figure(0.01, -0.1, 0.1),
    verdict: "unclear",
    economies: 6,
    alone: null,
    often: null,
    needed: null,
  })) as unknown as RedesignClaim[];
  const of: EvaluatedRedesign["measures"][number] = {
    measure: "emergency-admissions",
    place: null,
    label: "",
    unit: "per year",
    claims,
  };
  return redesignText(of).replaceAll("\u00a0", " ");
}

describe("The evaluation of a redesign, in words", () => {
  test("calls the second year about as the first only where the interval allows little else", () => {
    expect(said(0.98, 1.03)).toContain("With nothing done, the second year would have been about as the first.");
    expect(said(0.563, 1.15)).toContain(
      "With nothing done, the second year can't be told from the first (95 % from 44 % lower to 15 % higher).",
    );
  });
});
