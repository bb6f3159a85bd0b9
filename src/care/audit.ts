import { Fault } from "./codes.js";
import type { Legend, Plan } from "./plan.js";
import type { Tally } from "./tally.js";

/** Sums of the same days in another order may differ by rounding; this much of them, no more. */
const ROUNDING = 1e-6;

/** One check of one replication. */
export interface AuditLine {
  check: string;
  place: string | null;
  expected: number;
  got: number;
  ok: boolean;
}

/**
 * The self-audit of a replication: nobody is lost or counted twice, and what is integrated over time equals what is
 * summed person by person. Little's law in its exact, sample-path form: the integral of a place's census over the window
 * equals the sum of the stays in it, cut at the window's ends (Little & Graves, "Little's Law", 2008, §3).
 */
export function audit(plan: Plan, legend: Legend, tally: Tally): AuditLine[] {
  return [
    ...peopleBalance(plan, tally),
    spellsBalance(tally),
    ...legend.places.flatMap(({ name }, p) => placeChecks(plan, tally, p, name)),
    fault("nobody admitted to a full place", tally, Fault.full),
    fault("no place below nought", tally, Fault.negative),
    fault("nobody in two places", tally, Fault.twice),
    fault("nobody forgotten in a place", tally, Fault.lost),
    fault("census equals people found", tally, Fault.census),
  ];
}

function line(check: string, place: string | null, expected: number, got: number): AuditLine {
  const near = Math.abs(expected - got) <= ROUNDING * Math.max(1, Math.abs(expected));
  return { check, place, expected, got, ok: near };
}

function peopleBalance(plan: Plan, { population }: Tally): AuditLine[] {
  if (plan.people === null) return [];
  const [start = 0, born = 0, movedIn = 0, movedOut = 0, diedOutside = 0, diedInCare = 0, end = 0] = population;
  return [
    line(
      "people at the start and in = out and at the end",
      null,
      start + born + movedIn,
      movedOut + diedOutside + diedInCare + end,
    ),
  ];
}

function spellsBalance({ spells }: Tally): AuditLine {
  const [entered = 0, home = 0, died = 0, elsewhere = 0, refused = 0, inside = 0] = spells;
  return line("came into care = left and still inside", null, entered, home + died + elsewhere + refused + inside);
}

function placeChecks(plan: Plan, tally: Tally, p: number, name: string): AuditLine[] {
  const { bands } = plan.classes;
  const stays = tally.staysCut.subarray(p * bands, (p + 1) * bands).reduce((a, b) => a + b, 0);
  const time = tally.histogram
    .subarray(plan.places.histogramAt[p], plan.places.histogramAt[p + 1])
    .reduce((a, b) => a + b, 0);
  return [
    line("Little's law, occupied: census over time = stays", name, tally.occupiedDays[p] as number, stays),
    line(
      "Little's law, waiting: queue over time = waits",
      name,
      tally.waitingDays[p] as number,
      tally.waitsCut[p] as number,
    ),
    line("time at all numbers = time observed", name, tally.days, time),
  ];
}

function fault(check: string, tally: Tally, kind: number): AuditLine {
  return line(check, null, 0, tally.faults[kind] as number);
}
