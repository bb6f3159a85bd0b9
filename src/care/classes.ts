import type { By, Scenario, Sex, Who } from "../scenario/scenario.js";
import type { ClassesPlan } from "./plan.js";

/** Ages from here on are one: the last row of any table by age is open. */
export const OLDEST = 120;
const SEXES: Sex[] = ["female", "male"];

/** What the people of one class have in common; `age` is the youngest age of the class. */
export interface ClassOfPeople {
  age: number;
  sex: Sex;
  segment: string | undefined;
  locality: string | undefined;
}

/** The classes of people that a scenario tells apart, and what they are like. */
export interface Classes {
  plan: ClassesPlan;
  people: ClassOfPeople[];
  bandLabels: { from: number; label: string }[];
}

/** Finds the classes: ages cut wherever any value, band or policy of any epoch cuts them. */
export function classesOf(scenarios: Scenario[]): Classes {
  const first = scenarios[0] as Scenario;
  const bands = first.population?.bands ?? [0];
  const cuts = [...new Set([0, ...bands, ...scenarios.flatMap(ageCuts)])]
    .filter((a) => a < OLDEST)
    .sort((a, b) => a - b);
  const segments = first.population?.segments.map((s) => s.name) ?? [];
  const localities = first.population?.localities.map((l) => l.name) ?? [];
  const people = cuts.flatMap((age) =>
    SEXES.flatMap((sex) =>
      orOne(segments).flatMap((segment) => orOne(localities).map((locality) => ({ age, sex, segment, locality }))),
    ),
  );
  return {
    plan: {
      count: people.length,
      ageClasses: cuts.length,
      segments: Math.max(1, segments.length),
      localities: Math.max(1, localities.length),
      ageClassOf: Uint8Array.from({ length: OLDEST + 1 }, (_, age) => lastAtMost(cuts, age)),
      bandOf: Uint8Array.from(cuts, (age) => lastAtMost(bands, age)),
      bands: bands.length,
      bandOfClass: Uint8Array.from(people, (who) => lastAtMost(bands, who.age)),
    },
    people,
    bandLabels: bands.map((from, i) => ({ from, label: bandLabel(from, bands[i + 1]) })),
  };
}

/** The value that holds for a class: that of the first row that fits, else `others`. */
export function valueFor<T>(value: By<T>, who: ClassOfPeople): T {
  return value.rows.find((row) => fits(row.who, who))?.value ?? value.others;
}

function fits(row: Who, who: ClassOfPeople): boolean {
  return (
    (row.age === undefined || (who.age >= row.age.from && who.age < row.age.to)) &&
    (row.sex === undefined || row.sex === who.sex) &&
    (row.segment === undefined || row.segment === who.segment) &&
    (row.locality === undefined || row.locality === who.locality)
  );
}

function ageCuts(scenario: Scenario): number[] {
  const values: By<unknown>[] = [
    ...scenario.needs.flatMap((need) => [need.rate, ...need.times]),
    ...scenario.pathways.flatMap((p) => p.steps.flatMap((s) => [s.stay, ...s.next.flatMap((b) => b.chance ?? [])])),
    ...(scenario.population
      ? [scenario.population.yearly.deaths, ...scenario.population.segments.map((s) => s.share)]
      : []),
  ];
  const ages = values.flatMap((value) =>
    value.rows.flatMap((row) => (row.who.age ? [row.who.age.from, row.who.age.to] : [])),
  );
  const arrivals = scenario.arrivals.flatMap((a) => a.people.age?.flatMap((band) => [band.from, band.to]) ?? []);
  return [...ages, ...arrivals, ...scenario.policies.map((p) => p.fromAge)];
}

function orOne(names: string[]): (string | undefined)[] {
  return names.length === 0 ? [undefined] : names;
}

function lastAtMost(rising: number[], value: number): number {
  let i = rising.length - 1;
  while (i > 0 && (rising[i] as number) > value) i--;
  return i;
}

function bandLabel(from: number, next: number | undefined): string {
  if (next === undefined) return from === 0 ? "all ages" : `${from}+`;
  return from === 0 ? `under ${next}` : `${from}-${next - 1}`;
}
