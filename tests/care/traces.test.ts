import { describe, expect, it } from "vitest";
import { audit } from "../../src/care/audit.js";
import { Count } from "../../src/care/codes.js";
import { compile } from "../../src/care/compile.js";
import { simulate } from "../../src/care/simulate.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";
import { trace } from "./trace.js";

describe("traces worked by hand", () => {
  it("one bed, someone every day, stays of a day and a half, first come first served", () => {
    // Come at 1, 2, 3, 4. In at 1, 2.5, 4 (out at 2.5, 4, 5.5); the fourth, come at 4, waits behind.
    const seen = trace(
      5,
      "arrivals: { people: { gaps: 1 day, pathway: p } }\nplaces: { ward: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 36 hours } ] }",
    );
    expect(seen.count("ward", Count.admitted)).toBe(3);
    expect(seen.count("ward", Count.left)).toBe(2);
    expect(seen.count("ward", Count.waitDays)).toBeCloseTo(0 + 0.5 + 1, 9);
    expect(seen.occupied("ward")).toBeCloseTo(4, 9);
    expect(seen.waiting("ward")).toBeCloseTo(0.5 + 1 + 1, 9);
    expect(seen.midnights("ward")).toEqual([0, 1, 1, 1, 1]);
    expect(seen.spells).toEqual([4, 2, 0, 0, 0, 2]);
  });

  it("a bed is held until the next place has room: delay comes on top of treatment and shortens none", () => {
    // Come at 2, 4, 6, 8. Ward 1 day each: ready at 3, 5, 7. Hostel (1 place, 3 days): 3–6, 6–9, 9–.
    const seen = trace(
      9.5,
      "arrivals: { people: { gaps: 2 days, pathway: p } }\nplaces: { ward: { kind: beds, beds: 9 }, hostel: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: t } ] }, { step: t, at: hostel, stay: 3 days, full: hold } ] }",
    );
    expect(seen.delayed("ward")).toBeCloseTo(1 + 2 + 0.5, 9);
    expect(seen.count("ward", Count.delays)).toBe(2);
    expect(seen.count("ward", Count.delayDays)).toBeCloseTo(1 + 2, 9);
    expect(seen.occupied("hostel")).toBeCloseTo(6.5, 9);
    expect(seen.occupied("ward")).toBeCloseTo(1 + (1 + 1) + (1 + 2) + (1 + 0.5), 9);
  });

  it("`wait` gives the bed up; `hold` keeps it, so that those behind wait outside", () => {
    const system = (full: string) =>
      trace(
        8,
        `arrivals: { people: { gaps: 2 days, pathway: p } }\nplaces: { ward: { kind: beds, beds: 1 }, hostel: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: t } ] }, { step: t, at: hostel, stay: 4 days, full: ${full} } ] }`,
      );
    const waits = system("wait");
    expect(waits.delayed("ward")).toBe(0);
    expect(waits.waiting("ward")).toBe(0);
    expect(waits.waiting("hostel")).toBeCloseTo(2 + 1, 9);
    // The second, ready at 5, holds the ward to 7; the third, come at 6, waits for it to 7.
    const holds = system("hold");
    expect(holds.delayed("ward")).toBeCloseTo(2, 9);
    expect(holds.waiting("ward")).toBeCloseTo(1, 9);
  });

  it("a wait has its limit: then they go where the step says, and are counted", () => {
    // Come at 1, 2, 3 …; the only bed is taken from 1 on. Each waits half a day, then goes to the other hospital for a day.
    const seen = trace(
      4,
      "arrivals: { people: { gaps: 1 day, pathway: p } }\nplaces: { ward: { kind: beds, beds: 1 }, other: { kind: unlimited } }\npathways: { p: [ { step: s, at: ward, stay: 30 days, full: { wait: 12 hours, then: o } }, { step: o, at: other, stay: 1 day } ] }",
    );
    expect(seen.count("ward", Count.gaveUp)).toBe(2);
    expect(seen.count("ward", Count.gaveUpDays)).toBeCloseTo(1, 9);
    expect(seen.occupied("other")).toBeCloseTo(1 + 0.5, 9);
    expect(seen.waiting("ward")).toBeCloseTo(1, 9);
  });

  it("whoever gets the bed before the limit stays, and the limit passes without effect", () => {
    const seen = trace(
      9,
      "arrivals: { people: { gaps: 1 day, pathway: p } }\nplaces: { ward: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 36 hours, full: { wait: 5 days, then: elsewhere } } ] }",
    );
    // In at 1, 2.5, 4, 5.5, 7 and 8.5: the second waited half a day, and their limit comes at 7.
    expect(seen.count("ward", Count.gaveUp)).toBe(0);
    expect(seen.count("ward", Count.admitted)).toBe(6);
  });

  it("full and `go`: at once, to another step or away, and each is counted as what it is", () => {
    const to = (where: string) =>
      trace(
        3.5,
        `arrivals: { people: { gaps: 1 day, pathway: p } }\nplaces: { ward: { kind: beds, beds: 1 }, other: { kind: unlimited } }\npathways: { p: [ { step: s, at: ward, stay: 30 days, full: { go: ${where} }, next: [ { go: o, chance: 1% }, { go: home } ] }, { step: o, at: other, stay: 1 day } ] }`,
      );
    const away = to("refused");
    expect([away.count("ward", Count.refused), away.count("ward", Count.diverted)]).toEqual([2, 0]);
    expect(away.spells).toEqual([3, 0, 0, 0, 2, 1]);
    const other = to("o");
    expect([other.count("ward", Count.refused), other.count("ward", Count.diverted)]).toEqual([0, 2]);
    expect(other.occupied("other")).toBeCloseTo(1 + 0.5, 9);
  });

  it("two steps in one place keep one bed: it is not given up and asked for again", () => {
    const seen = trace(
      6,
      "arrivals: { people: { gaps: 1 day, pathway: p } }\nplaces: { ward: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: t } ] }, { step: t, at: ward, stay: 1 day } ] }",
    );
    // 1–3, 3–5, 5–: nobody slips in between the two steps.
    expect(seen.count("ward", Count.admitted)).toBe(3);
    expect(seen.count("ward", Count.left)).toBe(2);
    expect(seen.occupied("ward")).toBeCloseTo(5, 9);
  });

  it("who waits for a place goes in the order it takes them, then first come first served", () => {
    // One bed. Slow ones come at 1, 3, 5 …, urgent ones at 2, 4, 6 …; stays of 1.75 days: in at 1, 2.75 (urgent of 2), 4.5 (urgent of 4, before the slow of 3).
    const system = (takes: string) =>
      trace(
        6,
        `arrivals: { slow: { gaps: 1 day, pathway: slow }, urgent: { gaps: 30 hours, pathway: urgent } }\nplaces: { ward: { kind: beds, beds: 1${takes} } }\npathways: { slow: [ { step: s, at: ward, stay: 42 hours, next: [ { go: died } ] } ], urgent: [ { step: u, at: ward, stay: 42 hours } ] }`,
      );
    // Slow at 1, 2, 3, 4, 5; urgent at 1.25, 2.5, 3.75, 5. Beds at 1 (slow), 2.75, 4.5.
    const inTurn = system("");
    const urgentFirst = system(", takes: [ urgent.u, slow.s ]");
    // In turn: slow of 1, urgent of 1.25, slow of 2: by 6 the first two have left, one dead, one home.
    expect(inTurn.spells.slice(1, 3)).toEqual([1, 1]);
    expect(inTurn.count("ward", Count.waitDays)).toBeCloseTo(0 + 1.5 + 2.5, 9);
    // Urgent first: slow of 1, urgent of 1.25, urgent of 2.5.
    expect(urgentFirst.count("ward", Count.waitDays)).toBeCloseTo(0 + 1.5 + 2, 9);
  });

  it("beds open and close by date: nobody is moved out, nobody comes in above the number, those waiting come in when beds open", () => {
    // Come at 1, 2, 3 …, stays of 10 days. Two beds to day 4, then one, then three from day 8.
    const text = `careshift: 1
name: Trace
run: { start: 2001-01-01, length: 9 days, warm-up: none, replications: 1, seed: trace }
arrivals: { people: { gaps: 1 day, pathway: p } }
places: { ward: { kind: beds, beds: 2, cost: { per-open-day: £10, per-occupied-day: £1 }, payer: nhs-acute } }
pathways: { p: [ { step: s, at: ward, stay: 10 days } ] }`;
    const changed = `careshift: 1
extends: trace.yaml
name: Dated
changes: [ { from: 2001-01-05, set: places.ward.beds, to: 1 }, { from: 2001-01-09, set: places.ward.beds, to: 3 } ]`;
    const read = readFrom(inMemory({ "trace.yaml": text, "redesign.yaml": changed }), "redesign.yaml");
    const { plan, legend } = compile(read.epochs);
    const tally = simulate(plan, 0);
    expect(audit(plan, legend, tally).filter((line) => !line.ok)).toEqual([]);
    expect([...tally.censusOccupied]).toEqual([0, 1, 2, 2, 2, 2, 2, 2, 3]);
    expect(tally.openDays[0]).toBeCloseTo(4 * 2 + 4 * 1 + 1 * 3, 9);
    // Occupied: one from 1, two from 2, three from 8.
    expect(tally.occupiedDays[0]).toBeCloseTo(8 + 7 + 1, 9);
    expect(tally.cost[0]).toBeCloseTo(15 * 10 + 16, 9);
  });
});
