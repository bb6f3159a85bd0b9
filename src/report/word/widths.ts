import { plainText, type Table } from "../document.js";
import { lengthOf } from "../fold.js";

/** Mean width of a letter of a table, and the room that a column needs beside its letters, in mm (8.5 pt Arial). */
const LETTER = 1.62;
const PADDING = 2.6;
/** Letters that a column may ask for at most: longer words are broken, longer texts folded. */
const LONGEST_WORD = 22;
const LONGEST_TEXT = 60;
/** What heads the rows of a table of numbers is folded no narrower than this, in letters. */
const ROW_HEAD = 24;

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

function needs({ columns, rows }: Table): Need[] {
  return columns.map((column, i) => {
    const headings = [column.heading, column.unit ?? ""];
    const texts = rows.map((row) => plainText(row.cells[i]?.text ?? ""));
    const unders = rows.map((row) => row.cells[i]?.under ?? "");
    const word = longest([
      ...[...headings, ...texts].flatMap((text) => text.split(/[\s-]/)),
      ...(column.align === "number" ? unders.map(joined) : []),
    ]);
    const text = Math.max(longest([...texts, ...unders]), longest(headings) / 2);
    const isRowHead = i === 0 && columns.some(({ align }) => align === "number");
    const least =
      (isRowHead ? Math.max(Math.min(text, ROW_HEAD), Math.min(word, LONGEST_WORD)) : Math.min(word, LONGEST_WORD)) *
        LETTER +
      PADDING;
    return { least, wish: Math.max(least, Math.min(text, LONGEST_TEXT) * LETTER + PADDING) };
  });
}

/** An interval is set smaller than its number, and stays on one line where it can. */
function joined(under: string): string {
  return "x".repeat(Math.round(lengthOf(under) * 0.85));
}

function longest(texts: string[]): number {
  return Math.max(1, ...texts.map(lengthOf));
}
