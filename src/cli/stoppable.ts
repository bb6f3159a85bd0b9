import { onInterrupt } from "./errors.js";
import { progressBar } from "./progress.js";

/** Work with a bar on stderr, which Ctrl-C stops through a signal; where results go to a machine, or quiet is asked for, without the bar. */
export async function stoppable<T>(
  { quiet, json }: { quiet: boolean; json: boolean },
  work: (onProgress: (done: number, of: number) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const deaf = onInterrupt(() => stop.abort());
  const bar = progressBar(!quiet && !json);
  try {
    return await work(bar.at, stop.signal);
  } finally {
    bar.stop();
    deaf();
  }
}
