/** The published shape of what `careshift sensitivity` finds: what `--json` prints and `sensitivity.json` holds. */
import * as z from "zod";

const number = z.number();
const name = z.string();
const count = z.int().min(0);
/** Position in `numbers`. */
const which = count.describe("position in `numbers`");

const swing = z.strictObject({
  difference: number.describe("from the measure as written, paired under common random numbers"),
  half: number.nullable().describe("half of its 95 % interval (Student t); null with one replication"),
});

const index = z.strictObject({ value: number, low: number.describe("95 % bootstrap interval"), high: number });

const uncertain = z.strictObject({
  path: name.describe("where it stands in the scenario; of a change, the path that it changes"),
  change: name.nullable().describe("`set`, `add` or `scale` where it stands in a line of `changes:`"),
  written: name,
  unit: name.describe("of low, value and high; `times` where they multiply a table or law"),
  low: number.describe("low to high is read as a 95 % interval"),
  value: number.describe("as written: the median"),
  high: number,
  source: name.nullable(),
  where: z.array(name).describe("file:line:col"),
});

const tornado = z.strictObject({
  bars: z
    .array(z.strictObject({ number: which, low: swing, high: swing, width: number }))
    .describe("each number at its low and its high, the others as written; widest first"),
});

const sobol = z.strictObject({
  points: count.describe("of each of the two sets; every number's index takes as many again"),
  screened: count.describe("numbers that the tornado ranked, of which those with the widest bars were taken"),
  mean: number,
  sd: number.describe("of the measure when the numbers below are drawn, the others as written"),
  chance: number.nullable().describe("standard error that chance leaves in one point; null with one replication"),
  indices: z
    .array(
      z.strictObject({
        number: which,
        first: index.describe("share of the variance that would go were this number known"),
        total: index.describe("share that would stay were all the others known"),
      }),
    )
    .describe("largest total first"),
});

const evppi = z.strictObject({
  draws: count,
  aim: z.enum(["least", "most"]).describe("which is better: as little of the measure as can be, or as much"),
  options: z.array(
    z.strictObject({
      name,
      mean: number.describe("of the measure over all draws"),
      best: number.min(0).max(1).describe("share of draws in which it is the best option, chance included"),
    }),
  ),
  chosen: name.describe("best on average: what would be chosen now"),
  atMost: number.describe("what knowing everything would be worth at most: chance counts as if it could be known"),
  worths: z
    .array(
      z.strictObject({
        number: which,
        value: number.describe("expected gain from knowing this number before choosing, in the measure's unit"),
        low: number.describe("95 % bootstrap interval"),
        high: number,
        bedDays: number.nullable().describe("the same in days a year, where the measure counts people in a place"),
        pounds: number
          .nullable()
          .describe("the same in pounds a year: of a cost, or of bed days at the place's own cost"),
        best: z.tuple([name, name, name]).describe("best option with the number at its 5th, 50th and 95th percentile"),
      }),
    )
    .describe("most worth knowing first"),
});

/** Sensitivity findings as zod sees them; strict at every level. */
export const sensitivitySchema = z.strictObject({
  identity: z.strictObject({
    scenario: name.describe("SHA-256 of the resolved scenarios"),
    models: z.array(name).optional().describe("SHA-256 of each resolved scenario, without how it is run"),
    seed: name,
    version: name,
    replications: count.describe("of each set of numbers, the same for all"),
    warmUpDays: number,
    years: number,
    command: name.describe("makes these findings again"),
  }),
  question: z.strictObject({
    method: z.enum(["tornado", "sobol", "evppi"]),
    measure: name.describe("stable name: see `careshift schema measures`"),
    place: name.nullable(),
    unit: name,
    scenario: name,
    against: name.nullable().describe("where given, the measure is the paired difference from this scenario"),
    written: number.describe("mean of the measure with every number as written"),
    labels: z.record(z.string(), z.string()),
  }),
  numbers: z.array(uncertain).describe("every number with low and high, or a range"),
  notDrawn: z.array(name).describe("ranges on what can't be multiplied, such as a table of hours; held as written"),
  halved: count.describe("draws moved towards what is written because no such scenario could be"),
  tornado: tornado.nullable(),
  sobol: sobol.nullable(),
  evppi: evppi.nullable(),
  timings: z
    .strictObject({ seconds: number, threads: number })
    .describe("the only part that may differ between two runs of the same thing"),
});

export type SensitivityFindings = z.infer<typeof sensitivitySchema>;
export type Method = SensitivityFindings["question"]["method"];

/** JSON Schema (draft 7) of sensitivity findings. */
export function sensitivityJsonSchema(): unknown {
  return z.toJSONSchema(sensitivitySchema, { target: "draft-7" });
}
