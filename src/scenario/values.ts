/** How single values are read: a reader takes plain data, complains of what is wrong, and gives the value in the project's unit. */
import * as z from "zod";
import * as words from "./messages.js";
import { nearest } from "./suggest.js";
import type { Path } from "./tree.js";
import { type Kind, readAmount, writeAmount } from "./units.js";

/** Complains about a value, or about what stands at a path below it; `onKey` points at the key instead of its value. */
export type Say = (message: string, path?: Path, onKey?: boolean) => void;

/** Undefined only after a complaint. */
export type Reader<T> = (raw: unknown, say: Say) => T | undefined;

export type Json = Record<string, unknown>;
export type Raw = Record<string, unknown>;

/** What may stand beside any number, table or law, and on any part. */
export const EVIDENCE: Record<string, string> = {
  source: "Key of the register `evidence.yaml`, or `assumed`.",
  why: "Why this value; wanted where the source is `assumed`.",
  confidence: "How far the number is trusted: `high`, `medium` or `low`.",
  range: "How far tables, laws and numbers may be out, such as `±20%`.",
};

/** What may stand beside a number or a law as well. */
export const BOUNDS: Record<string, string> = {
  low: "The least it might well be: `low` to `high` is read as a 95 % interval, with the value as its median.",
  high: "The most it might well be.",
};

export const TEXT: Json = { type: "string" };

/** A schema for one value, made of a reader and of what editors are told of it. */
export function value<T>(description: string, reader: Reader<T>, json: Json) {
  return z
    .unknown()
    .transform((raw, ctx): T => {
      let silent = true;
      const say: Say = (message, path = [], onKey = false) => {
        silent = false;
        const params = { onKey, missing: raw === undefined };
        ctx.issues.push({ code: "custom", message, path: [...path], params, input: raw });
      };
      const read = reader(raw, say);
      if (read === undefined && silent) throw new Error(`a reader gave nothing and said nothing: ${description}`);
      return read as T;
    })
    .meta({ description, ...json });
}

/** A number with its unit, plain or in the long form `{ value, low, high, source, why, confidence, range }`. */
export function amount(kind: Kind): Reader<number> {
  return (raw, say) => (isMapping(raw) ? longhand(raw, kind, say) : bare(raw, kind, say));
}

/** One of a few words. */
export function oneOf<T extends string>(...known: [T, ...T[]]): Reader<T> {
  return (raw, say) => {
    if (known.includes(raw as T)) return raw as T;
    return void say(words.notOneOf(raw, known, nearest(String(raw), known)));
  };
}

/** Controls, spaces of no width, marks that turn the direction of reading: two names that differ by one look the same. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Text; numbers and dates written without quotes are taken as text. */
export const text: Reader<string> = (raw, say) => {
  const [unseen] = typeof raw === "string" ? (UNSEEN.exec(raw) ?? []) : [];
  if (unseen !== undefined) return void say(words.unseen(String(raw), unseen));
  if (typeof raw === "string" && raw.trim() !== "") return raw;
  if (typeof raw === "number") return String(raw);
  return void say(words.notText(raw));
};

/** `yes`, `no`, `true`, `false`. */
export const yesNo: Reader<boolean> = (raw, say) => {
  if (raw === true || raw === "yes") return true;
  if (raw === false || raw === "no") return false;
  return void say(words.notYesNo(raw)) as undefined;
};

/** Complains of keys that a mapping may not have, and of evidence that is not evidence. */
export function checkKeys(raw: Raw, known: readonly string[], say: Say): void {
  for (const key of Object.keys(raw)) {
    if (!known.includes(key)) say(words.unknownKey(key, nearest(key, known), known), [key], true);
  }
  for (const key of known) if (key in raw && EVIDENCE_READERS[key]) EVIDENCE_READERS[key](raw[key], below(say, key));
}

/** Complaints about a part, told as complaints about the whole. */
export function below(say: Say, ...path: Path): Say {
  return (message, deeper = [], onKey = false) => say(message, [...path, ...deeper], onKey);
}

export function isMapping(raw: unknown): raw is Raw {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

/** What editors are told of an amount. */
export function amountJson(kind: Kind): Json {
  return shared(kind.called, () => {
    const plain = amountWords(kind);
    return { anyOf: [plain, strictJson({ value: plain, low: plain, high: plain }, ["value"])] };
  });
}

/** What editors are told, kept once under a name and pointed to, as it recurs in many places. */
export function shared(name: string, make: () => Json): Json {
  const key = name.replace(/^an? /, "").replaceAll(" ", "-");
  if (!DEFINITIONS.has(key)) DEFINITIONS.set(key, make());
  return { anyOf: [{ $ref: `#/definitions/${key}` }] };
}

/** What `shared` has kept. */
export function definitions(): Json {
  return Object.fromEntries(DEFINITIONS);
}

/** What editors are told of a mapping with these keys and the evidence. */
export function strictJson(properties: Json, required: string[] = []): Json {
  return { type: "object", properties: { ...properties, ...evidenceJson() }, required, additionalProperties: false };
}

export function evidenceJson(): Json {
  const told = (description: string): Json => ({ type: "string", description });
  const json = Object.fromEntries(Object.entries(EVIDENCE).map(([key, description]) => [key, told(description)]));
  return { ...json, confidence: { enum: ["high", "medium", "low"], description: EVIDENCE.confidence } };
}

const DEFINITIONS = new Map<string, Json>();

const RANGE = /^±\s?\d+(\.\d+)?\s?%$/;

const EVIDENCE_READERS: Record<string, Reader<unknown>> = {
  source: text,
  why: text,
  confidence: oneOf("high", "medium", "low"),
  range: (raw, say) => (RANGE.test(String(raw)) ? raw : void say(words.notARange(raw))),
};

/** One piece of evidence as a schema, for the mappings that zod checks key by key. */
export function evidenceShape() {
  const piece = (key: string) =>
    value(EVIDENCE[key] as string, EVIDENCE_READERS[key] as Reader<unknown>, evidenceJson()[key] as Json).optional();
  return { source: piece("source"), why: piece("why"), confidence: piece("confidence"), range: piece("range") };
}

function amountWords(kind: Kind): Json {
  const written = kind.units.map((unit) => writeAmount({ number: 12, pounds: kind.pounds ?? false, unit }));
  const plain = kind.units.includes("") && !kind.pounds;
  const type = plain ? (kind.units.length > 1 ? ["number", "string"] : ["integer", "string"]) : "string";
  return { type, description: `${kind.called}: ${written.join(", ")}` };
}

function bare(raw: unknown, kind: Kind, say: Say): number | undefined {
  const reading = readAmount(raw, kind);
  return "value" in reading ? reading.value : void say(reading.wrong);
}

function longhand(raw: Raw, kind: Kind, say: Say): number | undefined {
  checkKeys(raw, ["value", ...Object.keys(BOUNDS), ...Object.keys(EVIDENCE)], say);
  if (!("value" in raw)) return void say(words.noValue());
  const middle = bare(raw.value, kind, below(say, "value"));
  const low = "low" in raw ? bare(raw.low, kind, below(say, "low")) : middle;
  const high = "high" in raw ? bare(raw.high, kind, below(say, "high")) : middle;
  if (middle === undefined || low === undefined || high === undefined) return undefined;
  if (low > middle) say(words.lowAbove(raw.low, raw.value), ["low"]);
  if (high < middle) say(words.highBelow(raw.high, raw.value), ["high"]);
  return middle;
}
