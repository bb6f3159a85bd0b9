import { describe, expect, it } from "vitest";
import { normalDensity, normalQuantileUpper, normalUpper } from "../../src/engine/normal.js";
import { evpi, evppi } from "../../src/experiment/evppi.js";
import { latinHypercube, uniforms } from "../../src/experiment/latin.js";

const score = (u: number) => (u < 0.5 ? -normalQuantileUpper(u) : normalQuantileUpper(1 - u));

/** E[max(0, X)] − max(0, μ) for X normal of mean μ and standard deviation σ: the unit normal loss. */
function worth(mean: number, sd: number): number {
  const z = Math.abs(mean) / sd;
  return sd * normalDensity(z) - Math.abs(mean) * normalUpper(z);
}

describe("expected value of partial perfect information", () => {
  const draws = 4000;
  const points = latinHypercube("evppi", "test", ["a", "b", "c"], draws);
  const [a, b, c] = ["a", "b", "c"].map((name) => points.get(name)!.map(score));
  const chance = uniforms("evppi", "chance", draws).map(score);
  // Net gain of the second option: −0.5 + 2 a + 1 b, both standard normal, and chance; c is in neither.
  const common = a!.map((_, j) => 10 + 3 * c![j]!);
  const gains = [common, common.map((value, j) => value - 0.5 + 2 * a![j]! + b![j]! + 0.5 * chance[j]!)];

  it("agrees with the closed form of two options that differ by a linear function of normal numbers, to 5 %", () => {
    expect(Math.abs(evppi(a!, gains, "s", 50).value / worth(-0.5, 2) - 1)).toBeLessThan(0.05);
    expect(Math.abs(evppi(b!, gains, "s", 50).value / worth(-0.5, 1) - 1)).toBeLessThan(0.05);
  });

  it("has an interval that holds the closed form, and says which option is best at the ends", () => {
    const { low, high, best } = evppi(a!, gains, "s", 50);
    expect(low).toBeLessThan(worth(-0.5, 2));
    expect(high).toBeGreaterThan(worth(-0.5, 2));
    expect(best).toEqual([0, 0, 1]);
  });

  it("has an interval as wide as the binomial law says where its worth is the share of draws on one side", () => {
    // Worth 1 where the number is high, in three draws of ten, and −1 elsewhere: to know it is worth that share of draws.
    const n = 1000;
    const high = Array.from({ length: n }, (_, j) => (j % 10 < 3 ? 1 : -1));
    const found = evppi(high, [high.map(() => 0), high], "s", 2000);
    const half = 1.96 * Math.sqrt((0.3 * 0.7) / n);
    expect(found.value).toBeCloseTo(0.3, 9);
    expect(Math.abs(0.3 - half - found.low)).toBeLessThan(0.07 * half);
    expect(Math.abs(0.3 + half - found.high)).toBeLessThan(0.07 * half);
  });

  it("is nought for a number that moves all options alike", () => {
    expect(evppi(c!, gains, "s", 50).value).toBeLessThan(0.005);
  });

  it("is nought, as a rule, for a number that has nothing to do with fifty draws: the curve is judged by what it foretells", () => {
    const values = Array.from({ length: 40 }, (_, i) => {
      const [own, noise] = ["own", "noise"].map((name) => uniforms(`evppi ${i}`, name, 50).map(score));
      return evppi(own!, [noise!.map(() => 0), noise!], "s", 2).value;
    });
    expect(values.filter((value) => value < 1e-9).length).toBeGreaterThanOrEqual(20);
  });

  it("is never more than knowing everything is worth, which counts chance as well", () => {
    expect(Math.abs(evpi(gains) / worth(-0.5, Math.sqrt(5.25)) - 1)).toBeLessThan(0.05);
  });

  it("copes with a number that takes two values only", () => {
    const coin = a!.map((z) => (z < 0 ? -1 : 1));
    const worthOfCoin = evppi(coin, gains, "s", 50).value;
    // E[2 a | sign] = ±2 √(2/π).
    const best = (Math.max(0, -0.5 + 2 * Math.sqrt(2 / Math.PI)) + 0) / 2;
    expect(Math.abs(worthOfCoin / best - 1)).toBeLessThan(0.05);
  });
});
