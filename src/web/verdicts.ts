/** How a prediction stands to what came, once the run is done: nothing is judged before, so that no verdict changes in front of a class. */
import type { Answer } from "./session-answers.js";

/** Said of a prediction of which option is best where the paired difference from the best holds nought. */
export const AS_GOOD = "≈ as good as the best, as far as this run can tell";

/** Said of a direction whose interval holds nought. */
export const ABOUT_THE_SAME = "about the same, as far as this run can tell";

/**
 * A prediction beside its outcome, in a few words.
 * @param said as it was answered: the name of an option, a direction, or a number as typed
 */
export function verdictOn(answer: Answer, said: string): string {
  if (answer.kind === "choose") {
    if (answer.alike.length > 0 && (said === answer.best || answer.alike.includes(said))) return AS_GOOD;
    return asPredicted(said === answer.best);
  }
  if (answer.kind === "direction") {
    if (answer.is === "about the same" && said !== answer.is) return `≈ ${ABOUT_THE_SAME}`;
    return asPredicted(said === answer.is);
  }
  const { low, high, mean, isDifference } = answer.figure;
  const guess = Number(said);
  if (guess >= low && guess <= high) return "✓ within the interval";
  if (isDifference)
    return `✗ it ${moved(mean)}${sameWay(guess, mean) ? ` by ${Math.abs(guess) < Math.abs(mean) ? "more" : "less"}` : ""}`;
  return guess > mean ? "✗ too high" : "✗ too low";
}

/** A fall of fifteen is lower than one of eight, and more of a fall: people say which way, and by how much. */
function moved(mean: number): string {
  if (mean === 0) return "did not change";
  return mean < 0 ? "fell" : "rose";
}

function sameWay(guess: number, mean: number): boolean {
  return guess * mean > 0;
}

function asPredicted(is: boolean): string {
  return is ? "✓ as predicted" : "✗ otherwise";
}

/** How far a run has come. */
export interface Progress {
  done: number;
  /** Replications that the session asks for. */
  of: number;
}

/** Whether a run is done to the last replication. */
export function isWhole({ done, of }: Progress): boolean {
  return done >= of;
}

/** `so far, 2 of 10`: what stands in place of a verdict until the last replication is done. */
export function soFar({ done, of }: Progress): string {
  return `so far, ${done} of ${of}`;
}
