import { describe, expect, it } from "vitest";
import { runExperiment } from "../../src/experiment/experiment.js";
import { here } from "../../src/experiment/runners/here.js";
import { withRun } from "../../src/experiment/settings.js";
import { readFrom } from "../../src/scenario/from.js";
import { onDisk } from "../../src/scenario/read.js";
import { redesign, smallTown } from "../care/town.js";

/** One ward that is waited for: patients a day, mean stay of ten days. */
function ward(beds: number, rate: number, run = "warm-up: auto, length: 1 year, replications: 4", more = "") {
  const text = `careshift: 1
name: Ward
run: { start: 2000-01-01, seed: ward, ${run} }
arrivals: { patients: { rate: ${rate} per day, rhythm: { month: { january: 1.4 } }, pathway: stay } }
places: { ward: { kind: beds, beds: ${beds} } }
pathways: { stay: [ { step: ward, at: ward, stay: { exponential: { mean: 10 days } } } ] }
${more}`;
  return readFrom({ read: (file) => (file === "ward.yaml" ? text : onDisk.read(file)) }, "ward.yaml");
}
const options = { version: "0", command: "", replications: 4 };

describe("warm-up: auto", () => {
  it("waits for the ward to fill, and for the run counts nothing before", async () => {
    const { warmUp, identity, scenarios } = await runExperiment([ward(60, 4)], here(), options);
    expect(warmUp?.rule).toBe("mser-5");
    expect(warmUp?.settled).toBe(true);
    // The mean of an empty ward of 40 rises as 1 − exp(−t / 10): 5 % is missing after 30 days, 1 % after 46.
    expect(warmUp?.days).toBeGreaterThanOrEqual(15);
    expect(warmUp?.days).toBeLessThanOrEqual(90);
    expect(identity.warmUpDays).toBe(warmUp?.days);
    expect(warmUp?.places[0]?.series).toHaveLength(73);
    expect(scenarios[0]?.census[0]?.weeks[0]?.occupied).toBeGreaterThan(30);
    expect(scenarios[0]?.steady.why).not.toMatch(/More is asked|No warm-up/);
  });

  it("finds none for a ward that is asked for more than it has, and says so", async () => {
    const { warmUp, scenarios } = await runExperiment([ward(40, 4.4)], here(), options);
    expect(warmUp?.settled).toBe(false);
    expect(warmUp?.pilotDays).toBe(1460);
    expect(scenarios[0]?.steady.ok).toBe(false);
    expect(scenarios[0]?.steady.why).toMatch(/More is asked than there is: Ward, 1\d\d % of its capacity/);
    expect(scenarios[0]?.steady.why).toMatch(/No warm-up is long enough: within 1460 days Ward did not settle/);
  });

  it("is none where the scenario says who is there on day one", async () => {
    const town = smallTown();
    const auto = withRun([town, redesign("{ add: places.cottage.beds, by: 1 }")], { warmUp: "auto", years: 0.25 });
    const { warmUp, identity } = await runExperiment(auto, here(), { ...options, replications: 1 });
    expect(warmUp?.rule).toBe("opening");
    expect(identity.warmUpDays).toBe(0);
  });

  it("leaves dated changes on their dates", async () => {
    const change = "changes: [ { from: 2000-07-01, set: places.ward.beds, to: 20 } ]";
    const { scenarios } = await runExperiment([ward(60, 4, undefined, change)], here(), options);
    const weeks = scenarios[0]?.census[0]?.weeks ?? [];
    const waiting = (from: string, to: string) =>
      Math.max(...weeks.filter((w) => w.start >= from && w.start < to).map((w) => w.waiting));
    expect(waiting("2000-01-01", "2000-06-24")).toBeLessThan(5);
    expect(waiting("2000-08-01", "2001-01-01")).toBeGreaterThan(50);
  });
});

describe("a run that is not in a steady state", () => {
  const fixed = "warm-up: 100 days, length: 1 year, replications: 1";

  it("is found by its load even where one replication can tell no drift from chance", async () => {
    const { scenarios } = await runExperiment([ward(40, 4.4, fixed)], here(), { ...options, replications: 1 });
    expect(scenarios[0]?.steady.ok).toBe(false);
    expect(scenarios[0]?.steady.why).toContain("The queue grows for as long as the run lasts");
  });

  it("is not seen in a ward that has enough, at loads up to 95 %", async () => {
    for (const rate of [3, 5, 5.5]) {
      const { scenarios } = await runExperiment([ward(60, rate, fixed)], here(), { ...options, replications: 3 });
      expect(`${rate}: ${scenarios[0]?.steady.why}`).not.toMatch(/More is asked/);
    }
  });
});
