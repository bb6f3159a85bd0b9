import { join } from "node:path";
import type { Findings } from "../experiment/findings.js";
import type { Format } from "../report/formats.js";
import type { Theme } from "../report/theme.js";
import { besideRun } from "./beside.js";
import { UsageError } from "./errors.js";
import { writeWhole } from "./files.js";

const FORMATS = ["html", "docx", "pdf", "xlsx", "md"] as const satisfies readonly Format[];
export const FORMATS_WANTED = `formats joined by commas, of ${FORMATS.join(", ")}, such as`;

/**
 * `html,docx` as formats, each once; `all` is every one.
 * @throws {UsageError} naming what is no format
 */
export function parseFormats(written: string, flag: string): Format[] {
  const words = written.split(",").map((word) => word.trim().toLowerCase());
  const formats = words.flatMap((word) =>
    word === "all" ? [...FORMATS] : FORMATS.filter((format) => format === word),
  );
  const strange = words.filter((word) => word !== "all" && !FORMATS.some((format) => format === word));
  if (strange.length > 0 || formats.length === 0)
    throw new UsageError(`${flag} ${written}: wanted is ${FORMATS_WANTED} ${flag} html,docx; or all`);
  return [...new Set(formats)];
}

export interface Written {
  /** The papers themselves, without the pictures beside them. */
  papers: string[];
  /** Why a format could not be made; the others were. */
  missing: { format: Format; why: string }[];
}

/**
 * Makes the paper of these findings in every format asked for; one that can't be made here does not keep the others from being.
 * @param run the run's folder, in which other commands may have left something for its paper
 */
export async function writePapers(
  findings: Findings,
  out: string,
  formats: readonly Format[],
  theme?: Theme,
  run = out,
): Promise<Written> {
  if (formats.length === 0) return { papers: [], missing: [] };
  const { boardPaper } = await import("../report/paper.js");
  const { paperFiles } = await import("../report/formats.js");
  const { NoBrowser } = await import("../report/browser.js");
  const document = await boardPaper(findings, besideRun(run));
  const written: Written = { papers: [], missing: [] };
  for (const format of formats) {
    try {
      const files = await paperFiles(format, document, findings, theme);
      for (const { path, content } of files) writeWhole(join(out, path), content);
      written.papers.push(join(out, files[0]?.path ?? ""));
    } catch (error) {
      if (!(error instanceof NoBrowser)) throw error;
      written.missing.push({ format, why: error.message });
    }
  }
  return written;
}
