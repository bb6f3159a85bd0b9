import { beforeAll, describe, expect, it } from "vitest";
import { type Document, figuresOf, tablesOf } from "../../src/report/document.js";
import { boardPaper } from "../../src/report/paper.js";
import { NHS } from "../../src/report/theme.js";
import { renderWord } from "../../src/report/word/word.js";
import { findings } from "./fixture.js";
import { HOSTILE, hostile } from "./hostile.js";
import { opened, parseXml } from "./opened.js";

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? "");
const textIn = (xml: string) => all(xml, /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g).join("");

describe("the paper as a Word file", () => {
  let paper: Document;
  let parts: Map<string, string>;
  let xml: string;
  beforeAll(async () => {
    paper = await boardPaper(findings());
    parts = await opened(await renderWord(paper, { ...NHS, name: "Exampleshire Trust" }));
    xml = parts.get("word/document.xml") as string;
  }, 60_000);

  it("has Word's own headings, of every part of the paper in order", () => {
    const headings = all(xml, /(<w:p>(?:(?!<\/w:p>).)*<w:pStyle w:val="Heading1"\/>.*?<\/w:p>)/g).map(textIn);
    expect(headings.map((words) => words.replaceAll("&amp;", "&"))).toEqual([
      ...paper.sections.map((s) => s.heading),
      "The figures behind the charts",
    ]);
    expect(all(xml, /<w:pStyle w:val="(Title)"\/>/g)).toHaveLength(1);
  });
  it("repeats the heading rows of every table, and breaks no row in two", () => {
    const tables = all(xml, /(<w:tbl>.*?<\/w:tbl>)/g);
    expect(tables.length).toBe(tablesOf(paper.sections).length);
    for (const table of tables) {
      const rows = all(table, /(<w:tr>.*?<\/w:tr>)/g);
      expect(rows[0]).toContain("<w:tblHeader/>");
      expect(rows.at(-1)).not.toContain("<w:tblHeader/>");
      for (const row of rows) expect(row).toContain("<w:cantSplit/>");
      expect(table).toMatch(/<w:tblLook [^>]*w:firstRow="(1|true)"/);
    }
  });
  it("numbers captions by fields that Word keeps in order, and links to them", () => {
    const numbers = (kind: string) =>
      all(xml, new RegExp(`w:instr="SEQ ${kind} [^"]*">.*?<w:t[^>]*>(\\d+)<`, "g")).map(Number);
    expect(numbers("Figure")).toEqual(figuresOf(paper.sections).map((_, i) => i + 1));
    expect(numbers("Table")).toEqual(numbers("Table").map((_, i) => i + 1));
    expect(numbers("Table").length).toBeGreaterThan(3);
    const marks = new Set(all(xml, /<w:bookmarkStart [^>]*w:name="([^"]+)"/g));
    for (const to of all(xml, /w:anchor="([^"]+)"/g)) expect(marks).toContain(to);
  });
  it("says in words what every picture shows", () => {
    const pictures: string[] = [];
    parseXml(xml, ({ name, attributes }) => void (name === "wp:docPr" && pictures.push(attributes.descr ?? "")));
    expect(pictures.length).toBe(figuresOf(paper.sections).flatMap((f) => f.panels).length);
    for (const words of pictures) expect(words.length).toBeGreaterThan(40);
  });
  it("has contents that stand there already and that Word can update, without asking on opening", () => {
    expect(all(xml, /<w:instrText[^>]*>(TOC[^<]*)</g)).toEqual(["TOC \\o &quot;1-2&quot; \\h"]);
    const entries = all(xml, /<w:pStyle w:val="TOC1"\/>(.*?)<\/w:p>/g).map(textIn);
    expect(entries).toHaveLength(paper.sections.length + 1);
    expect(parts.get("word/settings.xml")).not.toContain("updateFields");
    expect(all(xml, /(w:dirty="[^"]*")/g)).toEqual([]);
  });
  it("is in British English, says who made it, and numbers its pages", () => {
    expect(parts.get("word/styles.xml")).toContain('<w:lang w:val="en-GB"');
    const core = parts.get("docProps/core.xml") as string;
    expect(core).toContain("<dc:title>Beds and care in Exampleshire</dc:title>");
    expect(core).toContain("<dc:creator>Exampleshire Trust</dc:creator>");
    expect(core).toContain("<cp:lastModifiedBy>Exampleshire Trust</cp:lastModifiedBy>");
    expect(
      [...parts].filter(([name, text]) => /footer\d/.test(name) && text.includes("NUMPAGES")).length,
    ).toBeGreaterThan(0);
  });
  it("says what was not given, and keeps signs and spaces of numbers", () => {
    expect(all(xml, />(not given)</g).length).toBeGreaterThan(1);
    expect(all(xml, />(−34\.2)</g).length).toBeGreaterThan(0);
  });
  it("lies on its side where a table is too wide for an upright page, and there only", async () => {
    const many = await renderWord(
      await boardPaper(
        findings(Array.from({ length: 8 }, (_, i) => ({ name: `Redesign number ${i}`, differences: {} }))),
      ),
    );
    const ways = (text: string) => [...new Set(all(text, /w:orient="([a-z]+)"/g))];
    expect(ways((await opened(many)).get("word/document.xml") as string)).toEqual(["portrait", "landscape"]);
    expect(ways(xml)).toEqual(["portrait"]);
  });
  it("is the same text each time", async () => {
    const again = await opened(await renderWord(paper, { ...NHS, name: "Exampleshire Trust" }));
    const text = (of: string | undefined) => of?.replace(/ r:id="[^"]*"/g, ""); // the package names links at random
    expect(text(again.get("word/document.xml"))).toBe(text(xml));
  });
});

describe("hostile names in Word", () => {
  it("are text: the file is well-formed, holds no sign that XML forbids, and links to the web only", async () => {
    const parts = await opened(await renderWord(await boardPaper(hostile())));
    const xml = parts.get("word/document.xml") as string;
    expect(textIn(xml)).toContain("&lt;script&gt;alert(1)");
    expect(textIn(xml)).toContain("=cmd|");
    expect(textIn(xml)).toContain("]]&gt;");
    expect([...parts].filter(([, text]) => /[\u202a-\u202e\u2066-\u2069]/.test(text)).map(([name]) => name)).toEqual(
      [],
    );
    expect(parts.get("word/_rels/document.xml.rels")).not.toMatch(/javascript:/i);
    expect(HOSTILE).toHaveLength(12);
  });
});
