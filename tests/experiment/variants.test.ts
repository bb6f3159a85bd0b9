import { describe, expect, it } from "vitest";
import { redesignText, variantsOf } from "../../src/experiment/variants.js";
import { onDisk } from "../../src/scenario/read.js";
import { inMemory } from "../../src/scenario/source.js";

const TOWN = new URL("../care/small-town.yaml", import.meta.url).pathname;

describe("a variant of a scenario", () => {
  const variant = variantsOf(onDisk, TOWN);

  it("without changes is the scenario itself, but for its file", () => {
    const same = variant([]);
    expect(same.epochs).toEqual(variantsOf(onDisk, TOWN)([]).epochs);
    expect(same.root).toBe(TOWN);
    expect(same.epochs[0]!.scenario.name).toBe("Small town");
  });

  it("sets, scales and dates as a redesign would", () => {
    const { epochs } = variant([
      { set: "places.hospital.beds", to: 21 },
      { scale: "needs.illness.rate", by: 1.5 },
      { from: "2004-01-01", add: "places.cottage.beds", by: 3 },
    ]);
    const [before, after] = epochs.map((epoch) => epoch.scenario);
    expect(before!.places.map((place) => place.capacity)).toEqual([21, 2, 4, undefined, 60]);
    expect(after!.places[1]!.capacity).toBe(5);
    const rate = (of: ReturnType<typeof variant>) => of.epochs[0]!.scenario.needs[0]!.rate.rows[0]!.value;
    expect(rate(variant([{ scale: "needs.illness.rate", by: 1.5 }]))).toBeCloseTo(1.5 * rate(variant([])), 12);
  });

  it("that can't be made says what is wrong, with the nearest path", () => {
    expect(() => variant([{ set: "places.hospitl.beds.value", to: 3 }])).toThrow(/places\.hospital\.beds/);
    expect(() => variant([{ set: "places.hospital.beds", to: 2.5 }])).toThrow(/2\.5/);
  });

  it("reads each file once, however many variants are made", () => {
    let reads = 0;
    const read = (path: string) => {
      reads++;
      return onDisk.read(path);
    };
    const counting = variantsOf({ read }, TOWN);
    const once = reads;
    counting([{ set: "places.hospital.beds", to: 30 }]);
    counting([{ set: "places.hospital.beds", to: 40 }]);
    expect(reads).toBe(once);
  });
});

describe("the text of a redesign", () => {
  it("reads back as what was said, whatever signs the words hold", () => {
    const why = "fitted: \"100%\" of #1, 'so' {said}";
    const text = redesignText(
      "small-town.yaml",
      "A: try",
      [{ set: "places.hospital.beds", to: 12, source: "assumed", why, range: "±10%" }],
      { notes: ["careshift size x\n--place y"] },
    );
    const source = inMemory({
      "small-town.yaml": onDisk.read(TOWN),
      "small-town-ages.csv": onDisk.read(TOWN.replace(".yaml", "-ages.csv")),
      "new.yaml": text,
    });
    const read = variantsOf(source, "new.yaml")([]);
    expect(read.epochs[0]!.scenario.places[0]!.capacity).toBe(12);
    expect(read.changes).toMatchObject([{ path: "places.hospital.beds", why, source: "assumed" }]);
    expect(read.epochs[0]!.scenario.name).toBe("A: try");
    expect(text.startsWith("# careshift size x --place y\n")).toBe(true);
  });
});
