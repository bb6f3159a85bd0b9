/** Numbers, dates and lists as people in Britain read them. */
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
  /** Null where it is not known, or where nothing differs at all. */
  interval: string | null;
  /** `points` for shares, else empty. */
  unit: string;
}

interface Scale {
  by: number;
  before: string;
  after: string;
}

/** A number at a step of a power of ten: `14,320`, `−0.34`. */
export function number(value: number, step = 1): string {
  if (!Number.isFinite(value)) return "not known";
  const digits = decimals(step);
  const text = Math.abs(roundTo(value, step)).toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return roundTo(value, step) < 0 ? MINUS + text : text;
}

/** The same with a `+` where it is more than nought. */
export function signed(value: number, step = 1): string {
  return roundTo(value, step) > 0 ? `+${number(value, step)}` : number(value, step);
}

/** A share as a percentage: `93.1 %`. */
export function percent(share: number, step = 1): string {
  return `${number(share * 100, step)}${NBSP}%`;
}

/** A mean with half of its 95 % interval, in the measure's unit: `£61.2m` and `± 0.3`. */
export function sayEstimate({ mean, low, high, unit }: { mean: number; low: number; high: number; unit: string }): SaidEstimate {
  const { by, before, after } = scaleFor(unit, Math.abs(mean));
  const half = known(low) && known(high) ? (high - low) / 2 / by : Number.POSITIVE_INFINITY;
  const step = stepOf(mean / by, half);
  return {
    value: withSign(number(mean / by, step), before, after),
    spread: Number.isFinite(half) && half > 0 ? `±${NBSP}${number(half, step)}` : null,
  };
}

/** A paired difference with its 95 % interval; `baseline` is the mean it is a difference from, in the same unit. */
export function sayDifference(of: { difference: number; low: number; high: number; unit: string }, baseline: number): SaidDifference {
  const bounded = known(of.low) && known(of.high);
  const { by, before, after } = scaleFor(of.unit, Math.max(Math.abs(of.difference), bounded ? Math.max(Math.abs(of.low), Math.abs(of.high)) : 0));
  const scaled = { difference: of.difference / by, low: bounded ? of.low / by : Number.NaN, high: bounded ? of.high / by : Number.NaN };
  const step = stepOfDifference(baseline / by, scaled);
  const share = of.unit === "share";
  return {
    value: withSign(signed(scaled.difference, step), before, share ? "" : after),
    interval: bounded && of.low !== of.high ? `${signed(scaled.low, step)} to ${signed(scaled.high, step)}` : null,
    unit: share ? "points" : "",
  };
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
  return `${number(n, Number.isInteger(n) ? 1 : 0.1)} ${n === 1 ? one : many}`;
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
  if (unit === "share") return { by: 0.01, before: "", after: `${NBSP}%` };
  if (!unit.startsWith("£")) return { by: 1, before: "", after: "" };
  if (size >= 1e6) return { by: 1e6, before: "£", after: "m" };
  return size >= 1e4 ? { by: 1e3, before: "£", after: "k" } : { by: 1, before: "£", after: "" };
}

/** `−£2.1m`: the sign stands before the pound. */
function withSign(text: string, before: string, after: string): string {
  return text.replace(/^([+−]?)(.*)$/u, (_, sign: string, rest: string) => `${sign}${before}${rest}${after}`);
}
