import type { Case } from "./case.js";
import type { Runner, Task } from "./runners/runner.js";

/** The run was stopped before a single replication of every scenario was done. */
export class NothingFinished extends Error {
  constructor() {
    super("stopped before one replication of every scenario was finished: nothing to report");
  }
}

export interface Replicating {
  /** Never more replications than this. */
  most: number;
  /**
   * Asked once for every replication that all scenarios have finished, in order: whether these are enough. What comes
   * after is not counted, even where a thread has run it already, so that the number depends on results alone. Left out:
   * all of them are run.
   */
  enough?: ((replications: number) => boolean) | undefined;
  /** Called after each single run. */
  onDone?: ((done: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Runs scenarios for the same replications, replication by replication, so that a run that is stopped has done the same
 * ones of every scenario.
 *
 * @returns the replications that all have finished and that count, rising
 */
export async function replicate(cases: Case[], runner: Runner, how: Replicating): Promise<number[]> {
  const isDone = (replication: number) => cases.every((c) => c.has(replication));
  let inOrder = 0;
  let stoppedAt = how.most;
  let done = 0;
  const look = () => {
    while (inOrder < stoppedAt && isDone(inOrder)) {
      inOrder++;
      if (how.enough?.(inOrder)) stoppedAt = inOrder;
    }
  };
  const tasks = tasksFor(cases.length, () => stoppedAt);
  await runner.run(
    cases.map((c) => c.plan),
    how.enough === undefined ? [...tasks] : tasks,
    (task, tally) => {
      cases[task.scenario]!.take(task.replication, tally);
      look();
      how.onDone?.(++done);
    },
    how.signal,
  );
  return range(stoppedAt).filter(isDone);
}

function* tasksFor(scenarios: number, end: () => number): Generator<Task> {
  for (let replication = 0; replication < end(); replication++)
    for (const scenario of range(scenarios)) if (replication < end()) yield { scenario, replication };
}

/** 0, 1, … n − 1. */
export function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
