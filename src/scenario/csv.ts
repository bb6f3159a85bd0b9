import Papa from "papaparse";
import type { Complain, Spot } from "./faults.js";
import * as say from "./messages.js";
import type { Entry, Leaf, Mapping } from "./tree.js";

const NAME = /^[a-z0-9][a-z0-9-]*$/;

/**
 * The rows of a CSV as mappings from column to cell, every cell with its line and column;
 * the place of a key is its column's heading.
 * The first line names the columns; lines that start with `#` and empty lines are skipped.
 * No rows at all after a complaint.
 */
export function parseCsv(text: string, file: string, complain: Complain): Mapping[] {
  let sound = true;
  const told: Complain = (spot, message) => {
    sound = false;
    complain(spot, message);
  };
  const [heads, ...lines] = cellLines(text, file, told);
  if (!heads || lines.length === 0) {
    complain({ file, line: 1, col: 1 }, say.emptyTable());
    return [];
  }
  if (!goodHeads(heads, complain)) return [];
  const rows = lines.flatMap((line) => rowOf(heads, line, told) ?? []);
  return sound ? rows : [];
}

function cellLines(text: string, file: string, complain: Complain): Leaf[][] {
  const lines: Leaf[][] = [];
  for (const [i, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (raw.trim() === "" || raw.startsWith("#")) continue;
    const { data, errors } = Papa.parse<string[]>(raw, { delimiter: "," });
    if (errors.length > 0) {
      complain({ file, line: i + 1, col: 1 }, say.brokenRow());
      continue;
    }
    const cols = starts(raw);
    const cells = (data[0] ?? []).map((cell, j) => leaf(cell.trim(), { file, line: i + 1, col: cols[j] ?? 1 }));
    lines.push(cells);
  }
  return lines;
}

/** Columns, from 1, at which the cells of a line start; commas in quotes do not count, spaces before a cell do not either. */
function starts(line: string): number[] {
  const found = [1];
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    if (line[i] === "," && !quoted) found.push(i + 2);
  }
  return found.map((col) => col + (line.slice(col - 1).match(/^ +(?=[^ ,])/)?.[0].length ?? 0));
}

function goodHeads(heads: Leaf[], complain: Complain): boolean {
  const seen = new Set<string>();
  let good = true;
  for (const { value, spot } of heads) {
    const name = String(value);
    const message =
      !NAME.test(name) || name === "constructor" ? say.badColumn(name) : seen.has(name) ? say.columnTwice(name) : "";
    seen.add(name);
    if (message === "") continue;
    complain(spot, message);
    good = false;
  }
  return good;
}

function rowOf(heads: Leaf[], cells: Leaf[], complain: Complain): Mapping | undefined {
  const spot = cells[0]?.spot as Spot;
  if (cells.length !== heads.length) {
    complain(spot, say.rowLength(cells.length, heads.length));
    return undefined;
  }
  const entries = new Map<string, Entry>();
  for (const [i, cell] of cells.entries()) {
    entries.set(String(heads[i]?.value), { spot: heads[i]?.spot ?? spot, value: cell });
  }
  return { kind: "mapping", spot, entries };
}

function leaf(value: string, spot: Spot): Leaf {
  return { kind: "leaf", spot, value };
}
