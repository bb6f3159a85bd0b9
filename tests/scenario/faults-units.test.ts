import { describe, expect, test } from "vitest";
import { faultsAfter } from "./small.js";

const fault = (from: string, to: string) => faultsAfter([from, to]).replace(/^\S+ /, "");

describe("A unit that is missing or of another kind", () => {
  test("a time without a unit is told some units of time, and none is taken for meant", () => {
    expect(fault("stay: 20 days", "stay: 4")).toBe(
      "`4` is not a duration; write for example `4 hours`, `4 days` or `4 weeks`",
    );
  });

  test("so many a day, where a need's rate is per head, is told of arrivals and not of 20 a head", () => {
    const said = fault("rate: { by: age, 0-64: 60, 65+: 200, unit: per 1000 people per year }", "rate: 20 per day");
    expect(said).toBe(
      "`20 per day` is a rate of arrivals, where a rate of people is wanted; it is per head: `… per 1000 people per year`; for so many a day in all, use `arrivals:`",
    );
  });

  test("a misspelt unit is still told its one nearest spelling", () => {
    expect(fault("stay: 20 days", "stay: 4 huors")).toContain("the nearest valid spelling is `4 hours`");
  });
});

describe("Numbers and words that do not belong", () => {
  test("a rate where a duration belongs", () => {
    expect(faultsAfter(["length: 2 years", "length: 118 per 1000 people per year"])).toMatchInlineSnapshot(
      `"baseline.yaml:3:35: \`118 per 1000 people per year\` is a rate of people, where a duration is wanted; write for example \`118 hours\`, \`118 days\` or \`118 weeks\`"`,
    );
  });

  test("a duration where a rate belongs", () => {
    expect(
      faultsAfter(["rate: { by: age, 0-64: 60, 65+: 200, unit: per 1000 people per year }", "rate: 12 days"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:12:11: \`12 days\` is a duration, where a rate of people is wanted; it is per head: \`… per 1000 people per year\`; for so many a day in all, use \`arrivals:\`"`,
    );
  });

  test("a bare number where a duration belongs", () => {
    expect(faultsAfter(["stay: 20 days", "stay: 20"])).toMatchInlineSnapshot(
      `"baseline.yaml:32:13: \`20\` is not a duration; write for example \`20 hours\`, \`20 days\` or \`20 weeks\`"`,
    );
  });

  test("a misspelt unit", () => {
    expect(faultsAfter(["stay: 20 days", "stay: 20 dyas"])).toMatchInlineSnapshot(
      `"baseline.yaml:32:13: \`20 dyas\` is not a duration; the nearest valid spelling is \`20 days\`"`,
    );
  });

  test("money without its sign, and a number with one", () => {
    expect(faultsAfter(["£230", "230"], ["beds: 20", "beds: £20"])).toMatchInlineSnapshot(`
      "baseline.yaml:17:60: \`230\` is not an amount of money; the nearest valid spelling is \`£230\`
      baseline.yaml:18:28: \`£20\` is an amount of money, where a whole number is wanted; the nearest valid spelling is \`20\`"
    `);
  });

  test("negative beds", () => {
    expect(faultsAfter(["beds: 50", "beds: -50"])).toMatchInlineSnapshot(
      `"baseline.yaml:17:30: \`-50\` is less than 0; write 0 or more"`,
    );
  });

  test("fractional beds", () => {
    expect(faultsAfter(["beds: 50", "beds: 50.5"])).toMatchInlineSnapshot(
      `"baseline.yaml:17:30: \`50.5\` is not a whole number; write for example \`51\`"`,
    );
  });

  test("beds in words", () => {
    expect(faultsAfter(["beds: 50", "beds: fifty"])).toMatchInlineSnapshot(
      `"baseline.yaml:17:30: \`fifty\` is not a whole number; write for example \`12\`"`,
    );
  });

  test("no beds at all", () => {
    expect(faultsAfter(["beds: 50", "beds:"])).toMatchInlineSnapshot(
      `"baseline.yaml:17:29: nothing is not a whole number; write for example \`12\`"`,
    );
  });

  test("infinite beds", () => {
    expect(faultsAfter(["beds: 50", "beds: .inf"])).toMatchInlineSnapshot(
      `"baseline.yaml:17:30: \`Infinity\` is not a whole number; write for example \`12\`"`,
    );
  });

  test("a chance over one, as a bare number", () => {
    expect(faultsAfter(["85+: 14%", "85+: 14"])).toMatchInlineSnapshot(
      `"baseline.yaml:27:58: \`14\` is more than 100%; a chance is between 0% and 100%, did you mean \`14%\`?"`,
    );
  });

  test("a chance over one, in percent", () => {
    expect(faultsAfter(["85+: 14%", "85+: 140%"])).toMatchInlineSnapshot(
      `"baseline.yaml:27:58: \`140%\` is more than 100%; a chance is between 0% and 100%"`,
    );
  });

  test("a number whose bounds do not hold it", () => {
    expect(faultsAfter(["beds: 20", "beds: { value: 20, low: 25, high: 19 }"])).toMatchInlineSnapshot(`
      "baseline.yaml:18:46: \`low\` \`25\` is above the value \`20\`
      baseline.yaml:18:56: \`high\` \`19\` is below the value \`20\`"
    `);
  });

  test("a long form without a value", () => {
    expect(faultsAfter(["beds: 20", "beds: { low: 15, high: 25 }"])).toMatchInlineSnapshot(
      `"baseline.yaml:18:28: the long form of a number has a \`value:\`; write \`{ value: 50, low: 44, high: 56 }\`"`,
    );
  });

  test("a date that does not exist", () => {
    expect(faultsAfter(["2020-01-01", "2020-02-30"])).toMatchInlineSnapshot(
      `"baseline.yaml:3:15: \`2020-02-30\` is not a date; write for example \`2004-04-01\`"`,
    );
  });

  test("a word that is none of those known", () => {
    expect(
      faultsAfter(["kind: caseload", "kind: case-load"], ["payer: nhs-acute", "payer: hospital"]),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:17:75: \`hospital\` is not one of \`nhs-acute\`, \`nhs-community\`, \`council\`, \`person\`
      baseline.yaml:19:21: \`case-load\` is not one of \`beds\`, \`unlimited\`, \`caseload\`, \`package\`, \`team\`, \`list\`, \`clinic\`; did you mean \`caseload\`?
      baseline.yaml:37:9: \`managers\` is of the kind \`case-load\`; case finding wants a caseload"
    `);
  });

  test("a capacity of another kind of place", () => {
    expect(faultsAfter(["kind: beds, beds: 20", "kind: package, beds: 20"])).toMatchInlineSnapshot(`
      "baseline.yaml:18:8: \`package\` wants \`packages:\`, how many there are
      baseline.yaml:18:31: \`beds\` does not belong to the kind \`package\`; write \`packages:\`"
    `);
  });

  test("a cost that nobody pays", () => {
    expect(faultsAfter([", payer: nhs-acute", ""])).toMatchInlineSnapshot(
      `"baseline.yaml:17:40: a cost wants someone who pays; write \`payer:\` and one of \`nhs-acute\`, \`nhs-community\`, \`council\`, \`person\`"`,
    );
  });

  test("a rule that is none", () => {
    expect(
      faultsAfter(["full: wait", "full: wiat"], ["{ hold: 28 days, then: home }", "{ hold: 28 days }"]),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:25:13: \`wiat\` does not say what happens when the place is full; did you mean \`wait\`?
      baseline.yaml:33:13: what happens after \`28 days\` is not said; write \`{ hold: 28 days, then: home }\`"
    `);
  });
});
