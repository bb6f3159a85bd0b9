import { describe, expect, it } from "vitest";
import { fold, shorten } from "../../src/report/fold.js";
import { screenTable } from "../../src/report/table.js";
import { CASE_MANAGERS, findings, STEP_DOWN } from "./fixture.js";

const MANY = [STEP_DOWN, CASE_MANAGERS, { ...STEP_DOWN, name: "Thirty acute beds fewer and nothing else besides" }, { ...CASE_MANAGERS, name: "A new hospital" }, { ...STEP_DOWN, name: "All of it together" }];
const plain = { color: false, unicode: true };
const widest = (text: string) => Math.max(...text.split("\n").map((line) => [...line].length));

describe("the table on the screen", () => {
  it("stacks redesigns that do not fit beside each other in 80 columns", () => {
    expect(screenTable(findings(), { width: 80, ...plain })).toMatchInlineSnapshot();
  });
  it("puts them side by side in 120", () => {
    expect(screenTable(findings(), { width: 120, ...plain })).toMatchInlineSnapshot();
  });
  it("never writes a line longer than the terminal, and leaves no redesign out", () => {
    for (const width of [60, 72, 80, 100, 120, 160, 240]) {
      const text = screenTable(findings(MANY), { width, ...plain });
      expect(widest(text)).toBeLessThanOrEqual(width);
      for (const { name } of MANY) expect(text.replace(/\s+/g, " ")).toContain(name.split(" ")[0]);
      expect(text.match(/Meets all targets.*/g)?.join(" ").match(/in 100/g)).toHaveLength(6);
    }
  });
  it("uses the room of a wide terminal", () => {
    expect(screenTable(findings(MANY), { width: 240, ...plain }).match(/Meets all targets/g)).toHaveLength(1);
  });
  it("keeps to ASCII where the terminal wants it, with columns still in line", () => {
    const text = screenTable(findings(), { width: 120, color: false, unicode: false });
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    const starts = text.split("\n").filter((line) => /baseline|309 \+- 3|GBP 61/.test(line)).slice(1, 4).map((line) => line.search(/baseline|309|GBP/));
    expect(new Set(starts).size).toBe(1);
    expect(text).toContain("-34.2 (-36.1 to -32.3)");
  });
  it("colours only where asked, and the letters stay the same", () => {
    const colored = screenTable(findings(), { width: 120, color: true, unicode: true });
    expect(colored).toContain("\u001b[1m");
    expect(colored.replace(/\u001b\[\d+m/g, "").replace(/ +$/gm, "")).toBe(screenTable(findings(), { width: 120, ...plain }));
  });
  it("lets no name steer the terminal", () => {
    expect(screenTable(findings([{ ...STEP_DOWN, name: "Bay\u001b[2J\u0007" }]), { width: 120, ...plain })).not.toMatch(/[\u001b\u0007]/);
  });
  it("warns of a run cut short, a failed check and a drift", () => {
    const of = findings();
    of.identity.complete = false;
    of.scenarios[0]!.steady = { ok: false, why: "beds rise" };
    of.scenarios[1]!.audit[0]!.ok = false;
    const text = screenTable(of, { width: 120, ...plain });
    for (const warning of ["STOPPED EARLY", "NOT STEADY, Exampleshire: beds rise", "AUDIT FAILED in Bay as step-down"]) expect(text).toContain(warning);
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
