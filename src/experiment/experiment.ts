import type { ReadScenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Case } from "./case.js";
import { compare } from "./compare.js";
import type { Findings } from "./findings.js";
import { hashOf } from "./identity.js";
import { type Precision, PrecisionRule } from "./precision.js";
import { replicate } from "./replicate.js";
import type { Runner } from "./runners/runner.js";

export { AuditBreach } from "./case.js";

export interface ExperimentOptions {
  /** How many; with a `precision`, how many at most. */
  replications: number;
  /** Go on until this precision is reached. */
  precision?: Precision | undefined;
  version: string;
  /** The command that makes the findings again. */
  command: string;
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/** The run was stopped before a single replication of every scenario was done. */
export class NothingFinished extends Error {
  constructor() {
    super("stopped before one replication of every scenario was finished: nothing to report");
  }
}

/**
 * Runs every scenario for the same replications under common random numbers, and works out what they show.
 *
 * @param scenarios as read; a redesign is compared with the scenario at the root of its `extends`, which must be among them
 * @throws {AuditBreach} when a replication fails the self-audit
 * @throws {NothingFinished} when stopped by the signal too early
 */
export async function runExperiment(
  scenarios: ReadScenario[],
  runner: Runner,
  options: ExperimentOptions,
): Promise<Findings> {
  const started = performance.now();
  const cases = scenarios.map((read) => new Case(read, rootOf(read, scenarios)));
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
  return {
    identity: {
      ...identityOf(scenarios, cases[0]!, finished.length, options),
      complete: finished.length === options.replications || rule?.findings().reached === true,
    },
    ...(rule && { precision: rule.findings() }),
    scenarios: cases.map((c, i) => c.findings(finished, samples[i]!)),
    comparisons: scenarios.flatMap((read, i) => {
      const root = scenarios.indexOf(rootOf(read, scenarios));
      return root === i ? [] : compare(samples[i]!, samples[root]!);
    }),
    timings: {
      seconds,
      threads: runner.threads,
      eventsPerSecond: cases.reduce((sum, c) => sum + c.events, 0) / seconds,
    },
  };
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
    seed: run.seed,
    version: options.version,
    replications,
    warmUpDays: run.warmUp,
    years: run.length / DAYS_PER_YEAR,
    command: options.command,
  };
}
