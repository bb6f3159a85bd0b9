import { describe, expect, it } from "vitest";
import { ScenarioFaults } from "../../src/scenario/faults.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";

const run = "run: { start: 2001-01-01, length: 1 year, warm-up: 10 days, replications: 1, seed: odd }";

/** What is wrong with a scenario of two one-bed places `w` and `x`, its steps written as YAML. */
function faults(
  steps: string,
  arrivals = "people: { rate: 1 per day, pathway: p }",
  more = "",
  redesign?: string,
): string[] {
  const text = `careshift: 1\nname: Odd\n${run}\narrivals: { ${arrivals} }\nplaces: { w: { kind: beds, beds: 1 }, x: { kind: beds, beds: 1 } }\npathways: { p: [ ${steps} ] }\n${more}`;
  const files: Record<string, string> = { "odd.yaml": text };
  if (redesign !== undefined)
    files["redesign-odd.yaml"] = `careshift: 1\nextends: odd.yaml\nname: Redesign\nchanges: [ ${redesign} ]`;
  try {
    readFrom(inMemory(files), redesign === undefined ? "odd.yaml" : "redesign-odd.yaml");
    return [];
  } catch (error) {
    if (error instanceof ScenarioFaults) return error.faults.map((fault) => fault.message);
    throw error;
  }
}

const GOOD = "{ step: a, at: w, stay: 1 day, next: [ { go: b } ] }, { step: b, at: x, stay: 1 day }";

describe("what would never end or can't be meant", () => {
  it("is not complained of in a sound scenario", () => expect(faults(GOOD)).toEqual([]));

  it.each([
    [
      "two full places that send people to each other",
      "{ step: a, at: w, stay: 1 day, full: { go: b } }, { step: b, at: x, stay: 1 day, full: { go: a } }",
    ],
    [
      "waits of no length round in a ring",
      "{ step: a, at: w, stay: 1 day, full: { wait: 0 days, then: b } }, { step: b, at: x, stay: 1 day, full: { go: a } }",
    ],
    [
      "stays of no length round in a ring",
      "{ step: a, at: w, stay: 0 days, next: [ { go: b } ] }, { step: b, at: x, stay: 0 days, next: [ { go: a, chance: 50% }, { go: home } ] }",
    ],
  ])("%s", (_, steps) => expect(faults(steps).join()).toMatch(/round in a ring in no time/));

  it("a ring in which time passes is well", () => {
    expect(
      faults(
        "{ step: a, at: w, stay: 1 day, full: { go: b } }, { step: b, at: x, stay: 1 day, full: { wait: 1 day, then: a } }",
      ),
    ).toEqual([]);
  });

  it.each(["gaps: 0 days", "gaps: { bernoulli: { chance: 0% } }", "rate: 1e12 per day"])(
    "arrivals with `%s`",
    (when) => {
      expect(faults(GOOD, `people: { ${when}, pathway: p }`).join()).toMatch(/faster than one a second/);
    },
  );

  it("a step named like an exit", () => {
    expect(
      faults("{ step: died, at: w, stay: 1 day, next: [ { go: b } ] }, { step: b, at: x, stay: 1 day }").join(),
    ).toMatch(/two meanings/);
  });

  it("three thousand million beds", () => {
    expect(faults(GOOD, undefined, undefined, "{ set: places.w.beds, to: 3000000000 }").join()).toMatch(
      /at most 1,000,000/,
    );
  });

  it("a redesign that removes all places", () => {
    expect(faults(GOOD, undefined, undefined, "{ remove: places }").length).toBeGreaterThan(0);
  });
});

describe("the opening census", () => {
  const opening = "opening: { p.a: { from: people, occupied: 1 } }";

  it("is held against the beds of day one, not against those of a later date", () => {
    expect(faults(GOOD, undefined, opening, "{ from: 2001-06-01, set: places.w.beds, to: 0 }")).toEqual([]);
    expect(faults(GOOD, undefined, opening, "{ set: places.w.beds, to: 0 }").join()).toMatch(
      /opens with 1 people and holds 0/,
    );
  });
});
