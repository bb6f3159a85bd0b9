import { join } from "node:path";
import type { Findings } from "../experiment/findings.js";
import type { Format, PaperFile } from "../report/formats.js";
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
  const { startMakers } = await import("../report/makers.js");
  const makers = startMakers(formats);
  try {
    const { boardPaper } = await import("../report/paper.js");
    const document = await boardPaper(findings, besideRun(run, findings.identity));
    const order = { document, findings, ...(theme && { theme }) };
    // The browser that prints works beside us: it is sent off first.
    const first = [...formats].sort((a, b) => Number(b === "pdf") - Number(a === "pdf"));
    const made = await Promise.all(
      first.map(async (format) => ({ format, ...(await filesOrWhy(makers.make(format, order))) })),
    );
    return written(
      formats.flatMap((format) => made.filter((of) => of.format === format)),
      out,
    );
  } finally {
    await makers.close();
  }
}

/** The files of a format, or why there are none. */
async function filesOrWhy(made: Promise<PaperFile[]>): Promise<{ files: PaperFile[]; why?: string }> {
  try {
    return { files: await made };
  } catch (error) {
    const { NoBrowser } = await import("../report/browser.js");
    if (!(error instanceof NoBrowser)) throw error;
    return { files: [], why: error.message };
  }
}

function written(made: { format: Format; files: PaperFile[]; why?: string }[], out: string): Written {
  for (const { path, content } of made.flatMap(({ files }) => files)) writeWhole(join(out, path), content);
  return {
    papers: made.flatMap(({ files: [paper] }) => (paper === undefined ? [] : [join(out, paper.path)])),
    missing: made.flatMap(({ format, why }) => (why === undefined ? [] : [{ format, why }])),
  };
}
