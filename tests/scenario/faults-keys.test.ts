import { describe, expect, test } from "vitest";
import { faultsAfter, faultsOf, read } from "./small.js";

describe("Keys that are wrong or missing", () => {
  test("an unknown key at the top is named with the nearest", () => {
    expect(faultsAfter(["needs:", "nedes:"])).toMatchInlineSnapshot(
      `"baseline.yaml:10:1: \`nedes\` is not known here; did you mean \`needs\`?"`,
    );
  });

  test("more people than there can be rows for", () => {
    expect(faultsAfter(["  people: 1000", "  people: 1000000000000000"])).toBe(
      "baseline.yaml:5:11: at most 100,000,000 people can be simulated",
    );
  });

  test("unknown keys are named at every level", () => {
    expect(
      faultsAfter(
        ["length: 2 years", "lenght: 2 years"],
        ["  people: 1000", "  peolpe: 1000"],
        ["    pathway: emergency", "    pathwya: emergency"],
        ["payer: nhs-acute", "pays: nhs-acute"],
        ["per-occupied-day: £230", "per-occupied-dya: £230"],
        ["      at: bay", "      att: bay"],
        ["then: home", "than: home"],
        ["{ go: home }", "{ goto: home }"],
        ["predicts: illness", "predict: illness"],
        ["times: 0.9", "time: 0.9"],
      ),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:3:27: \`lenght\` is not known here; did you mean \`length\`?
      baseline.yaml:5:3: \`peolpe\` is not known here; did you mean \`people\`?
      baseline.yaml:15:5: \`pathwya\` is not known here; did you mean \`pathway\`?
      baseline.yaml:17:42: \`per-occupied-dya\` is not known here; did you mean \`per-occupied-day\`?
      baseline.yaml:17:68: \`pays\` is not known here; did you mean \`payer\`?
      baseline.yaml:29:13: \`goto\` is not known here; did you mean \`go\`?
      baseline.yaml:31:7: \`att\` is not known here; did you mean \`at\`?
      baseline.yaml:33:30: \`than\` is not known here; did you mean \`then\`?
      baseline.yaml:39:5: \`predict\` is not known here; did you mean \`predicts\`?
      baseline.yaml:42:24: \`time\` is not known here; did you mean \`times\`?"
    `);
  });

  test("an unknown key in a law, a number and a row is named", () => {
    expect(
      faultsAfter(
        ["sd: 5 days", "std: 5 days"],
        ["beds: 20", "beds: { value: 20, lwo: 10 }"],
        ["75-84: 8%", "75~84: 8%"],
      ),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:18:41: \`lwo\` is not known here; known are \`value\`, \`low\`, \`high\`, \`source\`, \`why\`, \`confidence\`, \`range\`
      baseline.yaml:24:42: \`std\` is not known here; did you mean \`sd\`?
      baseline.yaml:27:42: \`75~84\` names no ages; write \`65-74\`, \`85+\`, \`under 18\` or \`65\`"
    `);
  });

  test("a comma in a text inside braces is explained", () => {
    expect(
      faultsAfter(["name: Small county", "name: Small county\npaper: { title: A&E count, 2024-25 }"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:3:28: \`2024-25\` is no key; if it belongs to the text before it, put that text in quotes: a comma inside braces begins a new key"`,
    );
  });

  test("one name with two labels is refused, as results show one for a name", () => {
    const two = (label: string): [string, string][] => [
      ["  bay: { kind: beds, beds: 20 }", `  bay: { kind: beds, beds: 20 }\n  illness: { kind: unlimited, ${label} }`],
      ["  illness:\n    rate", "  illness:\n    label: Falls ill\n    rate"],
      ["      at: bay", "      at: illness"],
    ];
    expect(faultsAfter(...two("label: A&E"))).toContain(
      "baseline.yaml:12:12: `illness` is called “A&E” under `places:` already, and results show one label for a name",
    );
    expect(faultsAfter(...two("label: Falls ill"))).not.toContain("is called");
  });

  test("a comma in a number inside braces is explained", () => {
    expect(faultsAfter(["per-occupied-day: £230", "per-occupied-day: £1,230"])).toMatchInlineSnapshot(
      `"baseline.yaml:17:63: \`230\` is no key: a comma inside braces begins a new one; write numbers without commas, or in quotes"`,
    );
  });

  test("a missing key is named where its part begins", () => {
    expect(
      faultsAfter(
        ["    rate: { by: age, 0-64: 60, 65+: 200, unit: per 1000 people per year }\n", ""],
        ["at: bay", "full: wait"],
        ["      full: { hold: 28 days, then: home }\n", ""],
      ),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:12:5: \`rate:\` is missing
      baseline.yaml:29:7: \`at:\` is missing"
    `);
  });

  test("a step and a segment without a name are named as such", () => {
    expect(
      faultsAfter(["- { name: well }", "- { label: Well }"], ["- step: ward\n      at: wards", "- at: wards"]),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:8:7: \`name:\` is missing
      baseline.yaml:22:7: \`step:\` is missing"
    `);
  });

  test("missing parts are named", () => {
    expect(faultsOf(() => read({ "baseline.yaml": "careshift: 1\nname: Nothing\n" }))).toMatchInlineSnapshot(`
      "baseline.yaml:1:1: \`pathways:\` is missing: what happens to people, step by step
      baseline.yaml:1:1: \`places:\` is missing: where care is given
      baseline.yaml:1:1: \`run:\` is missing: when it starts and how long it lasts"
    `);
  });

  test("a missing version and a missing name are named", () => {
    expect(faultsAfter(["careshift: 1\nname: Small county\n", ""])).toMatchInlineSnapshot(`
      "baseline.yaml:1:1: \`careshift:\` is missing
      baseline.yaml:1:1: \`name:\` is missing"
    `);
  });

  test("another version is refused", () => {
    expect(faultsAfter(["careshift: 1", "careshift: 2"])).toMatchInlineSnapshot(
      `"baseline.yaml:1:12: \`2\` is not a version of this language; write \`careshift: 1\`"`,
    );
  });

  test("names with capitals, blanks or dots are refused", () => {
    expect(
      faultsAfter(["  bay: { kind", "  Bay Hospital: { kind"], ["at: bay", "at: Bay Hospital"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:18:3: \`Bay Hospital\` can't be a name; names are lower-case letters, digits and dashes, such as \`medical-wards\` (a dot joins the names of a path)"`,
    );
  });

  test("a mapping where a list belongs is refused", () => {
    expect(
      faultsAfter([
        "    - { name: well }\n    - { name: complex, share: { by: age, 65-74: 6%, 75+: 14% } }",
        "    well: 80%",
      ]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:8:5: a list is wanted here, not a mapping; write \`[ ... ]\` or lines that begin with \`-\`"`,
    );
  });
});
