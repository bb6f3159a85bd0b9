import { describe, expect, it } from "vitest";
import {
  censusFromEmpty,
  exponentialSurvival,
  hourlyRates,
  lognormalSurvival,
  meanOver,
} from "../../src/experiment/exact-census.js";

const dayAndNight = [...Array(12).fill(0), ...Array(12).fill(2)];

describe("the rate in force in each hour", () => {
  it("is the base rate times the multipliers of month, weekday and hour", () => {
    const month = Array.from({ length: 12 }, (_, m) => m + 1);
    const weekday = [1, 1, 1, 1, 1, 10, 1];
    // 2004-02-28 was a Saturday, and 2004 a leap year: Sunday was 29 February, Monday 1 March.
    const rates = hourlyRates(5, { month, weekday, hour: dayAndNight }, "2004-02-28", 72);
    expect([rates[11], rates[12], rates[23]]).toEqual([0, 5 * 2 * 10 * 2, 5 * 2 * 10 * 2]);
    expect([rates[24 + 12], rates[48 + 12]]).toEqual([5 * 2 * 2, 5 * 3 * 2]);
  });

  it("holds still where there is no rhythm", () => {
    expect([...hourlyRates(7, {}, "2003-04-01", 3)]).toEqual([7, 7, 7]);
  });

  it("refuses a start that is no date", () => {
    expect(() => hourlyRates(1, {}, "April", 1)).toThrow("a date such as 2003-04-01 is wanted, not April");
  });
});

describe("the mean census from empty", () => {
  it("fills up as λm(1 − e^(−t/m)) at a steady rate", () => {
    for (const mean of [0.5, 1, 6]) {
      const census = censusFromEmpty(hourlyRates(10, {}, "2003-04-01", 24 * 30), exponentialSurvival(mean));
      for (const k of [0, 1, 24, 24 * 30])
        expect(census[k]! / (10 * mean)).toBeCloseTo(1 - Math.exp(-k / 24 / mean), 9);
    }
  });

  it("follows the exact hour-by-hour recursion of exponential stays under a daily rhythm", () => {
    const rates = hourlyRates(10, { hour: dayAndNight }, "2003-04-01", 24 * 20);
    const census = censusFromEmpty(rates, exponentialSurvival(2));
    const kept = Math.exp(-1 / 48);
    let expected = 0;
    for (let k = 0; k < rates.length; k++) {
      expected = expected * kept + rates[k]! * 2 * (1 - kept);
      expect(census[k + 1]).toBeCloseTo(expected, 8);
    }
  });

  it("is the arrivals of the last six hours where everyone stays six hours", () => {
    const rates = hourlyRates(24, { hour: dayAndNight }, "2003-04-01", 48);
    const census = censusFromEmpty(rates, (days) => (days < 0.25 ? 1 : 0));
    expect(census[24 + 12]).toBeCloseTo(0, 12);
    expect(census[24 + 15]).toBeCloseTo(3 * 2, 12);
    expect(census[24 + 18]).toBeCloseTo(6 * 2, 12);
  });

  it("settles at arrivals × mean stay for lognormal stays, whatever their spread", () => {
    for (const [mean, sd, horizon] of [
      [1, 1, 200],
      [0.5, 0.6, 200],
      [2, 2, 400],
    ] as const) {
      const census = censusFromEmpty(hourlyRates(1, {}, "2003-04-01", 24 * horizon), lognormalSurvival(mean, sd));
      expect(census[24 * horizon]! / mean).toBeCloseTo(1, 9);
    }
  });

  it("averages over a stretch by the trapezoid rule", () => {
    expect(meanOver(Float64Array.of(9, 0, 2, 6, 9), 1, 3)).toBe((0 / 2 + 2 + 6 / 2) / 2);
  });
});
