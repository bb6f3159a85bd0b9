import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evaluationSchema, type RedesignClaim } from "../../src/experiment/evaluate-findings.js";
import { careshift, MORE_COTTAGE, townFolder } from "./careshift.js";

const NOTHING = `careshift: 1
extends: baseline.yaml
name: Nothing at all
changes: [ { from: 2004-04-01, add: places.cottage.beds, by: 0 } ]
`;
describe("careshift evaluate of a redesign", () => {
  const folder = townFolder({ "nothing.yaml": NOTHING, "cottage.yaml": MORE_COTTAGE });
  const asked = ["--replications", "6", "--out", "out", "--measure", "emergency-admissions"];
  const studied = (file: string, more: string[] = []) => {
    const ended = careshift(["evaluate", file, ...asked, ...more, "--json"], folder);
    expect([ended.err, ended.code]).toEqual(["", 0]);
    const { redesigns, policies } = evaluationSchema.parse(JSON.parse(ended.out));
    expect(policies).toEqual([]);
    return redesigns[0]!;
  };

  it("says of one that changes nothing that the truth is exactly nought", () => {
    const { measures, before, after, against } = studied("nothing.yaml", ["--measure", "delayed of hospital"]);
    expect([against, before, after]).toEqual([
      "Small town",
      { from: "2003-04-02", to: "2004-03-31" },
      { from: "2004-04-01", to: "2005-03-31" },
    ]);
    expect(measures.map(({ measure, place }) => [measure, place])).toEqual([
      ["emergency-admissions", null],
      ["delayed", "hospital"],
    ]);
    for (const { claims } of measures)
      expect(claims.find(({ study }) => study === "truth")!.difference).toMatchObject({ mean: 0, low: 0, high: 0 });
  });

  it("shows a trend in demand fooling the study before and after, where the truth is nought", () => {
    const path = join(folder, "baseline.yaml");
    const town = readFileSync(path, "utf8");
    writeFileSync(path, town.replace("trend: 1% per year", "trend: 30% per year").replace("beds: 15", "beds: 60"));
    const claims: RedesignClaim[] = studied("nothing.yaml").measures[0]!.claims;
    writeFileSync(path, town);
    const verdict = (wanted: string) => claims.find(({ study }) => study === wanted)!.verdict;
    expect(["before-and-after", "untouched", "truth"].map(verdict)).toEqual(["rise", "rise", "unclear"]);
  });

  it("says it in words within 80 columns, with the measure at the head of each table", () => {
    const { out } = careshift(["evaluate", "nothing.yaml", "--replications", "6", "--out", "out"], folder);
    const words = out.replace(/\s+/g, " ");
    expect(words).toMatch(/Before and after, a study of all 6 economies would claim .* changed exactly nothing/);
    expect(out).toMatch(/admissions +with +against +change/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("leaves cost out, unless it is asked for, where nothing has a price", () => {
    const path = join(folder, "baseline.yaml");
    const town = readFileSync(path, "utf8");
    const few = ["evaluate", "nothing.yaml", "--replications", "6", "--out", "out", "--json"];
    const measured = (more: string[] = []): string[] =>
      evaluationSchema
        .parse(JSON.parse(careshift([...few, ...more], folder).out))
        .redesigns[0]!.measures.map(({ measure }) => measure);
    expect(measured()).toContain("cost");
    writeFileSync(path, town.replace(/, cost: \{[^}]*\}(, payer: [a-z-]+)?/g, ""));
    expect(measured()).not.toContain("cost");
    expect(measured(["--measure", "cost"])).toEqual(["cost"]);
    writeFileSync(path, town);
  });

  it("says what to type where there is no year before, no year after, too few economies, or no such measure", () => {
    const refused = (args: string[]) => {
      const { code, err } = careshift(["evaluate", "cottage.yaml", "--out", "out", ...args], folder);
      expect(code).toBe(2);
      return err;
    };
    expect(refused(["--replications", "6"])).toContain("no whole year before 2003-10-01; try --from 2004-03-31");
    expect(refused(["--replications", "6", "--from", "2004-10-01"])).toContain("try --years 2.6");
    expect(refused(["--replications", "3", "--from", "2004-04-01"])).toContain("--replications 12");
    expect(refused(["--replications", "6", "--measure", "delayed", "--from", "2004-04-01"])).toContain("'of hospital'");
    expect(refused(["--replications", "6", "--from", "yesterday"])).toContain("such as --from 2004-04-01");
  });
});

describe("careshift evaluate", () => {
  const folder = townFolder();
  const quick = ["--replications", "2", "--years", "1.5", "--out", "out"];

  it("prints JSON of the published shape, the same on one thread and on two", () => {
    const ended = careshift(["evaluate", ".", ...quick, "--threads", "1", "--json"], folder);
    expect([ended.err, ended.code]).toEqual(["", 0]);
    const found = evaluationSchema.parse(JSON.parse(ended.out));
    expect(found.policies.map(({ policy, claims }) => [policy, claims.length])).toEqual([["finders", 5]]);
    expect(careshift(["evaluate", ".", ...quick, "--threads", "2", "--json"], folder).out).toBe(ended.out);
    expect(JSON.parse(careshift(["schema", "evaluate"]).out).properties).toHaveProperty("policies");
  });

  it("says in words what each study would claim, within 80 columns", () => {
    const ended = careshift(["evaluate", "baseline.yaml", "--policy", "finders", ...quick], folder);
    expect(ended.out.replace(/\s+/g, " ")).toMatch(/A before-and-after study would claim .* In truth/);
    expect(Math.max(...ended.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("names the policy that was meant, and the years that a run takes", () => {
    const wrong = careshift(["evaluate", ".", "--policy", "findrs", ...quick], folder);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("did you mean finders?")]);
    const short = careshift(["evaluate", ".", "--replications", "2", "--years", "1", "--out", "out"], folder);
    expect([short.code, short.err]).toEqual([2, expect.stringContaining("--years 1.5")]);
    expect(careshift(["evaluate", "--help"]).out).toContain("Examples:");
  });
});
