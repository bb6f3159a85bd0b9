import { describe, expect, it } from "vitest";
import { pickBest } from "../../src/experiment/best.js";
import { FIRST_STAGE } from "../../src/experiment/kim-nelson.js";
import { here } from "../../src/experiment/runners/here.js";
import type { Runner } from "../../src/experiment/runners/runner.js";
import { withRun } from "../../src/experiment/settings.js";
import type { ReadScenario } from "../../src/scenario/scenario.js";
import { redesign, smallTown } from "../care/town.js";

/** The town and what more beds at the cottage would make of it, a tenth of a year each. */
const options = (): ReadScenario[] => {
  const more = (beds: number) => {
    const read = redesign(`{ add: places.cottage.beds, by: ${beds} }`);
    return { ...read, epochs: read.epochs.map((e) => ({ ...e, scenario: { ...e.scenario, name: `${beds} more` } })) };
  };
  return withRun([smallTown(), more(1), more(12)], { years: 0.1 });
};
const wanted = {
  measure: "delayed",
  place: "hospital",
  larger: false,
  confidence: 0.95,
  indifference: 0.4,
  most: 400,
};
const made = { version: "0", command: "" };

/** Draws tasks seven at a time and hands them back last first, as threads might; counts them. */
function scrambled(): Runner & { ran: number } {
  return {
    threads: 7,
    ran: 0,
    async run(plans, tasks, each) {
      const list = tasks[Symbol.iterator]();
      for (;;) {
        const drawn = Array.from({ length: 7 }, () => list.next()).flatMap((d) => (d.done ? [] : [d.value]));
        if (drawn.length === 0) return;
        this.ran += drawn.length;
        await here().run(plans, drawn.reverse(), each);
      }
    },
  };
}

describe("picking the best option", () => {
  it("picks the redesign that leaves fewest delayed, and runs less of those that lie far behind", async () => {
    const found = await pickBest(options(), here(), wanted, made);
    expect(found.best).toBe("12 more");
    expect(found.options.find((o) => o.scenario === "12 more")?.outAfter).toBeNull();
    const town = found.options.find((o) => o.scenario === "Small town");
    expect(town?.outAfter).toBeGreaterThanOrEqual(FIRST_STAGE);
    expect(town?.n).toBe(town?.outAfter);
    expect(town?.behind?.low).toBeGreaterThan(0);
    expect(found.identity.replications).toBe(found.options.reduce((sum, o) => sum + o.n, 0));
  });

  it("picks the other end where larger is better", async () => {
    expect((await pickBest(options(), here(), { ...wanted, larger: true }, made)).best).toBe("Small town");
  });

  it("finds the same to the last digit in whatever order replications are finished", async () => {
    const threads = scrambled();
    const found = await pickBest(options(), threads, wanted, made);
    expect(found).toEqual(await pickBest(options(), here(), wanted, made));
    expect(threads.ran).toBeLessThan(found.identity.replications + 3 * 7);
  });

  it("says so where the most that is allowed does not decide it", async () => {
    const found = await pickBest(options(), here(), { ...wanted, indifference: 0.0001, most: FIRST_STAGE }, made);
    expect(found.best).toBeNull();
  });

  it("refuses a measure that is not there, and names where there is one", async () => {
    await expect(pickBest(options(), here(), { ...wanted, place: null }, made)).rejects.toThrow(
      "there is no measure `delayed` of the whole system; say --place hospital or cottage",
    );
  });
});
