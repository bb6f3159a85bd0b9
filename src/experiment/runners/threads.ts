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
      const workers = Array.isArray(tasks) ? Math.min(count, tasks.length) : count;
      const pool = new Piscina({
        filename: new URL("./worker.js", import.meta.url).href,
        minThreads: workers,
        maxThreads: workers,
        workerData: { plans, calendar },
      });
      const stop = () => void pool.destroy();
      signal?.addEventListener("abort", stop, { once: true });
      const list = tasks[Symbol.iterator]();
      const remaining: Iterable<Task> = { [Symbol.iterator]: () => list };
      // A lane for each worker, all drawing from one list: a slow replication holds up nobody else.
      const lane = async () => {
        for (const task of remaining) {
          if (signal?.aborted) return;
          each(task, (await pool.run(task)) as Tally);
        }
      };
      try {
        await Promise.all(Array.from({ length: workers }, lane));
      } catch (error) {
        // After an abort the pool rejects what it had not finished: that is not a fault.
        if (!signal?.aborted) throw error;
      } finally {
        signal?.removeEventListener("abort", stop);
        await pool.destroy();
      }
    },
  };
}
