import { type Job, type Outcome, Redraws, type Setup } from "../redraw.js";

/** Where jobs with redrawn numbers run. What comes back does not depend on it. */
export interface RedrawRunner {
  readonly threads: number;
  /** Runs the jobs and hands over each outcome as it is ready; stops early, without error, when the signal is aborted. */
  run(setup: Setup, jobs: Job[], each: (job: number, outcome: Outcome) => void, signal?: AbortSignal): Promise<void>;
}

/** One job after another in this thread; between two of them other work may go on. */
export function redrawHere(): RedrawRunner {
  return {
    threads: 1,
    async run(setup, jobs, each, signal) {
      const redraws = new Redraws(setup);
      for (const [i, job] of jobs.entries()) {
        await new Promise((resolve) => setTimeout(resolve));
        if (signal?.aborted) return;
        each(i, redraws.run(job));
      }
    },
  };
}
