/** Calendar dates as text, `2004-04-01`, counted in whole days without a clock or a time zone. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

export const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
export const WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");

/** Whether this is a date that exists. */
export function isDate(raw: unknown): raw is string {
  return typeof raw === "string" && DATE.test(raw) && writeDate(dayNumber(raw)) === raw;
}

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  const [, year, month, day] = DATE.exec(date) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000;
}

/** The date so many months later; the last of the month where that month is too short. */
export function monthsLater(date: string, months: number): string {
  const [, year, month, day] = DATE.exec(date) ?? [];
  const first = Number(year) * 12 + Number(month) - 1 + months;
  const length = new Date(Date.UTC(Math.floor(first / 12), (first % 12) + 1, 0)).getUTCDate();
  return writeDate(Date.UTC(Math.floor(first / 12), first % 12, Math.min(Number(day), length)) / 86_400_000);
}

function writeDate(days: number): string {
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

/** The date so many days later. */
export function daysLater(date: string, days: number): string {
  return writeDate(dayNumber(date) + days);
}
