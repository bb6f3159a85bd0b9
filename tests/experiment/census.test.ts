import seedrandom from "seedrandom";
import { describe, expect, it } from "vitest";
import type { Legend } from "../../src/care/plan.js";
import { censusSeries } from "../../src/experiment/census.js";

const legend = { start: "2001-01-01", places: [{ name: "ward" }] } as unknown as Legend;

/** Replications of two years; `of` gives the people of a week, from its number and that of the replication. */
function seasonOf(replications: number, of: (week: number, replication: number) => number) {
  const census = Array.from({ length: replications }, (_, r) => [
    Float64Array.from({ length: 104 * 3 }, (_, i) => (i % 3 === 0 ? of(i / 3, r) : 0)),
  ]);
  return censusSeries(legend, census)[0]!.season;
}

/** Numbers from 0 to 1 that look like chance. */
const noise = (name: string) => seedrandom(name).quick();

describe("months of the midnight census", () => {
  it("that stand out are named, with how far they are off the mean over months", () => {
    const cold = (week: number) => [0, 1, 51, 52, 53, 54, 103].includes(week);
    const found = seasonOf(10, (week, r) => 100 + (cold(week) ? 20 : 0) + noise(`${week} ${r}`));
    expect(found?.fullest.month).toBe(1);
    expect(found?.fullest.off).toBeGreaterThan(0.05);
    expect(found?.emptiest.off).toBeLessThan(0);
  });

  it("are not named for what chance alone does to the fullest and the emptiest of twelve, however it falls", () => {
    const named = Array.from({ length: 40 }, (_, seed) =>
      seasonOf(5, (week, r) => 100 + 20 * noise(`${seed} ${week} ${r}`)),
    ).filter((season) => season !== undefined);
    expect(named.length).toBeLessThanOrEqual(2);
  });

  it("can't be told from one replication", () => {
    expect(seasonOf(1, (week) => week)).toBeUndefined();
  });
});
