import { describe, expect, it } from "vitest";
import { bedsToRefuse, erlangB } from "../../src/experiment/exact.js";
import { frontier } from "../../src/experiment/frontier.js";
import { here } from "../../src/experiment/runners/here.js";
import { fewest, Sizes, targetAt } from "../../src/experiment/size.js";
import { rangeFor, sizedPlace, sizeLines } from "../../src/experiment/sized-place.js";
import { readTarget } from "../../src/experiment/target-words.js";
import { Trials } from "../../src/experiment/trials.js";
import { variantsOf } from "../../src/experiment/variants.js";
import { onDisk } from "../../src/scenario/read.js";
import { inMemory } from "../../src/scenario/source.js";

const TOWN = new URL("../care/small-town.yaml", import.meta.url).pathname;
const THOROUGH = process.env.CARESHIFT_THOROUGH === "1";

/** Wards side by side that refuse when full: load = arrivals a day × mean stay of a quarter of a day. */
function wards(loads: Record<string, number>, days: number) {
  const names = Object.keys(loads);
  const part = (line: (name: string) => string) => names.map((name) => `  ${name}: ${line(name)}`).join("\n");
  return inMemory({
    "wards.yaml": `careshift: 1
name: Wards
run: { start: 2000-01-01, length: ${days} days, warm-up: 10 days, replications: 10, seed: wards }
arrivals:
${part((name) => `{ rate: ${4 * (loads[name] as number)} per day, pathway: ${name} }`)}
places:
${part(() => "{ kind: beds, beds: 20, cost: £1 per open day, payer: nhs-acute }")}
pathways:
${part((name) => `[ { step: stay, at: ${name}, stay: { exponential: { mean: 6 hours } }, full: { go: refused } } ]`)}
`,
  });
}

function sizesOf(
  source: Parameters<typeof variantsOf>[0],
  file: string,
  places: string[],
  targets: string[],
  replications = 10,
) {
  const variant = variantsOf(source, file);
  const read = variant([]);
  const root = { ...read, file };
  const trials = new Trials(root, here(), { replications });
  const sized = places.map((name) => sizedPlace(read, name));
  const wanted = targets.map((text) => readTarget(text, trials.keysOf(read), places[0] as string));
  return new Sizes(trials, variant, sized, wanted, 0.95);
}

describe("sizing agrees with Erlang's B formula", () => {
  // Limits lie half way, by ratio, between what the fewest beds refuse and what one bed fewer would.
  it.each([
    [1.5, 5],
    [3, 6],
    [5, 11],
    [7, 10],
    [9, 15],
    [12, 16],
    [15, 22],
    [20, 26],
  ])("a load of %d wants %d beds", async (load, beds) => {
    const limit = Math.sqrt(erlangB(beds, load) * erlangB(beds - 1, load));
    expect(bedsToRefuse(limit, load)).toBe(beds);
    const days = Math.round(((THOROUGH ? 400_000 : 100_000) / 10 / 4) * (1 / load));
    const sizes = sizesOf(wards({ ward: load }, days), "wards.yaml", ["ward"], [`refused <= ${limit * 100}%`]);
    const range = { from: beds - 3, to: beds + 5, least: beds - 3, most: beds + 5 };
    const { fewest: found, monotone } = await fewest(sizes, range);
    expect(found?.sizes).toEqual([beds]);
    expect(monotone).toEqual({ ok: true, why: [] });
  });

  it("and so does every point of the curve, within its interval widened to 99.9 %", async () => {
    const sizes = sizesOf(wards({ ward: 9 }, 280), "wards.yaml", ["ward"], ["refused <= 3%"]);
    const points = await sizes.at([[8], [10], [12], [14]]);
    for (const {
      sizes: [beds],
      targets: [target],
    } of points) {
      const half = ((target!.high - target!.low) / 2) * (4.78 / 2.262); // t(9): 99.9 % over 95 %
      expect(Math.abs(target!.mean - erlangB(beds!, 9))).toBeLessThan(half);
    }
  });
});

describe("sizing", () => {
  it("of two wards that share nobody gives a flat frontier: Erlang's answer beside every size that suffices", async () => {
    const loads = { west: 5, east: 3 };
    const limit = Math.sqrt(erlangB(9, 5) * erlangB(8, 5));
    const sizes = sizesOf(
      wards(loads, 500),
      "wards.yaml",
      ["west", "east"],
      [`refused <= ${limit * 100}%`, "refused of east <= 15%"],
    );
    const found = await frontier(sizes, { from: 6, to: 12, least: 6, most: 12 }, { from: 2, to: 8, least: 2, most: 8 });
    const enough = bedsToRefuse(0.15, 3);
    expect(found.points.map(({ second, point }) => [second, point?.sizes[0] ?? null])).toEqual(
      [2, 3, 4, 5, 6, 7, 8].map((east) => [east, east >= enough ? 9 : null]),
    );
    expect(found.best?.sizes).toEqual([9, enough]);
    expect(found.best?.cost?.mean).toBeCloseTo((9 + enough) * 365.25, 6);
  });

  it("of two wards takes no closed ward for an answer where one that is open would break its target", async () => {
    const limit = Math.sqrt(erlangB(9, 5) * erlangB(8, 5));
    const targets = [`refused <= ${limit * 100}%`, "occupancy of east <= 65%"];
    const sizes = sizesOf(wards({ west: 5, east: 3 }, 300), "wards.yaml", ["west", "east"], targets);
    const found = await frontier(sizes, { from: 6, to: 12, least: 6, most: 12 }, { from: 0, to: 6, least: 0, most: 6 });
    const isFull = (beds: number) => (3 * (1 - erlangB(beds, 3))) / beds > 0.65;
    expect(found.points.map(({ second, point }) => [second, point?.sizes[0] ?? null])).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((east) => [east, east === 0 || isFull(east) ? null : 9]),
    );
    expect(found.best?.sizes).toEqual([9, [1, 2, 3, 4, 5, 6].find((beds) => !isFull(beds))]);
    expect(found.monotone.ok).toBe(true);
  });

  it("of two wards gives no number, and says why, where only fewer of the second keep its target", async () => {
    const limit = Math.sqrt(erlangB(9, 5) * erlangB(8, 5));
    const targets = [`refused <= ${limit * 100}%`, "occupancy of east <= 2.2 people"]; // 3 beds hold 1.96 of them, 4 hold 2.38
    const sizes = sizesOf(wards({ west: 5, east: 3 }, 300), "wards.yaml", ["west", "east"], targets);
    const found = await frontier(sizes, { from: 6, to: 12, least: 6, most: 12 }, { from: 1, to: 6, least: 1, most: 6 });
    expect(found.points.map(({ point }) => point?.sizes[0] ?? null)).toEqual([9, 9, 9, null, null, null]);
    expect(found.best).toBeNull();
    expect(found.monotone.why.join()).toContain("yet beside 4 no number tried would");
  });

  it("of two wards gives no number where even none of the first keeps the targets beside every size of the second", async () => {
    const sizes = sizesOf(wards({ west: 5, east: 3 }, 50), "wards.yaml", ["west", "east"], ["occupancy <= 99%"]);
    const found = await frontier(sizes, { from: 0, to: 12, least: 0, most: 12 }, { from: 2, to: 4, least: 2, most: 4 });
    expect(found.points.map(({ point }) => point?.sizes[0])).toEqual([1, 1, 1]); // of no beds no share is occupied
    expect(found.best).toBeNull();
  });

  it("says so where only the fewest tried keep a target, so that fewer and not more is what it wants", async () => {
    const sizes = sizesOf(wards({ ward: 9 }, 100), "wards.yaml", ["ward"], ["occupancy >= 70%"]);
    const { fewest: found, monotone } = await fewest(sizes, { from: 4, to: 16, least: 4, most: 16 });
    expect(found).toBeNull();
    expect(sizes.points.map(({ meets }) => meets)).toEqual(expect.arrayContaining([true, false]));
    expect(monotone.why[0]).toMatch(/^4 meet the targets, yet \d+ do not: more is not always better here$/);
  });

  it("claims a target only where its one-sided bound keeps it", () => {
    const target = { text: "t", measure: "m", place: null, unit: "share", side: "most", limit: 0.5 } as const;
    const values = [0.42, 0.46, 0.5, 0.44]; // mean 0.455; sd 0.0341565; t(3, 95 %) = 2.353363; bound 0.495191
    expect(targetAt(target, values, 0.95)).toMatchObject({ meets: true, bound: expect.closeTo(0.495191, 5) });
    expect(targetAt({ ...target, limit: 0.495 }, values, 0.95).meets).toBe(false);
    expect(targetAt({ ...target, side: "least", limit: 0.415 }, values, 0.95)).toMatchObject({
      meets: false,
      bound: expect.closeTo(0.414809, 5),
    });
    expect(targetAt(target, [0.4], 0.95).meets).toBe(false);
  });

  it("holds the size throughout, whatever dated changes of that place say", () => {
    const later = `careshift: 1
extends: small-town.yaml
name: Fewer later
changes:
  - { from: 2003-10-01, add: places.hospital.beds, by: -3, over: 2 months }
  - { from: 2004-06-01, set: places.hospital.beds, to: 20 }
`;
    const file = TOWN.replace("small-town.yaml", "later.yaml");
    const variant = variantsOf({ read: (path) => (path === file ? later : onDisk.read(path)) }, file);
    const place = sizedPlace(variant([]), "hospital");
    const { epochs } = variant(sizeLines(variant, [{ place, size: 17 }]));
    expect(epochs).toHaveLength(4);
    expect(epochs.map(({ scenario }) => scenario.places[0]!.capacity)).toEqual([17, 17, 17, 17]);
  });

  it("looks at no size that would not hold those whom the opening puts there", () => {
    const place = sizedPlace(variantsOf(onDisk, TOWN)([]), "hospital");
    expect(place).toMatchObject({ now: 15, least: 11, counts: "beds" });
    expect(rangeFor(place, undefined)).toEqual({ from: 11, to: 30, least: 11, most: 120 });
  });

  it.each([
    ["hospitl", "did you mean `hospital`?"],
    [
      "care-home",
      "it is unlimited, so there is always room and nothing to size; what can be sized: hospital (beds), cottage (beds), home-care (packages), case-managers (places); type --place hospital",
    ],
  ])("of %s is refused: %s", (name, message) => {
    expect(() => sizedPlace(variantsOf(onDisk, TOWN)([]), name)).toThrow(message);
  });

  it("of a clinic is refused, with what to do instead", () => {
    const text = `careshift: 1
name: A clinic alone
run: { start: 2000-01-01, length: 20 days, warm-up: none, replications: 2, seed: clinic }
arrivals: { people: { rate: 2 per day, pathway: seen } }
places: { see: { kind: clinic, slots: 5 } }
pathways: { seen: [ { step: see, at: see, stay: 1 hour } ] }
`;
    const read = variantsOf(inMemory({ "clinic.yaml": text }), "clinic.yaml")([]);
    expect(() => sizedPlace(read, "see")).toThrow(
      "--place see: a clinic has slots for each weekday, not one number to size; lay redesigns with other `slots:` beside each other (careshift run), or size another place; no place here has a number to size",
    );
  });

  it("asks the next size of the same people: two beds more change nothing before the ward is first full", async () => {
    const sizes = sizesOf(onDisk, TOWN, ["hospital"], ["occupancy <= 85%"], 2);
    const [fewer, same] = await sizes.at([[400], [402]]);
    expect(fewer!.targets[0]!.mean * 400).toBeCloseTo(same!.targets[0]!.mean * 402, 9);
  });
});
