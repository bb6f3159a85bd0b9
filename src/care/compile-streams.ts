import { nameWords } from "../engine/random.js";
import { exp, log } from "../engine/real.js";
import type { Arrivals, Epoch, Need, Rhythm, Scenario } from "../scenario/scenario.js";
import { type Classes, type ClassOfPeople, OLDEST, valueFor } from "./classes.js";
import { Stream } from "./codes.js";
import { cohortsOf } from "./compile-people.js";
import type { StepNames } from "./compile-steps.js";
import type { StreamsPlan } from "./plan.js";
import type { ValueStore, Whereabouts } from "./values.js";

const YEAR = 365.25;
const WEEK_HOURS = 168;
const DAY = 86_400_000;

/** Numbers of needs and arrivals by name: needs first, each in the scenario's order. */
export type StreamNames = Map<string, number>;

export function streamNames(scenario: Scenario): StreamNames {
  return new Map([...scenario.needs, ...scenario.arrivals].map((stream, i) => [stream.name, i]));
}

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
    }),
    draft(Stream.movingIn, "moving in", context.store.byClass([movingIn * people.people]), {
      bound: movingIn * people.people,
    }),
    draft(Stream.movingOut, "moving out", context.store.byClass([movingOut]), {
      cohortBound: highest(() => movingOut),
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

function ratesByClass(need: Need, people: ClassOfPeople[]): number[] {
  return people.map((who) => need.times.reduce((rate, times) => rate * valueFor(times, who), valueFor(need.rate, who)));
}

// ---- bounds ----------------------------------------------------------------------------------------------------

/** How far rhythm and trend can lift a rate, and how long the run is. */
interface Clock {
  horizon: number;
  warmUp: number;
}

function clockOf(scenario: Scenario): Clock {
  return { horizon: scenario.run.warmUp + scenario.run.length, warmUp: scenario.run.warmUp };
}

/** Every single year of age, so that bounds do not depend on how a redesign cuts the ages. */
function classesForBounds(scenario: Scenario): ClassOfPeople[] {
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
function needBound(scenarios: Scenario[], i: number, people: ClassOfPeople[], clock: Clock): Float64Array {
  const highest = new Float64Array(OLDEST + 1);
  for (const scenario of scenarios) {
    const need = scenario.needs[i] as Need;
    const lift = clockLift(need, clock) * policyLift(scenario, need.name);
    ratesByClass(need, people).forEach((rate, c) => {
      const age = (people[c] as ClassOfPeople).age;
      highest[age] = Math.max(highest[age] as number, rate * lift);
    });
  }
  return Float64Array.from(cohortsOf(clock.horizon), ([from, to]) => Math.max(...highest.subarray(from, to + 1)));
}

function arrivalsBound(scenarios: Scenario[], i: number, clock: Clock): number {
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
  return most(rhythm.month) * most(rhythm.weekday) * most(rhythm.hour) * growth;
}

function policyLift(scenario: Scenario, need: string): number {
  const effects = scenario.policies.flatMap((policy) => policy.effects.filter((effect) => effect.on === need));
  return effects.reduce((lift, effect) => lift * Math.max(1, effect.times), 1);
}

function trendFactor(trend: number, days: number): number {
  return exp((log(1 + trend) * days) / YEAR);
}

// ---- rhythm ----------------------------------------------------------------------------------------------------

/** Month and trend, by day of the run; undefined where there is neither. The trend is 1 at the end of the warm-up. */
function dayFactors(rhythm: Rhythm, trend: number, clock: Clock & { firstDay: number }): Float64Array | undefined {
  if (rhythm.month === undefined && trend === 0) return undefined;
  return Float64Array.from({ length: Math.ceil(clock.horizon) + 1 }, (_, day) => {
    const month = new Date(clock.firstDay + day * DAY).getUTCMonth();
    return (rhythm.month?.[month] ?? 1) * (trend === 0 ? 1 : trendFactor(trend, day - clock.warmUp));
  });
}

function weekFactors(rhythm: Rhythm): number[] {
  return Array.from({ length: WEEK_HOURS }, (_, hour) => {
    return (rhythm.weekday?.[Math.floor(hour / 24)] ?? 1) * (rhythm.hour?.[hour % 24] ?? 1);
  });
}

// ---- who arrives -----------------------------------------------------------------------------------------------

/** Classes that those who arrive may be of: within a band of ages, as the ages of the population (or all alike) have it. */
function arrivingClasses(
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

function classesOfAges(classes: Classes, [from, to]: [number, number]): ClassOfPeople[] {
  const reached = new Set(
    Array.from({ length: to - from + 1 }, (_, i) => classes.plan.ageClassOf[Math.min(OLDEST, from + i)]),
  );
  const perAge = classes.people.length / classes.plan.ageClasses;
  return classes.people.filter((_, c) => reached.has(Math.floor(c / perAge)));
}
