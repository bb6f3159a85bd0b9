import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { opened } from "../report/opened.js";
import { careshift, MORE_COTTAGE, townFolder } from "./careshift.js";
import { findChromium } from "./chromium.js";

const THEME = "name: Exampleshire Trust\ncolours: { brand: '#00594c' }\n";

describe("careshift report", () => {
  const folder = townFolder({ "redesign-cottage.yaml": MORE_COTTAGE, "theme.yaml": THEME });
  const out = join(folder, "kept");
  const words = (path: string) => readFileSync(join(out, path), "utf8");
  beforeAll(() => {
    process.env.CHROME_PATH = findChromium();
    const ran = careshift(
      ["run", ".", "--replications", "2", "--years", "0.5", "--out", "kept", "--paper", "html,md"],
      folder,
    );
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/Paper +kept\/board-paper\.html\n Paper +kept\/board-paper\.md/);
  }, 120_000);

  it("makes every format of a run, in house style, with the front that flags give", async () => {
    const ended = careshift(
      [
        "report",
        "kept",
        "--format",
        "all",
        "--theme",
        "theme.yaml",
        "--title",
        "Beds <b>",
        "--meeting",
        "Board, 31 March",
      ],
      folder,
    );
    expect(ended.err).toBe("");
    expect(ended.code).toBe(0);
    expect(ended.out.trim().split("\n")).toEqual(
      ["html", "docx", "pdf", "xlsx", "md"].map((format) => join("kept", `board-paper.${format}`)),
    );
    expect(words("board-paper.html")).toContain("<title>Beds &lt;b&gt;</title>");
    expect(words("board-paper.html")).toContain("--brand: #00594c");
    expect(words("board-paper.html")).toContain("Exampleshire Trust");
    expect(words("board-paper.md")).toContain("**Meeting**: Board, 31 March");
    expect(words("board-paper.pdf").startsWith("%PDF-")).toBe(true);
    const word = await opened(readFileSync(join(out, "board-paper.docx")));
    expect(word.get("docProps/core.xml")).toContain("<dc:title>Beds &lt;b&gt;</dc:title>");
    expect(word.get("word/styles.xml")).toContain("00594C");
    expect((await opened(readFileSync(join(out, "board-paper.xlsx")))).has("xl/workbook.xml")).toBe(true);
  });
  it("takes the file of findings too, another folder for the paper, and says as JSON what it wrote", () => {
    const ended = careshift(["report", "kept/findings.json", "--format", "md", "--out", "other", "--json"], folder);
    expect(JSON.parse(ended.out)).toEqual({ papers: [join("other", "board-paper.md")], missing: [] });
    expect(existsSync(join(folder, "other", "board-paper-pictures"))).toBe(true);
  });
  it("takes in what size found of the same scenario, and leaves out, and says, what is of another model or version", () => {
    const paper = () => {
      const { err } = careshift(["report", "kept", "--format", "md"], folder);
      const text = words("board-paper.md");
      return { err, hasSize: text.includes("How many would be enough"), text };
    };
    const size = ["size", ".", "--place", "hospital", "--target", "occupancy <= 92%", "--between", "11,20"];
    const sized = () => careshift([...size, "--replications", "3", "--years", "0.25", "--out", "kept"], folder);
    sized();
    const own = paper();
    expect(own).toMatchObject({ err: "", hasSize: true });
    expect(own.text).toContain("careshift run . --replications 2 --years 0.5\ncareshift size . --place hospital");
    const ages = join(folder, "small-town-ages.csv");
    const [before] = [readFileSync(ages, "utf8")];
    writeFileSync(ages, before.replace("0,female,103", "0,female,203"));
    sized();
    writeFileSync(ages, before);
    const { version } = JSON.parse(words("findings.json")).identity;
    const verified = (of: string) => ({
      identity: { version: of, command: "careshift verify mm5", thorough: false },
      ...{ ok: true, cases: [], lines: [], timings: { seconds: 1, threads: 1 } },
    });
    writeFileSync(join(out, "verification.json"), JSON.stringify(verified("0.0.1")));
    const other = paper();
    expect(other.hasSize).toBe(false);
    expect(other.err.trim().split("\n")).toEqual([
      `${join("kept", "size.json")} is of another scenario than those of the run, or of one of them before or after it was changed: left out of the paper; make it again by careshift size, or take it away`,
      `${join("kept", "verification.json")} is of Careshift 0.0.1, and the run of ${version}: left out of the paper; make it again by careshift verify --json, or take it away`,
    ]);
    writeFileSync(join(out, "verification.json"), JSON.stringify(verified(version)));
    rmSync(join(out, "size.json"));
    expect(paper()).toMatchObject({ err: "", text: expect.stringContaining("was held against 0 models") });
    rmSync(join(out, "verification.json"));
  }, 120_000);
  it("without a browser makes the other formats, says what to do for PDF, and exits 1", () => {
    rmSync(join(out, "board-paper.html"));
    const named = process.env.CHROME_PATH;
    process.env.CHROME_PATH = "/nowhere/chrome";
    const ended = careshift(["report", "kept", "--format", "pdf,html"], folder);
    process.env.CHROME_PATH = named;
    expect(ended.err).toContain(
      "no pdf: CHROME_PATH is /nowhere/chrome, which is no program; name the file of Chromium, Chrome or Edge",
    );
    expect(ended.code).toBe(1);
    expect(existsSync(join(out, "board-paper.html"))).toBe(true);
  });
  it.each([
    [["report", "nothing"], /^nothing: there is no such run; name its folder, such as reports\/torbay/],
    [["report", "."], /^there is no findings\.json; make it again with careshift run/],
    [
      ["report", "kept", "--format", "doc"],
      /^--format doc: wanted is formats joined by commas, of html, docx, pdf, xlsx, md/,
    ],
    [["run", ".", "--paper", "docs"], /^--paper docs: wanted is formats joined by commas/],
    [["report", "kept", "--theme", "nothing.yaml"], /^nothing\.yaml:1:1: there is no file nothing\.yaml/],
  ])("%j is refused in one clear line, with exit 2", (args, message) => {
    const ended = careshift(args, folder);
    expect(ended.err).toMatch(message);
    expect(ended.err).not.toMatch(/\n\s+at /);
    expect(ended.code).toBe(2);
  });
  it("refuses findings that are broken or from elsewhere, with file and place", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "careshift-findings-"));
    const good = words("findings.json");
    const refused = (text: string) => {
      writeFileSync(join(elsewhere, "findings.json"), text);
      const ended = careshift(["report", elsewhere]);
      expect(ended.code).toBe(2);
      expect(ended.err).not.toMatch(/\n\s+at /);
      return ended.err.replaceAll(join(elsewhere, "findings.json"), "findings.json");
    };
    expect(refused(good.slice(0, 2000))).toMatch(
      /^findings\.json:\d+:\d+: this is not JSON, or it ends too early; make it again/,
    );
    expect(refused(good.replace(/"seed": "[^"]*"/, '"seed": 7'))).toMatch(
      /^findings\.json:\d+:\d+: `identity\.seed`: wanted is string, there is number\nthese are no findings of this version of Careshift \(they say \d/,
    );
    expect(refused('{ "results": [] }')).toMatch(/^findings\.json:1:1: `identity`: object is missing/);
  });
});
