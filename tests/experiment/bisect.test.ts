import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fewestThatPass, outOfOrder, spread } from "../../src/experiment/bisect.js";

/** A test that counts what it was asked. */
function asked(passes: (size: number) => boolean) {
  const sizes: number[] = [];
  return {
    sizes,
    passes: async (all: number[]) => {
      sizes.push(...all);
      return all.map(passes);
    },
  };
}

describe("the search for the fewest that pass", () => {
  it("finds the exact threshold wherever it lies, and looks at no size twice", async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 200 }),
      async (threshold, from, wide) => {
        const range = { from, to: from + wide, least: 0, most: 1000 };
        const { sizes, passes } = asked((size) => size >= threshold);
        const found = await fewestThatPass(range, passes);
        expect(found.fewest).toBe(threshold);
        expect(new Set(sizes).size).toBe(sizes.length);
        expect(outOfOrder(found.looked)).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });

  it("takes no more than seven looks and a halving for each doubling of the range", async () => {
    const { sizes, passes } = asked((size) => size >= 777);
    await fewestThatPass({ from: 500, to: 1000, least: 500, most: 1000 }, passes);
    expect(sizes.length).toBeLessThanOrEqual(7 + 7);
  });

  it("says that nothing passes where nothing does, and stays where it was told to look", async () => {
    const { sizes, passes } = asked(() => false);
    const found = await fewestThatPass({ from: 10, to: 20, least: 10, most: 20 }, passes);
    expect(found.fewest).toBeUndefined();
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([10, 20]);
  });

  it("answers with the lowest where all pass", async () => {
    const { passes } = asked(() => true);
    expect((await fewestThatPass({ from: 10, to: 20, least: 10, most: 20 }, passes)).fewest).toBe(10);
  });

  it("where more is not always better, answers above the last failure and says what is out of order", async () => {
    const { passes } = asked((size) => size >= 30 || (size >= 10 && size <= 14));
    const found = await fewestThatPass({ from: 0, to: 60, least: 0, most: 60 }, passes);
    expect(found.fewest).toBe(30);
    expect(outOfOrder(found.looked)).toContainEqual({ passes: 11, fails: 21 });
  });

  it("gives no answer where only the low end passes, because more is worse there and fewest is not enough", async () => {
    const { passes } = asked((size) => size <= 14);
    const found = await fewestThatPass({ from: 10, to: 20, least: 10, most: 40 }, passes);
    expect(found.fewest).toBeUndefined();
    expect(outOfOrder(found.looked)).toContainEqual({ passes: 10, fails: 15 });
  });

  it("takes none at all for an answer only where one passes too, so that closing does not count as few", async () => {
    const closed = asked((size) => size === 0 || size >= 9);
    const range = { from: 0, to: 60, least: 0, most: 60 };
    expect((await fewestThatPass(range, closed.passes)).fewest).toBe(9);
    expect(closed.sizes).not.toContain(0);
    const little = asked((size) => size === 0 || size >= 3);
    expect((await fewestThatPass({ ...range, from: 5 }, little.passes)).fewest).toBe(3);
    expect((await fewestThatPass(range, asked((size) => size === 0).passes)).fewest).toBeUndefined();
  });

  it("spreads whole numbers with the ends among them, without repeating any", () => {
    expect(spread(2, 4, 7)).toEqual([2, 3, 4]);
    expect(spread(0, 60, 7)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  });
});
