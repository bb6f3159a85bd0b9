import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as units from "../../src/scenario/units.js";

const value = (raw: unknown, kind: units.Kind) => {
  const reading = units.readAmount(raw, kind);
  return "value" in reading ? reading.value : reading.wrong;
};

describe("Numbers with units", () => {
  test.each([
    ["12 days", 12],
    ["1 day", 1],
    ["36 hours", 1.5],
    ["90 minutes", 0.0625],
    ["2 weeks", 14],
    ["12 months", 365.25],
    ["4 years", 1461],
    ["1,000 days", 1000],
    ["0.5 days", 0.5],
    ["1e2 days", 100],
  ])("a duration of %s is %d days", (written, days) => {
    expect(value(written, units.duration)).toBe(days);
  });

  test("a rate of people is per person per day", () => {
    expect(value("118 per 1000 people per year", units.rateOfPeople)).toBeCloseTo(0.118 / 365.25, 15);
    expect(value("118 per 1,000 people per year", units.rateOfPeople)).toBeCloseTo(0.118 / 365.25, 15);
    expect(value("2 per person per week", units.rateOfPeople)).toBeCloseTo(2 / 7, 15);
    expect(value("10 per 1000 people", units.yearlyRate)).toBeCloseTo(0.01 / 365.25, 15);
  });

  test("a yearly rate may leave out the year, a need's rate may not", () => {
    expect(value("10 per 1000 people", units.rateOfPeople)).toContain("per 1000 people per year");
  });

  test("a rate of arrivals is per day", () => {
    expect(value("12 per day", units.rateOfStream)).toBe(12);
    expect(value("2 per hour", units.rateOfStream)).toBe(48);
    expect(value("7 per week", units.rateOfStream)).toBe(1);
  });

  test("shares are fractions, money is pounds, growth is a fraction a year", () => {
    expect(value("45%", units.share)).toBe(0.45);
    expect(value(0.45, units.share)).toBe(0.45);
    expect(value("£1,190.50", units.money)).toBe(1190.5);
    expect(value("£160 per stay", units.money)).toBe(160);
    expect(value("1.5% per year", units.growth)).toBe(0.015);
    expect(value("-0.5% per year", units.growth)).toBe(-0.005);
  });

  test.each([true, null, undefined, [], {}, "", "ten", "1.2.3 days", "12,5 days", "--3", "£", "."])(
    "%j is no amount",
    (raw) => {
      expect(value(raw, units.count)).toContain("is not a whole number");
    },
  );

  test("an amount written out and read again is the same amount", () => {
    const amount = fc.record({
      number: fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100),
      pounds: fc.boolean(),
      unit: fc.constantFrom("", "%", "days", "per 1000 people per year", "% per year"),
    });
    fc.assert(
      fc.property(amount, (written) => {
        expect(units.parseAmount(units.writeAmount(written))).toEqual({ ...written, number: written.number + 0 });
      }),
    );
  });

  test("units of one kind are exchanged, those of two kinds are not", () => {
    expect(units.exchangeRate("weeks", "days")).toBe(7);
    expect(units.exchangeRate("%", "")).toBe(0.01);
    expect(units.exchangeRate("days", "%")).toBeUndefined();
  });
});
