/** The lines of `changes:`, as a redesign lists them. */
import { isDate, monthsLater } from "./dates.js";
import type { Complain, Spot } from "./faults.js";
import * as say from "./messages.js";
import { isDatable } from "./paths.js";
import { at, itemsAt, type Leaf, type Mapping, type Tree, textAt } from "./tree.js";
import { DAYS_PER_MONTH, duration, readAmount } from "./units.js";

export const VERBS = ["set", "add", "scale", "remove"] as const;
export type Verb = (typeof VERBS)[number];

/** One line of `changes:`, with its place. */
export interface Change {
  verb: Verb;
  path: string;
  pathSpot: Spot;
  /** What is set, added or multiplied by; undefined for `remove`. */
  value: Tree | undefined;
  /** ISO date; undefined: throughout the run. */
  from: string | undefined;
  fromSpot: Spot;
  /** Steps of one month each in which it is phased in; 1: at once. */
  months: number;
  /** The line as it was written. */
  line: Mapping;
}

/** The changes a file lists, those that can be understood; complaints about the others. */
export function readChanges(file: Mapping, complain: Complain): Change[] {
  return itemsAt(file, "changes").flatMap((line) =>
    line.kind === "mapping" ? (readChange(line, complain) ?? []) : [],
  );
}

/** The dates before `end` at which a change takes a step: one, or one a month while it is phased in. */
export function datesOf({ from, months }: Change, end: string): string[] {
  const dates: string[] = [];
  for (let month = 0; from !== undefined && month < months; month++) {
    const date = monthsLater(from, month);
    if (date >= end) break;
    dates.push(date);
  }
  return dates;
}

function readChange(line: Mapping, complain: Complain): Change | undefined {
  const verbs = VERBS.filter((verb) => line.entries.has(verb));
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) return void complain(line.spot, say.oneVerb(verbs));
  const value = readValue(line, verb, complain);
  const months = readMonths(line, verb, complain);
  const path = textAt(line, verb);
  const from = textAt(line, "from");
  const fromSpot = at(line, "from")?.spot ?? line.spot;
  if (path === undefined || months === undefined || value === null) return undefined;
  if (line.entries.has("from") && !isDate(from)) return undefined; // the schema complains
  if (from !== undefined && !isDatable(path)) return void complain(fromSpot, say.notDatable(path));
  return { verb, path, value, from, months, line, pathSpot: at(line, verb)?.spot as Spot, fromSpot };
}

/** What a line sets, adds or multiplies by; null after a complaint. */
function readValue(line: Mapping, verb: Verb, complain: Complain): Tree | undefined | null {
  const key = verb === "set" ? "to" : verb === "remove" ? undefined : "by";
  for (const other of ["to", "by"]) {
    const stray = line.entries.get(other);
    if (stray && other !== key) complain(stray.spot, say.verbWantsNot(verb, other));
  }
  if (key === undefined) return undefined;
  const value = at(line, key);
  if (!value) complain(line.spot, say.verbWants(verb, key));
  return value ?? null;
}

function readMonths(line: Mapping, verb: Verb, complain: Complain): number | undefined {
  const over = at(line, "over");
  if (!over) return 1;
  if (verb === "remove") return void complain(over.spot, say.removePhased());
  if (!line.entries.has("from")) return void complain(over.spot, say.overWithoutFrom());
  const reading = readAmount(over.kind === "leaf" ? over.value : undefined, duration);
  if ("wrong" in reading) return undefined; // the schema complains
  const months = Math.round(reading.value / DAYS_PER_MONTH);
  if (months >= 1 && Math.abs(reading.value / DAYS_PER_MONTH - months) < 1e-6) return months;
  return void complain(over.spot, say.notMonths((over as Leaf).value));
}
