/** Tables of the document as a spreadsheet wants them: one row of headings, one kind of thing in a column, numbers as numbers. */
import { type Cell, type Column, plainText, type Table } from "../document.js";
import { plain } from "../escape.js";

export type Value = string | number | boolean | null;

/** One sheet's worth: as many values in each row as there are headings. */
export interface Tidy {
  headings: string[];
  rows: Value[][];
}

/** A table of the document, tidied: a number's interval in columns of its own, its unit in the heading, or in a column where it differs by row. */
export function tidied({ columns, rows }: Table): Tidy {
  const cellsOf = (i: number) => rows.map((row) => row.cells[i] ?? { text: "" });
  const units = rows.map((row) => new Set(row.cells.flatMap(({ quantity }) => (quantity ? [quantity.unit] : []))));
  const isUnitByRow = units.every((of) => of.size <= 1) && new Set(units.flatMap((of) => [...of])).size > 1;
  const parts = columns.map((column, i) =>
    i === 0 ? rowHeads(column, rows) : columnParts(column, cellsOf(i), isUnitByRow),
  );
  const unit: Part[] = isUnitByRow ? [{ heading: "Unit", values: units.map((of) => said([...of][0] ?? "")) }] : [];
  const all = [...(parts[0] ?? []), ...unit, ...parts.slice(1).flat()];
  return {
    headings: unlike(all.map(({ heading }) => heading)),
    rows: rows.map((_, r) => all.map(({ values }) => values[r] ?? null)),
  };
}

interface Part {
  heading: string;
  values: Value[];
}

/** What heads the rows; that one belongs to the row above is said, not shown by an indent. */
function rowHeads(column: Column, rows: Table["rows"]): Part[] {
  let above = "";
  const values = rows.map(({ cells, isPart }) => {
    const words = textOf(cells[0] ?? { text: "" });
    if (!isPart) above = words;
    return isPart && above !== "" ? `${above}: ${words}` : words;
  });
  return [{ heading: headingOf(column, []), values }];
}

function columnParts(column: Column, cells: Cell[], isUnitByRow: boolean): Part[] {
  const quantities = cells.flatMap(({ quantity }) => quantity ?? []);
  const units = isUnitByRow ? [] : [...new Set(quantities.map(({ unit }) => unit))];
  const words = (suffix: string) => headingOf(column, units, suffix);
  const unders: Part[] =
    cells.some(({ under }) => under !== undefined) && quantities.length === 0
      ? [{ heading: words("note"), values: cells.map(({ under }) => (under === undefined ? null : plain(under))) }]
      : [];
  const bound = (of: "low" | "high"): Part[] =>
    quantities.some((quantity) => known(quantity[of]) !== null)
      ? [{ heading: words(of), values: cells.map(({ quantity }) => known(quantity?.[of])) }]
      : [];
  const value = (cell: Cell): Value => (cell.quantity ? known(cell.quantity.value) : textOf(cell));
  return [{ heading: words(""), values: cells.map(value) }, ...bound("low"), ...bound("high"), ...unders];
}

/** `Baseline, low (people)`. */
function headingOf({ heading, group, unit }: Column, units: string[], suffix = ""): string {
  const words = [...(group === undefined ? [] : [group]), heading, ...(suffix === "" ? [] : [suffix])].join(", ");
  const told = [...new Set([...(unit === undefined ? [] : [unit]), ...(units.length === 1 ? units.map(said) : [])])];
  const inside = told.filter((word) => word !== "").join(", ");
  return plain(inside === "" ? words : `${words} (${inside})`);
}

/** A share is kept as a fraction, and says so. */
function said(unit: string): string {
  return unit === "share" ? "share of 1" : unit;
}

function textOf({ text }: Cell): string {
  return plain(plainText(text));
}

/** What JSON has lost, or what can't be known, is an empty cell. */
function known(value: number | null | undefined): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** No two columns are called the same. */
function unlike(headings: string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return count === 1 ? heading : `${heading} ${count}`;
  });
}
