/** The shapes that recur in the schema: mappings with evidence, named parts, rhythms, what to do when a place is full. */
import * as z from "zod";
import { byAmount, byAmountJson, goodColumns } from "./by.js";
import { isDate, MONTHS, WEEKDAYS } from "./dates.js";
import { law, lawJson } from "./law.js";
import * as words from "./messages.js";
import type { Rhythm, WhenFull } from "./scenario.js";
import { nearest } from "./suggest.js";
import { count, factor, type Kind, money, share } from "./units.js";
import {
  amount,
  amountJson,
  below,
  checkKeys,
  EVIDENCE,
  evidenceJson,
  evidenceShape,
  isMapping,
  type Json,
  type Raw,
  type Reader,
  type Say,
  strictJson,
  TEXT,
  text,
  value,
  yesNo,
} from "./values.js";

export const NAME = /^[a-z0-9][a-z0-9-]*$/;

type Shape = Record<string, z.ZodType>;

/** A mapping with these keys and no others; unknown keys are told one a line, with the nearest known one. */
export function strict<S extends Shape>(description: string, shape: S) {
  const known = Object.keys(shape);
  const error = (issue: { code?: string; keys?: unknown; input?: unknown }): string => {
    if (issue.code !== "unrecognized_keys") return words.notThisMapping(issue.input, known);
    return (issue.keys as string[]).map((key) => words.unknownKey(key, nearest(key, known), known)).join("\n");
  };
  return z.strictObject(shape, { error }).meta({ description });
}

/** A strict mapping that may carry the evidence of all that stands below it. */
export function part<S extends Shape>(description: string, shape: S) {
  return strict(description, { ...shape, ...evidenceShape() });
}

/** A mapping from the planner's names to parts. */
export function named<T extends z.ZodType>(description: string, each: T) {
  return z
    .record(z.string(), each, { error: (issue) => words.notNamed(issue.input) })
    .meta({ description, propertyNames: { pattern: NAME.source } });
}

/** A list of parts. */
export function listOf<T extends z.ZodType>(description: string, each: T) {
  return z.array(each, { error: (issue) => words.notAList("", issue.input) }).meta({ description });
}

/** A number of one kind. */
export function number(description: string, kind: Kind) {
  return value(description, amount(kind), amountJson(kind));
}

/** Text. */
export function label(description: string) {
  return value(description, text, { type: ["string", "number"] });
}

/** `yes` or `no`. */
export const flag = (description: string) => value(description, yesNo, { enum: [true, false, "yes", "no"] }).optional();

/** A name that a planner gives. */
export const placeName: Reader<string> = (raw, say) => {
  const name = text(raw, say);
  return name === undefined || NAME.test(name) ? name : void say(words.badName(name));
};

/** A number of one kind that may differ between people; `absent` holds for those no row names. */
export const byNumber = (description: string, kind: Kind, absent?: number) =>
  value(description, byAmount(kind, absent), byAmountJson(kind));

/** Nothing happens to anyone oftener on any day: a slip of the pen, that would be lived through for years. */
export const MOST_A_DAY = 24;

/** The largest of a table. */
export function mostOf({ rows, others = 0 }: { rows: { value: number }[]; others?: number | undefined }): number {
  return rows.reduce((all, { value }) => Math.max(all, value), others);
}

/** A list of words. */
export const texts: Reader<string[]> = (raw, say) => {
  if (!Array.isArray(raw)) return void say(words.notAList("", raw));
  const read = raw.map((each, i) => text(each, below(say, i)));
  return read.includes(undefined) ? undefined : (read as string[]);
};

export const TEXTS: Json = { type: "array", items: TEXT };

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

/** Multipliers by month, weekday and hour; what is left out is 1. */
export function rhythm() {
  const day = (description: string) => value(description, date, { type: "string", format: "date" });
  const turn = (column: string, names: string[]) =>
    value(
      `Multipliers by ${column}; what is left out is 1.`,
      multipliers(column, names),
      multipliersJson(names),
    ).optional();
  return part("Multipliers of the rate by the clock.", {
    month: turn("month", MONTHS),
    weekday: turn("weekday", WEEKDAYS),
    hour: turn("hour", HOURS),
    shocks: listOf(
      "Surges and lulls, such as a hard winter.",
      part("A multiplier for a while.", {
        from: day("From this date on."),
        to: day("Up to this date."),
        times: number("Multiplies the rate.", factor),
      }),
    ).optional(),
  }).transform(({ month, weekday, hour, shocks }, ctx): Rhythm => {
    for (const [i, { from, to }] of (shocks ?? []).entries())
      if (to <= from)
        ctx.issues.push({ code: "custom", message: words.endsBefore(from, to), path: ["shocks", i, "to"], input: to });
    return {
      ...(month && { month }),
      ...(weekday && { weekday }),
      ...(hour && { hour }),
      ...(shocks && { shocks: shocks.map(({ from, to, times }) => ({ from, to, times })) }),
    };
  });
}

/** A time of day, `08:30`, as a share of the day; `24:00` is its end. */
export const timeOfDay: Reader<number> = (raw, say) => {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(String(raw)) ?? [];
  const time = (Number(hours) * 60 + Number(minutes)) / 1440;
  return hours !== undefined && Number(minutes) < 60 && time <= 1 ? time : void say(words.notATime(raw));
};

export function timeOfDayJson(): Json {
  return { type: "string", pattern: "^\\d{1,2}:\\d{2}$" };
}

/** A list of weekdays or months, as numbers from 0. */
export function wordsOf(names: string[]): Reader<number[]> {
  return (raw, say) => {
    if (!Array.isArray(raw)) return void say(words.notAList("one of them", raw));
    const read = raw.map((each, i) => {
      const at = names.indexOf(String(each));
      if (at < 0) say(words.notOneOf(each, names, nearest(String(each), names)), [i]);
      return at;
    });
    return read.includes(-1) ? undefined : read;
  };
}

export function wordsOfJson(names: string[]): Json {
  return { type: "array", items: { enum: names } };
}

/** A number for each weekday, Monday first: what is left out is 0; a plain one is for Monday to Friday. */
export function weekdays(kind: Kind): Reader<number[]> {
  return (raw, say) => {
    if (!isMapping(raw) || "value" in raw) {
      const every = amount(kind)(raw, say);
      return every === undefined ? undefined : WEEKDAYS.map((_, day) => (day < 5 ? every : 0));
    }
    checkKeys(raw, [...WEEKDAYS, ...Object.keys(EVIDENCE)], say);
    const read = WEEKDAYS.map((day) => (day in raw ? amount(kind)(raw[day], below(say, day)) : 0));
    return read.includes(undefined) ? undefined : (read as number[]);
  };
}

export function weekdaysJson(kind: Kind): Json {
  const days = Object.fromEntries(WEEKDAYS.map((day) => [day, amountJson(kind)]));
  return { anyOf: [...(amountJson(kind).anyOf as Json[]), strictJson(days)] };
}

const date: Reader<string> = (raw, say) => (isDate(raw) ? raw : void say(words.notADate(raw)));

function multipliers(column: string, names: string[]): Reader<number[]> {
  return (raw, say) => {
    if (!isMapping(raw)) return void say(words.notThisMapping(raw, names.slice(0, 3)));
    if ("table" in raw) return tabled(raw, column, names, say);
    checkKeys(raw, [...names, ...Object.keys(EVIDENCE)], say);
    const read = names.map((name) => (name in raw ? amount(factor)(raw[name], below(say, name)) : 1));
    return read.includes(undefined) ? undefined : (read as number[]);
  };
}

function tabled(raw: Raw, column: string, names: string[], say: Say): number[] | undefined {
  checkKeys(raw, ["table", ...Object.keys(EVIDENCE)], say);
  const { rows } = raw.table as { rows: Raw[] };
  const read = names.map((): number | undefined => 1);
  if (rows[0] && !goodColumns(rows[0], [column, "value"], say)) return undefined;
  const seen = new Set<string>();
  for (const [i, row] of rows.entries()) {
    const name = String(row[column]);
    const here = below(say, "table", "rows", i);
    if (!names.includes(name)) here(words.notOneOf(name, names, nearest(name, names)), [column]);
    if (seen.has(name)) here(words.namedTwice(name, name), [column]);
    seen.add(name);
    read[names.indexOf(name)] = amount(factor)(row.value, below(here, "value"));
  }
  return read.includes(undefined) ? undefined : (read as number[]);
}

function multipliersJson(names: string[]): Json {
  const rows = Object.fromEntries(names.map((name) => [name, amountJson(factor)]));
  return { anyOf: [strictJson(rows), strictJson({ table: TEXT }, ["table"])] };
}

/** Shares by name, one of which may be `rest`; they must sum to one. */
export function shares(names: Reader<unknown>, one: string): Reader<[string, number][]> {
  return (raw, say) => {
    if (!isMapping(raw)) return void say(words.notNamed(raw));
    const evidence = Object.fromEntries(Object.entries(raw).filter(([key]) => key in EVIDENCE));
    checkKeys(evidence, Object.keys(EVIDENCE), say);
    const parts = Object.entries(raw).filter(([key]) => !(key in EVIDENCE));
    const read = parts.map(([key, written]): [string, number | undefined] => {
      const fits = names(key, (message) => say(message, [key], true)) !== undefined;
      const got = written === "rest" ? Number.NaN : amount(share)(written, below(say, key));
      return [key, fits ? got : undefined];
    });
    if (read.some(([, got]) => got === undefined)) return undefined;
    return summing(read as [string, number][], one, say);
  };
}

function summing(read: [string, number][], one: string, say: Say): [string, number][] | undefined {
  const sum = read.reduce((total, [, got]) => total + (Number.isNaN(got) ? 0 : got), 0);
  const rests = read.filter(([, got]) => Number.isNaN(got)).length;
  if (rests > 1) return void say(words.twoRests());
  if (rests === 1 ? sum > 1 + 1e-6 : Math.abs(sum - 1) > 1e-6) return void say(words.shareSum(one, sum));
  return read.map(([key, got]) => [key, Number.isNaN(got) ? Math.max(0, 1 - sum) : got]);
}

export function sharesJson(): Json {
  const each = { anyOf: [...(amountJson(share).anyOf as Json[]), { const: "rest" }] };
  return { type: "object", properties: evidenceJson(), additionalProperties: each };
}

/** `£160 per stay`, or pounds for each of the three things that cost. */
export const cost: Reader<{ occupiedDay: number; openDay: number; stay: number }> = (raw, say) => {
  if (!isMapping(raw)) return oneCost(raw, say);
  checkKeys(raw, [...Object.keys(COSTS), ...Object.keys(EVIDENCE)], say);
  const read = Object.keys(COSTS).map((key) => (key in raw ? amount(money)(raw[key], below(say, key)) : 0));
  const [occupiedDay, openDay, stay] = read;
  return occupiedDay === undefined || openDay === undefined || stay === undefined
    ? undefined
    : { occupiedDay, openDay, stay };
};

const COSTS: Record<string, string> = {
  "per-occupied-day": "Pounds per day that someone is in the place.",
  "per-open-day": "Pounds per day and bed, place or package that is open, used or not.",
  "per-stay": "Pounds per stay.",
};

function oneCost(raw: unknown, say: Say) {
  const [, written, thing] = /^(.*?) per (occupied day|open day|stay)$/.exec(String(raw)) ?? [];
  if (thing === undefined) return void say(words.notACost(raw));
  const pounds = amount(money)(written, say);
  if (pounds === undefined) return undefined;
  const only = (name: string) => (thing === name ? pounds : 0);
  return { occupiedDay: only("occupied day"), openDay: only("open day"), stay: only("stay") };
}

export function costJson(): Json {
  const keys = Object.entries(COSTS).map(([key, description]) => [key, { ...amountJson(money), description }]);
  return { anyOf: [{ type: "string", description: "`£160 per stay`" }, strictJson(Object.fromEntries(keys))] };
}

const RULES = ["wait", "hold", "go", "queue", "cancel"] as const;

/** `wait`, `hold`, `{ hold: 28 days, then: home }`, `{ go: home }`, `{ queue: 5, then: hold }`, `{ cancel: waiting-list }`. */
export const whenFull: Reader<WhenFull> = (raw, say) => {
  if (raw === "wait" || raw === "hold") return { rule: raw };
  if (!isMapping(raw)) return void say(words.notARule(raw, nearest(String(raw), ["wait", "hold"])));
  const rule = RULES.find((key) => key in raw);
  const isPlain = rule === "go" || rule === "cancel";
  checkKeys(raw, [...(isPlain ? [rule] : [rule ?? "wait", "then"]), ...Object.keys(EVIDENCE)], say);
  if (rule === undefined) return void say(words.notARule(raw, undefined));
  if (rule === "queue") return room(raw, say);
  if (!isPlain) return patience(rule, raw, say);
  const to = text(raw[rule], below(say, rule));
  return to === undefined ? undefined : { rule: "go", to, ...(rule === "cancel" && { cancels: true }) };
};

function room(raw: Raw, say: Say): WhenFull | undefined {
  const most = amount(count)(raw.queue, below(say, "queue"));
  if (raw.then === undefined) return void say(words.noThen("queue", raw.queue));
  const then = text(raw.then, below(say, "then"));
  return most === undefined || then === undefined ? undefined : { rule: "wait", room: most, then };
}

function patience(rule: "wait" | "hold", raw: Raw, say: Say): WhenFull | undefined {
  const patience = law()(raw[rule], below(say, rule));
  if (raw.then === undefined) {
    const strays = Object.keys(raw).filter((key) => key !== rule && !(key in EVIDENCE));
    return strays.length > 0 ? undefined : void say(words.noThen(rule, raw[rule]));
  }
  const then = text(raw.then, below(say, "then"));
  if (patience === undefined || then === undefined) return undefined;
  return patience.law === "fixed" ? { rule, atMost: patience.value, then } : { rule, patience, then };
}

export function fullJson(): Json {
  // biome-ignore lint/suspicious/noThenProperty: the word of the language, in a description of it; never awaited
  const limited = (rule: string, of: Json) => strictJson({ [rule]: of, then: TEXT }, [rule, "then"]);
  return {
    anyOf: [
      { enum: ["wait", "hold"] },
      limited("wait", lawJson()),
      limited("hold", lawJson()),
      limited("queue", amountJson(count)),
      strictJson({ go: TEXT }, ["go"]),
      strictJson({ cancel: TEXT }, ["cancel"]),
    ],
  };
}
