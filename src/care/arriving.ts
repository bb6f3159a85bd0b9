import type { Arrivals, Scenario } from "../scenario/scenario.js";
import { type Classes, type ClassOfPeople, OLDEST } from "./classes.js";

/** Classes that those who arrive may be of: within a band of ages, as the ages of the population (or all alike) have it. */
export function arrivingClasses(
  scenario: Scenario,
  arrivals: Arrivals,
  classes: Classes,
): { cumulative: number[]; classes: number[] } {
  const sexes = arrivals.people.sex ?? { female: 0.5, male: 0.5 };
  const shares = new Float64Array(classes.people.length);
  for (const band of arrivals.people.age ?? [{ from: 0, to: 1, share: 1 }]) {
    const inBand = classes.people.flatMap((who, c) =>
      who.age >= band.from && who.age < band.to && isFirstOfItsKind(c, classes) ? [c] : [],
    );
    const weights = inBand.map(
      (c) => ageWeight(scenario, classes, c, band.to) * sexes[(classes.people[c] as ClassOfPeople).sex],
    );
    const total = weights.reduce((a, b) => a + b, 0);
    inBand.forEach((c, i) => {
      shares[c] = (shares[c] as number) + (band.share * (weights[i] as number)) / total;
    });
  }
  const used = [...shares.keys()].filter((c) => (shares[c] as number) > 0);
  let sum = 0;
  const cumulative = used.map((c, i) => {
    sum += shares[c] as number;
    return i === used.length - 1 ? 1 : sum;
  });
  return { cumulative, classes: used };
}

/** Those without a population have no segment or locality: they are counted with the first of each. */
function isFirstOfItsKind(c: number, { plan }: Classes): boolean {
  return c % (plan.segments * plan.localities) === 0;
}

function ageWeight(scenario: Scenario, classes: Classes, c: number, to: number): number {
  const from = (classes.people[c] as ClassOfPeople).age;
  const next = classes.people.find((who) => who.age > from)?.age ?? OLDEST;
  const end = Math.min(next, to);
  const ages = scenario.population?.ages;
  if (ages === undefined) return end - from;
  return ages.filter((row) => row.age >= from && row.age < end).reduce((total, row) => total + row.people, 0) || 1e-9;
}
