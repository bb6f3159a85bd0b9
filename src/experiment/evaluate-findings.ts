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

const share = number.describe("share");

const redesignClaimSchema = z.strictObject({
  study: z
    .enum(["before-and-after", "worst-first", "matched-control", "randomised-trial", "truth", "untouched"])
    .describe(
      "worst-first: before and after in the third of economies whose year before was highest; truth: the same economies with and without the redesign; untouched: the same economies without it, against their own year before",
    ),
  rate: estimateSchema.describe("the measure in the year after, with the redesign (untouched: without it)"),
  against: estimateSchema.describe("in the economies, or the year, that the study compares with"),
  ratio: estimateSchema.nullable().describe("rate over against, linearised; null: there is nothing to divide by"),
  difference: estimateSchema.describe("rate less against"),
  verdict: z
    .enum(["fall", "rise", "unclear"])
    .describe("what the study would claim: unclear where the 95 % interval of the ratio holds 1"),
  economies: number.describe("in the study"),
  alone: z
    .strictObject({ fell: share, rose: share })
    .nullable()
    .describe("before and after in a single economy: in what share of economies the measure fell and rose"),
  often: z
    .strictObject({ fall: share, rise: share })
    .nullable()
    .describe("of 1000 studies of this size, each with lots of its own, the share that would claim a fall and a rise"),
  needed: number
    .nullable()
    .describe(
      "economies in all with which four such studies in five would claim the change that there is (before and after: of that and what is seen, the smaller); null: there is none, it is not clear, or the study sees the opposite",
    ),
});

const periodSchema = z.strictObject({ from: text, to: text.describe("last day") });

const redesignSchema = z.strictObject({
  scenario: text,
  file: text,
  against: text.describe("the scenario without the redesign"),
  before: periodSchema,
  after: periodSchema,
  economies: number.describe("replications: each is a health economy"),
  measures: z.array(
    z.strictObject({
      measure: text,
      place: text.nullable(),
      label: text.describe("of the place"),
      unit: text,
      claims: z.array(redesignClaimSchema),
    }),
  ),
  notes: z.array(text),
});

/** What `careshift evaluate --json` prints; strict at every level. */
export const evaluationSchema = z.strictObject({
  identity: identitySchema,
  policies: z.array(evaluatedSchema),
  redesigns: z.array(redesignSchema),
});

export type Claim = z.infer<typeof claimSchema>;
export type Evaluated = z.infer<typeof evaluatedSchema>;
export type RedesignClaim = z.infer<typeof redesignClaimSchema>;
export type EvaluatedRedesign = z.infer<typeof redesignSchema>;
export type EvaluationFindings = z.infer<typeof evaluationSchema>;

/** JSON Schema (draft 7) of what `careshift evaluate` found. */
export function evaluationJsonSchema(): unknown {
  return z.toJSONSchema(evaluationSchema, { target: "draft-7" });
}
