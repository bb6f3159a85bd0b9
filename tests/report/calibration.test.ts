import { describe, expect, it } from "vitest";
import type { CalibrationFindings } from "../../src/experiment/calibration-findings.js";
import { fitText } from "../../src/report/calibration.js";

/** A figure of 100 ± 4, simulated as much off in that many replications. */
function figure(before: number, after: number, n: number, use = "fit") {
  const at = (off: number) => ({ mean: 100 + off, low: 0, high: 200, sd: 6, n });
  return { use, observed: 100, sd: 4, before: at(before), after: at(after) };
}

function said(n: number): string {
  return fitText({
    values: [{ verdict: "fitted" }],
    figures: [figure(8, -3, n), figure(-8, 5, n), figure(99, 99, n, "check")],
    error: { before: 1, after: 0.5 },
    coverage: null,
    backtest: null,
    tried: 9,
    identity: { replications: n },
  } as unknown as CalibrationFindings);
}

describe("how well a calibration fits, in words", () => {
  it("counts in standard errors of the observed figures, as its chart does, and says apart what chance is", () => {
    // √((0.75² + 1.25²) / 2) = 1.03, and 6 / √9 / 4 = 0.5.
    expect(said(9)).toContain(
      "the simulated figures are 1.03 standard errors of the observed ones off (root of the mean square), 2.00 before.",
    );
    expect(said(9)).toContain("Chance alone puts means of so many replications about 0.50 off");
    expect(said(1)).toContain("How far chance alone puts them off, one replication does not tell.");
  });
});
