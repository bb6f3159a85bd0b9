import type { MeasureKey } from "../care/measures.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Case } from "./case.js";
import { NothingFinished } from "./experiment.js";
import { hashOf } from "./identity.js";
import { type Estimate, estimate, isTold, moments } from "./intervals.js";
import { FIRST_STAGE, KimNelson } from "./kim-nelson.js";
import type { Runner, Task } from "./runners/runner.js";
import { measureText, UnknownMeasure } from "./targets.js";

/** What is asked for. */
export interface BestWanted {
  measure: string;
  place: string | null;
  larger: boolean;
  confidence: number;
  /** In the measure's unit; undefined: 1 % of the first option's mean over the first stage. */
  indifference: number | undefined;
  /** Replications of an option at most. */
  most: number;
}

export interface BestOptions {
  version: string;
  command: string;
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/** Which option is the best on one measure, and how sure that is. */
export interface BestFindings extends MeasureKey {
  identity: {
    scenario: string;
    seed: string;
    version: string;
    /** Of all options together. */
    replications: number;
    warmUpDays: number;
    years: number;
    command: string;
  };
  wanted: "largest" | "smallest";
  confidence: number;
  indifference: number;
  /** Name of the option that is picked; null where the most that was allowed did not decide it. */
  best: string | null;
  options: BestOption[];
}

export interface BestOption extends Estimate {
  scenario: string;
  file: string;
  /** Replications after which it was left out; null: it stayed in. */
  outAfter: number | null;
  /** Paired difference from the one that is ahead, over the replications that both have; null for that one itself. */
  behind: Estimate | null;
}

/** There is no 1 % of nothing: an indifference must be given. */
export class NoIndifference extends UnknownMeasure {}

/**
 * Picks the scenario with the smallest or largest mean of a measure, with stated confidence, running more replications
 * only of those that are still in the race. What is picked depends on results alone, never on threads.
 *
 * @throws {UnknownMeasure} where an option has no such measure
 * @throws {NothingFinished} when stopped by the signal
 */
export async function pickBest(
  scenarios: ReadScenario[],
  runner: Runner,
  wanted: BestWanted,
  options: BestOptions,
): Promise<BestFindings> {
  const cases = scenarios.map((read) => new Case(read, scenarios.find((other) => other.file === read.root) ?? read));
  const at = cases.map((c) => positionIn(c, wanted));
  const valueAt = (option: number, replication: number) => {
    const value = cases[option]!.value(replication, at[option]!);
    if (!isTold(value)) throw nobodyThere(wanted, cases[option]!);
    return value;
  };
  let race: KimNelson | undefined;
  let indifference = wanted.indifference;
  const look = () => {
    if (race === undefined) {
      if (!cases.every((c) => hasFirst(c))) return;
      indifference ??= 0.01 * Math.abs(moments(Array.from({ length: FIRST_STAGE }, (_, r) => valueAt(0, r))).mean);
      if (!(indifference > 0)) throw noIndifference(wanted, cases[0]!);
      race = new KimNelson(cases.length, { ...wanted, indifference });
    }
    const running = race;
    while (!running.isOver && running.n < wanted.most && running.survivors.every((i) => cases[i]!.has(running.n))) {
      const r = running.n;
      running.take((i) => valueAt(i, r));
    }
  };
  let done = 0;
  await runner.run(
    cases.map((c) => c.plan),
    tasksFor(cases.length, wanted.most, () => race),
    (task, tally) => {
      cases[task.scenario]!.take(task.replication, tally);
      look();
      done++;
      const left =
        race === undefined ? cases.length * FIRST_STAGE - done : race.isOver ? 0 : race.survivors.length * race.n;
      options.onProgress?.(done, done + Math.max(0, left));
    },
    options.signal,
  );
  if (race === undefined || options.signal?.aborted) throw new NothingFinished();
  return findingsOf(scenarios, cases, { ...wanted, indifference: indifference! }, race, valueAt, at, options);
}

/** Replication by replication, of those still in the race as far as is known. */
function* tasksFor(options: number, most: number, raceSoFar: () => KimNelson | undefined): Generator<Task> {
  for (let replication = 0; replication < most; replication++)
    for (let scenario = 0; scenario < options; scenario++) {
      const race = raceSoFar();
      if (race?.isOver) return;
      if (!race || race.survivors.includes(scenario)) yield { scenario, replication };
    }
}

function hasFirst(c: Case): boolean {
  return Array.from({ length: FIRST_STAGE }, (_, r) => c.has(r)).every(Boolean);
}

function positionIn(c: Case, { measure, place }: BestWanted): number {
  const at = c.keys.findIndex((key) => key.measure === measure && key.place === place && key.group === null);
  if (at !== -1) return at;
  const where = [
    ...new Set(c.keys.flatMap((key) => (key.measure === measure && key.place !== null ? [key.place] : []))),
  ];
  const hint = where.length > 0 ? `say --place ${where.join(" or ")}` : "`careshift schema measures` lists them all";
  throw new UnknownMeasure(
    `${c.file}: there is no measure \`${measure}\` of ${place === null ? "the whole system" : `\`${place}\``}; ${hint}`,
  );
}

function nobodyThere(wanted: BestWanted, c: Case): UnknownMeasure {
  return new UnknownMeasure(
    `${c.file}: ${measureText(wanted)} has no value in some replication, as there is nobody to measure; leave this option out, or choose by another measure`,
  );
}

function noIndifference({ measure }: BestWanted, c: Case): NoIndifference {
  return new NoIndifference(
    `${c.file}: \`${measure}\` is nought, so there is no 1 % of it that would not matter; say --indifference, in the measure's unit`,
  );
}

function findingsOf(
  scenarios: ReadScenario[],
  cases: Case[],
  wanted: BestWanted & { indifference: number },
  race: KimNelson,
  valueAt: (option: number, replication: number) => number,
  at: number[],
  { version, command }: BestOptions,
): BestFindings {
  const { run } = cases[0]!.scenario;
  const counted = cases.map((_, i) => race.out.get(i)?.after ?? race.n);
  const values = cases.map((_, i) => Array.from({ length: counted[i]! }, (_, r) => valueAt(i, r)));
  const sign = wanted.larger ? -1 : 1;
  const ahead = race.survivors.reduce((a, b) =>
    sign * (moments(values[b]!).mean - moments(values[a]!).mean) < 0 ? b : a,
  );
  return {
    ...cases[0]!.keys[at[0]!]!,
    identity: {
      scenario: hashOf(scenarios.map((read) => [read.resolved, read.epochs[0]!.scenario.run])),
      seed: run.seed,
      version,
      replications: counted.reduce((a, b) => a + b, 0),
      warmUpDays: run.warmUp,
      years: run.length / DAYS_PER_YEAR,
      command,
    },
    wanted: wanted.larger ? "largest" : "smallest",
    confidence: wanted.confidence,
    indifference: wanted.indifference,
    best: race.isOver ? cases[ahead]!.scenario.name : null,
    options: cases.map((c, i) => ({
      scenario: c.scenario.name,
      file: c.file,
      ...estimate(values[i]!),
      outAfter: race.out.get(i)?.after ?? null,
      behind: i === ahead ? null : estimate(values[i]!.map((value, r) => value - values[ahead]![r]!)),
    })),
  };
}
