import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser, NoBrowser } from "./browser.js";
import { holdPage } from "./held-page.js";
import { packPdf } from "./pdf-pack.js";

/** The browser has no window, reaches nothing but the page it is to print, keeps nothing, and runs as root in a container. */
const QUIETLY = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-extensions",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-proxy-server",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];
/** What is printed: tags are the browser's default; bookmarks are asked for; no address and date at the edges. */
const PRINTED = ["--generate-pdf-document-outline", "--no-pdf-header-footer"];
/** A paper takes seconds; a browser that takes longer than this, in milliseconds, hangs. */
const LONGEST = 180_000;

/** A browser that was sent off early and waits for its page, as it takes long to begin. */
export interface Printer {
  /** As `printPdf`; once. */
  print(html: string): Promise<Uint8Array>;
  /** Ends the browser where it has nothing to print; safe to call at any time. */
  close(): Promise<void>;
}

/**
 * An HTML document of ours printed on A4 by a browser without a window: tagged for who does not see it, with bookmarks from
 * its headings. The document's own policy forbids scripts and everything from outside.
 *
 * @throws {NoBrowser} where no browser is found or it prints nothing; the message says what to do
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  const printer = startPrinter();
  try {
    return await printer.print(html);
  } finally {
    await printer.close();
  }
}

/** Sends a browser off; where there is none, `print` says so. */
export function startPrinter(): Printer {
  const page = holdPage();
  const early = attempt(page.url, tmpdir());
  early.catch(() => undefined); // told to whoever asks for the print
  return {
    async print(html) {
      page.give(html);
      // A browser from a snap sees no folder for temporary files; it does see where the user works.
      const first = await early;
      const printed = first.pdf === null ? await attempt(page.url, process.cwd()) : first;
      if (printed.pdf !== null) return printed.pdf;
      const { browser, said } = printed;
      throw new NoBrowser(
        `${browser} printed nothing${said === "" ? "" : ` (${said})`}; name another Chromium, Chrome or Edge by CHROME_PATH=/path/to/chrome, or print the HTML paper from your browser`,
      );
    },
    async close() {
      // A browser that still waits ends by itself with an empty page: killed, it would leave behind what it made for itself.
      page.give("");
      await early.catch(() => undefined);
      page.close();
    },
  };
}

interface Attempt {
  browser: string;
  /** Null where nothing came of it. */
  pdf: Uint8Array | null;
  said: string;
}

/** Prints within a folder of its own in `near`, which is gone afterwards. */
async function attempt(url: Promise<string>, near: string): Promise<Attempt> {
  const browser = findBrowser();
  const folder = await mkdtemp(join(near, "careshift-print-"));
  try {
    const pdf = join(folder, "paper.pdf");
    const options = [...QUIETLY, ...PRINTED, `--user-data-dir=${join(folder, "profile")}`, `--print-to-pdf=${pdf}`];
    const said = await ended(browser, [...options, await url]);
    return { browser, pdf: await found(pdf), said };
  } finally {
    // The browser's own helpers may still be writing to its profile as they end.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Runs a program to its end; what it said of its failure in one line, empty where it went well. */
function ended(program: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: LONGEST, killSignal: "SIGKILL" }, (error, _, said) => {
      if (error === null) resolve("");
      else if (error.killed) resolve(`it had not ended after ${LONGEST / 60_000} minutes`);
      else resolve(said.trim().split("\n").at(-1)?.slice(0, 200) || `it ended with ${error.code}`);
    });
  });
}

async function found(file: string): Promise<Uint8Array | null> {
  try {
    return packPdf(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return null;
  }
}
