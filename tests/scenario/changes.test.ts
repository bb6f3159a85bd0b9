import { describe, expect, test } from "vitest";
import type { ReadScenario, Scenario } from "../../src/scenario/scenario.js";
import { edited, read, redesigned, SMALL } from "./small.js";

/** What a value is from which day on. The run starts at day 100; its year has 366 days. */
function overTime<T>({ epochs }: ReadScenario, value: (scenario: Scenario) => T): [number, T][] {
  return epochs.map(({ from, scenario }) => [from, value(scenario)]);
}

const beds = (scenario: Scenario) => scenario.places[0]?.capacity;
const ward = (scenario: Scenario) => scenario.pathways[0]?.steps[0];
const stay = (scenario: Scenario) => ward(scenario)?.stay.others;
const stepDown = (scenario: Scenario) => scenario.pathways[0]?.steps[1]?.stay.others;

describe("Changes", () => {
  test("a change without a date holds throughout the run", () => {
    expect(overTime(redesigned("{ set: places.wards.beds, to: 45 }"), beds)).toEqual([[0, 45]]);
  });

  test("a change dated on the start holds from the end of the warm-up", () => {
    const read = redesigned("{ from: 2020-01-01, add: places.wards.beds, by: -10 }");
    expect(overTime(read, beds)).toEqual([
      [0, 50],
      [100, 40],
    ]);
  });

  test("where there is no warm-up, a change dated on the start leaves one epoch", () => {
    const changes = ["{ set: run.warm-up, to: none }", "{ from: 2020-01-01, add: places.wards.beds, by: -10 }"];
    expect(overTime(redesigned(...changes), beds)).toEqual([[0, 40]]);
  });

  test("an addition is phased in by whole beds, a step a month, the last reaching the target", () => {
    const read = redesigned("{ from: 2020-02-01, add: places.wards.beds, by: -10, over: 4 months }");
    expect(overTime(read, beds)).toEqual([
      [0, 50],
      [131, 48],
      [160, 45],
      [191, 43],
      [221, 40],
    ]);
  });

  test("bounds of beds stay whole and are at least none, whatever is scaled or taken away", () => {
    const bounds = (change: string) => {
      const written = "{ set: places.wards.beds, to: { value: 50, low: 45, high: 57, source: ham-2006 } }";
      return redesigned(written, change).evidence.find(({ path }) => path === "places.wards.beds");
    };
    expect(bounds("{ scale: places.wards.beds, by: 0.9 }")).toMatchObject({ value: "45", low: "41", high: "51" });
    expect(bounds("{ add: places.wards.beds, by: -50 }")).toMatchObject({ value: "0", low: "0", high: "7" });
  });

  test("a law of one kind is phased in parameter by parameter", () => {
    const to = "{ lognormal: { mean: 72 hours, sd: 4 days } }";
    const read = redesigned(`{ from: 2020-02-01, set: pathways.emergency.ward.stay, to: ${to}, over: 2 months }`);
    expect(overTime(read, stay)).toEqual([
      [0, { law: "lognormal", mean: 5, sd: 5 }],
      [131, { law: "lognormal", mean: 4, sd: 4.5 }],
      [160, { law: "lognormal", mean: 3, sd: 4 }],
    ]);
  });

  test("a long form is phased from a plain number, and the bounds of the end wait for the end", () => {
    const to = "{ value: 30, low: 20, high: 35, source: ham-2006 }";
    const read = redesigned(`{ from: 2020-02-01, set: places.wards.beds, to: ${to}, over: 2 months }`);
    expect(overTime(read, beds)).toEqual([
      [0, 50],
      [131, 40],
      [160, 30],
    ]);
  });

  test("bounds are phased with their number where both ends have them", () => {
    const read = redesigned(
      "{ set: places.wards.beds, to: { value: 50, low: 44, high: 60 } }",
      "{ from: 2020-01-01, set: places.wards.beds, to: { value: 30, low: 20, high: 34 }, over: 2 months }",
    );
    expect(overTime(read, beds).map(([, beds]) => beds)).toEqual([50, 40, 30]);
  });

  test("what would begin on the same days begins once, in order of date", () => {
    const read = redesigned(
      "{ from: 2020-03-01, set: places.wards.beds, to: 100 }",
      "{ from: 2020-02-01, scale: places.wards.beds, by: 0.5 }",
      "{ from: 2020-03-01, add: places.bay.beds, by: 1 }",
    );
    expect(overTime(read, (scenario) => scenario.places.slice(0, 2).map(({ capacity }) => capacity))).toEqual([
      [0, [50, 20]],
      [131, [25, 20]],
      [160, [100, 21]],
    ]);
  });

  test("a step of a phase that falls after the end of the run is not taken", () => {
    const read = redesigned("{ from: 2021-11-01, add: places.wards.beds, by: -12, over: 12 months }");
    expect(overTime(read, beds).map(([, beds]) => beds)).toEqual([50, 49, 48]);
  });

  test("a phase begun on the 31st takes its steps on the last day of shorter months", () => {
    const read = redesigned("{ from: 2020-01-31, add: places.wards.beds, by: -3, over: 3 months }");
    expect(overTime(read, beds).map(([from]) => from)).toEqual([0, 130, 159, 190]);
  });

  test("scaling a table of rows scales each row, and the others if they are written", () => {
    const read = redesigned("{ scale: needs.illness.rate, by: 0.5 }", "{ scale: needs.illness.times.0, by: 2 }");
    const need = read.epochs[0]?.scenario.needs[0];
    expect(need?.rate.rows.map(({ value }) => Math.round(value * 365_250))).toEqual([30, 100]);
    expect(need?.times[0]).toMatchObject({ rows: [{ value: 4 }], others: 1 });
  });

  test("scaling arrivals by date scales every row, from its date until it is undone", () => {
    const redesign = `careshift: 1
extends: baseline.yaml
name: More visitors
arrivals: { visitors: { rate: { table: visitors.csv }, pathway: emergency } }
changes:
  - { from: 2020-02-01, scale: arrivals.visitors.rate, by: 1.2 }
  - { from: 2020-03-01, scale: arrivals.visitors.rate, by: 0.833333333333333 }
`;
    const table = "date,per-day\n2019-09-01,2\n2020-02-10,5\n";
    const { epochs } = read({ "visitors.csv": table, "redesign.yaml": redesign }, "redesign.yaml");
    const perDay = epochs.map(
      ({
        scenario: {
          arrivals: [visitors],
        },
      }) => visitors!.rhythm.dates!.map(({ times }) => Number((visitors!.rate! * times).toFixed(9))),
    );
    expect(perDay).toEqual([
      [2, 5],
      [2.4, 6],
      [2, 5],
    ]);
  });

  test("scaling a law scales its length, twice if it is done twice", () => {
    const twice = Array<string>(2).fill("{ scale: pathways.emergency.ward.stay, by: 0.5 }");
    expect(stay(redesigned(...twice).epochs[0]?.scenario as Scenario)).toEqual({
      law: "lognormal",
      mean: 1.25,
      sd: 1.25,
    });
    expect(
      stepDown(redesigned("{ scale: pathways.emergency.step-down.stay, by: 0.5 }").epochs[0]?.scenario as Scenario),
    ).toEqual({
      law: "fixed",
      value: 10,
    });
  });

  test("scaling shapes and chances of a law leaves them", () => {
    const weibull = redesigned(
      "{ set: pathways.emergency.ward.stay, to: { weibull: { shape: 1.4, scale: 6 days } } }",
      "{ scale: pathways.emergency.ward.stay, by: 0.5 }",
    );
    expect(stay(weibull.epochs[0]?.scenario as Scenario)).toEqual({ law: "weibull", shape: 1.4, scale: 3 });
  });

  test("a number in its long form is added to with its bounds", () => {
    const read = redesigned(
      "{ set: places.wards.beds, to: { value: 50, low: 40, high: 60 } }",
      "{ add: places.wards.beds, by: -10 }",
    );
    expect(read.evidence.find(({ path }) => path === "places.wards.beds")).toMatchObject({
      value: "40",
      low: "30",
      high: "50",
    });
  });

  test("percentages and fractions are added to each other", () => {
    const read = redesigned("{ add: pathways.emergency.ward.next.died.chance, by: 0.01 }");
    const chance = ward(read.epochs[0]?.scenario as Scenario)?.next[0]?.chance;
    expect(chance?.rows.map(({ value }) => Number(value.toFixed(9)))).toEqual([0.09, 0.15]);
  });

  test("a branch, a policy and a part can be removed", () => {
    const read = redesigned(
      "{ remove: policies }",
      "{ remove: places.managers }",
      "{ remove: pathways.emergency.ward.next.died }",
    );
    const scenario = read.epochs[0]?.scenario as Scenario;
    expect(scenario.policies).toEqual([]);
    expect(scenario.places.map(({ name }) => name)).toEqual(["wards", "bay"]);
    expect(ward(scenario)?.next.map(({ go }) => go)).toEqual(["step-down", "home"]);
  });

  test("a change may write what was not written before", () => {
    const read = redesigned(
      "{ set: places.wards.cost.per-stay, to: £5 }",
      "{ set: opening.emergency.ward, to: { from: illness, occupied: 3 } }",
      "{ set: labels.wards, to: The wards }",
    );
    const scenario = read.epochs[0]?.scenario as Scenario;
    expect(scenario.places[0]?.cost.stay).toBe(5);
    expect(scenario.labels.wards).toBe("The wards");
  });

  test("parts of a redesign are laid over what it extends, values and lists whole", () => {
    const redesign = `careshift: 1
extends: baseline.yaml
name: Over
places:
  wards: { beds: 40 }
needs:
  illness:
    rate: 10 per 1000 people per year
    times: []
`;
    const below = edited(SMALL, ["name: Small county", "name: Small county\nsummary: As it is."]);
    const scenario = read({ "baseline.yaml": below, "over.yaml": redesign }, "over.yaml").epochs[0]
      ?.scenario as Scenario;
    expect(scenario.places[0]).toMatchObject({ capacity: 40, payer: "nhs-acute" });
    expect(scenario.summary).toBe("");
    expect(scenario.needs[0]).toMatchObject({ rate: { by: [], rows: [] }, times: [], pathway: "emergency" });
  });

  test("a `by:` laid over another replaces it, rows and all", () => {
    const redesign = `careshift: 1
extends: baseline.yaml
name: Over
needs: { illness: { rate: { by: sex, female: 10, male: 20, unit: per 1000 people per year } } }
`;
    const rate = read({ "over.yaml": redesign }, "over.yaml").epochs[0]?.scenario.needs[0]?.rate;
    expect(rate).toMatchObject({ by: ["sex"], rows: [{ who: { sex: "female" } }, { who: { sex: "male" } }] });
  });

  test("changes read as a board would read them", () => {
    const read = redesigned(
      "{ from: 2020-02-01, add: places.wards.beds, by: -10, over: 4 months, source: ham-2006, why: wards close }",
      "{ scale: needs.illness.rate, by: 0.9 }",
      "{ set: pathways.emergency.ward.stay, to: { gamma: { mean: 3 days, sd: 1 day } } }",
      "{ remove: policies }",
      "{ remove: places.managers }",
    );
    expect(read.changes.map(({ from, path, what }) => `${from ?? "throughout"}: ${path} ${what}`)).toEqual([
      "2020-02-01: places.wards.beds add −10 over 4 months",
      "throughout: needs.illness.rate scale by 0.9",
      "throughout: pathways.emergency.ward.stay set to gamma, mean 3 days, sd 1 day",
      "throughout: policies remove",
      "throughout: places.managers remove",
    ]);
    expect(read.changes[0]).toMatchObject({ why: "wards close", source: "ham-2006" });
  });
});
