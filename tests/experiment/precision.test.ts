import { describe, expect, it } from "vitest";
import { runExperiment } from "../../src/experiment/experiment.js";
import { estimate } from "../../src/experiment/intervals.js";
import { Watched } from "../../src/experiment/precision.js";
import { here } from "../../src/experiment/runners/here.js";
import type { Runner } from "../../src/experiment/runners/runner.js";
import { withRun } from "../../src/experiment/settings.js";
import { smallTown } from "../care/town.js";

/** The rule as its authors write it, over a whole series at once: the first n that holds for f(k, n) more. */
function byHand(series: number[], wanted: number): number | null {
  const precise = (n: number) => {
    const { mean, high } = estimate(series.slice(0, n));
    return (high - mean) / Math.abs(mean) <= wanted;
  };
  for (let n = 3; n <= series.length; n++) {
    const ahead = Math.floor((5 * Math.max(n, 100)) / 100);
    if (n + ahead > series.length) return null;
    if (Array.from({ length: ahead + 1 }, (_, i) => n + i).every(precise)) return n;
  }
  return null;
}

function byRule(series: number[], wanted: number): number | null {
  const watched = new Watched(0, { measure: 0, bound: 0 });
  for (const value of series) watched.take(value, wanted);
  return watched.isDone ? watched.since : null;
}

describe("the number of replications (Hoad, Robinson & Davies 2010)", () => {
  it("is the first n whose half-width is small enough and stays so for five more", () => {
    // 10 ± 1 by turns: half-width t(n − 1)·s/√n over the mean falls below 10 % after n = 6 and stays there.
    const series = Array.from({ length: 30 }, (_, i) => 10 + (i % 2 === 0 ? 1 : -1));
    const half = (n: number) => estimate(series.slice(0, n)).high - estimate(series.slice(0, n)).mean;
    expect(half(6) / 10).toBeGreaterThan(0.1);
    expect(half(7) / 10).toBeLessThan(0.1);
    expect(byRule(series, 0.1)).toBe(byHand(series, 0.1));
    expect(byRule(series, 0.1)).toBe(7);
  });

  it("is not fooled by three values that lie close together by luck", () => {
    const series = [10, 10.01, 9.99, 14, 6, 12, 8, 10, 11, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
    expect(estimate(series.slice(0, 3)).high / 10).toBeLessThan(1.01);
    expect(byRule(series, 0.1)).toBeGreaterThan(10);
    expect(byRule(series, 0.1)).toBe(byHand(series, 0.1));
  });

  it("looks further ahead where replications are many: 5 % of them beyond 100", () => {
    const series = Array.from({ length: 800 }, (_, i) => 10 + 8 * Math.sin(i * 12.9898));
    expect(byRule(series, 0.05)).toBeGreaterThan(100);
    expect(byRule(series, 0.05)).toBe(byHand(series, 0.05));
  });

  it("is 3 where nothing varies, nought included", () => {
    expect(byRule(Array(10).fill(7), 0.05)).toBe(3);
    expect(byRule(Array(10).fill(0), 0.05)).toBe(3);
  });
});

/** A quarter of a year of the small town: a few milliseconds. */
const town = () => withRun([smallTown()], { years: 0.25 })[0]!;

describe("a run whose replications are left to it", () => {
  const options = { version: "0", command: "", replications: 60, precision: { wanted: 0.25, measures: [] } };

  it("goes on until every measure watched is as precise as wanted, and says so", async () => {
    const { identity, precision, scenarios } = await runExperiment([town()], here(), options);
    expect(precision?.reached).toBe(true);
    expect(identity.complete).toBe(true);
    expect(precision?.measures.map((m) => `${m.measure} ${m.place ?? ""}`.trim()).sort()).toEqual([
      "cost",
      "emergency-admissions",
      "occupancy cottage",
      "occupancy hospital",
    ]);
    const last = Math.max(...(precision?.measures.map((m) => m.after ?? 0) ?? []));
    expect(identity.replications).toBe(last + 5);
    for (const m of precision?.measures ?? []) {
      expect(m.precision).toBeLessThanOrEqual(0.25);
      const own = scenarios[0]?.measures.find(
        (o) => o.measure === m.measure && o.place === m.place && o.group === null,
      );
      expect(own?.n).toBe(identity.replications);
      expect(m.half).toBeCloseTo((own?.high ?? 0) - (own?.mean ?? 0), 8);
    }
  });

  it("does not depend on the order in which replications are finished, nor on how many are run ahead", async () => {
    const inTurn = await runExperiment([town()], here(), options);
    /** Draws eleven tasks at a time and hands them back last first, as threads might. */
    const scrambled: Runner = {
      threads: 11,
      async run(plans, tasks, each) {
        const list = tasks[Symbol.iterator]();
        for (;;) {
          const drawn = Array.from({ length: 11 }, () => list.next()).flatMap((d) => (d.done ? [] : [d.value]));
          if (drawn.length === 0) return;
          await here().run(plans, drawn.reverse(), each);
        }
      },
    };
    const outOfTurn = await runExperiment([town()], scrambled, options);
    expect({ ...outOfTurn, timings: null }).toEqual({ ...inTurn, timings: null });
  });

  it("stops at the most that is allowed, and says that it was not enough", async () => {
    const { identity, precision } = await runExperiment([town()], here(), {
      ...options,
      replications: 9,
      precision: { wanted: 0.01, measures: [] },
    });
    expect(identity.replications).toBe(9);
    expect(precision?.reached).toBe(false);
    expect(precision?.measures.some((m) => m.after === null)).toBe(true);
  });

  it("watches what it is told to, and refuses what is not there", async () => {
    const told = (measures: string[]) =>
      runExperiment([town()], here(), { ...options, replications: 8, precision: { wanted: 0.5, measures } });
    expect((await told(["deaths"])).precision?.measures.every((m) => m.measure === "deaths")).toBe(true);
    await expect(told(["deths"])).rejects.toThrow("`deths` is precise, and there is no such measure");
  });
});
