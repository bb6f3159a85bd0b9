import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { careshift, MORE_COTTAGE, townFolder } from "./careshift.js";

describe("the command line", () => {
  it("without a command says what there is, and exits 2", () => {
    const ended = careshift([]);
    expect(ended.err).toContain(
      "run, report, best, check, explain, verify, import, size, sensitivity, calibrate, stress, evaluate, serve, teach or schema",
    );
    expect(ended.code).toBe(2);
  });

  it("suggests the command that was meant", () => {
    expect(careshift(["chek", "x"]).err).toContain("check");
  });

  it.each([
    [["run", "scenarios/torbay", "--replications", "abc"], "--replications abc: wanted is a whole number from 1"],
    [
      ["run", "scenarios/torbay", "--replications", "3", "--replications", "4"],
      "--replications 3 and 4: wanted is a whole number from 1, such as --replications 30, or auto, once",
    ],
    [["run", "scenarios/torbay", "--replications", "0"], "--replications 0: wanted is"],
    [["run", "scenarios/torbay", "--precision", "0"], "--precision 0: wanted is how far a mean may be out"],
    [["run", "scenarios/torbay", "--max-replications", "3"], "--max-replications 3: wanted is a whole number from 8"],
    [["run", "scenarios/torbay", "--seed", ""], "--seed : wanted is any text but the empty one"],
    [["run", "scenarios/torbay", "--calendar", "gregorian"], "--calendar gregorian: wanted is default or simjs"],
    [["run", "scenarios/torbay", "--replicatons", "3"], "Unknown argument: replicatons"],
  ])("%j is refused in one clear line, with exit 2", (args, message) => {
    const ended = careshift(args);
    expect(ended.err).toContain(message);
    expect(ended.err.trim().split("\n").length).toBeLessThanOrEqual(2);
    expect(ended.code).toBe(2);
  });

  it.each(["run", "best", "report", "check", "explain", "schema"])("%s --help shows an example", (command) => {
    const ended = careshift([command, "--help"]);
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("Examples:");
  });
});

describe("careshift check", () => {
  it("says that Torbay is good, and every number of it has a source or is assumed with its reason", () => {
    const ended = careshift(["check", "scenarios/torbay", "--json"]);
    expect(ended.code).toBe(0);
    const { ok, scenarios } = JSON.parse(ended.out);
    expect(ok).toBe(true);
    expect(scenarios).toHaveLength(6);
    for (const scenario of scenarios) expect([scenario.file, scenario.unsourced]).toEqual([scenario.file, 0]);
    expect(scenarios[0].numbers).toBeGreaterThan(60);
  });

  it.each<[string, Record<string, string | Buffer>, string, RegExp]>([
    ["a file that is not there", {}, "nothing.yaml", /nothing\.yaml/],
    ["a folder without a baseline", { "other.yaml": "careshift: 1\n" }, "../", /baseline\.yaml/],
    ["binary data", { "binary.yaml": Buffer.from([0, 255, 254, 0, 7]) }, "binary.yaml", /binary\.yaml/],
    ["a file of 100 MB", { "large.yaml": Buffer.alloc(100_000_000, "a") }, "large.yaml", /large\.yaml is 100(\.0)? MB/],
    ["a bomb of aliases", { "bomb.yaml": bomb() }, "bomb.yaml", /alias/i],
    [
      "a ring of extends",
      { "a.yaml": "careshift: 1\nextends: b.yaml\nname: a\n", "b.yaml": "careshift: 1\nextends: a.yaml\nname: b\n" },
      "a.yaml",
      /a\.yaml.*b\.yaml.*a\.yaml/,
    ],
  ])("%s is one clear line and exit 2", (_, files, path, message) => {
    const folder = townFolder();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const ended = careshift(["check", path], folder);
    expect(ended.err).toMatch(message);
    expect(ended.err.trim().split("\n").length).toBe(2);
    expect(ended.err).not.toMatch(/\n\s+at /);
    expect(ended.code).toBe(2);
  });

  it("refuses a target of a measure that there is none of, before anything is run", () => {
    const folder = townFolder();
    const town = readFileSync(join(folder, "baseline.yaml"), "utf8");
    writeFileSync(
      join(folder, "baseline.yaml"),
      `${town}\ntargets: { full: { measure: ocupancy, place: hospital, at-most: 1 } }\n`,
    );
    for (const command of ["check", "run"]) {
      const ended = careshift([command, "."], folder);
      expect(ended.err).toMatch(/baseline.yaml:\d+:\d+: there is no measure `ocupancy`; did you mean `occupancy`\?/);
      expect(ended.code).toBe(2);
    }
  });

  it("complains of everything at once", () => {
    const folder = townFolder({
      "redesign-one.yaml": MORE_COTTAGE.replace("by: 2,", "by: 2 days,"),
      "redesign-two.yaml": MORE_COTTAGE.replace("changes", "chnages"),
    });
    const ended = careshift(["check", "."], folder);
    expect(ended.err).toContain("redesign-one.yaml:4:");
    expect(ended.err).toContain("redesign-two.yaml:4:");
    expect(ended.err).toContain("changes");
  });
});

describe("careshift explain and schema", () => {
  it("explains Torbay in words, as a diagram, with its assumptions", () => {
    const ended = careshift(["explain", "scenarios/torbay/baseline.yaml"]);
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("140,000 people");
    expect(ended.out).toContain("flowchart LR");
    expect(ended.out).toContain("## Assumed");
    expect(ended.out).toContain("## Sourced");
  });

  it("prints the schemas and the measures", () => {
    expect(JSON.parse(careshift(["schema"]).out).additionalProperties).toBe(false);
    expect(JSON.parse(careshift(["schema", "findings"]).out).properties.identity).toBeDefined();
    expect(JSON.parse(careshift(["schema", "measures"]).out).map((m: { name: string }) => m.name)).toContain(
      "occupancy",
    );
  });
});

/** Nine levels of nine aliases each: four hundred million strings once expanded. */
function bomb(): string {
  const levels = "abcdefghi".split("");
  return levels
    .map(
      (name, i) =>
        `${name}: &${name} [${
          i === 0
            ? '"lol"'
            : Array(9)
                .fill(`*${levels[i - 1]}`)
                .join(", ")
        }]`,
    )
    .join("\n");
}
