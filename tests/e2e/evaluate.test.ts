import { describe, expect, it } from "vitest";
import { evaluationSchema } from "../../src/experiment/evaluate-findings.js";
import { careshift, townFolder } from "./careshift.js";

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
