import { expect, test } from "vitest";
import { MEASURES } from "../../src/care/measures.js";
import { MEASURE_NAMES } from "../../src/scenario/measure-names.js";

test("the names that a target's measure is checked against are those of all measures", () => {
  expect([...MEASURE_NAMES].sort()).toEqual([...new Set(MEASURES.map(({ name }) => name))].sort());
});
