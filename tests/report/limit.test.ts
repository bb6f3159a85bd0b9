import { expect, it } from "vitest";
import { limit } from "../../src/report/explain/values.js";

it.each([
  [0.92, "share", "92 %"],
  [0.9995, "share", "99.95 %"],
  [0.1 + 0.2, "share", "30 %"],
  [7 / 24, "days", "7 hours"],
  [1_500_000, "£ per year", "£1,500,000 per year"],
  [300, "people", "300 people"],
  [1.5, "", "1.5"],
])("a limit of %d %s is said as it was written: %s", (value, unit, said) => {
  expect(limit(value, unit).replace("\u00a0", " ")).toBe(said);
});
