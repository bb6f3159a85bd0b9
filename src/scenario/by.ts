/** `by:` — values that differ between people, inline or from a table. */
import * as words from "./messages.js";
import type { By, Dimension, Who } from "./scenario.js";
import { nearest } from "./suggest.js";
import type { Path } from "./tree.js";
import { factor, type Kind, parseAmount, writeAmount } from "./units.js";
import {
  amount,
  amountJson,
  below,
  checkKeys,
  EVIDENCE,
  evidenceJson,
  isMapping,
  type Json,
  type Raw,
  type Reader,
  type Say,
  shared,
} from "./values.js";
import { describeWho, overlap, parseAges } from "./who.js";

export const DIMENSIONS: [Dimension, ...Dimension[]] = ["age", "sex", "segment", "locality"];

/** A `By` as read, each row with its path below the value, and `others` undefined where nothing holds for those left out. */
export interface ByRead<T> {
  by: Dimension[];
  rows: { who: Who; value: T; path: Path }[];
  others: T | undefined;
}

/** How the values of a `by:` are read. */
export interface Cells<T> {
  /** Reads an inline value, or one that stands behind no `by:`. */
  read: Reader<T>;
  /** Columns that a table must have besides those of the dimensions, seen its first row; undefined after a complaint. */
  columns(raw: Raw, head: Raw, say: Say): readonly string[] | undefined;
  /** Turns a row of a table into what `read` reads, and a path below that into the column it came from. */
  row(row: Raw, raw: Raw): { raw: unknown; column(path: Path): string };
  /** Multiplies by a factor written as `times:`. */
  times(value: T, by: number): T;
  /** What holds for people whom no row names; undefined where they may not be left out. */
  absent: T | undefined;
  /** Keys that may stand beside `by:`. */
  keys: readonly string[];
}

const BESIDE = ["by", "others", "table", "unit", "times", ...Object.keys(EVIDENCE)];

/** A reader of values that may differ between people. */
export function by<T>(cells: Cells<T>): Reader<ByRead<T>> {
  return (raw, say) => {
    if (isMapping(raw) && "by" in raw) return differing(raw, cells, say);
    if (isMapping(raw) && "table" in raw) return void say(words.tableWithoutBy(), ["table"], true);
    const value = cells.read(raw, say);
    return value === undefined ? undefined : { by: [], rows: [], others: value };
  };
}

/** A reader of numbers that may differ between people; `absent` is what holds for those no row names. */
export function byAmount(kind: Kind, absent: number | undefined): Reader<ByRead<number>> {
  const read = amount(kind);
  return by({
    read: (raw, say) => read(raw, say),
    columns: () => ["value"],
    row: (row, raw) => ({ raw: withUnit(row.value, raw.unit), column: () => "value" }),
    times: (value, times) => value * times,
    absent,
    keys: [],
  });
}

/** A number without a unit of its own takes the one that stands beside it as `unit:`. */
export function withUnit(cell: unknown, unit: unknown): unknown {
  if (typeof unit !== "string") return cell;
  const found = parseAmount(cell);
  if (found?.unit !== "" || found.pounds) return cell;
  return writeAmount({ number: found.number, pounds: unit.startsWith("£"), unit: unit.replace(/^£\s*/, "") });
}

/** What editors are told of a value that may differ between people. */
export function byJson(plain: Json, extra: Json = {}): Json {
  const dimension = { enum: DIMENSIONS };
  const properties: Json = {
    by: {
      anyOf: [dimension, { type: "array", items: dimension, minItems: 1 }],
      description: "What the value differs by.",
    },
    others: { ...plain, description: "What holds for people whom no row names." },
    table: { type: "string", description: "CSV with the dimensions' names and the value's as columns." },
    unit: { type: "string", description: "Unit of the rows that have none of their own." },
    times: { ...amountJson(factor), description: "Multiplies every row." },
    ...extra,
    ...evidenceJson(),
  };
  return {
    anyOf: [
      ...((plain.anyOf as Json[]) ?? [plain]),
      { type: "object", required: ["by"], properties, additionalProperties: plain },
    ],
  };
}

/** As byJson, for an amount. */
export function byAmountJson(kind: Kind): Json {
  return shared(`${kind.called} by what people are like`, () => byJson(amountJson(kind)));
}

/** The `By` of the scenario, once nobody is left out. */
export function settled<T>({ by, rows, others }: ByRead<T>, unreached: T): By<T> {
  return { by, rows: rows.map(({ who, value }) => ({ who, value })), others: others ?? unreached };
}

function differing<T>(raw: Raw, cells: Cells<T>, say: Say): ByRead<T> | undefined {
  const dimensions = readDimensions(raw.by, below(say, "by"));
  if (!dimensions) return undefined;
  checkKeys(
    Object.fromEntries(Object.entries(raw).filter(([key]) => isBeside(key, cells))),
    [...BESIDE, ...cells.keys],
    say,
  );
  const times = raw.times === undefined ? 1 : amount(factor)(raw.times, below(say, "times"));
  const rows = raw.table === undefined ? inline(raw, dimensions, cells, say) : tabled(raw, dimensions, cells, say);
  const others =
    raw.others === undefined ? undefined : cells.read(withUnit(raw.others, raw.unit), below(say, "others"));
  if (!rows || times === undefined || (raw.others !== undefined && others === undefined)) return undefined;
  const twice = overlap(rows);
  if (twice)
    say(
      words.namedTwice(
        describeWho(twice[0].who),
        describeWho(twice[1].who),
        words.agesMeet(twice[0].who, twice[1].who),
      ),
      twice[0].path,
      raw.table === undefined,
    );
  const scaled = times === 1 ? rows : rows.map((row) => ({ ...row, value: cells.times(row.value, times) }));
  return { by: dimensions, rows: scaled, others: others === undefined ? cells.absent : cells.times(others, times) };
}

function isBeside(key: string, cells: Cells<unknown>): boolean {
  return BESIDE.includes(key) || cells.keys.includes(key);
}

function readDimensions(raw: unknown, say: Say): Dimension[] | undefined {
  const written = Array.isArray(raw) ? raw : [raw];
  const wrong = written.findIndex((name, i) => !DIMENSIONS.includes(name) || written.indexOf(name) < i);
  if (wrong < 0 && written.length > 0) return written;
  const name = written[wrong];
  const repeated = DIMENSIONS.includes(name);
  return void say(
    repeated ? words.dimensionTwice(name) : words.notOneOf(name, DIMENSIONS, nearest(String(name), DIMENSIONS)),
    Array.isArray(raw) && wrong >= 0 ? [wrong] : [],
  );
}

type Rows<T> = ByRead<T>["rows"];

function inline<T>(raw: Raw, dimensions: Dimension[], cells: Cells<T>, say: Say): Rows<T> | undefined {
  const rows: Rows<T> = [];
  let whole = true;
  for (const [key, written] of Object.entries(raw)) {
    if (isBeside(key, cells)) continue;
    const who = whoOf(
      key.split(",").map((part) => part.trim()),
      dimensions,
      (message) => say(message, [key], true),
    );
    const value = cells.read(withUnit(written, raw.unit), below(say, key));
    if (who && value !== undefined) rows.push({ who, value, path: [key] });
    else whole = false;
  }
  if (whole && rows.length === 0) return void say(words.noRows(dimensions));
  return whole ? rows : undefined;
}

function tabled<T>(raw: Raw, dimensions: Dimension[], cells: Cells<T>, say: Say): Rows<T> | undefined {
  const strays = Object.keys(raw).filter((key) => !isBeside(key, cells));
  for (const key of strays) say(words.besideTable(key), [key], true);
  const table = raw.table as { rows: Raw[] };
  const head = table.rows[0];
  if (!head) return []; // the table has been complained of already
  const columns = cells.columns(raw, head, say);
  if (!columns || strays.length > 0 || !goodColumns(head, [...dimensions, ...columns], say)) return undefined;
  const rows: Rows<T> = [];
  for (const [i, row] of table.rows.entries()) {
    const here = (column: string): Path => ["table", "rows", i, column];
    const parts = dimensions.map((dimension) => String(row[dimension]));
    const who = whoOf(parts, dimensions, (message, path = []) => say(message, here(String(path[0] ?? dimensions[0]))));
    const cell = cells.row(row, raw);
    const value = cells.read(cell.raw, (message, path = []) => say(message, here(cell.column(path))));
    if (who && value !== undefined) rows.push({ who, value, path: here(dimensions[0] as string) });
  }
  return rows.length === table.rows.length ? rows : undefined;
}

/** Complains of columns that a table has too many or too few. */
export function goodColumns(head: Raw, wanted: string[], say: Say): boolean {
  const strays = Object.keys(head).filter((name) => !wanted.includes(name));
  const missing = wanted.filter((name) => !(name in head));
  for (const name of strays)
    say(words.unknownColumn(name, nearest(name, missing), wanted), ["table", "rows", 0, name], true);
  for (const name of strays.length > 0 ? [] : missing)
    say(words.missingColumn(name, wanted), ["table", "rows", 0, Object.keys(head)[0] as string], true);
  return strays.length + missing.length === 0;
}

function whoOf(parts: string[], dimensions: Dimension[], say: Say): Who | undefined {
  if (parts.length !== dimensions.length) return void say(words.wrongParts(parts.join(", "), dimensions));
  const who: Who = {};
  for (const [i, dimension] of dimensions.entries()) {
    const part = parts[i] as string;
    if (dimension === "age") who.age = parseAges(part);
    else if (dimension !== "sex") who[dimension] = part;
    else if (part === "female" || part === "male") who.sex = part;
    if (who[dimension] === undefined) return void say(words.wrongRow(part, dimension), [dimension]);
  }
  return who;
}
