import { describe, expect, test } from "vitest";
import type { Scenario } from "../../src/scenario/scenario.js";
import { beside, isRelative } from "../../src/scenario/source.js";
import { edited, faultsAfter, read, SMALL } from "./small.js";

/** The small county with parts of it written otherwise. */
const county = (...edits: [string, string][]) =>
  read({ "baseline.yaml": edited(SMALL, ...edits) }).epochs[0]?.scenario as Scenario;

/** The law of a stay as it is written. */
const stay = (written: string) => county(["stay: 20 days", `stay: ${written}`]).pathways[0]?.steps[1]?.stay;
const RATE = "{ by: age, 0-64: 60, 65+: 200, unit: per 1000 people per year }";
const rate = (written: string) => county([RATE, written]).needs[0]?.rate;

describe("Laws as they are written", () => {
  test.each([
    ["3 days", { law: "fixed", value: 3 }],
    ["{ fixed: 36 hours }", { law: "fixed", value: 1.5 }],
    ["{ value: 3 days, low: 2 days, high: 4 days }", { law: "fixed", value: 3 }],
    ["{ exponential: { mean: 5 days } }", { law: "exponential", mean: 5 }],
    ["{ gamma: { mean: 21 days, sd: 14 days } }", { law: "gamma", mean: 21, sd: 14 }],
    ["{ weibull: { shape: 1.4, scale: 6 days } }", { law: "weibull", shape: 1.4, scale: 6 }],
    ["{ uniform: { from: 2 days, to: 4 days } }", { law: "uniform", from: 2, to: 4 }],
    ["{ pert: { low: 1 day, mode: 2 days, high: 6 days } }", { law: "pert", low: 1, mode: 2, high: 6 }],
    ["{ normal: { mean: 16 days, sd: 2 days, at-least: 12 hours } }", { law: "normal", mean: 16, sd: 2, atLeast: 0.5 }],
    ["{ normal: { mean: 16 days, sd: 2 days } }", { law: "normal", mean: 16, sd: 2, atLeast: 0 }],
    ["{ poisson: { mean: 4 days } }", { law: "poisson", mean: 4 }],
    ["{ bernoulli: { chance: 30% } }", { law: "bernoulli", chance: 0.3 }],
    [
      "{ discrete: { values: [1 day, 2 days], chances: [40%, 60%] } }",
      { law: "discrete", values: [1, 2], chances: [0.4, 0.6] },
    ],
    ["{ empirical: { values: [1 day, 3 days, 3 days] } }", { law: "empirical", values: [1, 3, 3] }],
    [
      "{ discrete: { values: [1 day, 2 days], chances: [40%, 60%] }, times: 2 }",
      { law: "discrete", values: [2, 4], chances: [0.4, 0.6] },
    ],
    ["{ lognormal: { mean: 5 days, sd: 4 days }, times: 1.1 }", { law: "lognormal", mean: 5.5, sd: 4.4 }],
  ])("%s", (written, law) => {
    expect(stay(written)).toEqual({ by: [], rows: [], others: law });
  });

  test("observed lengths may come from a table", () => {
    const baseline = edited(SMALL, ["stay: 20 days", "stay: { empirical: { table: seen.csv, unit: hours } }"]);
    const { epochs } = read({ "baseline.yaml": baseline, "seen.csv": "value\n12\n48\n2 days\n" });
    expect(epochs[0]?.scenario.pathways[0]?.steps[1]?.stay.others).toEqual({ law: "empirical", values: [0.5, 2, 2] });
  });

  test("laws differ between people row by row, and `times:` beside `by:` is for all of them", () => {
    const read = stay("{ by: age, 0-64: 2 days, others: { gamma: { mean: 4 days, sd: 2 days } }, times: 0.5 }");
    expect(read).toEqual({
      by: ["age"],
      rows: [{ who: { age: { from: 0, to: 65 } }, value: { law: "fixed", value: 1 } }],
      others: { law: "gamma", mean: 2, sd: 1 },
    });
  });
});

describe("Values that differ between people", () => {
  test("`times:` multiplies every row, and the others where they are written", () => {
    const read = rate("{ by: sex, female: 100, others: 50, times: 2, unit: per 1000 people per year }");
    expect(read?.rows[0]?.value).toBeCloseTo(0.2 / 365.25, 12);
    expect(read?.others).toBeCloseTo(0.1 / 365.25, 12);
  });

  test("rows that name every segment leave nobody out", () => {
    const read = rate("{ by: segment, well: 10, complex: 90, unit: per 1000 people per year }");
    expect(read?.rows.map(({ who }) => who)).toEqual([{ segment: "well" }, { segment: "complex" }]);
  });

  test("rows that name one segment leave the others out", () => {
    expect(faultsAfter([RATE, "{ by: segment, complex: 90, unit: per 1000 people per year }"])).toMatchInlineSnapshot(
      `"baseline.yaml:12:11: \`rate\` says nothing for people in segment well; add a row, or \`others:\`"`,
    );
  });

  test("two dimensions are joined by a comma, and one of them may have rows for everyone else", () => {
    const read = rate('{ by: [age, segment], "0-64, well": 1, "65+, well": 2, others: 9, unit: per person per year }');
    expect(read?.rows[1]?.who).toEqual({ age: { from: 65, to: 150 }, segment: "well" });
    expect(read?.others).toBeCloseTo(9 / 365.25, 12);
  });

  test("`under 18`, a single age and `85+` are ages", () => {
    const read = rate("{ by: age, under 18: 1, 18: 2, 19-84: 3, 85+: 4, unit: per person per year }");
    const ages = read?.rows.flatMap(({ who }) => who.age ?? []).sort((a, b) => a.from - b.from);
    expect(ages).toEqual([
      { from: 0, to: 18 },
      { from: 18, to: 19 },
      { from: 19, to: 85 },
      { from: 85, to: 150 },
    ]);
  });
});

describe("Paths of files", () => {
  test.each([
    ["a/b.yaml", "c.csv", "a/c.csv"],
    ["a/b.yaml", "./t/c.csv", "a/t/c.csv"],
    ["a/b.yaml", "../c.csv", "c.csv"],
    ["b.yaml", "../../c.csv", "../../c.csv"],
    ["/a/b.yaml", "../c.csv", "/c.csv"],
  ])("beside %s, %s is %s", (file, relative, path) => {
    expect(beside(file, relative)).toBe(path);
  });

  test.each(["/c.csv", "C:/c.csv", "t\\c.csv", "file:c.csv", "https://c.csv", ""])("%j is not relative", (path) => {
    expect(isRelative(path)).toBe(false);
  });
});

describe("Words", () => {
  test("people may come back to a step they have been in", () => {
    const scenario = county(["full: { hold: 28 days, then: home }", "full: { hold: 28 days, then: ward }"]);
    expect(scenario.pathways[0]?.steps[1]?.full).toMatchObject({ rule: "hold", atMost: 28 });
  });

  test("`table` is a word like any other in a label", () => {
    expect(county(["needs:", "labels: { table: Operating table }\nneeds:"]).labels.table).toBe("Operating table");
  });

  test("a value written once may be used again by an alias", () => {
    const scenario = county(["stay: { lognormal", "stay: &stay { lognormal"], ["stay: 20 days", "stay: *stay"]);
    expect(scenario.pathways[0]?.steps[1]?.stay).toEqual(scenario.pathways[0]?.steps[0]?.stay);
  });

  test("JSON is YAML", () => {
    const { epochs } = read({ "baseline.yaml": JSON.stringify({ careshift: 1, name: "J", ...JSON_PARTS }) });
    expect(epochs[0]?.scenario.places[0]?.capacity).toBe(3);
  });
});

const JSON_PARTS = {
  run: { start: "2020-01-01", length: "1 year", "warm-up": "10 days" },
  arrivals: { a: { rate: "1 per day", pathway: "p" } },
  places: { w: { kind: "beds", beds: 3 } },
  pathways: { p: [{ step: "s", at: "w", stay: "1 day" }] },
};
