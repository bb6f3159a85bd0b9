/** The published shape of what is found when numbers that are not known are drawn: chance and ignorance told apart. */
import * as z from "zod";

const number = z.number();
const share = z.number().min(0).max(1);

/** The parts of a measure, or of a paired difference. */
const parts = {
  mean: number.describe("over all draws and replications"),
  low: number.describe(
    "2.5th percentile of long-run means, over what is not known and how few draws were made; chance within a draw taken out",
  ),
  high: number.describe("97.5th percentile"),
  meanLow: number.describe("95 % interval of the mean itself, from making no more draws than these"),
  meanHigh: number,
  chance: number.describe("standard deviation between replications of one draw"),
  ignorance: number.describe("standard deviation of long-run means between draws"),
  share: share.describe("ignorance's share of the variance of one replication"),
  below: share.describe("share of draws whose long-run mean, chance taken out, is below nought"),
  draws: number,
  replications: number.describe("of each draw"),
};

/**
 * The schema, given the fields by which findings name a measure.
 */
export function ignoranceSchema<K extends z.ZodRawShape>(key: K) {
  return z.strictObject({
    draws: number,
    replications: number.describe("of each draw; other people in every draw, the same in every scenario"),
    numbers: number.describe("that carry low and high, or a range"),
    notDrawn: z.array(z.string()).describe("ranges on what can't be multiplied; held as written"),
    halved: number.describe("draws moved towards what is written because no such scenario could be"),
    scenarios: z.array(
      z.strictObject({
        name: z.string(),
        measures: z.array(z.strictObject({ ...key, ...parts })),
        targets: z.array(
          z.strictObject({
            target: z.string(),
            met: share.describe("share of all replications of all draws that meet it"),
          }),
        ),
      }),
    ),
    comparisons: z.array(
      z.strictObject({
        ...key,
        scenario: z.string(),
        against: z.string(),
        ...parts,
      }),
    ),
  });
}
