import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bedsToRefuse, chanceOfCensus, erlangB, erlangC, waitedFor } from "../../src/experiment/exact.js";

/** Monks et al. (2016): arrivals a day times mean stay, by stream and where it goes next. */
const STROKE_TO_REHAB = 0.24 / 1.2;
const acuteLoad = (0.24 * 7.4 + 0.13 * 4.6 + 0.63 * 7.0) / 1.2 + 1.8 / 9.3 + 4.0 / 3.6 + 3.8 / 3.2;
const rehabLoad =
  (STROKE_TO_REHAB + 1 / 21.8) * (0.4 * 30.3 + 0.6 * 28.4) +
  (0.01 / 9.3) * 18.7 +
  (0.11 / 3.6 + 1 / 31.7) * 27.6 +
  (0.05 / 3.2 + 1 / 28.6) * 16.1;

describe("Erlang B, beds that refuse", () => {
  it("refuses everyone where there is no bed, and a/(1+a) of arrivals with one", () => {
    expect(erlangB(0, 3)).toBe(1);
    expect(erlangB(1, 3)).toBe(3 / 4);
  });

  it("is the textbook quotient a²/2 / (1 + a + a²/2) with two beds", () => {
    expect(erlangB(2, 3)).toBeCloseTo(4.5 / 8.5, 15);
  });

  it.each([
    [5, 9, 0.037458],
    [20, 26, 0.037195],
    [50, 56, 0.045792],
    [100, 105, 0.048261],
  ])(
    "at a load of %d the fewest beds that refuse at most a twentieth are %d, which refuse %f",
    (load, beds, refused) => {
      expect(bedsToRefuse(0.05, load)).toBe(beds);
      expect(erlangB(beds, load)).toBeCloseTo(refused, 6);
    },
  );

  it("refuses less with every bed added, and the bed before the fewest is not enough", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 300, noNaN: true }),
        fc.double({ min: 0.001, max: 0.9, noNaN: true }),
        (load, atMost) => {
          const beds = bedsToRefuse(atMost, load);
          expect(erlangB(beds, load)).toBeLessThanOrEqual(atMost);
          expect(erlangB(beds - 1, load)).toBeGreaterThan(atMost);
        },
      ),
    );
  });

  it("keeps its digits at a load of 10,000, where the factorials overflow", () => {
    // By another road, the reciprocal series: 1/B(c, a) = Σ c!/(c−k)!/aᵏ.
    let term = 1;
    let sum = 1;
    for (let k = 0; k < 10_050; k++) sum += term *= (10_050 - k) / 10_000;
    expect(erlangB(10_050, 10_000)).toBeCloseTo(1 / sum, 12);
  });

  it.each([
    [9, 0.180649],
    [10, 0.128273],
    [11, 0.086746],
    [12, 0.055608],
    [13, 0.03367],
    [14, 0.019213],
    [15, 0.010326],
  ])("gives the chance of delay with %d acute stroke beds, %f (Monks 2016)", (beds, chance) => {
    expect(acuteLoad).toBeCloseTo(8.1454928, 7);
    expect(erlangB(beds, acuteLoad)).toBeCloseTo(chance, 6);
  });

  it.each([
    [10, 0.201546],
    [11, 0.151147],
    [12, 0.109057],
    [13, 0.075381],
    [14, 0.049724],
    [15, 0.03121],
    [16, 0.018604],
  ])("gives the chance of delay with %d stroke rehabilitation beds, %f (Monks 2016)", (beds, chance) => {
    expect(rehabLoad).toBeCloseTo(9.7182176, 7);
    expect(erlangB(beds, rehabLoad)).toBeCloseTo(chance, 6);
  });

  it("gives the chance of delay with 22 pooled beds, and with 5 % more admissions (Monks 2016)", () => {
    expect(erlangB(22, acuteLoad + rehabLoad)).toBeCloseTo(0.062906, 6);
    expect(erlangB(10, acuteLoad / 0.95)).toBeCloseTo(0.148058, 6);
  });
});

describe("Erlang C, beds that are waited for", () => {
  it("with one bed makes the share of time it is taken wait", () => {
    expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 15);
  });

  it("gives M/M/1 its wait of load/(1/stay − arrivals)", () => {
    const scanner = waitedFor(1, 0.8 * 24, 1 / 24);
    expect(scanner.wait).toBeCloseTo(4 / 24, 12);
    expect(scanner.waiting).toBeCloseTo(3.2, 12);
    expect(scanner.occupancy).toBeCloseTo(0.8, 12);
  });

  it("gives five beds at a load of 4 a mean wait of 0.5541 days", () => {
    const ward = waitedFor(5, 4, 1);
    expect(ward.wait).toBeCloseTo(0.554113, 6);
    expect(ward.waiting).toBeCloseTo(2.21645, 5);
    expect(ward.chanceOfWaiting).toBeCloseTo(0.554113, 6);
  });

  it("agrees with the distribution of the census, summed", () => {
    let total = 0;
    let waiting = 0;
    let used = 0;
    for (let n = 0; n < 2_000; n++) {
      const chance = chanceOfCensus(n, 7, 6.3);
      total += chance;
      waiting += Math.max(0, n - 7) * chance;
      used += Math.min(n, 7) * chance;
    }
    const ward = waitedFor(7, 6.3, 1);
    expect(total).toBeCloseTo(1, 10);
    expect(waiting).toBeCloseTo(ward.waiting, 8);
    expect(used).toBeCloseTo(ward.occupancy, 8);
  });

  it("says that a queue without end has no steady state", () => {
    expect(() => waitedFor(5, 5, 1)).toThrow("a load of 5 on 5 beds has no steady state: the queue only grows");
  });

  it("refuses half a bed and a load of nothing", () => {
    expect(() => erlangB(2.5, 1)).toThrow("a whole number from 0 is wanted, not 2.5");
    expect(() => erlangB(2, 0)).toThrow("a load above 0 is wanted, not 0");
    expect(() => bedsToRefuse(0, 5)).toThrow("the share refused must be above 0, not 0");
  });
});
