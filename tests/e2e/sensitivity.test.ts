import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findingsSchema } from "../../src/experiment/findings-schema.js";
import { sensitivitySchema } from "../../src/experiment/sensitivity-schema.js";
import { careshift, MORE_COTTAGE, ROOT, townFolder } from "./careshift.js";

/** The small town with bounds on its beds and on its step-up. */
function uncertainTown(): string {
  const town = readFileSync(join(ROOT, "tests/care/small-town.yaml"), "utf8")
    .replace("beds: 15,", "beds: { value: 15, low: 12, high: 18, source: x },")
    .replace("stay: 6 days", "stay: { value: 6 days, low: 4 days, high: 9 days, source: x }");
  return townFolder({
    "baseline.yaml": town,
    "evidence.yaml": "x: { title: A source }",
    "redesign-cottage.yaml": MORE_COTTAGE,
  });
}

describe("careshift sensitivity", () => {
  const folder = uncertainTown();
  const quick = ["--years", "0.2", "--replications", "2"];
  const ask = (...args: string[]) => careshift(["sensitivity", ...args], folder);

  it("draws a tornado on the screen within 80 columns, and leaves findings, page and chart", () => {
    const ended = ask(".", "--measure", "occupancy", "--place", "hospital", ...quick, "--out", "out");
    expect(ended.err).toBe("");
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/Hospital: beds, 12 to 18 .*[−+]\d.*│/u);
    expect(Math.max(...ended.out.split("\n").map((line) => [...line].length))).toBeLessThanOrEqual(80);
    const findings = sensitivitySchema.parse(JSON.parse(readFileSync(join(folder, "out/sensitivity.json"), "utf8")));
    expect(findings.tornado?.bars).toHaveLength(2);
    expect(findings.identity.command).toContain("--measure occupancy --place hospital");
    expect(readFileSync(join(folder, "out/sensitivity.html"), "utf8")).toContain("<svg");
    expect(existsSync(join(folder, "out/tornado.svg"))).toBe(true);
  });

  it("gives the same JSON on one thread and on two", () => {
    const once = (threads: string) => {
      const args = [".", "--measure", "occupancy", "--place", "hospital", ...quick, "--json", "--threads", threads];
      return ask(...args).out.replace(/"timings": \{[^}]*\}/, "");
    };
    expect(once("2")).toBe(once("1"));
  });

  it("says which number is worth knowing before choosing between the options of the folder", () => {
    const ended = ask(".", "--measure", "cost", "--method", "evppi", "--draws", "8", "--years", "0.8");
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("Two more cottage beds");
    expect(ended.out).toMatch(/Chosen now: (Small town|Two more cottage beds)/);
  });

  it("says what to type where the question can't be answered", () => {
    expect(ask(".", "--measure", "cost", "--against", "baseline")).toMatchObject({
      code: 2,
      err: expect.stringContaining("redesign-cottage.yaml"),
    });
    expect(ask("baseline.yaml", "--measure", "cost", "--method", "evppi")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Name a folder with redesigns"),
    });
    expect(ask(".", "--measure", "occupancy")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--place hospital"),
    });
    expect(ask(".", "--measure", "cost", "--method", "guess")).toMatchObject({
      code: 2,
      err: expect.stringContaining("tornado, sobol or evppi"),
    });
  });
});

describe("careshift sensitivity where no number has bounds", () => {
  it("says what to write, and runs nothing", () => {
    const ended = careshift(["sensitivity", "baseline.yaml", "--measure", "cost", "--out", "out"], townFolder());
    expect([ended.code, ended.err]).toEqual([2, expect.stringContaining("no number has bounds")]);
  });
});

describe("careshift run --uncertainty", () => {
  it("shows chance and ignorance apart, on the screen and in findings that fit their schema", () => {
    const folder = uncertainTown();
    const args = [
      "run",
      ".",
      "--uncertainty",
      "--draws",
      "8",
      "--years",
      "0.8",
      "--replications",
      "2",
      "--paper",
      "md",
    ];
    const ended = careshift([...args, "--out", "out"], folder);
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/Chance and ignorance: 3 numbers with bounds drawn 8 times/);
    expect(ended.out).toMatch(/chance +what is not known +its share/);
    const findings = findingsSchema.parse(JSON.parse(readFileSync(join(folder, "out/findings.json"), "utf8")));
    expect(findings.ignorance?.scenarios).toHaveLength(2);
    expect(findings.ignorance?.comparisons.every(({ low, high }) => low <= high)).toBe(true);
    expect(findings.identity.command).toContain("--draws 8 --uncertainty");
    const paper = readFileSync(join(folder, "out/board-paper.md"), "utf8");
    expect(paper).toMatch(/## .*Chance, and what is not known/);
    expect(paper).toMatch(/Ignorance: 3 numbers of the scenarios are known only within bounds/);
  });

  it("is what a scenario asks for by `uncertainty: yes` under run, unless --no-uncertainty", () => {
    const folder = uncertainTown();
    const path = join(folder, "baseline.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("seed: small-town", "seed: small-town, uncertainty: yes"));
    const args = [
      "run",
      "baseline.yaml",
      "--draws",
      "8",
      "--years",
      "0.5",
      "--replications",
      "2",
      "--no-paper",
      "--json",
    ];
    const { ignorance } = findingsSchema.parse(JSON.parse(careshift([...args, "--out", "out"], folder).out));
    expect(ignorance?.draws).toBe(8);
    const without = careshift([...args, "--no-uncertainty", "--out", "out"], folder);
    expect(findingsSchema.parse(JSON.parse(without.out)).ignorance).toBeUndefined();
  });
});

describe("careshift schema sensitivity", () => {
  it("publishes the shape of its findings", () => {
    const { out, code } = careshift(["schema", "sensitivity"]);
    expect(code).toBe(0);
    expect(JSON.parse(out).properties.tornado).toBeDefined();
  });
});
