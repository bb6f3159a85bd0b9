/** The one model of a document, from which HTML, Word and PDF are made alike. It says what things are, not how they look. */

/** A run of text; plain strings are text, never markup. */
export type Inline = string | { strong: string } | { code: string } | { link: string; text: string };
export type Text = string | Inline[];

export interface Document {
  title: string;
  language: "en-GB";
  /** Meeting, author and the like, in order; null: not given. */
  facts: { name: string; value: string | null }[];
  sections: Section[];
  /** Stands at the very end. */
  footer: Text;
}

export interface Section {
  /** Unique in the document; lower-case letters, digits and dashes. */
  id: string;
  heading: string;
  blocks: Block[];
  sections?: Section[];
  /** Begins on a new page. */
  isOnNewPage?: boolean;
}

export type Block = Paragraph | List | Table | Figure | Warning | Command;

export interface Paragraph {
  kind: "paragraph";
  text: Text;
  /** A lead says what matters most; a note is small print. */
  role?: "lead" | "note";
}

export interface List {
  kind: "list";
  items: Text[];
}

/** Something without which the rest would mislead. */
export interface Warning {
  kind: "warning";
  heading: string;
  text: Text;
}

/** What to type. */
export interface Command {
  kind: "command";
  text: string;
}

export interface Table {
  kind: "table";
  caption: string;
  columns: Column[];
  rows: TableRow[];
  notes: string[];
}

export interface Column {
  heading: string;
  /** `per year`, `£ per year`; stands under the heading. */
  unit?: string;
  align: "text" | "number";
}

export interface TableRow {
  /** The first cell heads the row. */
  cells: Cell[];
  /** Belongs to the row above. */
  isPart?: boolean;
}

export interface Cell {
  text: Text;
  /** Smaller, under the text: an interval. */
  under?: string;
}

/** A chart: one or more panels under one title, with the figures behind it. */
export interface Figure {
  kind: "figure";
  id: string;
  /** Says the finding. */
  title: string;
  /** What to know to read it: axes, bands, marks. */
  note: string;
  /** What a reader who does not see it needs to know. */
  alt: string;
  panels: Panel[];
  tables: Table[];
}

export interface Panel {
  /** Self-contained, with `<title>` and `<desc>`. */
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

/** Every table of a document, those behind figures too. */
export function tablesOf(sections: Section[]): Table[] {
  return sections.flatMap(({ blocks, sections: inner = [] }) => [
    ...blocks.flatMap((block) => (block.kind === "table" ? [block] : block.kind === "figure" ? block.tables : [])),
    ...tablesOf(inner),
  ]);
}
