import type { Style, Workbook, Worksheet } from "exceljs";
import type { Findings } from "../../experiment/findings.js";
import { type Document, labelsOf, plainText, tablesOf } from "../document.js";
import { plain } from "../escape.js";
import { NHS, type Theme } from "../theme.js";
import { auditTrail, dataSheets } from "./findings-sheets.js";
import { sheetNames } from "./names.js";
import { type Tidy, tidied, type Value } from "./tidy.js";

/** Most letters that a cell holds. */
const LONGEST = 32_767;
/** What a spreadsheet would take for the beginning of a formula, were the text typed or imported. */
const FORMULA = /^[=+\-@\t\r]/;

/** Columns are no wider than this, in letters; longer texts are folded. */
const WIDEST = 60;
const FOLDED = { wrapText: true, vertical: "top" } as const;

/** Hardly larger than at the packages' own level, and in a third of the time. */
const QUICKLY = { zip: { compressionOptions: { level: 3 } } };

interface Sheet extends Tidy {
  name: string;
  title: string;
  notes: string;
}

/** The document's tables and the findings behind them as one XLSX file: a sheet each, all that is text kept text. */
export async function renderWorkbook(document: Document, findings: Findings, theme: Theme = NHS): Promise<Uint8Array> {
  const { default: excel } = await import("exceljs");
  const book = new excel.Workbook();
  book.title = plain(document.title);
  book.creator = `Careshift ${document.origin.version}`;
  book.description = plain(document.origin.command);
  const sheets = sheetsOf(document, findings);
  addContents(book, document, sheets, theme);
  for (const sheet of sheets) addSheet(book, sheet, theme);
  return new Uint8Array(await book.xlsx.writeBuffer(QUICKLY));
}

function sheetsOf(document: Document, findings: Findings): Sheet[] {
  const labels = labelsOf(document);
  const tables = tablesOf(document.sections);
  const data = dataSheets(findings);
  const names = sheetNames([
    ...tables.map(({ id, caption }) => `${short(labels.get(id) ?? "")} ${caption}`),
    ...data.map(({ name }) => name),
    "Audit trail",
  ]);
  const own = tables.map((table, i) => ({
    ...tidied(table),
    name: names[i] as string,
    title: `${labels.get(table.id) ?? ""}. ${table.caption}`,
    notes: table.notes.map(plainText).join(" "),
  }));
  const more = data.map((sheet, i) => ({
    ...sheet,
    name: names[tables.length + i] as string,
    title: sheet.about,
    notes: "",
  }));
  const trail = {
    ...auditTrail(findings, document.origin.command),
    name: names.at(-1) as string,
    title: "Audit trail: identity of the run, the commands that remake it, every number with its source",
    notes: "",
  };
  return [...own, ...more, trail];
}

/** `T3`, `F1.2`: a sheet's name has 31 letters. */
function short(label: string): string {
  return label.replace(/^Table /, "T").replace(/^Figure (\d+): table /, "F$1.");
}

/** What it is, whose, and where everything stands. */
function addContents(book: Workbook, document: Document, sheets: Sheet[], theme: Theme): void {
  const names = ["Contents", ...sheets.map(({ name }) => name)];
  const sheet = book.addWorksheet(names[0] as string);
  const lines: Value[][] = [
    ["Title", document.title, ""],
    ...document.facts.map(({ name, value }) => [name, value ?? "not given", ""]),
    ["Made by", `Careshift ${document.origin.version}, run ${document.origin.run.slice(0, 12)}`, ""],
    ...sheets.map(({ name, title, notes }) => [name, title, notes]),
  ];
  fill(sheet, { headings: ["Sheet", "What it holds", "Notes"], rows: lines }, theme);
  const from = lines.length - sheets.length + 2;
  for (const [i, { name }] of sheets.entries()) {
    const cell = sheet.getCell(from + i, 1);
    cell.value = { text: name, hyperlink: `#'${name.replaceAll("'", "''")}'!A1` };
    cell.font = { underline: true, color: { argb: argb(theme.colours.brand) } };
  }
}

function addSheet(book: Workbook, sheet: Sheet, theme: Theme): void {
  fill(book.addWorksheet(sheet.name), sheet, theme);
}

function fill(sheet: Worksheet, { headings, rows }: Tidy, { colours, font }: Theme): void {
  sheet.views = [{ state: "frozen", ySplit: 1 }];
  sheet.pageSetup = {
    paperSize: 9,
    orientation: "landscape",
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: "1:1",
  };
  sheet.columns = headings.map((_, i) => ({
    width: widthOf([headings[i] ?? "", ...rows.map((row) => row[i] ?? null)]),
  }));
  const head = sheet.addRow(headings.map(cut));
  head.font = { bold: true, name: font, color: { argb: "FFFFFFFF" } };
  head.fill = { type: "pattern", pattern: "solid", fgColor: { argb: argb(colours.brand) } };
  head.alignment = { wrapText: true, vertical: "bottom" };
  for (const row of rows) addRow(sheet, row);
  if (rows.length > 0)
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: headings.length } };
}

function addRow(sheet: Worksheet, values: Value[]): void {
  const row = sheet.addRow(values.map((value) => (typeof value === "string" ? cut(value) : value)));
  for (const [i, value] of values.entries()) row.getCell(i + 1).style = styleOf(value);
}

/** Styles are shared by all their cells: the package then writes each down once. */
const PLAIN: Partial<Style> = {};
const LONG: Partial<Style> = { alignment: FOLDED };
/** Kept as text also when someone edits the cell or saves the sheet and opens it again. */
const TYPED: Partial<Style> = { numFmt: "@" };
const LONG_TYPED: Partial<Style> = { ...LONG, ...TYPED };

function styleOf(value: Value): Partial<Style> {
  if (typeof value !== "string") return PLAIN;
  const isTyped = FORMULA.test(value);
  if (value.length > WIDEST) return isTyped ? LONG_TYPED : LONG;
  return isTyped ? TYPED : PLAIN;
}

function cut(text: string): string {
  const words = plain(text);
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`;
}

/** In letters; long texts are folded. */
function widthOf(values: Value[]): number {
  const lengths = values.map((value) => (typeof value === "number" ? 12 : String(value ?? "").length));
  return Math.min(WIDEST, lengths.reduce((most, length) => Math.max(most, length), 10) + 2);
}

function argb(colour: string): string {
  return `FF${colour.slice(1).toUpperCase()}`;
}
