import { describe, expect, it } from "vitest";
import type { StressFindings } from "../../src/experiment/stress-findings.js";
import { shockPanel } from "../../src/report/chart-shocks.js";

const TARGET: StressFindings["targets"][number] = {
  text: "occupancy <= 92%",
  measure: "occupancy-share",
  place: "hospital",
  unit: "share",
  side: "most",
  limit: 0.92,
};

const MARKS = /<path[^>]*fill="[^"]*"[^>]*stroke-width="2"[^>]*>/g;

/** Two shocks on two options; the second option is clearly worse under the first shock alone. */
function findings(): StressFindings {
  const shocks = ["winter", "heat"].map((name) => ({
    name,
    label: `A ${name} <b>longer</b> than most people remember it`,
  }));
  const shaken = shocks.flatMap(({ name }) =>
    ["As it is", "Changed"].map((option) => {
      const isClear = name === "winter" && option === "Changed";
      return {
        shock: name,
        option,
        target: TARGET.text,
        difference: { mean: 0.02, low: isClear ? 0.01 : -0.03, high: 0.07 },
      };
    }),
  );
  return { shocks, shaken, targets: [TARGET] } as unknown as StressFindings;
}

describe("the chart of shocks", () => {
  it("is narrow enough for a telephone, and says every difference in words beside its mark", async () => {
    const { svg, width } = await shockPanel(findings(), TARGET, "Occupancy of hospital");
    expect(width).toBeLessThanOrEqual(330);
    expect(svg.match(/>\+2 points \(−3 to \+7\)</g)).toHaveLength(3);
    expect(svg).toContain(">+2 points (+1 to +7)<");
    expect(svg).toContain("&lt;b&gt;longer");
  });

  it("says so, and marks nothing, where there is nobody to measure", async () => {
    const { shaken, ...rest } = findings();
    const [first, ...others] = shaken;
    const nobody = { ...first!, difference: { mean: null, low: null, high: null } };
    const { svg } = await shockPanel({ ...rest, shaken: [nobody, ...others] } as StressFindings, TARGET, "Occupancy");
    expect(svg.match(/>nobody to measure</g)).toHaveLength(1);
    expect(svg.match(MARKS)).toHaveLength(3);
  });

  it("fills the mark of a clear difference alone", async () => {
    const { svg } = await shockPanel(findings(), TARGET, "Occupancy of hospital");
    const marks = svg.match(MARKS) ?? [];
    expect(marks.map((mark) => /fill="([^"]*)"/.exec(mark)![1] !== "white")).toEqual([false, true, false, false]);
  });
});
