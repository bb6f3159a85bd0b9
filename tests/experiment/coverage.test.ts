import { describe, expect, it } from "vitest";
import { runExperiment } from "../../src/experiment/experiment.js";
import { here } from "../../src/experiment/runners/here.js";
import { withRun } from "../../src/experiment/settings.js";
import { readFrom } from "../../src/scenario/from.js";
import { onDisk } from "../../src/scenario/read.js";
import type { ReadScenario } from "../../src/scenario/scenario.js";

const THOROUGH = process.env.CARESHIFT_THOROUGH === "1";
const EXPERIMENTS = THOROUGH ? 1000 : 200;
/** A true 95 % lies within 93 to 97 % of 1,000 with a chance of 99.6 %; of 200, within four standard errors (6.2 points). */
const BOUND = THOROUGH ? 0.02 : 4 * Math.sqrt((0.95 * 0.05) / EXPERIMENTS);

const BASE = `careshift: 1
name: A ward with beds for all
run: { start: 2000-01-01, length: 30 days, warm-up: 4 days, replications: 5 }
arrivals: { patients: { rate: 6 per day, pathway: stay } }
places: { ward: { kind: unlimited } }
pathways: { stay: [ { step: ward, at: ward, stay: 2 days } ] }
`;
const LONGER = `careshift: 1
extends: base.yaml
name: Stays of two and a half days
changes: [ { set: pathways.stay.ward.stay, to: 2.5 days } ]
`;
const source = {
  read: (file: string) => (file === "base.yaml" ? BASE : file === "longer.yaml" ? LONGER : onDisk.read(file)),
};
const scenarios: ReadScenario[] = ["base.yaml", "longer.yaml"].map((file) => readFrom(source, file));

/** M/G/∞: the mean number in the ward is arrivals a day × the mean stay, at every time once the first stays are over. */
const TRUTH = { single: 6 * 2, paired: 6 * 2.5 - 6 * 2 };

describe("95 % intervals hold the truth 95 % of the time", () => {
  it(`over ${EXPERIMENTS} experiments on a ward whose mean is known: single and paired`, async () => {
    const held = { single: 0, paired: 0 };
    for (let i = 0; i < EXPERIMENTS; i++) {
      const { scenarios: found, comparisons } = await runExperiment(
        withRun(scenarios, { seed: `coverage ${i}` }),
        here(),
        { replications: 5, version: "0", command: "" },
      );
      const single = found[0]!.measures.find((m) => m.measure === "occupancy" && m.place === "ward")!;
      const paired = comparisons.find((c) => c.measure === "occupancy" && c.place === "ward")!;
      if (single.low <= TRUTH.single && TRUTH.single <= single.high) held.single++;
      if (paired.low <= TRUTH.paired && TRUTH.paired <= paired.high) held.paired++;
    }
    const shares = { single: held.single / EXPERIMENTS, paired: held.paired / EXPERIMENTS };
    if (THOROUGH) console.log(`coverage over ${EXPERIMENTS} experiments: ${JSON.stringify(shares)}`);
    for (const share of Object.values(shares)) {
      expect(share).toBeGreaterThanOrEqual(0.95 - BOUND);
      expect(share).toBeLessThanOrEqual(0.95 + BOUND);
    }
  }, 300_000);
});
