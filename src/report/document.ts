/**
 * The one model of a document, from which HTML, Word, PDF, spreadsheet and Markdown are made alike. It says what things are, not
 * how they look. A presenter shows every part of it that its medium can, in this order: the front (title and facts), contents
 * (made from `outline`), the sections with their blocks, the footer; and takes numbers of tables and figures from `labelsOf`,
 * so that "Table 3" is the same table in every format. All text is data, never markup: the presenter escapes it.
 */

/** A run of text; plain strings are text, never markup. `to` is a link to the `id` of a section, table or figure of this document. */
export type Inline =
  | string
  | { strong: string }
  | { em: string }
  | { code: string }
  | { link: string; text: string }
  | { to: string; text: string };
export type Text = string | Inline[];

export interface Document {
  title: string;
  language: "en-GB";
  /** The front: meeting, author and the like, in order. What is not given is shown as not given, with room to write it in. */
  facts: Fact[];
  /** In order; contents are made from them, see `outline`. */
  sections: Section[];
  /** Stands at the very end. */
  footer: Text;
  /** What it was made from: for the properties of a file and for the audit trail of a spreadsheet. */
  origin: Origin;
}

/** One line of the front; `value` null: not given. `isLong`: takes the whole width, such as a recommendation. */
export interface Fact {
  name: string;
  value: string | null;
  isLong?: boolean;
}

export interface Origin {
  /** Version of Careshift. */
  version: string;
  /** SHA-256 of the resolved scenarios. */
  run: string;
  seed: string;
  replications: number;
  /** Makes the findings and the paper again. */
  command: string;
}

/** Which run, of what, a document tells of. */
interface Identity extends Omit<Origin, "run"> {
  scenario: string;
}

export function originOf({ version, scenario, seed, replications, command }: Identity): Origin {
  return { version, run: scenario, seed, replications, command };
}

/** What every document of an experiment ends with. */
export function madeFrom(identity: Identity): Pick<Document, "footer" | "origin"> {
  return {
    footer: `Made by Careshift ${identity.version}; no figure was entered by hand.`,
    origin: originOf(identity),
  };
}

/** A part with a heading; its level is its depth: those of the document are level 1, under the title. */
export interface Section {
  /** Unique in the document; lower-case letters, digits and dashes. */
  id: string;
  heading: string;
  blocks: Block[];
  sections?: Section[];
  /** Begins on a new page. */
  isOnNewPage?: boolean;
}

export type Block = Paragraph | List | Definitions | Table | Figure | Warning | Callout | Command;

export interface Paragraph {
  kind: "paragraph";
  text: Text;
  /** A lead says what matters most; a note is small print. */
  role?: "lead" | "note";
}

export interface List {
  kind: "list";
  items: Text[];
  /** Numbered from 1. */
  isOrdered?: boolean;
}

/** Terms and what is said of each; where a medium has no such list, a two-column table without caption. */
export interface Definitions {
  kind: "definitions";
  items: { term: string; text: Text }[];
}

/** Something without which the rest would mislead. Its heading is spoken after "Warning:". */
export interface Warning {
  kind: "warning";
  heading: string;
  text: Text;
}

/** Something set apart that a reader should not miss; no alarm. */
export interface Callout {
  kind: "callout";
  heading: string;
  blocks: (Paragraph | List)[];
}

/** What to type, on one or more lines. */
export interface Command {
  kind: "command";
  text: string;
}

export interface Table {
  kind: "table";
  /** Unique in the document; names its sheet, and may be linked to. */
  id: string;
  caption: string;
  columns: Column[];
  rows: TableRow[];
  /** Small print under the table. */
  notes: Text[];
}

export interface Column {
  heading: string;
  /** Neighbours with the same group stand under one heading above their own: a second header row. */
  group?: string;
  /** `per year`, `£ per year`, `baseline`; stands under the heading, or in brackets after it. */
  unit?: string;
  align: "text" | "number";
}

export interface TableRow {
  /** As many as there are columns; the first heads the row. */
  cells: Cell[];
  /** Belongs to the row above. */
  isPart?: boolean;
  /** Sums up the rows above. */
  isTotal?: boolean;
}

/**
 * What stands in a cell for people, and the same for machines. A presenter for people shows `text` and, smaller, `under`.
 * A spreadsheet holds `quantity` where there is one (a number as a number, its interval in cells of their own, the unit in the
 * column's heading, or in a column of its own where units differ from row to row), else `text`.
 */
export interface Cell {
  text: Text;
  /** Smaller, under the text: an interval. */
  under?: string;
  quantity?: Quantity;
}

/** A number, unrounded. Unknown bounds are left out. */
export interface Quantity {
  value: number;
  /** Ends of its interval (95 % unless the table's notes say otherwise). */
  low?: number;
  high?: number;
  /** `people`, `days`, `share` (a fraction of one), `£ per year`; empty: a bare count. */
  unit: string;
}

/** A chart: one or more panels under one title, with the figures behind it. */
export interface Figure {
  kind: "figure";
  id: string;
  /** Says the finding. */
  title: string;
  /** What to know to read it: axes, bands, marks. The caption. */
  note: string;
  /** What a reader who does not see it needs to know. */
  alt: string;
  panels: Panel[];
  /** The table behind the picture, or one for each panel. On paper they may be left to the electronic version. */
  tables: Table[];
}

export interface Panel {
  /** Self-contained SVG, with `<title>` and `<desc>`; its fonts are Arial or any sans-serif; no scripts, nothing outside. */
  svg: string;
  title: string;
  /** Its natural width in px; a narrow panel may stand beside others. */
  width: number;
}

export const paragraph = (text: Text, role?: Paragraph["role"]): Paragraph => ({
  kind: "paragraph",
  text,
  ...(role && { role }),
});
export const warning = (heading: string, text: Text): Warning => ({ kind: "warning", heading, text });
export const bullets = (items: Text[]): List => ({ kind: "list", items });

/** Every table of a document in order, those behind figures too. */
export function tablesOf(sections: Section[]): Table[] {
  return sections.flatMap(({ blocks, sections: inner = [] }) => [
    ...blocks.flatMap((block) => (block.kind === "table" ? [block] : block.kind === "figure" ? block.tables : [])),
    ...tablesOf(inner),
  ]);
}

/** Every figure of a document in order. */
export function figuresOf(sections: Section[]): Figure[] {
  return sections.flatMap(({ blocks, sections: inner = [] }) => [
    ...blocks.flatMap((block) => (block.kind === "figure" ? [block] : [])),
    ...figuresOf(inner),
  ]);
}

/** `Table 3`, `Figure 2`, `Figure 2: table 1`, by id, numbered in order through the document. Put them before captions and titles. */
export function labelsOf(document: Document): Map<string, string> {
  const labels = new Map<string, string>();
  const blocks = document.sections.flatMap(blocksOf);
  for (const [i, { id }] of blocks.filter((b) => b.kind === "table").entries()) labels.set(id, `Table ${i + 1}`);
  for (const [i, { id, tables }] of blocks.filter((b) => b.kind === "figure").entries()) {
    labels.set(id, `Figure ${i + 1}`);
    for (const [t, table] of tables.entries()) labels.set(table.id, `Figure ${i + 1}: table ${t + 1}`);
  }
  return labels;
}

/** The headings down to a level (1: the document's own sections), for contents and bookmarks. */
export function outline(
  sections: Section[],
  deepest: number,
  level = 1,
): { id: string; heading: string; level: number }[] {
  if (level > deepest) return [];
  return sections.flatMap(({ id, heading, sections: inner = [] }) => [
    { id, heading, level },
    ...outline(inner, deepest, level + 1),
  ]);
}

/** Text without its emphasis and links. */
export function plainText(text: Text): string {
  if (typeof text === "string") return text;
  return text
    .map((run) => {
      if (typeof run === "string") return run;
      if ("strong" in run) return run.strong;
      if ("em" in run) return run.em;
      return "code" in run ? run.code : run.text;
    })
    .join("");
}

function blocksOf({ blocks, sections = [] }: Section): Block[] {
  return [...blocks, ...sections.flatMap(blocksOf)];
}
