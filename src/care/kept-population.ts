/**
 * Populations drawn last, so that a redesign need not draw its baseline's again: everyone in it is the same, and drawing
 * them is half of a short run. What was asked for is compared number by number; nothing else decides.
 */
import { least } from "../engine/extremes.js";
import type { Key } from "../engine/random.js";
import type { Plan } from "./plan.js";

/** What drawing a population gives, before anything happened to anyone. */
export interface Drawn {
  floats: Float32Array;
  members: Int32Array;
  groupAt: Int32Array;
  groupFrailty: Float64Array;
}

interface Kept extends Drawn {
  asked: ArrayLike<number>[];
}

/** A few replications of a run and of a first look at it, which are worked on in turn. */
const MOST = 4;
/** Larger ones are not kept: 3 MB for 150,000 people are easily spared, 1 GB for a nation's are not. */
const LARGEST = 500_000;

const kept: Kept[] = [];

/** The population that a plan asks for, drawn anew unless it is still here; its rows are the caller's own. */
export function populationOf(plan: Plan, key: Key, draw: () => Drawn): Drawn {
  const asked = askedBy(plan, key);
  const at = kept.findIndex((one) => one.asked.every((numbers, i) => same(numbers, asked[i] as ArrayLike<number>)));
  const found = at < 0 ? { ...draw(), asked } : (kept.splice(at, 1)[0] as Kept);
  const { floats, members, groupAt, groupFrailty } = found;
  if (members.length > LARGEST) return found;
  kept.unshift(found);
  kept.length = Math.min(kept.length, MOST);
  return { floats: floats.slice(), members, groupAt, groupFrailty };
}

/** All that drawing a population reads. */
function askedBy({ people, classes, lawTable, lawScale, tables }: Plan, key: Key): ArrayLike<number>[] {
  if (people === null) return [];
  const { start, movers, newborn, moversPerDay, birthsPerDay, cohorts, cohortYears, frailtyLaw } = people;
  const table = lawTable[frailtyLaw] as number;
  const ends = lawTable.filter((start) => start > table);
  const frailty = table < 0 ? [] : tables.slice(table, ends.length > 0 ? least(ends) : tables.length);
  return [
    [key[0], key[1], start, movers, newborn, moversPerDay, birthsPerDay, cohorts, cohortYears],
    [classes.segments, classes.localities, table < 0 ? 0 : 1, lawScale[frailtyLaw] as number],
    classes.ageClassOf,
    people.counts,
    people.localityCumulative,
    people.segmentCumulative,
    people.strata,
    frailty,
  ];
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
