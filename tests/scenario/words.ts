/** The words of the scenario language, as its JSON Schema has them, and which of them a scenario uses. */
import { MONTHS, WEEKDAYS } from "../../src/scenario/dates.js";
import { scenarioJsonSchema } from "../../src/scenario/schema.js";
import { EVIDENCE } from "../../src/scenario/values.js";

type Json = Record<string, unknown>;

const SCHEMA = scenarioJsonSchema() as Json;
const DEFINITIONS = SCHEMA.definitions as Record<string, Json>;
/** Keys that are names of days, months and hours, or evidence, which may stand on anything: no words of their own. */
export const COMMON = new Set([
  ...[...MONTHS, ...WEEKDAYS, ...Object.keys(EVIDENCE), "low", "high", "value"],
  ...Array.from({ length: 24 }, (_, hour) => String(hour)),
]);
/** Stands for the names that planners give. */
const NAMED = "*";
/** The same word in several places of the schema counts once. */
const SAME: [RegExp, string][] = [
  [/^<law-of-[a-z-]+>/, "<law>"],
  [/^<[a-z-]+-by-what-people-are-like>|^pathways\.\*\.stay(?=\.(by|table|unit|others|times))/, "<by>"],
  [/^pathways\.\*\.stay\.law=/, "<law>."],
  [/^(needs|arrivals)\.\*\.rhythm/, "<rhythm>"],
  [/\.(month|weekday|hour)\.table$/, ".table"],
  [/\.timetable\.(beds|places|packages|visits|staff)$/, ".timetable.capacity"],
  [/=(yes|no)$/, ""], // of a flag, the key is the word
];

/** Every word: `places.*.shared` for a key, `places.*.kind=team` for one of a few words. */
export function wordsOfTheLanguage(): string[] {
  const words = new Set<string>();
  collect(SCHEMA, "", words, new Set());
  return [...new Set([...words].map(once))].sort();
}

/** The words that a scenario uses, as plain data. */
export function wordsUsed(scenario: unknown): Set<string> {
  const words = new Set<string>();
  mark(scenario, SCHEMA, "", words);
  return new Set([...words].map(once));
}

function once(word: string): string {
  return SAME.reduce((text, [pattern, by]) => text.replace(pattern, by), word);
}

function collect(json: Json, path: string, words: Set<string>, seen: Set<string>): void {
  const [each, here] = resolve(json, path);
  if (here !== path) {
    if (seen.has(here)) return;
    seen.add(here);
  }
  for (const choice of choices(each)) {
    if (choice !== each) collect(choice, here, words, seen);
  }
  for (const word of enumOf(each)) if (!COMMON.has(word)) words.add(`${here}=${word}`);
  for (const [key, below] of Object.entries((each.properties ?? {}) as Record<string, Json>)) {
    if (COMMON.has(key)) continue;
    words.add(join(here, key));
    collect(below, join(here, key), words, seen);
  }
  if (isSchema(each.additionalProperties)) collect(each.additionalProperties, join(here, NAMED), words, seen);
  if (isSchema(each.items)) collect(each.items, here, words, seen);
}

function mark(value: unknown, json: Json, path: string, words: Set<string>): void {
  const [each, here] = resolve(json, path);
  for (const choice of choices(each)) if (choice !== each && fits(value, choice)) mark(value, choice, here, words);
  if (enumOf(each).includes(String(value))) words.add(`${here}=${String(value)}`);
  if (Array.isArray(value)) {
    if (isSchema(each.items)) for (const item of value) mark(item, each.items, here, words);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const properties = (each.properties ?? {}) as Record<string, Json>;
  for (const [key, item] of Object.entries(value)) {
    const own = properties[key];
    if (own) {
      words.add(join(here, key));
      mark(item, own, join(here, key), words);
    } else if (isSchema(each.additionalProperties)) mark(item, each.additionalProperties, join(here, NAMED), words);
  }
}

/** What a reference points to, under the name it is kept by; anything else as it stands. */
function resolve(json: Json, path: string): [Json, string] {
  if (typeof json.$ref !== "string") return [json, path];
  const name = json.$ref.replace("#/definitions/", "");
  return [DEFINITIONS[name] as Json, `<${name}>`];
}

function choices(json: Json): Json[] {
  return (json.anyOf as Json[] | undefined) ?? [];
}

function enumOf(json: Json): string[] {
  const words = json.const === undefined ? ((json.enum as unknown[] | undefined) ?? []) : [json.const];
  return words.filter((word) => typeof word === "string");
}

/** Whether a value may be what one of several shapes describes, as far as its keys tell. */
function fits(value: unknown, json: Json): boolean {
  const [each] = resolve(json, "");
  if (each.anyOf) return choices(each).some((choice) => fits(value, choice));
  if (each.enum !== undefined || each.const !== undefined) return enumOf(each).includes(String(value));
  if (Array.isArray(value)) return each.type === "array";
  if (typeof value !== "object" || value === null) return each.type !== "object" && each.type !== "array";
  if (each.type !== "object") return false;
  const keys = Object.keys(value);
  const properties = (each.properties ?? {}) as Json;
  const required = (each.required ?? []) as string[];
  return (
    required.every((key) => keys.includes(key)) &&
    (each.additionalProperties !== false || keys.every((key) => key in properties))
  );
}

function isSchema(json: unknown): json is Json {
  return typeof json === "object" && json !== null;
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
