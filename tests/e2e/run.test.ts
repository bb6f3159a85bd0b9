import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findingsSchema } from "../../src/experiment/findings-schema.js";
import { careshift, interrupted, MORE_COTTAGE, townFolder } from "./careshift.js";

describe("scenarios/torbay", () => {
  const out = mkdtempSync(join(tmpdir(), "careshift-torbay-"));
  const short = [
    "run",
    "scenarios/torbay",
    "--replications",
    "1",
    "--years",
    "0.1",
    "--json",
    "--no-paper",
    "--out",
    out,
  ];
  const run = (...more: string[]) => {
    const ended = careshift([...short, ...more]);
    expect(ended.code).toBe(0);
    expect(ended.err).toContain("redesign-new-hospital.yaml: the run is shortened");
    expect(ended.err).toContain("these changes never happen: places.torbay-acute.beds on 2006-04-01");
    return ended.out.replace(/"timings": \{[^}]*\}/, "").replace(/ --calendar simjs/, "");
  };

  it("gives the same bytes on 1 thread and on 2, and on the calendar of simjs", () => {
    const once = run("--threads", "2");
    expect(once.length).toBeGreaterThan(100_000);
    expect(run("--threads", "1")).toBe(once);
    expect(run("--threads", "2", "--calendar", "simjs")).toBe(once);
  }, 180_000);
});

describe("careshift run", () => {
  const folder = townFolder({ "redesign-cottage.yaml": MORE_COTTAGE });
  const ran = careshift(["run", ".", "--replications", "6", "--years", "1"], folder);
  const out = join(folder, "reports", folder.split("/").pop() as string);

  it("prints a table with the baseline, the redesign and its paired differences, and where the paper is", () => {
    expect(ran.err).toBe("");
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("Small town");
    expect(ran.out).toContain("Two more cottage beds");
    expect(ran.out).toMatch(/[−+]\d\S* \([−+]?\d\S* to [−+]?\d/);
    expect(ran.out).toMatch(/Audit: everyone accounted for in 12 of 12 runs/);
    expect(ran.out).toMatch(/Paper +reports\/.+\/board-paper\.html/);
  });

  it("writes findings that fit their published schema and a self-contained paper", () => {
    const findings = findingsSchema.parse(JSON.parse(readFileSync(join(out, "findings.json"), "utf8")));
    expect(findings.scenarios.map((s) => s.name)).toEqual(["Small town", "Two more cottage beds"]);
    expect(findings.identity.replications).toBe(6);
    expect(findings.scenarios.every((s) => s.audit.length > 20 && s.audit.every((line) => line.ok))).toBe(true);
    const paper = readFileSync(join(out, "board-paper.html"), "utf8");
    expect(paper).toContain("<svg");
    expect(paper).not.toMatch(/<script|<link|src="http/);
  });

  it("prints as --json the very bytes it keeps, timings aside alike in every run, on 1 thread and 2, on either calendar", () => {
    const args = ["run", ".", "--replications", "3", "--years", "0.5", "--json", "--no-paper"];
    const runs = [
      careshift([...args, "--threads", "1"], folder),
      careshift([...args, "--threads", "2"], folder),
      careshift([...args, "--threads", "2"], folder),
      careshift([...args, "--threads", "2", "--calendar", "simjs"], folder),
    ];
    const last = readFileSync(join(out, "findings.json"), "utf8");
    expect(runs[3]?.out).toBe(last);
    const timeless = runs.map((run) => run.out.replace(/"timings": \{[^}]*\}/, "").replace(/ --calendar simjs/, ""));
    expect(timeless[0]?.length).toBeGreaterThan(10_000);
    for (const text of timeless) expect(text).toBe(timeless[0]);
  });

  it("another seed gives other figures", () => {
    const args = ["run", "baseline.yaml", "--replications", "2", "--years", "0.5", "--json", "--no-paper"];
    const figures = (seed: string) =>
      JSON.parse(careshift([...args, "--seed", seed], folder).out).scenarios[0].measures[0].mean;
    expect(figures("a")).not.toBe(figures("b"));
  });

  it("runs the baseline along with a redesign that is given alone", () => {
    const alone = careshift(
      ["run", "redesign-cottage.yaml", "--replications", "2", "--years", "0.5", "--json", "--no-paper"],
      folder,
    );
    expect(JSON.parse(alone.out).scenarios.map((s: { name: string }) => s.name)).toEqual([
      "Small town",
      "Two more cottage beds",
    ]);
  });

  it("exits 1 under --strict when a target is missed, 0 when it is met", () => {
    const target = (most: string) =>
      `${readFileSync(join(folder, "baseline.yaml"), "utf8")}\ntargets:\n  full: { measure: occupancy-share, place: hospital, at-most: ${most} }\n`;
    const strict = (most: string) => {
      const other = townFolder();
      writeFileSync(join(other, "baseline.yaml"), target(most));
      return careshift(["run", ".", "--replications", "2", "--years", "0.5", "--strict", "--no-paper"], other).code;
    };
    expect(strict("1%")).toBe(1);
    expect(strict("99.9%")).toBe(0);
  });

  it("stops within a second of Ctrl-C, keeps the finished replications, says so, and exits 130", async () => {
    const other = townFolder();
    const began = performance.now();
    careshift(["run", ".", "--replications", "2", "--years", "0.1", "--no-paper"], other);
    const shortest = performance.now() - began;
    const stopped = await interrupted(
      ["run", ".", "--replications", "100000", "--no-paper", "--out", "kept"],
      12_000,
      other,
    );
    // A second, and as long again as the shortest run takes here: the machine may be busy.
    expect(stopped.tookMs).toBeLessThan(1000 + shortest);
    expect(stopped.err).toMatch(/Stopped: \d+ of 100000 replications of every scenario are done and kept/);
    expect(stopped.code).toBe(130);
    const kept = JSON.parse(readFileSync(join(other, "kept", "findings.json"), "utf8"));
    expect(kept.identity.complete).toBe(false);
    expect(kept.identity.replications).toBeGreaterThan(0);
  });

  it("faults leave earlier results untouched and exit 2", () => {
    const before = readFileSync(join(out, "findings.json"), "utf8");
    writeFileSync(
      join(folder, "redesign-wrong.yaml"),
      MORE_COTTAGE.replace("places.cottage.beds", "places.cotage.beds"),
    );
    const wrong = careshift(["run", "."], folder);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toMatch(/redesign-wrong\.yaml:4:\d+: .*places\.cottage\.beds/);
    expect(wrong.err).not.toMatch(/\n\s+at /);
    expect(readFileSync(join(out, "findings.json"), "utf8")).toBe(before);
    expect(existsSync(join(out, "board-paper.html"))).toBe(true);
  });
});
