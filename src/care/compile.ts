import type { Clock, Epoch, Place, Scenario, Step } from "../scenario/scenario.js";
import { type Classes, classesOf } from "./classes.js";
import { compilePeople } from "./compile-people.js";
import { compilePlaces } from "./compile-places.js";
import { compileOpening, compilePolicies } from "./compile-policies.js";
import { compileSteps, type StepNames, stepNames } from "./compile-steps.js";
import { compileStreams, streamNames } from "./compile-streams.js";
import { type Frame, frameOf } from "./frame.js";
import type { ClocksPlan, Legend, PlaceLegend, Plan } from "./plan.js";
import { placesInRings } from "./rings.js";
import { merged } from "./stretches.js";
import { ValueStore } from "./values.js";

const DAY = 86_400_000;

/** A Plan with the names that go with its integers. */
export interface Compiled {
  plan: Plan;
  legend: Legend;
}

/**
 * Flattens a scenario over time into a Plan.
 *
 * @param written the scenario, and what it changes into on each date; at least one
 * @param root the scenario at the root of its `extends`, whose highest rates frame the candidates of every redesign, so
 *   that the same candidates come in all of them; itself for a baseline
 */
export function compile(written: Epoch[], root: Epoch[] = written): Compiled {
  const epochs = merged(written);
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
    places: compilePlaces(scenarios, store, firstDay(first), horizon),
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
    policies: compilePolicies(scenarios, classes, streams, steps),
    opening: compileOpening(first, steps, streams),
    clocks: compileClocks(first, steps),
    exchanges: first.run.deadlocks === "exchange",
  };
  return { plan: { ...plan, ...store.arrays() }, legend: legendOf(first, classes) };
}

/** Midnight of day 0 in milliseconds since 1970, UTC: the run's start less the warm-up. */
function firstDay(scenario: Scenario): number {
  return Date.parse(`${scenario.run.start}T00:00:00Z`) - Math.ceil(scenario.run.warmUp) * DAY;
}

function compileClocks({ clocks }: Scenario, steps: StepNames): ClocksPlan {
  const bits = (of: (clock: Clock) => string[]) =>
    Uint8Array.from(steps.keys(), (step) =>
      clocks.reduce((all, clock, c) => (of(clock).includes(step) ? all | (1 << c) : all), 0),
    );
  return {
    count: clocks.length,
    starts: bits((clock) => clock.starts),
    stops: bits((clock) => clock.stops),
    limit: Float64Array.from(clocks, (clock) => clock.within),
  };
}

/** What is out of the ordinary about a place. */
function oddities(place: Place, places: Place[], steps: Step[], rings: Set<string>): PlaceLegend["has"] {
  return {
    waitTarget: place.waitTarget !== undefined,
    timetable: place.timetable.length > 0,
    escalation: place.escalation !== undefined,
    outliers: places.some((other) => other.overflow.includes(place.name)) && !place.shared,
    leaving: steps.some((step) => step.leaves !== undefined || step.next.some(({ delay }) => delay !== undefined)),
    levels: steps.some((step) => step.levelOfCare !== undefined),
    absent: steps.some((step) => step.didNotAttend !== undefined),
    cancelled: steps.some(({ full }) => full.rule === "go" && full.cancels === true),
    rings: rings.has(place.name),
  };
}

function legendOf(scenario: Scenario, classes: Classes): Legend {
  const label = (name: string) => scenario.labels[name] ?? name;
  const stepsOf = scenario.pathways.flatMap((pathway) => pathway.steps.map((step) => ({ pathway, step })));
  const rings = placesInRings(scenario);
  return {
    places: scenario.places.map((place) => ({
      name: place.name,
      label: label(place.name),
      kind: place.kind,
      payer: place.payer,
      setting: place.setting,
      takesVisits: place.takesVisits,
      wtePerOpen: place.wtePerOpen,
      contactHours: place.contactHours,
      has: oddities(
        place,
        scenario.places,
        stepsOf.flatMap(({ step }) => (step.at === place.name ? [step] : [])),
        rings,
      ),
    })),
    segments: scenario.population?.segments.map(({ name }) => name) ?? [],
    clocks: scenario.clocks.map(({ name }) => ({ name, label: label(name) })),
    steps: stepsOf.map(({ pathway, step }) => ({
      pathway: pathway.name,
      name: `${pathway.name}.${step.name}`,
      label: scenario.labels[`${pathway.name}.${step.name}`] ?? label(step.name),
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
    bands: classes.bandLabels,
    start: scenario.run.start,
  };
}
