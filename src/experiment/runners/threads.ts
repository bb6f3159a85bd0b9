import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { Tally } from "../../care/tally.js";
import { here } from "./here.js";
import type { CalendarName, Runner, Task } from "./runner.js";

/** Runs replications on worker threads, as many as there are cores unless said; one thread means this one. */
export function threads(count: number = availableParallelism(), calendar: CalendarName = "default"): Runner {
  if (count === 1) return here(calendar);
  return {
    threads: count,
    async run(plans, tasks, each, signal) {
      const pool = new Piscina({
        filename: new URL("./worker.js", import.meta.url).href,
        minThreads: Math.min(count, tasks.length),
        maxThreads: Math.min(count, tasks.length),
        workerData: { plans, calendar },
      });
      const stop = () => void pool.destroy();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        await Promise.all(tasks.map((task) => runOne(pool, task, each, signal)));
      } finally {
        signal?.removeEventListener("abort", stop);
        await pool.destroy();
      }
    },
  };
}

/** After an abort the pool rejects what it had not finished: that is not a fault. */
async function runOne(pool: Piscina, task: Task, each: (task: Task, tally: Tally) => void, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  try {
    each(task, (await pool.run(task)) as Tally);
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
