import type { Cell, Document, Table, Text } from "./document.js";
import { tablesOf } from "./document.js";
import { plain } from "./escape.js";
import { fold, lengthOf } from "./fold.js";

const GAP = "  ";
const FEWEST = 60;
/** Stands before the label of a row that belongs to the one above. */
const PART = "· ";
/** No first column is folded narrower to save a table. */
const NARROW = 18;

/**
 * The first section of a document for a terminal: what is said, then its tables; columns that do not fit stand in tables below,
 * beside the first column again.
 * @param width characters to a line; fewer than 60 are taken as 60
 */
export function onScreen(document: Document, columns: number): string {
  const width = Math.max(FEWEST, columns);
  const first = document.sections.slice(0, 1);
  const said = first.flatMap(({ blocks }) => blocks.flatMap((block) => textOf(block, width)));
  const tables = tablesOf(first).map((table) => tableText(table, width));
  return [paragraph(document.title, width), ...said, ...tables].join("\n\n");
}

/** What a block says in words; tables and charts come after them. */
function textOf(block: Document["sections"][number]["blocks"][number], width: number): string[] {
  if (block.kind === "paragraph") return [paragraph(words(block.text), width)];
  if (block.kind === "warning") return [paragraph(`${block.heading}: ${words(block.text)}`, width)];
  if (block.kind === "list") return [block.items.map((item) => paragraph(`- ${words(item)}`, width)).join("\n")];
  return [];
}

function words(text: Text): string {
  const runs = typeof text === "string" ? [text] : text;
  const all = runs.map((run) => (typeof run === "string" ? run : Object.values(run).at(-1)));
  return plain(all.join("")).replaceAll("\u00a0", " ");
}

function paragraph(text: string, width: number): string {
  return fold(plain(text), width - 2)
    .map((line) => ` ${line}`)
    .join("\n");
}

function tableText({ columns, rows, notes }: Table, width: number): string {
  const cells = [
    columns.map(({ heading, unit }) => (unit === undefined ? heading : `${heading} (${unit})`)),
    ...rows.map((row) => row.cells.map((cell, c) => (row.isPart && c === 0 ? PART : "") + cellText(cell))),
  ];
  const widths = firstFitted(
    columns.map((_, c) => widthOf(cells, c, c === 0 ? width * 0.45 : width / 3)),
    width,
  );
  const blocks = blocksOf(widths, width);
  const drawn = blocks.map((block) => drawBlock(block, cells, widths, columns));
  return [...drawn, ...notes.map((note) => paragraph(words(note), width))].join("\n\n");
}

/** The widest first column, of at least `NARROW`, with which there are fewest tables below each other. */
function firstFitted([first = 0, ...others]: number[], width: number): number[] {
  const tried = Array.from({ length: Math.max(1, first - NARROW + 1) }, (_, i) => [first - i, ...others]);
  const counts = tried.map((widths) => blocksOf(widths, width).length);
  return tried[counts.indexOf(Math.min(...counts))] as number[];
}

function cellText({ text, under }: Cell): string {
  const said = words(text);
  return under === undefined ? said : `${said} ${words(under)}`;
}

/** As wide as its widest cell, up to `most`; a heading may be folded to its longest word. */
function widthOf(cells: string[][], c: number, most: number): number {
  const body = cells.slice(1).map((row) => lengthOf(row[c] ?? ""));
  const head = Math.max(...(cells[0]?.[c] ?? "").split(" ").map(lengthOf));
  return Math.min(Math.floor(most), Math.max(6, head, ...body));
}

/** Columns that stand side by side, the first in every block. */
function blocksOf(widths: number[], width: number): number[][] {
  const blocks: number[][] = [];
  let left = -1;
  for (let c = 1; c < widths.length; c++) {
    const needed = GAP.length + (widths[c] as number);
    if (needed > left) {
      blocks.push([0]);
      left = width - 1 - (widths[0] as number);
    }
    blocks.at(-1)?.push(c);
    left -= needed;
  }
  return blocks.length === 0 ? [[0]] : blocks;
}

function drawBlock(block: number[], cells: string[][], widths: number[], columns: Table["columns"]): string {
  const lines = cells.flatMap((row, r) => {
    const folded = block.map((c) => fold(row[c] ?? "", widths[c] as number));
    const deep = Math.max(1, ...folded.map((lines) => lines.length));
    const drawn = Array.from({ length: deep }, (_, i) =>
      block
        .map((c, b) => {
          // Headings stand on the line of their column's figures, so they hang from the bottom.
          const at = r === 0 ? i - deep + (folded[b] as string[]).length : i;
          return pad(folded[b]?.[at] ?? "", widths[c] as number, columns[c]?.align === "number");
        })
        .join(GAP),
    );
    return r === 0 ? [...drawn, block.map((c) => "─".repeat(widths[c] as number)).join(GAP)] : drawn;
  });
  return lines.map((line) => ` ${line}`.trimEnd()).join("\n");
}

function pad(text: string, width: number, toTheRight: boolean): string {
  const room = " ".repeat(Math.max(0, width - lengthOf(text)));
  return toTheRight ? room + text : text + room;
}
