import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import readExcel from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { besideRun } from "../../src/cli/beside.js";
import { readFindings } from "../../src/cli/read-findings.js";
import { withAnnex } from "../../src/report/annex.js";
import { type Document, outline } from "../../src/report/document.js";
import { renderHtml } from "../../src/report/html.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { boardPaper } from "../../src/report/paper.js";
import { renderWorkbook } from "../../src/report/sheets/workbook.js";
import { renderWord } from "../../src/report/word/word.js";
import { ROOT } from "../e2e/careshift.js";
import { opened } from "./opened.js";
import { unpacked } from "./unpacked.js";

const EXAMPLE = join(ROOT, "reports", "example");
const kept = (file: string) => readFileSync(join(EXAMPLE, file));
const STALE = "reports/example is out of date: type npm run examples";

/** Text, the place of whose first difference is told in a few letters, not in pages. */
function same(now: string, then: string): string {
  if (now === then) return "the same";
  const at = [...now].findIndex((_, i) => now[i] !== then[i]);
  return `${STALE}; it has “${then.slice(at, at + 60)}” where this version writes “${now.slice(at, at + 60)}”`;
}

/** The package draws the keys of links anew each time; they say nothing. */
const withoutKeys = (xml = "") => xml.replace(/ r:(id|embed)="[^"]*"/g, "");

describe("the finished papers in reports/example are what this version makes of their findings", () => {
  const { findings } = readFindings(EXAMPLE);
  let paper: Document;
  const made = async () => (paper ??= await boardPaper(findings, besideRun(EXAMPLE, findings.identity)));

  it("as HTML", async () => {
    expect(same(renderHtml(await made()), kept("board-paper.html").toString())).toBe("the same");
  });
  it("as Markdown, with its pictures", async () => {
    const { text, pictures } = renderMarkdown(await made(), "board-paper-pictures");
    expect(same(text, kept("board-paper.md").toString())).toBe("the same");
    for (const [path, svg] of pictures) expect(same(svg, kept(path).toString())).toBe("the same");
  });
  it("for Word: the same XML", async () => {
    const [now, then] = await Promise.all([renderWord(await made()).then(opened), opened(kept("board-paper.docx"))]);
    for (const part of ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
      expect(same(withoutKeys(now.get(part)), withoutKeys(then.get(part)))).toBe("the same");
  });
  it("as a spreadsheet: the same sheets", async () => {
    const now = await readExcel(Buffer.from(await renderWorkbook(await made(), findings)));
    const then = await readExcel(kept("board-paper.xlsx"));
    expect(same(JSON.stringify(now), JSON.stringify(then))).toBe("the same");
  });
  it("and are small enough to keep: less than two megabytes in all", () => {
    const sizes = readdirSync(EXAMPLE, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => statSync(join(file.parentPath, file.name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  });
  it("as PDF: the same bookmarks", async () => {
    const pdf = unpacked(kept("board-paper.pdf"));
    const missing = outline(withAnnex(await made()).sections, 1)
      .map(({ heading }) => heading)
      .filter((heading) => /^[ -~]+$/.test(heading) && !pdf.includes(`(${heading.replace(/[()\\]/g, "\\$&")})`));
    expect(missing, STALE).toEqual([]);
  });
});
