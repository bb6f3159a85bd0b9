import { describe, expect, it } from "vitest";
import { MOST_IN_CHART, styleOf } from "../../src/report/palette.js";

/**
 * How the colours of full protanopia, deuteranopia and tritanopia look, on linear RGB: Machado, Oliveira & Fernandes (2009),
 * "A physiologically-based model for simulation of color vision deficiency", table 1, severity 1.0.
 */
const BLINDNESS: Record<string, number[][]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (hex: string) =>
  [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));

/** CIE L*a*b* (D65) of linear RGB. */
function lab([r = 0, g = 0, b = 0]: number[]): number[] {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27) * (t / 116) + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Distance of two colours as a reader sees them (CIE76); about 2 is the least that is noticed, 10 is plain at sight. */
function apart(a: string, b: string, blindness: number[][]): number {
  const seen = (hex: string) =>
    lab(
      blindness.map((row) =>
        Math.max(
          0,
          row.reduce((sum, k, i) => sum + k * (linear(hex)[i] as number), 0),
        ),
      ),
    );
  const [p, q] = [seen(a), seen(b)];
  return Math.hypot(...p.map((v, i) => v - (q[i] as number)));
}

const styles = Array.from({ length: MOST_IN_CHART }, (_, n) => styleOf(n));

describe("options seen by colour-blind readers", () => {
  it.each(Object.entries(BLINDNESS))("with %s the first four are told apart by colour alone", (_, matrix) => {
    for (const [i, a] of styles.slice(0, 4).entries())
      for (const b of styles.slice(i + 1, 4))
        expect(apart(a.color, b.color, matrix), `${a.color} ${b.color}`).toBeGreaterThan(10);
  });
  it("all of them, in any light or on a grey copy, by dashes on lines and by the shape of points", () => {
    expect(new Set(styles.map((s) => s.dash.join(" "))).size).toBe(MOST_IN_CHART);
    expect(new Set(styles.map((s) => s.shape)).size).toBe(MOST_IN_CHART);
  });
  it("and there are styles enough for nine options and the baseline", () => {
    expect(MOST_IN_CHART).toBeGreaterThanOrEqual(10);
  });
});
