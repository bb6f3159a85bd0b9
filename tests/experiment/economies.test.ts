import { describe, expect, it } from "vitest";
import { type Economies, economiesFor, studiesOf } from "../../src/experiment/economies.js";
import type { RedesignClaim } from "../../src/experiment/evaluate-findings.js";
import { normals } from "./normal.js";

const EXPERIMENTS = 1000;

/** Economies whose years are independent, each 100 with sd 10, but for what is added: a trend, and what the redesign does. */
function economies(seed: string, count: number, { trend = 0, effect = 0 } = {}): Economies {
  const normal = normals(seed);
  const year = () => Array.from({ length: count }, () => 100 + 10 * normal());
  const before = year();
  const left = year().map((value) => value + trend);
  return { before, left, redesigned: left.map((value) => value + effect) };
}

const claimOf = (claims: RedesignClaim[], study: RedesignClaim["study"]) =>
  claims.find((claim) => claim.study === study)!;

/** The share of experiments in which a study claims a fall, and a rise. */
function claimed(study: RedesignClaim["study"], what: { trend?: number; effect?: number }, count = 24) {
  const verdicts = Array.from(
    { length: EXPERIMENTS },
    (_, e) => claimOf(studiesOf(economies(`${study} ${e}`, count, what), `lots ${e}`, 1), study).verdict,
  );
  const share = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length / EXPERIMENTS;
  return { fall: share("fall"), rise: share("rise"), either: share("fall") + share("rise") };
}

describe("a redesign of nothing", () => {
  it("has a truth of exactly nought, with nothing to be seen by any number of economies", () => {
    const claims = studiesOf(economies("nothing", 12), "lots");
    expect(claimOf(claims, "truth").difference).toMatchObject({ mean: 0, low: 0, high: 0 });
    expect(claimOf(claims, "truth").ratio).toMatchObject({ mean: 1, low: 1, high: 1 });
    expect(claims.map(({ needed }) => needed)).toEqual([null, null, null, null, null, null]);
    expect(claimOf(claims, "before-and-after").ratio).toEqual(claimOf(claims, "untouched").ratio);
  });

  it.each(["before-and-after", "matched-control", "randomised-trial"] as const)(
    "is falsely claimed to change something by a %s study in about one of twenty",
    (study) => {
      const { either } = claimed(study, {});
      // Three standard errors of a share of 5 % in 1,000.
      expect(either).toBeGreaterThan(0.029);
      expect(either).toBeLessThan(0.071);
    },
  );

  it("looks like a success in the economies whose year before was worst: regression to the mean", () => {
    expect(claimed("worst-first", {}, 60).fall).toBeGreaterThan(0.9);
  });
});

describe("a trend without a redesign", () => {
  it("fools a study before and after, and no study with others beside it", () => {
    expect(claimed("before-and-after", { trend: 10 }).rise).toBeGreaterThan(0.85);
    expect(claimed("matched-control", { trend: 10 }).either).toBeLessThan(0.071);
    expect(claimed("randomised-trial", { trend: 10 }).either).toBeLessThan(0.071);
  });

  it("hides a redesign that works from a study before and after, however many economies there are", () => {
    const claims = studiesOf(economies("hidden", 60, { trend: 20, effect: -8 }), "lots", 20);
    expect(claimOf(claims, "truth").difference.mean).toBeCloseTo(-8, 9);
    expect(claimOf(claims, "before-and-after")).toMatchObject({ verdict: "rise", needed: null });
    expect(claimOf(claims, "randomised-trial").needed).toBeGreaterThan(30);
  });
});

describe("how many economies a study needs", () => {
  it("is of a study before and after never fewer than the change itself takes, though a trend the same way is seen sooner", () => {
    const helped = studiesOf(economies("helped", 60, { trend: 20, effect: 3 }), "lots", 20);
    const { difference, needed } = claimOf(helped, "before-and-after");
    const { mean } = claimOf(helped, "truth").difference;
    expect(difference.mean).toBeGreaterThan(4 * mean);
    expect(needed).toBe(economiesFor(mean, difference.sd));
    expect(needed).toBeGreaterThan(10 * economiesFor(difference.mean, difference.sd)!);
    const hindered = claimOf(
      studiesOf(economies("hindered", 60, { trend: 8, effect: -20 }), "lots", 20),
      "before-and-after",
    );
    expect(hindered.needed).toBe(economiesFor(hindered.difference.mean, hindered.difference.sd));
  });

  // Cohen, Statistical Power Analysis, 2nd ed., 1988: d = 0.5, two-sided 5 %, power 80 %.
  it("is 64 in each group, or 34 pairs, for half a standard deviation, as in Cohen's tables", () => {
    expect(economiesFor(0.5, Math.SQRT2, 2)).toBe(64);
    expect(economiesFor(-0.5, 1)).toBe(34);
  });

  it("is so many that four trials in five then claim the change", () => {
    const { needed } = claimOf(studiesOf(economies("power", 400, { effect: -10 }), "lots", 50), "randomised-trial");
    // 2 · (1.96 + 0.84)² · 2 · 10² / 10² = 31.4 for known variances.
    expect(needed).toBeGreaterThanOrEqual(30);
    expect(needed).toBeLessThanOrEqual(40);
    const { fall, rise } = claimed("randomised-trial", { effect: -10 }, needed!);
    expect(fall).toBeGreaterThan(0.72);
    expect(fall).toBeLessThan(0.88);
    expect(rise).toBe(0);
  });

  it("says how often a study of the size at hand would claim it, from a thousand lots", () => {
    const { often } = claimOf(studiesOf(economies("often", 12, { effect: -40 }), "lots"), "randomised-trial");
    expect(often).toEqual({ fall: 1, rise: 0 });
  });
});
