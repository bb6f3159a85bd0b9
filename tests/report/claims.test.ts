/** That a paper claims of a redesign no more than its run shows. */
import { describe, expect, it } from "vitest";
import type { Findings } from "../../src/experiment/findings.js";
import { type Document, figuresOf, plainText, type Table, tablesOf } from "../../src/report/document.js";
import { headlines } from "../../src/report/headlines.js";
import { namesFor } from "../../src/report/names.js";
import { boardPaper } from "../../src/report/paper.js";
import { detailedRowsFor } from "../../src/report/rows.js";
import { screenTable } from "../../src/report/table.js";
import { CASE_MANAGERS, findings, SENSITIVITY, STEP_DOWN } from "./fixture.js";

const text = (said: unknown) => JSON.stringify(said).replaceAll("\u00a0", " ");
const headlinesOf = (of: Findings) =>
  headlines(of, detailedRowsFor(of, namesFor(of))).map((line) => plainText(line).replaceAll("\u00a0", " "));
const screenOf = (of: Findings) => screenTable(of, { width: 120, color: false, unicode: true });
const rowsOf = (paper: Document, id: string) =>
  (tablesOf(paper.sections).find((t) => t.id === id) as Table).rows.map(({ cells }) =>
    cells.map((c) => plainText(c.text).replaceAll("\u00a0", " ")),
  );

describe("a redesign that the run ends before", () => {
  const of = findings([{ name: "Late beds", differences: {} }, STEP_DOWN, CASE_MANAGERS]);
  of.scenarios[1]!.cutShort = "never";
  of.scenarios[2]!.cutShort = "partly";

  it("is not said to change nothing, but not to be reached: in the table at a glance, the comparison and the summary", async () => {
    const paper = await boardPaper(of);
    const [late, bay, managers] = rowsOf(paper, "at-a-glance");
    expect(late?.[0]).toBe("Late beds (not reached in this run)");
    expect(new Set(late?.slice(1))).toEqual(new Set(["not reached"]));
    expect(bay?.[0]).toBe("Bay as step-down (not complete in this run)");
    expect(managers?.[0]).toBe("Case managers");
    expect(new Set(rowsOf(paper, "appraisal").map((cells) => cells[2]))).toEqual(new Set(["not reached"]));
    expect(new Set(rowsOf(paper, "chances").map((cells) => cells[2]))).toEqual(new Set(["not reached"]));
    const [summary] = paper.sections;
    const said = summary?.sections?.map(({ heading, blocks }) => text([heading, blocks])) ?? [];
    expect(said[0]).toContain("All that it changes is dated after the end of this run, 30 March 2008.");
    expect(said[0]).not.toContain("Exactly as in the baseline");
    expect(said[1]).toContain("before all that it changes has taken hold");
    expect(said[2]).not.toContain("in this run");
  });
  it("is counted and drawn nowhere among those that were tried", async () => {
    const paper = await boardPaper(of);
    const figures = figuresOf(paper.sections);
    expect(figures.map(({ title }) => title).join("\n")).toContain(
      "1 of 2 redesigns clearly lowers the acute beds occupied",
    );
    expect(text(figures)).not.toContain("Late beds");
    expect(headlinesOf(of).join("\n")).not.toContain("Late beds");
    const alone = findings([{ name: "Late beds", differences: {} }]);
    alone.scenarios[1]!.cutShort = "never";
    expect(headlinesOf(alone)).toEqual([]);
    expect(text((await boardPaper(alone)).sections)).not.toMatch(/no redesign|No redesign/);
  });
  it("is marked on the screen, beside its name and in place of its figures", () => {
    const screen = screenOf(of).replace(/\s+/g, " ");
    expect(screen).toMatch(/Late beds \(not reached in this.* run\)/);
    expect(screen).toMatch(/Bay as step-down \(not.* complete in this run\)/);
    expect(screen).toMatch(/Emergency admissions a year 14,320 ± 60 not reached/);
  });
  it("is a risk, by name", async () => {
    const risks = rowsOf(await boardPaper(of), "risks");
    const cut = risks.find(([risk]) => risk?.startsWith("The run ends before changes of a redesign"));
    expect(cut?.[1]).toBe("Late beds (not reached in this run) and Bay as step-down (not complete in this run).");
  });
});

describe("fewer admissions or deaths because more people are in care or wait", () => {
  /** With so many more needs met in care, and so many more waiting for Bay Hospital. */
  const withHeld = (needs: [number, number], waiting: [number, number]) => {
    const of = findings([
      {
        name: "More packages",
        differences: {
          "emergency-admissions": [-348, 21],
          "deaths-in-care": [-14, 3],
          "waiting bay": waiting,
        },
      },
    ]);
    const key = { measure: "already-in-care", place: null, group: null, unit: "per year" };
    const [difference, half] = needs;
    const bounds = { low: difference - half, high: difference + half };
    const ends = { ...bounds, clear: bounds.low > 0 || bounds.high < 0 };
    of.comparisons.push({
      ...{ ...key, scenario: "More packages", against: "Exampleshire", difference, ...ends, n: 20, gain: 1 },
    });
    for (const s of of.scenarios) s.measures.push({ ...key, mean: 214.4, low: 210, high: 220, sd: 5, n: 20 });
    return of;
  };
  const SAYS =
    /not admitted for another need .* does not die but by a pathway\. With “More packages” there are 380 \(360 to 400\) more needs a year met so/;

  it("are marked in every table and told so in the summary, with the figures under the tables", async () => {
    const of = withHeld([379, 22], [0, 0]);
    const paper = await boardPaper(of);
    for (const id of ["at-a-glance", "appraisal"]) {
      const table = tablesOf(paper.sections).find((t) => t.id === id) as Table;
      expect(text(table.rows)).toMatch(/350 †/);
      expect(text(table.notes)).toMatch(SAYS);
    }
    const [summary] = paper.sections[0]?.sections ?? [];
    const said = summary?.blocks.flatMap((b) => (b.kind === "definitions" ? b.items : [])) ?? [];
    for (const topic of ["Admissions", "Deaths"]) {
      const about = said.find(({ term }) => term === topic);
      expect(text(about?.text)).toContain("in care or waiting: see † under the table of redesigns.");
    }
    expect(text(said.find(({ term }) => term === "Beds and places"))).not.toContain("†");
    expect(screenOf(of).replace(/\s+/g, " ")).toMatch(SAYS);
    expect(screenOf(of)).toMatch(/−350 †/);
  });
  it("are so too where a queue grows, as nobody dies in it", () => {
    expect(screenOf(withHeld([0, 0], [308, 27])).replace(/\s+/g, " ")).toContain(
      "With “More packages” there are 310 (280 to 340) more people waiting for Bay Hospital; that alone may be why it shows fewer emergency admissions and deaths",
    );
  });
  it("are as they seem where as many are in care as before, fewer are, or too few to matter", () => {
    for (const needs of [
      [0, 0],
      [-379, 22],
      [12, 22],
    ] as [number, number][])
      expect(screenOf(withHeld(needs, [0, 0]))).not.toContain("†");
    expect(screenOf(withHeld([8, 2], [0, 0]))).not.toMatch(/−350 †/);
  });
  it("are told of among what the model leaves out, with the needs met in care of each scenario", async () => {
    const left = (of: Findings) =>
      boardPaper(of).then((paper) => {
        const risks = paper.sections.find(({ id }) => id === "risks-assumptions");
        return text(risks?.sections?.find(({ id }) => id === "left-out"));
      });
    expect(await left(withHeld([379, 22], [0, 0]))).toMatch(
      /Needs met so, a year: 214 with “Exampleshire” and 214 with “More packages”/,
    );
    expect(await left(findings())).toContain("a longer queue shows fewer deaths for that alone");
  });
});

describe("what a paper claims by its intervals", () => {
  const titlesOf = (of: Findings) =>
    boardPaper(of).then(({ sections }) =>
      figuresOf(sections).map(({ id, title }) => `${id}: ${title.replaceAll("\u00a0", " ")}`),
    );

  it("counts no difference of seconds as a longer wait, and prints none without a sign that it is no clear one", async () => {
    const of = findings([
      { name: "A", differences: { "wait medical-wards": [0.00003, 0.00001] } },
      { name: "B", differences: {} },
    ]);
    expect((await titlesOf(of)).join("\n")).not.toContain("lengthens the wait");
    expect(screenOf(of)).toMatch(/wait for a bed, mean days +0\.21 ± 0\.03 +\S*0\S* ≈/);
  });
  it("says which redesign lengthens the wait only where it clearly does", async () => {
    const wait = (difference: number, half: number) =>
      titlesOf(findings([{ name: "A", differences: { "wait medical-wards": [difference, half] } }])).then((all) =>
        all.find((title) => title.startsWith("figure-waits")),
      );
    expect(await wait(0.02, 0.05)).toContain(
      "No redesign clearly changes the wait for a bed at Medical wards, 0.21 days",
    );
    expect(await wait(0.2, 0.05)).toContain(
      "0.21 days on average as things are, is likely to be longer by 0.20 with “A”",
    );
  });
  it("says “may” of cost and of beds where the interval reaches so much further to one side", () => {
    const of = findings([
      { name: "A", differences: { cost: [-183_500, 189_500], "occupancy medical-wards": [-2, 2.2] } },
      { name: "B", differences: { cost: [200_000, 210_000] } },
    ]);
    const lines = headlinesOf(of);
    expect(lines).toContain("May cost less in all: “A” by £180k (between £370k lower and £10k higher) a year.");
    expect(lines).toContain("May cost more in all: “B” by £200k (£0 to £400k) a year.");
    expect(lines.join("\n")).not.toContain("No redesign is likely to cost less");
    expect(lines[0]).toMatch(/^No redesign is likely to lower .*; “A” may, by 2 \(0 to 4\)/);
  });
  it("ranks no numbers whose bars are within what chance does", async () => {
    const bars = (half: number) =>
      boardPaper(findings(), {
        sensitivity: {
          ...SENSITIVITY,
          tornado: { bars: [{ number: 0, width: 10, low: { difference: -4, half }, high: { difference: 6, half } }] },
        },
      }).then(({ sections }) => figuresOf(sections).find(({ id }) => id === "figure-sensitivity")?.title);
    expect(await bars(0.5)).toMatch(/ moves? .* most$/);
    expect(await bars(7)).toMatch(/^No number clearly moves/);
  });
});

describe("harms", () => {
  it("are told by their size, wherever they are, and people who give up waiting for any kind of place have a line", () => {
    const of = findings([
      {
        name: "A",
        differences: {
          "occupancy medical-wards": [-20, 2],
          "wait medical-wards": [0.12, 0.02],
          "gave-up medical-wards": [355, 20],
        },
      },
    ]);
    const packages = { measure: "gave-up", place: "home-care", group: null, unit: "per year" };
    for (const s of of.scenarios) s.measures.push({ ...packages, mean: 36, low: 30, high: 42, sd: 5, n: 20 });
    const ends = { difference: 900, low: 880, high: 920, clear: true, n: 20, gain: 1 };
    of.comparisons.push({ ...packages, ...ends, scenario: "A", against: "Exampleshire" });
    expect(screenOf(of)).toMatch(/Home care packages: gave up waiting, a year +36 ± 6 +\+900/);
    expect(headlinesOf(of).join("\n")).toContain(
      "but is likely to bring 900 more people a year giving up waiting at Home care packages, 360 more people a year giving up waiting at Medical wards and longer waits for a bed (+0.12 days on average).",
    );
  });
});
