import type { Arrivals, Epoch, Need, Rhythm, Scenario } from "../scenario/scenario.js";
import { type ClassOfPeople, OLDEST, valueFor } from "./classes.js";
import { cohortsOf } from "./compile-people.js";
import { mostOfDates, trendFactor } from "./rhythm.js";

/**
 * The highest rates that candidates are drawn at, by name. A redesign is given its baseline's, so that the same
 * candidates come: what it raises above them gets a stream of candidates of its own.
 */
export interface Frame {
  needs: Map<string, Float64Array>;
  arrivals: Map<string, number>;
}

export function frameOf(epochs: Epoch[]): Frame {
  const scenarios = epochs.map((epoch) => epoch.scenario);
  const first = scenarios[0] as Scenario;
  const classes = classesForBounds(first);
  const clock = clockOf(first);
  return {
    needs: new Map(first.needs.map((_, i) => [(first.needs[i] as Need).name, needBound(scenarios, i, classes, clock)])),
    arrivals: new Map(
      first.arrivals.map((_, i) => [(first.arrivals[i] as Arrivals).name, arrivalsBound(scenarios, i, clock)]),
    ),
  };
}

/** How far rhythm and trend can lift a rate, and how long the run is. */
export interface Clock {
  horizon: number;
  warmUp: number;
}

export function clockOf(scenario: Scenario): Clock {
  return { horizon: scenario.run.warmUp + scenario.run.length, warmUp: scenario.run.warmUp };
}

/** Every single year of age, so that bounds do not depend on how a redesign cuts the ages. */
export function classesForBounds(scenario: Scenario): ClassOfPeople[] {
  const segments = scenario.population?.segments.map((s) => s.name) ?? [];
  const localities = scenario.population?.localities.map((l) => l.name) ?? [];
  const or = (names: string[]) => (names.length === 0 ? [undefined] : names);
  return Array.from({ length: OLDEST + 1 }, (_, age) => age).flatMap((age) =>
    (["female", "male"] as const).flatMap((sex) =>
      or(segments).flatMap((segment) => or(localities).map((locality) => ({ age, sex, segment, locality }))),
    ),
  );
}

/** The highest rate, for a person of frailty 1, that each cohort can reach in any epoch: per person per day. */
export function needBound(scenarios: Scenario[], i: number, people: ClassOfPeople[], clock: Clock): Float64Array {
  return highestRates(scenarios, i, people, clock, (need) => clockLift(need, clock));
}

/** The same without what rhythm and trend make of it. */
export function needMost(scenarios: Scenario[], i: number, people: ClassOfPeople[], clock: Clock): Float64Array {
  return highestRates(scenarios, i, people, clock, () => 1);
}

function highestRates(
  scenarios: Scenario[],
  i: number,
  people: ClassOfPeople[],
  clock: Clock,
  liftOf: (need: Need) => number,
): Float64Array {
  const highest = new Float64Array(OLDEST + 1);
  for (const scenario of scenarios) {
    const need = scenario.needs[i] as Need;
    const lift = liftOf(need) * policyLift(scenario, need.name);
    ratesByClass(need, people).forEach((rate, c) => {
      const age = (people[c] as ClassOfPeople).age;
      highest[age] = Math.max(highest[age] as number, rate * lift);
    });
  }
  return Float64Array.from(cohortsOf(clock.horizon), ([from, to]) => Math.max(...highest.subarray(from, to + 1)));
}

export function arrivalsBound(scenarios: Scenario[], i: number, clock: Clock): number {
  return Math.max(
    ...scenarios.map((s) => {
      const arrivals = s.arrivals[i] as Arrivals;
      return (arrivals.rate ?? 0) * clockLift(arrivals, clock);
    }),
  );
}

function clockLift({ rhythm, trend }: { rhythm: Rhythm; trend: number }, clock: Clock): number {
  const most = (list: number[] | undefined) => (list === undefined ? 1 : Math.max(...list));
  const growth =
    trend === 0 ? 1 : Math.max(trendFactor(trend, -clock.warmUp), trendFactor(trend, clock.horizon - clock.warmUp + 1));
  return most(rhythm.month) * most(rhythm.weekday) * most(rhythm.hour) * mostOfDates(rhythm) * growth;
}

function policyLift(scenario: Scenario, need: string): number {
  const effects = scenario.policies.flatMap((policy) => policy.effects.filter((effect) => effect.on === need));
  return effects.reduce((lift, effect) => lift * Math.max(1, effect.times), 1);
}

/** A need's rate with its multipliers, by class. */
export function ratesByClass(need: Need, people: ClassOfPeople[]): number[] {
  return people.map((who) => need.times.reduce((rate, times) => rate * valueFor(times, who), valueFor(need.rate, who)));
}
