/** What `careshift size` found, as it is kept and published. */
import * as z from "zod";
import type { ReadScenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import type { Identity } from "./findings.js";
import { hashOf, modelsOf } from "./identity.js";
import { withRun } from "./settings.js";
import type { TrialOptions } from "./trials.js";

const number = z.number();
const bound = number.nullable().describe("null: not known from one replication");

/** Which run an experiment is: the same for all that this module's neighbours publish. */
export const identitySchema = z.strictObject({
  scenario: z.string().describe("SHA-256 of the resolved scenarios"),
  models: z.array(z.string()).optional().describe("SHA-256 of each resolved scenario, without how it is run"),
  seed: z.string(),
  version: z.string(),
  replications: number,
  warmUpDays: number,
  years: number,
  command: z.string().describe("gives the same again"),
  complete: z.boolean(),
});

export const estimateSchema = z.strictObject({
  mean: number,
  low: bound.describe("95 % Student t interval"),
  high: bound,
  sd: number.describe("between replications"),
  n: number.describe("replications that had anybody to measure"),
});

/** The same where in no replication there may be anybody to measure. */
export const estimateOfAnySchema = estimateSchema.extend({
  mean: number.nullable().describe("null: there was nobody to measure in any replication"),
});

export const targetSchema = z.strictObject({
  text: z.string().describe("as it was typed"),
  measure: z.string(),
  place: z.string().nullable().describe("null: the whole system"),
  clock: z.string().optional().describe("of a measure of clocks: which one"),
  unit: z.string(),
  side: z.enum(["most", "least"]),
  limit: number.describe("in the measure's unit"),
});

const pointSchema = z.strictObject({
  sizes: z.array(number).describe("in the order of `places`"),
  meets: z.boolean().describe("all targets, each with the stated confidence"),
  targets: z.array(
    estimateOfAnySchema.extend({
      target: z.string(),
      bound: bound.describe("one-sided bound of the mean at the stated confidence"),
      meets: z.boolean().describe("the bound keeps the limit"),
      inRuns: z
        .strictObject({ met: number, low: number, high: number })
        .describe("share of replications that keep the limit, with its 95 % interval (Wilson)"),
    }),
  ),
  cost: estimateSchema.nullable().describe("of the whole system, £ a year; null where nothing has a price"),
});

/** What `careshift size --json` prints; strict at every level. */
export const sizeSchema = z.strictObject({
  identity: identitySchema,
  scenario: z.strictObject({ name: z.string(), file: z.string() }),
  places: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      counts: z.string().describe("beds, places or packages"),
      now: number,
      from: number.describe("fewest looked at"),
      to: number.describe("most looked at"),
    }),
  ),
  targets: z.array(targetSchema),
  confidence: number,
  answer: pointSchema
    .nullable()
    .describe("the fewest that meet all targets; of two places the cheapest such pair; null: none looked at does"),
  points: z.array(pointSchema).describe("every size tried, in order"),
  frontier: z
    .array(z.strictObject({ second: number, point: pointSchema.nullable() }))
    .nullable()
    .describe("of two places: for each size of the second, the fewest of the first"),
  monotone: z.strictObject({ ok: z.boolean(), why: z.array(z.string()) }).nullable(),
  notes: z.array(z.string()),
  file: z.string().nullable().describe("the redesign that was written"),
});

/** JSON Schema (draft 7) of what `careshift size` found. */
export function sizeJsonSchema(): unknown {
  return z.toJSONSchema(sizeSchema, { target: "draft-7" });
}

export type SizeFindings = z.infer<typeof sizeSchema>;

/** The identity of an experiment on some scenarios with the given settings. */
export function identityFor(
  scenarios: readonly ReadScenario[],
  options: TrialOptions,
  { version, command }: { version: string; command: string },
): Identity {
  const set = withRun([...scenarios], options);
  const { run } = set[0]!.epochs[0]!.scenario;
  return {
    scenario: hashOf(set.map((read) => [read.resolved, read.epochs[0]!.scenario.run])),
    models: modelsOf(set),
    seed: run.seed,
    version,
    replications: options.replications,
    warmUpDays: run.warmUp,
    years: run.length / DAYS_PER_YEAR,
    command,
    complete: true,
  };
}
