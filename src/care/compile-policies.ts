import { mean, variance } from "../engine/laws.js";
import { nameWords } from "../engine/random.js";
import type { CaseFinding, Scenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { type Classes, valueFor } from "./classes.js";
import { countsOf } from "./compile-people.js";
import type { StepNames } from "./compile-steps.js";
import type { StreamNames } from "./compile-streams.js";
import type { OpeningPlan, PolicyPlan } from "./plan.js";

/** Flattens the policies of case finding. */
export function compilePolicies(
  scenarios: Scenario[],
  classes: Classes,
  streams: StreamNames,
  steps: StepNames,
): PolicyPlan[] {
  const first = scenarios[0] as Scenario;
  return first.policies.map((policy, i) => ({
    place: first.places.findIndex((place) => place.name === policy.at),
    every: policy.every,
    fromAge: policy.fromAge,
    leavesAfter: policy.leavesAfter ?? Number.POSITIVE_INFINITY,
    times: Float64Array.from(scenarios.flatMap((s) => timesBy(s.policies[i] as CaseFinding, streams))),
    stayTimes: Float64Array.from(scenarios.flatMap((s) => timesBy(s.policies[i] as CaseFinding, steps))),
    predicted: predictedByClass(first, policy, classes),
    seesAdmissions: policy.sees.includes("admissions-last-year"),
    cStatistic: policy.cStatistic ?? 0,
    need: streams.get(policy.predicts) as number,
    frailtyShape: frailtyShape(first, policy),
    code: nameWords(`case finding ${policy.name}`)[0],
  }));
}

/** The policy's multiplier of each need, or of the stay at each step. */
function timesBy(policy: CaseFinding, names: Map<string, number>): number[] {
  const times = [...names.keys()].map(() => 1);
  for (const effect of policy.effects) {
    const at = names.get(effect.on);
    if (at !== undefined) times[at] = (times[at] as number) * effect.times;
  }
  return times;
}

/**
 * Expected number a year of the predicted need, by class, averaged over what the risk tool can't see with the weight
 * of the people there are at the start.
 */
function predictedByClass(scenario: Scenario, policy: CaseFinding, { people, plan }: Classes): Float64Array {
  const need = scenario.needs.find((n) => n.name === policy.predicts);
  const population = scenario.population;
  if (need === undefined || population === undefined)
    throw new RangeError(`${policy.name} has no need or people to predict`);
  const counts = countsOf(population);
  const rate = people.map(
    (who) => need.times.reduce((r, times) => r * valueFor(times, who), valueFor(need.rate, who)) * DAYS_PER_YEAR,
  );
  const weight = people.map((who, c) => {
    const ageClass = Math.floor(c / (plan.count / plan.ageClasses));
    const segment = who.segment === undefined ? 1 : segmentShare(scenario, who.segment, who);
    const locality = population.localities.find((l) => l.name === who.locality)?.share ?? 1;
    return peopleOf(counts, plan.ageClassOf, ageClass, who.sex === "male") * segment * locality;
  });
  const seen = people.map((who) =>
    policy.sees.map((what) => (what === "admissions-last-year" ? "" : String(who[what]))).join(" "),
  );
  const sums = new Map<string, { number: number; people: number }>();
  seen.forEach((key, c) => {
    const sum = sums.get(key) ?? { number: 0, people: 0 };
    sum.number += (rate[c] as number) * (weight[c] as number);
    sum.people += weight[c] as number;
    sums.set(key, sum);
  });
  return Float64Array.from(seen, (key, c) => {
    const sum = sums.get(key) as { number: number; people: number };
    return sum.people > 0 ? sum.number / sum.people : (rate[c] as number);
  });
}

function segmentShare(scenario: Scenario, segment: string, who: { age: number; sex: "female" | "male" }): number {
  const segments = scenario.population?.segments ?? [];
  const share = (i: number) => valueFor(segments[i]!.share, { ...who, segment: undefined, locality: undefined });
  const at = segments.findIndex((s) => s.name === segment);
  if (at > 0) return share(at);
  return 1 - segments.slice(1).reduce((sum, _, i) => sum + share(i + 1), 0);
}

function peopleOf(counts: Int32Array, ageClassOf: Uint8Array, ageClass: number, male: boolean): number {
  let people = 0;
  ageClassOf.forEach((of, age) => {
    if (of === ageClass) people += counts[age * 2 + Number(male)] as number;
  });
  return people;
}

/** 1 / cv² of frailty, where the need is spread by it; Infinity where nobody differs. */
function frailtyShape(scenario: Scenario, policy: CaseFinding): number {
  const need = scenario.needs.find((n) => n.name === policy.predicts);
  const frailty = scenario.population?.frailty;
  if (need?.frailty !== true || frailty === undefined) return Number.POSITIVE_INFINITY;
  const spread = variance(frailty);
  return spread === 0 ? Number.POSITIVE_INFINITY : (mean(frailty) * mean(frailty)) / spread;
}

/** Flattens the opening census. */
export function compileOpening(scenario: Scenario, steps: StepNames, streams: StreamNames): OpeningPlan[] {
  return scenario.opening.map((census) => ({
    step: steps.get(census.step) as number,
    stream: streams.get(census.from) as number,
    occupied: census.occupied,
    delayed: census.delayed,
    waiting: census.waiting,
    code: nameWords(`opening ${census.step} ${census.from}`)[0],
  }));
}
