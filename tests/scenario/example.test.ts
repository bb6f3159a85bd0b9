import { describe, expect, test } from "vitest";
import { readPaths, readScenario } from "../../src/scenario/read.js";
import type { ReadScenario, Scenario } from "../../src/scenario/scenario.js";

const FOLDER = "tests/scenario/fixtures/example";
const [baseline, stepDown, two] = readPaths([FOLDER]) as [ReadScenario, ReadScenario, ReadScenario];
const scenario = baseline.epochs[0]?.scenario as Scenario;
const YEAR = 365.25;

describe("The example of the scenario reference", () => {
  test("a folder is its baseline and then its redesigns in order of name", () => {
    expect([baseline, stepDown, two].map(({ file }) => file.replace(`${FOLDER}/`, ""))).toEqual([
      "baseline.yaml",
      "redesign-step-down.yaml",
      "redesign-two.yaml",
    ]);
    expect(two.root).toBe(`${FOLDER}/baseline.yaml`);
  });

  test("a redesign given alone brings the baseline along, in front", () => {
    const read = readPaths([`${FOLDER}/redesign-two.yaml`]);
    expect(read.map(({ file }) => file)).toEqual([`${FOLDER}/baseline.yaml`, `${FOLDER}/redesign-two.yaml`]);
  });

  test("the run has days, and its start is where observation starts", () => {
    expect(scenario.run).toEqual({
      start: "2003-04-01",
      length: 5 * YEAR,
      warmUp: 400,
      replications: 30,
      seed: "exampleshire",
      deadlocks: "exchange",
    });
  });

  test("the population has single years of age, shares that sum to one and rates per person per day", () => {
    const population = scenario.population;
    expect(population?.people).toBe(140000);
    expect(population?.ages.filter(({ age }) => age === 85)).toEqual([
      { age: 85, sex: "female", people: 3000 },
      { age: 85, sex: "male", people: 2000 },
    ]);
    expect(population?.ages.reduce((sum, { people }) => sum + people, 0)).toBeCloseTo(135000, 6);
    expect(population?.localities).toEqual([
      { name: "north", share: 0.4 },
      { name: "bay", share: 0.35 },
      { name: "moor", share: 0.25 },
    ]);
    expect(population?.frailty).toEqual({ law: "gamma", mean: 1, sd: 1.1 });
    expect(population?.yearly.births).toBeCloseTo(0.01 / YEAR, 12);
    expect(population?.yearly.deaths.rows[3]).toEqual({
      who: { age: { from: 65, to: 150 }, sex: "male" },
      value: 0.045 / YEAR,
    });
  });

  test("the first segment takes the rest, age by age", () => {
    const [well, complex] = scenario.population?.segments ?? [];
    expect(complex?.share).toMatchObject({ by: ["age"], others: 0 });
    expect(well?.share.rows.map(({ who, value }) => [who.age?.from, Number(value.toFixed(9))])).toEqual([
      [0, 1],
      [65, 0.94],
      [75, 0.86],
      [85, 0.76],
    ]);
  });

  test("a need has its rate, multipliers, rhythm and trend", () => {
    const [illness, falls] = scenario.needs;
    expect(illness).toMatchObject({ trend: 0.01, frailty: true, emergency: true, pathway: "emergency" });
    expect(illness?.rate.rows.map(({ value }) => Math.round(value * YEAR * 1000))).toEqual([60, 180, 450]);
    expect(illness?.times).toEqual([
      { by: ["segment"], rows: [{ who: { segment: "complex" }, value: 3.4 }], others: 1 },
    ]);
    expect(illness?.afterDischarge).toEqual({ times: 2.4, fadingOver: 30 });
    expect(illness?.rhythm.month?.slice(0, 2)).toEqual([1.08, 1]);
    expect(illness?.rhythm.hour?.[14]).toBe(1.5);
    expect(falls).toMatchObject({ frailty: false, emergency: false });
    expect(falls?.rate.rows[0]).toEqual({ who: { age: { from: 65, to: 150 }, sex: "female" }, value: 0.012 / YEAR });
  });

  test("arrivals have a rate or gaps, and people with shares", () => {
    expect(scenario.arrivals[0]).toMatchObject({
      rate: 12,
      people: {
        age: [
          { from: 0, to: 65, share: 0.6 },
          { from: 65, to: 85, share: 0.3 },
          { from: 85, to: 150, share: expect.closeTo(0.1, 12) },
        ],
        sex: { female: 0.52, male: expect.closeTo(0.48, 12) },
      },
    });
    expect(scenario.arrivals[1]).toMatchObject({ gaps: { law: "exponential", mean: 0.5 }, emergency: false });
  });

  test("places have capacities, costs and payers", () => {
    expect(scenario.places.map(({ name, kind, capacity }) => [name, kind, capacity])).toEqual([
      ["medical-wards", "beds", 320],
      ["bay-community", "beds", 50],
      ["home-care", "package", 300],
      ["case-managers", "caseload", 0],
      ["care-homes", "unlimited", undefined],
    ]);
    expect(scenario.places[0]?.cost).toEqual({ occupiedDay: 230, openDay: 90, stay: 0 });
    expect(scenario.places[4]?.cost).toEqual({ occupiedDay: 0, openDay: 0, stay: 1200 });
    expect(scenario.places[1]?.takes).toEqual(["emergency.step-down", "step-up.bed"]);
  });

  test("steps have laws in days, rules for a full place, and branches", () => {
    const [emergency, stepUp] = scenario.pathways;
    expect(emergency?.steps[0]?.stay.rows[2]).toEqual({
      who: { age: { from: 85, to: 150 } },
      value: { law: "lognormal", mean: 12.5, sd: 14 },
    });
    expect(emergency?.steps.map(({ full }) => full)).toEqual([
      { rule: "wait" },
      // biome-ignore lint/suspicious/noThenProperty: the word of the language, never awaited
      { rule: "hold", atMost: 28, then: "home" },
      { rule: "hold" },
    ]);
    expect(emergency?.steps[0]?.next[2]).toEqual({ go: "home", chance: undefined });
    expect(emergency?.steps[2]?.next).toEqual([{ go: "home", chance: undefined }]);
    const help = emergency?.steps[2]?.stay.others;
    expect(help).toEqual({ law: "lognormal", mean: 28, sd: expect.closeTo(28 * Math.sqrt((28 / 21) ** 2 - 1), 9) });
    expect(stepUp?.steps[0]).toMatchObject({ normalise: true, full: { rule: "go", to: "emergency.ward" } });
    expect(stepUp?.steps[1]?.stay.others).toEqual({
      law: "triangular",
      low: YEAR / 24,
      mode: YEAR / 2,
      high: 2 * YEAR,
    });
  });

  test("policies, the opening census and targets are read", () => {
    expect(scenario.policies[0]).toEqual({
      name: "zone-teams",
      at: "case-managers",
      every: YEAR / 4,
      predicts: "acute-illness",
      sees: ["age", "admissions-last-year"],
      fromAge: 65,
      leavesAfter: YEAR,
      effects: [{ on: "acute-illness", times: 1.165 }],
    });
    expect(scenario.opening).toEqual([
      { step: "emergency.ward", from: "acute-illness", occupied: 305, delayed: 31, waiting: 4 },
    ]);
    expect(scenario.targets).toEqual([
      { name: "occupancy", measure: "occupancy-share", place: "medical-wards", atMost: 0.92 },
      { name: "waits", measure: "wait", atMost: 1 / 6 },
    ]);
    expect(scenario.paper.purpose).toBe("decision");
  });

  test("labels come from `labels:`, then `label:`, then the name", () => {
    expect(scenario.labels).toMatchObject({
      "medical-wards": "Medical wards of the general hospital",
      "acute-illness": "Acute illness of adults",
      complex: "Several conditions",
      "home-care": "Home care",
      "step-up": "Step up",
    });
  });

  test("a redesign of a redesign has the changes of both", () => {
    const first = two.epochs[0]?.scenario as Scenario;
    expect(first.name).toBe("Fewer wards at once");
    expect(first.places.find(({ name }) => name === "home-care")?.capacity).toBe(350);
    expect(first.opening).toEqual([]);
    expect(first.needs[0]?.rate.rows[0]?.value).toBeCloseTo((0.9 * 0.06) / YEAR, 12);
    const last = two.epochs.at(-1)?.scenario as Scenario;
    expect(last.places[0]).toMatchObject({ capacity: 290, cost: { occupiedDay: 230, openDay: 90, stay: 10 } });
    expect(stepDown.epochs.at(-1)?.scenario.places[0]?.cost.stay).toBe(0);
  });

  test("the resolved scenario holds the rows of its tables and the dated changes, and is plain data", () => {
    const resolved = two.resolved as Record<string, never>;
    expect(resolved).toHaveProperty("needs.acute-illness.rate.table.rows.0", { age: "0-64", value: 54 });
    expect(resolved).toHaveProperty("changes.length", 3);
    expect(resolved).not.toHaveProperty("extends");
    expect(JSON.parse(JSON.stringify(resolved))).toEqual(resolved);
  });

  test("reading twice gives the same", () => {
    expect(readScenario(`${FOLDER}/redesign-two.yaml`)).toEqual(two);
  });
});
