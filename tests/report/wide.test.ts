import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFindings } from "../../src/cli/read-findings.js";
import type { Findings } from "../../src/experiment/findings.js";
import { type Document, tablesOf } from "../../src/report/document.js";
import { leftOutOf } from "../../src/report/left-out.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { boardPaper } from "../../src/report/paper.js";
import { careshift, ROOT } from "../e2e/careshift.js";
import { findings as plain } from "./fixture.js";

const folder = mkdtempSync(join(tmpdir(), "careshift-wide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Exampleshire, with everything in it that a scenario can say: ten weeks of it. */
function shortRun(): Findings {
  cpSync(join(ROOT, "scenarios", "exampleshire"), folder, { recursive: true });
  const file = join(folder, "baseline.yaml");
  const text = readFileSync(file, "utf8").replace(/warm-up: [^,\n]*/, "warm-up: 60 days");
  writeFileSync(file, text);
  const out = join(folder, "out");
  const ended = careshift([
    ...["run", file, join(folder, "redesign-seven-days.yaml")],
    ...["--replications", "2", "--years", "0.2", "--out", out],
  ]);
  expect(ended.err).not.toMatch(/error/i);
  return readFindings(out).findings;
}

describe("the paper of an economy with everything in it", () => {
  let found: Findings;
  let text = "";
  let paper: Document;
  beforeAll(async () => {
    found = shortRun();
    paper = await boardPaper(found);
    text = renderMarkdown(paper, "pictures").text;
  }, 120_000);

  const line = (label: string) =>
    text.split("\n").find((row) => row.startsWith(`| ${label} |`) || row.includes(`${label} |`));

  it("compares clocks, targets of waits, outliers, escalation beds, cancellations and staff, place by place and in all", () => {
    for (const label of [
      "Four hours: share in time",
      "Waiting list: share who wait no longer than its target",
      "Surgical wards: outliers in its beds, mean",
      "Medical wards: escalation bed days a year",
      "Medical wards: people at the wrong level of care, mean",
      "Surgical wards: cancelled for want of a bed, a year",
      "Admissions to care homes a year",
      "Deaths a year, in care and outside",
      "of which at home",
      "Died where they wished to",
      "Staff wanted for what is open, WTE",
      "of which Ward physiotherapists",
    ])
      expect(line(label), label).toMatch(/\d/);
  });
  it("speaks of staff and names the place where it changes", () => {
    expect(text).not.toContain("Of staff this run says nothing");
    expect(text.match(/Staff wanted for Ward physiotherapists[^.]*/)?.[0]).toMatch(/\(WTE\) are likely to rise by 0/);
  });
  it("says how many ordinary beds there are where more are taken", () => {
    expect(text).not.toMatch(/(\d+\.?\d*) of \1 beds/);
    expect(text).toContain("escalation beds are open");
  });
  it("leaves out only what these scenarios leave out", () => {
    const said = leftOutOf(found).join("\n");
    expect(said).toContain(
      "Staff other than Emergency car, A&E doctors and Ward physiotherapists".replace(
        "Emergency car",
        "In-hours emergency car",
      ),
    );
    for (const wrong of [
      "attendances at A&E",
      "outpatient clinics",
      "general practice",
      "Any free bed will do",
      "Cleaning",
      "A population",
    ])
      expect(said).not.toContain(wrong);
    expect(text).toContain("Escalation beds open above one share of occupancy");
  });
  it("shows the clock, staff and what else was measured at a glance, nine columns of measures at most", () => {
    const columns = tablesOf(paper.sections).find(({ id }) => id === "at-a-glance")?.columns ?? [];
    const units = columns.map(({ unit }) => unit);
    expect(units).toContain("share in time");
    expect(units).toContain("WTE");
    expect(columns.every(({ heading }) => heading !== "")).toBe(true);
    expect(columns.filter(({ unit }) => unit !== undefined && unit !== "share of replications").length).toBe(9);
  });
  it("takes a place that is called A&E or a practice for what it is called, without a setting", () => {
    const of = plain();
    for (const s of of.scenarios)
      s.places = s.places.map((p, i) => ({ ...p, label: ["A & E", "Harbour practice"][i] ?? p.label }));
    const said = leftOutOf(of).join("\n");
    expect(said).not.toContain("attendances at A&E");
    expect(said).not.toContain("general practice");
    expect(said).toContain("outpatient clinics");
  });
  it("leaves out more where scenarios say less", () => {
    const said = leftOutOf(plain()).join("\n");
    for (const right of [
      "attendances at A&E",
      "outpatient clinics",
      "Any free bed will do",
      "a bed that is open is taken to be staffed",
      "Cleaning between two patients",
    ])
      expect(said).toContain(right);
    expect(said).not.toContain("whole-time equivalents");
  });
});
