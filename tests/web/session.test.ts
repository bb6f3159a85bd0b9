import { describe, expect, it } from "vitest";
import { ScenarioFaults } from "../../src/scenario/faults.js";
import { onDisk } from "../../src/scenario/read.js";
import { type Played, playedText, readPlayed } from "../../src/web/page/played.js";
import { sessionJsonSchema } from "../../src/web/session-format.js";
import { sessionNotes } from "../../src/web/session-notes.js";
import { costOf, faultsOf, planScenario } from "../../src/web/session-play.js";
import { readSession, readSessionWith } from "../../src/web/session-read.js";
import { blocksOf } from "../../src/web/session-text.js";
import { unitBeside } from "../../src/web/unit-beside.js";

const TOWN = new URL("../care/small-town.yaml", import.meta.url).pathname;
const FILE = new URL("../care/session-in-memory.yaml", import.meta.url).pathname;

const SCRIPT = `careshift-session: 1
name: Two beds
summary: A try.
scenario: small-town.yaml
run: { years: 1, replications: 2 }
measures: [ { measure: occupancy, place: hospital, better: lower } ]
options:
  two: { label: Two cottage beds, changes: [ { add: places.cottage.beds, by: 2 } ] }
levers:
  cottage: { label: Cottage beds, unit: beds, from: -2, to: 6, step: 2, price: "£30,000 per year", changes: [ { add: places.cottage.beds } ] }
  illness: { label: Fewer fall ill, unit: "%", from: -10, to: 0, changes: [ { scale: needs.illness.rate } ] }
teams: { budget: "£100,000 per year", rounds: [ { name: First, minutes: 5 minutes } ] }
figures:
  delayed: { measure: delayed, place: hospital }
  fewer: { option: two, measure: delayed, place: hospital, as: difference }
stages:
  - brief: { minutes: 5 minutes, text: "There are {delayed} <b>waiting</b>." }
  - predict: { minutes: 5 minutes, questions: { way: { ask: Which way?, direction: { figure: fewer } } } }
  - run: { minutes: 5 minutes, options: [ two ], notes: Say nothing. }
  - debrief: { minutes: 5 minutes, points: [ { say: "{fewer} wait.", when: { figure: fewer, is: below } } ] }
`;

function source(text: string) {
  return { read: (path: string) => (path === FILE ? text : onDisk.read(path)) };
}

function complaints(from: string, to: string): string[] {
  expect(SCRIPT).toContain(from);
  try {
    readSession(source(SCRIPT.replace(from, to)), FILE);
  } catch (error) {
    if (error instanceof ScenarioFaults) return error.faults.map((f) => `${f.line}:${f.col}: ${f.message}`);
    throw error;
  }
  return [];
}

describe("a session script", () => {
  it("is read with its minutes added up and every option as a redesign", () => {
    const { session, options } = readSessionWith(source(SCRIPT), FILE);
    expect(session.minutes).toBe(20);
    expect(session.baseline).toBe(TOWN);
    expect(options.get("two")?.changes.map(({ path, what }) => `${path} ${what}`)).toEqual([
      "places.cottage.beds add 2",
    ]);
  });

  it.each([
    ["careshift-session: 1", "careshift-session: 2", "1:20: a session script begins with"],
    ["options: [ two ]", "options: [ too ]", "`too` is not one of `two`; did you mean `two`?"],
    ["{ figure: fewer } } } }", "{ figure: delayed } } } }", "the figure `delayed` must be a difference"],
    ["{delayed} <b>", "{delays} <b>", "`{delays}` is not the name of a figure"],
    ["add: places.cottage.beds, by: 2", "add: places.cotage.beds, by: 2", "as a redesign of the scenario: "],
    ["  - run: {", "  - rum: {", "did you mean `run`?"],
    ["scenario: small-town.yaml", "scenario: no-town.yaml", "there is no file"],
    ["measure: occupancy, place: hospital", "measure: occupancy, place: hospitl", "gives no `occupancy` of `hospitl`"],
    ["from: -2, to: 6", "from: 6, to: 6", "`from` (6) must be below `to` (6)"],
    ["[ { scale: needs.illness.rate } ]", "[ { scale: a, add: b } ]", "exactly one of `add`, `scale` and `set`"],
  ])("complains of %s written as %s, with its place", (from, to, wanted) => {
    const all = complaints(from, to);
    expect(all.join("\n")).toContain(wanted);
    expect(all.every((line) => /^\d+:\d+: /.test(line))).toBe(true);
  });

  it("is published as a JSON Schema", () => {
    const schema = sessionJsonSchema() as { properties: object; required: string[] };
    expect(schema.required).toContain("stages");
    expect(Object.keys(schema.properties)).toContain("careshift-session");
  });
});

describe("a plan", () => {
  const session = readSession(source(SCRIPT), FILE);

  it("becomes a redesign of the scenario, a lever at nought changing nothing", () => {
    const read = planScenario(session, source(SCRIPT), 'A "team": {x}', { cottage: 4, illness: -10 });
    expect(read.epochs[0]?.scenario.name).toBe('A "team": {x}');
    expect(read.changes.map(({ path, what }) => `${path} ${what}`)).toEqual([
      "places.cottage.beds add 4",
      "needs.illness.rate scale by 0.9",
    ]);
  });

  it("costs each lever's setting at its price, and is refused beyond the budget", () => {
    expect(costOf(session, { cottage: 2 })).toBe(60_000);
    expect(faultsOf(session, { cottage: 2 })).toEqual([]);
    expect(faultsOf(session, { cottage: 4 })).toEqual([
      "The plan costs £120,000 a year, £20,000 more than the budget of £100,000.",
    ]);
  });

  it.each([
    [{ cottage: 8 }, "Cottage beds can be set from −2 to 6 beds."],
    [{ cottage: 3 }, "Cottage beds can be set from −2 to 6 beds, by 2 at a time."],
    [{ cottage: Number.NaN }, "Cottage beds can be set from −2 to 6 beds."],
    [{ constructor: 1 }, "There is no lever called constructor."],
  ])("%o is refused: %s", (settings, why) => {
    expect(faultsOf(session, settings as unknown as Record<string, number>)).toEqual([why]);
  });
});

describe("a session that is saved", () => {
  const session = readSession(source(SCRIPT), FILE);
  const scripts = [{ session, stages: [] }];
  const played: Played = {
    stage: 2,
    predictions: { way: { said: "", hands: { fewer: 7 } } },
    run: ["two"],
    settings: { cottage: 2 },
    hasPlan: true,
  };

  it("goes on where it was, with every answer and every hand", () => {
    expect(readPlayed(playedText(session, played), scripts)).toEqual({ script: scripts[0], played });
  });

  it("is refused where it belongs to another session, or a part of it is not what it should be", () => {
    const wrong: object[] = [
      { stage: 9 },
      { stage: 0.5 },
      { predictions: { way: { said: 4, hands: {} } } },
      { predictions: { way: { said: "x".repeat(41), hands: {} } } },
      { predictions: { way: { said: "", hands: { fewer: "7" } } } },
      { run: ["constructor"] },
      { settings: { constructor: 1 } },
      { settings: { cottage: "many" } },
      { hasPlan: "yes" },
    ];
    for (const part of wrong)
      expect(readPlayed(playedText(session, { ...played, ...part } as Played), scripts)).toBeUndefined();
    expect(readPlayed(playedText({ ...session, name: "Another" }, played), scripts)).toBeUndefined();
    for (const text of ["", "{", "null", "{}"]) expect(readPlayed(text, scripts)).toBeUndefined();
  });
});

describe("a unit", () => {
  it("is not written where the label says it already", () => {
    expect(unitBeside("Beds at Torbay Hospital", "beds")).toBe("");
    expect(unitBeside("Places on the lists", "places")).toBe("");
    expect(unitBeside("Bedside help", "beds")).toBe("beds");
    expect(unitBeside("Fewer fall ill", "%")).toBe("%");
  });
});

describe("the facilitator's notes", () => {
  it("hold what the room reads and what only the facilitator knows, and no markup of the script", () => {
    const html = sessionNotes(readSession(source(SCRIPT), FILE));
    expect(html).toContain("&lt;b&gt;waiting&lt;/b&gt;");
    expect(html).toContain("Say nothing.");
    expect(html).toContain('<span class="figure">{delayed}</span>');
    expect(html).not.toContain("<script");
  });
});

describe("texts", () => {
  it("are paragraphs and lists, with figures in braces", () => {
    expect(blocksOf("One\ntwo {x}.\n\nThree:\n- a\n- b\n  c")).toEqual([
      { kind: "paragraph", runs: [{ text: "One two " }, { figure: "x" }, { text: "." }] },
      { kind: "paragraph", runs: [{ text: "Three:" }] },
      { kind: "list", items: [[{ text: "a" }], [{ text: "b c" }]] },
    ]);
  });
});
