import { describe, expect, it } from "vitest";
import type { MeasureKey } from "../../src/care/measures.js";
import type { Sample } from "../../src/experiment/compare.js";
import { contests } from "../../src/experiment/contests.js";
import { runExperiment } from "../../src/experiment/experiment.js";
import type { Findings } from "../../src/experiment/findings.js";
import { findingsSchema } from "../../src/experiment/findings-schema.js";
import { shareInterval } from "../../src/experiment/intervals.js";
import { here } from "../../src/experiment/runners/here.js";
import { contestLine, contestSections } from "../../src/report/contests.js";
import { namesFor } from "../../src/report/names.js";
import { rowsFor } from "../../src/report/rows.js";
import { readFrom } from "../../src/scenario/from.js";
import { onDisk } from "../../src/scenario/read.js";

const key: MeasureKey = { measure: "wait", place: "ward", group: null, unit: "days" };
const sampleOf = (name: string, values: number[]): Sample => ({
  name,
  keys: [key],
  values: values.map((value) => Float64Array.of(value)),
});
const SAMPLES = [sampleOf("as it is", [5, 6, 7, 8]), sampleOf("a", [4, 5, 7, 9]), sampleOf("b", [3, 4.5, 5, 5.5])];

describe("options against each other, on made data", () => {
  const [contest] = contests(SAMPLES, [{ key, wanted: "smallest", isAsked: true }]);

  it("every pair is there: redesigns with the baseline, and with each other", () => {
    expect(contest!.pairs.map(({ first, second, family }) => [first, second, family])).toEqual([
      ["a", "as it is", "with the baseline"],
      ["b", "as it is", "with the baseline"],
      ["a", "b", "between redesigns"],
    ]);
  });

  it("one is shorter in two replications of four, longer in one and alike in one", () => {
    const { better, worse, difference, chance, clear } = contest!.pairs[0]!;
    expect(better).toEqual({ share: 0.5, ...shareInterval(2, 4) });
    expect(worse).toEqual({ share: 0.25, ...shareInterval(1, 4) });
    expect(difference).toBeCloseTo(-0.25, 12);
    // Differences −1, −1, 0, 1: t = −0.25 / √(0.9167 / 4) = −0.5222 on 3 degrees of freedom, below which lie 31.88 %.
    expect(chance).toBeCloseTo(0.6812, 3);
    expect(clear).toBe(false);
  });

  it("what is clear alone need not be clear together: the intervals widen with the number of comparisons", () => {
    const of = [1, 1.5, 2, 2.5];
    const alone = contests([SAMPLES[0]!, SAMPLES[2]!], [{ key, wanted: "smallest", isAsked: false }])[0]!.pairs[0]!;
    expect(alone.together).toEqual({ low: alone.low, high: alone.high });
    const shorter = SAMPLES[0]!.values.map(([value], r) => value! - of[r]! + 0.5);
    const many = ["a", "b", "c", "d", "e"].map((name) => sampleOf(name, shorter));
    const [pair] = contests([SAMPLES[0]!, ...many], [{ key, wanted: "smallest", isAsked: false }])[0]!.pairs;
    expect(pair).toMatchObject({ clear: true, clearTogether: false });
    expect(pair!.together.low).toBeLessThan(pair!.low);
  });

  it("where a target asks for at least so much, the larger is the better", () => {
    const pairs = contests(SAMPLES, [{ key, wanted: "largest", isAsked: true }])[0]!.pairs;
    expect(pairs.map(({ better }) => better.share)).toEqual(contest!.pairs.map(({ worse }) => worse.share));
    expect(pairs[0]!.chance).toBeCloseTo(1 - contest!.pairs[0]!.chance, 12);
  });

  it("against the best of the others, the shortest wait has a difference below nought", () => {
    const best = contest!.best!.find(({ scenario }) => scenario === "b")!;
    expect(best.mayBeBest).toBe(true);
    expect(best.low).toBeLessThan(-1);
    expect(best.high).toBeGreaterThanOrEqual(0);
    expect(contest!.best!.find(({ scenario }) => scenario === "as it is")!.high).toBeGreaterThan(2);
  });

  it("beyond twelve options, redesigns meet each other only on measures with a target or named", () => {
    const many = Array.from({ length: 13 }, (_, i) => sampleOf(`option ${i}`, [i, 2 * i]));
    const [named, other] = contests(many, [
      { key, wanted: "smallest", isAsked: true },
      { key, wanted: "smallest", isAsked: false },
    ]);
    expect(named!.pairs).toHaveLength((13 * 12) / 2);
    expect(other!.pairs).toHaveLength(12);
    expect(other!.best).toBeUndefined();
  });
});

const BASE = `careshift: 1
name: A ward
run: { start: 2000-01-01, length: 60 days, warm-up: 10 days, replications: 6 }
arrivals: { patients: { rate: 6 per day, pathway: stay } }
places:
  ward: { kind: beds, beds: 20, payer: nhs-acute, cost: { per-occupied-day: £100 } }
  bay: { kind: beds, beds: 30, payer: nhs-community }
pathways: { stay: [ { step: ward, at: ward, stay: 2 days, next: [ { go: bay } ] }, { step: bay, at: bay, stay: 3 days } ] }
targets: { full: { measure: days-full, place: ward, at-most: 1 % } }
`;
const redesign = (name: string, days: number) => `careshift: 1
extends: base.yaml
name: ${name}
changes: [ { set: pathways.stay.ward.stay, to: ${days} days } ]
`;
const FILES: Record<string, string> = {
  "base.yaml": BASE,
  "a.yaml": redesign("<b>Shorter</b>", 1),
  "b.yaml": redesign("As long", 2),
};
const source = { read: (file: string) => FILES[file] ?? onDisk.read(file) };
const run = (best?: { measure: string; place?: string }[], replications = 6): Promise<Findings> =>
  runExperiment(
    Object.keys(FILES).map((file) => readFrom(source, file)),
    here(),
    { replications, version: "0", command: "", best },
  );

describe("options against each other, in a run", () => {
  it("are in findings that keep to their published shape, for what the table shows, targets and what is named", async () => {
    const findings = await run();
    expect(findingsSchema.safeParse(JSON.parse(JSON.stringify(findings))).error).toBeUndefined();
    const has = (wanted: Pick<MeasureKey, "measure" | "place">) =>
      findings.contests!.some((c) => c.measure === wanted.measure && c.place === wanted.place && c.group === null);
    const missing = rowsFor(findings, namesFor(findings)).filter((row) => row.group === null && !has(row));
    expect(missing).toEqual([]);
    expect(findings.contests!.filter(({ best }) => best).map(({ measure }) => measure)).toEqual(["days-full"]);
  });

  it("a redesign of half the stay beats one that changes nothing in every replication, and that one never differs", async () => {
    const findings = await run();
    const { pairs } = findings.contests!.find((c) => c.measure === "occupancy" && c.place === "ward")!;
    expect(pairs.map((p) => [p.first, p.second, p.better.share, p.worse.share, p.clearTogether])).toEqual([
      ["<b>Shorter</b>", "A ward", 1, 0, true],
      ["As long", "A ward", 0, 0, false],
      ["<b>Shorter</b>", "As long", 1, 0, true],
    ]);
  });

  it("are not told of one replication, which says nothing of chance", async () => {
    const findings = await run([{ measure: "cost" }], 1);
    expect(findings.contests).toEqual([]);
    expect(contestLine(findings)).toEqual([]);
  });

  it("the screen says how many comparisons there are and how many stay clear; with one redesign it says nothing", async () => {
    const findings = await run();
    const all = findings.contests!.length;
    expect(contestLine(findings)).toEqual([
      expect.stringMatching(
        new RegExp(
          `: of ${2 * all} with the baseline \\d+ are clear one by one, \\d+ when .*; of ${all} between redesigns, \\d+ and \\d+\\.$`,
        ),
      ),
    ]);
    const two = { ...findings, contests: findings.contests!.map((c) => ({ ...c, pairs: c.pairs.slice(0, 1) })) };
    expect(contestLine(two)).toEqual([]);
    expect(contestLine({ ...findings, contests: undefined } as unknown as Findings)).toEqual([]);
  });

  it("the paper's annex has every pair of the measures with a target, and who may be the best", async () => {
    const findings = await run();
    const [annex] = contestSections(findings, namesFor(findings));
    const tables = annex!.blocks.filter((block) => block.kind === "table");
    expect(tables.map(({ rows }) => rows.length)).toEqual([3, 1]);
    expect(contestSections({ ...findings, contests: [] }, namesFor(findings))).toEqual([]);
  });

  it("a measure that is named is looked at for the best too, and one that is not there is refused before the run", async () => {
    const findings = await run([{ measure: "wait", place: "ward" }]);
    expect(
      findings
        .contests!.filter(({ best }) => best)
        .map(({ measure }) => measure)
        .sort(),
    ).toEqual(["days-full", "wait"]);
    await expect(run([{ measure: "wiat" }])).rejects.toThrow("--best 'wiat': there is no measure `wiat`");
    await expect(run([{ measure: "days-full" }])).rejects.toThrow("'of ward'");
  });
});
