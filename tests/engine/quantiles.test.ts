import { describe, expect, test } from "vitest";
import { cdf, type Law, mean, quantile, variance } from "../../src/engine/laws.js";
import { CELLS, compileQuantiles, drawQuantile, standardise } from "../../src/engine/quantiles.js";
import { keyFor, seedKey, threefry } from "../../src/engine/random.js";
import { jumping, named, smooth } from "./law-examples.js";

const cases = (laws: Law[]) => laws.map((law) => ({ name: named(law), law }));
const all = cases([...smooth, ...jumping]);
const SIDE = CELLS / 2;

/** What is drawn at the uniform that is k, an odd whole number, times 2^-53. */
function drawAt(table: Float64Array, k: bigint, offset = 0): number {
  const out = new Float64Array(1);
  drawQuantile(out, 0, table, offset, Number(BigInt.asIntN(32, k >> 21n)), Number(BigInt.asIntN(32, (k >> 1n) << 12n)));
  return out[0] as number;
}

const ONE = 1n << 53n;

/** Tail probabilities of a cell's ends. */
function ends(cell: number): [number, number] {
  const octave = Math.floor((cell % SIDE) / 64);
  const width = 2 ** (octave - 53) / 64;
  return [width * (64 + (cell % 64)), width * (65 + (cell % 64))];
}

/** The last uniform before each border and the first behind it, rising. */
const aroundBorders = [...new Set(Array.from({ length: SIDE }, (_, cell) => border(cell)).flat())].sort((a, b) =>
  a < b ? -1 : 1,
);

function border(cell: number): bigint[] {
  const k = BigInt(Math.round(ends(cell)[0] * 2 ** 53));
  return [(k - 2n) | 1n, k | 1n, ONE - (k | 1n), ONE - ((k - 2n) | 1n)].filter((one) => one > 0n && one < ONE);
}

describe.each(all)("the table of $name", ({ law }) => {
  const table = compileQuantiles(law);

  test("is exact in both tails, to the rarest draw there is", () => {
    for (const bit of [0n, 1n, 2n, 6n, 16n, 26n, 27n, 33n, 46n]) {
      const k = (1n << bit) | 1n;
      const tail = Number(k) * 2 ** -53;
      for (const upper of [false, true]) {
        const exact = quantile(law, tail, upper);
        expect(Math.abs(drawAt(table, upper ? ONE - k : k) - exact)).toBeLessThanOrEqual(1e-6 * exact);
      }
    }
  });

  test("holds the exact quantile at both ends of every straight cell", () => {
    for (let cell = 0; cell < CELLS; cell += 32) {
      const b = table[2 * cell + 1] as number;
      for (const tail of Number.isNaN(b)
        ? []
        : ends(cell).map((v, i) => (i === 1 ? v * (1 - 1e-12) : v * (1 + 1e-12)))) {
        const exact = quantile(law, tail, cell >= SIDE);
        expect(Math.abs((table[2 * cell] as number) + b * tail - exact)).toBeLessThanOrEqual(1e-10 * exact);
      }
    }
  });

  test("never falls as the uniform rises, over every border between cells", () => {
    let last = -Infinity;
    for (const k of aroundBorders) {
      const x = drawAt(table, k);
      // A border is crossed in steps of 2^-52, where rounding of the last places may show.
      expect(x).toBeGreaterThanOrEqual(last - 1e-12 * Math.abs(last));
      last = x;
    }
    expect(last).toBeGreaterThanOrEqual(quantile(law, 2 ** -50, true));
  });

  test("has the law's mean and variance", () => {
    const centre = mean(law);
    const moments = integrate(table, centre);
    expect(Math.abs(moments.first)).toBeLessThan(1e-4 * Math.sqrt(variance(law)) + 1e-12);
    expect(Math.abs(moments.second - variance(law))).toBeLessThan(1e-3 * variance(law) + 1e-12);
  });
});

/** Moments of a table about `centre`: exact within straight cells, by 4096 midpoints in cells with jumps. */
function integrate(table: Float64Array, centre: number): { first: number; second: number } {
  const sums = { first: 0, second: 0 };
  const add = (x: number, y: number, weight: number) => {
    sums.first += (weight * (x + y)) / 2;
    sums.second += (weight * (x * x + x * y + y * y)) / 3;
  };
  for (let cell = 0; cell < CELLS; cell++) {
    const [from, to] = ends(cell);
    const a = (table[2 * cell] as number) - centre;
    const b = table[2 * cell + 1] as number;
    if (!Number.isNaN(b)) add(a + b * from, a + b * to, to - from);
    else if (to > 1e-9) {
      for (let i = 0; i < 4096; i++) {
        const k = BigInt(Math.floor((from + ((to - from) * (i + 0.5)) / 4096) * 2 ** 53)) | 1n;
        const x = drawAt(table, cell < SIDE ? k : ONE - k) - centre;
        add(x, x, (to - from) / 4096);
      }
    }
  }
  return sums;
}

test.each(cases(smooth.filter(({ law }) => law !== "fixed")))(
  "the table of $name is within 2e-5 of the law",
  ({ law }) => {
    const table = compileQuantiles(law);
    let worst = 0;
    for (let cell = 0; cell < CELLS; cell++) {
      const [from, to] = ends(cell);
      for (const part of [0.25, 0.5, 0.75]) {
        const v = from + part * (to - from);
        const got = cdf(law, (table[2 * cell] as number) + (table[2 * cell + 1] as number) * v);
        worst = Math.max(worst, Math.abs(got - (cell < SIDE ? v : 1 - v)));
      }
    }
    expect(worst).toBeLessThan(2e-5);
  },
);

test.each(cases(jumping))("draws of $name jump exactly where the law does", ({ law }) => {
  const table = compileQuantiles(law);
  const values = new Set(Array.from({ length: 2000 }, (_, i) => quantile(law, (i % 1000) / 2000 + 1e-4, i < 1000)));
  for (const value of values) {
    for (const upper of [false, true]) {
      const edge = upper ? 1 - cdf(law, value) : cdf(law, value);
      if (edge <= 1e-6 || edge > 0.499999) continue;
      for (const tail of [edge * (1 - 1e-9), edge * (1 + 1e-9)]) {
        const k = BigInt(Math.floor(tail * 2 ** 53)) | 1n;
        expect(drawAt(table, upper ? ONE - k : k)).toBe(quantile(law, Number(k) * 2 ** -53, upper));
      }
    }
  }
  expect(values.size).toBeGreaterThan(0);
});

test("a table is found wherever it stands among others", () => {
  const laws: Law[] = [
    { law: "poisson", mean: 40 },
    { law: "exponential", mean: 1 },
    { law: "poisson", mean: 4 },
  ];
  const apart = laws.map(compileQuantiles);
  const together = new Float64Array(apart.flatMap((table) => [...table]));
  let offset = 0;
  for (const table of apart) {
    for (let k = 12345678901n; k < ONE; k += 88005553535321n) {
      expect(drawAt(together, k | 1n, offset)).toBe(drawAt(table, k | 1n));
    }
    offset += table.length;
  }
});

test.each(cases([smooth[2]!, smooth[5]!, jumping[0]!]))("a million keyed draws of $name have its mean", ({ law }) => {
  const table = compileQuantiles(law);
  const words = new Int32Array(2);
  const out = new Float64Array(1_000_000);
  const [k0, k1] = keyFor(seedKey("torbay"), "stay");
  for (let i = 0; i < out.length; i++) {
    threefry(words, k0, k1, i, 0);
    drawQuantile(out, i, table, 0, words[0] as number, words[1] as number);
  }
  const average = out.reduce((a, b) => a + b) / out.length;
  expect(Math.abs(average - mean(law))).toBeLessThan(4 * Math.sqrt(variance(law) / out.length));
  expect(kolmogorov(out.sort(), law)).toBeLessThan(1.95 / Math.sqrt(out.length));
});

/** Distance between draws, sorted, and the law; 1.95/√n is exceeded once in a thousand times. */
function kolmogorov(draws: Float64Array, law: Law): number {
  let worst = 0;
  for (let i = 0; i < draws.length; i += 97) {
    const x = draws[i] as number;
    let last = i;
    if (law.law === "poisson") while (last + 1 < draws.length && draws[last + 1] === x) last++;
    worst = Math.max(worst, Math.abs((last + 1) / draws.length - cdf(law, x)));
    i = Math.max(i, last);
  }
  return worst;
}

describe("laws that differ by scale only share a table", () => {
  test.each<[Law, Law]>([
    [
      { law: "fixed", value: 2 },
      { law: "fixed", value: 9 },
    ],
    [
      { law: "exponential", mean: 2 },
      { law: "exponential", mean: 9 },
    ],
    [
      { law: "lognormal", mean: 1.1, sd: 3.3 },
      { law: "lognormal", mean: 7, sd: 21 },
    ],
    [
      { law: "gamma", mean: 0.1, sd: 0.3 },
      { law: "gamma", mean: 5, sd: 15 },
    ],
    [
      { law: "weibull", shape: 1.4, scale: 1 },
      { law: "weibull", shape: 1.4, scale: 6 },
    ],
  ])("%o and %o", (one, other) => {
    expect(standardise(one).key).toBe(standardise(other).key);
  });

  test("and laws of another shape do not", () => {
    const keys = [...smooth, ...jumping, { law: "poisson", mean: 5 } as Law, { law: "gamma", mean: 1, sd: 1 } as Law];
    expect(new Set(keys.map((law) => standardise(law).key)).size).toBe(keys.length);
  });

  test.each(all)("$name is the scale times its standard law", ({ law }) => {
    const { table, scale } = standardise(law);
    for (const tail of [0.5, 0.1, 1e-9]) {
      const apart = quantile(law, tail, true) - scale * quantile(table, tail, true);
      expect(Math.abs(apart)).toBeLessThanOrEqual(1e-10 * quantile(law, tail, true));
    }
  });
});
