import { describe, expect, it } from "vitest";
import { figuresOf, tablesOf } from "../../src/report/document.js";
import { escapeMarkdown, renderMarkdown } from "../../src/report/markdown.js";
import { boardPaper } from "../../src/report/paper.js";
import { findings } from "./fixture.js";
import { hostile } from "./hostile.js";
import { parseXml } from "./opened.js";

describe("the paper as Markdown", () => {
  it("has its headings, GitHub's tables with as many cells in each row, and pictures in files beside it", async () => {
    const paper = await boardPaper(findings());
    const { text, pictures } = renderMarkdown(paper, "pictures");
    for (const { heading } of paper.sections) expect(text).toContain(`\n## ${escapeMarkdown(heading)}\n`);
    expect(text.match(/^\| (---:?( \| )?)+ \|$/gm)).toHaveLength(tablesOf(paper.sections).length);
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    expect(rows.length).toBeGreaterThan(60);
    expect(pictures.size).toBe(figuresOf(paper.sections).flatMap((f) => f.panels).length);
    for (const [path, svg] of pictures) {
      expect(text).toContain(`](${path})`);
      parseXml(svg, () => {}, path);
    }
  });
  it("leads every link inside to a place that is there", async () => {
    const { text } = renderMarkdown(await boardPaper(findings()), "pictures");
    const marks = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
    for (const [, to] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(marks).toContain(to);
  });
});

describe("hostile names in Markdown", () => {
  it("are text: no tag but ours, no cell more, no heading, no link to a script", async () => {
    const { text, pictures } = renderMarkdown(await boardPaper(hostile()), "pictures");
    const outside = text.replace(/```[\s\S]*?```/g, "");
    for (const [tag] of outside.matchAll(/<[^>]*>/g))
      expect(tag).toMatch(/^<\/?(a|br|sub|code)( id="[a-z0-9-]+")?>$|^<https?:/);
    expect(outside).not.toMatch(/(?<!\\)\]\(<?javascript/i);
    expect(outside).not.toMatch(/^# heading/m);
    expect(outside).not.toContain("<script");
    for (const line of outside.split("\n").filter((l) => l.startsWith("|"))) expect(line).toMatch(/^\| .* \|$/);
    for (const svg of pictures.values()) parseXml(svg, ({ name }) => expect(name).not.toBe("script"));
  });
  it("keep their signs for the reader", () => {
    expect(escapeMarkdown("a_b *c* | `d` <e> & $f$ \\")).toBe("a\\_b \\*c\\* \\| \\`d\\` &lt;e&gt; &amp; \\$f\\$ \\\\");
  });
});
