import * as z from "zod";

const name = z.string();
const bound = z.number().nullable();
const probability = z.number().min(0).max(1);
const share = z.strictObject({ share: probability, low: probability, high: probability });

/** Options against each other, as published; `key` says which measure. */
export function contestsSchema<Key extends z.core.$ZodLooseShape>(key: Key) {
  return z.array(
    z.strictObject({
      ...key,
      baseline: name,
      wanted: z.enum(["smallest", "largest"]).describe("which of two is the better"),
      pairs: z.array(pair),
      best: z
        .array(
          z.strictObject({
            scenario: name,
            low: bound.describe("its mean less that of the best of the others; all intervals hold at once"),
            high: bound,
            mayBeBest: z.boolean(),
          }),
        )
        .optional()
        .describe("multiple comparisons with the best (Hsu 1984; Nelson & Matejcik 1995), for targets and --best"),
    }),
  );
}

const pair = z.strictObject({
  first: name,
  second: name,
  family: z.enum(["with the baseline", "between redesigns"]).describe("of this measure; held to 95 % together"),
  difference: z.number().describe("first less second, paired"),
  low: bound.describe("95 % interval of this pair alone"),
  high: bound,
  n: z.number(),
  better: share.describe("of replications in which the first is better; 95 % interval (Wilson)"),
  worse: share,
  chance: probability.describe("that the first one's long-run mean is better, by Student's t"),
  together: z.strictObject({ low: bound, high: bound }).describe("simultaneous over the family (Bonferroni)"),
  p: probability.describe("adjusted over the family (Holm 1979)"),
  clear: z.boolean().describe("its own interval leaves out nought"),
  clearTogether: z.boolean().describe("p at most 5 %"),
});
