import { beforeAll, describe, expect, it } from "vitest";
import { runExperiment } from "../../src/experiment/experiment.js";
import type { Findings } from "../../src/experiment/findings.js";
import { here } from "../../src/experiment/runners/here.js";
import { withRun } from "../../src/experiment/settings.js";
import { measureOf } from "../../src/report/look-up.js";
import { accountOf } from "../../src/report/money.js";
import { redesign, smallTown } from "../care/town.js";

describe("where every pound comes from", () => {
  let findings: Findings;
  beforeAll(async () => {
    const dearer = redesign(
      "{ from: 2003-10-01, set: places.hospital.cost.per-open-day, to: £100 }",
      "{ from: 2003-07-01, set: places.hospital.cost.per-occupied-day, to: £250 }",
      "{ from: 2003-10-01, add: places.hospital.beds, by: 2 }",
    );
    findings = await runExperiment(withRun([smallTown(), dearer], { replications: 2, years: 1 }), here(), {
      replications: 2,
      version: "0",
      command: "",
    });
  });

  it("adds up to the measured cost of every place and of the whole, also where beds and prices change", () => {
    for (const scenario of findings.scenarios) {
      const lines = accountOf(scenario);
      for (const { name } of scenario.places) {
        const sum = lines.filter((l) => l.place === name).reduce((all, l) => all + l.pounds, 0);
        const cost = measureOf(scenario, { measure: "cost", place: name, group: null })?.mean ?? 0;
        expect(Math.abs(sum - cost), name).toBeLessThan(0.01);
      }
    }
  });
  it("is days and stays times the prices as written", () => {
    const lines = accountOf(findings.scenarios[0] as Findings["scenarios"][number]);
    const of = (place: string, what: string) => lines.find((l) => l.place === place && l.what === what);
    expect(of("hospital", "open days")).toMatchObject({ low: 90, high: 90 });
    expect(of("hospital", "open days")?.pounds).toBeCloseTo(15 * 365.25 * 90, 6);
    expect(of("care-home", "stays")?.low).toBe(500);
    for (const line of lines) expect(line.pounds).toBeCloseTo(line.quantity * line.low, 4);
  });
  it("gives the range of a price that changes, and the days at it", () => {
    const lines = accountOf(findings.scenarios[1] as Findings["scenarios"][number]);
    expect(lines.find((l) => l.place === "hospital" && l.what === "open days")).toMatchObject({ low: 90, high: 100 });
    const occupied = lines.find((l) => l.place === "hospital" && l.what === "occupied days");
    expect(occupied).toMatchObject({ low: 230, high: 250 });
    const mean = (occupied?.pounds ?? 0) / (occupied?.quantity ?? 1);
    expect(mean).toBeGreaterThan(230);
    expect(mean).toBeLessThan(250);
  });
});
