import { describe, expect, it } from "vitest";
import type { MeasureKey } from "../../src/care/measures.js";
import { checkLimit, keeps, readTarget, targetsOf } from "../../src/experiment/target-words.js";
import { checkTargets } from "../../src/experiment/targets.js";
import { valuesOf } from "../../src/experiment/trials.js";

const key = (measure: string, unit: string, place: string | null = "ward"): MeasureKey => ({
  measure,
  unit,
  place,
  group: null,
});
const KEYS = [
  key("cost", "£ per year", null),
  key("cost", "£ per year"),
  key("readmissions-within-30-days", "share", null),
  key("occupancy", "people"),
  key("occupancy-share", "share"),
  key("occupancy-share", "share", "bay"),
  key("delayed", "people"),
  key("delayed-share", "share"),
  key("refused", "per year"),
  key("refused-share", "share"),
  key("wait", "days"),
  key("waited-share", "share"),
  key("days-full", "share"),
  { ...key("clock-in-time", "share", null), group: { clock: "four-hours" } },
];
const read = (text: string) => readTarget(text, KEYS, "ward");

describe("a target as planners type it", () => {
  it.each([
    ["occupancy <= 92%", "occupancy-share", "ward", "most", 0.92],
    ["occupancy<=26", "occupancy", "ward", "most", 26],
    ["occupancy-share of bay <= 0.9", "occupancy-share", "bay", "most", 0.9],
    ["occupancy in bay at most 90%", "occupancy-share", "bay", "most", 0.9],
    ["delayed <= 3.5%", "delayed-share", "ward", "most", 0.035],
    ["delayed < 12", "delayed", "ward", "most", 12],
    ["refused ≤ 1%", "refused-share", "ward", "most", 0.01],
    ["refused <= 2 per week", "refused", "ward", "most", (2 * 365.25) / 7],
    ["wait <= 4 hours", "wait", "ward", "most", 1 / 6],
    ["wait <= 2", "wait", "ward", "most", 2],
    ["waited <= 5%", "waited-share", "ward", "most", 0.05],
    ["full <= 1%", "days-full", "ward", "most", 0.01],
    ["readmissions <= 12%", "readmissions-within-30-days", null, "most", 0.12],
    ["cost <= £61.5m", "cost", null, "most", 61_500_000],
    ["cost of ward <= £900k", "cost", "ward", "most", 900_000],
    ["occupancy >= 80%", "occupancy-share", "ward", "least", 0.8],
    ["occupancy at least 80%", "occupancy-share", "ward", "least", 0.8],
  ] as const)("%s is understood", (text, measure, place, side, limit) => {
    const target = read(text);
    expect([target.measure, target.place, target.side]).toEqual([measure, place, side]);
    expect(target.limit).toBeCloseTo(limit, 9);
  });

  it.each([
    ["ocupancy <= 92%", "there is no measure `ocupancy`; did you mean `occupancy`?"],
    ["occupancy of bayy <= 92%", "there is no place `bayy`; did you mean `bay`?"],
    ["occupancy 92%", "there is no limit in it"],
    ["occupancy <= 92 days", "wants a number of people"],
    ["occupancy-share <= 92", "wants a share from 0 to 100%"],
    ["wait <= 4%%", "wants"],
    ["wait <= 4 bananas", "wants a time, such as 4 hours"],
    ["refused of bay <= 1%", "there is no measure `refused` of `bay`"],
    ["cost <= 3 days", "wants money a year"],
  ])("%s is refused: %s", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("is kept up to its limit and not beyond", () => {
    expect([0.91, 0.92, 0.93].map((value) => keeps(read("occupancy <= 92%"), value))).toEqual([true, true, false]);
    expect([0.91, 0.92, 0.93].map((value) => keeps(read("occupancy >= 92%"), value))).toEqual([false, true, true]);
  });

  it("of the scenario's own, with two limits, is two", () => {
    const own = [{ name: "good", measure: "occupancy-share", place: "ward", atMost: 0.92, atLeast: 0.8 }];
    expect(targetsOf(own, KEYS).map(({ side, limit, unit }) => [side, limit, unit])).toEqual([
      ["most", 0.92, "share"],
      ["least", 0.8, "share"],
    ]);
  });

  it("may be of a clock, typed or the scenario's own", () => {
    const own = { name: "four", measure: "clock-in-time", clock: "four-hours", atLeast: 0.95 };
    const sample = { name: "", keys: KEYS, values: [Float64Array.from(KEYS, (_, i) => i)] };
    for (const wanted of [read("clock-in-time of four-hours >= 95%"), ...targetsOf([own], KEYS)]) {
      expect(wanted).toMatchObject({ clock: "four-hours", unit: "share", side: "least", limit: 0.95 });
      expect(valuesOf(sample, wanted)).toEqual([KEYS.length - 1]);
    }
  });

  it("of people that no number of beds can break is a forgotten per cent sign", () => {
    expect(() => checkLimit(read("occupancy <= 92"), "ward", 60)).toThrow("did you mean 'occupancy <= 92%'");
    expect(() => checkLimit(read("occupancy <= 92 beds"), "ward", 60)).toThrow("did you mean 'occupancy <= 92%'");
    expect(() => checkLimit(read("occupancy <= 55"), "ward", 60)).not.toThrow();
    expect(() => checkLimit(read("occupancy <= 92%"), "ward", 60)).not.toThrow();
  });

  it("of the scenario's own on a share lies between 0 and 100 %", () => {
    const own = (atMost: number) => [{ name: "full", measure: "occupancy-share", place: "ward", atMost }];
    expect(() => checkTargets("a.yaml", own(92), KEYS)).toThrow(
      "a.yaml: target `full`: `occupancy-share` is a share, from 0% to 100%, and 92 is 9200%; did you mean `92%`?",
    );
    expect(() => checkTargets("a.yaml", own(0.92), KEYS)).not.toThrow();
  });
});
