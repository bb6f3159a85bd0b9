/** What models with a known answer must give: the rows of `expected.csv`. */
import Papa from "papaparse";

/** One figure that a case must give. */
export interface Expected {
  /** The case's file beside the table, without `.yaml`: `monks-2016/pooled`. */
  case: string;
  quantity: string;
  /** A measure of the scenario language, or one of those in `verify-quantities.ts`; `:` goes before its detail. */
  measure: string;
  /** The place, or the need or stream of arrivals, that the measure is of. */
  place: string;
  unit: string;
  /** As printed: its digits say how far it is rounded. */
  expected: string;
  /** `exact`: a closed form or an exact numerical solution; `published`: another simulator's printed figure. */
  basis: "exact" | "published";
  source: string;
  /** Runs behind a published mean; empty where that is not known. */
  runs: string;
  /** Why a published figure is known to be wrong, so that it is shown and not judged; empty: nothing is. */
  known: string;
}

const COLUMNS = [
  "case",
  "quantity",
  "measure",
  "place",
  "unit",
  "expected",
  "basis",
  "source",
  "runs",
  "known",
] as const;

/**
 * The rows of a table of expected figures.
 * @throws {Error} naming the line where a column is missing, or a figure, basis or number of runs makes no sense
 */
export function parseExpected(text: string): Expected[] {
  const { data, meta } = Papa.parse<Expected>(text.trim(), { header: true, skipEmptyLines: true });
  const missing = COLUMNS.filter((column) => !meta.fields?.includes(column));
  if (missing.length > 0) throw new Error(`expected.csv has no column ${missing.join(", ")}`);
  for (const [i, row] of data.entries()) {
    const wrong = whatIsWrong(row);
    if (wrong !== undefined) throw new Error(`expected.csv:${i + 2}: ${wrong}`);
  }
  return data;
}

function whatIsWrong({ expected, basis, runs }: Expected): string | undefined {
  if (expected === "" || !Number.isFinite(Number(expected))) return `a number is expected, not \`${expected}\``;
  if (basis !== "exact" && basis !== "published") return `the basis is exact or published, not \`${basis}\``;
  if (runs !== "" && !(Number(runs) >= 1)) return `runs is a whole number from 1 or empty, not \`${runs}\``;
  return undefined;
}

/** Half a unit of the last digit printed: 0.005 for `0.14`. */
export function halfOfLastDigit(printed: string): number {
  const [digits = "", exponent = "0"] = printed.toLowerCase().split("e");
  const decimals = (digits.split(".")[1] ?? "").length;
  return 0.5 * 10 ** (Number(exponent) - decimals);
}
