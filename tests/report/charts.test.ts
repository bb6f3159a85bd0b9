import { describe, expect, it } from "vitest";
import { exitsOf, flowTable, streamsOf } from "../../src/report/chart-flows.js";
import { occupancyTable } from "../../src/report/chart-occupancy.js";
import { namesFor } from "../../src/report/names.js";
import { rowsFor } from "../../src/report/rows.js";
import { layOut } from "../../src/report/sankey.js";
import { findings, PLACES } from "./fixture.js";

const SIZE = { width: 600, height: 300, bar: 10, gap: 20 };
const base = () => findings().scenarios[0]!;

describe("where people go", () => {
  it("leaves out who came back to the place they had left", () => {
    const scenario = base();
    scenario.flows.push({ fromPlace: "medical-wards", to: "medical-wards", toPlace: "medical-wards", perYear: 100 });
    expect(streamsOf(scenario)[0]).toEqual({ from: "medical-wards", to: "home", perYear: 11_300 });
    expect(streamsOf(scenario).filter(({ from, to }) => from === to)).toEqual([]);
    expect(exitsOf(scenario)).toEqual(["home", "died"]);
  });
  it("draws bars as high as the people who pass, exits last, and no bar over another", () => {
    const { bars } = layOut(streamsOf(base()), exitsOf(base()), SIZE);
    const bar = (name: string) => bars.find((b) => b.name === name)!;
    expect(bar("home").height / bar("died").height).toBeCloseTo((11_300 + 420 + 1500) / 1100, 6);
    expect(bars.filter((b) => b.isLast).map((b) => b.name)).toEqual(["home", "died"]);
    expect(bar("bay").x).toBeLessThan(bar("home-care").x);
    for (const a of bars)
      for (const b of bars)
        if (a !== b && a.x === b.x && a.y <= b.y) expect(a.y + a.height).toBeLessThanOrEqual(b.y - SIZE.gap + 1e-9);
    expect(Math.max(...bars.map((b) => b.y + b.height))).toBeLessThanOrEqual(SIZE.height + 1e-9);
  });
  it("does not draw those who go back to where they came from, and says so", () => {
    const back = { from: "bay", to: "medical-wards", perYear: 30 };
    const { bands, back: left } = layOut([...streamsOf(base()), back], exitsOf(base()), SIZE);
    expect(left).toEqual([back]);
    expect(bands.some((b) => b.from === "bay" && b.to === "medical-wards")).toBe(false);
  });
  it("has every scenario's flows in the table behind the chart", () => {
    const of = findings();
    of.scenarios[1]!.flows[0]!.perYear = 12_000;
    const [first] = flowTable(of, namesFor(of)).rows;
    expect(first?.cells.map((c) => c.text)).toEqual(["Medical wards to Home", "11,300", "12,000", "11,300"]);
  });
});

describe("people in a place over time", () => {
  it("is told by quarter, with the band under the mean", () => {
    const { rows, columns } = occupancyTable(findings(), PLACES[0]!);
    expect(columns.map((c) => c.heading)).toEqual(["Quarter", "Exampleshire", "Bay as step-down", "Case managers"]);
    expect(rows[0]?.cells[0]?.text).toBe("Apr–Jun 2003");
    expect(rows).toHaveLength(20);
    expect(rows[0]?.cells[1]?.under).toMatch(/^2\d\d to 3\d\d$/);
  });
});

describe("the rows that planners ask for", () => {
  it("leave out who is turned away where nobody is", () => {
    const labels = rowsFor(findings(), namesFor(findings())).map((row) => row.label);
    expect(labels).toContain("Medical wards: gave up waiting, a year");
    expect(labels).not.toContain("Medical wards: turned away, a year");
    expect(labels[0]).toBe("Medical wards: beds occupied, mean");
  });
});
