/** Numbers, dates and lists as people in Britain read them. */
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { decimals, roundTo, stepOf, stepOfDifference } from "./rounding.js";

/** Does not break a line: between a number and its unit. */
export const NBSP = "\u00a0";
export const MINUS = "−";

/** A figure in words: `309` and `± 3`; the spread is null where it is not known or nought. */
export interface SaidEstimate {
  value: string;
  spread: string | null;
}

/** A paired difference in words: `−34`, `−36 to −32`. */
export interface SaidDifference {
  value: string;
  /** Null where it is not known, or where nothing differs by as much as one unit of the last digit. */
  interval: string | null;
  /** `points` for shares, else empty. */
  unit: string;
}

interface Scale {
  by: number;
  before: string;
  after: string;
  /** Nobody asks for a finer step: hundredths of a day (a quarter of an hour), of a percentage point, of a bed. */
  least: number;
}

/** A number at a step of a power of ten: `14,320`, `−0.34`. */
export function number(value: number, step = 1): string {
  if (!Number.isFinite(value)) return "not known";
  const digits = decimals(step);
  const text = formatOf(digits).format(Math.abs(roundTo(value, step)));
  return roundTo(value, step) < 0 ? MINUS + text : text;
}

const formats = new Map<number, Intl.NumberFormat>();

/** Kept, because making one takes far longer than using it. */
function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(digits, made);
  return made;
}

/**
 * A value as a scenario writes it, its large numbers with commas: `13,683 per year`. What may be a year, and what
 * belongs to a name or a date, is left alone.
 */
export function withCommas(written: string): string {
  return written.replace(
    /(^|[\s£(])(\d{4,})(?=$|[\s,;)%]|\.\d)/g,
    (all, before: string, digits: string, at: number) => {
      const isYear =
        digits.length === 4 && /^(19|20)/.test(digits) && !written.slice(at + all.length).startsWith(" per ");
      const isAmount = !isYear || before === "£" || (at === 0 && written !== digits);
      return isAmount ? `${before}${number(Number(digits))}` : all;
    },
  );
}

/** A number to three digits: `34,400`. */
export function about(value: number): string {
  const step = Number(`1e${Math.max(0, Math.floor(Math.abs(value)).toString().length - 3)}`);
  return number(value, step);
}

/** The same with a `+` where it is more than nought. */
export function signed(value: number, step = 1): string {
  return roundTo(value, step) > 0 ? `+${number(value, step)}` : number(value, step);
}

/** A share as a percentage: `93.1 %`. */
export function percent(share: number, step = 1): string {
  return `${number(share * 100, step)}${NBSP}%`;
}

/** A mean with half of its 95 % interval, in the measure's unit: `£61.2m` and `± 0.3`; `step`, in that unit, rounds it otherwise than its interval would. */
export function sayEstimate({
  mean,
  low,
  high,
  unit,
  step: wanted,
}: {
  mean: number;
  low: number;
  high: number;
  unit: string;
  step?: number | undefined;
}): SaidEstimate {
  const { by, before, after, least } = scaleFor(unit, Math.abs(mean));
  const half = known(low) && known(high) ? (high - low) / 2 / by : Number.POSITIVE_INFINITY;
  const step = wanted === undefined ? Math.max(least, stepOf(mean / by, half)) : Number((wanted / by).toPrecision(12));
  return {
    value: withSign(number(mean / by, step), before, after),
    spread: Number.isFinite(half) && roundTo(half, step) > 0 ? `±${NBSP}${number(half, step)}` : null,
  };
}

interface Difference {
  difference: number;
  low: number;
  high: number;
  unit: string;
}

/** A paired difference with its 95 % interval. */
export function sayDifference(of: Difference): SaidDifference {
  const { scaled, step, scale, ends } = roundedDifference(of);
  const share = of.unit === "share";
  return {
    value: withSign(signed(scaled.difference, step), scale.before, share ? "" : scale.after),
    interval: ends && `${signed(ends.low, step)} to ${signed(ends.high, step)}`,
    unit: share ? "points" : "",
  };
}

/**
 * The interval of a difference for a sentence that says already which way it goes, without signs: `23 to 27`; where it holds no
 * change, `between 2.0 lower and 0.2 higher`. Pounds keep their sign and their thousands or millions: `£1.8m to £2.5m`. Null where there is none.
 */
export function intervalWords(of: Difference): string | null {
  const { step, scale, ends } = roundedDifference(of);
  if (ends === null) return null;
  const after = of.unit === "share" ? "" : scale.after;
  const [low, high] = [ends.low, ends.high].map((end) =>
    end === 0 ? `${scale.before}0` : withSign(number(Math.abs(end), step), scale.before, after),
  );
  if (ends.low < 0 && ends.high > 0) return `between ${low}${NBSP}lower and ${high}${NBSP}higher`;
  return ends.low < 0 ? `${high}${NBSP}to${NBSP}${low}` : `${low}${NBSP}to${NBSP}${high}`;
}

/** How much more or fewer, as the words around it say which: `12 fewer occupied (10 to 14)`; `gap` stands before the interval. */
export function sayAmount(of: Difference, what = "", gap = " "): string {
  const interval = intervalWords(of);
  return `${withoutSign(sayDifference(of).value)}${what}${interval === null ? "" : `${gap}(${interval})`}`;
}

/** A difference at the scale and the step at which it is said; `ends` of its interval, rounded, null where none is said. */
function roundedDifference(of: Difference) {
  const bounded = known(of.low) && known(of.high);
  const scale = scaleFor(
    of.unit,
    Math.max(Math.abs(of.difference), bounded ? Math.max(Math.abs(of.low), Math.abs(of.high)) : 0),
  );
  const scaled = {
    difference: of.difference / scale.by,
    low: bounded ? of.low / scale.by : Number.NaN,
    high: bounded ? of.high / scale.by : Number.NaN,
  };
  const step = stepOfDifference(scaled, scale.least);
  const ends = { low: roundTo(scaled.low, step), high: roundTo(scaled.high, step) };
  const isSaid = bounded && (ends.low !== 0 || ends.high !== 0) && of.low !== of.high;
  return { scaled, step, scale, ends: isSaid ? ends : null };
}

/** Of a difference the size alone, for "fall by 34": no sign. */
export function withoutSign(said: string): string {
  return said.replace(/^[+−]/, "");
}

/** `1 April 2003`, from an ISO date; what is no date is given back as it is. */
export function date(iso: string): string {
  const at = new Date(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(iso) || Number.isNaN(at.getTime())) return iso;
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** `1 replication`, `20 replications`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  const isWhole = Math.abs(n - Math.round(n)) < 0.01;
  return `${number(n, isWhole ? 1 : 0.1)} ${isWhole && Math.round(n) === 1 ? one : many}`;
}

/** `5 years`; `6 weeks`, or `100 days`, of what is shorter than one. */
export function howLong(years: number): string {
  const days = Math.round(years * DAYS_PER_YEAR);
  if (days >= 364) return counted(years, "year");
  return days % 7 === 0 ? counted(days / 7, "week") : counted(days, "day");
}

/** Of a run shorter than a year: what its figures "a year" are; nothing of a longer one. */
export function shortRunNote(years: number): string[] {
  if (years * DAYS_PER_YEAR >= 364) return [];
  return [`The run is ${howLong(years)} long; figures “a year” are what a whole year at this pace would come to.`];
}

/** `Home care`, from `home care`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Infinity does not survive JSON: it comes back as null. */
function known(bound: number | null): bound is number {
  return typeof bound === "number" && Number.isFinite(bound);
}

function scaleFor(unit: string, size: number): Scale {
  if (unit === "share") return { by: 0.01, before: "", after: `${NBSP}%`, least: 0.01 };
  if (!unit.startsWith("£")) return { by: 1, before: "", after: "", least: 0.01 };
  if (size >= 1e6) return { by: 1e6, before: "£", after: "m", least: 0.001 };
  return size >= 1e4 ? { by: 1e3, before: "£", after: "k", least: 1 } : { by: 1, before: "£", after: "", least: 1 };
}

/** `−£2.1m`: the sign stands before the pound. */
function withSign(text: string, before: string, after: string): string {
  return text.replace(/^([+−]?)(.*)$/u, (_, sign: string, rest: string) => `${sign}${before}${rest}${after}`);
}

/** Whether a scenario is in a steady state, in a word or three. */
export function steadyWord({ ok, told }: { ok: boolean; told?: false | undefined }): string {
  return told === false ? "can't be told" : ok ? "steady" : "not steady";
}
