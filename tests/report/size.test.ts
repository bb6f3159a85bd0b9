import { describe, expect, it } from "vitest";
import type { SizeFindings } from "../../src/experiment/size-findings.js";
import { onScreen } from "../../src/report/screen.js";
import { sizePaper } from "../../src/report/size.js";
import { closeCall, fineBound } from "../../src/report/size-margin.js";

const TARGET = {
  text: "occupancy <= 92%",
  measure: "occupancy-share",
  place: "ward",
  unit: "share",
  side: "most" as const,
  limit: 0.92,
};

function point(size: number, mean: number, half: number, bound: number): SizeFindings["points"][number] {
  const interval = { mean, low: mean - half, high: mean + half, sd: half, n: 4 };
  const inRuns = { met: 0.75, low: 0.3, high: 0.95 };
  const meets = bound <= TARGET.limit;
  return {
    sizes: [size],
    meets,
    targets: [{ ...interval, target: TARGET.text, bound, meets, inRuns }],
    cost: { ...interval, mean: 2e6 + size, low: 1.9e6, high: 2.1e6 },
  };
}

/** Half-widths of thirty points, as of few replications: rounded by them, all three sizes would read "80 %". */
const POINTS = [point(40, 0.83, 0.3, 0.931), point(41, 0.82, 0.3, 0.92004), point(42, 0.8, 0.3, 0.911)];

const FINDINGS: SizeFindings = {
  identity: {
    scenario: "0123456789abcdef",
    seed: "s",
    version: "0",
    replications: 4,
    warmUpDays: 0,
    years: 1,
    command: "careshift size ward.yaml",
    complete: true,
  },
  scenario: { name: "A ward", file: "ward.yaml" },
  places: [{ name: "ward", label: "Ward", counts: "beds", now: 44, from: 40, to: 42 }],
  targets: [TARGET],
  confidence: 0.95,
  answer: POINTS[2]!,
  points: POINTS,
  frontier: null,
  monotone: { ok: true, why: [] },
  notes: [],
  file: null,
};

describe("the table of sizes", () => {
  it("tells neighbouring sizes apart however wide their intervals are, and shows the bound that decides", async () => {
    const shown = onScreen(await sizePaper(FINDINGS), 80);
    expect(shown).toMatch(/40 +83\.0 % ± 30\.0 +93\.1 % +no +75 % /);
    expect(shown).toMatch(/41 +82\.0 % ± 30\.0 +92\.004 % +no /);
    expect(shown).toMatch(/▸ 42 +80\.0 % ± 30\.0 +91\.1 % +yes /);
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("rounds no bound to the other side of its limit", () => {
    expect(fineBound(0.9201, TARGET)).toBe("92.01\u00a0%");
    expect(fineBound(0.9199, TARGET)).toBe("92.0\u00a0%");
    expect(fineBound(0.9199, { ...TARGET, side: "least" })).toBe("91.99\u00a0%");
  });

  it("says by how little one size fewer fails, and that its mean alone would do", () => {
    expect(closeCall(FINDINGS).replaceAll("\u00a0", " ")).toBe(
      "With 42 it is 80.0 % on average and, with 95 % confidence, at most 91.1 %; with 41 at most 92.004 %, which is not enough. " +
        "On the mean alone 40 would do: the rest is for what 4 replications leave unknown, and more of them, or more years, may bring the answer down.",
    );
  });

  it("says no such thing where the mean of fewer breaks the limit too", () => {
    const points = [point(41, 0.93, 0.01, 0.94), point(42, 0.9, 0.01, 0.911)];
    const said = closeCall({ ...FINDINGS, points, answer: points[1]! });
    expect(said).toContain("with 41 at most 94.0");
    expect(said).not.toContain("On the mean alone");
  });
});
