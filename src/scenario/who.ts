/** Which people a row of a `by:` speaks of, and whether rows leave someone out or name someone twice. */
import type { Dimension, Who } from "./scenario.js";

/** Nobody is older: the upper end of `85+`. */
export const OLDEST = 150;

/** A group of people within which no row makes a difference; a segment or locality left out is any that no row names. */
export type Cell = Who;

/** The ages that `65-74`, `85+`, `under 18` or `65` name; `to` is exclusive. Undefined for anything else. */
export function parseAges(written: string): { from: number; to: number } | undefined {
  const [, from, to] = /^(\d{1,3})(?:\s?[-–]\s?(\d{1,3}))?$/.exec(written) ?? [];
  if (from !== undefined) return span(Number(from), Number(to ?? from) + 1);
  const [, open] = /^(\d{1,3})\s?\+$/.exec(written) ?? [];
  if (open !== undefined) return span(Number(open), OLDEST);
  const [, under] = /^under (\d{1,3})$/.exec(written) ?? [];
  return under === undefined ? undefined : span(0, Number(under));
}

function span(from: number, to: number): { from: number; to: number } | undefined {
  return from < to && to <= OLDEST ? { from, to } : undefined;
}

/** How ages are written: `65-74`, `85+`. */
export function writeAges({ from, to }: { from: number; to: number }): string {
  if (to >= OLDEST) return `${from}+`;
  return to === from + 1 ? String(from) : `${from}-${to - 1}`;
}

/** The people in words: `women aged 75-84 in segment complex`. */
export function describeWho({ age, sex, segment, locality }: Who): string {
  const people = sex === undefined ? "people" : sex === "female" ? "women" : "men";
  const words = [age || sex || segment || locality ? people : "everyone"];
  if (age) words.push(`aged ${writeAges(age)}`);
  if (segment !== undefined) words.push(`in segment ${segment}`);
  if (locality !== undefined) words.push(`in locality ${locality}`);
  return words.join(" ");
}

/**
 * The coarsest groups within which no row of any table makes a difference.
 * Named segments and localities come before "any other", so that the first row that fits is the right one.
 */
export function cells(tables: { by: Dimension[]; rows: { who: Who }[] }[]): Cell[] {
  const whos = tables.flatMap((table) => table.rows.map((row) => row.who));
  const has = (dimension: Dimension) => tables.some((table) => table.by.includes(dimension));
  let found: Cell[] = [{}];
  if (has("age")) found = ageSpans(whos).map((age) => ({ age }));
  if (has("sex"))
    found = found.flatMap((cell) => [
      { ...cell, sex: "female" as const },
      { ...cell, sex: "male" as const },
    ]);
  if (has("segment")) found = spread(found, "segment", whos);
  if (has("locality")) found = spread(found, "locality", whos);
  return found;
}

/** What holds for a group: the first row that fits it, else undefined. */
export function rowFor<R extends { who: Who }>(rows: readonly R[], cell: Cell): R | undefined {
  return rows.find(({ who }) => covers(who, cell));
}

/** Two rows that speak of the same people, the later one first; undefined where none do. */
export function overlap<R extends { who: Who }>(rows: readonly R[]): [R, R] | undefined {
  for (const [i, later] of rows.entries()) {
    const earlier = rows.slice(0, i).find(({ who }) => meets(who, later.who));
    if (earlier) return [later, earlier];
  }
  return undefined;
}

function covers(who: Who, cell: Cell): boolean {
  if (who.age && !(cell.age && cell.age.from >= who.age.from && cell.age.to <= who.age.to)) return false;
  return same(who.sex, cell.sex) && same(who.segment, cell.segment) && same(who.locality, cell.locality);
}

function meets(a: Who, b: Who): boolean {
  if (a.age && b.age && !(a.age.from < b.age.to && b.age.from < a.age.to)) return false;
  return either(a.sex, b.sex) && either(a.segment, b.segment) && either(a.locality, b.locality);
}

function same(named: string | undefined, met: string | undefined): boolean {
  return named === undefined || named === met;
}

function either(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function ageSpans(whos: Who[]): { from: number; to: number }[] {
  const bounds = new Set([0, OLDEST, ...whos.flatMap(({ age }) => (age ? [age.from, age.to] : []))]);
  const rising = [...bounds].sort((a, b) => a - b);
  return rising.slice(1).map((to, i) => ({ from: rising[i] as number, to }));
}

function spread(found: Cell[], dimension: "segment" | "locality", whos: Who[]): Cell[] {
  const names = new Set(whos.flatMap((who) => who[dimension] ?? []));
  return found.flatMap((cell) => [...[...names].map((name) => ({ ...cell, [dimension]: name })), cell]);
}
