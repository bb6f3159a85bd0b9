import { describe, expect, it } from "vitest";
import { compile } from "../../src/care/compile.js";
import type { Plan } from "../../src/care/plan.js";
import { simulate } from "../../src/care/simulate.js";
import { readFrom } from "../../src/scenario/from.js";
import { onDisk } from "../../src/scenario/read.js";
import { fingerprintOf } from "../../src/web/planning/fingerprint.js";

const TOWN = new URL("./small-town.yaml", import.meta.url).pathname;
const text = onDisk.read(TOWN);

function town(from = "", to = ""): Plan {
  expect(text).toContain(from);
  const source = { read: (path: string) => (path === TOWN ? text.replace(from, to) : onDisk.read(path)) };
  return compile(readFrom(source, TOWN).epochs).plan;
}

const print = (plan: Plan, replication: number) => fingerprintOf(simulate(plan, replication));

describe("a population that is still here from the last run", () => {
  it("gives the same bytes as one that is drawn anew, whatever happened to its people meanwhile", () => {
    const plan = town();
    const first = print(plan, 0);
    expect(print(plan, 0)).toBe(first);
    expect(print(town(), 0)).toBe(first);
    for (let other = 1; other < 5; other++) expect(print(plan, other)).not.toBe(first);
    expect(print(plan, 0)).toBe(first);
  });

  it("is another one where anything about its people is another", () => {
    const first = print(town(), 0);
    for (const people of ["frailty: { gamma: { mean: 1, sd: 0.5 } }", "people: 20001"]) {
      const [key] = people.split(":") as [string];
      const line = text.split("\n").find((each) => each.trim().startsWith(`${key}:`)) as string;
      const other = town(line.trim(), people);
      const got = print(other, 0);
      expect(got).not.toBe(first);
      for (let more = 1; more < 5; more++) print(town(), more);
      expect(print(other, 0)).toBe(got);
    }
  });
});
