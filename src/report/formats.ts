/** The formats that a paper is made in, each by its own presenter, loaded when asked for. */
import type { Findings } from "../experiment/findings.js";
import type { Document } from "./document.js";
import { NHS, type Theme } from "./theme.js";

export const FORMATS = ["html", "docx", "pdf", "xlsx", "md"] as const;
export type Format = (typeof FORMATS)[number];

/** One file of a paper, by its path inside the run's folder. */
export interface PaperFile {
  path: string;
  content: string | Uint8Array;
}

/** What every paper's files are called. */
export const PAPER = "board-paper";

/** The presenter of each format. */
const presenters = {
  html: () => import("./html.js"),
  docx: () => import("./word/word.js"),
  pdf: () => Promise.all([import("./html.js"), import("./pdf.js")]),
  xlsx: () => import("./sheets/workbook.js"),
  md: () => import("./markdown.js"),
} as const;

/** Loads what a format needs, so that it is there when the paper is. */
export async function loadFormat(format: Format): Promise<void> {
  await presenters[format]();
  if (format === "xlsx") await import("exceljs");
}

/**
 * The files of a paper in one format, the paper itself first.
 * @param print by a browser that waits for it; else one is sent off
 */
export async function paperFiles(
  format: Format,
  document: Document,
  findings: Findings,
  theme: Theme = NHS,
  print?: (html: string) => Promise<Uint8Array>,
): Promise<PaperFile[]> {
  const file = (content: string | Uint8Array): PaperFile[] => [{ path: `${PAPER}.${format}`, content }];
  switch (format) {
    case "html":
      return file((await presenters.html()).renderHtml(document, { theme }));
    case "docx":
      return file(await (await presenters.docx()).renderWord(document, theme));
    case "pdf": {
      const [{ renderHtml }, { printPdf }] = await presenters.pdf();
      return file(await (print ?? printPdf)(renderHtml(document, { theme, isForPaper: true })));
    }
    case "xlsx":
      return file(await (await presenters.xlsx()).renderWorkbook(document, findings, theme));
    case "md": {
      const { text, pictures } = (await presenters.md()).renderMarkdown(document, `${PAPER}-pictures`);
      return [...file(text), ...[...pictures].map(([path, content]) => ({ path, content }))];
    }
  }
}
