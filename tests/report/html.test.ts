import { beforeAll, describe, expect, it } from "vitest";
import type { Findings } from "../../src/experiment/findings.js";
import { type Document, type Figure, type Section, tablesOf } from "../../src/report/document.js";
import { escapeText, safeLink, withLinks } from "../../src/report/escape.js";
import { renderHtml } from "../../src/report/html.js";
import { BLUE, INK, MOST_IN_CHART, QUIET, styleOf } from "../../src/report/palette.js";
import { boardPaper } from "../../src/report/paper.js";
import { CASE_MANAGERS, findings, STEP_DOWN } from "./fixture.js";

const EVIL = `<script>alert(1)</script>"'&`;
const figuresOf = (sections: Section[]): Figure[] =>
  sections.flatMap((s) => [...s.blocks.filter((b) => b.kind === "figure"), ...figuresOf(s.sections ?? [])]);
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? "");

function evil(): Findings {
  const of = findings([{ ...STEP_DOWN, name: EVIL, summary: EVIL }]);
  for (const scenario of of.scenarios) {
    scenario.places = scenario.places.map((place) => ({ ...place, label: `${place.label} ${EVIL}` }));
    scenario.evidence = scenario.evidence.map((e) => ({
      ...e,
      why: EVIL,
      value: EVIL,
      citation: `javascript:alert(1) ${EVIL}`,
      source: e.source === "assumed" ? "assumed" : "evil",
    }));
    scenario.steady = { ok: false, why: EVIL };
    scenario.paper = { title: EVIL, asks: EVIL };
    scenario.warnings = [EVIL];
  }
  of.identity.command = EVIL;
  return of;
}

describe("the board paper as HTML", () => {
  let paper: Document;
  let html: string;
  beforeAll(async () => {
    paper = await boardPaper(findings(), {
      register: { "ham-2006": { title: "Ham", url: "https://example.org/ham?a=1&b=2", year: 2006 } },
    });
    html = renderHtml(paper);
  });

  it("has one h1, and no heading that skips a level", () => {
    const levels = all(html, /<h([1-6])\b/g).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.slice(1).entries()) expect(level - (levels[i] as number)).toBeLessThanOrEqual(1);
  });
  it("has the parts of a board paper in their order", () => {
    expect(paper.sections.map((s) => s.id)).toEqual([
      "summary",
      "options",
      "over-time",
      "delays-waits",
      "flows",
      "changes",
      "risks-assumptions",
      "against-observed",
      "method",
      "verified",
      "stress",
      "money",
      "identity",
    ]);
  });
  it("gives every table a caption, and heads its columns and rows", () => {
    const tables = all(html, /(<table[\s\S]*?<\/table>)/g);
    expect(tables.length).toBe(tablesOf(paper.sections).length);
    expect(tables.length).toBeGreaterThan(9);
    for (const table of tables) {
      expect(table).toMatch(/<caption>.+<\/caption>/);
      expect(all(table, /<tr\b[^>]*>(<t[hd][^>]*>)/g).every((first) => /<th scope="(row|col)"/.test(first))).toBe(true);
      expect(all(table, /(<th\b[^>]*>)/g).every((th) => th.includes("scope="))).toBe(true);
    }
  });
  it("gives every row of a table as many cells as it has columns", () => {
    for (const table of tablesOf(paper.sections))
      for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length);
  });
  it("gives every chart a finding, words for who does not see it, and the figures behind it", () => {
    const figures = figuresOf(paper.sections);
    expect(figures.map((f) => f.id)).toEqual([
      "figure-frontier",
      "figure-differences",
      "figure-over-time",
      "figure-months",
      "figure-histogram",
      "figure-delays",
      "figure-waits",
      "figure-flows",
    ]);
    for (const { title, alt, tables, panels } of figures) {
      expect(title.length).toBeGreaterThan(20);
      expect(alt.length).toBeGreaterThan(20);
      expect(tables.length).toBeGreaterThan(0);
      for (const { svg } of panels)
        expect(svg).toMatch(/^<svg[^>]* role="img"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
    }
    expect(figures[2]?.title).toBe(
      "With “Bay as step-down” beds occupied at Medical wards are likely to fall by 34.2 (32.3\u00a0to\u00a036.1)",
    );
  });
  it("runs no script and fetches nothing: addresses stand in links only", () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son[a-z]+=/i);
    expect(html).not.toMatch(/\ssrc=/);
    expect(all(html, /href="(http[^"]*)"/g)).toEqual([
      "https://example.org/ham?a=1&amp;b=2",
      "https://doi.org/10.1080/17477778.2018.1442155",
    ]);
    expect(all(html, /(<a [^>]*href="http[^>]*>)/g)).toHaveLength(2);
  });
  it("names each id once, and every link inside leads somewhere", () => {
    const ids = all(html, /\sid="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const to of all(html, /href="#([^"]+)"/g)) expect(ids).toContain(to);
  });
  it("says what the paper's own part does not", () => {
    expect(html).toContain('<dt>Author</dt><dd><span class="blank">not given</span>');
    expect(html).toContain("<dt>Meeting</dt><dd>Board of Exampleshire</dd>");
  });
  it("puts assumed numbers first, then those without a source, then the others", () => {
    const blocks = paper.sections
      .flatMap((s) => s.sections ?? [])
      .find((s) => s.id === "assumptions")
      ?.blocks.flatMap((b) => (b.kind === "table" ? [b.caption] : []));
    expect(blocks).toEqual(["Assumed: every number, table and law", "No source named", "With a source"]);
    const first = (caption: string) =>
      tablesOf(paper.sections)
        .find((t) => t.caption.startsWith(caption))
        ?.rows.map(({ cells }) => cells.slice(0, 3).map((c) => c.text));
    expect(first("Assumed")).toEqual([
      ["Emergency: ward, share who go on to step down", "by age, 75-84 14%, 85+ 22%", "−15%\u00a0to\u00a0+15%"],
    ]);
    expect(first("No source")).toEqual([["Home care packages: packages", "300", "not given"]]);
    expect(first("With a")).toEqual([["Bay Hospital: beds", "50", "44\u00a0to\u00a056"]]);
  });
  it("says what pairing gained, and where nothing varies", () => {
    const gained = tablesOf(paper.sections).find((t) => t.caption.startsWith("What pairing"));
    expect(
      gained?.rows
        .find((r) => r.cells[0]?.text === "Bay Hospital: beds occupied, mean")
        ?.cells.slice(1)
        .map((c) => c.text),
    ).toEqual(["×14", "–"]);
  });
  it("writes its summary from the findings", () => {
    const text = JSON.stringify(paper.sections[0]).replaceAll("\u00a0", " ");
    expect(text).toContain(
      "on average 309 of 330 beds are occupied, 61 % of midnights are over 92 % full and 31 patients",
    );
    expect(text).toContain("The cost a year to all payers is likely to fall by £2.1m (£1.8m to £2.5m).");
    expect(text).toContain("No clear difference in: Medical wards: beds occupied, mean;");
    expect(text).toContain("Delayed patients at Medical wards may fall by 0.9 (between 2.0 lower and 0.2 higher).");
    expect(text).not.toMatch(/significan/i);
  });
  it("says beside deaths in care, where people are sent elsewhere, that theirs are out of sight", () => {
    const text = JSON.stringify(paper.sections[0]).replaceAll("\u00a0", " ");
    expect(text).toContain(
      "Deaths of those taken in, a year, may rise slightly, by 9 (between 2 lower and 20 higher). Of deaths: people turned away or sent elsewhere may die too, but out of sight of this model",
    );
    const table = tablesOf(paper.sections).find((t) => t.caption.startsWith("Baseline, and"));
    expect(table?.rows.map(({ cells }) => cells[0]?.text)).toContain("Deaths of those taken in, a year");
    expect(JSON.stringify(table?.notes)).toContain("out of sight of this model");
  });
  it("marks what is not clear, and what does not change", () => {
    const row = tablesOf(paper.sections).find((t) => t.caption.startsWith("Baseline, and"))?.rows[0]?.cells;
    expect(row?.map((c) => [c.text, c.under])).toEqual([
      ["Medical wards: beds occupied, mean", undefined],
      ["309", "±\u00a03"],
      ["−34.2", "(−36.1 to −32.3)"],
      ["+4\u00a0≈", "(−9 to +17)"],
    ]);
    expect(html).toContain("no change");
  });
  it("is the same bytes each time", async () => {
    expect(renderHtml(await boardPaper(findings()))).toBe(renderHtml(await boardPaper(findings())));
  });
});

describe("warnings of the paper", () => {
  const warnings = async (of: Findings) =>
    (await boardPaper(of)).sections[0]?.blocks.flatMap((b) => (b.kind === "warning" ? [b.heading] : []));
  it("are none where all is well", async () => {
    expect(await warnings(findings())).toEqual([]);
  });
  it("speak of a run cut short, an unsteady system, a failed check and a single replication", async () => {
    const of = findings();
    of.identity = { ...of.identity, complete: false, replications: 1 };
    of.scenarios[1]!.steady = { ok: false, why: "Medical wards rise" };
    of.scenarios[2]!.audit[0]!.ok = false;
    expect(await warnings(of)).toEqual([
      "This run was stopped early",
      "The self-audit failed",
      "Not in a steady state",
      "Only one replication",
    ]);
  });
});

describe("other findings", () => {
  it("make a paper of a baseline alone", async () => {
    const html = renderHtml(await boardPaper(findings([])));
    expect(html).toContain("Medical wards has 309 beds occupied on average");
    expect(html).not.toContain('id="differences"');
  });
  it("make a paper of one replication, whose intervals JSON has lost", async () => {
    const one = findings();
    for (const s of one.scenarios) for (const m of s.measures) Object.assign(m, { low: null, high: null, n: 1 });
    for (const c of one.comparisons) Object.assign(c, { low: null, high: null, n: 1, clear: false, gain: null });
    const html = renderHtml(await boardPaper(one));
    expect(html).toContain("in this one run would fall by 34.2");
    expect(html).not.toMatch(/NaN|Infinity|undefined|null/);
  });
  it("make a paper where nobody flows, waits or pays", async () => {
    const bare = findings([CASE_MANAGERS]);
    for (const s of bare.scenarios)
      Object.assign(s, {
        flows: [],
        census: [],
        evidence: [],
        targets: [],
        allTargets: null,
        changes: [],
        measures: [],
      });
    bare.comparisons = [];
    expect(renderHtml(await boardPaper(bare))).toContain("The scenarios set no targets.");
  });
  it("refuse to be without a scenario", async () => {
    await expect(boardPaper({ ...findings(), scenarios: [] })).rejects.toThrow(/without a scenario/);
  });
});

describe("what scenarios say", () => {
  it("is text in HTML and in charts, whatever it holds", async () => {
    const html = renderHtml(
      await boardPaper(evil(), { register: { evil: { title: EVIL, url: "javascript:alert(1)" } } }),
    );
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    expect(all(html, /(<svg[\s\S]*?<\/svg>)/g).some((svg) => svg.includes("&lt;script&gt;"))).toBe(true);
    expect(html).not.toMatch(/href="javascript/i);
  });
  it("becomes a link only where it is an address on the web", () => {
    expect(safeLink("https://example.org/a b")).toBeUndefined();
    expect(safeLink("javascript:alert(1)")).toBeUndefined();
    expect(safeLink("data:text/html,x")).toBeUndefined();
    expect(safeLink("javascript://example.org/%0aalert(1)")).toBeUndefined();
    expect(safeLink("https://example.org/a")).toBe("https://example.org/a");
    expect(withLinks("see https://example.org/a, page 3")).toEqual([
      "see ",
      { link: "https://example.org/a", text: "https://example.org/a" },
      ", page 3",
    ]);
  });
  it("loses characters that turn the reading round or steer a terminal", () => {
    expect(escapeText("a\u202eb\u001b[2Jc\u0000")).toBe("a b [2Jc ");
  });
});

describe("colours", () => {
  const light = (hex: string) =>
    [1, 3, 5]
      .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] as number), 0);
  it("stand out from white by 4.5 : 1 or more (WCAG 2.2, 1.4.3)", () => {
    for (const hex of [INK, QUIET, BLUE, ...Array.from({ length: MOST_IN_CHART }, (_, n) => styleOf(n).color)])
      expect(1.05 / (light(hex) + 0.05)).toBeGreaterThan(4.5);
  });
  it("never stand alone: no two scenarios have the same dashes", () => {
    const dashes = Array.from({ length: MOST_IN_CHART }, (_, n) => styleOf(n).dash.join(" "));
    expect(new Set(dashes).size).toBe(MOST_IN_CHART);
  });
});
