import { describe, expect, test } from "vitest";
import { AGES, edited, faultsAfter, faultsOf, read, SMALL } from "./small.js";

const ages = (...edits: [string, string][]) => faultsOf(() => read({ "ages.csv": edited(AGES, ...edits) }));

const rates = (table: string) =>
  faultsOf(() => {
    const baseline = edited(SMALL, ["by: age, 0-64: 60, 65+: 200,", "by: age, table: rates.csv,"]);
    read({ "baseline.yaml": baseline, "rates.csv": table });
  });

const stays = (table: string, law: string) =>
  faultsOf(() => {
    const baseline = edited(SMALL, ["stay: 20 days", `stay: { by: age, ${law}table: stays.csv, unit: days }`]);
    read({ "baseline.yaml": baseline, "stays.csv": table });
  });

describe("What is wrong with a table", () => {
  test("a table that is not there", () => {
    expect(faultsAfter(["ages.csv", "agse.csv"])).toMatchInlineSnapshot(
      `"baseline.yaml:6:18: there is no file agse.csv; check the name"`,
    );
  });

  test("a table outside the scenario", () => {
    expect(faultsAfter(["ages.csv", "/etc/ages.csv"])).toMatchInlineSnapshot(
      `"baseline.yaml:6:18: \`/etc/ages.csv\` is not a table beside this file; write a relative path such as \`rates.csv\`"`,
    );
  });

  test("a table on the web", () => {
    expect(faultsAfter(["ages.csv", "https://example.org/ages.csv"])).toMatchInlineSnapshot(
      `"baseline.yaml:6:18: \`https://example.org/ages.csv\` is not a table beside this file; write a relative path such as \`rates.csv\`"`,
    );
  });

  test("a wrong column", () => {
    expect(ages(["age,sex,people", "age,gender,people"])).toMatchInlineSnapshot(
      `"ages.csv:1:5: there is no column \`gender\` in this table; its columns are \`age\`, \`sex\`, \`people\`"`,
    );
  });

  test("a missing column", () => {
    expect(ages([AGES, "age,people\n0+,100\n"])).toMatchInlineSnapshot(
      `"ages.csv:1:1: this table has no column \`sex\`; its columns are \`age\`, \`sex\`, \`people\`"`,
    );
  });

  test("a row with a cell too many", () => {
    expect(ages(["0-64,male,400", "0-64,male,400,1"])).toMatchInlineSnapshot(
      `"ages.csv:3:1: this row has 4 cells, where the first line names 3 columns"`,
    );
  });

  test("an empty cell", () => {
    expect(ages(["0-64,male,400", "0-64,male,"])).toMatchInlineSnapshot(
      `"ages.csv:3:11: nothing is not a number of people; write for example \`12\`"`,
    );
  });

  test("a negative number of people", () => {
    expect(ages(["0-64,male,400", "# men\n\n0-64,male, -400"])).toMatchInlineSnapshot(
      `"ages.csv:5:12: \`-400\` is less than 0; write 0 or more"`,
    );
  });

  test("a sex that is none", () => {
    expect(ages(["0-64,male", "0-64,men"])).toMatchInlineSnapshot(
      `"ages.csv:3:6: \`men\` names no sex; write \`female\` or \`male\`"`,
    );
  });

  test("ages that overlap", () => {
    expect(ages(["65+,male", "60+,male"])).toMatchInlineSnapshot(
      `"ages.csv:5:1: men aged 60+ are in this table twice; keep one row"`,
    );
  });

  test("a gap between ages", () => {
    expect(ages(["65+,male", "70+,male"])).toMatchInlineSnapshot(
      `"ages.csv:5:1: the table of ages has no row for men aged 65-69; write 0 where nobody lives"`,
    );
  });

  test("a table without rows", () => {
    expect(ages([AGES, "# nothing\nage,sex,people\n"])).toMatchInlineSnapshot(
      `"ages.csv:1:1: this table has no rows; the first line names the columns, each further line is a row"`,
    );
  });

  test("quotes that do not match", () => {
    expect(ages(["0-64,male", '0-64,"male'])).toMatchInlineSnapshot(
      `"ages.csv:3:1: the quotes in this row do not match"`,
    );
  });

  test("a rate in a table that is negative, with its row", () => {
    expect(rates("age,value\n0-64,60\n65+,-3\n")).toMatchInlineSnapshot(
      `"rates.csv:3:5: \`-3 per 1000 people per year\` is less than 0; write 0 or more"`,
    );
  });

  test("a table of rates with a wrong column", () => {
    expect(rates("age,rate\n0-64,60\n65+,3\n")).toMatchInlineSnapshot(
      `"rates.csv:1:5: there is no column \`rate\` in this table; its columns are \`age\`, \`value\`"`,
    );
  });

  test("a table of rates that names people twice", () => {
    expect(rates("age,value\n0-64,60\n65+,3\n85+,4\n")).toMatchInlineSnapshot(
      `"rates.csv:4:1: people aged 85+ are named already by the row for people aged 65+; make the rows separate"`,
    );
  });

  test("a table of rates that leaves people out", () => {
    expect(rates("age,value\n0-64,60\n75+,3\n")).toMatchInlineSnapshot(
      `"baseline.yaml:12:11: \`rate\` says nothing for people aged 65-74; add a row, or \`others:\`"`,
    );
  });

  test("a table of stays without its law", () => {
    expect(stays("age,mean,sd\n0+,3,4\n", "")).toMatchInlineSnapshot(
      `"baseline.yaml:32:13: a table of lengths says which law its columns belong to; write \`law:\` and one of \`exponential\`, \`lognormal\`, \`gamma\`, \`weibull\`, \`uniform\`, \`triangular\`, \`pert\`, \`normal\`, \`poisson\`, \`bernoulli\`"`,
    );
  });

  test("a table of stays whose law wants other columns", () => {
    expect(stays("age,mean\n0+,3\n", "law: lognormal, ")).toMatchInlineSnapshot(
      `"stays.csv:1:1: this table has no column \`sd\`; its columns are \`age\`, \`mean\`, \`sd\`"`,
    );
  });

  test("a table of stays with a law that can't be", () => {
    expect(stays("age,mean,sd\n0-64,3,4\n65+,3,x\n", "law: lognormal, ")).toMatchInlineSnapshot(
      `"stays.csv:3:7: \`x\` is not a duration; write for example \`12 days\`"`,
    );
  });
});
