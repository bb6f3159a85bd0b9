import { audit } from "../care/audit.js";
import { compile } from "../care/compile.js";
import { type MeasureKey, Measures } from "../care/measures.js";
import type { Tally } from "../care/tally.js";
import type { ReadScenario } from "../scenario/scenario.js";
import type { Sample } from "./compare.js";
import { AuditBreach, NothingFinished } from "./experiment.js";
import { observedOver, type Period } from "./periods.js";
import type { Runner, Task } from "./runners/runner.js";
import { type RunSettings, withRun } from "./settings.js";
import { isOf, type MeasureOf } from "./targets.js";

/** How trials are run; all scenarios of one `Trials` share it, and so their random numbers. */
export interface TrialOptions extends RunSettings {
  replications: number;
  /** Replications done, and those that are foreseen; the second may grow as more is asked. */
  onProgress?: ((done: number, of: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** A search was stopped half way: there is no answer yet. */
export class Stopped extends NothingFinished {
  override message = "stopped before the answer was found: nothing was written, and earlier results are as they were";
}

/** Runs one scenario after another for the same replications, and keeps nothing but what was measured. */
export class Trials {
  private done = 0;
  private foreseen = 0;

  /** @param root the scenario in whose frame all are compiled, so that the same candidates come in all of them */
  constructor(
    readonly root: ReadScenario,
    private readonly runner: Runner,
    readonly options: TrialOptions,
  ) {}

  /** Announces so many trials more, for the time left. */
  foresee(trials: number): void {
    this.foreseen = this.done + trials * this.options.replications;
  }

  /** What is measured in a scenario, before anything is run. */
  keysOf(read: ReadScenario): MeasureKey[] {
    const { plan, legend } = this.compiled(read);
    return new Measures(plan, legend).keys;
  }

  /**
   * What was measured in each scenario, replication by replication; where periods are given, each over its own.
   * @throws {AuditBreach} when a replication fails the self-audit
   * @throws {Stopped} when stopped by the signal
   */
  async of(scenarios: readonly ReadScenario[], periods?: readonly Period[]): Promise<Sample[]> {
    if (scenarios.length === 0) return [];
    const { replications, signal } = this.options;
    const cases = scenarios.map((read, i) => this.caseOf(read, periods?.[i]));
    const tasks: Task[] = Array.from({ length: replications }, (_, replication) =>
      cases.map((_, scenario) => ({ scenario, replication })),
    ).flat();
    this.foreseen = Math.max(this.foreseen, this.done + tasks.length);
    await this.runner.run(
      cases.map((each) => each.plan),
      tasks,
      (task, tally) => {
        cases[task.scenario]!.take(task.replication, tally);
        this.done++;
        this.options.onProgress?.(this.done, this.foreseen);
      },
      signal,
    );
    if (signal?.aborted) throw new Stopped();
    return cases.map((each) => each.sample);
  }

  private caseOf(read: ReadScenario, period: Period | undefined) {
    const { plan, legend } = this.compiled(read, period);
    const measures = new Measures(plan, legend);
    const { name } = read.epochs[0]!.scenario;
    const sample: Sample = { name, keys: measures.keys, values: [] };
    const take = (replication: number, tally: Tally) => {
      const broken = audit(plan, legend, tally).filter((line) => !line.ok);
      if (broken.length > 0) throw new AuditBreach(name, replication, broken);
      sample.values[replication] = measures.of(tally);
    };
    return { plan, sample, take };
  }

  private compiled(read: ReadScenario, period?: Period) {
    const set = withRun([read, this.root], this.options);
    const [own, root] = period === undefined ? set : set.map((each) => observedOver(each, period));
    return compile(own!.epochs, root!.epochs);
  }
}

/** The values of one measure, by replication. @throws {RangeError} where the sample has no such measure */
export function valuesOf(sample: Sample, wanted: MeasureOf): number[] {
  const at = sample.keys.findIndex((key) => isOf(wanted, key));
  if (at === -1) throw new RangeError(`there is no measure ${wanted.measure} of ${wanted.place ?? "the whole system"}`);
  return sample.values.map((values) => values[at]!);
}
