/** A run in which every number that is not known is drawn: what is chance, and what is ignorance. */
import type { MeasureKey } from "../care/measures.js";
import { keyText } from "./compare.js";
import { type Decomposed, decompose } from "./decompose.js";
import { NothingFinished } from "./experiment.js";
import { isTold } from "./intervals.js";
import { latinHypercube } from "./latin.js";
import { type Job, type Outcome, Redraws, type Setup } from "./redraw.js";
import type { RedrawRunner } from "./runners/redraw-here.js";
import { drawn } from "./spread.js";
import { targetFindings } from "./targets.js";

/** What drawing the numbers that are not known found. */
export interface Ignorance {
  draws: number;
  /** Of each draw. */
  replications: number;
  numbers: number;
  notDrawn: string[];
  /** Draws moved towards what is written because no such scenario could be. */
  halved: number;
  scenarios: { name: string; measures: (MeasureKey & Decomposed)[]; targets: { target: string; met: number }[] }[];
  comparisons: (MeasureKey & Decomposed & { scenario: string; against: string })[];
}

export interface IgnoranceOptions {
  draws: number;
  /** Of each draw; at least two, or chance and ignorance can't be told apart. */
  replications: number;
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/**
 * Runs every scenario with every draw, nested: each draw meets other people, so that draws vary by both chance and ignorance
 * and an analysis of variance tells them apart; all scenarios meet the same people and the same draw of what they share, so
 * that differences are paired in both.
 * @throws {NothingFinished} when stopped by the signal
 */
export async function ignorance(setup: Setup, runner: RedrawRunner, options: IgnoranceOptions): Promise<Ignorance> {
  const redraws = new Redraws(setup);
  const outcomes = await runAll(setup, runner, jobsFor(redraws, options), options);
  const values = (scenario: number, measure: number) =>
    outcomes.map(({ measures }) => measures[scenario]!.map((of) => of[measure]!));
  const roots = redraws.written.map(({ root }) => setup.files.indexOf(root));
  return {
    draws: options.draws,
    replications: options.replications,
    numbers: redraws.numbers.length,
    notDrawn: redraws.notDrawn,
    halved: outcomes.filter(({ halvings }) => halvings > 0).length,
    scenarios: redraws.written.map(({ epochs }, s) => {
      const { name, targets } = epochs[0]!.scenario;
      const keys = redraws.keys[s]!;
      const all = outcomes.flatMap(({ measures }) => measures[s]!);
      return {
        name,
        measures: keys.flatMap((key, m) => {
          const own = values(s, m);
          return isWhole(own) ? { ...key, ...decompose(own) } : [];
        }),
        targets: targetFindings(targets, { name, keys, values: all }).each.map(({ target, met }) => ({ target, met })),
      };
    }),
    comparisons: redraws.written.flatMap((_, s) =>
      roots[s] === s || roots[s] === -1 ? [] : compared(redraws, s, roots[s]!, values),
    ),
  };
}

function jobsFor(redraws: Redraws, { draws, replications }: IgnoranceOptions): Job[] {
  const { seed } = redraws.written[0]!.epochs[0]!.scenario.run;
  const ids = redraws.numbers.map(({ id }) => id);
  const points = latinHypercube(seed, "run", ids, draws);
  return Array.from({ length: draws }, (_, d) => ({
    values: Float64Array.from(redraws.numbers, (number) => drawn(number, points.get(number.id)![d]!)),
    scenarios: redraws.written.map((_, s) => s),
    replications: Array.from({ length: replications }, (_, r) => d * replications + r),
  }));
}

async function runAll(
  setup: Setup,
  runner: RedrawRunner,
  jobs: Job[],
  { replications, onProgress, signal }: IgnoranceOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const each = setup.files.length * replications;
  let done = 0;
  await runner.run(
    setup,
    jobs,
    (i, outcome) => {
      outcomes[i] = outcome;
      done += each;
      onProgress?.(done, jobs.length * each);
    },
    signal,
  );
  if (signal?.aborted) throw new NothingFinished();
  return outcomes;
}

function compared(
  { keys, written }: Redraws,
  scenario: number,
  root: number,
  values: (scenario: number, measure: number) => number[][],
): Ignorance["comparisons"] {
  const position = new Map(keys[root]!.map((key, m) => [keyText(key), m]));
  const nameOf = (s: number) => written[s]!.epochs[0]!.scenario.name;
  return keys[scenario]!.flatMap((key, m) => {
    const other = position.get(keyText(key));
    if (other === undefined) return [];
    const theirs = values(root, other);
    const differences = values(scenario, m).map((each, d) => each.map((value, r) => value - theirs[d]![r]!));
    if (!isWhole(differences)) return [];
    return { ...key, scenario: nameOf(scenario), against: nameOf(root), ...decompose(differences) };
  });
}

/** Whether every replication of every draw had somebody to measure: the analysis of variance is a balanced one. */
function isWhole(values: readonly (readonly number[])[]): boolean {
  return values.every((each) => each.every(isTold));
}
