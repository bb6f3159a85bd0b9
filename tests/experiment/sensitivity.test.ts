import { describe, expect, it } from "vitest";
import { ignorance } from "../../src/experiment/ignorance.js";
import { latinHypercube } from "../../src/experiment/latin.js";
import { Redraws, type Setup } from "../../src/experiment/redraw.js";
import { redrawHere } from "../../src/experiment/runners/redraw-here.js";
import { type SensitivityOptions, sensitivity } from "../../src/experiment/sensitivity.js";
import { sensitivitySchema } from "../../src/experiment/sensitivity-schema.js";
import { drawn } from "../../src/experiment/spread.js";

/** A unit that is never full: M/G/∞, whose mean census is rate × stay (Little's law). */
const UNIT = `careshift: 1
name: Unit
run: { start: 2020-01-01, length: 1 year, warm-up: 20 days, replications: 2, seed: unit }
arrivals:
  come: { rate: { value: 5 per day, low: 4 per day, high: 7 per day, source: x }, pathway: way }
  rare: { rate: 0.2 per day, pathway: way }
places:
  unit: { kind: unlimited, cost: { per-occupied-day: { value: £10, low: £8, high: £14, source: x } }, payer: council }
pathways:
  way: [ { step: in, at: unit, stay: { exponential: { mean: 3 days }, source: assumed, why: y, range: ±10% } } ]
`;
const SHORTER = `careshift: 1
extends: baseline.yaml
name: Shorter
changes: [ { scale: pathways.way.in.stay, by: 0.8, low: 0.7, high: 1.05, source: assumed, why: y } ]
`;
const setup: Setup = {
  texts: { "baseline.yaml": UNIT, "redesign-shorter.yaml": SHORTER, "evidence.yaml": "x: { title: X }" },
  files: ["baseline.yaml", "redesign-shorter.yaml"],
  settings: {},
};
const ask = (options: Partial<SensitivityOptions>) =>
  sensitivity(setup, redrawHere(), {
    method: "tornado",
    measure: "occupancy",
    place: "unit",
    scenario: 0,
    against: null,
    replications: 3,
    draws: 64,
    top: 3,
    aim: "least",
    version: "0",
    command: "careshift sensitivity",
    ...options,
  });
const bar = (findings: Awaited<ReturnType<typeof ask>>, path: string) =>
  findings.tornado!.bars.find(({ number }) => findings.numbers[number]!.path === path)!;

describe("a tornado of a unit that is never full", () => {
  it("has the bars of rate × stay, the widest first, with half-widths that hold them", async () => {
    const findings = sensitivitySchema.parse(await ask({}));
    expect(findings.question.written).toBeCloseTo(15.6, -0.3);
    const rate = bar(findings, "arrivals.come.rate");
    const stay = bar(findings, "pathways.way.in.stay");
    for (const [swing, truth] of [
      [rate.low, -3],
      [rate.high, 6],
      [stay.low, -1.56],
      [stay.high, 1.56],
    ] as const)
      expect(Math.abs(swing.difference - truth)).toBeLessThan(swing.half! + 0.05);
    // Common random numbers: far narrower than the measure itself, whose half-width is about 0.6.
    expect(stay.high.half).toBeLessThan(0.3);
    expect(findings.numbers[findings.tornado!.bars[0]!.number]!.path).toBe("arrivals.come.rate");
  });

  it("leaves out nothing and moves nothing that does not matter", async () => {
    const findings = await ask({});
    expect(bar(findings, "places.unit.cost.per-occupied-day").width).toBe(0);
    expect(findings.tornado!.bars).toHaveLength(findings.numbers.length);
    expect(findings.numbers.map(({ path }) => path)).not.toContain("arrivals.rare.rate");
  });

  it("of a redesign's difference moves with what the redesign changes, and with what both share", async () => {
    const findings = await ask({ scenario: 1, against: 0 });
    expect(findings.question.written).toBeCloseTo(-3.12, 0);
    const change = findings.tornado!.bars.find(({ number }) => findings.numbers[number]!.change === "scale")!;
    expect(Math.abs(change.high.difference - 0.25 * 15.6)).toBeLessThan(change.high.half! + 0.05);
    const rate = bar(findings, "arrivals.come.rate");
    expect(Math.abs(rate.high.difference - -0.2 * 6)).toBeLessThan(rate.high.half! + 0.05);
  });
});

describe("Sobol' indices of a unit that is never full", () => {
  it("share out the variance as rate × stay does: of logarithms, nearly in sum", async () => {
    const { sobol, numbers } = sensitivitySchema.parse(
      await ask({ method: "sobol", replications: 1, draws: 40, top: 2 }),
    );
    const of = (path: string) => sobol!.indices.find(({ number }) => numbers[number]!.path === path)!;
    // Standard deviations of the logarithms 0.146 and 0.051: shares of 0.89 and 0.11, with hardly any interaction.
    const [rate, stay] = [of("arrivals.come.rate"), of("pathways.way.in.stay")];
    expect(rate.first.low).toBeLessThan(0.89);
    expect(rate.first.high).toBeGreaterThan(0.85);
    expect(rate.total.value).toBeGreaterThan(0.7);
    expect(stay.total.value).toBeLessThan(0.25);
    expect(stay.total.high).toBeGreaterThan(0.09);
  });
});

describe("what is worth knowing before choosing", () => {
  it("is whether the redesign shortens stays, in beds, bed days and pounds, and nothing else", async () => {
    const { evppi, numbers } = sensitivitySchema.parse(await ask({ method: "evppi", replications: 1, draws: 40 }));
    const worths = evppi!.worths;
    expect(evppi!.chosen).toBe("Shorter");
    const [first, second] = worths;
    expect(numbers[first!.number]!.change).toBe("scale");
    expect(first!.value).toBeGreaterThan(0);
    expect(first!.value).toBeLessThanOrEqual(evppi!.atMost + 1e-9);
    expect(first!.bedDays).toBeCloseTo(first!.value * 365.25);
    expect(first!.pounds).toBeCloseTo(first!.value * 365.25 * 10);
    expect(first!.best).toEqual(["Shorter", "Shorter", "Shorter"]);
    expect(second!.value).toBeLessThan(first!.value);
  });
});

describe("redrawn scenarios", () => {
  const redraws = new Redraws(setup);
  const at = (scenario: number) =>
    redraws.keys[scenario]!.findIndex((k) => k.measure === "admissions" && k.place === "unit");
  const us = latinHypercube(
    "unit",
    "test",
    redraws.numbers.map(({ id }) => id),
    4,
  );
  const job = (j: number) => ({
    values: Float64Array.from(redraws.numbers, (number) => drawn(number, us.get(number.id)![j]!)),
    scenarios: [0, 1],
    replications: [0, 1],
  });

  it("share the draws of what they share: as many come to the redesign as to the baseline", () => {
    for (const j of [0, 1]) {
      const { measures } = redraws.run(job(j));
      for (const r of [0, 1]) expect(measures[1]![r]![at(1)]).toBe(measures[0]![r]![at(0)]);
    }
  });

  it("are as they are written where nothing is drawn, and give the same bytes again", () => {
    const still = { ...job(0), values: new Float64Array(redraws.numbers.length).fill(Number.NaN) };
    const again = new Redraws(setup);
    expect(redraws.run(still)).toEqual(again.run(still));
    expect(redraws.run(job(2))).toEqual(again.run(job(2)));
    expect(redraws.run(job(2))).not.toEqual(redraws.run(still));
  });
});

describe("a run with its numbers drawn", () => {
  it("finds the ignorance of rate × stay, apart from chance, and carries it into the difference", async () => {
    const found = await ignorance(setup, redrawHere(), { draws: 40, replications: 2 });
    const own = found.scenarios[0]!.measures.find((m) => m.measure === "occupancy" && m.place === "unit")!;
    // Standard deviation of the product: 15.6 × √(0.146² + 0.051²) = 2.4; of a year's mean census by chance: √(2 × 15.6 × 3 / 365) = 0.51.
    expect(Math.abs(own.ignorance - 2.4)).toBeLessThan(0.8);
    expect(Math.abs(own.chance - 0.51)).toBeLessThan(0.2);
    expect(own.share).toBeGreaterThan(0.9);
    expect(own.low).toBeLessThan(13.6);
    expect(own.high).toBeGreaterThan(18.5);
    const difference = found.comparisons.find((m) => m.measure === "occupancy" && m.place === "unit")!;
    expect(difference.high).toBeGreaterThan(-1.5);
    expect(difference.low).toBeLessThan(-3.8);
    expect(difference.below).toBeGreaterThan(0.9);
  });
});

describe("questions that can't be answered", () => {
  it("name the places where the measure is taken", async () => {
    await expect(ask({ place: null })).rejects.toThrow("it is measured of --place unit");
    await expect(ask({ measure: "beauty" })).rejects.toThrow("careshift schema measures");
  });
});
