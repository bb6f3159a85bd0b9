import { describe, expect, it } from "vitest";
import { chanceAbove, holm, pairedOf, pValue, simultaneous, withTheBest } from "../../src/experiment/families.js";
import { normals } from "./normal.js";

const THOROUGH = process.env.CARESHIFT_THOROUGH === "1";
const EXPERIMENTS = THOROUGH ? 20_000 : 3_000;
/** Four standard errors below 95 %. */
const LEAST = 0.95 - 4 * Math.sqrt((0.95 * 0.05) / EXPERIMENTS);
const REPLICATIONS = 8;

/** Made replications of options with these means, which share half of their variance as under common random numbers. */
function made(means: readonly number[], next: () => number): number[][] {
  const shared = Array.from({ length: REPLICATIONS }, next);
  return means.map((mean, i) => shared.map((common) => mean + common + (1 + i / 4) * next()));
}

describe("one pair", () => {
  const paired = pairedOf([1, 2, 3, 4]);

  it("has the mean of its differences, and their standard deviation over the root of n", () => {
    expect(paired).toEqual({ difference: 2.5, error: Math.sqrt(5 / 3 / 4), n: 4 });
  });

  it("has the tabled chance at the tabled quantile of Student's t: t(3) at 3.182 leaves 2.5 %", () => {
    const at = { difference: 3.1824463, error: 1, n: 4 };
    expect(chanceAbove(at)).toBeCloseTo(0.975, 6);
    expect(pValue(at)).toBeCloseTo(0.05, 6);
    expect(pValue({ ...at, difference: -3.1824463 })).toBeCloseTo(0.05, 6);
  });

  it("is certain where nothing varies, and unknown with one replication", () => {
    expect(chanceAbove(pairedOf([2, 2, 2]))).toBe(1);
    expect(pValue(pairedOf([2, 2, 2]))).toBe(0);
    expect(chanceAbove(pairedOf([0, 0, 0]))).toBe(0.5);
    expect(pValue(pairedOf([7]))).toBe(1);
    expect(simultaneous(pairedOf([7]), 3)).toEqual({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  });

  it("one of two comparisons has the tabled 97.5 % interval: ± t(3, 98.75 %) = 4.177 standard errors", () => {
    const { low, high } = simultaneous({ difference: 10, error: 1, n: 4 }, 2);
    expect(high - 10).toBeCloseTo(4.1765, 3);
    expect(10 - low).toBeCloseTo(4.1765, 3);
  });
});

describe("Holm's adjusted p values", () => {
  it("of 1, 4, 3 and 0.5 % are 3, 6, 6 and 2 %: the smallest four times, the next three times, never less than one before", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(6)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  it("are never above one, and of none are none", () => {
    expect(holm([0.6, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it(`claim no difference where there is none in 95 % of ${EXPERIMENTS} families of four, and more often than Bonferroni where there are some`, () => {
    const next = normals("11");
    let quiet = 0;
    let [found, bonferroni] = [0, 0];
    for (let i = 0; i < EXPERIMENTS; i++) {
      const [base, ...others] = made([0, 0, 0, 3, 3], next);
      const p = others.map((other) => pValue(pairedOf(other.map((value, r) => value - base![r]!))));
      const adjusted = holm(p);
      if (adjusted[0]! > 0.05 && adjusted[1]! > 0.05) quiet++;
      found += adjusted.filter((each) => each <= 0.05).length;
      bonferroni += p.filter((each) => each * 4 <= 0.05).length;
    }
    expect(quiet / EXPERIMENTS).toBeGreaterThanOrEqual(LEAST);
    expect(found).toBeGreaterThan(bonferroni);
  });
});

describe("simultaneous intervals", () => {
  it(`of five comparisons all hold at once in 95 % of ${EXPERIMENTS} families, where single ones do not`, () => {
    const next = normals("5");
    const means = [0, 1, -1, 2, 0.5, 0];
    const held = { together: 0, alone: 0 };
    for (let i = 0; i < EXPERIMENTS; i++) {
      const [base, ...others] = made(means, next);
      const pairs = others.map((other) => pairedOf(other.map((value, r) => value - base![r]!)));
      const all = (comparisons: number) =>
        pairs.every((pair, o) => {
          const { low, high } = simultaneous(pair, comparisons);
          return low <= means[o + 1]! && means[o + 1]! <= high;
        });
      if (all(pairs.length)) held.together++;
      if (all(1)) held.alone++;
    }
    if (THOROUGH) console.log(`families held: ${JSON.stringify(held)} of ${EXPERIMENTS}`);
    expect(held.together / EXPERIMENTS).toBeGreaterThanOrEqual(LEAST);
    expect(held.alone / EXPERIMENTS).toBeLessThan(0.9);
  });
});

describe("multiple comparisons with the best", () => {
  it("agree with a hand-worked example: three options, three replications, t(2, 97.5 %) = 4.3027", () => {
    // B − A is 1, 2, 3: 2 ± 4.3027 · 1/√3 = 2 ± 2.4842. C − A is −9, −10, −11: −10 ± 2.4842. C − B is −10, −12, −14: −12 ± 4.9683.
    const found = withTheBest([
      [10, 20, 30],
      [11, 22, 33],
      [1, 10, 19],
    ]);
    expect(found[0]!.low).toBeCloseTo(-4.4842, 3);
    expect(found[0]!.high).toBeCloseTo(0.4842, 3);
    expect(found[1]!.low).toBeCloseTo(-0.4842, 3);
    expect(found[1]!.high).toBeCloseTo(4.4842, 3);
    expect(found[2]!.low).toBeCloseTo(-16.9683, 3);
    expect(found[2]!.high).toBe(0);
  });

  it("one that is far ahead is the best, and its interval lies above nought", () => {
    const found = withTheBest([
      [10, 20, 30],
      [20.1, 30, 40],
    ]);
    expect(found[1]!.low).toBe(0);
    expect(found[1]!.high).toBeGreaterThan(9);
    expect(found[0]!.high).toBe(0);
    expect(found[0]!.low).toBeLessThan(-9);
  });

  it("two that never differ may both be the best, and a third that is worse may not", () => {
    expect(
      withTheBest([
        [5, 6],
        [5, 6],
        [1, 2],
      ]),
    ).toEqual([
      { low: 0, high: 0 },
      { low: 0, high: 0 },
      { low: -4, high: 0 },
    ]);
  });

  it.each([
    ["all means alike", [0, 0, 0, 0]],
    ["the best one ahead of the others", [0, 0, 0, 1.5]],
    ["means in steps", [0, 0.7, 1.4, 2.1]],
  ])(
    `hold for every option at once, and do not rule out the best, in 95 % of ${EXPERIMENTS} experiments: %s`,
    (_, means) => {
      const next = normals("23");
      let [held, kept] = [0, 0];
      const best = means.indexOf(Math.max(...means));
      for (let i = 0; i < EXPERIMENTS; i++) {
        const found = withTheBest(made(means, next));
        const truth = means.map((mean, o) => mean - Math.max(...means.filter((_, l) => l !== o)));
        if (found.every(({ low, high }, o) => low <= truth[o]! && truth[o]! <= high)) held++;
        if (found[best]!.high > 0) kept++;
      }
      if (THOROUGH) console.log(`with the best, ${means.join(" ")}: ${held} held, ${kept} kept of ${EXPERIMENTS}`);
      expect(held / EXPERIMENTS).toBeGreaterThanOrEqual(LEAST);
      expect(kept / EXPERIMENTS).toBeGreaterThanOrEqual(LEAST);
    },
  );
});
