import { describe, expect, test } from "vitest";
import type { Evidence } from "../../src/scenario/scenario.js";
import { warningsOf } from "../../src/scenario/warnings.js";
import { edited, read, redesigned, SMALL } from "./small.js";

const of = (evidence: Evidence[], path: string) => evidence.filter((each) => each.path === path);

describe("Evidence", () => {
  test("every number, table and law is listed once, in the order of the file", () => {
    expect(
      read().evidence.map(({ path, value, where }) => `${path} = ${value} @ ${where.replace("baseline.yaml:", "")}`),
    ).toMatchInlineSnapshot(`
      [
        "population.people = 1000 @ 5:11",
        "population.ages = table ages.csv @ 6:9",
        "population.segments.complex.share = by age, 65-74 6%, 75+ 14% @ 9:31",
        "needs.illness.rate = by age, 0-64 60, 65+ 200, per 1000 people per year @ 12:11",
        "needs.illness.times.0 = by segment, complex 2 @ 14:9",
        "places.wards.beds = 50 @ 17:30",
        "places.wards.cost.per-occupied-day = £230 @ 17:60",
        "places.bay.beds = 20 @ 18:28",
        "places.managers.places = 10 @ 19:39",
        "pathways.emergency.ward.stay = lognormal, mean 5 days, sd 5 days @ 24:13",
        "pathways.emergency.ward.next.died.chance = by age, 75-84 8%, 85+ 14% @ 27:31",
        "pathways.emergency.ward.next.step-down.chance = by age, 75-84 20%, 85+ 30% @ 28:36",
        "pathways.emergency.step-down.stay = 20 days @ 32:13",
        "pathways.emergency.step-down.full.hold = 28 days @ 33:21",
        "policies.teams.every = 3 months @ 38:12",
        "policies.teams.effects.illness.times = 0.9 @ 42:31",
      ]
    `);
  });

  test("a number carries its own source, citation, bounds and confidence", () => {
    const beds = "beds: { value: 20, low: 15, high: 25, source: ham-2006, confidence: high }";
    const { evidence } = read({ "baseline.yaml": edited(SMALL, ["beds: 20", beds]) });
    expect(of(evidence, "places.bay.beds")).toEqual([
      {
        path: "places.bay.beds",
        value: "20",
        source: "ham-2006",
        citation: "Bed use, 2006",
        why: undefined,
        low: "15",
        high: "25",
        confidence: "high",
        where: "baseline.yaml:18:37",
      },
    ]);
  });

  test("the rest of shares with one source is listed with them, and a branch's chance that is the rest is not", () => {
    const zones = "localities: { north: 30%, south: rest, source: ham-2006 }";
    const { evidence } = read({ "baseline.yaml": edited(SMALL, ["  people: 1000", `  people: 1000\n  ${zones}`]) });
    expect(evidence.filter(({ value }) => value === "rest")).toMatchObject([
      { path: "population.localities.south", source: "ham-2006" },
    ]);
  });

  test("a source on a part stands behind what has none of its own, and not behind its neighbours", () => {
    const bay =
      "bay: { kind: beds, beds: 20, cost: { per-stay: { value: £5, source: phs-2019 }, per-open-day: £1 }, payer: council, source: ham-2006 }";
    const { evidence } = read({ "baseline.yaml": edited(SMALL, ["bay: { kind: beds, beds: 20 }", bay]) });
    expect(evidence.filter(({ source }) => source).map(({ path, source }) => `${path}: ${source}`)).toEqual([
      "places.bay.beds: ham-2006",
      "places.bay.cost.per-stay: phs-2019",
      "places.bay.cost.per-open-day: ham-2006",
    ]);
  });

  test("a number's own confidence comes before that of the part whose source it has", () => {
    const bay =
      "bay: { kind: beds, beds: { value: 20, confidence: low }, cost: £5 per stay, payer: council, source: ham-2006, confidence: high }";
    const { evidence } = read({ "baseline.yaml": edited(SMALL, ["bay: { kind: beds, beds: 20 }", bay]) });
    expect(of(evidence, "places.bay.beds")).toMatchObject([{ source: "ham-2006", confidence: "low" }]);
    expect(of(evidence, "places.bay.cost")).toMatchObject([{ source: "ham-2006", confidence: "high" }]);
  });

  test("what is assumed says why, and gives its range", () => {
    const stay = "stay: { gamma: { mean: 5 days, sd: 4 days }, source: assumed, why: as elsewhere, range: ±20% }";
    const { evidence } = read({ "baseline.yaml": edited(SMALL, ["stay: 20 days", stay]) });
    expect(of(evidence, "pathways.emergency.step-down.stay")[0]).toMatchObject({
      value: "gamma, mean 5 days, sd 4 days",
      source: "assumed",
      why: "as elsewhere",
      low: "−20%",
      high: "+20%",
    });
  });

  test("a change that sets carries its evidence to the value; one with a date or a sum is listed as well", () => {
    const { evidence } = redesigned(
      "{ set: places.wards.beds, to: 45, source: ham-2006 }",
      "{ from: 2020-02-01, add: places.bay.beds, by: 5, source: phs-2019 }",
    );
    expect(of(evidence, "places.wards.beds")).toMatchObject([{ value: "45", source: "ham-2006" }]);
    expect(of(evidence, "places.bay.beds")).toMatchObject([
      { value: "20", source: undefined },
      { value: "add 5", source: "phs-2019", where: "redesign.yaml:6:51" },
    ]);
  });

  test("the register is kept with what it says of each source", () => {
    const register = "ham-2006: { title: Beds, year: 2006, url: https://example.org, licence: OGL, note: one }\n";
    expect(read({ "evidence.yaml": register }).register).toEqual({
      "ham-2006": { title: "Beds", year: 2006, url: "https://example.org", licence: "OGL", note: "one" },
    });
  });

  test("a run that starts empty and has no warm-up is warned of", () => {
    const warnings = warningsOf(read({ "baseline.yaml": edited(SMALL, ["warm-up: 100 days", "warm-up: none"]) }));
    expect(warnings).toEqual(["the run starts empty and counts from day one; write a `warm-up:` or an `opening:`"]);
    expect(warningsOf(read())).toEqual([]);
  });
});
