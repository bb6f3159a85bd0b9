import { most } from "../engine/extremes.js";
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
  const { month, shocks, dates } = rhythm;
  if ([month, shocks, dates].every((part) => part === undefined) && trend === 0) return undefined;
  return Float64Array.from({ length: Math.ceil(clock.horizon) + 1 }, (_, day) => {
    const date = new Date(clock.firstDay + day * DAY);
    const grown = trend === 0 ? 1 : trendFactor(trend, day - clock.warmUp);
    const iso = date.toISOString().slice(0, 10);
    return (month?.[date.getUTCMonth()] ?? 1) * grown * shockOn(rhythm, iso) * timesOn(rhythm, iso);
  });
}

/** What surges and lulls make of a rate on a day. */
function shockOn({ shocks = [] }: Rhythm, iso: string): number {
  return shocks.reduce((times, shock) => (iso >= shock.from && iso < shock.to ? times * shock.times : times), 1);
}

/** The multiplier that a table has for a day: that of the last date up to it, or of the first. */
function timesOn({ dates }: Rhythm, iso: string): number {
  if (dates === undefined) return 1;
  return (dates.findLast(({ date }) => date <= iso) ?? dates[0])?.times ?? 1;
}

/** The most that surges and tables by date can make of a rate. */
export function mostOfDates({ shocks = [], dates }: Rhythm): number {
  const surge = shocks.reduce((most, { times }) => most * Math.max(1, times), 1);
  return surge * most((dates ?? [{ times: 1 }]).map(({ times }) => times));
}

/** Weekday and hour, by hour of the week from Monday midnight. */
export function weekFactors(rhythm: Rhythm): number[] {
  return Array.from({ length: WEEK_HOURS }, (_, hour) => {
    return (rhythm.weekday?.[Math.floor(hour / 24)] ?? 1) * (rhythm.hour?.[hour % 24] ?? 1);
  });
}
