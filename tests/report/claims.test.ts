/** That a paper claims of a redesign no more than its run shows. */
import { describe, expect, it } from "vitest";
import type { Findings } from "../../src/experiment/findings.js";
import { type Document, figuresOf, plainText, type Table, tablesOf } from "../../src/report/document.js";
import { headlines } from "../../src/report/headlines.js";
import { namesFor } from "../../src/report/names.js";
import { boardPaper } from "../../src/report/paper.js";
import { detailedRowsFor } from "../../src/report/rows.js";
import { screenTable } from "../../src/report/table.js";
import { CASE_MANAGERS, findings, STEP_DOWN } from "./fixture.js";

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
