import { describe, expect, it } from "vitest";
import { audit } from "../../src/care/audit.js";
import { compile } from "../../src/care/compile.js";
import { Measures } from "../../src/care/measures.js";
import { cStatistic } from "../../src/care/risk-tool.js";
import { simulate } from "../../src/care/simulate.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";

const AGES = `age,sex,people\n${Array.from({ length: 91 }, (_, age) => `${age},female,100\n${age},male,100`).join("\n")}\n`;

/** Mean of measures over replications of a scenario held in memory. */
function mean(body: string, replications: number, tables: Record<string, string> = {}) {
  const text = `careshift: 1\nname: People\n${body}`;
  const read = readFrom(inMemory({ "people.yaml": text, "ages.csv": AGES, ...tables }), "people.yaml");
  const { plan, legend } = compile(read.epochs);
  const measures = new Measures(plan, legend);
  const values = Array.from({ length: replications }, (_, r) => {
    const tally = simulate(plan, r);
    expect(audit(plan, legend, tally).filter((line) => !line.ok)).toEqual([]);
    return measures.of(tally);
  });
  return (measure: string, place: string | null = null, group: string | null = null) => {
    const at = measures.keys.findIndex(
      (key) =>
        key.measure === measure &&
        key.place === place &&
        (key.group === null ? null : Object.values(key.group)[0]) === group,
    );
    expect(at, `${measure} of ${place ?? group}`).toBeGreaterThanOrEqual(0);
    const each = values.map((value) => value[at]!);
    const average = each.reduce((a, b) => a + b, 0) / each.length;
    const variance = each.reduce((sum, x) => sum + (x - average) ** 2, 0) / Math.max(1, each.length - 1);
    return { mean: average, error: Math.sqrt(variance / each.length), each };
  };
}

const run = (years: number, seed = "people") =>
  `run: { start: 2001-01-01, length: ${years} years, warm-up: none, replications: 1, seed: ${seed} }`;
const WARD = "places: { ward: { kind: unlimited, setting: acute-hospital } }";
const STAY = "pathways: { p: [ { step: s, at: ward, stay: 1 day } ] }";

describe("segments", () => {
  it("people move between them once a year, and the mean is the expectation n Pᵏ", () => {
    const seen = mean(
      `${run(3)}\npopulation: { people: 8000, ages: { table: ages.csv }, segments: [ { name: well }, { name: ill, share: 20% }, { name: frail, share: 5% } ], yearly: { segments: { table: moves.csv } } }\nneeds: { illness: { rate: { by: segment, well: 10 per 1000 people per year, ill: 100 per 1000 people per year, frail: 400 per 1000 people per year }, pathway: p } }\n${WARD}\n${STAY}`,
      12,
      { "moves.csv": "from,to,chance\nwell,ill,0.1\nill,well,0.05\nill,frail,0.15\nfrail,ill,0.02\n" },
    );
    // The run of three years ends as the third year does: two movements.
    let expected = [0.75, 0.2, 0.05];
    for (let year = 0; year < 2; year++) {
      const [well, ill, frail] = expected as [number, number, number];
      expected = [well * 0.9 + ill * 0.05, well * 0.1 + ill * 0.8 + frail * 0.02, ill * 0.15 + frail * 0.98];
    }
    for (const [i, segment] of ["well", "ill", "frail"].entries()) {
      const { mean: got, error } = seen("people-at-end", null, segment);
      expect(Math.abs(got - expected[i]! * 8000), segment).toBeLessThan(4 * error + 1e-9);
      expect(error, segment).toBeLessThan(0.05 * expected[i]! * 8000);
    }
    const frail = seen("admissions-per-1000", null, "frail");
    expect(Math.abs(frail.mean - 400)).toBeLessThan(4 * frail.error);
  });
});

describe("rates by date", () => {
  it("a surge multiplies the rate from one date up to another", () => {
    const rate = (shocks: string) =>
      mean(`${run(1)}\narrivals: { people: { rate: 20 per day${shocks}, pathway: p } }\n${WARD}\n${STAY}`, 6)(
        "presentations",
        null,
        "people",
      );
    const surge = rate(", rhythm: { shocks: [ { from: 2001-02-01, to: 2001-03-01, times: 3 } ] }");
    const wanted = (20 * 365.25 + 2 * 20 * 28) * (365.25 / 365.25);
    expect(Math.abs(surge.mean - wanted)).toBeLessThan(3.5 * surge.error);
    expect(surge.mean - rate("").mean).toBeGreaterThan(0.9 * 2 * 20 * 28);
  });

  it("a table by date gives each day its rate", () => {
    const seen = mean(
      `${run(1)}\narrivals: { people: { rate: { table: arrivals.csv }, pathway: p } }\n${WARD}\n${STAY}`,
      6,
      { "arrivals.csv": "date,per-day\n2001-01-01,0\n2001-03-01,40\n2001-03-31,0\n" },
    )("presentations", null, "people");
    expect(Math.abs(seen.mean - 40 * 30)).toBeLessThan(3.5 * seen.error + 1);
  });
});

describe("case finding by a tool of stated accuracy", () => {
  const found = (tool: string, effects: string, years = 3) =>
    mean(
      `${run(years, "tool")}\npopulation: { people: 20000, ages: { table: ages.csv }, frailty: { gamma: { mean: 1, sd: 1.2 } } }\nneeds: { illness: { rate: { by: age, under 65: 60 per 1000 people per year, 65+: 250 per 1000 people per year }, pathway: p } }\nplaces: { ward: { kind: unlimited }, managers: { kind: caseload, places: 200 } }\n${STAY}\npolicies: { finders: { kind: case-finding, at: managers, every: 6 months, predicts: illness, sees: [ age, admissions-last-year ], leaves-after: 12 months${tool}, effects: [ ${effects} ] } }`,
      3,
    );

  it("has the c-statistic that is stated, and finds fewer of those who will have the need", () => {
    const stated = found(", c-statistic: 0.6", "");
    const best = found("", "");
    expect(stated("c-statistic", "managers").mean).toBeCloseTo(0.6, 1.7);
    expect(best("c-statistic", "managers").mean).toBeGreaterThan(0.66);
    expect(stated("sensitivity", "managers").mean).toBeLessThan(0.8 * best("sensitivity", "managers").mean);
  });

  it("without any effect, admissions of those found fall by themselves: regression to the mean", () => {
    const none = found("", "");
    expect(none("admissions-on-list", "managers").mean).toBeLessThan(0.8 * none("admissions-before", "managers").mean);
  });

  it("lets go of those who die in care at once", () => {
    const seen = mean(
      `${run(1, "died")}\npopulation: { people: 4000, ages: { table: ages.csv } }\nneeds: { illness: { rate: 1500 per 1000 people per year, pathway: p } }\nplaces: { ward: { kind: unlimited }, managers: { kind: caseload, places: 400, contact-hours-per-week: 0.5 } }\npathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: died, chance: 50% }, { go: home } ] } ] }\npolicies: { finders: { kind: case-finding, at: managers, every: 24 months, predicts: illness, sees: [ age ] } }`,
      2,
    );
    // Half the ill die, at 0.75 a year: of 400 taken on day one some 190 are left, 285 on average over the year.
    expect(seen("occupancy", "managers").mean).toBeLessThan(320);
    expect(seen("contact-hours", "managers").mean).toBeCloseTo(seen("occupancy", "managers").mean / 2, 9);
  });

  it("may act on the length of a stay", () => {
    const days = (effects: string) => found("", effects)("length-of-stay", "ward").mean;
    expect(days("")).toBeCloseTo(1, 9);
    expect(days("{ on: p.s, times: 0.5 }")).toBeLessThan(0.995);
  });

  it("the c-statistic is the chance that the one with the event scores higher, ties counting half", () => {
    expect(cStatistic([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1);
    expect(cStatistic([4, 3, 2, 1], [0, 0, 1, 1])).toBe(0);
    expect(cStatistic([1, 1, 1], [0, 1, 0.5])).toBe(0.5);
    // Pairs: (2 | 1) right, (2 | 3) wrong.
    expect(cStatistic([1, 2, 3], [0, 1, 0])).toBe(0.5);
  });
});

describe("the place of death", () => {
  it("counts those who die where they wished to", () => {
    const seen = mean(
      `${run(2)}\npopulation: { people: 20000, ages: { table: ages.csv }, wish-to-die-in: { home: 70%, acute-hospital: 30% }, yearly: { deaths: 10 per 1000 people } }\nneeds: { illness: { rate: 10 per 1000 people per year, pathway: p } }\n${WARD}\npathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: died } ] } ] }`,
      4,
    );
    const wished = seen("died-where-wished");
    expect(Math.abs(wished.mean - 0.5)).toBeLessThan(0.05);
    const home = seen("deaths", null, "home");
    expect(Math.abs(home.mean - 200)).toBeLessThan(4 * home.error);
  });
});

describe("a specialty on several sites", () => {
  const town = (there: string, travel: string) => `${run(2)}
population: { people: 4000, ages: { table: ages.csv }, localities: { north: 40%, south: rest } }
needs: { illness: { rate: 200 per 1000 people per year, frailty: no, pathway: p } }
places: { door: { kind: unlimited, admits: no }, road: { kind: unlimited, admits: no }, north-site: { kind: beds, beds: 90 }, south-site: { kind: beds, beds: 90 } }
pathways:
  p:
    - step: ask
      at: door
      stay: 0 days
      next: [ { go: north, chance: { by: locality, north: ${there} } }, { go: travel, chance: { by: locality, north: ${travel} } }, { go: south } ]
    - { step: travel, at: road, stay: 1 hour, next: [ { go: south } ] }
    - { step: north, at: north-site, stay: 4 days, next: [ { go: south, chance: 10%, delay: 2 hours }, { go: home } ] }
    - { step: south, at: south-site, stay: 4 days }`;
  const apart = mean(town("100%", "0%"), 4);
  const one = mean(town("0%", "100%"), 4);
  const all = (seen: typeof apart) => seen("presentations", null, "illness").mean;

  it("takes the people of each locality, and some are moved on in a bed that is held for the way", () => {
    const north = apart("admissions", "north-site").mean;
    expect(north / all(apart)).toBeCloseTo(0.4, 1);
    expect(apart("admissions", "south-site").mean).toBeCloseTo(all(apart) - north + 0.1 * north, -2);
    const onTheWay = apart("in-transition", "north-site").mean;
    expect((onTheWay * 365.25) / north).toBeCloseTo(0.1 * (2 / 24), 2);
  });

  it("brought together on one, has all of them, and those from afar spend the journey in no bed", () => {
    expect(one("admissions", "north-site").mean).toBe(0);
    expect(one("admissions", "south-site").mean / all(one)).toBeCloseTo(1, 2);
    const travelled = one("admissions", "road").mean;
    expect(travelled / all(one)).toBeCloseTo(0.4, 1);
    expect((one("occupancy", "road").mean * 365.25) / travelled).toBeCloseTo(1 / 24, 3);
  });
});
