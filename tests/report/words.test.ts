import { describe, expect, it } from "vitest";
import type { Comparison } from "../../src/experiment/findings.js";
import { namesFor } from "../../src/report/names.js";
import { sentence, verdictOf } from "../../src/report/verdicts.js";
import {
  about,
  counted,
  date,
  list,
  number,
  percent,
  sayDifference,
  sayEstimate,
  signed,
  withCommas,
} from "../../src/report/words.js";
import { findings } from "./fixture.js";

const around = (mean: number, half: number, unit = "people") => ({ mean, low: mean - half, high: mean + half, unit });
const off = (difference: number, half: number, unit = "people"): Comparison => {
  const [low, high] = [difference - half, difference + half];
  return {
    measure: "m",
    place: null,
    group: null,
    unit,
    scenario: "redesign",
    against: "baseline",
    difference,
    low,
    high,
    n: 20,
    clear: low > 0 || high < 0,
    gain: null,
  };
};
const plain = (text: string | null) => text?.replaceAll("\u00a0", " ") ?? null;
const estimateText = (mean: number, half: number, unit?: string) => {
  const { value, spread } = sayEstimate(around(mean, half, unit));
  return plain(`${value} ${spread}`);
};
const differenceText = (difference: number, half: number, unit?: string) => {
  const { value, interval, unit: points } = sayDifference(off(difference, half, unit));
  return plain(`${value}${points} (${interval})`);
};

describe("numbers as people read them", () => {
  it("have commas in thousands, and a true minus", () => {
    expect(number(14320)).toBe("14,320");
    expect(number(-0.344, 0.01)).toBe("−0.34");
    expect(signed(17)).toBe("+17");
  });
  it("have commas where a scenario writes none, but years, dates and names of files are left alone", () => {
    const said = [
      "140000",
      "13683 per year",
      "4049 per year",
      "add £1200 over 6 months",
      "9.1 per 1000 people",
      "2004 per year",
    ];
    expect(said.map(withCommas)).toEqual([
      ...["140,000", "13,683 per year", "4,049 per year", "add £1,200 over 6 months"],
      ...["9.1 per 1,000 people", "2,004 per year"],
    ]);
    const kept = ["2004", "2004-04-01", "table rates-12345.csv", "0.12345", "(England 2013/14)", "since 2013 or so"];
    expect(kept.map(withCommas)).toEqual(kept);
  });
  it("are never minus nought", () => {
    expect(number(-0.2)).toBe("0");
    expect(signed(0.2)).toBe("0");
  });
  it("round halves away from nought, on both sides", () => {
    expect([number(2.5), number(-2.5), number(1.005, 0.01)]).toEqual(["3", "−3", "1.01"]);
  });
  it("say percentages with a space, counts with their noun, and dates in words", () => {
    expect(plain(percent(0.931, 0.1))).toBe("93.1 %");
    expect([counted(1, "year"), counted(5.0003, "year"), counted(2.5, "year")]).toEqual([
      "1 year",
      "5 years",
      "2.5 years",
    ]);
    expect([date("2003-04-01"), date("spring")]).toEqual(["1 April 2003", "spring"]);
    expect([list(["a"]), list(["a", "b", "c"])]).toEqual(["a", "a, b and c"]);
    expect([about(34444), about(720.6)]).toEqual(["34,400", "721"]);
  });
});

describe("a figure with its interval", () => {
  it("shows the half-width as 2 to 20 units of its last digit", () => {
    expect(estimateText(309.4, 3.2)).toBe("309 ± 3");
    expect(estimateText(14320, 62)).toBe("14,320 ± 60");
    expect(estimateText(48.92, 0.22)).toBe("48.9 ± 0.2");
    expect(estimateText(1204, 14)).toBe("1,204 ± 14");
    expect(estimateText(0.21, 0.02)).toBe("0.21 ± 0.02");
  });
  it("shows shares as percentages and money in thousands and millions", () => {
    expect(estimateText(0.931, 0.004, "share")).toBe("93.1 % ± 0.4");
    expect(estimateText(61_240_000, 310_000, "£ per year")).toBe("£61.2m ± 0.3");
    expect(estimateText(812_000, 12_000, "£ per year")).toBe("£812k ± 12");
    expect(estimateText(950, 22, "£ per year")).toBe("£950 ± 20");
  });
  it("has no spread where one replication gives none, or where JSON lost it", () => {
    expect(sayEstimate({ mean: 309.4, low: -Infinity, high: Infinity, unit: "people" })).toEqual({
      value: "309",
      spread: null,
    });
    const lost = JSON.parse(JSON.stringify({ mean: 309.4, low: -Infinity, high: Infinity, unit: "people" }));
    expect(sayEstimate(lost)).toEqual({ value: "309", spread: null });
  });
});

describe("a paired difference", () => {
  it("has its sign before the pound, its interval beside it, and percentage points for shares", () => {
    expect(differenceText(-34, 2)).toBe("−34 (−36 to −32)");
    expect(differenceText(4, 13)).toBe("+4 (−9 to +17)");
    expect(differenceText(-2_130_000, 320_000, "£ per year")).toBe("−£2.1m (−2.5 to −1.8)");
    expect(differenceText(-0.22, 0.04, "share")).toBe("−22points (−26 to −18)");
  });
  it("is never rounded so that a clear interval touches nought", () => {
    expect(differenceText(105, 101)).toBe("+105 (+4 to +206)");
  });
  it("has no interval where neither end shows a digit", () => {
    expect(sayDifference(off(0.0001, 0.0004, "days"))).toEqual({ value: "0.00", interval: null, unit: "" });
  });
});

describe("plain sentences", () => {
  it("say likely where the interval leaves out no difference", () => {
    expect(plain(sentence({ words: "Beds occupied", plural: true }, off(-34, 2), 309))).toBe(
      "Beds occupied are likely to fall by 34 (32 to 36)",
    );
    expect(plain(sentence({ words: "The cost", plural: false }, off(0.22, 0.04, "share"), 0.6))).toBe(
      "The cost is likely to rise by 22 percentage points (18 to 26)",
    );
  });
  it("say may where the interval reaches at least three times as far to one side", () => {
    expect(verdictOf(off(5, 10))).toBe("may");
    expect(verdictOf(off(4.9, 10))).toBe("unclear");
    expect(verdictOf(off(-5, 10))).toBe("may");
  });
  it("say slightly below 1 % of the baseline", () => {
    expect(sentence({ words: "Admissions", plural: true }, off(48, 10), 26_600)).toContain("rise slightly, by 48");
    expect(sentence({ words: "Admissions", plural: true }, off(480, 10), 26_600)).not.toContain("slightly");
  });
  it("tell no difference at all from a difference that is not known", () => {
    expect(verdictOf(off(0, 0))).toBe("same");
    expect(verdictOf({ difference: 3, low: -Infinity, high: Infinity, clear: false })).toBe("unknown");
    expect(
      verdictOf({ difference: 3, low: null as unknown as number, high: null as unknown as number, clear: false }),
    ).toBe("unknown");
  });
});

describe("names", () => {
  const names = namesFor(findings(), { emergency: "Emergency admission" });
  it("read a path aloud", () => {
    expect(names.path("places.bay.beds")).toBe("Bay Hospital: beds");
    expect(names.path("pathways.emergency.ward.next.died.chance")).toBe("Emergency admission: ward, share who die");
    expect(names.path("pathways.emergency.ward.next.step-down.chance")).toBe(
      "Emergency admission: ward, share who go on to step down",
    );
    expect(names.path("needs.acute-illness.times.0.times")).toBe("Acute illness: multiplier");
    expect(names.path("population.yearly.births")).toBe("Population: births");
  });
  it("make keys readable that have no label", () => {
    expect([names.of("bay"), names.of("nhs-acute"), names.of("south-wing")]).toEqual([
      "Bay Hospital",
      "NHS acute",
      "South wing",
    ]);
  });
});
