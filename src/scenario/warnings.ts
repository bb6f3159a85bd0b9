/** What there is to know of a scenario that does not stop a run. */
import { most } from "../engine/extremes.js";
import { dayNumber, daysLater } from "./dates.js";
import * as say from "./messages.js";
import type { ReadScenario, Scenario } from "./scenario.js";

/** All of it, a line each: what was seen as it was read, and what hangs on the run that it is set to now. */
export function warningsOf({ warnings, epochs }: ReadScenario): string[] {
  const { scenario } = epochs[0]!;
  const startsEmpty = scenario.run.warmUp === 0 && scenario.opening.length === 0;
  return [...(startsEmpty ? [say.noWarmUp()] : []), ...tableEnds(scenario), ...warnings];
}

/**
 * What is to be known of tables of arrivals that begin after the run does, or end before it: their first or last rate holds there.
 * A rate may hold as long as the longest between two dates of its table: a table by weeks need not name each day of the last.
 */
function tableEnds({ run, arrivals }: Scenario): string[] {
  const end = daysLater(run.start, Math.ceil(run.length));
  return arrivals.flatMap(({ name, rhythm }) => {
    const dates = (rhythm?.dates ?? []).map(({ date }) => date);
    const [first, last] = [dates[0], dates.at(-1)];
    if (first === undefined || last === undefined || dates.length < 2) return [];
    const gaps = dates.slice(1).map((date, i) => dayNumber(date) - dayNumber(dates[i]!));
    const isShort = dayNumber(end) - dayNumber(last) > most(gaps);
    return [
      ...(first > run.start ? [say.tableBegins(name, first, run.start)] : []),
      ...(isShort ? [say.tableEnds(name, last, daysLater(end, -1))] : []),
    ];
  });
}
