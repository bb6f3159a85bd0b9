import { describe, expect, it } from "vitest";
import { confidentBound } from "../../src/experiment/bounds.js";
import { compare, type Sample } from "../../src/experiment/compare.js";
import { estimate } from "../../src/experiment/intervals.js";

function sample(name: string, values: number[]): Sample {
  const keys = [{ measure: "occupancy", place: "ward", group: null, unit: "people" }] as Sample["keys"];
  return { name, keys, values: values.map((value) => Float64Array.of(value)) };
}

describe("intervals by hand, from printed tables of Student's t", () => {
  it("a mean of four replications stands on three degrees of freedom", () => {
    const { mean, low, high, sd } = estimate([1, 2, 3, 4]); // sd √(5/3); t(3, 97.5 %) = 3.182446
    expect(mean).toBe(2.5);
    expect(sd).toBeCloseTo(1.290994, 6);
    expect(high - mean).toBeCloseTo((3.182446 * 1.290994) / 2, 5);
    expect(mean - low).toBeCloseTo(high - mean, 12);
  });

  it("so does a one-sided bound", () => {
    expect(confidentBound([1, 2, 3, 4], 0.95, "most")).toBeCloseTo(2.5 + (2.353363 * 1.290994) / 2, 5);
    expect(confidentBound([1, 2, 3, 4], 0.95, "least")).toBeCloseTo(2.5 - (2.353363 * 1.290994) / 2, 5);
  });

  it("one replication bounds nothing", () => {
    expect(estimate([3])).toMatchObject({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
    expect(confidentBound([3], 0.95, "most")).toBe(Number.POSITIVE_INFINITY);
  });

  it("a difference is taken within each replication, and its gain is what pairing took from the variance", () => {
    const [found] = compare(sample("more", [3, 6, 9]), sample("base", [1, 2, 3])); // 2, 4, 6; t(2, 97.5 %) = 4.302653
    expect(found).toMatchObject({ difference: 4, n: 3, clear: false });
    expect(found!.gain).toBeCloseTo((9 + 1) / 4, 12);
    expect(found!.high - 4).toBeCloseTo((4.302653 * 2) / Math.sqrt(3), 5);
    expect(compare(sample("same", [1, 2, 3]), sample("base", [1, 2, 3]))[0]).toMatchObject({
      difference: 0,
      low: 0,
      high: 0,
      clear: false,
      gain: null,
    });
  });
});
