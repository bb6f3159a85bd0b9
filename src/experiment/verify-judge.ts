/** Whether a simulated figure agrees with what is expected of it. */
import { type Estimate, estimate } from "./intervals.js";
import { type Expected, halfOfLastDigit } from "./verify-expected.js";

/** `shown`: a printed figure beside an exact one, which decides, or one that is known to be wrong. */
export type Verdict = "agrees" | "differs" | "shown";

/** One figure of one case: what is expected, what came out, and whether the two agree. */
export interface VerificationLine {
  case: string;
  quantity: string;
  unit: string;
  expected: number;
  basis: "exact" | "published";
  source: string;
  got: number;
  /** 95 % interval of what came out. */
  low: number;
  high: number;
  /** Of the mean of what came out. */
  standardError: number;
  /** Replications that the verdict rests on. */
  replications: number;
  verdict: Verdict;
  /** The verdict in words. */
  why: string;
  /** Smallest fault, as a share of what is expected, that would have been seen; null where nothing is expected. */
  sees: number | null;
}

/** Standard errors that a figure may be off. */
export const LIMIT = 3;

/**
 * Holds the values of a figure in each replication against what is expected. An exact figure must lie within three standard
 * errors of the mean; a published one within three combined standard errors (that of its own mean taken from the spread here
 * and its number of runs) or within its rounding.
 * @param exact what the exact row of the same case, measure and place expects, for a published row that has one
 */
export function judge(row: Expected, values: ArrayLike<number>, exact?: Expected): VerificationLine {
  const got = estimate(values);
  const expected = Number(row.expected);
  const standardError = got.sd / Math.sqrt(got.n);
  const combined = Math.hypot(standardError, row.runs === "" ? 0 : got.sd / Math.sqrt(Number(row.runs)));
  const allowed = Math.max(LIMIT * combined, halfOfLastDigit(row.expected));
  const isIn = Math.abs(got.mean - expected) <= allowed;
  return {
    case: row.case,
    quantity: row.quantity,
    unit: row.unit,
    expected,
    basis: row.basis,
    source: row.source,
    got: got.mean,
    low: got.low,
    high: got.high,
    standardError,
    replications: got.n,
    verdict: exact || row.known !== "" ? "shown" : isIn ? "agrees" : "differs",
    why: exact
      ? besideExact(row, exact)
      : row.known !== ""
        ? `the published figure is off: ${row.known}`
        : inWords(row, got, combined, isIn),
    sees: expected === 0 ? null : allowed / Math.abs(expected),
  };
}

function besideExact(row: Expected, exact: Expected): string {
  const off = Math.abs(Number(row.expected) - Number(exact.expected));
  return off <= halfOfLastDigit(row.expected)
    ? `printed, rounded; the exact value, ${exact.expected}, decides`
    : `the printed figure is off; the exact value, ${exact.expected}, decides`;
}

function inWords(row: Expected, got: Estimate, error: number, isIn: boolean): string {
  const off = Math.abs(got.mean - Number(row.expected));
  if (off <= halfOfLastDigit(row.expected)) return "the same to the last digit printed";
  const errors = `${error === 0 ? "∞" : (off / error).toFixed(1)} standard errors off`;
  const whose = row.basis === "published" && row.runs !== "" ? "combined " : "";
  return isIn ? `${whose}${errors}` : `${whose}${errors}, ${LIMIT} are allowed`;
}
