/** What would hold people up for ever: rings of steps in which no time passes, visits and staff that a place never has. */

import { type Law, mean } from "../engine/laws.js";
import { valueFor } from "./grid.js";
import * as words from "./messages.js";
import type { Epoch, Place, Step } from "./scenario.js";
import type { Written } from "./schema.js";
import type { Say } from "./values.js";
import { type Cell, cells, describeWho } from "./who.js";

type WrittenStep = NonNullable<Written["pathways"]>[string][number];

/** A step with its pathway and its place in it. */
interface Here {
  pathway: string;
  index: number;
  step: WrittenStep;
}

/** In days. */
const SECOND = 1 / 86400;

/**
 * Complains of ways that lead round in a ring without time passing, for some group of people: from one full place to another and
 * back, or through stays, waits and delays that can't but be nothing.
 */
export function checkRings({ pathways = {} }: Written, say: Say): void {
  const steps = Object.entries(pathways).flatMap(([pathway, list]) =>
    list.map((step, index): Here => ({ pathway, index, step })),
  );
  const suspects = steps.filter(({ step }) => isEverAtOnce(step));
  for (const who of cells(suspects.map(({ step }) => step.stay))) {
    const ring = suspects.find((start) => leadsBack(start, who, steps));
    if (ring === undefined) continue;
    say(words.ringWithoutTime(ring.step.step, describeWho(who)), ["pathways", ring.pathway, ring.index, "step"]);
    return;
  }
}

/** Whether anyone at all might move on from a step in no time. */
function isEverAtOnce({ stay, full }: WrittenStep): boolean {
  const laws = [...stay.rows.map(({ value }) => value), ...(stay.others ? [stay.others] : [])];
  return isDiverting(full) || laws.some(isNothing);
}

function leadsBack(start: Here, who: Cell, steps: Here[]): boolean {
  const open = timelessWays(start, who, steps);
  const seen = new Set<Here>();
  for (let here = open.pop(); here; here = open.pop()) {
    if (here === start) return true;
    if (seen.has(here)) continue;
    seen.add(here);
    open.push(...timelessWays(here, who, steps));
  }
  return false;
}

/** Steps that people of a group may move on to in no time: diverted at once, or after a wait or a stay of nothing. */
function timelessWays({ pathway, step }: Here, who: Cell, steps: Here[]): Here[] {
  const { full } = step;
  const diverted = isDiverting(full) ? [full?.rule === "go" ? full.to : full?.then] : [];
  const stay = valueFor(step.stay, who);
  const onward =
    stay !== undefined && isNothing(stay)
      ? (step.next ?? []).flatMap(({ go, delay }) => (delay === undefined || isNothing(delay) ? [go] : []))
      : [];
  return [...diverted, ...onward].flatMap((go) => {
    const named = (full: string) => steps.find((each) => `${each.pathway}.${each.step.step}` === full);
    return (go !== undefined && (named(`${pathway}.${go}`) ?? named(go))) || [];
  });
}

/** Whether those who find a place full may go elsewhere in no time. Who is sent back to a list waits there for a session. */
function isDiverting(full: WrittenStep["full"]): boolean {
  if (full === undefined) return false;
  if (full.rule === "go") return full.cancels !== true;
  if (full.rule === "wait" && full.room !== undefined) return true;
  return full.atMost !== undefined ? full.atMost < SECOND : full.patience !== undefined && isNothing(full.patience);
}

/** Less than a second on average, and so nearly always: `0 days`, `1e-9 days`, a `bernoulli` that never comes up. */
function isNothing(law: Law): boolean {
  return mean(law) < SECOND;
}

/**
 * Complains of steps that nobody could ever be taken in for or treated at, whatever the date: they begin with more visits a day than
 * their place ever has, or need a team of whom nobody is ever on shift. A place that has none at all is closed, and is not complained of.
 */
export function checkEverPossible(epochs: readonly Epoch[], say: Say): void {
  const first = epochs[0]?.scenario;
  const most = new Map<string, number>();
  for (const { scenario } of epochs)
    for (const place of scenario.places) most.set(place.name, Math.max(most.get(place.name) ?? 0, mostOf(place)));
  for (const pathway of first?.pathways ?? [])
    for (const [i, step] of pathway.steps.entries())
      checkStep(step, most, (message, path = []) => say(message, ["pathways", pathway.name, i, ...path]));
}

function checkStep({ name, at, visits, staff }: Step, most: Map<string, number>, say: Say): void {
  const has = most.get(at) ?? 0;
  if (visits && has > 0 && visits.from > has)
    say(words.visitsNeverThere(name, visits.from, at, has), ["visits", "from"]);
  if (staff && most.get(staff.team) === 0) say(words.staffNeverThere(name, staff.team), ["staff", "team"]);
}

/** The most that is ever open, the timetable's rows included. */
function mostOf({ capacity, timetable }: Place): number {
  return Math.max(capacity ?? Number.POSITIVE_INFINITY, ...timetable.map((row) => row.capacity));
}
