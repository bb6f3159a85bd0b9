import { describe, expect, it } from "vitest";
import { audit } from "../../src/care/audit.js";
import { compile } from "../../src/care/compile.js";
import { Measures } from "../../src/care/measures.js";
import { simulate } from "../../src/care/simulate.js";
import { readScenario } from "../../src/scenario/read.js";

const FOLDER = new URL("../../scenarios/six-weeks/", import.meta.url).pathname;
const TWENTY = Array.from({ length: 20 }, (_, r) => r);

/** Twenty replications of a file of the forecast, added up by measure and place. */
function lived(file: string) {
  const { plan, legend } = compile(readScenario(`${FOLDER}${file}.yaml`).epochs);
  const measures = new Measures(plan, legend);
  const tallies = TWENTY.map((r) => simulate(plan, r));
  const values = tallies.map((tally) => measures.of(tally));
  const of = (measure: string, place: string) => {
    const at = measures.keys.findIndex((key) => key.measure === measure && key.place === place);
    return values.reduce((sum, each) => sum + each[at]!, 0) / values.length;
  };
  return { of, tallies, broken: tallies.flatMap((tally) => audit(plan, legend, tally).filter((line) => !line.ok)) };
}

describe("a forecast from a midnight count", () => {
  const baseline = lived("baseline");

  it("loses nobody, and counts nobody twice", () => {
    expect(baseline.broken).toEqual([]);
  });

  it("begins with those who are there: 97 in the wards of 98 and a full community hospital, less who can leave on the first day", () => {
    const first = baseline.tallies.map((tally) => tally.censusOccupied[0]!);
    expect(Math.min(...first)).toBeGreaterThan(60);
    expect(Math.max(...first)).toBeLessThanOrEqual(98);
  });

  it.each([
    ["exchanged", "wards"],
    ["exchanged", "community-hospital"],
    ["refused", "wards"],
    ["diverted", "wards"],
  ])("really happens in it: %s at %s", (measure, place) => {
    expect(baseline.of(measure, place)).toBeGreaterThan(0);
  });

  it("where nobody arranges swaps none is made, and more people are delayed", () => {
    const without = lived("redesign-no-swaps");
    expect(without.of("exchanged", "wards")).toBe(0);
    expect(without.of("delayed", "wards")).toBeGreaterThan(baseline.of("delayed", "wards"));
  });
});
