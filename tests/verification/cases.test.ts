import { beforeAll, describe, expect, it } from "vitest";
import { shippedCases } from "../../src/cli/cases.js";
import type { Verification } from "../../src/experiment/verify.js";
import { verificationSchema } from "../../src/experiment/verify-schema.js";
import { careshift } from "../e2e/careshift.js";

const THOROUGH = process.env.CARESHIFT_THOROUGH === "1" ? ["--thorough"] : [];
/** Rows whose own standard error can't show a 5 % fault at three standard errors, as the README says: rare nights. */
const RARE = /with 1[3-6] beds/;

describe("careshift verify", () => {
  let found: Verification;
  beforeAll(() => {
    const ended = careshift(["verify", "--json", ...THOROUGH]);
    expect(ended.err).toBe("");
    found = verificationSchema.parse(JSON.parse(ended.out)) as Verification;
    expect(ended.code).toBe(found.ok ? 0 : 1);
  }, 3_600_000);

  describe.each(shippedCases().map((each) => each.name))("%s", (name) => {
    const lines = () => found.lines.filter((line) => line.case === name);

    it("gives what is expected", () => {
      expect(lines().length).toBeGreaterThan(0);
      expect(lines().filter((line) => line.verdict === "differs")).toEqual([]);
    });

    it("would have shown a fault of 5 % in an exact figure", () => {
      const blunt = lines().filter(
        ({ basis, sees, quantity }) => basis === "exact" && !RARE.test(quantity) && !(sees !== null && sees < 0.05),
      );
      expect(blunt.map(({ quantity, sees }) => [quantity, sees])).toEqual([]);
    });
  });
});
