/**
 * Numbers with units, as planners write them: `12 days`, `118 per 1000 people per year`, `45%`, `£190`.
 * Time is counted in days; a month is 365.25/12 days, a year 365.25.
 */

import * as say from "./messages.js";
import { nearest } from "./suggest.js";

export const DAYS_PER_YEAR = 365.25;
export const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;

const DAYS: Record<string, number> = {
  minutes: 1 / 1440,
  hours: 1 / 24,
  days: 1,
  weeks: 7,
  months: DAYS_PER_MONTH,
  years: DAYS_PER_YEAR,
};

/** A number apart from what surrounds it: `£3.50 per day` is 3.5, `£`, `per day`. */
export interface Amount {
  number: number;
  pounds: boolean;
  unit: string;
}

/** A value in the project's own unit, or what is wrong with what was written. */
export type Reading = { value: number } | { wrong: string };

/** A kind of quantity: what it is called, how it is spelled, and what its units come to. */
export interface Kind {
  /** With its article: `a duration`. */
  called: string;
  /** Units as they may be written, the usual one first. */
  units: readonly string[];
  /** Units to show where none was written; all of them unless said. */
  examples?: readonly string[];
  pounds?: boolean;
  least?: number;
  most?: number;
  whole?: boolean;
  /** The amount in the project's own unit; undefined where the unit is none of this kind. */
  convert(number: number, unit: string): number | undefined;
}

/** In days. */
export const duration: Kind = {
  called: "a duration",
  units: ["days", "hours", "minutes", "weeks", "months", "years"],
  examples: ["hours", "days", "weeks"],
  least: 0,
  convert: (number, unit) => (daysOf(unit) === undefined ? undefined : toDays(number, unit)),
};

/** Per person per day. */
export const rateOfPeople: Kind = {
  called: "a rate of people",
  units: ["per 1000 people per year", "per person per year"],
  least: 0,
  convert: (number, unit) => perPerson(number, unit, false),
};

/** Per person per day; `per 1000 people` means a year. */
export const yearlyRate: Kind = {
  called: "a yearly rate of people",
  units: ["per 1000 people", "per 1000 people per year", "per person per year"],
  least: 0,
  convert: (number, unit) => perPerson(number, unit, true),
};

/** Per day. */
export const rateOfStream: Kind = {
  called: "a rate of arrivals",
  units: ["per day", "per hour", "per week", "per month", "per year"],
  examples: ["per day", "per week", "per year"],
  least: 0,
  convert(number, unit) {
    const time = /^per (\S+)$/.exec(unit)?.[1];
    return time === undefined || daysOf(time) === undefined ? undefined : number / toDays(1, time);
  },
};

/** A fraction of one. */
export const share: Kind = {
  called: "a share",
  units: ["%", ""],
  examples: ["%"],
  least: 0,
  most: 1,
  convert: fraction,
};

/** A share that says how likely something is. */
export const chance: Kind = { ...share, called: "a chance" };

/** A multiplier; 1 changes nothing. */
export const factor: Kind = { called: "a multiplier", units: ["", "%"], least: 0, convert: fraction };

/** Pounds. */
export const money: Kind = {
  called: "an amount of money",
  units: [""],
  pounds: true,
  least: 0,
  convert: (number, unit) => (/^(per (day|stay|occupied day|open day))?$/.test(unit) ? number : undefined),
};

/** A whole number: beds, people, packages. */
export const count: Kind = {
  called: "a whole number",
  units: [""],
  least: 0,
  whole: true,
  convert: (number, unit) => (unit === "" ? number : undefined),
};

/** Growth per year, compounded: `1.5% per year` is 0.015. */
export const growth: Kind = {
  called: "a yearly growth",
  units: ["% per year"],
  least: -1,
  convert: (number, unit) => (unit === "% per year" ? number / 100 : undefined),
};

const KINDS = [duration, rateOfPeople, yearlyRate, rateOfStream, growth, money];

/** Reads a written number as a quantity of one kind. Anything but a number or text is wrong. */
export function readAmount(raw: unknown, kind: Kind): Reading {
  const amount = parseAmount(raw);
  if (!amount) return { wrong: say.notANumber(raw, kind.called, example(kind)) };
  const value = inKind(amount, kind);
  if (value === undefined) return { wrong: wrongUnit(raw, amount, kind) };
  if (value < (kind.least ?? value)) return { wrong: say.tooLittle(raw, kind.least as number) };
  if (value > (kind.most ?? value)) return { wrong: say.moreThanAll(raw, kind.called, ifPercent(amount)) };
  if (kind.whole && !Number.isInteger(value)) return { wrong: say.notWhole(raw, Math.round(value)) };
  return { value };
}

/** The number and the unit of what was written; undefined where it does not begin with a number. */
export function parseAmount(raw: unknown): Amount | undefined {
  if (typeof raw !== "number" && typeof raw !== "string") return undefined;
  const found = /^([-−+]?)(£?)([-−]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(e[-+]?\d+)?(?![\d,.])\s*(.*)$/i.exec(
    String(raw).trim(),
  );
  if (!found) return undefined;
  const [, sign = "", pounds, inner = "", digits = "", exponent = "", rest = ""] = found;
  const size = Number(digits.replaceAll(",", "") + exponent);
  if (!Number.isFinite(size) || (sign !== "" && inner !== "")) return undefined;
  const negative = /[-−]/.test(sign + inner);
  return { number: negative ? -size : size, pounds: pounds === "£", unit: rest.replace(/\s+/g, " ") };
}

/** How an amount is written: `£3.50`, `45%`, `12 days`. Twelve digits are kept. */
export function writeAmount({ number, pounds, unit }: Amount): string {
  const digits = String(Number(Math.abs(number).toPrecision(12)));
  const gap = unit === "" || unit.startsWith("%") ? "" : " ";
  return `${number < 0 ? "-" : ""}${pounds ? "£" : ""}${digits}${gap}${unit}`;
}

/** Whether two units measure the same kind of thing, and how many of the second make one of the first. */
export function exchangeRate(from: string, to: string): number | undefined {
  if (from === to) return 1;
  const [a, b] = [daysOf(from), daysOf(to)];
  if (a !== undefined && b !== undefined) return a / b;
  if (from === "%" && to === "") return 0.01;
  return from === "" && to === "%" ? 100 : undefined;
}

/** A number in the unit of another; undefined where they measure different things. */
export function inUnit(from: Amount, to: Amount): number | undefined {
  const rate = exchangeRate(from.unit, to.unit);
  if (rate !== undefined) return from.number * rate;
  for (const kind of KINDS) {
    const [a, b] = [inKind(from, kind), inKind({ ...to, number: 1 }, kind)];
    if (a !== undefined && b !== undefined) return a / b;
  }
  return undefined;
}

function inKind(amount: Amount, kind: Kind): number | undefined {
  return amount.pounds === (kind.pounds ?? false) ? kind.convert(amount.number, amount.unit) : undefined;
}

/** One spelling where a unit is misspelt or there is but one; where it is missing or of another kind, those that fit. */
function wrongUnit(raw: unknown, amount: Amount, kind: Kind): string {
  const is = KINDS.find((other) => inKind(amount, other) !== undefined)?.called;
  const inUnits = (unit: string) => writeAmount({ number: amount.number, pounds: kind.pounds ?? false, unit });
  const misspelt = is === undefined && amount.unit !== "" ? nearest(amount.unit, kind.units) : undefined;
  const meant = misspelt ?? (kind.units.length === 1 ? kind.units[0] : undefined);
  if (meant !== undefined) return say.wrongUnit(raw, is, kind.called, inUnits(meant));
  if (kind === rateOfPeople || kind === yearlyRate) return say.rateOfHeads(raw, is, kind.called);
  return say.unitsThatFit(raw, is, kind.called, (kind.examples ?? kind.units).map(inUnits));
}

function ifPercent(amount: Amount): string | undefined {
  return amount.unit === "" && amount.number <= 100 ? writeAmount({ ...amount, unit: "%" }) : undefined;
}

function example(kind: Kind): string {
  return writeAmount({ number: 12, pounds: kind.pounds ?? false, unit: kind.units[0] ?? "" });
}

function fraction(number: number, unit: string): number | undefined {
  if (unit === "%") return number / 100;
  return unit === "" ? number : undefined;
}

function perPerson(number: number, unit: string, yearImplied: boolean): number | undefined {
  const [, people, time] = /^per (person|[\d,]+ people)(?: per (\S+))?$/.exec(unit) ?? [];
  const days = time === undefined && yearImplied ? DAYS_PER_YEAR : daysOf(time ?? "");
  if (people === undefined || days === undefined) return undefined;
  const heads = people === "person" ? 1 : Number(people.replace(/\D/g, ""));
  return heads > 0 ? number / heads / days : undefined;
}

function daysOf(unit: string): number | undefined {
  const plural = unit.endsWith("s") ? unit : `${unit}s`;
  return Object.hasOwn(DAYS, plural) ? DAYS[plural] : undefined;
}

/** Divides where a division is exacter than a product with a rounded fraction. */
function toDays(number: number, unit: string): number {
  if (unit.startsWith("minute")) return number / 1440;
  if (unit.startsWith("hour")) return number / 24;
  return number * (daysOf(unit) as number);
}
