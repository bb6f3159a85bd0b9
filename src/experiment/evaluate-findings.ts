/** What `careshift evaluate` found, as it is kept and published. */
import * as z from "zod";
import { estimateSchema, identitySchema } from "./size-findings.js";

const text = z.string();
const number = z.number();

const claimSchema = z.strictObject({
  study: z
    .enum(["before-and-after", "matched-control", "randomised-trial", "truth", "untouched"])
    .describe(
      "truth: the same people with and without the policy's effects; untouched: the same people without, against their own year before (regression to the mean alone)",
    ),
  rate: estimateSchema.describe("emergency admissions per person-year of those the policy took on, while followed"),
  against: estimateSchema.describe("of those, or of the time, that the study compares with"),
  ratio: estimateSchema.nullable().describe("rate over against, linearised; null: nobody was admitted to compare with"),
  difference: estimateSchema.describe("rate less against, per person-year"),
  verdict: z
    .enum(["fall", "rise", "unclear"])
    .describe("what the study would claim: unclear where the 95 % interval of the ratio holds 1"),
});

const evaluatedSchema = z.strictObject({
  scenario: text,
  file: text,
  policy: text,
  label: text,
  place: text.describe("the caseload"),
  effects: z.array(z.strictObject({ on: text, times: number })).describe("as assumed at the start of the run"),
  followDays: number.describe("days that each person is followed"),
  beginsDay: number.describe("when the list opens in the studies, in days since the first day observed"),
  people: number.describe("enrolled, mean of the replications"),
  sameShare: number.describe("of these, taken on at the same round without the effects too: whom the truth is about"),
  crossedShare: number.describe("of matched controls, taken on themselves while they were followed"),
  controlsBefore: estimateSchema.describe("admissions of matched controls in the year before, per person"),
  claims: z.array(claimSchema),
});

/** What `careshift evaluate --json` prints; strict at every level. */
export const evaluationSchema = z.strictObject({
  identity: identitySchema,
  policies: z.array(evaluatedSchema),
});

export type Claim = z.infer<typeof claimSchema>;
export type Evaluated = z.infer<typeof evaluatedSchema>;
export type EvaluationFindings = z.infer<typeof evaluationSchema>;

/** JSON Schema (draft 7) of what `careshift evaluate` found. */
export function evaluationJsonSchema(): unknown {
  return z.toJSONSchema(evaluationSchema, { target: "draft-7" });
}
