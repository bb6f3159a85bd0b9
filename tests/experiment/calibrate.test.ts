import { describe, expect, it } from "vitest";
import { calibrate } from "../../src/experiment/calibrate.js";
import { fittedLines } from "../../src/experiment/calibration-findings.js";
import { lineAt, markedFitted, readFit } from "../../src/experiment/fitted-value.js";
import { type Fit, jacobian, leastSquares } from "../../src/experiment/least-squares.js";
import { sortFigures } from "../../src/experiment/observed-figures.js";
import { observedPeriod } from "../../src/experiment/periods.js";
import { here } from "../../src/experiment/runners/here.js";
import { Trials } from "../../src/experiment/trials.js";
import { variantsOf } from "../../src/experiment/variants.js";
import { observedBeside } from "../../src/scenario/observed.js";
import { inMemory } from "../../src/scenario/source.js";

/** A unit without limit: occupancy = arrivals a day × mean stay, admissions = arrivals a day × 365.25. */
function unit(observed: string, trend = "") {
  return inMemory({
    "unit.yaml": `careshift: 1
name: Unit
run: { start: 2000-01-01, length: 3 years, warm-up: 60 days, replications: 4, seed: unit }
arrivals:
  patients: { rate: { value: 3 per day, low: 2 per day, high: 6 per day, source: assumed, why: fitted by eye }${trend}, pathway: stay }
  others: { rate: 1 per day, pathway: aside }
places:
  unit: { kind: unlimited }
  spare: { kind: beds, beds: 5 }
pathways:
  stay:
    - { step: stay, at: unit, stay: { exponential: { mean: 4 days } } }
  aside:
    - { step: rest, at: spare, stay: 1 hour }
`,
    "observed.csv": observed,
  });
}

async function fitted(
  observed: string,
  fits: string[],
  { backtest, trend }: { backtest?: string; trend?: string } = {},
) {
  const source = unit(observed, trend);
  const variant = variantsOf(source, "unit.yaml");
  const read = { ...variant([]), file: "unit.yaml" };
  const trials = new Trials(read, here(), { replications: 4 });
  const sorted = sortFigures(observedBeside("unit.yaml", source), trials.keysOf(read), observedPeriod(read), backtest);
  const values = fits.map((text) => readFit(text, read));
  return { sorted, variant, found: await calibrate(trials, variant, values, sorted.figures) };
}

const RATE = "arrivals.patients.rate=2..6 per day";
const STAY = "pathways.stay.stay.stay=0.5..2";

describe("calibration of a unit without limit, where the answer is known", () => {
  it("finds the rate and the stay from occupancy and admissions: 25 in 5 days each are 5 a day", async () => {
    const { found } = await fitted("measure,place,value,sd\noccupancy,unit,25,0.25\nadmissions,unit,1826.25,15\n", [
      RATE,
      STAY,
    ]);
    const [rate, stay] = found.values;
    expect(rate!.fitted).toBeGreaterThan(4.9);
    expect(rate!.fitted).toBeLessThan(5.1);
    expect(stay!.fitted * 4).toBeGreaterThan(4.85);
    expect(stay!.fitted * 4).toBeLessThan(5.15);
    for (const { from, to, fitted: at, verdict } of found.values) {
      expect(verdict).toBe("fitted");
      expect([from < at, at < to]).toEqual([true, true]);
    }
    expect([rate!.from, rate!.to].map((rateOf) => Math.abs(rateOf - rate!.fitted) < 0.15)).toEqual([true, true]);
    expect(found.error.after).toBeLessThan(1);
    expect(found.error.before).toBeGreaterThan(100);
  });

  it("says of two values that only their product is told by occupancy alone, each tied to the other", async () => {
    const { found } = await fitted("measure,place,value,sd\noccupancy,unit,20,0.2\n", [RATE, STAY]);
    expect(found.values.map(({ verdict }) => verdict)).toEqual(["tied", "tied"]);
    expect(found.values[0]!.tiedTo).toEqual(["pathways.stay.stay.stay"]);
    expect(found.values[0]!.fitted * found.values[1]!.fitted * 4).toBeCloseTo(20, 0);
  });

  it("says of a value that moves nothing that it is unseen, and of one that runs into its bound that it did", async () => {
    const { found } = await fitted("measure,place,value\nadmissions,unit,5000\n", [RATE, "places.spare.beds=2..12"]);
    expect(found.values.map(({ verdict }) => verdict)).toEqual(["bound", "unseen"]);
    expect(found.values[0]!.fitted).toBe(6);
  });

  it("writes the values as lines that read back with their evidence", async () => {
    const { found, variant } = await fitted("measure,place,value\nadmissions,unit,1461\n", [RATE]);
    const [line] = fittedLines(found, "fitted: by a test");
    expect(line).toMatchObject({ set: "arrivals.patients.rate", source: "assumed", why: "fitted: by a test" });
    const rate = variant([line!]).evidence.find(({ path }) => path === "arrivals.patients.rate");
    expect(rate).toMatchObject({ source: "assumed", why: "fitted: by a test", value: line!.to, low: line!.low });
  });
});

describe("a back-test", () => {
  it("fits to the early years, foretells the later one, trend and all, and says whether it was right", async () => {
    // 4 a day in the first year, growing by 10 % a year: 1,530 and 1,681 a year in the first two; the third is 1,849.
    const figures = ["measure,place,value,sd,from,to"];
    for (const [year, mean] of [
      [2000, 1531],
      [2001, 1686],
      [2002, 1853],
    ] as const)
      figures.push(`admissions,unit,${mean},5,${year}-01-01,${year}-12-31`);
    const { found } = await fitted(figures.join("\n"), [RATE], {
      backtest: "2002-01-01",
      trend: ", trend: 10% per year",
    });
    expect(found.values[0]!.fitted).toBeGreaterThan(3.85);
    expect(found.values[0]!.fitted).toBeLessThan(4.15);
    const foretold = found.figures.filter(({ prediction }) => prediction !== null);
    expect(foretold.map(({ figure }) => figure.observed)).toEqual([1853]);
    expect(foretold[0]!.prediction!.inside).toBe(true);
    expect(Math.abs(foretold[0]!.after.mean - 1853)).toBeLessThan(80);
  });

  it("says which figures it can't use, and why", async () => {
    const { sorted } = await fitted(
      "measure,place,value,from,to\nadmissions,unit,1461,2000-01-01,2000-12-31\nadmissions,unit,1461,2001-06-01,2002-06-01\nadmissions,unit,1461,2001-12-31,2010-01-01\nocupancy,unit,3,,\nadmissions,unit,1470,2002-01-01,2002-12-29\nwait,unt,3,,\n",
      [RATE],
      { backtest: "2002-01-01" },
    );
    expect(sorted.figures.map(({ use }) => use)).toEqual(["fit", "predict"]);
    expect(sorted.unused.map(({ why }) => why)).toEqual([
      "its days lie on both sides of 2002-01-01",
      expect.stringContaining("lie outside those simulated, 2000-01-01 to 2002-12-31"),
      "there is no measure `ocupancy`; did you mean `occupancy`?",
      "there is no measure `wait` of unt, only of unit, spare",
    ]);
  });
});

describe("a value to fit", () => {
  const read = variantsOf(unit(""), "unit.yaml")([]);

  it("is set where it is a number, and scaled where it is a law; bounds take its unit", () => {
    expect(lineAt(readFit(RATE, read), 0.25)).toEqual({ set: "arrivals.patients.rate", to: "3 per day" });
    expect(lineAt(readFit(STAY, read), 0)).toEqual({ scale: "pathways.stay.stay.stay", by: 0.5 });
    expect(lineAt(readFit("places.spare.beds=2..12", read), 0.333)).toEqual({ set: "places.spare.beds", to: 5 });
    expect(lineAt(readFit("pathways.stay.stay.stay.exponential.mean=2..96 hours", { ...read }), 0.5)).toEqual({
      set: "pathways.stay.stay.stay.exponential.mean",
      to: "3 days",
    });
  });

  it("is found where the scenario itself says that it was fitted, with its range", () => {
    expect(markedFitted(read)).toMatchObject([{ path: "arrivals.patients.rate", low: 2, high: 6, now: 3 }]);
  });

  it.each([
    ["arrivals.patient.rate=1..2", "did you mean `arrivals.patients.rate`?"],
    ["arrivals.patients.rate", "wanted is a path and its bounds"],
    ["arrivals.patients.rate=6..2", "the smaller bound comes first"],
    ["arrivals.patients.rate=a..2", "`a` is no bound for it"],
    ["arrivals.patients.rate=1..2 days", "`2 days` is no bound for it; wanted is a number of per day"],
  ])("%s is refused: %s", (text, message) => {
    expect(() => readFit(text, read)).toThrow(message);
  });
});

describe("least squares", () => {
  /** Rosenbrock's valley (1960), brought into the unit square; its floor is at (1, 1) of (−2, 2)². */
  const valley = (points: number[][]) =>
    points.map(([a, b]) => {
      const [x, y] = [4 * a! - 2, 4 * b! - 2];
      return [10 * (y - x * x), 1 - x];
    });

  it("goes down a valley to its floor by a library that wants its answers at once", async () => {
    const asked: string[] = [];
    const fit: Fit = {
      start: [0.3, 0.4],
      wanted: [0, 0],
      sds: [1, 1],
      evaluate: async (points) => {
        asked.push(...points.map(String));
        return valley(points);
      },
      rounds: 40,
    };
    const { at, error, errorAtStart, tried } = await leastSquares(fit);
    expect(errorAtStart).toBeGreaterThan(1);
    expect(error).toBeLessThan(0.05);
    expect(at.every((x) => x >= 0 && x <= 1)).toBe(true);
    expect(new Set(asked).size).toBe(asked.length);
    expect(tried).toBe(asked.length);
  });

  it("takes slopes within the bounds, on both sides where there is room", async () => {
    const asked: number[] = [];
    const evaluate = async (points: number[][]) => {
      asked.push(...points.flat());
      return points.map(([x]) => [3 * x!]);
    };
    for (const at of [0, 0.5, 1]) expect((await jacobian([at], evaluate))[0]![0]).toBeCloseTo(3, 9);
    expect(asked.map((x) => Number(x.toFixed(3)))).toEqual([0, 0.1, 0.4, 0.6, 0.9, 1]);
  });
});
