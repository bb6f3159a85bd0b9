import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { findBrowser, NoBrowser } from "../../src/report/browser.js";
import { figuresOf } from "../../src/report/document.js";
import { renderHtml } from "../../src/report/html.js";
import { boardPaper } from "../../src/report/paper.js";
import { printPdf, startPrinter } from "../../src/report/pdf.js";
import { findChromium } from "../e2e/chromium.js";
import { findings } from "./fixture.js";
import { unpacked } from "./unpacked.js";

/** A program that does nothing, and ends as one that failed. */
const FALSE = ["/bin/false", "/usr/bin/false"].find((file) => existsSync(file)) ?? process.execPath;
const { CHROME_PATH, TMPDIR } = process.env;
afterEach(() => {
  if (process.env.TMPDIR !== TMPDIR) {
    rmSync(process.env.TMPDIR as string, { recursive: true });
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  if (CHROME_PATH === undefined) delete process.env.CHROME_PATH;
  else process.env.CHROME_PATH = CHROME_PATH;
});

describe("the paper as PDF", () => {
  let pdf: string;
  let pictures: number;
  beforeAll(async () => {
    process.env.CHROME_PATH = findChromium();
    const paper = await boardPaper(findings());
    pictures = figuresOf(paper.sections).flatMap((figure) => figure.panels).length;
    pdf = unpacked(await printPdf(renderHtml(paper, { isForPaper: true })));
  }, 120_000);

  it("is tagged, in English, and has bookmarks of its headings", () => {
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(/\/StructTreeRoot \d+ 0 R/.test(pdf)).toBe(true);
    expect(/\/Marked true/.test(pdf)).toBe(true);
    expect(/\/Lang \(en-GB\)/.test(pdf)).toBe(true);
    expect(/\/Outlines \d+ 0 R/.test(pdf)).toBe(true);
    for (const heading of ["Summary", "The figures behind the charts"])
      expect(pdf.includes(`(${heading})`), heading).toBe(true);
  });
  it("tags headings, tables with their headings, and pictures with their words", () => {
    for (const tag of ["H1", "H2", "Table", "TH", "TD", "Figure", "Caption"])
      expect(new RegExp(`/S /${tag}\\b`).test(pdf), tag).toBe(true);
    expect([...pdf.matchAll(/\/Alt /g)].length).toBeGreaterThanOrEqual(pictures);
  });
});

describe("a browser that was sent off early", () => {
  it("is ended, and leaves nothing behind, where nothing is to be printed after all", async () => {
    process.env.CHROME_PATH = findChromium();
    process.env.TMPDIR = mkdtempSync(join(tmpdir(), "careshift-test-"));
    const printer = startPrinter();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await printer.close();
    expect(readdirSync(process.env.TMPDIR)).toEqual([]);
  }, 60_000);
  it("is missed only when it is to print", async () => {
    process.env.CHROME_PATH = "/nowhere/chrome";
    const printer = startPrinter();
    await expect(printer.print("<p>x</p>")).rejects.toThrow(NoBrowser);
    await printer.close();
  });
});

describe("where nothing can print", () => {
  it("says so of a browser that prints nothing, and what else can be done", async () => {
    process.env.CHROME_PATH = FALSE;
    await expect(printPdf("<p>x</p>")).rejects.toThrow(NoBrowser);
    await expect(printPdf("<p>x</p>")).rejects.toThrow(
      /printed nothing \(it ended with 1\); name another Chromium, Chrome or Edge by CHROME_PATH/,
    );
  });
  it("says what to install", () => {
    process.env.CHROME_PATH = "/nowhere/chrome";
    expect(() => findBrowser()).toThrow(NoBrowser);
    expect(() => findBrowser()).toThrow(
      /CHROME_PATH is \/nowhere\/chrome, which is no program; name the file of Chromium, Chrome or Edge/,
    );
  });
});
