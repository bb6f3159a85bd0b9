import { describe, expect, it } from "vitest";
import { ScenarioFaults } from "../../src/scenario/faults.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";
import { warningsOf } from "../../src/scenario/warnings.js";

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

describe("shocks", () => {
  const shocks = (text: string) => faults(GOOD, undefined, `shocks: { flood: ${text} }`);

  it("are read with their changes, and a name from their key", () => {
    expect(shocks("{ from: 2001-03-01, until: 2001-04-01, changes: [ { add: places.w.beds, by: -1 } ] }")).toEqual([]);
  });

  it.each([
    [
      "{ from: 2001-03-01, until: 2001-03-01, changes: [ { scale: places.w.beds, by: 1 } ] }",
      "is not after 2001-03-01",
    ],
    ["{ from: 2000-03-01, until: 2001-03-01, changes: [ { scale: places.w.beds, by: 1 } ] }", "is outside the run"],
    ["{ from: 2001-03-01, until: 2003-03-01, changes: [ { scale: places.w.beds, by: 1 } ] }", "is outside the run"],
    [
      "{ from: 2001-03-01, until: 2001-04-01, changes: [ { add: places.y.beds, by: -1 } ] }",
      "nothing is at `places.y.beds`",
    ],
    ["{ from: 2001-03-01, until: 2001-04-01, changes: [ { by: -1 } ] }", "either `add:` or `scale:`"],
    [
      "{ from: 2001-03-01, until: 2001-04-01, changes: [ { scale: places.w.beds, by: 0 } ] }",
      "a factor above 0 is wanted",
    ],
    ["{ from: March, until: 2001-04-01, changes: [] }", "is not a date"],
  ])("%s: %s", (text, message) => {
    expect(shocks(text)).toEqual([expect.stringContaining(message)]);
  });
});

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
    [
      "stays round in a ring that other laws make nothing of",
      "{ step: a, at: w, stay: { bernoulli: { chance: 0% } }, next: [ { go: b } ] }, { step: b, at: x, stay: { discrete: { values: [ 0 days, 3 days ], chances: [ 100%, 0% ] } }, next: [ { go: a } ] }",
    ],
    [
      "stays round in a ring that are nothing for some people",
      "{ step: a, at: w, stay: { by: age, 65+: 0 days, others: 1 day }, next: [ { go: b } ] }, { step: b, at: x, stay: { by: sex, female: 0 days, male: 1 day }, next: [ { go: a } ] }",
    ],
  ])("%s", (_, steps) => expect(faults(steps).join()).toMatch(/round in a ring in no time/));

  it("is told with the people who would go round", () =>
    expect(
      faults(
        "{ step: a, at: w, stay: { by: age, 65+: 0 days, others: 1 day }, next: [ { go: b } ] }, { step: b, at: x, stay: 0 days, next: [ { go: a } ] }",
      ),
    ).toMatchInlineSnapshot(`
      [
        "from \`a\` people aged 65+ may be sent round in a ring in no time, for ever: no stay, wait or delay on it takes any; let one of them take time, let one of the steps \`wait\` or \`hold\`, or end at \`elsewhere\`",
      ]
    `));

  it.each([
    [
      "different people's stays are nothing",
      "{ by: age, 65+: 0 days, others: 1 day }",
      "{ by: age, under 65: 0 days, others: 1 day }",
      "",
    ],
    ["a stay may be nothing and mostly is not", "{ bernoulli: { chance: 30% } }", "0 days", ""],
    ["the way there takes time", "0 days", "0 days", ", delay: 2 hours"],
  ])("is not complained of where %s", (_, a, b, delay) => {
    const steps = `{ step: a, at: w, stay: ${a}, next: [ { go: b${delay} } ] }, { step: b, at: x, stay: ${b}, next: [ { go: a } ] }`;
    expect(faults(steps)).toEqual([]);
  });

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

describe("what a place never has", () => {
  /** Remarks on help at home with so many visits, and a ward with so many nurses. */
  const remarks = (help: string, nurses = 1, redesign = "") => {
    const text = `careshift: 1
name: Odd
${run}
arrivals: { people: { rate: 1 per day, pathway: p } }
places:
  help: { kind: package, ${help} }
  ward: { kind: beds, beds: 1 }
  nurses: { kind: team, staff: ${nurses} }
pathways:
  p:
    - { step: a, at: help, stay: 5 days, visits: { from: 4, to: 1 }, next: [ { go: b } ] }
    - { step: b, at: ward, stay: 1 day, staff: { team: nurses } }
`;
    const files = {
      "odd.yaml": text,
      "redesign.yaml": `careshift: 1\nextends: odd.yaml\nname: R\nchanges: [ ${redesign} ]`,
    };
    return warningsOf(readFrom(inMemory(files), redesign === "" ? "odd.yaml" : "redesign.yaml"));
  };

  it("is remarked on with its place: visits that nobody could ever be taken in with", () => {
    expect(remarks("visits: 3")).toMatchInlineSnapshot(`
      [
        "odd.yaml:11:58: \`a\` begins with 4 visits a day, and \`help\` never has more than 3, so nobody could ever be taken in; write at most 3 here, or more \`visits:\` there",
      ]
    `);
  });

  it("and staff whom nobody could ever be treated by", () => {
    expect(remarks("visits: 4", 0)).toMatchInlineSnapshot(`
      [
        "odd.yaml:12:56: \`b\` needs someone of \`nurses\`, of whom nobody is ever on shift, so whoever comes in would stay for ever; write \`staff:\` of 1 or more there, or a \`timetable:\`",
      ]
    `);
  });

  it("is not remarked on where a timetable or a later date has enough, or where the place is closed", () => {
    expect(remarks("visits: 3, timetable: [ { days: [ monday ], visits: 4 } ]")).toEqual([]);
    expect(remarks("visits: 0")).toEqual([]);
    expect(remarks("visits: 3", 1, "{ from: 2001-06-01, add: places.help.visits, by: 1 }")).toEqual([]);
  });
});

describe("characters that nobody can see", () => {
  it.each([
    ["a space of no width", "\\u200B", "U+200B"],
    ["a mark that turns the direction of reading", "\\u202E", "U+202E"],
    ["a bell", "\\u0007", "U+0007"],
  ])("%s in a label is told, and where", (_, escaped, code) => {
    expect(faults(GOOD, undefined, `labels: { w: "Ward${escaped} 9" }`)).toEqual([
      `this text has a character that nobody can see (${code}) after \`Ward\`; take it out, or type the text anew`,
    ]);
  });

  it("what joins letters in some scripts is no fault", () => {
    expect(faults(GOOD, undefined, 'labels: { w: "क\\u094D\\u200Dष" }')).toEqual([]);
  });
});
