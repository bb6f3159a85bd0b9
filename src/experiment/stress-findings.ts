/** What `careshift stress` found, as it is kept and published. */
import * as z from "zod";
import { estimateOfAnySchema, identitySchema, targetSchema } from "./size-findings.js";

const text = z.string();
const number = z.number();

const kept = z.enum(["yes", "no", "unclear"]).nullable();
const shift = z.strictObject({
  calm: estimateOfAnySchema.describe("over the same days without the shock"),
  shocked: estimateOfAnySchema,
  difference: estimateOfAnySchema.describe("paired, replication by replication"),
});

/** What `careshift stress --json` prints; strict at every level. */
export const stressSchema = z.strictObject({
  identity: identitySchema,
  options: z.array(z.strictObject({ name: text, file: text })),
  targets: z
    .array(targetSchema.extend({ limit: number.nullable() }))
    .describe("what is watched; `limit` null: no target, only watched"),
  shocks: z.array(
    z.strictObject({
      name: text,
      label: text,
      from: text.describe("first day"),
      until: text.describe("the day it is over"),
      watchedTo: text.describe("last day watched: eight weeks on, or the end of the run"),
      changes: z.array(z.strictObject({ add: text.optional(), scale: text.optional(), by: number })),
    }),
  ),
  shaken: z.array(
    z.strictObject({
      option: text,
      shock: text,
      target: text,
      calm: estimateOfAnySchema.describe("over the same days without the shock"),
      shocked: estimateOfAnySchema,
      difference: estimateOfAnySchema.describe("paired, replication by replication"),
      keptCalm: kept.describe(
        "yes or no: the 95 % interval of the mean lies on that side of the limit; unclear: it holds the limit; null: there is no limit, or nobody",
      ),
      keptShocked: kept,
    }),
  ),
  shutOut: z
    .array(
      z.strictObject({
        option: text,
        shock: text,
        waiting: shift.describe("mean number who wait for a place, all places but teams together"),
        elsewhere: shift.describe(
          "people turned away, sent elsewhere or who gave up waiting over the days watched, at all places together",
        ),
      }),
    )
    .describe("whom places could not take: a place that is lost looks less full for that alone"),
  growthOver: z
    .strictObject({ from: text, to: text })
    .nullable()
    .describe(
      "first and last day that `headroom` is measured over: after every dated change, where the run is long enough",
    ),
  headroom: z.array(
    z.strictObject({
      option: text,
      target: text,
      growth: number
        .nullable()
        .describe(
          "whole percent by which all demand can grow with the target kept (95 % confidence, mean over the days of `growthOver`); null: see `never`",
        ),
      never: z
        .boolean()
        .describe(
          "not kept even with half of the demand; if false and growth is null, kept with all that was looked at",
        ),
    }),
  ),
  notes: z.array(text),
});

export type StressFindings = z.infer<typeof stressSchema>;

/** JSON Schema (draft 7) of what `careshift stress` found. */
export function stressJsonSchema(): unknown {
  return z.toJSONSchema(stressSchema, { target: "draft-7" });
}
