import { describe, expect, it } from "vitest";
import type { Legend } from "../../src/care/plan.js";
import { withRun } from "../../src/experiment/settings.js";
import { steadiness } from "../../src/experiment/steady.js";
import { readFrom } from "../../src/scenario/from.js";
import { readPaths } from "../../src/scenario/read.js";
import type { ReadScenario } from "../../src/scenario/scenario.js";
import { inMemory } from "../../src/scenario/source.js";
import { warningsOf } from "../../src/scenario/warnings.js";

describe("a shortened run", () => {
  const winter = readPaths(["scenarios/exampleshire/redesign-winter.yaml"]).slice(-1);
  const said = (years?: number) => warningsOf(withRun(winter, { years })[0]!).join("\n");

  it("that ends before a surge says that the surge never happens", () => {
    expect(said(0.5)).toMatch(/these changes never happen: (.*; )?the surge of needs\.\S+ on \d{4}-\d\d-\d\d/);
  });

  it("by years is as long as a scenario that says so many, and its last, broken day is still of the run", () => {
    const scenario = (length: string) =>
      readFrom(
        inMemory({
          "a.yaml": `careshift: 1
name: A
run: { start: 2023-01-01, length: ${length}, warm-up: 10 days, replications: 2, seed: a }
arrivals: { people: { rate: 1 per day, pathway: p } }
places: { ward: { kind: beds, beds: 9 } }
pathways: { p: [ { step: s, at: ward, stay: 1 day } ] }
changes: [ { from: 2024-01-01, add: places.ward.beds, by: 1 } ]
`,
        }),
        "a.yaml",
      );
    const [asked] = withRun([scenario("1 year")], { years: 1 });
    const [asWritten] = withRun([scenario("1 year")], {});
    expect(asked).toEqual(asWritten);
    expect(asked!.epochs).toHaveLength(2);
    expect(warningsOf(asked!)).toEqual([]);
  });

  it("says nothing of the surge where it is within the run", () => {
    expect(said()).not.toContain("never happen");
  });
});

describe("a redesign whose run is shortened", () => {
  const cut = (read: ReadScenario[], years?: number) => withRun(read, { years }).map(({ cutShort }) => cutShort);
  const winter = readPaths(["scenarios/exampleshire/redesign-winter.yaml"]);
  // Observed from April 2003, and changed over six months from April 2004.
  const beds = readPaths(["scenarios/torbay/redesign-paignton.yaml"]);

  it("is told to be cut short before all of it, before some of it, or not at all", () => {
    expect(cut(beds, 1)).toEqual([undefined, "never"]);
    expect(cut(beds, 1.2)).toEqual([undefined, "partly"]);
    expect(cut(beds)).toEqual([undefined, undefined]);
  });
  it("by a surge that it never sees is no other than its baseline", () => {
    expect(cut(winter, 0.5)).toEqual([undefined, "never"]);
    expect(cut(winter)).toEqual([undefined, undefined]);
  });
});

describe("whether a run is steady", () => {
  const legend = { places: [{ label: "Ward", kind: "beds" }] } as unknown as Legend;
  const flat = (weeks: number) => [new Float64Array(3 * weeks).fill(5)];

  it("can't be told from a few weeks, nor from one replication", () => {
    expect(steadiness(legend, [flat(6), flat(6)], 0)).toMatchObject({ ok: true, told: false });
    expect(steadiness(legend, [flat(60)], 0)).toMatchObject({ ok: true, told: false });
  });

  it("is told from a year of replications that stay as they are", () => {
    expect(steadiness(legend, [flat(60), flat(60), flat(60)], 0)).toEqual({
      ok: true,
      why: "no place drifts from the first half of the time observed to the last",
    });
  });
});
