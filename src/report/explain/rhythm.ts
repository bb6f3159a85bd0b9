/** What the clock makes of a rate, in words: month by month, day by day, hour by hour, and on average. */
import { least, most } from "../../engine/extremes.js";
import { MONTHS, WEEKDAYS } from "../../scenario/dates.js";
import type { Rhythm } from "../../scenario/scenario.js";
import { capital, date } from "../words.js";
import { clock, plain, plural, share } from "./values.js";

/** Up to so many different multipliers each is named; of more, the least and the most. */
const MOST_NAMED = 3;
/** Up to so many spells of a day, week or year are named; more are counted. */
const MOST_SPELLS = 3;
/** Days of each month, February's over four years. */
const MONTH_DAYS = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** A mean as near to 1 as this leaves a rate what it says: tables of multipliers are rounded, and seldom average 1 to the last digit. */
const NEAR_ONE = 0.02;

/** A line for each of months, weekdays, hours, dates and surges; none where nothing does. */
export function rhythmWords({ month, weekday, hour, shocks, dates }: Rhythm, trend: number): string[] {
  const months = (from: number, to: number) => spell(MONTHS, from, to);
  const weekdays = (from: number, to: number) => spell(WEEKDAYS, from, to);
  return [
    ...turnWords("by month", month, months),
    ...turnWords("by weekday", weekday, weekdays),
    ...turnWords("by hour", hour, hours),
    ...(dates === undefined || dates.length === 0
      ? []
      : [
          `by date, ${plural(dates.length, "rate")} from ${date(dates[0]!.date)} to ${date(dates.at(-1)!.date)}, × ${plain(least(dates.map(({ times }) => times)))} to × ${plain(most(dates.map(({ times }) => times)))}`,
        ]),
    ...(shocks ?? []).map(({ from, to, times }) => `× ${plain(times)} from ${date(from)} to ${date(to)}`),
    ...(trend === 0 ? [] : [`${trend > 0 ? "growing" : "falling"} by ${share(Math.abs(trend))} a year`]),
  ];
}

/**
 * What months, weekdays and hours make of a rate on average over whole years, which multiply each other as the engine has it;
 * undefined where that is 1, so that the rate is what it says.
 */
export function meanOfRhythm({ month, weekday, hour }: Rhythm): number | undefined {
  const of = mean(month, MONTH_DAYS) * mean(weekday) * mean(hour);
  return Math.abs(of - 1) < NEAR_ONE ? undefined : of;
}

function mean(factors: number[] | undefined, weights?: number[]): number {
  if (factors === undefined) return 1;
  const weight = (i: number) => weights?.[i] ?? 1;
  const whole = factors.reduce((sum, _, i) => sum + weight(i), 0);
  return factors.reduce((sum, factor, i) => sum + factor * weight(i), 0) / whole;
}

type Say = (from: number, to: number) => string;

function turnWords(what: string, factors: number[] | undefined, say: Say): string[] {
  if (factors === undefined) return [];
  const sorted = [...new Set(factors)].sort((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)] as [number, number];
  if (least === most) return least === 1 ? [] : [`${what}, × ${plain(least)} throughout`];
  const when = (factor: number) => spells(factors, factor, say);
  if (sorted.length > MOST_NAMED)
    return [`${what}, from × ${plain(least)} (${when(least)}) to × ${plain(most)} (${when(most)})`];
  const often = (factor: number) => factors.filter((each) => each === factor).length;
  const usual = sorted.reduce((best, factor) => (often(factor) > often(best) ? factor : best));
  const named = sorted.filter((factor) => factor !== usual).map((factor) => `× ${plain(factor)} (${when(factor)})`);
  return [`${what}, ${named.join(", ")}, else × ${plain(usual)}`];
}

/** The spells of one multiplier, round the turn of the day, week or year: `00:00 to 06:00`, `Saturday, Sunday`. */
function spells(factors: number[], factor: number, say: Say): string {
  const { length } = factors;
  const has = (i: number) => factors[(i + length) % length] === factor;
  const begins = factors.flatMap((_, i) => (has(i) && !has(i - 1) ? [i] : []));
  if (begins.length > MOST_SPELLS) return `${factors.filter((each) => each === factor).length} of ${length}`;
  return begins
    .map((from) => {
      let to = from;
      while (has(to + 1)) to++;
      return say(from, to % length);
    })
    .join(", ");
}

function spell(names: readonly string[], from: number, to: number): string {
  const [first, last] = [capital(names[from] as string), capital(names[to] as string)];
  if (from === to) return first;
  return `${first}${(from + 1) % names.length === to ? ", " : " to "}${last}`;
}

/** An hour by its beginning; of several, from the first to the end of the last. */
function hours(from: number, to: number): string {
  return from === to ? clock(from / 24) : `${clock(from / 24)} to ${clock(((to + 1) % 24) / 24)}`;
}
