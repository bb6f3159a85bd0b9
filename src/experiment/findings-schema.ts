/** The published shape of findings: what `--json` prints and `findings.json` holds. */
import * as z from "zod";
import { contestsSchema } from "./contests-schema.js";
import { ignoranceSchema } from "./ignorance-schema.js";

const number = z.number();
/** Unknown where there is one replication only. */
const bound = z.number().nullable();
const share = z.number().min(0).max(1);
const name = z.string();

const key = {
  measure: name.describe("stable name: see `careshift schema measures`"),
  place: name.nullable().describe("null: the whole system"),
  group: z
    .union([
      z.strictObject({ need: name }),
      z.strictObject({ age: name }),
      z.strictObject({ payer: name }),
      z.strictObject({ segment: name }),
      z.strictObject({ setting: name }),
      z.strictObject({ clock: name }),
    ])
    .nullable()
    .describe("people by need, age band, segment or setting, cost by payer, or a clock; null: all"),
  unit: name,
};

const monthOff = z.strictObject({
  month: number.describe("from 1"),
  off: number.describe("share of the mean over months"),
});

const target = z.strictObject({
  target: name,
  measure: name,
  place: name.nullable(),
  wanted: name,
  atMost: number.optional().describe("limit in the measure's unit: shares as fractions, times in days"),
  atLeast: number.optional(),
  met: share.describe("share of replications that meet it"),
  low: share.describe("95 % interval (Wilson)"),
  high: share,
  untold: share
    .optional()
    .describe("share of replications in which it can't be told, as there was nobody to measure; they count as not met"),
});

const scenario = z.strictObject({
  name,
  summary: name,
  file: name,
  start: name.describe("ISO date on which observation starts"),
  steady: z.strictObject({ ok: z.boolean(), told: z.literal(false).optional(), why: name }),
  measures: z.array(
    z.strictObject({
      ...key,
      mean: number,
      low: bound.describe("95 % Student t interval"),
      high: bound,
      sd: number.describe("between replications"),
      n: number.describe("replications that had anybody to measure"),
    }),
  ),
  unmeasured: z
    .array(z.strictObject(key))
    .optional()
    .describe("measures without a value in any replication, as there was nobody, or no open bed, to measure"),
  targets: z.array(target),
  allTargets: target.nullable(),
  audit: z
    .array(
      z.strictObject({
        check: name,
        place: name.nullable(),
        expected: number,
        got: number,
        ok: z.boolean(),
        replications: number,
      }),
    )
    .describe("each check in its worst replication"),
  places: z.array(z.strictObject({ name, label: name, kind: name, payer: name, capacity: number.nullable() })),
  flows: z
    .array(z.strictObject({ fromPlace: name, to: name, toPlace: name.nullable(), perYear: number }))
    .describe("people who went from place to place, or out of care, whatever they were meant to do; toPlace null: out"),
  census: z
    .array(
      z.strictObject({
        place: name,
        season: z
          .strictObject({ fullest: monthOff, emptiest: monthOff })
          .optional()
          .describe(
            "months whose midnight census can be told apart from each other, picked from all; left out where none can",
          ),
        weeks: z.array(
          z.strictObject({
            start: name,
            occupied: number,
            low: number,
            high: number,
            delayed: number,
            waiting: number,
          }),
        ),
      }),
    )
    .describe("weekly means of the midnight census, to seven digits; low and high: where 90 % of replications lie"),
  histograms: z
    .array(
      z.strictObject({
        place: name,
        width: number.describe("each bar stands for this many numbers of people"),
        bars: z.array(z.strictObject({ from: number, share })),
      }),
    )
    .optional()
    .describe("share of the time observed that a place held so many; bars without any time are left out"),
  terms: z
    .array(
      z.strictObject({
        place: name,
        from: name.describe("ISO date"),
        days: number,
        capacity: number.nullable(),
        prices: z.record(z.string(), number).describe("£ per occupied day, open day and stay"),
      }),
    )
    .optional()
    .describe("capacity and prices of each place, from each date on which one of them changed"),
  changes: z.array(
    z.strictObject({ from: name.optional(), path: name, what: name, why: name.optional(), source: name.optional() }),
  ),
  evidence: z.array(
    z.strictObject({
      path: name,
      value: name,
      source: name.optional(),
      citation: name.optional(),
      why: name.optional(),
      low: name.optional(),
      high: name.optional(),
      confidence: name.optional(),
      where: name,
    }),
  ),
  labels: z.record(z.string(), z.string()),
  register: z.record(
    z.string(),
    z.strictObject({
      title: name,
      url: name.optional(),
      year: number.optional(),
      note: name.optional(),
      licence: name.optional(),
    }),
  ),
  paper: z.record(z.string(), z.string().optional()),
  warnings: z.array(name),
  cutShort: z
    .enum(["never", "partly"])
    .optional()
    .describe("of a redesign: the run ends before all, or a part, of what it changes"),
});

/** Findings as zod sees them; strict at every level. */
export const findingsSchema = z.strictObject({
  identity: z.strictObject({
    scenario: name.describe("SHA-256 of the resolved scenarios"),
    models: z.array(name).optional().describe("SHA-256 of each resolved scenario, without how it is run"),
    seed: name,
    version: name,
    replications: number,
    warmUpDays: number,
    years: number,
    command: name.describe("makes these findings again"),
    complete: z.boolean().describe("false when the run was stopped early"),
  }),
  scenarios: z.array(scenario),
  comparisons: z.array(
    z.strictObject({
      ...key,
      scenario: name,
      against: name,
      difference: number.describe("paired, under common random numbers"),
      low: bound,
      high: bound,
      n: number,
      clear: z.boolean().describe("the interval leaves out nought"),
      gain: number.nullable().describe("variance without pairing over variance with"),
    }),
  ),
  warmUp: z
    .strictObject({
      rule: z.enum(["mser-5", "opening"]),
      days: number,
      settled: z.boolean().describe("every place of beds settles within the pilot"),
      replications: number.describe("averaged in the pilot"),
      pilotDays: number,
      places: z.array(
        z.strictObject({
          scenario: name,
          place: name,
          days: number.describe("truncation point"),
          settled: z.boolean(),
          decides: z.boolean().describe("places of beds decide"),
          series: z.array(number).describe("in the place or waiting for it at midnight, means of five days"),
        }),
      ),
    })
    .optional()
    .describe("how the warm-up was found, where that was left to the run"),
  precision: z
    .strictObject({
      wanted: number.describe("half-width of the 95 % interval over the mean"),
      most: number.describe("replications at most"),
      lookAhead: number.describe("replications for which it must hold on"),
      reached: z.boolean(),
      measures: z.array(
        z.strictObject({
          ...key,
          scenario: name,
          mean: number,
          half: bound.describe("of the 95 % interval"),
          precision: bound.describe("half-width over the mean, or over the target's bound where that is larger"),
          after: number.nullable().describe("replications after which it was reached and held"),
        }),
      ),
    })
    .optional()
    .describe("where replications went on until means were precise (Hoad, Robinson & Davies 2010)"),
  observed: z
    .array(
      z.strictObject({
        measure: name,
        place: name.nullable(),
        value: number,
        low: number.optional(),
        high: number.optional(),
        sd: number.optional(),
        from: name.optional(),
        to: name.optional(),
        unit: name,
        year: name,
        area: name,
        source: name,
        use: z.enum(["fit", "check", "input", "context"]),
        note: name,
      }),
    )
    .optional()
    .describe("real figures from observed.csv beside the first scenario"),
  ignorance: ignoranceSchema(key)
    .optional()
    .describe("where numbers that are not known were drawn: chance and ignorance told apart"),
  contests: contestsSchema(key)
    .optional()
    .describe(
      "every pair of options on the main measures: those of the table on the screen, of targets, and of --best",
    ),
  timings: z
    .strictObject({ seconds: number, threads: number, eventsPerSecond: number })
    .describe("the only part that may differ between two runs of the same thing"),
});

/** JSON Schema (draft 7) of findings. */
export function findingsJsonSchema(): unknown {
  return z.toJSONSchema(findingsSchema, { target: "draft-7" });
}
