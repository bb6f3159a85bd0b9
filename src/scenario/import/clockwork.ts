/** Values that repeat every day or week, as rhythms and timetables of this language. */
import { tidy } from "./write.js";

const HOURS = 24;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** A value by time in hours since Monday's midnight. */
export type OfHours = (from: number, to: number) => number;

/** One stream of arrivals: a rate per hour and its rhythm. */
export interface Stream {
  /** What sets it apart where one stream is not enough: the days it is of. */
  suffix: string;
  perHour: number;
  rhythm: { weekday?: Record<string, number>; hour?: Record<string, number> } | undefined;
}

/**
 * Streams that together have the given mean rate in every hour of the week. One is enough where all days are alike; else there is
 * one for each kind of day, with no arrivals on the others.
 * @param meanRate arrivals an hour, mean between two times in hours since Monday's midnight
 */
export function streamsOf(meanRate: OfHours): Stream[] {
  const days = WEEKDAYS.map((_, day) =>
    Array.from({ length: HOURS }, (_, hour) => meanRate(day * HOURS + hour, day * HOURS + hour + 1)),
  );
  return alike(days).flatMap(({ of, same }) => {
    const perHour = of.reduce((a, b) => a + b, 0) / HOURS;
    if (perHour === 0) return [];
    const flat = of.every((rate) => Math.abs(rate - perHour) < 1e-12 * perHour);
    const hour = flat ? undefined : Object.fromEntries(of.map((rate, h) => [String(h), tidy(rate / perHour)]));
    const all = same.length === WEEKDAYS.length;
    const weekday = all
      ? undefined
      : Object.fromEntries(WEEKDAYS.map((name, d) => [name, same.includes(d) ? 1 : 0] as const));
    const rhythm = hour || weekday ? { ...(weekday && { weekday }), ...(hour && { hour }) } : undefined;
    return [{ suffix: all ? "" : `-${WEEKDAYS[same[0]!]}`, perHour, rhythm }];
  });
}

/** A capacity by the clock: what holds most of the time, and the rows that differ. */
export interface Timetabled {
  usual: number;
  rows: { days?: string[]; from?: string; to?: string; value: number }[];
}

/** A timetable in half hours; a value that changes within one holds from its first half hour on that it fills. */
export function timetableOf(valueAt: (hour: number) => number): Timetabled {
  const days = WEEKDAYS.map((_, day) =>
    Array.from({ length: 2 * HOURS }, (_, half) => valueAt(day * HOURS + half / 2)),
  );
  const usual = commonest(days.flat());
  const rows = alike(days).flatMap(({ of, same }) =>
    runs(of).flatMap(({ from, to, value }) =>
      value === usual
        ? []
        : [
            {
              ...(same.length < WEEKDAYS.length && { days: same.map((d) => WEEKDAYS[d] as string) }),
              ...(from > 0 && { from: clock(from) }),
              ...(to < 2 * HOURS && { to: clock(to) }),
              value,
            },
          ],
    ),
  );
  return { usual, rows };
}

function alike(days: number[][]): { of: number[]; same: number[] }[] {
  const kinds: { of: number[]; same: number[] }[] = [];
  for (const [d, day] of days.entries()) {
    const kind = kinds.find(({ of }) => of.every((value, i) => Math.abs(value - day[i]!) < 1e-12));
    if (kind) kind.same.push(d);
    else kinds.push({ of: day, same: [d] });
  }
  return kinds;
}

function runs(values: number[]): { from: number; to: number; value: number }[] {
  const found: { from: number; to: number; value: number }[] = [];
  for (const [i, value] of values.entries()) {
    const last = found.at(-1);
    if (last && last.value === value) last.to = i + 1;
    else found.push({ from: i, to: i + 1, value });
  }
  return found;
}

function commonest(values: number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

function clock(half: number): string {
  return `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`;
}
