import type { Law } from "../engine/laws.js";
import { nameWords } from "../engine/random.js";
import type { By, Pathway, Scenario, Step } from "../scenario/scenario.js";
import { Exit, Full } from "./codes.js";
import type { StepsPlan } from "./plan.js";
import type { ValueStore } from "./values.js";

const FULL = { wait: Full.wait, hold: Full.hold, go: Full.go };
const EXITS = new Map<string, number>([
  ["home", Exit.home],
  ["died", Exit.died],
  ["elsewhere", Exit.elsewhere],
  ["refused", Exit.refused],
]);

/** Numbers of the steps by `pathway.step`. */
export type StepNames = Map<string, number>;

export function stepNames(scenario: Scenario): StepNames {
  return new Map(stepsOf(scenario).map(({ full }, i) => [full, i]));
}

function stepsOf(scenario: Scenario): { pathway: Pathway; step: Step; full: string }[] {
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
  const lead = (to: string, pathway: Pathway) => destination(to, pathway.name, names);
  return {
    count: steps.length,
    place: Int32Array.from(steps, ({ step }) => placeNumber.get(step.at) as number),
    rank: Int32Array.from(steps, ({ step, full }) => rankOf(first, step, full)),
    ...purposeCodes(steps.map(({ full }) => full)),
    stayBase: Int32Array.from(stays, (at) => at.base),
    stayStride: Int32Array.from(stays, (at) => at.stride),
    full: Uint8Array.from(steps, ({ step }) => FULL[step.full.rule]),
    fullLimit: Float64Array.from(scenarios.flatMap((s) => stepsOf(s).map(({ step }) => limitOf(step)))),
    fullThen: Int32Array.from(steps, ({ step, pathway }) => lead(thenOf(step), pathway)),
    branchAt: Int32Array.from([0, ...branches.map((_, i) => branches.slice(0, i + 1).flat().length)]),
    branchTo: Int32Array.from(
      branches.flatMap((to, i) => to.map((go) => lead(go, (steps[i] as { pathway: Pathway }).pathway))),
    ),
    branchBase: Int32Array.from(chances, (at) => at.base),
    branchStride: Int32Array.from(chances, (at) => at.stride),
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

function rankOf(scenario: Scenario, step: Step, full: string): number {
  const takes = scenario.places.find((place) => place.name === step.at)?.takes ?? [];
  const rank = takes.findIndex((name) => name === full || name === step.name);
  return rank === -1 ? takes.length : rank;
}

/** A code for each draw made at each step, from its name, so that steps may be added without moving the others' draws. */
function purposeCodes(names: string[]): { stayCode: Int32Array; branchCode: Int32Array } {
  const taken = new Set<number>();
  const code = (name: string): number => {
    let word = nameWords(name)[0];
    for (let again = 1; taken.has(word); again++) word = nameWords(`${name} ${again}`)[0];
    taken.add(word);
    return word;
  };
  return {
    stayCode: Int32Array.from(names, (name) => code(`stay at ${name}`)),
    branchCode: Int32Array.from(names, (name) => code(`way from ${name}`)),
  };
}
