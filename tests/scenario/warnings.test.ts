import { expect, it } from "vitest";
import { withRun } from "../../src/experiment/settings.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";
import { warningsOf } from "../../src/scenario/warnings.js";

/** Arrivals by date, a row a week, in a run of so many days. */
function arrivals(dates: string[], days: number, start = "2025-01-06") {
  const text = `careshift: 1
name: By date
run: { start: ${start}, length: ${days} days, warm-up: 1 day, seed: s }
arrivals: { winter: { rate: { table: winter.csv }, pathway: stay } }
places: { ward: { kind: beds, beds: 20 } }
pathways: { stay: [ { step: in, at: ward, stay: 2 days } ] }
`;
  const rows = ["date,per-day", ...dates.map((date, i) => `${date},${5 + i}`)].join("\n");
  return readFrom(inMemory({ "a.yaml": text, "winter.csv": rows }), "a.yaml");
}

const WEEKS = ["2025-01-06", "2025-01-13", "2025-01-20"];

it("a table of arrivals that ends before the run does is told of, in one line", () => {
  expect(warningsOf(arrivals(WEEKS, 60))).toEqual([
    "arrivals.winter: its table ends on 2025-01-20, and the run on 2025-03-06: the last rate holds in between; add rows, or make the run shorter",
  ]);
});

it("one that begins after the run does is told of too", () => {
  expect(warningsOf(arrivals(WEEKS, 26, "2025-01-01"))).toEqual([
    "arrivals.winter: its table begins on 2025-01-06, and the run on 2025-01-01: the first rate holds in between; add rows, or start later",
  ]);
});

it("the last week of a table by weeks lasts a week, and a rate with one date holds throughout", () => {
  expect(warningsOf(arrivals(WEEKS, 21))).toEqual([]);
  expect(warningsOf(arrivals(["2025-01-06"], 300))).toEqual([]);
});

it("a run made longer or shorter on the command line is what is told of", () => {
  const told = (days: number, years: number) => warningsOf(withRun([arrivals(WEEKS, days)], { years })[0]!);
  expect(told(21, 0.2)).toEqual([expect.stringContaining("its table ends on 2025-01-20, and the run on 2025-03-19")]);
  expect(told(60, 21 / 365.25)).toEqual([]);
});
