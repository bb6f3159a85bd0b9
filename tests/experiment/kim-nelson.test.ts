import { describe, expect, it } from "vitest";
import { FIRST_STAGE, KimNelson } from "../../src/experiment/kim-nelson.js";
import { normals } from "./normal.js";

const THOROUGH = process.env.CARESHIFT_THOROUGH === "1";
const TIMES = THOROUGH ? 10_000 : 500;

interface Setting {
  /** Means beyond the first option's, which is nought. */
  behind: number[];
  sds: number[];
  /** Share of the variance that all options have in common, as under common random numbers. */
  common: number;
  confidence?: number;
}

/** How often the first option is picked, and how many replications that takes on average. */
function picks({ behind, sds, common, confidence = 0.95 }: Setting, seed: string) {
  const draw = normals(seed);
  const means = [0, ...behind];
  let right = 0;
  let replications = 0;
  for (let t = 0; t < TIMES; t++) {
    const race = new KimNelson(means.length, { confidence, indifference: 1, larger: false });
    while (!race.isOver) {
      const shared = draw() * Math.sqrt(common);
      const values = means.map((mean, i) => mean + sds[i]! * (shared + draw() * Math.sqrt(1 - common)));
      race.take((i) => values[i]!);
      replications += race.survivors.length;
    }
    if (race.survivors[0] === 0) right++;
  }
  return { share: right / TIMES, replications: replications / TIMES };
}

/** The lowest share that 95 % may show in so many picks, at four standard errors. */
const FLOOR = 0.95 - 4 * Math.sqrt((0.95 * 0.05) / TIMES);

describe("KN++ (Kim & Nelson 2006)", () => {
  // Two options, 20 replications: η = ((2 · 0.05)^(−2/19) − 1) / 2 = 0.137138; S² = 40; h²S²/δ = 2η · 19 · 40 = 208.449;
  // at n = 20 the margin is (208.449 / 20 − 1) / 2 = 4.711.
  it.each([
    [4.72, true],
    [4.7, false],
  ])("by hand: after the first twenty a lead of %d decides it: %s", (lead, isOver) => {
    const race = new KimNelson(2, { confidence: 0.95, indifference: 1, larger: true });
    for (let r = 0; r < 20; r++) race.take((i) => (i === 0 ? lead + (r % 2 === 0 ? 1 : -1) * Math.sqrt(38) : 0));
    expect(race.isOver).toBe(isOver);
  });

  it.each<[string, Setting]>([
    ["two options", { behind: [1], sds: [3, 3], common: 0 }],
    ["five options", { behind: [1, 1, 1, 1], sds: [3, 3, 3, 3, 3], common: 0 }],
    ["ten options", { behind: Array(9).fill(1), sds: Array(10).fill(2), common: 0 }],
    ["five, the best the most variable", { behind: [1, 1, 1, 1], sds: [4, 2, 2, 2, 2], common: 0 }],
    ["five under common random numbers", { behind: [1, 1, 1, 1], sds: [5, 5, 5, 5, 5], common: 0.8 }],
  ])("picks the best at least 95 %% of the time in the slippage configuration: %s", (name, setting) => {
    const { share, replications } = picks(setting, name);
    if (THOROUGH)
      console.log(
        `KN++, ${name}: right in ${(share * 100).toFixed(2)} % of ${TIMES}, ${replications.toFixed(0)} replications`,
      );
    expect(share).toBeGreaterThanOrEqual(FLOOR);
  });

  it("keeps a lower promise more cheaply", () => {
    const slippage = { behind: [1, 1, 1, 1], sds: [3, 3, 3, 3, 3], common: 0 };
    const sure = picks(slippage, "sure");
    const less = picks({ ...slippage, confidence: 0.8 }, "less");
    expect(less.replications).toBeLessThan(0.7 * sure.replications);
    expect(less.share).toBeGreaterThan(0.8 - 4 * Math.sqrt((0.8 * 0.2) / TIMES));
  });

  it("spends fewer replications on options that lie far behind, and fewer under common random numbers", () => {
    const near = picks({ behind: [1, 1, 1], sds: [3, 3, 3, 3], common: 0 }, "near");
    const far = picks({ behind: [4, 8, 12], sds: [3, 3, 3, 3], common: 0 }, "far");
    const paired = picks({ behind: [1, 1, 1], sds: [3, 3, 3, 3], common: 0.9 }, "paired");
    expect(far.replications).toBeLessThan(near.replications / 2);
    expect(paired.replications).toBeLessThan(near.replications / 2);
  });

  it("leaves nobody out before the first stage is over, and picks the first of equals", () => {
    const race = new KimNelson(3, { confidence: 0.95, indifference: 0.1, larger: true });
    for (let n = 1; n < FIRST_STAGE; n++) race.take((i) => i * 100);
    expect(race.survivors).toEqual([0, 1, 2]);
    race.take((i) => i * 100);
    expect(race.survivors).toEqual([2]);
    expect(race.out.get(0)).toEqual({ after: FIRST_STAGE, by: 1 });
    const equals = new KimNelson(3, { confidence: 0.95, indifference: 0.1, larger: true });
    for (let n = 1; n <= FIRST_STAGE; n++) equals.take(() => 7);
    expect(equals.survivors).toEqual([0]);
  });

  it("for two options with one variance, goes on as far as a hand would work it out", () => {
    // Differences 3, −1, 3, −1, …: mean 1 over even n, variance 4·n/(n − 1). After 20: η = ½((2·0.05)^(−2/19) − 1).
    const race = (n: number, indifference: number) => {
      const race = new KimNelson(2, { confidence: 0.95, indifference, larger: false });
      for (let r = 1; r <= n; r++) race.take((i) => (i === 0 ? 0 : r % 2 === 1 ? 3 : -1));
      return race.survivors;
    };
    const margin = (indifference: number) => {
      const eta = (0.1 ** (-2 / 19) - 1) / 2;
      return (2 * eta * 19 * ((4 * 20) / 19)) / (2 * 20 * indifference) - indifference / 2;
    };
    expect(margin(0.4)).toBeCloseTo(1.1714, 3);
    expect(race(20, 0.4)).toEqual([0, 1]);
    expect(margin(0.5)).toBeLessThan(1);
    expect(race(20, 0.5)).toEqual([0]);
  });
});
