import { describe, expect, it } from "vitest";
import { compile } from "../../src/care/compile.js";
import { simulate } from "../../src/care/simulate.js";
import { Stays } from "../../src/care/stays.js";
import { runExperiment } from "../../src/experiment/experiment.js";
import { here } from "../../src/experiment/runners/here.js";
import { redesign, smallTown } from "./town.js";

/** Everyone who came into care, as person and time, in order. */
function comers(read: ReturnType<typeof smallTown>, replication: number): string[] {
  const { plan } = compile(read.epochs, smallTown().epochs);
  const seen: string[] = [];
  const begin = Stays.prototype.begin;
  Stays.prototype.begin = function (this: Stays, ...args: Parameters<Stays["begin"]>) {
    const { clock } = this as unknown as { clock: Float64Array };
    seen.push(`${args[1]} ${args[3]} ${args[4]} ${clock[0]}`);
    begin.apply(this, args);
  };
  try {
    simulate(plan, replication);
  } finally {
    Stays.prototype.begin = begin;
  }
  return seen;
}

describe("common random numbers", () => {
  it("a redesign that changes nothing differs from the baseline by exactly nought in every measure", async () => {
    const nothing = redesign("{ scale: places.hospital.beds, by: 1 }");
    const findings = await runExperiment([smallTown(), nothing], here(), {
      replications: 3,
      version: "0",
      command: "",
    });
    expect(findings.comparisons.length).toBeGreaterThan(100);
    for (const c of findings.comparisons)
      expect([c.measure, c.place, c.difference, c.low, c.high]).toEqual([c.measure, c.place, 0, 0, 0]);
  });

  it("a dated change that changes nothing gives the same plan, so that not even the last digit differs", () => {
    const nothing = redesign("{ from: 2003-07-01, add: places.hospital.beds, by: 0, over: 3 months }");
    expect(nothing.epochs).toHaveLength(4);
    const compiled = (read: ReturnType<typeof smallTown>) => compile(read.epochs, smallTown().epochs).plan;
    expect(compiled(nothing)).toEqual(compiled(smallTown()));
    const shut = redesign(
      "{ from: 2003-07-01, add: places.hospital.beds, by: -1 }",
      "{ from: 2003-08-01, add: places.hospital.beds, by: 1 }",
    );
    expect(compiled(shut).epochs).toHaveLength(3);
  });

  it("does not move anyone when places, steps and needs are added that nobody uses yet", async () => {
    const more = redesign(
      "{ set: places.annexe, to: { kind: beds, beds: 3 } }",
      "{ set: needs.falls, to: { rate: 0.000001 per 1000 people per year, pathway: falls } }",
      "{ set: pathways.falls, to: [ { step: seen, at: annexe, stay: 1 day } ] }",
    );
    const findings = await runExperiment([smallTown(), more], here(), { replications: 2, version: "0", command: "" });
    const hospital = findings.comparisons.filter((c) => c.place === "hospital");
    expect(hospital.length).toBeGreaterThan(10);
    for (const c of hospital) expect([c.measure, c.difference]).toEqual([c.measure, 0]);
  });

  // Stays of a minute and no risk after them: someone in care can't come again, so longer stays would let others in later.
  const FLAT = [
    "{ remove: needs.illness.times }",
    "{ remove: opening }",
    "{ set: needs.illness.pathway, to: planned }",
    "{ set: pathways.planned.operation.stay, to: 1 minute }",
    "{ set: places.hospital.beds, to: 500 }",
    "{ set: policies.finders.effects, to: [ { on: surgery, times: 1 } ] }",
  ];

  it("a lower rate keeps a strict subset of those who came, where a stay changes no later risk", () => {
    const before = comers(redesign(...FLAT), 0);
    const after = comers(redesign(...FLAT, "{ scale: needs.illness.rate, by: 0.8 }"), 0);
    const those = new Set(before);
    expect(after.filter((one) => !those.has(one))).toEqual([]);
    expect(after.length).toBeLessThan(before.length * 0.9);
    expect(after.length).toBeGreaterThan(before.length * 0.7);
  });

  it("a higher rate keeps everyone who came before and adds to them", () => {
    const before = comers(redesign(...FLAT), 1);
    const after = new Set(comers(redesign(...FLAT, "{ scale: needs.illness.rate, by: 1.3 }"), 1));
    expect(before.filter((one) => !after.has(one))).toEqual([]);
    expect(after.size).toBeGreaterThan(before.length * 1.15);
  });

  it("pairing makes the difference of a small redesign vary far less than chance would", async () => {
    const small = redesign("{ add: places.cottage.beds, by: 1 }");
    const findings = await runExperiment([smallTown(), small], here(), { replications: 12, version: "0", command: "" });
    const gain = (measure: string, place: string | null) =>
      findings.comparisons.find((c) => c.measure === measure && c.place === place)?.gain ?? 0;
    expect(gain("emergency-admissions", null)).toBeGreaterThan(5);
    expect(gain("occupancy", "hospital")).toBeGreaterThan(2);
  });
});
