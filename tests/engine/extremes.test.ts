import { describe, expect, it } from "vitest";
import { least, most } from "../../src/engine/extremes.js";
import { lawWords } from "../../src/report/explain/values.js";
import { fitStays } from "../../src/scenario/import/stays.js";

describe("the least and the most", () => {
  it("are those of Math.min and Math.max, of nothing too", () => {
    expect([least([3, -1, 2]), most([3, -1, 2])]).toEqual([-1, 3]);
    expect([least([]), most([])]).toEqual([Math.min(), Math.max()]);
    expect(most([1, Number.NaN, 2])).toBeNaN();
  });
});

describe("more stays than fit on the stack", () => {
  const values = Array.from({ length: 200_000 }, (_, i) => ((i * 7919) % 1000) / 100 + 0.01);

  it("are fitted", () => {
    const found = fitStays({ file: "los.csv", text: ["los", ...values].join("\n") }, { unit: "days" });
    expect([found.n, found.fits.length]).toEqual([200_000, 4]);
  });

  it("are said in words, from the least to the most", () => {
    expect(lawWords({ law: "empirical", values }, (value) => `${value}`)).toContain("0.01 to 10");
  });
});
