import { expect, test } from "vitest";
import { numberIn } from "../../../src/scenario/import/grid.js";

test("a number too large to be one is none", () => {
  expect(numberIn("1e999")).toBeUndefined();
  expect(numberIn("-1e999")).toBeUndefined();
  expect(numberIn("1,234.5e2")).toBe(123450);
});
