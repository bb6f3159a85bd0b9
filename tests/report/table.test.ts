import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { fold, shorten } from "../../src/report/fold.js";
import { screenTable } from "../../src/report/table.js";
import { CASE_MANAGERS, findings, STEP_DOWN } from "./fixture.js";

const MANY = [
  STEP_DOWN,
  CASE_MANAGERS,
  { ...STEP_DOWN, name: "Thirty acute beds fewer and nothing else besides" },
  { ...CASE_MANAGERS, name: "A new hospital" },
  { ...STEP_DOWN, name: "All of it together" },
];
const plain = { color: false, unicode: true };
const widest = (text: string) => Math.max(...text.split("\n").map((line) => [...line].length));

describe("the table on the screen", () => {
  it("stacks redesigns that do not fit beside each other in 80 columns", () => {
    expect(screenTable(findings(), { width: 80, ...plain })).toMatchInlineSnapshot(`
      " Exampleshire: 5 years from 1 April 2003 · 140,000 people · 20 replications ·
       the same patients in every column · 95 % intervals

                                              baseline          Bay as step-down
       Medical wards: beds occupied, mean     309 ± 3           −34.2 (−36.1 to −32.3)
       Medical wards: midnights over 92 %
       full                                   61 % ± 4          −22 (−26 to −18)
       Medical wards: delayed patients, mean  31 ± 2            −24.3 (−25.9 to −22.7)
       Medical wards: wait for a bed, mean
       days                                   0.21 ± 0.03       −0.12 (−0.14 to −0.10)
       Emergency admissions a year            14,320 ± 60       0
       Back as an emergency within 30 days    12.50 % ± 0.11    0
       Bay Hospital: beds occupied, mean      48.9 ± 0.2        −5.1 (−5.9 to −4.3)
       Home care packages: in use, mean       281 ± 4           +12 (+9 to +15)
       Deaths of those taken in, a year       1,204 ± 14        0
       Medical wards: gave up waiting, a
       year                                   38 ± 9            −31 (−39 to −23)
       Cost a year, all payers                £61.2m ± 0.3      −£2.1m (−2.5 to −1.8)
         of which NHS acute                   £45.1m ± 0.3      −£2.8m (−3.1 to −2.5)
         of which NHS community               £8.04m ± 0.02     +£550k (+510 to +590)
         of which Council                     £8.10m ± 0.09     +£120k (+100 to +140)
       Meets all targets                      5 % of runs       90 % of runs

                                              Case managers
       Medical wards: beds occupied, mean     +4 (−9 to +17) ≈
       Medical wards: midnights over 92 %
       full                                   +1 (−5 to +7) ≈
       Medical wards: delayed patients, mean  −0.9 (−2.0 to +0.2) ≈
       Medical wards: wait for a bed, mean
       days                                   0
       Emergency admissions a year            +100 (−200 to +400) ≈
       Back as an emergency within 30 days    0
       Bay Hospital: beds occupied, mean      0
       Home care packages: in use, mean       0
       Deaths of those taken in, a year       +9 (−2 to +20) ≈
       Medical wards: gave up waiting, a
       year                                   0
       Cost a year, all payers                +£810k (+660 to +960)
         of which NHS acute                   0
         of which NHS community               0
         of which Council                     0
       Meets all targets                      5 % of runs

       ≈ no clear difference. Redesigns: difference from the baseline; of shares, in
       percentage points.
       Of deaths: people turned away or sent elsewhere may die too, but out of sight
       of this model. Taking more in shows more deaths in care, which is not more
       deaths.
       Audit: everyone accounted for in 60 of 60 runs.
       Steady: no place drifts while it is observed.
       Run 3f7a09c2d1ee, seed exampleshire, Careshift 0.1.0: careshift run
       scenarios/exampleshire"
    `);
  });
  it("puts them side by side in 120", () => {
    expect(screenTable(findings(), { width: 120, ...plain })).toMatchInlineSnapshot(`
      " Exampleshire: 5 years from 1 April 2003 · 140,000 people · 20 replications · the same patients in every column · 95 %
       intervals

                                                 baseline          Bay as step-down        Case managers
       Medical wards: beds occupied, mean        309 ± 3           −34.2 (−36.1 to −32.3)  +4 (−9 to +17) ≈
       Medical wards: midnights over 92 % full   61 % ± 4          −22 (−26 to −18)        +1 (−5 to +7) ≈
       Medical wards: delayed patients, mean     31 ± 2            −24.3 (−25.9 to −22.7)  −0.9 (−2.0 to +0.2) ≈
       Medical wards: wait for a bed, mean days  0.21 ± 0.03       −0.12 (−0.14 to −0.10)  0
       Emergency admissions a year               14,320 ± 60       0                       +100 (−200 to +400) ≈
       Back as an emergency within 30 days       12.50 % ± 0.11    0                       0
       Bay Hospital: beds occupied, mean         48.9 ± 0.2        −5.1 (−5.9 to −4.3)     0
       Home care packages: in use, mean          281 ± 4           +12 (+9 to +15)         0
       Deaths of those taken in, a year          1,204 ± 14        0                       +9 (−2 to +20) ≈
       Medical wards: gave up waiting, a year    38 ± 9            −31 (−39 to −23)        0
       Cost a year, all payers                   £61.2m ± 0.3      −£2.1m (−2.5 to −1.8)   +£810k (+660 to +960)
         of which NHS acute                      £45.1m ± 0.3      −£2.8m (−3.1 to −2.5)   0
         of which NHS community                  £8.04m ± 0.02     +£550k (+510 to +590)   0
         of which Council                        £8.10m ± 0.09     +£120k (+100 to +140)   0
       Meets all targets                         5 % of runs       90 % of runs            5 % of runs

       ≈ no clear difference. Redesigns: difference from the baseline; of shares, in percentage points.
       Of deaths: people turned away or sent elsewhere may die too, but out of sight of this model. Taking more in shows more
       deaths in care, which is not more deaths.
       Audit: everyone accounted for in 60 of 60 runs.
       Steady: no place drifts while it is observed.
       Run 3f7a09c2d1ee, seed exampleshire, Careshift 0.1.0: careshift run scenarios/exampleshire"
    `);
  });
  it("never writes a line longer than the terminal, and leaves no redesign out", () => {
    for (const width of [60, 72, 80, 100, 120, 160, 240]) {
      const text = screenTable(findings(MANY), { width, ...plain });
      expect(widest(text)).toBeLessThanOrEqual(width);
      for (const { name } of MANY) expect(text.replace(/\s+/g, " ")).toContain(name.split(" ")[0]);
      expect(
        text
          .match(/Meets all targets.*/g)
          ?.join(" ")
          .match(/of runs/g),
      ).toHaveLength(6);
    }
  });
  it("uses the room of a wide terminal", () => {
    expect(screenTable(findings(MANY), { width: 240, ...plain }).match(/Meets all targets/g)).toHaveLength(1);
  });
  it("keeps to ASCII where the terminal wants it, with columns still in line", () => {
    const text = screenTable(findings(), { width: 120, color: false, unicode: false });
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    const starts = text
      .split("\n")
      .filter((line) => /baseline|309 \+- 3|GBP 61/.test(line))
      .slice(0, 3)
      .map((line) => line.search(/baseline|309|GBP/));
    expect(new Set(starts).size).toBe(1);
    expect(text).toContain("-34.2 (-36.1 to -32.3)");
  });
  it("colours only where asked, and the letters stay the same", () => {
    const colored = screenTable(findings(), { width: 120, color: true, unicode: true });
    expect(colored).toContain("\u001b[1m");
    expect(stripVTControlCharacters(colored).replace(/ +$/gm, "")).toBe(
      screenTable(findings(), { width: 120, ...plain }),
    );
  });
  it("lets no name steer the terminal", () => {
    const text = screenTable(findings([{ ...STEP_DOWN, name: "Bay\u001b[2J\u0007" }]), { width: 120, ...plain });
    expect(text).toContain("Bay");
    for (const control of ["\u001b", "\u0007"]) expect(text).not.toContain(control);
  });
  it("warns of a run cut short, a failed check and a drift", () => {
    const of = findings();
    of.identity.complete = false;
    of.scenarios[0]!.steady = { ok: false, why: "beds rise" };
    of.scenarios[1]!.audit[0]!.ok = false;
    const text = screenTable(of, { width: 120, ...plain });
    for (const warning of ["STOPPED EARLY", "NOT STEADY, Exampleshire: beds rise", "AUDIT FAILED in Bay as step-down"])
      expect(text).toContain(warning);
  });
  it("says nothing of intervals, nor of what is clear, where one replication gives none", () => {
    const of = findings();
    of.identity = { ...of.identity, complete: false, replications: 1 };
    const text = screenTable(of, { width: 200, ...plain });
    expect(text).toContain("STOPPED EARLY: not all replications were done.");
    expect(text).toContain("no intervals: they want two replications or more");
    for (const word of ["wider than meant", "no clear difference"]) expect(text).not.toContain(word);
  });
  it("says that a run too short to tell a drift is just that, and not steady", () => {
    const of = findings();
    expect(screenTable(of, { width: 120, ...plain })).toContain("Steady: no place drifts");
    of.scenarios[1]!.steady = { ok: true, told: false, why: "too little time observed, to tell a drift from chance" };
    const text = screenTable(of, { width: 120, ...plain });
    expect(text).toContain("Steady or not can't be told: too little time observed, to tell a drift from chance.");
    expect(text).not.toContain("no place drifts");
  });
  it("says of a run shorter than a year what its figures a year are, and nothing of a longer one", () => {
    const of = findings();
    expect(screenTable(of, { width: 200, ...plain })).not.toContain("whole year at this pace");
    of.identity.years = 42 / 365.25;
    expect(screenTable(of, { width: 200, ...plain })).toContain("The run is 6 weeks long; figures “a year” are");
  });
  it("shows a baseline alone by its name, without talk of redesigns", () => {
    const text = screenTable(findings([]), { width: 80, ...plain });
    expect(text).toContain("Exampleshire: 5 years");
    expect(text).not.toContain("≈ no clear difference");
  });
});

describe("folding", () => {
  it("breaks at spaces, and inside words only where they are longer than the line", () => {
    expect(fold("beds occupied abcdefghijklm", 8)).toEqual(["beds", "occupied", "abcdefgh", "ijklm"]);
  });
  it("cuts what is beyond the last line allowed", () => {
    expect(fold("one two three four", 5, 2)).toEqual(["one", "two…"]);
    expect(shorten("abcdef", 4)).toBe("abc…");
  });
});
