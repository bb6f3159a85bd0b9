import { nameWords } from "../engine/random.js";
import type { Arrivals, Need, Rhythm, Scenario } from "../scenario/scenario.js";
import { arrivingClasses } from "./arriving.js";
import { type Classes, type ClassOfPeople, OLDEST, valueFor } from "./classes.js";
import { Stream } from "./codes.js";
import { cohortsOf } from "./compile-people.js";
import type { StepNames } from "./compile-steps.js";
import { arrivalsBound, classesForBounds, clockOf, type Frame, needBound, needMost, ratesByClass } from "./frame.js";
import type { StreamsPlan } from "./plan.js";
import { dayFactors, weekFactors } from "./rhythm.js";
import type { ValueStore, Whereabouts } from "./values.js";

/** Numbers of needs and arrivals by name: needs first, each in the scenario's order. */
export type StreamNames = Map<string, number>;

export function streamNames(scenario: Scenario): StreamNames {
  return new Map([...scenario.needs, ...scenario.arrivals].map((stream, i) => [stream.name, i]));
}

interface Context {
  classes: Classes;
  store: ValueStore;
  frame: Frame;
  horizon: number;
  warmUp: number;
  firstDay: number;
  steps: StepNames;
  streams: StreamNames;
}

interface StreamDraft {
  kind: number;
  name: string;
  firstStep: number;
  emergency: boolean;
  rates: Whereabouts[];
  bound: number;
  gapLaw: number;
  rhythm: Rhythm;
  trend: number;
  cohortBound: Float64Array;
  cohortFloor: Float64Array;
  cohortMost: Float64Array;
  most: number;
  frailty: boolean;
  discharge: { times: number; fadingOver: number };
  need: number;
  arriving: { cumulative: number[]; classes: number[] };
}

/** Flattens needs, arrivals and the population's own births, deaths and moves. */
export function compileStreams(scenarios: Scenario[], context: Context): StreamsPlan {
  const first = scenarios[0] as Scenario;
  const drafts = [
    ...first.needs.map((_, i) => needDraft(scenarios, i, context)),
    ...first.arrivals.map((_, i) => arrivalsDraft(scenarios, i, context)),
  ];
  const all = [...drafts, ...drafts.flatMap((draft) => aboveFrame(draft, context)), ...vitalDrafts(scenarios, context)];
  for (const draft of drafts) keepToFrame(draft, context);
  return flatten(all, scenarios.length, context);
}

function needDraft(scenarios: Scenario[], i: number, context: Context): StreamDraft {
  const need = (scenarios[0] as Scenario).needs[i] as Need;
  const clock = clockOf(scenarios[0] as Scenario);
  return {
    ...blank(context),
    kind: Stream.need,
    name: `need ${need.name}`,
    firstStep: firstStep(scenarios[0] as Scenario, need.pathway, context),
    emergency: need.emergency,
    rates: scenarios.map((s) => context.store.byClass(ratesByClass(s.needs[i] as Need, context.classes.people))),
    rhythm: need.rhythm,
    trend: need.trend,
    cohortBound: needBound(scenarios, i, classesForBounds(scenarios[0] as Scenario), clock),
    cohortMost: needMost(scenarios, i, classesForBounds(scenarios[0] as Scenario), clock),
    frailty: need.frailty,
    discharge: need.afterDischarge ?? { times: 1, fadingOver: 0 },
    need: i,
  };
}

function arrivalsDraft(scenarios: Scenario[], i: number, context: Context): StreamDraft {
  const first = scenarios[0] as Scenario;
  const arrivals = first.arrivals[i] as Arrivals;
  return {
    ...blank(context),
    kind: arrivals.gaps ? Stream.gaps : Stream.poisson,
    name: `arrivals ${arrivals.name}`,
    firstStep: firstStep(first, arrivals.pathway, context),
    emergency: arrivals.emergency,
    rates: scenarios.map((s) => context.store.byClass([(s.arrivals[i] as Arrivals).rate ?? 0])),
    bound: arrivalsBound(scenarios, i, clockOf(first)),
    most: Math.max(...scenarios.map((s) => (s.arrivals[i] as Arrivals).rate ?? 0)),
    gapLaw: arrivals.gaps ? context.store.law(arrivals.gaps) : -1,
    rhythm: arrivals.rhythm,
    trend: arrivals.trend,
    need: first.needs.length + i,
    arriving: arrivingClasses(first, arrivals, context.classes),
  };
}

/** Births, deaths outside the pathways, and moves, in that order; none without a population. */
function vitalDrafts(scenarios: Scenario[], context: Context): StreamDraft[] {
  const people = (scenarios[0] as Scenario).population;
  if (people === undefined) return [];
  const draft = (kind: number, name: string, rates: Whereabouts, more: Partial<StreamDraft>): StreamDraft => ({
    ...blank(context),
    kind,
    name,
    rates: scenarios.map(() => rates),
    ...more,
  });
  const { births, deaths, movingIn, movingOut } = people.yearly;
  const cohorts = cohortsOf(context.horizon);
  const highest = (rate: (who: ClassOfPeople) => number) =>
    Float64Array.from(cohorts, (ages) => Math.max(0, ...classesOfAges(context.classes, ages).map(rate)));
  return [
    draft(Stream.births, "births", context.store.byClass([births * people.people]), { bound: births * people.people }),
    draft(Stream.deaths, "deaths", context.store.number(deaths), {
      cohortBound: highest((who) => valueFor(deaths, who)),
      cohortMost: highest((who) => valueFor(deaths, who)),
    }),
    draft(Stream.movingIn, "moving in", context.store.byClass([movingIn * people.people]), {
      bound: movingIn * people.people,
    }),
    draft(Stream.movingOut, "moving out", context.store.byClass([movingOut]), {
      cohortBound: highest(() => movingOut),
      cohortMost: highest(() => movingOut),
    }),
  ];
}

/** What a redesign asks above its baseline's highest rate: a second stream, up to the frame doubled as often as it takes. */
function aboveFrame(draft: StreamDraft, { frame }: Context): StreamDraft[] {
  const name = draft.name.slice(draft.name.indexOf(" ") + 1);
  const above = { ...draft, name: `${draft.name}, above` };
  if (draft.kind === Stream.need) {
    const below = frame.needs.get(name);
    if (below === undefined || below.every((b, c) => own(draft, c) <= b)) return [];
    const lift = doublings(Math.max(...below.map((b, c) => (b === 0 ? 1 : own(draft, c) / b))));
    return [{ ...above, cohortFloor: below, cohortBound: below.map((b, c) => (b === 0 ? own(draft, c) : b * lift)) }];
  }
  const below = frame.arrivals.get(name);
  if (draft.kind !== Stream.poisson || below === undefined || draft.bound <= below) return [];
  return [
    {
      ...above,
      cohortFloor: Float64Array.of(below),
      bound: below === 0 ? draft.bound : below * doublings(draft.bound / below),
    },
  ];
}

function own(draft: StreamDraft, cohort: number): number {
  return draft.cohortBound[cohort] as number;
}

function doublings(ratio: number): number {
  let lift = 1;
  while (lift < ratio) lift *= 2;
  return lift;
}

function keepToFrame(draft: StreamDraft, { frame }: Context): void {
  const name = draft.name.slice(draft.name.indexOf(" ") + 1);
  draft.cohortBound = frame.needs.get(name) ?? draft.cohortBound;
  draft.bound = frame.arrivals.get(name) ?? draft.bound;
}

function flatten(
  drafts: StreamDraft[],
  epochs: number,
  { horizon, warmUp, firstDay, classes, store }: Context,
): StreamsPlan {
  const days = drafts.map((draft) => dayFactors(draft.rhythm, draft.trend, { horizon, warmUp, firstDay }));
  const count = drafts.length;
  const unitExponential = store.law({ law: "exponential", mean: 1 });
  const perEpoch = (get: (at: Whereabouts) => number) =>
    Int32Array.from({ length: epochs * count }, (_, i) =>
      get((drafts[i % count] as StreamDraft).rates[Math.floor(i / count)] as Whereabouts),
    );
  const cohorts = cohortsOf(horizon).length;
  const floors = drafts.map((d) => (d.kind === Stream.need ? d.cohortFloor : new Float64Array(cohorts)));
  return {
    count,
    kind: Uint8Array.from(drafts, (d) => d.kind),
    code: Int32Array.from(drafts.flatMap((d) => [...nameWords(d.name)])),
    firstStep: Int32Array.from(drafts, (d) => d.firstStep),
    emergency: Uint8Array.from(drafts, (d) => Number(d.emergency)),
    rateBase: perEpoch((at) => at.base),
    rateStride: perEpoch((at) => at.stride),
    bound: Float64Array.from(drafts, (d) => d.bound),
    floor: Float64Array.from(drafts, (d) => (d.kind === Stream.poisson ? (d.cohortFloor[0] ?? 0) : 0)),
    gapLaw: Int32Array.from(drafts, (d) => (d.gapLaw >= 0 ? d.gapLaw : unitExponential)),
    dayAt: Int32Array.from(days, (_, i) => startOf(days, i)),
    dayFactors: Float64Array.from(days.flatMap((f) => [...(f ?? [])])),
    weekFactors: Float64Array.from(drafts.flatMap((d) => weekFactors(d.rhythm))),
    hasWeek: Uint8Array.from(drafts, (d) => Number(d.rhythm.weekday !== undefined || d.rhythm.hour !== undefined)),
    cohortBound: Float64Array.from(drafts.flatMap((d) => [...padded(d.cohortBound, cohorts)])),
    cohortFloor: Float64Array.from(floors.flatMap((f) => [...padded(f, cohorts)])),
    cohortMost: Float64Array.from(drafts.flatMap((d) => [...padded(d.cohortMost, cohorts)])),
    most: Float64Array.from(drafts, (d) => d.most),
    usesFrailty: Uint8Array.from(drafts, (d) => Number(d.frailty)),
    dischargeTimes: Float64Array.from(drafts, (d) => d.discharge.times),
    dischargeFading: Float64Array.from(drafts, (d) => d.discharge.fadingOver),
    need: Int32Array.from(drafts, (d) => d.need),
    classAt: Int32Array.from([
      0,
      ...drafts.map((_, i) => drafts.slice(0, i + 1).flatMap((d) => d.arriving.classes).length),
    ]),
    classCumulative: Float64Array.from(drafts.flatMap((d) => d.arriving.cumulative)),
    classOf: Int32Array.from(drafts.flatMap((d) => d.arriving.classes.map((c) => c % classes.plan.count))),
  };
}

function padded(numbers: Float64Array, length: number): Float64Array {
  const full = new Float64Array(length);
  full.set(numbers.subarray(0, length));
  return full;
}

function startOf(days: (Float64Array | undefined)[], i: number): number {
  if (days[i] === undefined) return -1;
  return days.slice(0, i).reduce((total, f) => total + (f?.length ?? 0), 0);
}

function blank({ horizon }: Context): StreamDraft {
  const cohorts = cohortsOf(horizon).length;
  return {
    kind: 0,
    name: "",
    firstStep: -1,
    emergency: false,
    rates: [],
    bound: 0,
    gapLaw: -1,
    rhythm: {},
    trend: 0,
    cohortBound: new Float64Array(cohorts),
    cohortFloor: new Float64Array(cohorts),
    cohortMost: new Float64Array(cohorts),
    most: 0,
    frailty: false,
    discharge: { times: 1, fadingOver: 0 },
    need: -1,
    arriving: { cumulative: [], classes: [] },
  };
}

function firstStep(scenario: Scenario, pathway: string, { steps }: Context): number {
  const name = scenario.pathways.find((p) => p.name === pathway)?.steps[0]?.name;
  return steps.get(`${pathway}.${name}`) as number;
}

function classesOfAges(classes: Classes, [from, to]: [number, number]): ClassOfPeople[] {
  const reached = new Set(
    Array.from({ length: to - from + 1 }, (_, i) => classes.plan.ageClassOf[Math.min(OLDEST, from + i)]),
  );
  const perAge = classes.people.length / classes.plan.ageClasses;
  return classes.people.filter((_, c) => reached.has(Math.floor(c / perAge)));
}
