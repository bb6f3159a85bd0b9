import type { Scenario, Step } from "../scenario/scenario.js";

interface There {
  pathway: string;
  step: Step;
}
/** By full name. */
type Steps = Map<string, There>;

/**
 * Places whose people may block each other: somebody may hold a bed in one for want of a bed in another, from which, by one or more
 * such steps, somebody may wait for a bed of the first.
 */
export function placesInRings({ pathways, places }: Scenario): Set<string> {
  const steps: Steps = new Map(
    pathways.flatMap(({ name, steps }) => steps.map((step) => [`${name}.${step.name}`, { pathway: name, step }])),
  );
  const limited = new Set(places.flatMap(({ name, capacity }) => (capacity === undefined ? [] : [name])));
  const blockedBy = new Map(places.map(({ name }) => [name, new Set<string>()]));
  for (const { pathway, step } of steps.values())
    for (const awaited of heldFor(pathway, step, steps))
      if (limited.has(step.at) && limited.has(awaited)) blockedBy.get(step.at)?.add(awaited);
  return new Set(places.flatMap(({ name }) => (reaches(name, name, blockedBy) ? [name] : [])));
}

/** Places for which people at the end of a step may keep the bed they are in. */
function heldFor(pathway: string, from: Step, steps: Steps): string[] {
  const open = from.next.flatMap(({ go }) => find(go, pathway, steps));
  const seen = new Set<Step>();
  const awaited: string[] = [];
  for (let here = open.pop(); here; here = open.pop()) {
    if (seen.has(here.step)) continue;
    seen.add(here.step);
    const { full } = here.step;
    const then = full.rule === "go" ? full.to : full.then;
    if (full.rule === "hold" || then === "hold") awaited.push(here.step.at);
    const keepsBed = full.rule !== "wait" || full.room !== undefined; // who waits in no bed has left the one they were in
    if (then !== undefined && keepsBed) open.push(...find(then, here.pathway, steps));
  }
  return awaited;
}

/** None where it is an exit. */
function find(go: string, pathway: string, steps: Steps): There[] {
  const there = steps.get(`${pathway}.${go}`) ?? steps.get(go);
  return there === undefined ? [] : [there];
}

function reaches(from: string, to: string, ways: Map<string, Set<string>>): boolean {
  const open = [...(ways.get(from) ?? [])];
  const seen = new Set(open);
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (place === to) return true;
    for (const next of ways.get(place) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
}
