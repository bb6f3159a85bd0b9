import { describe, expect, it } from "vitest";
import { normalQuantileUpper } from "../../src/engine/normal.js";
import { decompose } from "../../src/experiment/decompose.js";
import { uniforms } from "../../src/experiment/latin.js";

const score = (u: number) => (u < 0.5 ? -normalQuantileUpper(u) : normalQuantileUpper(1 - u));

/** Made data: a mean for each draw, and chance about it. */
function made(draws: number, replications: number, ignorance: number, chance: number, seed = "made") {
  const means = uniforms(seed, "means", draws).map(score);
  const about = uniforms(seed, "about", draws * replications).map(score);
  return Array.from({ length: draws }, (_, d) =>
    Array.from({ length: replications }, (_, r) => 100 + ignorance * means[d]! + chance * about[d * replications + r]!),
  );
}

describe("chance and ignorance", () => {
  it("are told apart on made data of known components", () => {
    const found = decompose(made(2000, 3, 4, 8));
    expect(Math.abs(found.ignorance - 4)).toBeLessThan(0.4);
    expect(Math.abs(found.chance - 8)).toBeLessThan(0.25);
    expect(Math.abs(found.share - 16 / 80)).toBeLessThan(0.04);
    expect(Math.abs(found.mean - 100)).toBeLessThan(0.5);
  });

  it("give an interval that holds 95 % of long-run means, however much chance there is", () => {
    const found = decompose(made(20_000, 2, 4, 12));
    expect(Math.abs(found.low - (100 - 1.96 * 4))).toBeLessThan(1);
    expect(Math.abs(found.high - (100 + 1.96 * 4))).toBeLessThan(1);
  });

  it("find no ignorance where there is none, on average", () => {
    const shares = Array.from({ length: 40 }, (_, i) => decompose(made(30, 4, 0, 5, `none ${i}`)).share);
    expect(shares.filter((share) => share === 0).length).toBeGreaterThan(12);
    expect(shares.reduce((sum, share) => sum + share, 0) / 40).toBeLessThan(0.05);
  });

  it("leave the mean its own error where no ignorance is found, so that nothing looks surer than it is", () => {
    const none = Array.from({ length: 40 }, (_, i) => decompose(made(30, 4, 0, 5, `none ${i}`))).filter(
      ({ ignorance }) => ignorance === 0,
    );
    for (const { low, high, meanLow, meanHigh } of none) {
      expect((high - low) / (meanHigh - meanLow)).toBeGreaterThan(0.6);
      expect((high - low) / (meanHigh - meanLow)).toBeLessThan(1.4);
    }
  });

  it("are worked out by hand for two draws of two", () => {
    // Means 2 and 6, squares within 2 and 2: between 8, within 2; ignorance² = 8 − 2/2 = 7.
    expect(
      decompose([
        [1, 3],
        [5, 7],
      ]),
    ).toMatchObject({ mean: 4, chance: Math.sqrt(2), ignorance: Math.sqrt(7), share: 7 / 9 });
  });

  it("are not told apart with one replication of a draw", () => {
    expect(() => decompose([[1], [2]])).toThrow("two replications");
  });
});
