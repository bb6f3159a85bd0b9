import { describe, expect, it } from "vitest";
import { compare, type Sample } from "../../src/experiment/compare.js";
import { contests } from "../../src/experiment/contests.js";
import { runExperiment } from "../../src/experiment/experiment.js";
import type { Findings } from "../../src/experiment/findings.js";
import { findingsSchema } from "../../src/experiment/findings-schema.js";
import { estimate, moments } from "../../src/experiment/intervals.js";
import { Watched } from "../../src/experiment/precision.js";
import { here } from "../../src/experiment/runners/here.js";
import { fewest, isUnbound, Sizes, targetAt } from "../../src/experiment/size.js";
import { sizedPlace } from "../../src/experiment/sized-place.js";
import { readTarget } from "../../src/experiment/target-words.js";
import { targetFindings } from "../../src/experiment/targets.js";
import { Trials } from "../../src/experiment/trials.js";
import { variantsOf } from "../../src/experiment/variants.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { boardPaper } from "../../src/report/paper.js";
import { screenTable } from "../../src/report/table.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";

const WARD = `careshift: 1
name: A ward
run: { start: 2000-01-01, length: 60 days, warm-up: 10 days, replications: 3, seed: nobody }
arrivals: { patients: { rate: 3 per day, pathway: stay } }
places: { ward: { kind: beds, label: The ward, beds: 20, wait-target: 1 hour } }
pathways: { stay: [ { step: ward, at: ward, stay: { exponential: { mean: 4 days } } } ] }
targets:
  short: { measure: wait-p95, place: ward, at-most: 4 hours }
  mostly: { measure: waits-in-target, place: ward, at-least: 50% }
  not-full: { measure: occupancy-share, place: ward, at-most: 92% }
`;
const FILES = {
  "ward.yaml": WARD,
  "closed.yaml":
    "careshift: 1\nextends: ward.yaml\nname: Closed for good\nchanges: [ { set: places.ward.beds, to: 0 } ]\n",
  "same.yaml": "careshift: 1\nextends: ward.yaml\nname: Nothing new\nchanges: [ { set: places.ward.beds, to: 20 } ]\n",
};

async function lived(...files: (keyof typeof FILES)[]): Promise<Findings> {
  const source = inMemory(FILES);
  const reads = files.map((file) => readFrom(source, file));
  return runExperiment(reads, here(), { replications: 3, version: "0", command: "careshift run" });
}

const wide = { width: 200, color: false, unicode: true };

describe("a place closed for good", async () => {
  const findings = await lived("ward.yaml", "closed.yaml", "same.yaml");
  const [, closed] = findings.scenarios;
  const of = (measure: string) => closed!.measures.find((m) => m.measure === measure && m.place === "ward");

  it("has no mean wait, no slowest wait and no share of anything: these are listed as unmeasured, not as 0", () => {
    for (const measure of ["wait", "wait-median", "wait-p95", "waited-share", "waits-in-target", "length-of-stay"]) {
      expect(of(measure), measure).toBeUndefined();
      expect(closed!.unmeasured).toContainEqual(expect.objectContaining({ measure, place: "ward" }));
    }
    for (const measure of ["occupancy-share", "days-over-92"]) expect(of(measure), measure).toBeUndefined();
    expect(of("admissions")!.mean).toBe(0);
    expect(of("waiting")!.mean).toBeGreaterThan(50);
  });

  it("meets none of its targets, and says of each that it can't be told", () => {
    expect(closed!.targets.map(({ met, untold }) => [met, untold])).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(closed!.allTargets).toMatchObject({ met: 0, untold: 1 });
    expect(findings.scenarios[0]!.targets.every((target) => !("untold" in target))).toBe(true);
  });

  it("is compared with nothing where there is nobody to compare", () => {
    const compared = (name: string) => findings.comparisons.filter((c) => c.scenario === name && c.place === "ward");
    expect(compared("Closed for good").map(({ measure }) => measure)).not.toContain("wait");
    expect(compared("Nothing new").map(({ measure }) => measure)).toContain("wait");
    expect(compared("Nothing new").every((c) => c.difference === 0 && c.low === 0 && c.high === 0)).toBe(true);
    const wait = findings.contests!.find(({ measure }) => measure === "wait")!;
    expect(wait.pairs.map(({ first, second }) => [first, second])).toEqual([["Nothing new", "A ward"]]);
  });

  it("is not called steady: nobody comes in, and it is said how many wait at the end", () => {
    expect(closed!.steady.ok).toBe(false);
    expect(closed!.steady.why).toMatch(/The ward, where nobody comes in, with \d+ waiting at the end/);
  });

  it("reads so on the screen: nobody, and which targets can't be told", () => {
    const text = screenTable(findings, wide);
    expect(text).toMatch(/The ward: wait for a bed, mean days +[\d.]+ ± [\d.]+ +nobody +0/);
    expect(text).toMatch(/Meets all targets +\d+ % of runs +0 % of runs/);
    expect(text).toContain(
      "Closed for good: whether “Short” is met can’t be told, as there is nobody to measure at The ward. That counts as not met.",
    );
    expect(text).toContain("whether “Not full” is met can’t be told, as The ward is never open.");
  });

  it("reads so in the paper: beds nobody could get into are not set free, and it is a risk", async () => {
    const { text } = renderMarkdown(await boardPaper(findings), "pictures");
    expect(text).toMatch(
      /Closed for good\*\* leaves [^.]+\.\d* fewer occupied .* is likely to bring an end to letting anyone in, with \d+ waiting in vain/,
    );
    expect(text).toContain("No figure, as there is nobody to measure: The ward: wait for a bed, mean days");
    expect(text).toContain("Nobody is let into a place for which people wait");
    expect(text).toMatch(/can’t be told<br><sub>not met/);
  });

  it("survives JSON: the findings keep their published shape", () => {
    expect(findingsSchema.safeParse(JSON.parse(JSON.stringify(findings))).error).toBeUndefined();
  });
});

describe("a place opened by a redesign", () => {
  it("shows what it is now, as there is nothing to compare it with", async () => {
    const source = inMemory({
      "closed.yaml": WARD.replace("beds: 20", "beds: 0"),
      "open.yaml": "careshift: 1\nextends: closed.yaml\nname: Opened\nchanges: [ { set: places.ward.beds, to: 20 } ]\n",
    });
    const reads = ["closed.yaml", "open.yaml"].map((file) => readFrom(source, file));
    const findings = await runExperiment(reads, here(), { replications: 3, version: "0", command: "" });
    expect(screenTable(findings, wide)).toMatch(/The ward: wait for a bed, mean days +nobody +now [\d.]+ ± [\d.]+/);
  });
});

describe("replications without anybody to measure", () => {
  const none = Number.NaN;

  it("are left out of means and intervals, which say how many are left", () => {
    expect(moments([none, 2, none, 4])).toEqual({ mean: 3, variance: 2, n: 2 });
    expect(estimate([none, 2, 4])).toEqual(estimate([2, 4]));
    expect(estimate([none, none])).toMatchObject({ mean: Number.NaN, n: 0 });
  });

  it("are left out of differences on both sides", () => {
    const keys = [{ measure: "wait", place: "ward", group: null, unit: "days" }];
    const sample = (name: string, values: number[]): Sample => ({
      name,
      keys,
      values: values.map((value) => Float64Array.of(value)),
    });
    const [a, b, c] = [sample("a", [1, none, 3, 4]), sample("b", [none, 5, 4, 6]), sample("c", [1, none, none, none])];
    expect(compare(a, b)).toMatchObject([{ difference: -1.5, n: 2 }]);
    expect(compare(c, b)).toEqual([]);
    const measure = { key: keys[0]!, wanted: "smallest" as const, isAsked: true };
    expect(contests([b, a, c], [measure])[0]!.pairs.map(({ first, second, n }) => [first, second, n])).toEqual([
      ["a", "b", 2],
    ]);
  });

  it("count as not met, and are told apart from those that miss a target", () => {
    const keys = [{ measure: "wait", place: "ward", group: null, unit: "days" }];
    const values = [1, 3, none, 1].map((value) => Float64Array.of(value));
    const target = { name: "short", measure: "wait", place: "ward", atMost: 2 };
    const { each, all } = targetFindings([target as never], { name: "s", keys, values });
    expect(each).toMatchObject([{ met: 0.5, untold: 0.25 }]);
    expect(all).toMatchObject({ met: 0.5, untold: 0.25 });
  });

  it("do not keep a run with a precision going for ever", () => {
    const watched = new Watched(0, { measure: 0, bound: 0 });
    for (let i = 0; i < 8; i++) watched.take(none, 0.05);
    expect(watched).toMatchObject({ isDone: true, isSeen: false });
  });

  it("keep no size's target", () => {
    const target = { text: "t", measure: "m", place: null, unit: "days", side: "most", limit: 1 } as const;
    expect(targetAt(target, [none, none, none], 0.95)).toMatchObject({ meets: false, n: 0, inRuns: { met: 0 } });
  });
});

describe("sizing a place whose waits none can keep", () => {
  it("does not answer one bed where the target does not hang on how many there are", async () => {
    const away = WARD.replace(
      "pathways: { stay: [ { step: ward, at: ward,",
      "pathways: { stay: [ { step: ward, at: ward, full: { go: elsewhere },",
    );
    const variant = variantsOf(inMemory({ "ward.yaml": away }), "ward.yaml");
    const trials = new Trials(variant([]), here(), { replications: 3 });
    const wanted = readTarget("wait <= 4 hours", trials.keysOf(variant([])), "ward");
    const sizes = new Sizes(trials, variant, [sizedPlace(variant([]), "ward")], [wanted], 0.95);
    const found = await fewest(sizes, { from: 0, to: 6, least: 0, most: 12 });
    expect(found.fewest).toBeNull();
    expect(isUnbound({ answer: found.fewest, points: found.points })).toBe(true);
  });

  it("does not call no beds at all enough where people wait", async () => {
    const variant = variantsOf(inMemory(FILES), "ward.yaml");
    const trials = new Trials(variant([]), here(), { replications: 3 });
    const wanted = readTarget("wait <= 4 hours", trials.keysOf(variant([])), "ward");
    const sizes = new Sizes(trials, variant, [sizedPlace(variant([]), "ward")], [wanted], 0.95);
    const found = await fewest(sizes, { from: 0, to: 30, least: 0, most: 30 });
    expect(found.fewest!.sizes[0]).toBeGreaterThan(11);
  });
});
