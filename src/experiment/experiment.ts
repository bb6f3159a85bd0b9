import type { ReadScenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Case } from "./case.js";
import { compare, type Sample } from "./compare.js";
import { type Contest, contests } from "./contests.js";
import type { Findings, ScenarioFindings } from "./findings.js";
import { hashOf, modelsOf } from "./identity.js";
import { checkNamed, mainMeasures, type Named } from "./main-measures.js";
import { type Precision, PrecisionRule } from "./precision.js";
import { NothingFinished, replicate } from "./replicate.js";
import type { Runner } from "./runners/runner.js";
import { type WarmUpFindings, withWarmUp } from "./warm-up.js";

export { AuditBreach } from "./case.js";
export { NothingFinished } from "./replicate.js";

export interface ExperimentOptions {
  /** How many; with a `precision`, how many at most. */
  replications: number;
  /** Go on until this precision is reached. */
  precision?: Precision | undefined;
  version: string;
  /** The command that makes the findings again. */
  command: string;
  /** Measures on which the best option is looked for, beside those with a target. */
  best?: Named[] | undefined;
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/**
 * Runs every scenario for the same replications under common random numbers, and works out what they show.
 *
 * @param given as read; a redesign is compared with the scenario at the root of its `extends`, which must be among them
 * @throws {AuditBreach} when a replication fails the self-audit
 * @throws {NothingFinished} when stopped by the signal too early
 */
export async function runExperiment(
  given: ReadScenario[],
  runner: Runner,
  options: ExperimentOptions,
): Promise<Findings> {
  const started = performance.now();
  const { scenarios, warmUp } = await warmedUp(given, runner, options);
  const cases = scenarios.map((read) => new Case(read, rootOf(read, scenarios)));
  for (const c of cases) checkNamed(options.best ?? [], c.keys);
  const rule = options.precision && new PrecisionRule(cases, options.precision, options.replications);
  const finished = await replicate(cases, runner, {
    most: options.replications,
    enough: rule && ((n) => rule.enough(n)),
    onDone: (done) => options.onProgress?.(done, cases.length * (rule?.expected() ?? options.replications)),
    signal: options.signal,
  });
  if (finished.length === 0) throw new NothingFinished();
  const seconds = (performance.now() - started) / 1000;
  const samples = cases.map((c) => c.sample(finished));
  const found = cases.map((c, i) => settledOrNot(c.findings(finished, samples[i]!), warmUp));
  return {
    identity: {
      ...identityOf(scenarios, cases[0]!, finished.length, options),
      complete: finished.length === options.replications || rule?.findings().reached === true,
    },
    ...(warmUp && { warmUp }),
    ...(rule && { precision: rule.findings() }),
    scenarios: found,
    comparisons: scenarios.flatMap((read, i) => {
      const root = scenarios.indexOf(rootOf(read, scenarios));
      return root === i ? [] : compare(samples[i]!, samples[root]!);
    }),
    ...(scenarios.length > 1 && { contests: contestsOf(scenarios, samples, found, options.best ?? []) }),
    timings: {
      seconds,
      threads: runner.threads,
      eventsPerSecond: cases.reduce((sum, c) => sum + c.events, 0) / seconds,
    },
  };
}

/** With the warm-up that is found for them, where a scenario asks for that. */
async function warmedUp(
  given: ReadScenario[],
  runner: Runner,
  options: ExperimentOptions,
): Promise<{ scenarios: ReadScenario[]; warmUp?: WarmUpFindings }> {
  const isAsked = given.some((read) => read.epochs[0]!.scenario.run.findWarmUp);
  return isAsked ? withWarmUp(given, runner, options) : { scenarios: given };
}

/** A place for which no warm-up is long enough is no steady state either. */
function settledOrNot(found: ScenarioFindings, warmUp: WarmUpFindings | undefined): ScenarioFindings {
  const restless = (warmUp?.places ?? []).filter((p) => p.decides && !p.settled && p.scenario === found.name);
  if (restless.length === 0) return found;
  const labels = restless.map(({ place }) => found.places.find(({ name }) => name === place)?.label ?? place);
  const why = `No warm-up is long enough: within ${warmUp?.pilotDays} days ${labels.join(", ")} did not settle.`;
  return { ...found, steady: { ok: false, why: found.steady.ok ? why : `${found.steady.why} ${why}` } };
}

/** Pair by pair among all that share a root. */
function contestsOf(
  scenarios: ReadScenario[],
  samples: Sample[],
  found: ScenarioFindings[],
  named: Named[],
): Contest[] {
  const roots = scenarios.map((read) => scenarios.indexOf(rootOf(read, scenarios)));
  return [...new Set(roots)].flatMap((root) => {
    const own = scenarios.map((_, i) => i).filter((i) => roots[i] === root);
    const options = [root, ...own.filter((i) => i !== root)];
    const targets = options.flatMap((i) => scenarios[i]!.epochs[0]!.scenario.targets);
    return contests(
      options.map((i) => samples[i]!),
      mainMeasures(found[root]!, targets, named),
    );
  });
}

function rootOf(read: ReadScenario, among: ReadScenario[]): ReadScenario {
  return among.find((other) => other.file === read.root) ?? read;
}

function identityOf(
  scenarios: ReadScenario[],
  first: Case,
  replications: number,
  options: ExperimentOptions,
): Omit<Findings["identity"], "complete"> {
  const { run } = first.scenario;
  return {
    scenario: hashOf(scenarios.map((read) => [read.resolved, read.epochs[0]!.scenario.run])),
    models: modelsOf(scenarios),
    seed: run.seed,
    version: options.version,
    replications,
    warmUpDays: run.warmUp,
    years: run.length / DAYS_PER_YEAR,
    command: options.command,
  };
}
