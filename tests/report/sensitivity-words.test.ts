import { describe, expect, it } from "vitest";
import type { SensitivityFindings } from "../../src/experiment/sensitivity-schema.js";
import { measureInWords, moversInWords } from "../../src/report/sensitivity-words.js";

/** A tornado of three numbers, each with what it moves the measure by and half of its interval. */
function tornado(measure: string, bars: [difference: number, half: number | null][]): SensitivityFindings {
  return {
    question: { measure, place: "unit", labels: { unit: "South stroke unit" }, unit: "per year" },
    numbers: ["a", "b", "c"].map((name) => ({ path: `places.${name}.beds`, change: null, low: 1, high: 2, unit: "" })),
    tornado: {
      bars: bars.map(([difference, half], number) => ({
        number,
        low: { difference: 0, half: 0 },
        high: { difference, half },
        width: Math.abs(difference),
      })),
    },
    sobol: null,
    evppi: null,
  } as unknown as SensitivityFindings;
}

describe("what a sensitivity says", () => {
  it("names measures of a place as papers do", () => {
    const words = (measure: string) => measureInWords(tornado(measure, []));
    expect(words("diverted")).toBe("People sent elsewhere at once from South stroke unit");
    expect(words("refused")).toBe("People turned away from South stroke unit");
    expect(words("wait")).toBe("Mean wait for South stroke unit");
    expect(words("occupancy")).toBe("Occupancy of South stroke unit");
  });

  it("names those numbers as moving it most whose intervals hold no nought, and none where chance could be all", () => {
    const of = (...bars: [number, number | null][]) => moversInWords(tornado("diverted", bars));
    const what = "people sent elsewhere at once from South stroke unit";
    expect(of([9, 1], [-8, 2], [5, 1])).toBe(`“A: beds” and “B: beds” move ${what} most`);
    expect(of([9, 10], [-8, 2], [5, 6])).toBe(`“B: beds” moves ${what} most`);
    expect(of([9, 10], [8, null])).toBe(`No number clearly moves ${what}: every bar is within what chance does`);
  });
});
