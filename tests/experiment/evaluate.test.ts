import { beforeAll, describe, expect, it } from "vitest";
import { evaluate, TooShort } from "../../src/experiment/evaluate.js";
import type { Claim, Evaluated } from "../../src/experiment/evaluate-findings.js";
import { estimate } from "../../src/experiment/intervals.js";
import { ratioOf } from "../../src/experiment/ratios.js";
import { here } from "../../src/experiment/runners/here.js";
import { variantsOf } from "../../src/experiment/variants.js";
import { evaluationText } from "../../src/report/evaluation.js";
import { onDisk } from "../../src/scenario/read.js";

const TOWN = new URL("../care/small-town.yaml", import.meta.url).pathname;
const replications = process.env.CARESHIFT_THOROUGH === "1" ? 40 : 8;

/** The small town with a longer list, whose people have the need so many times as often, and beds for all who come. */
async function evaluated(times: number, years = 1.5): Promise<Evaluated> {
  const variant = variantsOf(onDisk, TOWN);
  const read = variant([
    { set: "places.case-managers.places", to: 300 },
    { set: "places.hospital.beds", to: 60 },
    { set: "policies.finders.effects.illness.times", to: times },
  ]);
  return evaluate([read, variant([])], "finders", here(), { replications, years });
}

const claimOf = (of: Evaluated, study: Claim["study"]) => of.claims.find((each) => each.study === study)!;
const ratio = (of: Evaluated, study: Claim["study"]) => claimOf(of, study).ratio!;

describe("a policy that does nothing", () => {
  let none: Evaluated;
  beforeAll(async () => {
    none = await evaluated(1);
  }, 120_000);

  it("looks like a success before and after, though in truth it changed exactly nothing", () => {
    expect(claimOf(none, "before-and-after").verdict).toBe("fall");
    expect(ratio(none, "before-and-after").high).toBeLessThan(0.8);
    expect(ratio(none, "truth")).toMatchObject({ mean: 1, low: 1, high: 1 });
    expect(claimOf(none, "untouched").ratio).toEqual(claimOf(none, "before-and-after").ratio);
    expect(none.sameShare).toBe(1);
  });

  it("shows no effect in a randomised trial", () => {
    expect(claimOf(none, "randomised-trial").verdict).toBe("unclear");
    expect(evaluationText(none)).toMatch(
      /before-and-after study would claim that emergency admissions fell by .* randomised trial would claim no clear change .* changed nothing/,
    );
  });

  it("looks harmful against controls from below the line, who had fewer admissions before", () => {
    expect(none.controlsBefore.high).toBeLessThan(claimOf(none, "before-and-after").against.low!);
    expect(ratio(none, "matched-control").mean).toBeGreaterThan(1);
  });
});

describe("a policy that lowers a need by three tenths", () => {
  let works: Evaluated;
  beforeAll(async () => {
    works = await evaluated(0.7);
  }, 120_000);

  it("is told rightly by a randomised trial, and overstated before and after", () => {
    const truth = ratio(works, "truth");
    expect(truth.mean).toBeGreaterThan(0.62);
    expect(truth.mean).toBeLessThan(0.78);
    expect(ratio(works, "randomised-trial").low).toBeLessThan(truth.mean);
    expect(ratio(works, "randomised-trial").high).toBeGreaterThan(truth.mean);
    expect(ratio(works, "before-and-after").high).toBeLessThan(truth.low!);
  });

  it("is told more closely from the same people than from two halves by lot", () => {
    expect(ratio(works, "truth").sd).toBeLessThan(ratio(works, "randomised-trial").sd / 2);
  });
});

describe("evaluating", () => {
  it("says how many years it takes where nobody could be followed", async () => {
    await expect(evaluated(1, 1)).rejects.toThrow(TooShort);
    await expect(evaluated(1, 1)).rejects.toThrow("try --years 1.5");
  });

  it("divides means, not replications: the mean of the linearised values is the ratio of the means", () => {
    const values = ratioOf([2, 0, 4], [1, 3, 4])!;
    expect(estimate(values).mean).toBeCloseTo(6 / 8, 12);
    // r + (y − r x) / x̄ with r = 3/4, x̄ = 8/3
    expect(values[0]).toBeCloseTo(0.75 + (2 - 0.75) / (8 / 3), 12);
    expect(ratioOf([1], [0])).toBeNull();
  });
});
