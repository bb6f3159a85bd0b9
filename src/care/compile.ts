import type { Epoch, Scenario } from "../scenario/scenario.js";
import { type Classes, classesOf } from "./classes.js";
import { compilePeople } from "./compile-people.js";
import { compileOpening, compilePolicies } from "./compile-policies.js";
import { compileSteps, stepNames } from "./compile-steps.js";
import { compileStreams, streamNames } from "./compile-streams.js";
import { type Frame, frameOf } from "./frame.js";
import { type Legend, type PlacesPlan, type Plan, UNLIMITED } from "./plan.js";
import { ValueStore } from "./values.js";

/** Longest occupancy histogram of a place without limit; the last entry stands for "this many or more". */
const WATCHED = 4096;
const DAY = 86_400_000;

/** A Plan with the names that go with its integers. */
export interface Compiled {
  plan: Plan;
  legend: Legend;
}

/**
 * Flattens a scenario over time into a Plan.
 *
 * @param epochs the scenario, and what it changes into on each date; at least one
 * @param root the scenario at the root of its `extends`, whose highest rates frame the candidates of every redesign, so
 *   that the same candidates come in all of them; itself for a baseline
 */
export function compile(epochs: Epoch[], root: Epoch[] = epochs): Compiled {
  const scenarios = epochs.map((epoch) => epoch.scenario);
  const first = scenarios[0] as Scenario;
  const classes = classesOf(scenarios);
  const store = new ValueStore(classes.people);
  const horizon = first.run.warmUp + first.run.length;
  const steps = stepNames(first);
  const streams = streamNames(first);
  const frame: Frame = frameOf(root);
  const plan = {
    unitExponential: store.law({ law: "exponential", mean: 1 }),
    seed: first.run.seed,
    horizon,
    warmUp: first.run.warmUp,
    firstWeekday: (new Date(firstDay(first)).getUTCDay() + 6) % 7,
    epochs: Float64Array.from(epochs, (epoch) => epoch.from),
    classes: classes.plan,
    places: compilePlaces(scenarios),
    steps: compileSteps(scenarios, steps, store),
    streams: compileStreams(scenarios, {
      classes,
      store,
      frame,
      horizon,
      warmUp: first.run.warmUp,
      firstDay: firstDay(first),
      steps,
      streams,
    }),
    people: compilePeople(first, classes, store, horizon),
    policies: compilePolicies(scenarios, classes, streams),
    opening: compileOpening(first, steps, streams),
  };
  return { plan: { ...plan, ...store.arrays() }, legend: legendOf(first, classes) };
}

/** Midnight of day 0 in milliseconds since 1970, UTC: the run's start less the warm-up. */
function firstDay(scenario: Scenario): number {
  return Date.parse(`${scenario.run.start}T00:00:00Z`) - Math.ceil(scenario.run.warmUp) * DAY;
}

function compilePlaces(scenarios: Scenario[]): PlacesPlan {
  const places = (scenarios[0] as Scenario).places;
  const each = <T>(get: (place: Scenario["places"][number]) => T): T[] => scenarios.flatMap((s) => s.places.map(get));
  const capacity = Int32Array.from(each((place) => place.capacity ?? UNLIMITED));
  const lengths = places.map((_, p) => {
    const most = Math.max(...scenarios.map((_, e) => capacity[e * places.length + p] as number));
    return most === UNLIMITED ? WATCHED : most + 1;
  });
  return {
    count: places.length,
    capacity,
    histogramAt: Int32Array.from([0, ...lengths.map((_, p) => lengths.slice(0, p + 1).reduce((a, b) => a + b, 0))]),
    isCaseload: Uint8Array.from(places, (place) => Number(place.kind === "caseload")),
    costOccupiedDay: Float64Array.from(each((place) => place.cost.occupiedDay)),
    costOpenDay: Float64Array.from(each((place) => place.cost.openDay)),
    costStay: Float64Array.from(each((place) => place.cost.stay)),
    ranks: 1 + Math.max(0, ...places.map((place) => place.takes.length)),
  };
}

function legendOf(scenario: Scenario, classes: Classes): Legend {
  const label = (name: string) => scenario.labels[name] ?? name;
  const stepsOf = scenario.pathways.flatMap((pathway) => pathway.steps.map((step) => ({ pathway, step })));
  return {
    places: scenario.places.map(({ name, kind, payer }) => ({ name, label: label(name), kind, payer })),
    steps: stepsOf.map(({ pathway, step }) => ({
      pathway: pathway.name,
      name: `${pathway.name}.${step.name}`,
      label: label(step.name),
      place: step.at,
    })),
    streams: [
      ...scenario.needs.map((need) => ({
        name: need.name,
        label: label(need.name),
        isNeed: true,
        emergency: need.emergency,
      })),
      ...scenario.arrivals.map((a) => ({ name: a.name, label: label(a.name), isNeed: false, emergency: a.emergency })),
    ],
    branches: stepsOf.flatMap(({ pathway, step }) => {
      const branches = step.next.length === 0 ? [{ go: "home" }] : step.next;
      return branches.map(({ go }) => ({ step: `${pathway.name}.${step.name}`, go }));
    }),
    bands: classes.bandLabels,
    start: scenario.run.start,
  };
}
