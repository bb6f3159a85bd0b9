import type { Plan } from "../../care/plan.js";
import type { Tally } from "../../care/tally.js";

/** One replication of one plan. */
export interface Task {
  /** Index of the plan. */
  scenario: number;
  replication: number;
}

/** Which implementation of the calendar replications run on. */
export type CalendarName = "default" | "simjs";

/** Where replications run: here, on threads, … What comes back does not depend on it. */
export interface Runner {
  readonly threads: number;
  /**
   * Runs tasks in any order and hands over each tally as it is ready. Tasks are drawn one by one as there is room for
   * them, so that what comes back may decide what is asked for next. Stops early, without error, when the signal is
   * aborted: what was handed over by then is kept.
   */
  run(
    plans: Plan[],
    tasks: Iterable<Task>,
    each: (task: Task, tally: Tally) => void,
    signal?: AbortSignal,
  ): Promise<void>;
}
