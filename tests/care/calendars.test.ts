import { beforeAll, describe, expect, it } from "vitest";
import { type Compiled, compile } from "../../src/care/compile.js";
import { simulate } from "../../src/care/simulate.js";
import type { Tally } from "../../src/care/tally.js";
import { type CalendarMaker, TournamentCalendar } from "../../src/engine/calendar.js";
import { simjsCalendar } from "../../src/engine/calendar-simjs.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";
import { compiled, smallTown } from "./town.js";

/** A chain that blocks: each place holds the one before it, limits run out, and whole days make many ties. */
const BLOCKED = `careshift: 1
name: Blocked chain of whole days
run: { start: 2001-01-01, length: 300 days, warm-up: 50 days, replications: 1, seed: calendars }
arrivals:
  patients: { rate: 4 per day, pathway: chain }
  booked: { gaps: 1 day, pathway: chain }
places:
  acute: { kind: beds, beds: 20 }
  community: { kind: beds, beds: 8, takes: [ chain.back, chain.community ] }
  home-care: { kind: package, packages: 6 }
pathways:
  chain:
    - step: acute
      at: acute
      stay: { poisson: { mean: 4 days } }
      full: { wait: 3 days, then: elsewhere }
      next: [ { go: community, chance: 40% }, { go: home } ]
    - step: community
      at: community
      stay: { discrete: { values: [2 days, 5 days], chances: [50%, 50%] } }
      full: { hold: 4 days, then: home }
      next: [ { go: care, chance: 50% }, { go: died, chance: 10% }, { go: home } ]
    - step: care
      at: home-care
      stay: { fixed: 6 days }
      full: hold
      next: [ { go: back, chance: 20% }, { go: home } ]
    - { step: back, at: community, stay: 1 day, full: wait }
`;

/** Every byte of a tally, by the names of its parts. */
function bytes(tally: Tally): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tally).map(([name, part]) => [
      name,
      ArrayBuffer.isView(part) ? Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("hex") : part,
    ]),
  );
}

const systems: [string, () => Compiled][] = [
  ["a blocked chain in whole days", () => compile(readFrom(inMemory({ "b.yaml": BLOCKED }), "b.yaml").epochs)],
  ["a small town", () => compiled(smallTown())],
];

describe.each(systems)("%s", (_, make) => {
  let simjs: CalendarMaker;
  let system: Compiled;
  beforeAll(async () => {
    simjs = await simjsCalendar();
    system = make();
  });

  it("is lived through to the same bytes on the calendar of simjs", () => {
    const ours = simulate(system.plan, 3, () => new TournamentCalendar(8));
    expect(bytes(simulate(system.plan, 3, simjs))).toEqual(bytes(ours));
    expect(ours.events).toBeGreaterThan(1000);
  });

  it("and to other bytes in another replication", () => {
    expect(bytes(simulate(system.plan, 4, simjs))).not.toEqual(bytes(simulate(system.plan, 3, simjs)));
  });
});

describe("the blocked chain", () => {
  it("holds beds, runs into limits and moves several people at once, or it would prove little", () => {
    const { plan } = compile(readFrom(inMemory({ "b.yaml": BLOCKED }), "b.yaml").epochs);
    const tally = simulate(plan, 3);
    expect(tally.delayedDays.slice(0, 2).every((days) => days > 100)).toBe(true);
    expect(tally.waitingDays.every((days) => days > 100)).toBe(true);
  });
});
