import { Count, Full } from "../care/codes.js";
import { type Plan, UNLIMITED } from "../care/plan.js";
import type { Tally } from "../care/tally.js";

/**
 * What is asked of each place over what it has, in one replication: (those who came in + what the queue grew by) × mean
 * days in the place, over open days. From 1 on the queue grows without end; infinite where people wait and none comes in. NaN
 * where that can't be: the place has no limit, or whoever waits for it gives up.
 */
export function loadsOf(plan: Plan, tally: Tally): number[] {
  const { count } = plan.places;
  const last = tally.censusWaiting.length - count;
  return Array.from({ length: count }, (_, p) => {
    const admitted = tally.counts[(p << Count.shift) + Count.admitted]!;
    const open = tally.openDays[p]!;
    if (last < count || !isWaitedForWithoutEnd(plan, p)) return Number.NaN;
    if (admitted === 0) return tally.censusWaiting[last + p]! > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
    if (open === 0) return Number.NaN;
    const grown = tally.censusWaiting[last + p]! - tally.censusWaiting[p]!;
    return ((admitted + grown) * (tally.occupiedDays[p]! / admitted)) / open;
  });
}

function isWaitedForWithoutEnd({ places, steps, epochs }: Plan, place: number): boolean {
  if (places.isCaseload[place] === 1) return false;
  for (let epoch = 0; epoch < epochs.length; epoch++)
    if (places.capacity[epoch * places.count + place] === UNLIMITED) return false;
  for (let step = 0; step < steps.count; step++)
    if (
      steps.place[step] === place &&
      steps.full[step] !== Full.go &&
      steps.fullLimit[step] === Number.POSITIVE_INFINITY
    )
      return true;
  return false;
}
