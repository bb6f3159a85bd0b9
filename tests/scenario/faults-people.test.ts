import { describe, expect, test } from "vitest";
import { faultsAfter, SMALL } from "./small.js";

describe("What can't be true of people", () => {
  test("chances that sum to 1.01 name the people", () => {
    expect(faultsAfter(["20%, 85+: 30%", "93%, 85+: 30%"])).toMatchInlineSnapshot(
      `"baseline.yaml:27:9: the chances of people aged 75-84 sum to 1.01, more than 1; change one, leave out the last line's chance, or write \`normalise: yes\` on the step"`,
    );
  });

  test("chances that sum to 0.97 where no line takes the rest", () => {
    expect(
      faultsAfter([
        "        - { go: home }",
        "        - { go: home, chance: { by: age, 75-84: 72%, 85+: 53%, others: 100% } }",
      ]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:27:9: the chances of people aged 85+ sum to 0.97, not 1; change one, leave out the last line's chance, or write \`normalise: yes\` on the step"`,
    );
  });

  test("a line that takes the rest and is not the last", () => {
    expect(
      faultsAfter(["{ go: died, chance: { by: age, 75-84: 8%, 85+: 14% } }", "{ go: died }"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:27:11: only the last line of \`next\` may leave out its chance; give \`died\` one, or move it to the end"`,
    );
  });

  test("localities that do not sum to one", () => {
    expect(
      faultsAfter(["  people: 1000", "  people: 1000\n  localities: { north: 40%, south: 50% }"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:6:15: the shares of the localities sum to 0.9, not 1; change one, or write \`rest\` for the last"`,
    );
  });

  test("two localities that take the rest", () => {
    expect(
      faultsAfter(["  people: 1000", "  people: 1000\n  localities: { north: rest, south: rest }"]),
    ).toMatchInlineSnapshot(`"baseline.yaml:6:15: only one may be the \`rest\`"`);
  });

  test("the chances of a discrete law that do not sum to one", () => {
    expect(
      faultsAfter(["stay: 20 days", "stay: { discrete: { values: [1 day, 2 days], chances: [40%, 50%] } }"]),
    ).toMatchInlineSnapshot(`"baseline.yaml:32:61: the chances sum to 0.9, not 1; change one"`);
  });

  test("so many births that there is no room for the people", () => {
    expect(
      faultsAfter(["  people: 1000", "  people: 1000\n  yearly: { births: 1000000000 per 1000 people }"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:6:11: with these births and people moving in, some 2,270,000,000 people would have lived here by the end of the run; at most 200,000,000 can be simulated. Births are written as \`10 per 1000 people\`; or give a shorter run"`,
    );
  });

  test("a need, or its rhythm, that would bring one person all the time", () => {
    expect(faultsAfter(["0-64: 60,", "0-64: 60000000,"])).toMatchInlineSnapshot(
      `"baseline.yaml:12:11: at its highest, with all that multiplies it, this comes to 329 times a day for one person; more than 24 can't be meant"`,
    );
    expect(
      faultsAfter(["    pathway: emergency", "    rhythm: { hour: { 9: 1000000 } }\n    pathway: emergency"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:12:11: at its highest, with all that multiplies it, this comes to 1,100 times a day for one person; more than 24 can't be meant"`,
    );
  });

  test("deaths that nobody could live through", () => {
    expect(faultsAfter(["  people: 1000", "  people: 1000\n  yearly: { deaths: 10000 per person per year }"])).toBe(
      "baseline.yaml:6:21: at its highest, with all that multiplies it, this comes to 27.4 times a day for one person; more than 24 can't be meant",
    );
  });

  test("a gamma law so wide or so narrow that it has no table", () => {
    expect(faultsAfter(["stay: 20 days", "stay: { gamma: { mean: 1 day, sd: 3000 days } }"])).toMatchInlineSnapshot(
      `"baseline.yaml:32:22: this gamma can't be: sd must be at most 1,000 times the mean, 1, not 3000"`,
    );
    expect(faultsAfter(["stay: 20 days", "stay: { gamma: { mean: 30 days, sd: 1 minute } }"])).toMatchInlineSnapshot(
      `"baseline.yaml:32:22: this gamma can't be: sd must be at least 1/10,000 of the mean, 30, not 0.0006944444444444445; a fixed length is as good"`,
    );
  });

  test("segments that leave nothing for the first", () => {
    expect(faultsAfter(["75+: 14%", "75+: 104%"])).toMatchInlineSnapshot(
      `"baseline.yaml:9:58: \`104%\` is more than 100%; a share is between 0% and 100%"`,
    );
  });

  test("segments that together are more than everybody", () => {
    expect(
      faultsAfter(["75+: 14% } }", "75+: 94% } }\n    - { name: frail, share: { by: age, 85+: 20% } }"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:8:5: the segments' shares of people aged 85+ sum to 1.14, more than 1; make them smaller"`,
    );
  });

  test("a rate that leaves ages out", () => {
    expect(faultsAfter(["0-64: 60, 65+: 200", "18-64: 60, 70+: 200"])).toMatchInlineSnapshot(
      `"baseline.yaml:12:11: \`rate\` says nothing for people aged 0-17; add a row, or \`others:\`"`,
    );
  });

  test("a stay that leaves men out", () => {
    expect(faultsAfter(["stay: 20 days", "stay: { by: sex, female: 20 days }"])).toMatchInlineSnapshot(
      `"baseline.yaml:32:13: \`stay\` says nothing for men; add a row, or \`others:\`"`,
    );
  });

  test("rows that overlap", () => {
    expect(faultsAfter(["75-84: 8%", "75-85: 8%"])).toMatchInlineSnapshot(
      `"baseline.yaml:27:53: people aged 85+ are named already by the row for people aged 75-85; make the rows separate (\`75-85\` includes those aged 85; write \`75-84\`)"`,
    );
  });

  test("ages that are none", () => {
    expect(faultsAfter(["0-64: 60", "64-0: 60"])).toMatchInlineSnapshot(
      `"baseline.yaml:12:22: \`64-0\` names no ages; write \`65-74\`, \`85+\`, \`under 18\` or \`65\`"`,
    );
  });

  test("a segment that does not exist", () => {
    expect(faultsAfter(["complex: 2 }", "complx: 2 }"])).toMatchInlineSnapshot(
      `"baseline.yaml:14:24: there is no segment \`complx\`; did you mean \`complex\`?"`,
    );
  });

  test("a dimension that does not exist", () => {
    expect(faultsAfter(["by: segment, complex: 2", "by: segmnt, complex: 2"])).toMatchInlineSnapshot(
      `"baseline.yaml:14:15: \`segmnt\` is not one of \`age\`, \`sex\`, \`segment\`, \`locality\`; did you mean \`segment\`?"`,
    );
  });

  test("a frailty whose mean is not one", () => {
    expect(
      faultsAfter(["  people: 1000", "  people: 1000\n  frailty: { gamma: { mean: 2, sd: 1 } }"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:6:12: the mean of frailty is 1, not 2: it is a risk relative to other people's"`,
    );
  });

  test("age bands that do not rise, and do not begin at 0", () => {
    expect(faultsAfter(["  people: 1000", "  people: 1000\n  bands: [1, 65, 65, 18]"])).toMatchInlineSnapshot(`
      "baseline.yaml:6:11: age bands begin at 0, not \`1\`
      baseline.yaml:6:18: age bands rise: 65 can't follow 65
      baseline.yaml:6:22: age bands rise: 18 can't follow 65"
    `);
  });

  test("needs without a population", () => {
    expect(
      faultsAfter(
        [SMALL.slice(SMALL.indexOf("population:"), SMALL.indexOf("needs:")), ""],
        ["      - { by: segment, complex: 2 }", "      - 2"],
      ),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:4:1: needs come from a population, and \`population:\` is missing; add it, or write \`arrivals:\`
      baseline.yaml:28:1: case finding looks for people, and \`population:\` is missing"
    `);
  });

  test("a law that can't be", () => {
    expect(
      faultsAfter(["stay: 20 days", "stay: { triangular: { low: 5 days, mode: 3 days, high: 9 days } }"]),
    ).toMatchInlineSnapshot(`"baseline.yaml:32:27: this triangular can't be: mode must be at least low, 5, not 3"`);
  });

  test("a law that does not exist", () => {
    expect(faultsAfter(["lognormal: {", "lognormial: {"])).toMatchInlineSnapshot(
      `"baseline.yaml:24:15: \`lognormial\` is no law; did you mean \`lognormal\`?"`,
    );
  });

  test("two laws side by side", () => {
    expect(
      faultsAfter(["stay: 20 days", "stay: { exponential: { mean: 3 days }, fixed: 3 days }"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:32:13: two laws, \`exponential\` and \`fixed\`, stand side by side; keep one"`,
    );
  });
});
