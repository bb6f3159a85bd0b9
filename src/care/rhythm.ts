import { exp, log } from "../engine/real.js";
import type { Rhythm } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import type { Clock } from "./frame.js";

const WEEK_HOURS = 168;
const DAY = 86_400_000;

/** Growth compounded: what a yearly trend makes of a rate after so many days. */
export function trendFactor(trend: number, days: number): number {
  return exp((log(1 + trend) * days) / DAYS_PER_YEAR);
}

/** Month and trend, by day of the run; undefined where there is neither. The trend is 1 at the end of the warm-up. */
export function dayFactors(
  rhythm: Rhythm,
  trend: number,
  clock: Clock & { firstDay: number },
): Float64Array | undefined {
  if (rhythm.month === undefined && trend === 0) return undefined;
  return Float64Array.from({ length: Math.ceil(clock.horizon) + 1 }, (_, day) => {
    const month = new Date(clock.firstDay + day * DAY).getUTCMonth();
    return (rhythm.month?.[month] ?? 1) * (trend === 0 ? 1 : trendFactor(trend, day - clock.warmUp));
  });
}

/** Weekday and hour, by hour of the week from Monday midnight. */
export function weekFactors(rhythm: Rhythm): number[] {
  return Array.from({ length: WEEK_HOURS }, (_, hour) => {
    return (rhythm.weekday?.[Math.floor(hour / 24)] ?? 1) * (rhythm.hour?.[hour % 24] ?? 1);
  });
}
