import { describe, expect, it } from "vitest";
import { latinHypercube } from "../../src/experiment/latin.js";
import { drawn } from "../../src/experiment/spread.js";

const known = { least: 0, most: Number.MAX_VALUE, whole: false };

describe("what a number may be", () => {
  it("lies with 2.5 % below low, half below the value and 2.5 % above high, on every scale", () => {
    const spreads = [
      { value: 50, low: 44, high: 70, kind: "positive" as const, ...known },
      { value: 6, low: 3, high: 9, kind: "share" as const, ...known, most: 100 },
      { value: 1.8, low: -1, high: 3, kind: "any" as const, ...known, least: -100 },
    ];
    for (const of of spreads) {
      expect(drawn(of, 0.025)).toBeCloseTo(of.low, 9);
      expect(drawn(of, 0.5)).toBeCloseTo(of.value, 9);
      expect(drawn(of, 0.975)).toBeCloseTo(of.high, 9);
    }
  });

  it("keeps shares between nought and one, rates above nought, beds whole", () => {
    const share = { value: 0.95, low: 0.5, high: 0.99, kind: "share" as const, ...known, most: 1 };
    const rate = { value: 1, low: 0.01, high: 3, kind: "positive" as const, ...known };
    const beds = { value: 50, low: 44, high: 56, kind: "positive" as const, ...known, whole: true };
    for (const u of [1e-9, 0.001, 0.3, 0.7, 0.999, 1 - 1e-9]) {
      expect(drawn(share, u)).toBeGreaterThan(0);
      expect(drawn(share, u)).toBeLessThan(1);
      expect(drawn(rate, u)).toBeGreaterThan(0);
      expect(Number.isInteger(drawn(beds, u))).toBe(true);
    }
  });

  it("is never on a side whose bound is the value itself", () => {
    const full = { value: 50, low: 45, high: 50, kind: "positive" as const, ...known };
    expect(drawn(full, 0.9)).toBe(50);
    expect(drawn(full, 0.1)).toBeLessThan(50);
  });

  it("stops at nought where low is nought", () => {
    expect(drawn({ value: 4, low: 0, high: 9, kind: "positive", ...known }, 1e-6)).toBe(0);
  });
});

describe("Latin hypercube points", () => {
  const points = latinHypercube("seed", "test", ["a", "b"], 40);

  it("fall once in every fortieth, in an order of their own", () => {
    for (const name of ["a", "b"]) {
      const parts = [...points.get(name)!].map((u) => Math.floor(u * 40));
      expect([...parts].sort((x, y) => x - y)).toEqual(Array.from({ length: 40 }, (_, i) => i));
      expect(parts).not.toEqual([...parts].sort((x, y) => x - y));
    }
    expect(points.get("a")).not.toEqual(points.get("b"));
  });

  it("stay as they are when another number becomes uncertain", () => {
    expect(latinHypercube("seed", "test", ["c", "b", "a"], 40).get("a")).toEqual(points.get("a"));
  });
});
