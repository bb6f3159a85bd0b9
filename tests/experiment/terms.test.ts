import { describe, expect, it } from "vitest";
import { simulate } from "../../src/care/simulate.js";
import { histograms, sharesOf } from "../../src/experiment/histogram.js";
import { termsOf } from "../../src/experiment/terms.js";
import { compiled, redesign, smallTown } from "../care/town.js";

describe("the terms of a place over the time observed", () => {
  it("are one line where nothing changes, as long as the run", () => {
    const of = termsOf(smallTown().epochs).filter((t) => t.place === "hospital");
    expect(of).toEqual([
      {
        place: "hospital",
        from: "2003-04-01",
        days: smallTown().epochs[0]?.scenario.run.length,
        capacity: 15,
        prices: { occupiedDay: 230, openDay: 90, stay: 0 },
      },
    ]);
  });
  it("begin again on the date on which beds or a price change, and only for that place", () => {
    const read = redesign(
      "{ from: 2003-04-11, add: places.hospital.beds, by: 2 }",
      "{ from: 2004-04-01, set: places.hospital.cost.per-open-day, to: £100 }",
    );
    const lines = termsOf(read.epochs);
    expect(
      lines
        .filter((t) => t.place === "hospital")
        .map(({ from, days, capacity, prices }) => [from, Math.round(days), capacity, prices.openDay]),
    ).toEqual([
      ["2003-04-01", 10, 15, 90],
      ["2003-04-11", 356, 17, 90],
      ["2004-04-01", 365, 17, 100],
    ]);
    expect(lines.filter((t) => t.place === "cottage")).toHaveLength(1);
  });
});

describe("the histogram of a place", () => {
  const { plan, legend } = compiled(smallTown());
  const tallies = [simulate(plan, 0), simulate(plan, 1)];
  const of = histograms(
    plan,
    legend,
    tallies.map((tally) => sharesOf(plan, tally)),
  );

  it("holds the whole time, and its mean is the mean occupancy", () => {
    for (const [p, { width, bars, place }] of of.entries()) {
      if (place === "care-home") continue; // without a limit, its bars are wider than one
      expect(width).toBe(1);
      expect(bars.reduce((sum, bar) => sum + bar.share, 0)).toBeCloseTo(1, 10);
      const mean = tallies.reduce((sum, t) => sum + (t.occupiedDays[p] as number) / t.days, 0) / tallies.length;
      expect(bars.reduce((sum, bar) => sum + bar.share * bar.from, 0)).toBeCloseTo(mean, 8);
    }
  });
  it("never says that a bar lasted longer than the whole time, as sums of parts may in their last digit", () => {
    const all = legend.places.map((_, p) => new Float64Array(of[p]!.bars.length + 40).fill(0));
    for (const shares of all) shares[0] = 1 + 2 ** -52;
    for (const { bars } of histograms(plan, legend, [all, all, all])) expect(bars[0]?.share).toBe(1);
  });
  it("never goes beyond the beds there are", () => {
    const hospital = of.find((h) => h.place === "hospital");
    expect(Math.max(...(hospital?.bars ?? []).map((bar) => bar.from))).toBe(15);
  });
});
