/** What parts the cells of a file, and what a comma within a number means: programs of other countries write `los;3,5`. */
import Papa from "papaparse";
import { shown } from "../messages.js";

/** Rows from which the separator is told. */
const LOOKED_AT = 50;
/** `3,5` or `1.234,5` or `0,500`: the comma can only be that of decimals. */
const DECIMAL_COMMA = /^[-+]?(\d{1,3}(\.\d{3})+,\d+|\d+,(\d{1,2}|\d{4,})|0\d*,\d+|\d{4,},\d+)$/;
/** `3.5` or `1,234.5` or `1,234,567`: commas can only part thousands. */
const DECIMAL_POINT = /^[-+]?(\d+\.(\d{1,2}|\d{4,})|\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|0\.\d+)$/;
/** `1,200`: either. */
const EITHER = /^[-+]?[1-9]\d{0,2},\d{3}$/;

/** The cells of a file separated by commas, semicolons or tabs, whichever it is. */
export function parted(text: string): { rows: string[][]; delimiter: string } {
  const delimiter = [";", "\t"].find((mark) => isParted(text, mark)) ?? ",";
  return { rows: rowsBy(text, delimiter), delimiter };
}

/**
 * Whether a mark parts the cells: the widest of the first rows has it, as do most of them,
 * and a comma parts none, or parts only numbers' decimals.
 */
function isParted(text: string, mark: string): boolean {
  const rows = rowsBy(text, mark, LOOKED_AT).filter((cells) => cells.join("") !== "" && !cells[0]?.startsWith("#"));
  const several = rows.filter((cells) => cells.length > 1);
  if (several.length === 0 || several.length * 2 < rows.length) return false;
  const [head] = several;
  return head!.every((cell) => !cell.includes(",") || /^[-+]?[\d.]*,\d+$/.test(cell.trim()) || isQuotedIn(text, cell));
}

function isQuotedIn(text: string, cell: string): boolean {
  return text.includes(`"${cell.replaceAll('"', '""')}"`);
}

function rowsBy(text: string, delimiter: string, preview = 0): string[][] {
  return Papa.parse<string[]>(text, { delimiter, preview }).data;
}

/** What commas within numbers mean, by the numbers that leave no doubt. */
export function commasOf(rows: readonly string[][]): "decimal" | "thousands" | "unclear" {
  const has = (pattern: RegExp) => rows.some((cells) => cells.some((cell) => pattern.test(cell)));
  if (has(DECIMAL_POINT)) return "thousands";
  return has(DECIMAL_COMMA) ? "decimal" : "unclear";
}

/** A number with a decimal comma as one with a decimal point; anything else as it is. */
export function pointed(cell: string): string {
  const isNumber = /^[-+]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/.test(cell);
  return isNumber ? cell.replaceAll(".", "").replace(",", ".") : cell;
}

/** Complains of each number that could be read in two ways. */
export function askOfCommas(
  rows: readonly string[][],
  complain: (row: number, column: number, message: string) => void,
): void {
  for (const [row, cells] of rows.entries())
    for (const [column, cell] of cells.entries())
      if (EITHER.test(cell)) {
        const [decimal, whole] = [cell.replace(",", "."), cell.replace(",", "")];
        complain(
          row,
          column,
          `${shown(cell)} may be ${Number(decimal)} or ${whole}; write \`${Number(decimal)}\` or \`${whole}\``,
        );
      }
}
