import { describe, expect, it } from "vitest";
import { EXPECTED, runCase } from "./run-case.js";

const CASES = [...new Set(EXPECTED.map((row) => row.case))];
/** Rows whose own standard error can't show a 5 % fault at three standard errors, as the README says: rare nights. */
const RARE = /chance-full-with:1[3-6]/;

describe.each(CASES)("%s", (name) => {
  const rows = EXPECTED.filter((row) => row.case === name && row.basis === "exact");
  const results = runCase(name, rows);

  it.each(results.map((result) => [result.row.quantity, result] as const))(
    "%s is the exact value, within 3 standard errors",
    (_, result) => {
      const off = Math.abs(result.got.mean - Number(result.row.expected));
      expect(off, `got ${result.got.mean} ± ${result.standardError}, exact ${result.row.expected}`).toBeLessThan(
        3 * result.standardError,
      );
    },
  );

  it.each(results.filter(({ row }) => !RARE.test(row.measure)).map((result) => [result.row.quantity, result] as const))(
    "%s: a fault of 5 %% would be more than 3 standard errors off",
    (_, result) => {
      expect(result.standardError).toBeLessThan((0.05 * Number(result.row.expected)) / 3);
    },
  );
});
