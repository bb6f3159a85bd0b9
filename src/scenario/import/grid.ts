/** CSV files of other programs: cells with their row and column, and complaints that name them. */
import { Complaints, type Fault, ImportFaults } from "../faults.js";
import { shown } from "../messages.js";
import { askOfCommas, commasOf, parted, pointed } from "./separators.js";

/** Complaints of one file; more are counted. */
const MOST_TOLD = 30;
/** Columns named in a complaint. */
const MOST_NAMED = 12;

/** A file that was handed over: its name, as complaints show it, and its text. */
export interface Handed {
  file: string;
  text: string;
}

/** A table as a spreadsheet shows it, and how to complain of a cell of it. */
export interface Grid {
  file: string;
  /** Cells without the spaces around them; the first row is row 1. */
  rows: string[][];
  /** Complains of a cell: row and column from 0; the message begins with where it is, in words. */
  complain: (row: number, column: number, message: string) => void;
}

/** Everything that is wrong with a set of files, told at once. */
export class Desk {
  private readonly complaints = new Complaints();

  /**
   * Opens a file; its `#` lines and empty lines are blank rows, so that row numbers stay those of a spreadsheet.
   * @param asks whether `"1,200"` is doubtful in a file separated by commas too, as where decimals are usual
   */
  open({ file, text }: Handed, { asks = false } = {}): Grid {
    const { rows: data, delimiter } = parted(text.replace(/^\uFEFF/, ""));
    const rows = data.map((cells) => (cells[0]?.startsWith("#") ? [] : cells.map((cell) => cell.trim())));
    while (rows.length > 0 && isBlank(rows[rows.length - 1]!)) rows.pop();
    const complain = (row: number, column: number, message: string) =>
      this.complaints.add({ file, line: row + 1, col: column + 1 }, `${whereIn(row, column)}: ${message}`);
    if (rows.length === 0) complain(0, 0, "the file holds no table; give a CSV file with a heading and rows");
    const style = commasOf(rows);
    if (style === "decimal") for (const [i, cells] of rows.entries()) rows[i] = cells.map(pointed);
    else if (style === "unclear" && (asks || delimiter !== ",")) askOfCommas(rows, complain);
    return { file, rows, complain };
  }

  /** @throws ImportFaults if anything was complained of */
  settle(): void {
    if (!this.isSound) throw new ImportFaults(told(this.complaints.faults));
  }

  get isSound(): boolean {
    return this.complaints.faults.length === 0;
  }
}

/** The first complaints of each file, and how many more there are. */
function told(faults: readonly Fault[]): Fault[] {
  return [...new Set(faults.map(({ file }) => file))].flatMap((file) => {
    const own = faults.filter((fault) => fault.file === file).sort((a, b) => a.line - b.line || a.col - b.col);
    const rest = own.slice(MOST_TOLD);
    if (rest.length < 2) return own;
    const message = `and ${rest.length} more faults from here on; perhaps another column or another file was meant`;
    return [...own.slice(0, MOST_TOLD), { ...rest[0]!, message }];
  });
}

/** `row 3, column E` as spreadsheets count. */
export function whereIn(row: number, column: number): string {
  return `row ${row + 1}, column ${columnLetters(column)}`;
}

function columnLetters(column: number): string {
  const first = column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : "";
  return first + String.fromCharCode(65 + (column % 26));
}

/** Whether a row says nothing. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === "");
}

/** Whether a cell says nothing: empty or NA, as R writes it. */
export function isNothing(cell: string | undefined): boolean {
  return cell === undefined || cell === "" || cell === "NA";
}

/** A cell as a number; undefined where it is none. Commas may part thousands. */
export function numberIn(cell: string | undefined): number | undefined {
  if (cell === undefined || !/^[-+]?(\d{1,3}(,\d{3})+|\d*)(\.\d+)?(e[-+]?\d+)?$/i.test(cell) || !/\d/.test(cell))
    return undefined;
  const number = Number(cell.replaceAll(",", ""));
  return Number.isFinite(number) ? number : undefined;
}

/** The rows below a heading, each as column name to cell, with its row; complains of columns that are not there. */
export interface Sheet {
  rows: { row: number; cells: Record<string, string> }[];
  column: (name: string) => number;
}

/**
 * Reads a table with a heading. Columns may be called by other names, in any case.
 * @param columns wanted, each with the names it may go by; a name that ends in `?` need not be there
 */
export function sheet(grid: Grid, columns: Record<string, readonly string[]>): Sheet | undefined {
  const head = grid.rows.findIndex((cells) => !isBlank(cells));
  if (head === -1) return undefined;
  const heads = grid.rows[head]!.map((cell) => cell.toLowerCase());
  const at = new Map<string, number>();
  let isLacking = false;
  for (const [name, aliases] of Object.entries(columns)) {
    const names = aliases.map((alias) => alias.replace("?", ""));
    const found = heads.findIndex((cell) => names.includes(cell));
    if (found >= 0) at.set(name, found);
    else if (!aliases.some((alias) => alias.endsWith("?"))) {
      isLacking = true;
      grid.complain(head, 0, `there is no column ${aliases.map(shown).join(" or ")}; the columns are ${listed(heads)}`);
    }
  }
  const rows = grid.rows.flatMap((cells, row) => {
    if (row <= head || isBlank(cells)) return [];
    return [{ row, cells: Object.fromEntries([...at].map(([name, column]) => [name, cells[column] ?? ""])) }];
  });
  if (rows.length === 0) grid.complain(head, 0, "there are no rows below the heading");
  if (isLacking) return undefined; // what rows say means little then
  return { rows, column: (name) => at.get(name) ?? 0 };
}

function listed(names: readonly string[]): string {
  const some = names.slice(0, MOST_NAMED).map((name) => shown(name));
  const more = names.length - some.length;
  return `${some.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
