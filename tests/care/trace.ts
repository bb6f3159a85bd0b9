import { expect } from "vitest";
import { audit } from "../../src/care/audit.js";
import { Count } from "../../src/care/codes.js";
import { compile } from "../../src/care/compile.js";
import { Measures } from "../../src/care/measures.js";
import { simulate } from "../../src/care/simulate.js";
import { WAYS_OUT } from "../../src/care/tally.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";

/** Runs a scenario of fixed times from empty, without warm-up, and returns what each place saw. */
export function trace(days: number, body: string, run = "") {
  const text = `careshift: 1\nname: Trace\nrun: { start: 2001-01-01, length: ${days} days, warm-up: none, replications: 1, seed: trace${run} }\n${body}`;
  const read = readFrom(inMemory({ "trace.yaml": text }), "trace.yaml");
  const { plan, legend } = compile(read.epochs);
  const tally = simulate(plan, 0);
  expect(audit(plan, legend, tally).filter((line) => !line.ok)).toEqual([]);
  const count = (place: string, what: Count) =>
    tally.counts[(legend.places.findIndex((p) => p.name === place) << Count.shift) + what]!;
  const days_ = (of: Float64Array, place: string) => of[legend.places.findIndex((p) => p.name === place)]!;
  const measures = new Measures(plan, legend);
  const values = measures.of(tally);
  return {
    count,
    /** A measure of a place, or of the system or a group of it. */
    measure: (measure: string, place: string | null = null, group: string | null = null) => {
      const at = measures.keys.findIndex(
        (key) =>
          key.measure === measure &&
          key.place === place &&
          (key.group === null ? null : Object.values(key.group)[0]) === group,
      );
      expect(at, `${measure} of ${place ?? group}`).toBeGreaterThanOrEqual(0);
      return values[at]!;
    },
    openDays: (place: string) => days_(tally.openDays, place),
    escalationDays: (place: string) => days_(tally.escalationDays, place),
    outlierDays: (place: string) => days_(tally.outlierDays, place),
    leaving: (place: string) => days_(tally.leavingDays, place),
    visits: (place: string) => days_(tally.visits, place),
    occupied: (place: string) => days_(tally.occupiedDays, place),
    delayed: (place: string) => days_(tally.delayedDays, place),
    waiting: (place: string) => days_(tally.waitingDays, place),
    cost: (place: string) => days_(tally.cost, place),
    /** How many went from a place to another, or out of care. */
    moves: (from: string, to: string) => {
      const places = legend.places.map(({ name }) => name);
      const ends = [...places, ...WAYS_OUT];
      return tally.moves[places.indexOf(from) * ends.length + ends.indexOf(to)]!;
    },
    spells: [...tally.spells],
    midnights: (place: string) => {
      const p = legend.places.findIndex((each) => each.name === place);
      return Array.from({ length: days }, (_, day) => tally.censusOccupied[day * legend.places.length + p]!);
    },
  };
}
