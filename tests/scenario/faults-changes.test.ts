import { describe, expect, test } from "vitest";
import { AGES, edited, faultsOf, faultsOfChanges, read, SMALL } from "./small.js";

describe("What is wrong with a redesign", () => {
  test("percent added to beds is not a fraction of a bed: scale is named, with its factor", () => {
    expect(faultsOfChanges("{ add: places.wards.beds, by: 10% }")).toBe(
      "redesign.yaml:5:35: `add` with `10%` would add a fraction to `50`; for so many percent more or less write `scale: …, by: 1.1`",
    );
  });

  test("a path that does not exist, with the nearest", () => {
    expect(
      faultsOfChanges(
        "{ add: places.ward.beds, by: -5 }",
        "{ set: pathways.emergency.stepdown.stay, to: 3 days }",
        "{ scale: needs.ilness.rate, by: 0.9 }",
        "{ remove: openning }",
      ),
    ).toMatchInlineSnapshot(`
      "redesign.yaml:5:12: nothing is at \`places.ward.beds\`; the nearest is \`places.wards.beds\`
      redesign.yaml:6:12: nothing is at \`pathways.emergency.stepdown.stay\`; the nearest is \`pathways.emergency.step-down.stay\`
      redesign.yaml:7:14: nothing is at \`needs.ilness.rate\`; the nearest is \`needs.illness.rate\`
      redesign.yaml:8:15: nothing is at \`openning\`; check the names, joined by dots"
    `);
  });

  test("a word for another kind's capacity leads to what the place itself counts", () => {
    expect(faultsOfChanges("{ add: places.managers.beds, by: 5 }", "{ add: places.wards.packages, by: 5 }")).toBe(
      [
        "redesign.yaml:5:12: nothing is at `places.managers.beds`; the nearest is `places.managers.places`",
        "redesign.yaml:6:12: nothing is at `places.wards.packages`; the nearest is `places.wards.beds`",
      ].join("\n"),
    );
  });

  test("a path that exists but for its last key", () => {
    expect(faultsOfChanges("{ set: places.wards.bed, to: 45 }")).toMatchInlineSnapshot(
      `"redesign.yaml:5:12: \`bed\` is not known here; did you mean \`beds\`?"`,
    );
  });

  test("a change that makes beds negative is told at the change", () => {
    expect(faultsOfChanges("{ add: places.wards.beds, by: -60 }")).toMatchInlineSnapshot(
      `"redesign.yaml:5:35: 50 − 60 is \`-10\`, which is less than 0; write 0 or more"`,
    );
  });

  test("a change that makes beds fractional", () => {
    expect(faultsOfChanges("{ scale: places.wards.beds, by: 0.99 }")).toMatchInlineSnapshot(
      `"redesign.yaml:5:37: 50 × 0.99 is \`49.5\`, which is not a whole number; write for example \`50\`"`,
    );
  });

  test("a change of what can't be dated", () => {
    expect(
      faultsOfChanges(
        "{ from: 2020-06-01, set: population.people, to: 900 }",
        "{ from: 2020-06-01, set: pathways.emergency.ward.full, to: hold }",
      ),
    ).toMatchInlineSnapshot(`
      "redesign.yaml:5:13: \`population.people\` holds throughout the run and can't be dated; what can be are capacities, costs, stays, chances, rates, multipliers and effects; leave out \`from\`
      redesign.yaml:6:13: \`pathways.emergency.ward.full\` holds throughout the run and can't be dated; what can be are capacities, costs, stays, chances, rates, multipliers and effects; leave out \`from\`"
    `);
  });

  test("a date outside the run", () => {
    expect(
      faultsOfChanges(
        "{ from: 2019-12-31, add: places.wards.beds, by: 1 }",
        "{ from: 2022-01-01, add: places.wards.beds, by: 1 }",
        "{ from: soon, add: places.wards.beds, by: 1 }",
      ),
    ).toMatchInlineSnapshot(`
      "redesign.yaml:5:13: 2019-12-31 is outside the run, which lasts from 2020-01-01 to 2021-12-31
      redesign.yaml:6:13: 2022-01-01 is outside the run, which lasts from 2020-01-01 to 2021-12-31
      redesign.yaml:7:13: \`soon\` is not a date; write for example \`2004-04-01\`"
    `);
  });

  test("a change that does two things or none", () => {
    expect(
      faultsOfChanges(
        "{ add: places.wards.beds, set: places.bay.beds, by: 1 }",
        "{ from: 2020-06-01 }",
        "{ set: places.wards.beds, by: 1 }",
        "{ add: places.wards.beds }",
      ),
    ).toMatchInlineSnapshot(`
      "redesign.yaml:5:5: a change does one thing, not \`set\` and \`add\`; make two lines
      redesign.yaml:6:5: a change says one of \`set\`, \`add\`, \`scale\`, \`remove\`
      redesign.yaml:7:5: \`set\` wants \`to:\`
      redesign.yaml:7:31: \`set\` takes no \`by:\`
      redesign.yaml:8:5: \`add\` wants \`by:\`"
    `);
  });

  test("a change with an unknown key", () => {
    expect(faultsOfChanges("{ add: places.wards.beds, by: 1, form: 2020-06-01 }")).toMatchInlineSnapshot(
      `"redesign.yaml:5:38: \`form\` is not known here; did you mean \`from\`?"`,
    );
  });

  test("a phase without a date, of part of a month, of what is removed", () => {
    expect(
      faultsOfChanges(
        "{ add: places.wards.beds, by: 1, over: 3 months }",
        "{ from: 2020-06-01, add: places.wards.beds, by: 1, over: 10 days }",
        "{ from: 2020-06-01, remove: places.wards.cost, over: 2 months }",
      ),
    ).toMatchInlineSnapshot(`
      "redesign.yaml:5:44: \`over\` phases a change in from a date; add \`from:\`
      redesign.yaml:6:62: \`10 days\` is not whole months; write for example \`over: 6 months\`
      redesign.yaml:7:58: what is removed goes at once; leave out \`over\`"
    `);
  });

  test("a law phased into another law", () => {
    expect(
      faultsOfChanges(
        "{ from: 2020-06-01, set: pathways.emergency.ward.stay, to: { gamma: { mean: 3 days, sd: 1 day } }, over: 2 months }",
      ),
    ).toMatchInlineSnapshot(
      `"redesign.yaml:5:30: \`pathways.emergency.ward.stay\` can't go from lognormal, mean 5 days, sd 5 days to gamma, mean 3 days, sd 1 day step by step; write both alike, or leave out \`over\`"`,
    );
  });

  test("adding to a law, adding days to beds, scaling a name", () => {
    expect(
      faultsOfChanges(
        "{ add: pathways.emergency.ward.stay, by: 1 day }",
        "{ add: places.wards.beds, by: 3 days }",
        "{ scale: pathways.emergency.ward.at, by: 0.9 }",
        "{ scale: places.wards.beds, by: -1 }",
      ),
    ).toMatchInlineSnapshot(`
      "redesign.yaml:5:12: \`add\` adds to numbers, and at \`pathways.emergency.ward.stay\` stands lognormal, mean 5 days, sd 5 days; set it or scale it
      redesign.yaml:6:35: \`3 days\` can't be added to \`50\`; write both in the same unit
      redesign.yaml:7:14: \`scale\` multiplies numbers, and at \`pathways.emergency.ward.at\` stands wards; set it
      redesign.yaml:8:37: \`-1\` is not a factor; write for example \`by: 0.9\`"
    `);
  });

  test("a plain number added to money is told the unit, as it would be typed", () => {
    expect(faultsOfChanges("{ add: places.wards.cost.per-occupied-day, by: 10 }")).toBe(
      "redesign.yaml:5:52: `10` can't be added to `£230`; write its unit too: `by: £10`",
    );
    expect(() => faultsOfChanges("{ add: places.wards.cost.per-occupied-day, by: £10 }")).toThrow("nothing was wrong");
  });

  test("a line of the baseline that a change makes wrong names the file with the change", () => {
    expect(faultsOfChanges("{ remove: places.bay }")).toBe(
      "baseline.yaml:31:11: there is no place `bay`; known here: `wards`, `managers`; that is so with the changes of redesign.yaml",
    );
  });

  test("a dated change that changes the shape", () => {
    expect(faultsOfChanges("{ from: 2020-06-01, set: needs.illness.times, to: [] }")).toMatchInlineSnapshot(
      `"redesign.yaml:5:30: this changes which places, steps, needs, arrivals or policies there are, which holds throughout the run; leave out \`from\`"`,
    );
  });

  test("a change that is assumed without why", () => {
    expect(faultsOfChanges("{ add: places.wards.beds, by: 1, source: assumed, range: ±20% }")).toMatchInlineSnapshot(
      `"redesign.yaml:5:46: what is assumed says \`why:\`"`,
    );
  });

  test("a fault that only a later date brings", () => {
    expect(
      faultsOfChanges(
        "{ from: 2020-06-01, add: pathways.emergency.ward.next.step-down.chance, by: 75%, over: 3 months }",
      ),
    ).toMatchInlineSnapshot(
      `"redesign.yaml:5:81: from 2020-08-01 on, while this is phased in: 30% + 75% is \`105%\`, which is more than 100%; a chance is between 0% and 100%"`,
    );
  });

  test("chances that do not sum to one midway are told once, at the change that is phased in", () => {
    const halves = edited(SMALL, [
      "full: { hold: 28 days, then: home }",
      "next: [ { go: died, chance: 30% }, { go: home, chance: 70% } ]",
    ]);
    const redesign = `careshift: 1
extends: baseline.yaml
name: R
changes:
  - { from: 2020-06-01, set: pathways.emergency.step-down.next.died.chance, to: 50%, over: 12 months }
  - { from: 2020-06-01, set: pathways.emergency.step-down.next.home.chance, to: 50%, over: 6 months }
`;
    const files = { "baseline.yaml": halves, "redesign.yaml": redesign };
    expect(faultsOf(() => read(files, "redesign.yaml"))).toMatchInlineSnapshot(
      `"redesign.yaml:6:81: from 2020-06-01 on, while this is phased in: the chances of everyone sum to 0.983333, not 1; change one, leave out the last line's chance, or write \`normalise: yes\` on the step"`,
    );
  });

  test("beds that are taken away step by step are told once, with what was taken from what", () => {
    expect(
      faultsOfChanges("{ from: 2020-06-01, add: places.bay.beds, by: -40, over: 4 months }"),
    ).toMatchInlineSnapshot(
      `"redesign.yaml:5:51: from 2020-08-01 on, while this is phased in: 20 − 30, step 3 of 4, is \`-10\`, which is less than 0; write 0 or more"`,
    );
    expect(
      faultsOfChanges("{ add: places.bay.beds, by: -15 }", "{ add: places.bay.beds, by: -30 }"),
    ).toMatchInlineSnapshot(`"redesign.yaml:6:33: 20 − 15 − 30 is \`-25\`, which is less than 0; write 0 or more"`);
  });

  test("files that extend each other", () => {
    expect(
      faultsOf(() =>
        read(
          {
            "a.yaml": "careshift: 1\nname: A\nextends: b.yaml\n",
            "b.yaml": "careshift: 1\nname: B\nextends: a.yaml\n",
          },
          "a.yaml",
        ),
      ),
    ).toMatchInlineSnapshot(
      `"b.yaml:3:10: these files extend each other in a ring: a.yaml → b.yaml → a.yaml; break it at one of them"`,
    );
  });

  test("a redesign of a file that is not there", () => {
    expect(
      faultsOf(() => read({ "a.yaml": "careshift: 1\nname: A\nextends: baselin.yaml\n" }, "a.yaml")),
    ).toMatchInlineSnapshot(`"a.yaml:3:10: there is no file baselin.yaml; check the name"`);
  });

  test("a redesign of a file elsewhere", () => {
    expect(
      faultsOf(() => read({ "a.yaml": "careshift: 1\nname: A\nextends: /tmp/x.yaml\n" }, "a.yaml")),
    ).toMatchInlineSnapshot(
      `"a.yaml:3:10: \`/tmp/x.yaml\` is not a file beside this one; write a relative path such as \`baseline.yaml\`"`,
    );
  });

  test("everything that is wrong in all the files is told at once", () => {
    expect(
      faultsOf(() =>
        read(
          {
            "baseline.yaml": edited(SMALL, ["beds: 20", "beds: -20"]),
            "ages.csv": edited(AGES, ["80", "-80"]),
            "a.yaml":
              "careshift: 1\nextends: baseline.yaml\nplaces: { wards: { bedz: 4 } }\nchanges:\n  - { add: places.bays.beds, by: 2, source: nobody }\n",
          },
          "a.yaml",
        ),
      ),
    ).toMatchInlineSnapshot(`
      "a.yaml:1:1: \`name:\` is missing
      a.yaml:3:20: \`bedz\` is not known here; did you mean \`beds\`?
      a.yaml:5:12: nothing is at \`places.bays.beds\`; the nearest is \`places.bay.beds\`
      a.yaml:5:45: \`nobody\` is not in evidence.yaml; known here: \`ham-2006\`, \`phs-2019\`, \`assumed\`
      ages.csv:5:10: \`-80\` is less than 0; write 0 or more
      baseline.yaml:18:28: \`-20\` is less than 0; write 0 or more"
    `);
  });
});
