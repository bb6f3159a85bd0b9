import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Paragraph,
  type ParagraphChild,
  SimpleField,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  Table as WordTable,
} from "docx";
import type { Cell, Column, TableRow as Row, Table } from "../document.js";
import { groupsOf } from "../groups.js";
import type { Theme } from "../theme.js";
import { type Anchors, run, runs } from "./runs.js";
import { hex, MM, STYLE } from "./styles.js";
import { columnWidths } from "./widths.js";

/** What every part of the document needs to know. */
export interface Setting {
  theme: Theme;
  /** `Table 3`, by id. */
  labels: ReadonlyMap<string, string>;
  anchors: Anchors;
  /** Of the text, in mm. */
  width: number;
  /** Another number for each list, so that each begins at 1. */
  nextList: () => number;
}

/** Rows of a table this short stay on one page. */
const SHORT = 14;
const NOTHING = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;

/** A table under its numbered caption, its heading rows repeated on every page, and its small print. */
export function tableBlocks(table: Table, setting: Setting): (Paragraph | WordTable)[] {
  return [caption(table.id, table.caption, setting), wordTable(table, setting), ...afterwards(table, setting)];
}

/** `Table 3. Caption`, its number a field that Word keeps in order; those that `labels` numbers otherwise as plain text. */
export function caption(id: string, words: string, { labels, anchors }: Setting): Paragraph {
  const label = labels.get(id) ?? "";
  const [, kind, number] = /^(Table|Figure) (\d+)$/.exec(label) ?? [];
  const numbered: ParagraphChild[] =
    kind === undefined || number === undefined
      ? [run(label)]
      : [run(`${kind} `), new SimpleField(`SEQ ${kind} \\* ARABIC`, number)];
  const name = anchors.get(id);
  return new Paragraph({
    style: STYLE.caption,
    children: [
      ...(name === undefined ? numbered : [new Bookmark({ id: name, children: numbered })]),
      run(label === "" ? words : `. ${words}`),
    ],
  });
}

function afterwards({ notes }: Table, { anchors }: Setting): Paragraph[] {
  if (notes.length === 0) return [new Paragraph({ style: STYLE.note, children: [] })];
  return notes.map(
    (note, i) =>
      new Paragraph({ style: STYLE.note, spacing: { before: i === 0 ? 80 : 0 }, children: runs(note, anchors) }),
  );
}

function wordTable(table: Table, setting: Setting): WordTable {
  const widths = columnWidths(table, setting.width).map((mm) => Math.round(mm * MM));
  const rule = { style: BorderStyle.SINGLE, size: 4, color: hex(setting.theme.colours.rule) };
  return new WordTable({
    width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
    borders: {
      top: NOTHING,
      left: NOTHING,
      right: NOTHING,
      insideVertical: NOTHING,
      bottom: rule,
      insideHorizontal: rule,
    },
    tableLook: { firstRow: true, firstColumn: true, noVBand: true, noHBand: true, lastColumn: false, lastRow: false },
    rows: [
      ...headings(table.columns, widths, setting),
      ...table.rows.map((row, i) => bodyRow(table, row, i, widths, setting)),
    ],
  });
}

function headings(columns: Column[], widths: number[], { theme }: Setting): TableRow[] {
  const border = { bottom: { style: BorderStyle.SINGLE, size: 12, color: hex(theme.colours.text) } };
  const groups = groupsOf(columns);
  const cell = (children: Paragraph[], of: object) =>
    new TableCell({ verticalAlign: VerticalAlignTable.BOTTOM, children, ...of });
  const heading = (words: string, column: Column, style: string = STYLE.heading) =>
    new Paragraph({ style, alignment: alignmentOf(column), keepNext: true, children: [run(words)] });
  const grouped = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: groups.map(({ group, columns: span }) =>
      cell(
        [
          new Paragraph({
            style: STYLE.heading,
            keepNext: true,
            alignment: AlignmentType.CENTER,
            children: [run(group ?? "")],
          }),
        ],
        {
          columnSpan: span,
        },
      ),
    ),
  });
  const own = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, i) =>
      cell(
        [
          heading(column.heading, column),
          ...(column.unit === undefined ? [] : [heading(column.unit, column, STYLE.under)]),
        ],
        {
          borders: border,
          width: { size: widths[i] ?? 0, type: WidthType.DXA },
        },
      ),
    ),
  });
  return groups.some(({ group }) => group !== undefined) ? [grouped, own] : [own];
}

function bodyRow({ columns, rows }: Table, row: Row, at: number, widths: number[], setting: Setting): TableRow {
  const together = rows.length <= SHORT && at < rows.length - 1;
  const isFigures = columns.some((column) => column.align === "number");
  return new TableRow({
    cantSplit: true,
    children: row.cells.map((cell, i) => {
      const isHead = i === 0;
      const bold = row.isTotal === true || (isHead && isFigures && row.isPart !== true);
      return new TableCell({
        width: { size: widths[i] ?? 0, type: WidthType.DXA },
        children: cellParagraphs(cell, columns[i] ?? { heading: "", align: "text" }, setting, {
          keepNext: together,
          isPart: isHead && row.isPart === true,
          bold,
        }),
      });
    }),
  });
}

function cellParagraphs(
  { text, under }: Cell,
  column: Column,
  { anchors }: Setting,
  { keepNext, isPart, bold }: { keepNext: boolean; isPart: boolean; bold: boolean },
): Paragraph[] {
  const shared = { keepNext, alignment: alignmentOf(column), ...(isPart && { indent: { left: 200 } }) };
  const children = typeof text === "string" ? [run(text, { bold })] : runs(text, anchors);
  return [
    new Paragraph({ ...shared, style: STYLE.cell, children }),
    ...(under === undefined ? [] : [new Paragraph({ ...shared, style: STYLE.under, children: [run(under)] })]),
  ];
}

function alignmentOf({ align }: Column) {
  return align === "number" ? AlignmentType.RIGHT : AlignmentType.LEFT;
}
