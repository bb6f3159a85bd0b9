import { drawQuantile } from "../engine/quantiles.js";
import { type Key, keyFor, threefry, toUniform } from "../engine/random.js";
import type { Demand } from "./demand.js";
import type { People } from "./people.js";
import type { OpeningPlan, Plan } from "./plan.js";
import type { Stays } from "./stays.js";

const POINTS = 4096;
/** Candidates tried for one place in the opening census before it is said that nobody fits. */
const PATIENCE = 100_000;

/**
 * Fills the opening census: who is already in a place, ready to leave it, or waiting for it on day one. What is left
 * of a stay found in progress is a uniform share of a stay drawn with a chance in proportion to its length (Cox,
 * "Renewal Theory", 1962, §5): long stays are likelier to be met.
 *
 * @throws {RangeError} when no one of the population fits
 */
export function openingCensus(
  plan: Plan,
  replicationKey: Key,
  demand: Demand,
  stays: Stays,
  people: People | null,
): void {
  const waiting: (() => void)[] = [];
  for (const census of plan.opening) {
    const key = keyFor(replicationKey, census.code);
    const arrive = newcomer(plan, census, key, demand, stays, people);
    const residual = residualOf(plan, census.step);
    for (let i = 0; i < census.occupied - census.delayed; i++) {
      const { row, cls } = arrive(i);
      const { left, length } = residual(cls, keyFor(key, `residual ${i}`));
      stays.dayOne.openIn(row, census.step, left, length);
    }
    for (let i = 0; i < census.delayed; i++)
      stays.dayOne.openReady(arrive(census.occupied - census.delayed + i).row, census.step);
    waiting.push(() => {
      for (let i = 0; i < census.waiting; i++) stays.ask(arrive(census.occupied + i).row, census.step);
    });
  }
  // Those who wait ask only once everyone is in the bed they are in.
  for (const ask of waiting) ask();
}

type Newcomer = (i: number) => { row: number; cls: number };

function newcomer(
  plan: Plan,
  census: OpeningPlan,
  key: Key,
  demand: Demand,
  stays: Stays,
  people: People | null,
): Newcomer {
  let tried = 0;
  return (i) => {
    const spell = keyFor(key, i);
    const need = plan.streams.need[census.stream] as number;
    const from = plan.streams.classAt[census.stream] as number;
    if (people === null || (plan.streams.classAt[census.stream + 1] as number) > from) {
      const cls = plan.streams.classOf[from] ?? 0;
      return { row: stays.spells.begin(-1, cls, need, spell[0], spell[1]), cls };
    }
    for (const until = tried + PATIENCE; tried < until; ) {
      const found = demand.openingCandidate(census.stream, keyFor(key, tried++));
      if (found === null) continue;
      people.enterCare(found.person);
      return { row: stays.spells.begin(found.person, found.cls, need, spell[0], spell[1]), cls: found.cls };
    }
    throw new RangeError("the opening census asks for more people than fit the need they come by");
  };
}

/** A function that draws a stay at a step for someone of a class who is found in it, and what is left of it, in days. */
function residualOf(plan: Plan, step: number): (cls: number, key: Key) => { left: number; length: number } {
  const tables = new Map<number, Float64Array>();
  const words = new Int32Array(2);
  return (cls, key) => {
    const law = plan.laws[
      (plan.steps.stayBase[step] as number) + (plan.steps.stayStride[step] as number) * cls
    ] as number;
    if (!tables.has(law)) tables.set(law, lengthBiased(plan, law));
    const cumulative = tables.get(law) as Float64Array;
    threefry(words, key[0], key[1], 0, 0);
    const point = cumulative.findIndex((share) => share >= toUniform(words[0] as number, words[1] as number));
    threefry(words, key[0], key[1], 1, 0);
    const length = quantileAt(plan, law, (point + 0.5) / POINTS);
    return { left: length * toUniform(words[0] as number, words[1] as number), length };
  };
}

/** Cumulative share of all days that stays up to each of `POINTS` quantiles make up (the Lorenz curve of the law). */
function lengthBiased(plan: Plan, law: number): Float64Array {
  const cumulative = new Float64Array(POINTS);
  let sum = 0;
  for (let i = 0; i < POINTS; i++) {
    sum += quantileAt(plan, law, (i + 0.5) / POINTS);
    cumulative[i] = sum;
  }
  return cumulative.map((days) => (sum > 0 ? days / sum : 1));
}

function quantileAt(plan: Plan, law: number, u: number): number {
  const scale = plan.lawScale[law] as number;
  const table = plan.lawTable[law] as number;
  if (table < 0) return scale;
  const out = new Float64Array(1);
  drawQuantile(out, 0, plan.tables, table, (u * 4294967296) | 0, 0);
  return (out[0] as number) * scale;
}
