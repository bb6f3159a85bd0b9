/** Real figures that a baseline is held against: `observed.csv` beside it. */
import { parseCsv } from "./csv.js";
import { isDate } from "./dates.js";
import { type Complain, Complaints } from "./faults.js";
import { badObservedNumber, badUse, missingColumns, notADate } from "./messages.js";
import { beside, type Source, Unreadable } from "./source.js";
import type { Leaf, Mapping } from "./tree.js";

/**
 * How an observed figure was used: `fit`: the baseline was fitted to it; `check`: it was not; `input`: the baseline itself
 * assumes what it is held against; `context`: another year or place.
 */
export type ObservedUse = "fit" | "check" | "input" | "context";
const USES: readonly string[] = ["fit", "check", "input", "context"];

/** One observed figure; shares are fractions of one. */
export interface Observed {
  /** As `careshift schema measures` names it, where there is such a measure. */
  measure: string;
  /** Null: the whole system. */
  place: string | null;
  value: number;
  /** Between which figures the truth may lie; undefined: nothing is said. */
  low?: number;
  high?: number;
  /** Standard error of the figure, in its own unit. */
  sd?: number;
  /** First and last day that it is of, as ISO dates; undefined: the whole run. */
  from?: string;
  to?: string;
  unit: string;
  year: string;
  area: string;
  /** Key of the register, or a name. */
  source: string;
  use: ObservedUse;
  note: string;
}

const NUMBERS = ["value", "low", "high", "sd"] as const;
const TEXTS = ["measure", "place", "from", "to", "unit", "year", "area", "source", "use", "note"] as const;
type NumberColumn = (typeof NUMBERS)[number];
type Column = NumberColumn | (typeof TEXTS)[number];

/**
 * The observed figures beside a scenario; none where there is no `observed.csv`.
 * @throws ScenarioFaults with everything that is wrong in the file
 */
export function observedBeside(scenarioFile: string, source: Source): Observed[] {
  try {
    return observedIn(beside(scenarioFile, "observed.csv"), source);
  } catch (error) {
    if (error instanceof Unreadable && error.missing) return [];
    throw error;
  }
}

/**
 * The observed figures of a file.
 * @throws ScenarioFaults with everything that is wrong in the file
 * @throws Unreadable where there is no such file
 */
export function observedIn(path: string, source: Source): Observed[] {
  const text = source.read(path);
  const complaints = new Complaints();
  const rows = parseCsv(text, path, complaints.add);
  const missing = (["measure", "value"] as const).filter((column) => rows.some((row) => !row.entries.has(column)));
  if (missing.length > 0) complaints.add({ file: path, line: 1, col: 1 }, missingColumns(missing));
  complaints.settle();
  const figures = rows.flatMap((row) => observed(row, complaints.add) ?? []);
  complaints.settle();
  return figures;
}

function observed(row: Mapping, complain: Complain): Observed | undefined {
  const text = (column: Column) => String(cell(row, column)?.value ?? "").trim();
  const value = amount(row, "value", complain);
  const low = amount(row, "low", complain);
  const high = amount(row, "high", complain);
  const sd = amount(row, "sd", complain);
  const from = day(row, "from", complain);
  const to = day(row, "to", complain);
  const use = text("use") || "check";
  if (!USES.includes(use)) complain(cell(row, "use")?.spot ?? row.spot, badUse(use));
  if (value === undefined) {
    complain(cell(row, "value")?.spot ?? row.spot, badObservedNumber(text("value")));
    return undefined;
  }
  return {
    measure: text("measure"),
    place: text("place") || null,
    value,
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(sd !== undefined && { sd }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    unit: text("unit"),
    year: text("year"),
    area: text("area"),
    source: text("source"),
    use: use as ObservedUse,
    note: text("note"),
  };
}

function cell(row: Mapping, column: Column): Leaf | undefined {
  const found = row.entries.get(column)?.value;
  return found?.kind === "leaf" ? found : undefined;
}

/** A plain number; undefined where the cell is empty or, after a complaint, no number. */
function amount(row: Mapping, column: NumberColumn, complain: Complain): number | undefined {
  const found = cell(row, column);
  const text = String(found?.value ?? "").trim();
  if (text === "") return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  if (column !== "value") complain(found?.spot ?? row.spot, badObservedNumber(text));
  return undefined;
}

/** A date; undefined where the cell is empty or, after a complaint, no date. */
function day(row: Mapping, column: "from" | "to", complain: Complain): string | undefined {
  const found = cell(row, column);
  const text = String(found?.value ?? "").trim();
  if (text === "" || isDate(text)) return text || undefined;
  return void complain(found?.spot ?? row.spot, notADate(text));
}
