import { plainText, type Table } from "../document.js";
import { lengthOf } from "../fold.js";

/** Mean width of a letter of a table, and the room that a column needs beside its letters, in mm (8.5 pt Arial). */
const LETTER = 1.62;
const PADDING = 2.6;
/** Letters that a column may ask for at most: longer words are broken, longer texts folded. */
const LONGEST_WORD = 22;
const LONGEST_TEXT = 60;
/** The last column of words may say more than the others: a reason, a source. */
const LONGEST_LAST = 120;
/** What heads the rows of a table of numbers is folded no narrower than this, in letters. */
const ROW_HEAD = 24;

/** Where a line may be broken: not at a space that is meant to hold. */
const BREAKS = /[ \t\n-]/;

/** What a column needs not to break a word, and what it would like, in mm. */
interface Need {
  least: number;
  wish: number;
}

/** The width under which the words of a table begin to break, in mm. */
export function leastWidth(table: Table): number {
  return needs(table).reduce((sum, { least }) => sum + least, 0);
}

/** Widths of the columns of a table in a page of this width, in mm: what each needs, and of the rest more to those with much to say. */
export function columnWidths(table: Table, width: number): number[] {
  const all = needs(table);
  const least = all.reduce((sum, need) => sum + need.least, 0);
  if (least >= width) return all.map((need) => (need.least / least) * width);
  const wishes = all.reduce((sum, need) => sum + need.wish - need.least, 0);
  if (wishes === 0) return all.map((need) => (need.least / least) * width);
  const part = (width - least) / wishes;
  return all.map((need) => need.least + (need.wish - need.least) * part);
}

/** What heads a row is bold in a table of numbers: its letters are so much wider. */
const BOLD = 1.12;

/** Needs of all columns; those of numbers, where there are no others, wish for the same width. */
function needs(table: Table): Need[] {
  const own = needsOf(table);
  const numbers = own.slice(1);
  if (table.columns.slice(1).some(({ align }) => align !== "number")) return own;
  const wish = Math.max(0, ...numbers.map((need) => need.wish));
  return [...own.slice(0, 1), ...numbers.map(({ least }) => ({ least, wish }))];
}

function needsOf({ columns, rows }: Table): Need[] {
  return columns.map((column, i) => {
    const headings = [column.heading, column.unit ?? ""];
    const texts = rows.map((row) => plainText(row.cells[i]?.text ?? ""));
    const unders = rows.map((row) => row.cells[i]?.under ?? "");
    const word = longest([
      ...[...headings, ...texts].flatMap((text) => text.split(BREAKS)),
      ...(column.align === "number"
        ? unders.flatMap((under) => (/\d/.test(under) ? joined(under) : under.split(" ")))
        : []),
    ]);
    const text = Math.max(longest([...texts, ...unders]), longest(headings) / 2);
    const isRowHead = i === 0 && columns.some(({ align }) => align === "number");
    const least =
      (isRowHead ? Math.max(Math.min(text, ROW_HEAD), Math.min(word, LONGEST_WORD)) : Math.min(word, LONGEST_WORD)) *
        LETTER *
        (isRowHead ? BOLD : 1) +
      PADDING;
    const most = i === columns.length - 1 && column.align === "text" ? LONGEST_LAST : LONGEST_TEXT;
    return { least, wish: Math.max(least, Math.min(text, most) * LETTER + PADDING) };
  });
}

/** An interval is set smaller than its number, and stays on one line where it can. */
function joined(under: string): string {
  return "x".repeat(Math.round(lengthOf(under) * 0.85));
}

function longest(texts: string[]): number {
  return Math.max(1, ...texts.map(lengthOf));
}
