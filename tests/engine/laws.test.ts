import { describe, expect, test } from "vitest";
import { cdf, type Law, mean, quantile, validate, variance } from "../../src/engine/laws.js";
import { normalQuantileUpper, normalUpper } from "../../src/engine/normal.js";
import { betaLower, gammaLower, gammaUpper, logGamma } from "../../src/engine/special.js";
import { jumping, named, smooth } from "./law-examples.js";

const TAILS = [0.5, 0.3, 0.05, 2 ** -7, 2 ** -10, 2 ** -20];
const cases = (laws: Law[]) => laws.map((law) => ({ name: named(law), law }));
const unfixed = cases(smooth.filter(({ law }) => law !== "fixed"));

/** Law, tail, upper, quantile: by mpmath 1.3 with 40 figures. */
const REFERENCE: [Law, number, boolean, number][] = [
  [{ law: "gamma", mean: 21, sd: 14 }, 2 ** -52, false, 1.561447528725974e-6],
  [{ law: "gamma", mean: 21, sd: 14 }, 2 ** -52, true, 378.73122349367617],
  [{ law: "pert", low: 0, mode: 2, high: 6 }, 2 ** -52, false, 4.2381789848085927e-7],
  [{ law: "pert", low: 0, mode: 2, high: 6 }, 2 ** -52, true, 5.999808983197711],
  [{ law: "normal", mean: 1, sd: 2, atLeast: 0 }, 2 ** -52, false, 8.721989776452304e-16],
  [{ law: "normal", mean: 1, sd: 2, atLeast: 0 }, 2 ** -52, true, 17.341033726918134],
  [{ law: "lognormal", mean: 9.9, sd: 12 }, 2 ** -52, false, 0.0027807292668227176],
  [{ law: "lognormal", mean: 9.9, sd: 12 }, 2 ** -52, true, 14274.100787643012],
  [{ law: "normal", mean: 1, sd: 2, atLeast: 0 }, 2 ** -12, false, 0.0009588780143317015],
  [{ law: "gamma", mean: 21, sd: 14 }, 0.3, false, 12.10510254242244],
  [{ law: "gamma", mean: 21, sd: 14 }, 0.3, true, 25.546503276507764],
  [{ law: "pert", low: 0, mode: 2, high: 6 }, 0.3, false, 1.6400930984876014],
  [{ law: "pert", low: 0, mode: 2, high: 6 }, 0.3, true, 2.9194738395226283],
  [{ law: "normal", mean: 1, sd: 2, atLeast: 0 }, 0.3, false, 1.080114595831054],
  [{ law: "normal", mean: 1, sd: 2, atLeast: 0 }, 0.3, true, 2.63068084466847],
  [{ law: "lognormal", mean: 9.9, sd: 12 }, 0.3, false, 3.82672988898548],
  [{ law: "lognormal", mean: 9.9, sd: 12 }, 0.3, true, 10.372409594945085],
];

describe("quantiles", () => {
  test.each(unfixed)("of $name are the inverse of its distribution function", ({ law }) => {
    for (const tail of TAILS) {
      // A place of the upper quantile is worth as much as the whole of a tail of 2^-53.
      expect(cdf(law, quantile(law, tail, false)) / tail).toBeCloseTo(1, 6);
      expect((1 - cdf(law, quantile(law, tail, true))) / tail).toBeCloseTo(1, 6);
    }
    expect(quantile(law, 0.5, true)).toBeCloseTo(quantile(law, 0.5, false), 11);
  });

  test.each<[Law, number, boolean, number]>(REFERENCE)("of %o at %d (upper: %s) is %d", (law, tail, upper, value) => {
    expect(Math.abs(quantile(law, tail, upper) / value - 1)).toBeLessThan(1e-12);
  });

  test.each(unfixed)("of $name do not hang on the place the search starts from", ({ law }) => {
    for (const upper of [false, true]) {
      const plain = quantile(law, 1e-6, upper);
      expect(Math.abs(quantile(law, 1e-6, upper, quantile(law, 2e-6, upper)) / plain - 1)).toBeLessThan(1e-13);
    }
  });

  test.each(cases(jumping))("of $name step where its distribution function does", ({ law }) => {
    for (let i = 1; i < 1000; i++) {
      const tail = (i - 0.37) / 2000;
      const low = quantile(law, tail, false);
      expect(cdf(law, low)).toBeGreaterThanOrEqual(tail);
      expect(cdf(law, low - 1e-9)).toBeLessThan(tail);
      const high = quantile(law, tail, true);
      expect(1 - cdf(law, high)).toBeLessThanOrEqual(tail);
      expect(1 - cdf(law, high - 1e-9)).toBeGreaterThan(tail);
    }
  });

  test("the rarest Poisson counts keep their figures", () => {
    // P(X >= 26) = 2.4e-13, P(X >= 27) = 3.5e-14, P(X >= 29) = 6.9e-16 and P(X >= 30) = 9.1e-17 for mean 4.
    expect(quantile({ law: "poisson", mean: 4 }, 1.2e-13, true)).toBe(26);
    expect(quantile({ law: "poisson", mean: 4 }, 2 ** -53, true)).toBe(29);
  });
});

describe("moments", () => {
  test.each(cases([...smooth, ...jumping]))("of $name are those of its quantiles", ({ law }) => {
    // Midpoints in a variable that spreads the tails: v = t³/2, dv = 3t²/2 dt.
    const n = law.law === "poisson" ? 2_000 : 20_000;
    let sum = 0;
    let squares = 0;
    const centre = mean(law);
    for (let i = 0; i < n; i++) {
      const t = (i + 0.5) / n;
      for (const upper of [false, true]) {
        const x = quantile(law, (t * t * t) / 2, upper);
        sum += ((1.5 * t * t) / n) * (x - centre);
        squares += ((1.5 * t * t) / n) * (x - centre) * (x - centre);
      }
    }
    expect(Math.abs(sum)).toBeLessThan(1e-4 * Math.sqrt(variance(law)) + 1e-12);
    expect(Math.abs(squares - variance(law))).toBeLessThan(1e-3 * variance(law) + 1e-12);
  });

  test("of a PERT follow its three numbers", () => {
    expect(mean({ law: "pert", low: 1, mode: 2, high: 6 })).toBe(2.5);
    expect(variance({ law: "pert", low: 1, mode: 2, high: 6 })).toBe((1.5 * 3.5) / 7);
  });
});

describe("the functions behind them", () => {
  test("ln Γ is the factorial's", () => {
    for (const [n, factorial] of [
      [1, 1],
      [2, 1],
      [5, 24],
      [11, 3628800],
      [21, 2432902008176640000],
    ] as const) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  });

  test("gamma tails of shape 3 are the Poisson sum, both sides, in and out of the series", () => {
    for (const x of [0.01, 1, 3.9, 4.1, 20, 100]) {
      const upper = Math.exp(-x) * (1 + x + (x * x) / 2);
      expect(gammaUpper(3, x) / upper).toBeCloseTo(1, 12);
      expect(gammaLower(3, x) + gammaUpper(3, x)).toBeCloseTo(1, 14);
    }
  });

  test("the beta law of (2, 3) is its polynomial", () => {
    for (const x of [0, 0.001, 0.3, 0.6, 0.99, 1]) {
      expect(betaLower(2, 3, x)).toBeCloseTo(x * x * (6 - 8 * x + 3 * x * x), 13);
    }
  });

  test("the normal quantile is the tail's inverse down to 1e-300", () => {
    for (const tail of [0.5, 0.4, 0.1, 0.075, 0.01, 1e-5, 1.3e-11, 1.5e-11, 1e-16, 1e-50, 1e-300]) {
      expect(normalUpper(normalQuantileUpper(tail)) / tail).toBeCloseTo(1, 11);
    }
    // By mpmath with 40 figures.
    expect(normalQuantileUpper(1e-20)).toBeCloseTo(9.262340089798409, 13);
    expect(normalUpper(-1)).toBeCloseTo(0.8413447460685429, 14);
  });
});

describe("faults are told with the value", () => {
  test.each<[Law, string]>([
    [{ law: "fixed", value: -1 }, "value must be at least 0, not -1"],
    [{ law: "exponential", mean: 0 }, "mean must be above 0, not 0"],
    [{ law: "lognormal", mean: 5, sd: -1 }, "sd must be above 0, not -1"],
    [{ law: "gamma", mean: Number.NaN, sd: 1 }, "mean must be a number, not NaN"],
    [{ law: "gamma", mean: 1, sd: 3000 }, "sd must be at most 1,000 times the mean, 1, not 3000"],
    [
      { law: "gamma", mean: 1, sd: 1e-6 },
      "sd must be at least 1/10,000 of the mean, 1, not 0.000001; a fixed length is as good",
    ],
    [{ law: "weibull", shape: 0, scale: 1 }, "shape must be above 0, not 0"],
    [{ law: "weibull", shape: 2, scale: Infinity }, "scale must be a number, not Infinity"],
    [{ law: "uniform", from: 4, to: 2 }, "to must be above from, 4, not 2"],
    [{ law: "triangular", low: 1, mode: 0, high: 6 }, "mode must be at least low, 1, not 0"],
    [{ law: "pert", low: 1, mode: 9, high: 6 }, "mode must be at most high, 6, not 9"],
    [{ law: "normal", mean: 1, sd: 1, atLeast: -2 }, "at-least must be at least 0, not -2"],
    [{ law: "normal", mean: 1, sd: 1, atLeast: 50 }, "at-least must be within 30 sd of the mean, not 49 sd above it"],
    [{ law: "poisson", mean: 2e6 }, "mean must be at most 1000000, not 2000000"],
    [{ law: "bernoulli", chance: 1.2 }, "chance must be at most 1, not 1.2"],
    [{ law: "discrete", values: [1, 2], chances: [1] }, "values and chances must be as many, not 2 and 1"],
    [{ law: "discrete", values: [1, 2], chances: [0.5, 0.4] }, "chances must sum to 1, not 0.9"],
    [{ law: "discrete", values: [1, -2], chances: [0.5, 0.5] }, "each of the values must be at least 0, not -2"],
    [{ law: "empirical", values: [] }, "values must be at least one number, not none"],
    [
      { law: "weibull", shape: 0.001, scale: 1 },
      "the law spreads so widely that its tail cannot be reckoned: bring its numbers nearer together",
    ],
  ])("%o", (law, fault) => {
    expect(validate(law)).toBe(fault);
  });

  test.each(cases([...smooth, ...jumping]))("$name has none", ({ law }) => {
    expect(validate(law)).toBeUndefined();
  });
});
