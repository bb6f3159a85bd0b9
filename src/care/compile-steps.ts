import type { Law } from "../engine/laws.js";
import { nameWords } from "../engine/random.js";
import type { By, Pathway, Scenario, Step } from "../scenario/scenario.js";
import { Exit, Full, Special } from "./codes.js";
import { type StepsPlan, UNLIMITED } from "./plan.js";
import type { ValueStore } from "./values.js";

const FULL = { wait: Full.wait, hold: Full.hold, go: Full.go };
const EXITS = new Map<string, number>([
  ["home", Exit.home],
  ["died", Exit.died],
  ["elsewhere", Exit.elsewhere],
  ["refused", Exit.refused],
  ["hold", Exit.hold],
]);

/** Numbers of the steps by `pathway.step`. */
export type StepNames = Map<string, number>;

export function stepNames(scenario: Scenario): StepNames {
  return new Map(stepsOf(scenario).map(({ full }, i) => [full, i]));
}

interface StepOf {
  pathway: Pathway;
  step: Step;
  full: string;
}

function stepsOf(scenario: Scenario): StepOf[] {
  return scenario.pathways.flatMap((pathway) =>
    pathway.steps.map((step) => ({ pathway, step, full: `${pathway.name}.${step.name}` })),
  );
}

/** Flattens the steps of all pathways; `names` gives their numbers. */
export function compileSteps(scenarios: Scenario[], names: StepNames, store: ValueStore): StepsPlan {
  const first = scenarios[0] as Scenario;
  const steps = stepsOf(first);
  const placeNumber = new Map(first.places.map((place, p) => [place.name, p]));
  const stays = scenarios.flatMap((s) => stepsOf(s).map(({ step }) => store.laws(step.stay as By<Law>)));
  const chances = scenarios.flatMap((s) => stepsOf(s).flatMap(({ step }) => cumulativeChances(step, store)));
  const branches = steps.map(({ step }) => (step.next.length === 0 ? ["home"] : step.next.map((b) => b.go)));
  const each = <T>(get: (step: Step) => T): T[] => scenarios.flatMap((s) => stepsOf(s).map(({ step }) => get(step)));
  const lead = (to: string, pathway: Pathway) => destination(to, pathway.name, names);
  return {
    count: steps.length,
    place: Int32Array.from(steps, ({ step }) => placeNumber.get(step.at) as number),
    rank: Int32Array.from(steps, ({ step, full }) => rankAt(first, step.at, step, full)),
    ...purposeCodes(
      steps.map(({ full }) => full),
      steps.flatMap(({ full }, i) => (branches[i] as string[]).map((go) => `${full} to ${go}`)),
    ),
    stayBase: Int32Array.from(stays, (at) => at.base),
    stayStride: Int32Array.from(stays, (at) => at.stride),
    full: Uint8Array.from(steps, ({ step }) => FULL[step.full.rule]),
    fullLimit: Float64Array.from(scenarios.flatMap((s) => stepsOf(s).map(({ step }) => limitOf(step)))),
    fullLaw: Int32Array.from(each(({ full }) => ("patience" in full && full.patience ? store.law(full.patience) : -1))),
    fullThen: Int32Array.from(steps, ({ step, pathway }) => lead(thenOf(step), pathway)),
    fullRoom: Int32Array.from(each(({ full }) => ("room" in full ? (full.room ?? UNLIMITED) : UNLIMITED))),
    cancels: Uint8Array.from(steps, ({ step: { full } }) => Number(full.rule === "go" && full.cancels === true)),
    special: Uint8Array.from(steps, ({ full }, i) => specialOf(scenarios, i, full)),
    ...needsOf(scenarios, steps, placeNumber, store),
    ...leavingOf(scenarios),
    absentChance: Float64Array.from(each(({ didNotAttend }) => didNotAttend?.chance ?? 0)),
    absentThen: Int32Array.from(steps, ({ step, pathway }) => lead(step.didNotAttend?.to ?? "home", pathway)),
    branchDelay: Int32Array.from(
      each(({ next }) => (next.length === 0 ? [-1] : next.map(({ delay }) => (delay ? store.law(delay) : -1)))).flat(),
    ),
    branchAt: Int32Array.from([0, ...branches.map((_, i) => branches.slice(0, i + 1).flat().length)]),
    branchTo: Int32Array.from(
      branches.flatMap((to, i) => to.map((go) => lead(go, (steps[i] as { pathway: Pathway }).pathway))),
    ),
    branchBase: Int32Array.from(chances, (at) => at.base),
    branchStride: Int32Array.from(chances, (at) => at.stride),
  };
}

/** What is out of the ordinary about a step, in any epoch. */
function specialOf(scenarios: Scenario[], i: number, full: string): number {
  const first = scenarios[0] as Scenario;
  const over = scenarios.map((s) => stepsOf(s)[i]?.step as Step);
  const some = (what: (step: Step) => boolean) => over.some(what);
  const isOnLists = first.policies.some((policy) => policy.effects.some(({ on }) => on === full));
  const isTimed = first.clocks.some(({ starts, stops }) => starts.includes(full) || stops.includes(full));
  let bits: number = Special.none;
  if (some(({ staff }) => staff !== undefined)) bits |= Special.staff;
  if (some(({ visits }) => visits !== undefined)) bits |= Special.visits;
  if (isOnLists || some((step) => step.longerPerDelayedDay > 0 || step.levelOfCare !== undefined))
    bits |= Special.length;
  if (some((step) => step.leaves !== undefined || step.next.some(({ delay }) => delay !== undefined)))
    bits |= Special.leaving;
  const place = first.places.find(({ name }) => name === over[0]?.at);
  if (bits === Special.none && place?.slots !== undefined) bits |= Special.brief;
  return isTimed ? bits | Special.clock : bits;
}

/** What a step needs beside its place, and what makes its treatment longer or shorter. */
function needsOf(scenarios: Scenario[], steps: StepOf[], places: Map<string, number>, store: ValueStore) {
  const first = scenarios[0] as Scenario;
  const each = <T>(get: (step: Step) => T): T[] => scenarios.flatMap((s) => stepsOf(s).map(({ step }) => get(step)));
  const team = (step: Step) => places.get(step.staff?.team ?? "") ?? -1;
  return {
    team: Int32Array.from(steps, ({ step }) => team(step)),
    teamRank: Int32Array.from(steps, ({ step, full }) => rankAt(first, step.staff?.team ?? "", step, full)),
    teamFor: Int32Array.from(each(({ staff }) => (staff?.for === undefined ? -1 : store.law(staff.for)))),
    visitsFrom: Int32Array.from(steps, ({ step }) => step.visits?.from ?? 0),
    visitsTo: Int32Array.from(steps, ({ step }) => step.visits?.to ?? 0),
    growth: Float64Array.from(each((step) => step.longerPerDelayedDay)),
    lowerChance: Float64Array.from(each(({ levelOfCare }) => levelOfCare?.lowerFor ?? 0)),
    lowerAfter: Float64Array.from(each(({ levelOfCare }) => levelOfCare?.after ?? 0)),
    lowerEvery: Float64Array.from(each(({ levelOfCare }) => levelOfCare?.every ?? Number.POSITIVE_INFINITY)),
    lowerBranch: lowerBranches(steps),
  };
}

/** The branch that a review sends people, by step. */
function lowerBranches(steps: StepOf[]): Int32Array {
  let from = 0;
  return Int32Array.from(steps, ({ step }) => {
    const at = from + step.next.findIndex(({ go }) => go === step.levelOfCare?.go);
    from += Math.max(1, step.next.length);
    return step.levelOfCare === undefined ? -1 : at;
  });
}

function leavingOf(scenarios: Scenario[]) {
  const each = <T>(get: (step: Step) => T): T[] => scenarios.flatMap((s) => stepsOf(s).map(({ step }) => get(step)));
  return {
    leavesChance: Float64Array.from(each(({ leaves }) => leaves?.chance ?? [1, 1, 1, 1, 1, 1, 1]).flat()),
    leavesFrom: Float64Array.from(each(({ leaves }) => leaves?.from ?? 0)),
    leavesTo: Float64Array.from(each(({ leaves }) => leaves?.to ?? 1)),
  };
}

/** Cumulative chances of a step's branches; the last is 1 whatever rounding did. */
function cumulativeChances(step: Step, store: ValueStore) {
  if (step.next.length === 0) return [store.byClass([1])];
  const sums = store.zeros();
  const totals = step.normalise ? store.sum(step.next.flatMap((b) => b.chance ?? [])) : undefined;
  return step.next.map((branch, i) => {
    if (i === step.next.length - 1 || branch.chance === undefined) return store.byClass([1]);
    store.each(branch.chance).forEach((chance, c) => {
      sums[c] = (sums[c] as number) + chance / (totals?.[c] ?? 1);
    });
    return store.byClass(sums);
  });
}

function destination(to: string, pathway: string, names: StepNames): number {
  const exit = EXITS.get(to);
  if (exit !== undefined) return exit;
  const step = names.get(`${pathway}.${to}`) ?? names.get(to);
  if (step === undefined) throw new RangeError(`no step or exit is called ${to}`);
  return step;
}

function limitOf(step: Step): number {
  return step.full.rule === "go" ? 0 : (step.full.atMost ?? Number.POSITIVE_INFINITY);
}

function thenOf(step: Step): string {
  return step.full.rule === "go" ? step.full.to : (step.full.then ?? "home");
}

function rankAt(scenario: Scenario, at: string, step: Step, full: string): number {
  const takes = scenario.places.find((place) => place.name === at)?.takes ?? [];
  const rank = takes.findIndex((name) => name === full || name === step.name);
  return rank === -1 ? takes.length : rank;
}

/** A code for each draw made at each step, from its name, so that steps may be added without moving the others' draws. */
function purposeCodes(steps: string[], branches: string[]) {
  const taken = new Set<number>();
  const code = (name: string): number => {
    let word = nameWords(name)[0];
    for (let again = 1; taken.has(word); again++) word = nameWords(`${name} ${again}`)[0];
    taken.add(word);
    return word;
  };
  const codes = (names: string[], what: string) => Int32Array.from(names, (name) => code(`${what} ${name}`));
  return {
    stayCode: codes(steps, "stay at"),
    branchCode: codes(steps, "way from"),
    patienceCode: codes(steps, "patience for"),
    teamCode: codes(steps, "time with the team at"),
    leavesCode: codes(steps, "day of leaving"),
    absentCode: codes(steps, "coming to"),
    delayCode: codes(branches, "delay from"),
  };
}
