import * as z from "zod";
import { UsageError } from "./errors.js";

const whole = (most: number) => z.number().int().min(1).max(most);

/** What `careshift run` takes, checked: yargs alone lets NaN and repeated flags through. */
export const runArguments = z.object({
  paths: z.array(z.string()).min(1),
  replications: whole(1_000_000).optional(),
  years: z
    .number()
    .min(1 / 365.25)
    .max(500)
    .optional(),
  seed: z.string().min(1).optional(),
  threads: whole(1024).optional(),
  calendar: z.enum(["default", "simjs"]),
  out: z.string().min(1).optional(),
  paper: z.boolean(),
  json: z.boolean(),
  strict: z.boolean(),
  quiet: z.boolean(),
});

export type RunArguments = z.infer<typeof runArguments>;

const WANTED: Record<string, string> = {
  replications: "a whole number from 1, such as --replications 30",
  years: "a number of years, at least a day (0.003), such as --years 5",
  seed: "any text but the empty one, such as --seed torbay",
  threads: "a whole number from 1, such as --threads 2",
  calendar: "default or simjs",
  out: "one folder, such as --out reports/mine",
  paths: "a folder or file, such as scenarios/torbay",
};

/** @throws {UsageError} naming the flag, what was typed and what is wanted */
export function parseArguments<T>(schema: z.ZodType<T>, argv: Record<string, unknown>): T {
  const parsed = schema.safeParse(argv);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const typed = Array.isArray(argv[name]) ? (argv[name] as unknown[]).join(" and ") : String(argv[name]);
    return `--${name} ${typed}: wanted is ${WANTED[name] ?? issue.message}${Array.isArray(argv[name]) && name !== "paths" ? ", once" : ""}`;
  });
  throw new UsageError(lines.join("\n"));
}
