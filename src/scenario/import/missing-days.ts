/**
 * Days between the first and the last of which a file says nothing. Of a table of counts such a day is unknown, not nought (R's
 * `tsibble` calls it an implicit gap and refuses to fit, and pandas' `asfreq` makes it NaN): whoever has the file says what it is. Of a
 * file with a row for each arrival a day without rows is one when nobody came, unless chance would hardly leave out so many.
 */
import { named as capital, isoDay, WEEKDAYS } from "./rhythm-fit.js";

const DAY = 86_400_000;
/** What days without a row are taken for. */
export const MISSING = ["nobody", "unknown"] as const;
export type Missing = (typeof MISSING)[number];

/** The days of a file, from its first to its last. */
export interface Days {
  /** Midnight of the first, in ms. */
  start: number;
  /** Of each day whether a row names it. */
  named: boolean[];
}

/** Spells of at least so many days are looked at; chance leaves out so many less often than this in a whole record. */
const LONG = 7;
const HARDLY = 0.001;
/** A weekday must be there so often before its lacking says something. */
const OFTEN = 3;

/** Why a table of counts can't be read while nobody says what its missing days are; undefined where none is missing. */
export function missingDays({ start, named }: Days): string | undefined {
  const lacking = indicesOf(named, false);
  if (lacking.length === 0) return undefined;
  const span = `of the ${named.length} days from ${isoDay(start)} to ${isoDay(start + (named.length - 1) * DAY)}`;
  const [first, isOne] = [isoDay(start + lacking[0]! * DAY), lacking.length === 1];
  const rows = `${lacking.length} ${span} ${isOne ? "has no row:" : "have no row, the first of them"} ${first}`;
  const add = "add --missing unknown if nobody counted then, or --missing nobody if nobody came";
  return `${rows}${likelyReason({ start, named })}; ${add}`;
}

function likelyReason(days: Days): string {
  const { start, named } = days;
  const seen = indicesOf(named, true).map((day) => new Date(start + day * DAY));
  const never = weekdaysWithout(days);
  const [{ length: weekdays }, dates] = [never, new Set(seen.map((date) => date.getUTCDate()))];
  if (weekdays === 6)
    return " (every row is of the same weekday: are these counts by the week? Counts by day are wanted)";
  if (dates.size === 1 && seen.length > 2)
    return ` (every row is of day ${[...dates][0]} of a month: are these counts by the month? Counts by day are wanted)`;
  if (Math.max(...dates) <= 12 && new Set(seen.map((date) => date.getUTCMonth())).size > 1)
    return " (no row is of a day after the 12th of any month: did a program take month for day, or drop dates that it could not read? Write dates as 2024-01-31)";
  if (weekdays > 0) return ` (${weekdayList(never)} never has a row)`;
  return "";
}

/** Days of a file of arrivals when hardly by chance nobody came, and a note on each kind of them. */
export function emptySpells(days: Days, perDay: number): { days: number[]; notes: string[] } {
  const never = weekdaysWithout(days);
  const weekdays = indicesOf(days.named, false).filter((day) => never.includes(weekdayOf(days, day)));
  const isNoted = weekdays.length > 0 && Math.exp(-perDay * (weekdays.length / never.length)) < HARDLY;
  const spells = spellsOf(days.named).filter(
    ({ length }) => length >= LONG && days.named.length * Math.exp(-perDay * length) < HARDLY,
  );
  return {
    days: [
      ...new Set([
        ...(isNoted ? weekdays : []),
        ...spells.flatMap(({ first, length }) => Array.from({ length }, (_, i) => first + i)),
      ]),
    ],
    notes: [
      ...(isNoted ? [`Nobody ever came on a ${weekdayList(never)}.`] : []),
      ...spells.map(({ first, length }) => {
        const [from, to] = [isoDay(days.start + first * DAY), isoDay(days.start + (first + length - 1) * DAY)];
        return `Nobody came from ${from} to ${to} (${length} days), where about ${Math.round(perDay * length)} would have come at the average rate.`;
      }),
    ],
  };
}

/** Weekdays, Monday 0, that are there often enough and no row names. */
function weekdaysWithout(days: Days): number[] {
  return WEEKDAYS.flatMap((_, weekday) => {
    const own = days.named.filter((_, day) => weekdayOf(days, day) === weekday);
    return own.length >= OFTEN && !own.includes(true) ? [weekday] : [];
  });
}

function weekdayOf({ start }: Days, day: number): number {
  return (new Date(start + day * DAY).getUTCDay() + 6) % 7;
}

function weekdayList(weekdays: readonly number[]): string {
  const names = weekdays.map((weekday) => capital(WEEKDAYS[weekday]!));
  return names.join(", ").replace(/, ([^,]*)$/, " or $1");
}

function spellsOf(named: boolean[]): { first: number; length: number }[] {
  const spells: { first: number; length: number }[] = [];
  for (const day of indicesOf(named, false)) {
    const last = spells.at(-1);
    if (last && last.first + last.length === day) last.length += 1;
    else spells.push({ first: day, length: 1 });
  }
  return spells;
}

function indicesOf(named: boolean[], wanted: boolean): number[] {
  return named.flatMap((is, day) => (is === wanted ? [day] : []));
}
