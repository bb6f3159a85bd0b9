import { describe, expect, it } from "vitest";
import { audit } from "../../src/care/audit.js";
import { compile } from "../../src/care/compile.js";
import { Measures } from "../../src/care/measures.js";
import { simulate } from "../../src/care/simulate.js";
import { erlangB } from "../../src/experiment/exact.js";
import { readScenario } from "../../src/scenario/read.js";

/** Replications of a scenario file: means of its measures by place, its tallies, and what the audit objects to. */
function lived(file: string, replications: number) {
  const { plan, legend } = compile(readScenario(new URL(`../../scenarios/${file}`, import.meta.url).pathname).epochs);
  const measures = new Measures(plan, legend);
  const tallies = Array.from({ length: replications }, (_, r) => simulate(plan, r));
  const values = tallies.map((tally) => measures.of(tally));
  const of = (measure: string, place: string) => {
    const at = measures.keys.findIndex((key) => key.measure === measure && key.place === place);
    return values.reduce((sum, each) => sum + each[at]!, 0) / values.length;
  };
  const place = (name: string) => legend.places.findIndex((each) => each.name === name);
  return { of, tallies, place, legend, broken: tallies.flatMap((t) => audit(plan, legend, t).filter(({ ok }) => !ok)) };
}

describe("stroke units on two sites, or on one", () => {
  /** Days of stay a day wanted, by the published rates and stays. */
  const load = 6.8 / 1.2 + 3.6 / 1.433;
  const two = lived("two-sites/baseline.yaml", 20);
  const one = lived("two-sites/redesign-one-site.yaml", 20);
  const fewer = lived("two-sites/redesign-two-beds-fewer.yaml", 20);
  /** Of those who ask for a unit, the share that finds it full. */
  const full = ({ of }: typeof two, unit: string) =>
    of("diverted", unit) / (of("diverted", unit) + of("admissions", unit));

  it("find as many beds taken as Erlang's formula says, apart and together", () => {
    expect(full(two, "north-unit") / erlangB(6, 0.4 * load)).toBeCloseTo(1, 0.7);
    expect(full(two, "south-unit") / erlangB(8, 0.6 * load)).toBeCloseTo(1, 0.7);
    expect(full(one, "south-unit") / erlangB(14, load)).toBeCloseTo(1, 0.7);
    expect(full(fewer, "south-unit") / erlangB(12, load)).toBeCloseTo(1, 0.7);
  });

  it("nobody is left in the unit that closed, and all from the north spend the journey on the road", () => {
    expect(one.of("admissions", "north-unit")).toBe(0);
    const journeys = one.of("occupancy", "ambulance") / (50 / 1440);
    expect(journeys / (1 / 1.2 + 1 / 1.433)).toBeCloseTo(0.4, 1.5);
    expect(two.of("occupancy", "ambulance")).toBe(0);
    expect([...two.broken, ...one.broken, ...fewer.broken]).toEqual([]);
  });
});

describe("a closed network: sixty people on dialysis", () => {
  const unit = lived("dialysis/baseline.yaml", 5);
  const late = lived("dialysis/redesign-late-shift.yaml", 5);

  it("always has its sixty, at home, waiting or on a chair", () => {
    for (const { tallies, place, legend, broken } of [unit, late]) {
      const [home, chairs] = [place("home"), place("chairs")];
      const each = legend.places.length;
      for (const { censusOccupied, censusWaiting } of tallies) {
        expect(censusOccupied.length).toBeGreaterThan(300);
        for (let at = 0; at < censusOccupied.length; at += each)
          expect(censusOccupied[at + home]! + censusOccupied[at + chairs]! + censusWaiting[at + chairs]!).toBe(60);
      }
      expect(broken).toEqual([]);
    }
  });

  it("closes at ten, so that some wait for the morning; open till midnight, fewer do", () => {
    expect(unit.of("waited-share", "chairs")).toBeGreaterThan(0.2);
    expect(late.of("waited-share", "chairs")).toBeLessThan(unit.of("waited-share", "chairs") - 0.05);
  });
});
