import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stressSchema } from "../../src/experiment/stress-findings.js";
import { careshift, MORE_COTTAGE, townFolder } from "./careshift.js";

describe("careshift stress", () => {
  const folder = townFolder({ "redesign-more.yaml": MORE_COTTAGE });
  const quick = ["--replications", "2", "--out", "out", "--no-growth"];

  it("lays a shock on the baseline and every redesign, and prints JSON of the published shape", () => {
    const ended = careshift(["stress", ".", "--shock", "norovirus", ...quick, "--json"], folder);
    expect([ended.err, ended.code]).toEqual(["", 0]);
    const found = stressSchema.parse(JSON.parse(ended.out));
    expect(found.shaken.map(({ option, target }) => [option, target])).toEqual(
      ["Small town", "Two more cottage beds"].flatMap((option) =>
        ["occupancy-share", "delayed", "waiting"].map((target) => [option, target]),
      ),
    );
    expect(found.notes).toHaveLength(1);
  });

  it("says which changes a shortened run never sees, and that shocks come before them", () => {
    const ended = careshift(["stress", ".", "--shock", "loss-of-site", ...quick, "--years", "0.45"], folder);
    expect(ended.err).toContain(
      "the run is shortened to end on 2003-09-12, so these changes never happen: places.cottage.beds on 2003-10-01",
    );
    const longer = careshift(["stress", ".", "--shock", "loss-of-site", ...quick, "--years", "1"], folder);
    expect(longer.out.replace(/\s+/g, " ")).toContain(
      "Not all that the options change has taken hold before 2003-11-01, and loss-of-site comes earlier",
    );
  });

  it("shows a target kept or not within 80 columns", () => {
    const ended = careshift(
      ["stress", "baseline.yaml", "--shock", "loss-of-site", "--target", "occupancy of cottage <= 100%", ...quick],
      folder,
    );
    expect(ended.out).toMatch(/Occupancy of cottage\s+<=\s+100%\n · Small town +\d/);
    expect(Math.max(...ended.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("takes the shocks that the scenario writes down, before the usual ones", () => {
    const flood =
      "shocks: { flood: { label: The river, from: 2003-11-01, until: 2003-12-01, changes: [ { add: places.hospital.beds, by: -5 } ] } }\n";
    const wet = townFolder({ "wet.yaml": `careshift: 1\nextends: baseline.yaml\nname: Wet\n${flood}` });
    appendFileSync(join(wet, "baseline.yaml"), flood);
    const ended = careshift(["stress", "wet.yaml", "--shock", "flood", ...quick, "--json"], wet);
    expect([ended.err, ended.code]).toEqual(["", 0]);
    const { shocks } = stressSchema.parse(JSON.parse(ended.out));
    expect(shocks.map(({ name, label }) => [name, label])).toEqual([["flood", "The river"]]);
    expect(careshift(["stress", ".", "--shock", "flod", ...quick], wet).err).toContain(
      "there are flood, winter-surge, norovirus",
    );
  });

  it("lays a shock on an option that has closed the place, and says that it takes none there", () => {
    const closed = `careshift: 1
extends: baseline.yaml
name: No cottage
changes: [ { from: 2003-04-01, set: places.cottage.beds, to: 0 } ]
`;
    const shut = townFolder({ "redesign-shut.yaml": closed });
    const ended = careshift(["stress", ".", "--shock", "loss-of-site", ...quick, "--years", "0.45", "--json"], shut);
    expect([ended.err, ended.code]).toEqual(["", 0]);
    expect(stressSchema.parse(JSON.parse(ended.out)).notes).toContain(
      "No cottage: loss-of-site would take 2 from places.cottage.beds, which is 0 then; it takes none.",
    );
  });

  it("dates shocks after the file's own end where the run is made longer", () => {
    const six = ["stress", "scenarios/six-weeks/baseline.yaml", "--shock", "heatwave", "--years", "1"];
    const out = townFolder();
    const ended = careshift([...six, "--replications", "2", "--no-growth", "--out", out, "--json"]);
    expect(ended.err).toMatch(/^arrivals\.emergencies: its table ends on 2025-02-17, and the run on [^\n]*\n$/);
    expect(ended.code).toBe(0);
    const { shocks } = stressSchema.parse(JSON.parse(ended.out));
    expect(shocks.map(({ from }) => from)).toEqual(["2025-07-10"]);
  });

  it("names the shock that was meant", () => {
    const ended = careshift(["stress", ".", "--shock", "norovirs", ...quick], folder);
    expect(ended.err).toContain("did you mean norovirus?");
    expect(ended.code).toBe(2);
    expect(careshift(["stress", "--help"]).out).toContain("Examples:");
  });
});
