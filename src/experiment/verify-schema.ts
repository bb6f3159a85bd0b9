/** The published shape of a verification: what `careshift verify --json` prints. */
import * as z from "zod";

const text = z.string();
const number = z.number();

/** A verification as zod sees it; strict at every level. */
export const verificationSchema = z.strictObject({
  identity: z.strictObject({
    version: text,
    command: text.describe("does it again"),
    thorough: z.boolean().describe("ten times the replications"),
  }),
  ok: z.boolean().describe("no figure differs"),
  cases: z.array(z.strictObject({ name: text, title: text, seed: text, replications: number, ok: z.boolean() })),
  lines: z.array(
    z.strictObject({
      case: text,
      quantity: text,
      unit: text,
      expected: number,
      basis: z
        .enum(["exact", "published"])
        .describe("a closed form or exact numerical solution; or another simulator's printed figure"),
      source: text,
      got: number.describe("mean over replications"),
      low: number.nullable().describe("95 % Student t interval"),
      high: number.nullable(),
      standardError: number.describe("of the mean"),
      replications: number.describe("that the verdict rests on"),
      verdict: z
        .enum(["agrees", "differs", "shown"])
        .describe("within three standard errors or the rounding; outside; printed beside an exact figure that decides"),
      why: text.describe("the verdict in words"),
      sees: number.nullable().describe("smallest fault, as a share of what is expected, that would have been seen"),
    }),
  ),
  timings: z
    .strictObject({ seconds: number, threads: number })
    .describe("the only part that may differ between two runs of the same thing"),
});

/** JSON Schema (draft 7) of a verification. */
export function verificationJsonSchema(): unknown {
  return z.toJSONSchema(verificationSchema, { target: "draft-7" });
}
