import { NothingFinished } from "../experiment/replicate.js";
import { UnknownMeasure } from "../experiment/targets.js";
import { ScenarioFaults } from "../scenario/faults.js";

/** Exit codes: done; the answer is no; bad usage or input; something broke here; stopped by Ctrl-C. */
export const EXIT = { done: 0, no: 1, input: 2, broken: 3, stopped: 130 } as const;

/** Ctrl-C while nothing is being simulated: nothing is lost, and it says so. */
export function stopAtOnce(): never {
  console.error("Stopped: no replication was under way, and earlier results are as they were.");
  process.exit(EXIT.stopped);
}

/**
 * Ctrl-C does this until what is returned is called, and then `stopAtOnce` again. The new ear is there before the old one
 * goes: while nobody listens, a signal that came while files were read is lost.
 */
export function onInterrupt(stop: () => void): () => void {
  process.once("SIGINT", stop);
  process.removeListener("SIGINT", stopAtOnce);
  return () => {
    process.on("SIGINT", stopAtOnce);
    process.removeListener("SIGINT", stop);
  };
}

/** What the user typed can't be used; the message says what to type. */
export class UsageError extends Error {}

/** Prints what went wrong on stderr, a line for each fault, and returns the exit code. No stack trace unless asked. */
export function report(error: unknown, debug: boolean): number {
  if (debug && error instanceof Error) console.error(error.stack);
  if (error instanceof ScenarioFaults) {
    for (const fault of error.faults) console.error(`${fault.where}: ${fault.message}`);
    console.error(`${error.faults.length} fault${error.faults.length === 1 ? "" : "s"}: ${error.undone}`);
    return EXIT.input;
  }
  if (error instanceof NothingFinished) {
    console.error(error.message);
    return EXIT.stopped;
  }
  if (error instanceof UsageError || error instanceof UnknownMeasure) {
    console.error(error.message);
    return EXIT.input;
  }
  console.error(`something broke here: ${error instanceof Error ? error.message : String(error)}`);
  console.error("the same command with --debug shows where");
  return EXIT.broken;
}
