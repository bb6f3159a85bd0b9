import * as z from "zod";
import { UsageError } from "./errors.js";

const whole = (most: number) => z.number().int().min(1).max(most);

/** Replications where they can't be left to a rule. */
export const fixedReplications = whole(1_000_000).optional();

/** `5%` or `0.05`, as a share. */
export const share = z
  .string()
  .regex(/^\d+(\.\d+)?%?$/)
  .transform((text) => (text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text)))
  .refine((value) => value > 0 && value < 1);

/** What `careshift run` takes, checked: yargs alone lets NaN and repeated flags through. */
export const runArguments = z.object({
  paths: z.array(z.string()).min(1),
  replications: z
    .union([z.literal("auto"), z.string().regex(/^\d+$/).transform(Number).pipe(whole(1_000_000))])
    .optional(),
  precision: share.optional(),
  warmUp: z.literal("auto").optional(),
  maxReplications: whole(1_000_000).min(8).optional(),
  years: z
    .number()
    .min(1 / 365.25)
    .max(500)
    .optional(),
  seed: z.string().min(1).optional(),
  threads: whole(1024).optional(),
  calendar: z.enum(["default", "simjs"]),
  uncertainty: z.boolean().optional(),
  draws: z.number().int().min(8).max(100_000).optional(),
  out: z.string().min(1).optional(),
  paper: z.union([z.boolean(), z.string()]),
  theme: z.string().min(1).optional(),
  best: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat())
    .optional(),
  json: z.boolean(),
  strict: z.boolean(),
  quiet: z.boolean(),
});

export type RunArguments = z.infer<typeof runArguments>;

/** `maxReplications` as it is typed: `max-replications`. */
export function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What each option wants, by its name. */
export const WANTED: Record<string, string> = {
  confidence: "a share below one, such as --confidence 95%",
  indifference: "a number above nought, such as --indifference 2",
  replications: "a whole number from 1, such as --replications 30, or auto",
  precision: "how far a mean may be out, such as --precision 5%",
  "warm-up": "auto; a fixed one is written in the scenario, such as warm-up: 400 days",
  "max-replications": "a whole number from 8, such as --max-replications 200",
  years: "a number of years from a day (0.003) to 500, such as --years 5",
  seed: "any text but the empty one, such as --seed torbay",
  threads: "a whole number from 1 to 1024, such as --threads 2",
  calendar: "default or simjs",
  output: "one file, such as -o mine.yaml",
  out: "one folder, such as --out reports/mine",
  paper: "formats, once, such as --paper html,docx",
  format: "formats, once, such as --format html,docx",
  theme: "one file, such as --theme trust.yaml",
  port: "a port from 0 to 65535, such as --port 8300",
  host: "one address, such as --host 0.0.0.0",
  state: "one folder, such as --state reports/mine",
  paths: "a folder or file, such as scenarios/torbay",
  measure: "the name of a measure, once: `careshift schema measures` lists them",
  place: "the name of a place, once",
  method: "tornado, sobol or evppi",
  aim: "least or most",
  best: "the name of a measure, perhaps of a place, such as --best 'wait of torbay-acute'",
  draws: "a whole number from 8, such as --draws 100",
  from: "a date, such as --from 2004-04-01",
  top: "a whole number from 1 to 50, such as --top 6",
};

/** @throws {UsageError} naming the flag, what was typed and what is wanted */
export function parseArguments<T>(schema: z.ZodType<T>, argv: Record<string, unknown>): T {
  const parsed = schema.safeParse(argv);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = dashed(String(issue.path[0]));
    const typed = Array.isArray(argv[name]) ? (argv[name] as unknown[]).join(" and ") : String(argv[name]);
    return `--${name} ${typed}: wanted is ${WANTED[name] ?? wantedBy(issue, Array.isArray(argv[name]))}${Array.isArray(argv[name]) && name !== "paths" ? ", once" : ""}`;
  });
  throw new UsageError(lines.join("\n"));
}

/** What is wanted of an option that has no words of its own. */
function wantedBy(issue: z.core.$ZodIssue, isRepeated: boolean): string {
  if (issue.code === "invalid_value") return `${isRepeated ? "one of " : ""}${issue.values.join(", ")}`;
  return isRepeated ? "one value" : issue.message;
}

/** An argument as it would be typed again. */
export function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
