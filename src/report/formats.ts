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

/** The files of a paper in one format, the paper itself first. */
export async function paperFiles(
  format: Format,
  document: Document,
  findings: Findings,
  theme: Theme = NHS,
): Promise<PaperFile[]> {
  const file = (content: string | Uint8Array): PaperFile[] => [{ path: `${PAPER}.${format}`, content }];
  switch (format) {
    case "html":
      return file((await import("./html.js")).renderHtml(document, { theme }));
    case "docx":
      return file(await (await import("./word/word.js")).renderWord(document, theme));
    case "pdf": {
      const [{ renderHtml }, { printPdf }] = await Promise.all([import("./html.js"), import("./pdf.js")]);
      return file(await printPdf(renderHtml(document, { theme, isForPaper: true })));
    }
    case "xlsx":
      return file(await (await import("./sheets/workbook.js")).renderWorkbook(document, findings, theme));
    case "md": {
      const { text, pictures } = (await import("./markdown.js")).renderMarkdown(document, `${PAPER}-pictures`);
      return [...file(text), ...[...pictures].map(([path, content]) => ({ path, content }))];
    }
  }
}
