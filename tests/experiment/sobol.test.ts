import { describe, expect, it } from "vitest";
import { latinHypercube } from "../../src/experiment/latin.js";
import { type Indices, sobolIndices } from "../../src/experiment/sobol.js";

const THOROUGH = process.env.CARESHIFT_THOROUGH === "1";

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Indices of a function of uniforms in (0, 1), by Latin hypercube points. */
function indices(f: (x: number[]) => number, dimensions: number, points: number, seed = "sobol") {
  const names = Array.from({ length: dimensions }, (_, i) => `x${i}`);
  const set = (purpose: string) => {
    const drawn = latinHypercube(seed, purpose, names, points);
    return Array.from({ length: points }, (_, j) => names.map((name) => drawn.get(name)![j]!));
  };
  const [a, b] = [set("a"), set("b")];
  const mixed = names.map((_, i) => a.map((x, j) => f(x.map((value, k) => (k === i ? b[j]![i]! : value)))));
  return sobolIndices({ a: a.map(f), b: b.map(f), mixed }, "bootstrap", 200);
}

describe("Sobol' indices", () => {
  it("are those of the Ishigami function (a = 7, b = 0.1) to 0.03, and their intervals hold them", () => {
    const [a, b] = [7, 0.1];
    const found = indices(
      (u) => {
        const [x, y, z] = u.map((each) => Math.PI * (2 * each - 1));
        return Math.sin(x!) + a * Math.sin(y!) ** 2 + b * z! ** 4 * Math.sin(x!);
      },
      3,
      4096,
    );
    // Ishigami & Homma 1990: V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2.
    const pi4 = Math.PI ** 4;
    const variance = a ** 2 / 8 + (b * pi4) / 5 + (b * pi4) ** 2 / 18 + 0.5;
    const v1 = 0.5 * (1 + (b * pi4) / 5) ** 2;
    const v13 = (b * pi4) ** 2 * (1 / 18 - 1 / 50);
    const first = [v1, a ** 2 / 8, 0].map((v) => v / variance);
    const total = [v1 + v13, a ** 2 / 8, v13].map((v) => v / variance);
    for (const [i, index] of found.entries()) {
      expect(Math.abs(index.first.value - first[i]!)).toBeLessThan(0.03);
      expect(Math.abs(index.total.value - total[i]!)).toBeLessThan(0.03);
      expect(index.first.low).toBeLessThan(first[i]! + 0.01);
      expect(index.total.high).toBeGreaterThan(total[i]! - 0.01);
    }
  });

  it("are those of Sobol's g-function of six numbers to 0.05 (0.03 when thorough)", () => {
    const weights = [0, 1, 4.5, 9, 99, 99];
    const [points, close] = THOROUGH ? [16_384, 0.03] : [4096, 0.05];
    const g = (u: number[]) =>
      u.reduce((all, x, i) => (all * (Math.abs(4 * x - 2) + weights[i]!)) / (1 + weights[i]!), 1);
    const found = indices(g, weights.length, points);
    // Saltelli & Sobol' 1995: V_i = 1 / (3 (1 + a_i)²), V = Π (1 + V_i) − 1.
    const parts = weights.map((weight) => 1 / (3 * (1 + weight) ** 2));
    const product = parts.reduce((all, part) => all * (1 + part), 1);
    for (const [i, index] of found.entries()) {
      expect(Math.abs(index.first.value - parts[i]! / (product - 1))).toBeLessThan(close);
      expect(Math.abs(index.total.value - (parts[i]! * (product / (1 + parts[i]!))) / (product - 1))).toBeLessThan(
        close,
      );
    }
  });

  it("have intervals that reach 1.96 standard errors to either side, as the delta method has them", () => {
    const points = 1000;
    const drawn = ["a", "b"].map((set) => latinHypercube("delta", set, ["x", "y"], points));
    const [a, b, mixed] = [
      [0, 0],
      [1, 1],
      [1, 0],
    ].map(([x, y]) => drawn[x!]!.get("x")!.map((own, j) => 3 * own + drawn[y!]!.get("y")![j]!)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const [{ first, total }] = sobolIndices({ a, b, mixed: [mixed] }, "bootstrap", 4000) as [Indices];
    const middle = mean([...a, ...b]);
    const [fa, fb, fm] = [a, b, mixed].map((values) => Array.from(values, (value) => value - middle));
    const square = fa!.map((ya, j) => (ya * ya + fb![j]! * fb![j]!) / 2);
    const variance = mean(square);
    // An index is a mean u over the variance, so its influence is (u − index × square) / variance: the mean is nought.
    const standardError = (u: number[]) => {
      const influence = u.map((each, j) => (each - (mean(u) / variance) * square[j]!) / variance);
      return Math.sqrt(mean(influence.map((each) => each * each)) / points);
    };
    const firsts = fa!.map((ya, j) => fb![j]! * (fm![j]! - ya));
    const totals = fa!.map((ya, j) => (ya - fm![j]!) ** 2 / 2);
    for (const [index, se] of [
      [first, standardError(firsts)],
      [total, standardError(totals)],
    ] as const) {
      expect((index.value - index.low) / se / 1.96).toBeCloseTo(1, 1);
      expect((index.high - index.value) / se / 1.96).toBeCloseTo(1, 1);
      expect(Math.abs((index.high - index.low) / (2 * 1.96 * se) - 1)).toBeLessThan(0.03);
    }
  });

  it.runIf(THOROUGH)("have intervals that hold the truth nine times in ten or more with 256 points", () => {
    const f = ([x, y]: number[]) => (x as number) + (y as number) ** 2;
    // V = 1/12 + 4/45, and nothing together: first order and total are the same.
    const first = 1 / 12 / (1 / 12 + 4 / 45);
    let held = 0;
    for (let e = 0; e < 200; e++) {
      const [{ first: own }] = indices(f, 2, 256, `sobol ${e}`) as [ReturnType<typeof indices>[number]];
      if (own.low <= first && first <= own.high) held++;
    }
    expect(held / 200).toBeGreaterThan(0.9);
  });

  it("are nought where nothing varies", () => {
    expect(indices(() => 4, 2, 16)[0]).toMatchObject({ first: { value: 0 }, total: { value: 0 } });
  });
});
