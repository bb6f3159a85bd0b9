import type { Caseloads } from "./caseloads.js";
import { Fault, More, Row, State, When } from "./codes.js";
import type { People } from "./people.js";
import type { Places } from "./places.js";
import type { Plan } from "./plan.js";
import type { Rows } from "./rows.js";
import type { Tally } from "./tally.js";

/** How late an end of treatment may be before the person counts as lost, days: rounding, no more. */
const LATE = 1e-6;

/**
 * Finds everyone in care and counts the faults: someone in two places, someone whose treatment should have ended long
 * ago and who was forgotten, a place whose people are not as many as its census says. Adds the person-days of the
 * population since the last roll call (`days`; 0 before counting starts).
 */
export function rollCall(
  plan: Plan,
  rows: Rows,
  places: Places,
  people: People | null,
  caseloads: Caseloads,
  now: number,
  tally: Tally,
  days: number,
): void {
  const found = new Int32Array(plan.places.count);
  const waiting = new Int32Array(plan.places.count);
  let persons = 0;
  for (let row = 0; row < rows.top; row++) {
    const r = row << Row.shift;
    const state = rows.whole[r + Row.state] as number;
    if (state === State.free) continue;
    if ((rows.whole[r + Row.place] as number) >= 0) add(found, rows.whole[r + Row.place] as number);
    const team = rows.more[(row << More.shift) + More.team] as number;
    if (team >= 0) add(found, team);
    if (state !== State.treated && state !== State.leaving) add(waiting, rows.whole[r + Row.queue] as number);
    else if ((rows.times[(row << When.shift) + When.due] as number) < now - LATE) add(tally.faults, Fault.lost);
    const person = rows.whole[r + Row.person] as number;
    if (person >= 0 && state !== State.listed) {
      persons++;
      if (people?.isInCare(person) !== true) add(tally.faults, Fault.twice);
    }
  }
  plan.policies.forEach((policy, i) => {
    found[policy.place] = (found[policy.place] as number) + caseloads.onList(i);
  });
  for (let p = 0; p < found.length; p++) {
    if (found[p] !== places.occupied.now[p] || waiting[p] !== places.waiting.now[p]) add(tally.faults, Fault.census);
  }
  if (people !== null) countPeople(plan, people, persons, now, tally, days);
}

/** As many people are marked as being in care as there are rows of them: so nobody has two. */
function countPeople(plan: Plan, people: People, persons: number, now: number, tally: Tally, days: number): void {
  const { ofClass, inCare } = people.census(now);
  if (inCare !== persons || inCare !== people.inCare) add(tally.faults, Fault.twice);
  let here = 0;
  for (let cls = 0; cls < ofClass.length; cls++) {
    const n = ofClass[cls] as number;
    here += n;
    const band = plan.classes.bandOfClass[cls] as number;
    tally.personDays[band] = (tally.personDays[band] as number) + n * days;
    const segment = people.segmentOfClass(cls);
    tally.segmentDays[segment] = (tally.segmentDays[segment] as number) + n * days;
  }
  if (here !== people.here) add(tally.faults, Fault.census);
}

function add(counts: Int32Array | Float64Array, i: number): void {
  counts[i] = (counts[i] as number) + 1;
}
