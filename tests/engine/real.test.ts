import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, expm1, log, log1p, power } from "../../src/engine/real.js";

/** A million points that are the same in every run: a congruential generator (Numerical Recipes' constants). */
function points(at: (u: number) => number): Float64Array {
  let state = 20030401;
  return new Float64Array(1_000_000).map(() => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return at((state >>> 0) / 4294967296);
  });
}

function unlike(xs: Float64Array, ours: (x: number) => number, nodes: (x: number) => number): number {
  return xs.reduce((count, x) => count + (Object.is(ours(x), nodes(x)) ? 0 : 1), 0);
}

// Node 20 and fdlibm agree to the last bit; newer Nodes may not, and then it is they that have moved.
const node20 = process.versions.node.startsWith("20.");

describe("log and exp", () => {
  test.runIf(node20)("are Node 20's logarithm, bit for bit, on a million points over all magnitudes", () => {
    expect(
      unlike(
        points((u) => 2 ** (2000 * u - 1000)),
        log,
        Math.log,
      ),
    ).toBe(0);
    expect(
      unlike(
        points((u) => 0.5 + u),
        log,
        Math.log,
      ),
    ).toBe(0);
  });

  test.runIf(node20)("are Node 20's exponential, bit for bit, from nothing to overflow", () => {
    expect(
      unlike(
        points((u) => 1460 * u - 748),
        exp,
        Math.exp,
      ),
    ).toBe(0);
    expect(
      unlike(
        points((u) => 3 * u - 1.5),
        exp,
        Math.exp,
      ),
    ).toBe(0);
  });

  test.each([0, -0, -1, Number.NaN, Infinity, -Infinity, 5e-324, 1, Number.MAX_VALUE, 2 ** -30, -745.2, -745.1, 709.8])(
    "treat %d as Node does",
    (x) => {
      expect(log(x)).toBe(Math.log(x));
      expect(exp(x)).toBe(Math.exp(x));
    },
  );

  test("give the same bits for ever", () => {
    expect([log(7), log(0.3), exp(-2.5), power(3, 0.5)]).toEqual([
      1.9459101490553132, -1.2039728043259361, 0.0820849986238988, 1.7320508075688772,
    ]);
  });
});

describe("near nothing", () => {
  test("log(1 + x) and e^x - 1 keep their figures however small x is", () => {
    for (const x of points((u) => (u < 0.5 ? -1 : 1) * 2 ** (-60 * u)).subarray(0, 100_000)) {
      if (x > -1) expect(Math.abs(log1p(x) / Math.log1p(x) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(expm1(x) / Math.expm1(x) - 1)).toBeLessThan(1e-15);
    }
  });

  test.each([0, -1, Infinity, Number.MAX_VALUE])("log(1 + x) at its end %d", (x) => {
    expect(log1p(x)).toBe(Math.log1p(x));
  });

  test.each([-50, -Infinity, 800])("e^x - 1 at its end %d", (x) => {
    expect(expm1(x)).toBe(Math.expm1(x));
  });
});

test("a power is good to a relative 1e-13", () => {
  const base = fc.double({ min: 1e-30, max: 1e30, noNaN: true });
  const exponent = fc.double({ min: -9, max: 9, noNaN: true });
  fc.assert(
    fc.property(base, exponent, (x, y) => {
      expect(Math.abs(power(x, y) / x ** y - 1)).toBeLessThan(2e-13);
    }),
    { seed: 1, numRuns: 2000 },
  );
  expect([power(0, 2), power(0, 0), power(5, 0)]).toEqual([0, 1, 1]);
});
