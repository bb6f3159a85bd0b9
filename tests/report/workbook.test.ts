import readExcel from "read-excel-file/node";
import { beforeAll, describe, expect, it } from "vitest";
import type { Findings } from "../../src/experiment/findings.js";
import { type Document, tablesOf } from "../../src/report/document.js";
import { boardPaper } from "../../src/report/paper.js";
import { sheetNames } from "../../src/report/sheets/names.js";
import { tidied } from "../../src/report/sheets/tidy.js";
import { renderWorkbook } from "../../src/report/sheets/workbook.js";
import { findings } from "./fixture.js";
import { HOSTILE, hostile } from "./hostile.js";
import { opened } from "./opened.js";

interface Sheet {
  sheet: string;
  data: unknown[][];
}
const readBack = async (bytes: Uint8Array) => (await readExcel(Buffer.from(bytes))) as unknown as Sheet[];

describe("the paper as a spreadsheet", () => {
  let of: Findings;
  let paper: Document;
  let bytes: Uint8Array;
  let sheets: Sheet[];
  beforeAll(async () => {
    of = findings();
    paper = await boardPaper(of);
    bytes = await renderWorkbook(paper, of);
    sheets = await readBack(bytes);
  }, 60_000);
  const sheet = (name: RegExp) => sheets.find((s) => name.test(s.sheet))?.data as unknown[][];

  it("reads back equal: every table of the paper is a sheet with the same headings, words and numbers", () => {
    const tables = tablesOf(paper.sections);
    for (const [i, table] of tables.entries()) {
      const { headings, rows } = tidied(table);
      const read = sheets[i + 1]?.data;
      expect(read?.[0]).toEqual(headings);
      expect(read?.slice(1)).toEqual(rows.map((row) => row.map((value) => (value === "" ? null : value))));
    }
  });
  it("keeps numbers as numbers, unrounded, with their interval in columns of their own and the unit said", () => {
    const [headings, first] = sheet(/Baseline, and/);
    expect(headings?.slice(0, 5)).toEqual([
      "Measure",
      "Unit",
      "Exampleshire (baseline)",
      "Exampleshire, low (baseline)",
      "Exampleshire, high (baseline)",
    ]);
    expect(first?.slice(0, 3)).toEqual(["Medical wards: beds occupied, mean", "people", 309.4]);
    expect(first?.[3]).toBeCloseTo(306.2, 9);
    expect(first?.slice(5, 6)).toEqual([-34.2]);
    expect(sheet(/^F3\.1 /)[0]?.slice(1, 4)).toEqual(
      ["", ", low", ", high"].map((part) => `Exampleshire${part} (people)`),
    );
  });
  it("holds the findings themselves, one observation a row", () => {
    expect(sheet(/^Data measures/)).toHaveLength(1 + of.scenarios.flatMap((s) => s.measures).length);
    expect(sheet(/^Data differences/)).toHaveLength(1 + of.comparisons.length);
    expect(sheet(/^Data measures/)[1]?.slice(0, 6)).toEqual([
      "Exampleshire",
      "occupancy",
      "medical-wards",
      null,
      "people",
      309.4,
    ]);
  });
  it("has an audit trail: identity, command, every number with its source", () => {
    const trail = sheet(/^Audit trail/).slice(1);
    expect(trail).toContainEqual(["identity", "Seed", "exampleshire", ...Array(6).fill(null)]);
    expect(trail.find(([, what]) => what === "Makes the findings again")?.[2]).toBe(
      "careshift run scenarios/exampleshire",
    );
    const numbers = trail.filter(([kind]) => ["assumed", "sourced", "no source"].includes(kind as string));
    expect(numbers).toHaveLength(of.scenarios.flatMap((s) => s.evidence).length);
    expect(numbers.every((row) => row[5] !== null)).toBe(true);
  });
  it("begins with contents that name every sheet, freezes headings, and says what was not given", async () => {
    const names = sheets[0]?.data.map(([name]) => name);
    for (const { sheet: name } of sheets.slice(1)) expect(names).toContain(name);
    expect(sheets[0]?.data).toContainEqual(["Author", "not given", null]);
    const parts = [...(await opened(bytes))].filter(([name]) => /worksheets\/sheet\d+\.xml$/.test(name));
    expect(parts).toHaveLength(sheets.length);
    expect(parts.every(([, xml]) => /<pane [^>]*state="frozen"/.test(xml))).toBe(true);
  });
});

describe("hostile names in a spreadsheet", () => {
  it("are text: no cell is a formula, and what looks like one is marked as text", async () => {
    const of = hostile();
    const bytes = await renderWorkbook(await boardPaper(of), of);
    const parts = await opened(bytes);
    expect([...parts].filter(([, xml]) => /<f[ >]/.test(xml))).toEqual([]);
    const read = (await readBack(bytes)).flatMap(({ data }) => data.flat());
    expect(read).toContain(HOSTILE[1]);
    expect(read).toContain(HOSTILE[0]);
    expect(parts.get("xl/styles.xml")?.includes('numFmtId="49"')).toBe(true);
    const rels = [...parts].filter(([name]) => name.includes("worksheets/_rels")).map(([, xml]) => xml);
    const targets = rels.flatMap((xml) => [...xml.matchAll(/Target="([^"]*)"/g)].map(([, target]) => target));
    expect(targets.length).toBeGreaterThan(9);
    for (const target of targets) expect(target).toMatch(/^#/);
  });
  it("make names of sheets that every spreadsheet takes, no two alike", () => {
    const names = sheetNames([...HOSTILE, ...HOSTILE, "", "History", "contents"]);
    for (const name of names) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/u);
    expect(new Set(names.map((n) => n.toLowerCase())).size).toBe(names.length);
    expect(names.map((n) => n.toLowerCase())).not.toContain("history");
  });
});
