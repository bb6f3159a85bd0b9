import type { Population, Scenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { type Classes, OLDEST, valueFor } from "./classes.js";
import type { PeoplePlan } from "./plan.js";
import type { ValueStore } from "./values.js";

/** Years of age that a cohort of birth spans: narrow enough that rates within one are alike. */
export const COHORT_YEARS = 5;
/** Half the people, then the next 30 %, 15 %, 4 %, and the 1 % at highest risk. */
const STRATA = [0.5, 0.8, 0.95, 0.99, 1];

/** Ages [from, to] that each cohort passes through in a run. Cohort 0 is born during it; cohort k was 5(k−1) to 5k−1 on day 0. */
export function cohortsOf(horizon: number): [number, number][] {
  const years = Math.ceil(horizon / DAYS_PER_YEAR) + 1;
  const cohorts: [number, number][] = [[0, Math.min(OLDEST, years)]];
  for (let age = 0; age <= OLDEST; age += COHORT_YEARS) {
    cohorts.push([age, Math.min(OLDEST, age + COHORT_YEARS - 1 + years)]);
  }
  return cohorts;
}

/** Flattens the population; null where there is none. */
export function compilePeople(
  scenario: Scenario,
  classes: Classes,
  store: ValueStore,
  horizon: number,
): PeoplePlan | null {
  const population = scenario.population;
  if (population === undefined) return null;
  const moversPerDay = population.yearly.movingIn * population.people;
  const birthsPerDay = population.yearly.births * population.people;
  return {
    start: population.people,
    movers: enough(moversPerDay * horizon),
    newborn: enough(birthsPerDay * horizon),
    moversPerDay,
    birthsPerDay,
    counts: countsOf(population),
    localityCumulative: cumulative(
      population.localities.length === 0 ? [1] : population.localities.map((l) => l.share),
    ),
    segmentCumulative: segmentShares(population, classes),
    moves: movesOf(population),
    wishes: wishesOf(scenario, population),
    frailtyLaw: store.law(population.frailty),
    strata: Float64Array.from(STRATA),
    cohortYears: COHORT_YEARS,
    cohorts: cohortsOf(horizon).length,
  };
}

/** Rows for those to come: the expected number and ten standard deviations more, so that they never run out. */
function enough(expected: number): number {
  return expected === 0 ? 0 : Math.ceil(expected + 10 * Math.sqrt(expected) + 10);
}

/** Whole people by single year of age and sex, in the table's proportions, adding up to the population (largest remainders). */
export function countsOf({ ages, people }: Population): Int32Array {
  const weights = new Float64Array((OLDEST + 1) * 2);
  for (const row of ages) {
    const at = Math.min(row.age, OLDEST) * 2 + Number(row.sex === "male");
    weights[at] = (weights[at] as number) + row.people;
  }
  const total = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (w / total) * people);
  const counts = Int32Array.from(exact, Math.floor);
  const short = people - counts.reduce((a, b) => a + b, 0);
  const byRemainder = [...exact.keys()].sort((a, b) => rest(exact, b) - rest(exact, a) || a - b);
  for (const at of byRemainder.slice(0, short)) counts[at] = (counts[at] as number) + 1;
  return counts;
}

function rest(exact: Float64Array, at: number): number {
  const x = exact[at] as number;
  return x - Math.floor(x);
}

function cumulative(shares: number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(shares, (share, i) => {
    sum += share;
    return i === shares.length - 1 ? 1 : sum;
  });
}

/** Whoever is in a segment stays there with the chance that moving leaves. */
function movesOf({ segments, yearly: { movesBetweenSegments: moves } }: Population): Float64Array | null {
  if (moves.length === 0) return null;
  const names = segments.map(({ name }) => name);
  return Float64Array.from(
    names.flatMap((from) => {
      const chances = names.map((to) => moves.find((move) => move.from === from && move.to === to)?.chance ?? 0);
      const stays = 1 - chances.reduce((a, b) => a + b, 0);
      return [...cumulative(chances.map((chance, to) => (names[to] === from ? stays : chance)))];
    }),
  );
}

function wishesOf({ places }: Scenario, { wishes }: Population): PeoplePlan["wishes"] {
  if (wishes.length === 0) return null;
  const number = (setting: string | undefined) => wishes.findIndex((wish) => wish.setting === setting);
  return {
    cumulative: cumulative(wishes.map(({ share }) => share)),
    ofPlace: Int32Array.from(places, ({ setting }) => number(setting)),
    home: number("home"),
  };
}

/** The first segment takes what the others leave. */
function segmentShares(population: Population, { people, plan }: Classes): Float64Array {
  const perAgeAndSex = plan.segments * plan.localities;
  const all: number[] = [];
  for (let c = 0; c < people.length; c += perAgeAndSex) {
    const who = { ...people[c]!, segment: undefined, locality: undefined };
    const others = population.segments.slice(1).map((segment) => valueFor(segment.share, who));
    all.push(...cumulative([1 - others.reduce((a, b) => a + b, 0), ...others]));
    if (population.segments.length === 0) all[all.length - 1] = 1;
  }
  return Float64Array.from(all);
}
