import { describe, expect, it } from "vitest";
import { batched, mser } from "../../src/experiment/mser.js";
import { normals } from "./normal.js";

/** Noise about a level, with an extra at the beginning that stops short, fades, or never ends. */
function series(n: number, seed: string, extra: (i: number) => number, carry = 0): number[] {
  const draw = normals(seed);
  let noise = 0;
  return Array.from({ length: n }, (_, i) => {
    noise = carry * noise + Math.sqrt(1 - carry * carry) * draw();
    return 100 + noise + extra(i);
  });
}

/** The statistic as White (1997) writes it, over every truncation point. */
function byHand(values: number[]): number {
  const errors = values.slice(0, -5).map((_, d) => {
    const rest = values.slice(d);
    const mean = rest.reduce((a, b) => a + b, 0) / rest.length;
    return rest.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rest.length ** 2;
  });
  return errors.indexOf(Math.min(...errors));
}

describe("MSER-5 (White 1997; White, Cobb & Spratt 2000)", () => {
  it("is the least of the statistic over all truncation points", () => {
    for (let i = 0; i < 20; i++) {
      const values = series(80, `one ${i}`, (t) => (t < 12 ? -6 : 0), 0.4);
      expect(mser(values).at).toBe(byHand(values));
    }
  });

  it("of a start that is too low for 50, 100, 250 or 500 values cuts it all, and as a rule no more", () => {
    for (const lasts of [50, 100, 250, 500]) {
      const found = Array.from({ length: 41 }, (_, i) =>
        mser(batched(series(2000, `${lasts} ${i}`, (t) => (t < lasts ? -10 : 0), 0.5))),
      );
      expect(found.every(({ settled }) => settled)).toBe(true);
      const cuts = found.map(({ at }) => at * 5).sort((a, b) => a - b);
      expect(cuts[0]).toBeGreaterThanOrEqual(lasts);
      expect(cuts[20]).toBeLessThanOrEqual(lasts + 5);
    }
  });

  it("of a start that fades leaves less than a tenth of the bias", () => {
    for (let i = 0; i < 20; i++) {
      const fading = (t: number) => -30 * Math.exp(-t / 60);
      const values = series(2000, `fading ${i}`, fading);
      const { at } = mser(batched(values));
      const bias = (from: number) => {
        let sum = 0;
        for (let t = from; t < 2000; t++) sum += fading(t);
        return Math.abs(sum / (2000 - from));
      };
      expect(at * 5).toBeGreaterThan(100);
      expect(bias(at * 5)).toBeLessThan(0.1 * bias(0));
    }
  });

  it("cuts hardly anything of what is steady from the start", () => {
    const cut = Array.from({ length: 40 }, (_, i) => mser(batched(series(2000, `steady ${i}`, () => 0))).at * 5);
    expect(cut.reduce((a, b) => a + b, 0) / 40).toBeLessThan(0.1 * 2000);
  });

  it("says that what only rises has not settled", () => {
    expect(mser(batched(series(1000, "rising", (t) => t / 10))).settled).toBe(false);
  });
});
