import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { Tally } from "../../care/tally.js";
import type { CalendarName, Runner, Task } from "./runner.js";
import { type Asked, MISSING } from "./task.js";

/** A runner that keeps its threads between runs, until it is closed. */
export interface KeptRunner extends Runner {
  close(): Promise<void>;
}

/**
 * Runs replications on worker threads, as many as there are cores unless said. One thread is a worker too, so that this one can
 * listen: Ctrl-C stops a replication that is under way.
 */
export function threads(count: number = availableParallelism(), calendar: CalendarName = "default"): Runner {
  return {
    threads: count,
    async run(plans, tasks, each, signal) {
      const kept = keptThreads(Array.isArray(tasks) ? Math.min(count, tasks.length) : count, calendar);
      try {
        await kept.run(plans, tasks, each, signal);
      } finally {
        await kept.close();
      }
    },
  };
}

/** The same for searches, which run a few replications many times over: threads start once. */
export function keptThreads(count: number = availableParallelism(), calendar: CalendarName = "default"): KeptRunner {
  let pool: Piscina | undefined;
  let set = 0;
  const close = async () => {
    await pool?.destroy();
    pool = undefined;
  };
  return {
    threads: count,
    close,
    async run(plans, tasks, each, signal) {
      pool ??= poolOf(count, calendar);
      const own = { pool, set: ++set };
      const stop = () => void close();
      signal?.addEventListener("abort", stop, { once: true });
      const list = tasks[Symbol.iterator]();
      const remaining: Iterable<Task> = { [Symbol.iterator]: () => list };
      // A lane for each worker, all drawing from one list: a slow replication holds up nobody else.
      const lane = async () => {
        for (const task of remaining) {
          if (signal?.aborted) return;
          const asked: Asked = { ...task, set: own.set };
          const tally = await own.pool.run(asked);
          // A worker is given a plan the first time it has none; it keeps it for as long as the run lasts.
          each(task, (tally === MISSING ? await given(own.pool, plans, asked) : tally) as Tally);
        }
      };
      try {
        await Promise.all(Array.from({ length: count }, lane));
      } catch (error) {
        // After an abort the pool rejects what it had not finished: that is not a fault.
        if (!signal?.aborted) throw error;
      } finally {
        signal?.removeEventListener("abort", stop);
      }
    },
  };
}

function given(pool: Piscina, plans: Parameters<Runner["run"]>[0], asked: Asked): Promise<Tally> {
  return pool.run({ ...asked, plan: plans[asked.scenario]! });
}

function poolOf(count: number, calendar: CalendarName): Piscina {
  return new Piscina({
    filename: new URL("./worker.js", import.meta.url).href,
    minThreads: count,
    maxThreads: count,
    workerData: { calendar },
  });
}
