import { describe, expect, it } from "vitest";
import { ScenarioFaults } from "../../src/scenario/faults.js";
import { observedBeside } from "../../src/scenario/observed.js";
import { inMemory } from "../../src/scenario/source.js";

const HEAD = "measure,place,value,low,high,unit,year,area,source,use,note";
const read = (...lines: string[]) =>
  observedBeside("town/baseline.yaml", inMemory({ "town/observed.csv": lines.join("\n") }));
const faults = (...lines: string[]) => {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof ScenarioFaults) return error.message;
    throw error;
  }
  return "";
};

describe("observed figures", () => {
  it("are none where no file stands beside the scenario", () => {
    expect(observedBeside("town/baseline.yaml", inMemory({}))).toEqual([]);
  });
  it("keep their range, year, area and source; an empty place is the whole system, and an empty use is a check", () => {
    expect(
      read(
        HEAD,
        'occupancy,wards,750,700,800,beds,1998/99,Torbay,hsmc-2010,fit,"a, b"',
        "births,,1247,,,per year,,,,,",
      ),
    ).toEqual([
      {
        measure: "occupancy",
        place: "wards",
        value: 750,
        low: 700,
        high: 800,
        unit: "beds",
        year: "1998/99",
        area: "Torbay",
        source: "hsmc-2010",
        use: "fit",
        note: "a, b",
      },
      {
        measure: "births",
        place: null,
        value: 1247,
        unit: "per year",
        year: "",
        area: "",
        source: "",
        use: "check",
        note: "",
      },
    ]);
  });
  it("are complained of by line and column, all at once", () => {
    expect(faults(HEAD, "occupancy,wards,,,,beds,,,,,", "births,,12%,,x,per year,,,,wish,")).toBe(
      [
        "town/observed.csv:2:17: an observed figure without a value; write a plain number, such as 750, or 0.125 for 12.5%",
        "town/observed.csv:3:9: `12%` is no plain number; write 750, or 0.125 for 12.5%; the unit has a column of its own",
        "town/observed.csv:3:14: `x` is no plain number; write 750, or 0.125 for 12.5%; the unit has a column of its own",
        "town/observed.csv:3:28: `use: wish`: write fit (the baseline was fitted to it), check (it was not), input (it assumes this itself) or context (another year or place)",
      ].join("\n"),
    );
  });
  it("need a measure and a value", () => {
    expect(faults("place,value", "wards,750")).toBe(
      "town/observed.csv:1:1: the first line must name a column `measure`",
    );
  });
});
