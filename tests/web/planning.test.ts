import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inMemory } from "../../src/scenario/source.js";
import { hashOf, planText, readHash, readPlan } from "../../src/web/page/share.js";
import { firstPlan, moved, optionOf, redo, removed, renamed, step, undo } from "../../src/web/page/state.js";
import { gatherBundle } from "../../src/web/planning/bundle.js";
import { redesignText, runnableOf } from "../../src/web/planning/option.js";
import { Workbench } from "../../src/web/planning/workbench.js";
import { MORE_COTTAGE } from "../e2e/careshift.js";

const town = (name: string) => readFileSync(new URL(`../care/${name}`, import.meta.url), "utf8");
const files = {
  "a/b/baseline.yaml": town("small-town.yaml"),
  "a/b/small-town-ages.csv": town("small-town-ages.csv"),
  "a/b/redesign-cottage.yaml": MORE_COTTAGE,
};
const bundle = gatherBundle(inMemory(files), ["a/b/baseline.yaml", "a/b/redesign-cottage.yaml"], [], "0");
const BEDS = { path: "places.hospital.beds", verb: "add", by: -4 } as const;

describe("what a page plans with", () => {
  it("holds every file under the deepest folder they share", () => {
    expect(Object.keys(bundle.files).sort()).toEqual(["baseline.yaml", "redesign-cottage.yaml", "small-town-ages.csv"]);
    expect(bundle.scenarios.map(({ file, root }) => [file, root])).toEqual([
      ["baseline.yaml", "baseline.yaml"],
      ["redesign-cottage.yaml", "baseline.yaml"],
    ]);
  });

  it("offers levers on beds, admissions, stays, home care and case managers, where they stand", () => {
    const levers = bundle.scenarios[0]!.levers;
    expect([...new Set(levers.map(({ group }) => group))]).toEqual([
      "beds",
      "admissions",
      "stays",
      "home-care",
      "case-managers",
    ]);
    expect(levers.find(({ path }) => path === BEDS.path)).toMatchObject({ value: 15, verb: "add", unit: "beds" });
    const cottage = bundle.scenarios[1]!.levers.find(({ path }) => path === "places.cottage.beds");
    expect(cottage).toMatchObject({ value: 4, from: "2003-11-01" });
  });

  it("runs an option as the redesign that is downloaded", () => {
    const plan = moved(firstPlan(bundle), BEDS.path, BEDS);
    const option = optionOf(plan, plan.current);
    expect(redesignText(option)).toContain("- { add: places.hospital.beds, by: -4,");
    const about = new Workbench(bundle).about(runnableOf(option), "look");
    expect(about.places.find(({ name }) => name === "hospital")?.capacity).toBe(11);
  });
});

describe("the state of a page", () => {
  const plan = renamed(moved(firstPlan(bundle), BEDS.path, BEDS), "o1", "Fewer <b>beds</b> – tried");

  it("comes back from a link and from a file as it was", () => {
    expect(readHash(hashOf("compare", plan), bundle)).toEqual({ view: "compare", plan });
    expect(readPlan(planText(plan), bundle)).toEqual(plan);
  });

  it("holds as many and as long names as may be, and is told apart from what was cut, from another page's, and from no link", () => {
    const option = optionOf(plan, "o1");
    const many = Array.from({ length: 50 }, (_, i) => ({
      ...option,
      id: `o${i + 1}`,
      name: `${i} ${"é".repeat(190)}`,
    }));
    const long = {
      ...plan,
      options: [...plan.options.slice(0, 2), ...many.map((each) => ({ ...each, moves: Array(60).fill(BEDS) }))],
    };
    expect(readHash(hashOf("change", long), bundle).plan).toEqual(long);
    const hash = hashOf("compare", plan);
    expect(readHash(hash.slice(0, -25), bundle)).toMatchObject({
      view: "compare",
      plan: undefined,
      fault: expect.stringMatching(/can’t be read: it may have been cut/),
    });
    expect(readHash("#x%zz", bundle).fault).toMatch(/can’t be read/);
    const elsewhere = hashOf("change", { ...plan, options: [{ ...option, from: "elsewhere.yaml" }] });
    expect(readHash(elsewhere, bundle).fault).toMatch(/other scenarios/);
    for (const none of ["", "#", "#main", "#see"]) expect(readHash(none, bundle).fault).toBeUndefined();
  });

  it("gives scenarios of one name names of their own, and is not refused because one has taken a name since", () => {
    const twice = { ...bundle, scenarios: bundle.scenarios.map((each) => ({ ...each, name: "My plan" })) };
    const begun = firstPlan(twice);
    expect(begun.options.map(({ name }) => name)).toEqual(["My plan", "My plan 2", "My plan 3"]);
    expect(readPlan(planText(begun), twice)).toEqual(begun);
    expect(readPlan(planText(firstPlan(bundle)), twice)).toEqual(begun);
  });

  it("is refused where a part of it is not what it should be", () => {
    const data = JSON.parse(planText(plan));
    const [option] = data.options;
    for (const wrong of [
      [],
      { ...data, careshift: 2 },
      { ...data, options: [{ ...option, from: "elsewhere.yaml" }] },
      { ...data, options: [{ ...option, id: "s1" }] },
      { ...data, options: [{ ...option, moves: [{ ...BEDS, by: "4, evil: yes" }] }] },
      { ...data, options: [{ ...option, moves: [{ ...BEDS, path: "a, x: }" }] }] },
      { ...data, options: [{ ...option, moves: [{ ...BEDS, from: "today" }] }] },
      { ...data, options: [option, option] },
    ])
      expect(readPlan(JSON.stringify(wrong), bundle)).toBeUndefined();
    expect(readPlan("{", bundle)).toBeUndefined();
  });

  it("goes back and forth, and a lever on a scenario of the bundle begins a new option", () => {
    const history = step({ past: [], now: firstPlan(bundle), future: [] }, plan);
    expect(redo(undo(history))).toEqual(history);
    const copied = moved({ ...plan, current: "s1" }, BEDS.path, BEDS);
    expect(optionOf(copied, copied.current)).toMatchObject({ id: "o2", from: "baseline.yaml", moves: [BEDS] });
    expect(optionOf(copied, "s1").moves).toEqual([]);
    expect(removed(copied, "o2").options).toEqual(plan.options);
  });
});
