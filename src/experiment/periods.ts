/** A scenario observed over a part of its run only. */
import { trendFactor } from "../care/rhythm.js";
import { dayNumber, daysLater } from "../scenario/dates.js";
import type { By, ReadScenario, Scenario } from "../scenario/scenario.js";

/** First and last day, as ISO dates. */
export interface Period {
  from: string;
  to: string;
}

/** The days that a scenario observes. */
export function observedPeriod(read: ReadScenario): Period {
  const { start, length } = read.epochs[0]!.scenario.run;
  return { from: start, to: daysLater(start, Math.ceil(length) - 1) };
}

/**
 * The scenario with only a period of its run observed: day 0 stays where it was and what comes before the period becomes
 * warm-up. Since a trend counts from the end of the warm-up, rates with a trend are first raised by what it has grown to by then.
 */
export function observedOver(read: ReadScenario, { from, to }: Period): ReadScenario {
  const { run } = read.epochs[0]!.scenario;
  const later = dayNumber(from) - dayNumber(run.start);
  const length = dayNumber(to) - dayNumber(from) + 1;
  if (later === 0 && length === run.length) return read;
  const changed = { ...run, start: from, warmUp: run.warmUp + later, length };
  const epochs = read.epochs
    .filter((epoch) => epoch.from < changed.warmUp + length)
    .map((epoch) => ({ ...epoch, scenario: { ...grown(epoch.scenario, later), run: changed } }));
  return { ...read, epochs };
}

function grown(scenario: Scenario, days: number): Scenario {
  const by = (trend: number) => (trend === 0 ? 1 : trendFactor(trend, days));
  return {
    ...scenario,
    needs: scenario.needs.map((need) => ({ ...need, rate: times(need.rate, by(need.trend)) })),
    arrivals: scenario.arrivals.map((stream) =>
      stream.rate === undefined ? stream : { ...stream, rate: stream.rate * by(stream.trend) },
    ),
  };
}

function times(of: By<number>, factor: number): By<number> {
  return { ...of, rows: of.rows.map((row) => ({ ...row, value: row.value * factor })), others: of.others * factor };
}
