import { describe, expect, it } from "vitest";
import { audit } from "../../src/care/audit.js";
import { compile } from "../../src/care/compile.js";
import { Measures } from "../../src/care/measures.js";
import { simulate } from "../../src/care/simulate.js";
import { simjsCalendar } from "../../src/engine/calendar-simjs.js";
import { readFrom } from "../../src/scenario/from.js";
import { onDisk } from "../../src/scenario/read.js";

const FOLDER = new URL("../../scenarios/exampleshire/", import.meta.url).pathname;
/** A town of a sixth, for a short while: everything happens in it all the same. */
const SMALL = [
  "{ set: population.people, to: 9000 }",
  "{ set: run.length, to: 150 days }",
  "{ set: run.warm-up, to: none }",
  "{ set: places.practices.slots, to: 180 }",
  "{ set: places.medical-wards.beds, to: 9 }",
  "{ set: places.medical-wards.escalation.beds, to: 2 }",
  "{ set: places.surgical-wards.beds, to: 7 }",
  "{ set: places.surgical-wards.ring-fenced, to: 3 }",
  "{ set: places.cubicles.beds, to: 3 }",
  "{ set: places.assessment-unit.beds, to: 2 }",
  "{ set: places.community-hospital.beds, to: 3 }",
  "{ set: places.home-care.visits, to: 11 }",
  "{ set: places.home-care.timetable.0.visits, to: 10 }",
  "{ set: places.flexible-ward.beds, to: 1 }",
  "{ remove: shocks }",
];

function town(extends_: string, ...changes: string[]) {
  const text = [
    "careshift: 1",
    `extends: ${extends_}`,
    "name: A small Exampleshire",
    "changes:",
    ...[...SMALL, ...changes].map((line) => `  - ${line}`),
  ].join("\n");
  const path = `${FOLDER}in-memory.yaml`;
  return readFrom({ read: (file) => (file === path ? text : onDisk.read(file)) }, path);
}

describe("everything that a scenario can say, all at once", () => {
  const { plan, legend } = compile(town("baseline.yaml").epochs);
  const tally = simulate(plan, 0);
  const measures = new Measures(plan, legend);
  const measured = (measure: string, place: string) =>
    measures.of(tally)[measures.keys.findIndex((key) => key.measure === measure && key.place === place)]!;

  it("loses nobody, and counts nobody twice", () => {
    expect(audit(plan, legend, tally).filter((line) => !line.ok)).toEqual([]);
  });

  it.each([
    ["delayed", "medical-wards"],
    ["in-transition", "medical-wards"],
    ["wrong-level", "medical-wards"],
    ["escalation-days", "medical-wards"],
    ["outlier-admissions", "surgical-wards"],
    ["did-not-attend", "practices"],
    ["wait", "ae-doctors"],
    ["wait", "physios"],
    ["visits", "home-care"],
    ["cancelled", "surgical-wards"],
    ["occupancy", "flexible-ward"],
    ["diverted", "same-day-care"],
    ["occupancy", "interim-beds"],
    ["occupancy", "own-care-homes"],
  ])("really happens in it: %s at %s", (measure, place) => {
    expect(measured(measure, place)).toBeGreaterThan(0);
  });

  it("nobody is an outlier in the beds that medicine and surgery share", () => {
    expect(measures.keys.some(({ measure, place }) => measure === "outliers" && place === "flexible-ward")).toBe(false);
    expect(measures.keys.some(({ measure, place }) => measure === "outliers" && place === "surgical-wards")).toBe(true);
  });

  it("holidaymakers and those sent back come by their streams", () => {
    const came = (need: string) =>
      measures.of(tally)[
        measures.keys.findIndex(
          ({ measure, group }) =>
            measure === "presentations" && group !== null && "need" in group && group.need === need,
        )
      ]!;
    expect(came("holidaymakers")).toBeGreaterThan(0);
    expect(came("sent-back")).toBeGreaterThan(0);
  });

  it("is lived through to the same bytes on the calendar of simjs", async () => {
    expect(simulate(plan, 0, await simjsCalendar())).toEqual(tally);
  });

  it("“Home first” moves people on to the virtual ward, and nobody waits longer in a ward's bed for it", () => {
    const year = "{ set: run.length, to: 370 days }";
    const root = town("baseline.yaml", year);
    const [before, after] = [root, town("redesign-home-first.yaml", year)].map(({ epochs }) => {
      const { plan, legend } = compile(epochs, root.epochs);
      const measures = new Measures(plan, legend);
      const values = measures.of(simulate(plan, 0));
      return (measure: string, place: string) =>
        values[measures.keys.findIndex((key) => key.measure === measure && key.place === place)]!;
    });
    expect(after!("occupancy", "virtual-ward")).toBeGreaterThan(2 * before!("occupancy", "virtual-ward"));
    expect(after!("wrong-level", "medical-wards")).toBeLessThan(before!("wrong-level", "medical-wards"));
    expect(after!("delayed", "medical-wards")).toBeLessThan(before!("delayed", "medical-wards"));
  });

  it("a redesign that changes nothing differs by exactly nought", () => {
    const root = town("baseline.yaml");
    const same = compile(town("baseline.yaml", "{ set: places.physios.label, to: The same }").epochs, root.epochs);
    const values = new Measures(same.plan, same.legend).of(simulate(same.plan, 0));
    expect([...values]).toEqual([...measures.of(tally)]);
  });
});
