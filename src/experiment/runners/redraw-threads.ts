import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { Outcome } from "../redraw.js";
import type { RedrawRunner } from "./redraw-here.js";

/** Runs jobs on worker threads, as many as there are cores unless said; each reads, compiles and simulates for itself. */
export function redrawThreads(count: number = availableParallelism()): RedrawRunner {
  return {
    threads: count,
    async run(setup, jobs, each, signal) {
      const workers = Math.min(count, jobs.length);
      const pool = new Piscina({
        filename: new URL("./redraw-worker.js", import.meta.url).href,
        minThreads: workers,
        maxThreads: workers,
        workerData: setup,
      });
      const stop = () => void pool.destroy();
      signal?.addEventListener("abort", stop, { once: true });
      const remaining = jobs.entries();
      const lane = async () => {
        for (const [i, job] of remaining) {
          if (signal?.aborted) return;
          each(i, (await pool.run(job)) as Outcome);
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
