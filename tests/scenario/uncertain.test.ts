import { describe, expect, it } from "vitest";
import { readDrawn } from "../../src/scenario/draw.js";
import { loadFrom, readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";
import { type Uncertain, uncertainIn } from "../../src/scenario/uncertain.js";

const BASE = `careshift: 1
name: Base
run: { start: 2020-01-01, length: 2 years, warm-up: 10 days, replications: 2, seed: s }
arrivals:
  come:
    rate: { value: 10 per day, low: 56 per week, high: 12 per day, source: x }
    trend: { value: 1% per year, low: -1% per year, high: 3% per year, source: x }
    rhythm: { hour: { table: hours.csv, source: assumed, why: y, range: ±10% } }
    pathway: way
places:
  ward: { kind: beds, beds: { value: 50, low: 40, high: 60, source: x }, cost: { per-open-day: £3, per-stay: { value: £9, low: £8, high: £9, source: x } }, payer: council }
  home: { kind: unlimited }
pathways:
  way:
    - step: in
      at: ward
      stay: { gamma: { mean: 4 days, sd: 2 days }, source: assumed, why: y, range: ±25% }
      full: { wait: { value: 1 day, low: 12 hours, high: 2 days, source: x }, then: home }
      next:
        - { go: out, chance: { by: age, under 65: 20%, others: 80%, source: x, range: ±50% } }
        - { go: home }
    - step: out
      at: home
      stay: { lognormal: { mean: { value: 9 days, low: 8 days, high: 11 days }, sd: 3 days }, times: { value: 1.1, low: 1, high: 1.2, source: x } }
      next: [ { go: died, chance: { value: 30%, low: 20%, high: 40%, source: x } }, { go: home, chance: 70% } ]
`;
const FILES = {
  "evidence.yaml": "x: { title: X }",
  "hours.csv": ["hour,value", ...Array.from({ length: 24 }, (_, h) => `${h},1`)].join("\n"),
  "baseline.yaml": BASE,
  "redesign-more.yaml": `careshift: 1
extends: baseline.yaml
name: More
changes:
  - { from: 2020-07-01, add: places.ward.beds, by: 10, low: 6, high: 14, source: assumed, why: y }
  - { from: 2020-07-01, scale: places.ward.beds, by: 0.9 }
`,
  "redesign-other.yaml": `careshift: 1
extends: baseline.yaml
name: Other
changes:
  - { set: places.ward.beds, to: 60, source: assumed, why: y, range: ±10% }
  - { from: 2020-07-01, set: pathways.way.in.stay, to: { gamma: { mean: 3 days, sd: 2 days } }, source: x, range: ±20% }
`,
};
const source = inMemory(FILES);
const load = (file: string) => loadFrom(source, file);
const [base, more, other] = ["baseline.yaml", "redesign-more.yaml", "redesign-other.yaml"].map(load);
const found = uncertainIn([...base!.files, ...more!.files, ...other!.files]);
const number = (path: string, change?: string) => found.numbers.find((n) => n.path === path && n.change === change)!;
const draw = (...values: [Uncertain, number][]) => new Map(values);
const first = (read: ReturnType<typeof readDrawn>) => read.epochs[0]!.scenario;

describe("the numbers that are not known", () => {
  it("are those with low and high or a range, each once, with bounds in the unit of the value", () => {
    const told = found.numbers.map((n) => [n.path, n.change, n.low, n.value, n.high, n.unit].join(" "));
    expect(told).toMatchInlineSnapshot(`
      [
        "arrivals.come.rate  8 10 12 per day",
        "arrivals.come.trend  -1 1 3 % per year",
        "places.ward.beds  40 50 60 ",
        "places.ward.cost.per-stay  8 9 9 £",
        "pathways.way.in.stay  0.75 1 1.25 times",
        "pathways.way.in.full.wait  0.5 1 2 day",
        "pathways.way.in.next.out.chance  0.5 1 1.5 times",
        "pathways.way.out.stay.lognormal.mean  8 9 11 days",
        "pathways.way.out.stay.times  1 1.1 1.2 ",
        "pathways.way.out.next.died.chance  20 30 40 %",
        "places.ward.beds add 6 10 14 ",
        "places.ward.beds set 54 60 66 ",
        "pathways.way.in.stay set 0.8 1 1.2 times",
      ]
    `);
  });

  it("are named where a range can't be drawn", () => {
    expect(found.notDrawn).toEqual(["baseline.yaml:8:21 arrivals.come.rhythm.hour"]);
  });

  it("say which are whole, which are shares, and how far a table of chances may be multiplied", () => {
    expect(number("places.ward.beds").whole).toBe(true);
    expect(number("pathways.way.out.next.died.chance").kind).toBe("share");
    expect(number("pathways.way.in.next.out.chance").most).toBeCloseTo(1.25);
    expect(number("arrivals.come.trend").kind).toBe("any");
  });
});

it("visits are whole, so that a drawn number of them can be read", () => {
  const visiting = BASE.replace("home: { kind: unlimited }", "home: { kind: package, visits: 40 }").replace(
    "    - step: out\n      at: home\n",
    "    - step: out\n      at: home\n      visits: { from: 4, to: { value: 1, low: 1, high: 2, source: x } }\n",
  );
  const loaded = loadFrom(inMemory({ ...FILES, "baseline.yaml": visiting }), "baseline.yaml");
  const visits = uncertainIn(loaded.files).numbers.find(({ path }) => path === "pathways.way.out.visits.to")!;
  expect(visits.whole).toBe(true);
});

describe("numbers whose keys look like names", () => {
  const text = BASE.replace("home: { kind: unlimited }", "home: { kind: package, visits: 40 }")
    .replace(
      "      full: { wait",
      `      leaves: { saturday: 60%, from: "10:00", to: "18:00", source: assumed, why: y, range: ±10% }
      level-of-care: { lower-for: 30%, after: { value: 65%, low: 50%, high: 90%, source: x }, every: 3 days, go: out }
      full: { wait`,
    )
    .replace(
      "    - step: out\n      at: home\n",
      "    - step: out\n      at: home\n      visits: { from: { value: 4, low: 2, high: 6, source: x }, to: 1 }\n",
    )
    .replace(
      "beds: { value: 50, low: 40, high: 60, source: x },",
      'beds: 50, timetable: [ { from: "22:00", to: "07:00", beds: 31, source: assumed, why: y, range: ±10% } ],',
    );
  const loaded = loadFrom(inMemory({ ...FILES, "baseline.yaml": text }), "baseline.yaml");
  const all = uncertainIn(loaded.files);
  const of = (path: string) => all.numbers.find((n) => n.path === path);

  it("are listed with their evidence, and drawn", () => {
    const { evidence } = readFrom(inMemory({ ...FILES, "baseline.yaml": text }), "baseline.yaml");
    for (const [path, value] of [
      ["pathways.way.in.level-of-care.after", "65%"],
      ["pathways.way.in.leaves.from", "10:00"],
      ["pathways.way.out.visits.from", "4"],
      ["places.ward.timetable.0.from", "22:00"],
    ] as const)
      expect(evidence.find((e) => e.path === path)?.value, path).toBe(value);
    expect(of("pathways.way.in.level-of-care.after")).toMatchObject({ low: 50, high: 90, kind: "share" });
    expect(of("pathways.way.out.visits.from")).toMatchObject({ low: 2, high: 6, whole: true });
    expect(of("pathways.way.in.leaves.saturday")).toMatchObject({ kind: "share", most: 100 });
    expect(of("places.ward.timetable.0.beds")).toMatchObject({ whole: true });
  });

  it("but times of day are held as written, and said to be: they can't be multiplied", () => {
    expect(all.notDrawn.map((said) => said.split(" ")[1])).toEqual(
      expect.arrayContaining([
        "places.ward.timetable.0.from",
        "places.ward.timetable.0.to",
        "pathways.way.in.leaves.from",
        "pathways.way.in.leaves.to",
      ]),
    );
    const read = readDrawn(
      loaded,
      draw([of("pathways.way.out.visits.from")!, 5], [of("places.ward.timetable.0.beds")!, 29]),
    );
    expect(first(read).pathways[0]!.steps[1]!.visits).toEqual({ from: 5, to: 1 });
    expect(first(read).places[0]!.timetable[0]!.capacity).toBe(29);
  });

  it("and whom an opening takes from is a need, by its name", () => {
    const { evidence } = readFrom(
      inMemory({
        ...FILES,
        "baseline.yaml": `${BASE.replaceAll("  come:", "  4h-target:")}opening:\n  way.in: { from: 4h-target, occupied: 3 }\n`,
      }),
      "baseline.yaml",
    );
    expect(evidence.map(({ path }) => path).filter((path) => path.startsWith("opening"))).toEqual([
      "opening.way.in.occupied",
    ]);
  });
});

describe("a change that changes nothing", () => {
  const files = {
    ...FILES,
    "redesign-same.yaml": `careshift: 1
extends: baseline.yaml
name: Same
changes:
  - { scale: pathways.way.in.stay, by: 1 }
  - { scale: pathways.way.out.stay, by: 1 }
  - { scale: arrivals.come.rate, by: 1 }
  - { add: places.ward.beds, by: 0 }
`,
  };
  const loaded = loadFrom(inMemory(files), "redesign-same.yaml");
  const numbers = uncertainIn(loaded.files).numbers;

  it("changes nothing of what is drawn either, to the last digit", () => {
    const out = numbers.map((n, i): [Uncertain, number] => [
      n,
      n.whole ? n.value + 1 : n.value * (1 + 0.01234567890123456 * (i % 2 === 0 ? 1 : -1)),
    ]);
    const same = readDrawn(loaded, draw(...out));
    const drawn = readDrawn(base!, draw(...out));
    expect(first(same)).toEqual({ ...first(drawn), name: "Same" });
    expect(JSON.stringify(first(drawn))).not.toBe(JSON.stringify(first(readFrom(source, "baseline.yaml"))));
  });
});

describe("a drawn scenario", () => {
  it("is the scenario itself where nothing is drawn", () => {
    for (const loaded of [base!, more!, other!])
      expect(readDrawn(loaded, draw())).toEqual(readFrom(source, loaded.path));
  });

  it("has what is drawn where it stands, also outside the bounds, and nothing else moves", () => {
    const read = readDrawn(base!, draw([number("arrivals.come.rate"), 15]));
    const written = readFrom(source, "baseline.yaml").epochs[0]!.scenario;
    expect(first(read).arrivals[0]!.rate).toBe(15);
    expect({ ...first(read), arrivals: [] }).toEqual({ ...written, arrivals: [] });
  });

  it("multiplies laws and tables, and their own multiplier with them", () => {
    const read = readDrawn(
      base!,
      draw(
        [number("pathways.way.in.stay"), 1.2],
        [number("pathways.way.out.stay.times"), 1.15],
        [number("pathways.way.in.next.out.chance"), 0.5],
      ),
    );
    const [into, out] = first(read).pathways[0]!.steps;
    expect(into!.stay.others).toMatchObject({ mean: 4.8, sd: 2.4 });
    expect(out!.stay.others).toMatchObject({ mean: expect.closeTo(9 * 1.15) });
    expect(into!.next[0]!.chance).toMatchObject({ rows: [{ value: 0.1 }], others: expect.closeTo(0.4) });
  });

  it("shares a number with the redesigns that inherit it, and keeps what one overrides as its own", () => {
    const beds = draw([number("places.ward.beds"), 46]);
    expect(first(readDrawn(base!, beds)).places[0]!.capacity).toBe(46);
    expect(first(readDrawn(more!, beds)).places[0]!.capacity).toBe(46);
    expect(first(readDrawn(other!, beds)).places[0]!.capacity).toBe(60);
    const own = draw([number("places.ward.beds", "set"), 57]);
    expect(first(readDrawn(base!, own)).places[0]!.capacity).toBe(50);
    expect(first(readDrawn(other!, own)).places[0]!.capacity).toBe(57);
  });

  it("draws what a change adds and sets, keeping beds whole when something scales them", () => {
    const added = readDrawn(more!, draw([number("places.ward.beds", "add"), 13], [number("places.ward.beds"), 51]));
    expect(added.epochs.map(({ scenario }) => scenario.places[0]!.capacity)).toEqual([51, 58]);
    const set = readDrawn(other!, draw([number("pathways.way.in.stay", "set"), 1.1]));
    expect(set.epochs[1]!.scenario.pathways[0]!.steps[0]!.stay.others).toMatchObject({ mean: expect.closeTo(3.3) });
  });

  it("rescales chances that all ways of a step have", () => {
    const step = first(readDrawn(base!, draw([number("pathways.way.out.next.died.chance"), 40]))).pathways[0]!
      .steps[1]!;
    expect(step.normalise).toBe(true);
  });

  it("is refused where no such scenario can be", () => {
    expect(() => readDrawn(base!, draw([number("pathways.way.in.next.out.chance"), 3]))).toThrow(/chance|100/);
  });
});
