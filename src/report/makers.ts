/**
 * Formats that take long to make, each on a thread of its own, or in a browser: it loads its packages while the charts are still
 * being drawn.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Findings } from "../experiment/findings.js";
import type { Document } from "./document.js";
import { type Format, type PaperFile, paperFiles } from "./formats.js";
import { startPrinter } from "./pdf.js";
import type { Theme } from "./theme.js";

/** What a thread is sent when the document is there. */
export interface Order {
  document: Document;
  findings: Findings;
  theme?: Theme;
}

export interface Makers {
  /** The files of a paper in one format, the paper itself first. */
  make(format: Format, order: Order): Promise<PaperFile[]>;
  /** Ends the threads; safe to call at any time. */
  close(): Promise<void>;
}

/** Those whose writing keeps a processor busy. */
const HEAVY: readonly Format[] = ["docx", "xlsx"];
/** Room for short-lived objects, in megabytes: with less, much of the time goes into clearing up. */
const YOUNG = 64;

/** Starts a thread for each heavy format among these, and the browser that prints; the others are made where `make` is called. */
export function startMakers(formats: readonly Format[]): Makers {
  const threads = new Map(
    HEAVY.filter((format) => formats.includes(format)).map((format) => [
      format,
      new Worker(new URL("./maker.js", import.meta.url), {
        workerData: { format },
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
      }),
    ]),
  );
  const printer = formats.includes("pdf") ? startPrinter() : undefined;
  return {
    async make(format, order) {
      const thread = threads.get(format);
      if (thread === undefined) return paperFiles(format, order.document, order.findings, order.theme, printer?.print);
      const answer = once(thread, "message");
      thread.postMessage(order);
      return (await answer)[0] as PaperFile[];
    },
    async close() {
      await Promise.all([...[...threads.values()].map((thread) => thread.terminate()), printer?.close()]);
    },
  };
}
