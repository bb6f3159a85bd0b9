/** Shocks as planners write them, in a YAML file of their own. */

import { parse } from "yaml";
import * as z from "zod";
import { isDate } from "../scenario/dates.js";
import { type Source, Unreadable } from "../scenario/source.js";
import type { Shock } from "./shocks.js";
import { UnknownMeasure } from "./targets.js";

const date = z.preprocess(
  (raw) => (raw instanceof Date ? raw.toISOString().slice(0, 10) : raw),
  z.string().refine(isDate, "a date is wanted, such as 2004-12-01"),
);
const change = z.union(
  [
    z.strictObject({ add: z.string(), by: z.number() }),
    z.strictObject({ scale: z.string(), by: z.number().positive() }),
  ],
  "a change is `{ add: PATH, by: NUMBER }` or `{ scale: PATH, by: FACTOR }`, the factor above 0",
);
const shock = z
  .strictObject({ label: z.string().optional(), from: date, until: date, changes: z.array(change).min(1) })
  .refine(({ from, until }) => from < until, "`until` is a date after `from`");
const file = z.strictObject({ shocks: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), shock) });

/**
 * The shocks of a file.
 * @throws {UnknownMeasure} saying what is wrong, and where in the file
 */
export function shocksIn(path: string, source: Source): Shock[] {
  const read = file.safeParse(parsed(path, source));
  if (!read.success) {
    const lines = read.error.issues.map(
      ({ path: at, message }) => `${path}: ${at.join(".") || "the file"}: ${message}`,
    );
    throw new UnknownMeasure(lines.join("\n"));
  }
  return Object.entries(read.data.shocks).map(([name, { label, from, until, changes }]) => ({
    name,
    label: label ?? name.replaceAll("-", " "),
    from,
    until,
    changes: changes as Shock["changes"],
  }));
}

function parsed(path: string, source: Source): unknown {
  try {
    return parse(source.read(path));
  } catch (error) {
    // `yaml` answers aliases that unfold without end with a ReferenceError.
    if (error instanceof Unreadable || ["YAMLParseError", "ReferenceError"].includes((error as Error).name))
      throw new UnknownMeasure(`--shocks ${path}: ${(error as Error).message.split("\n")[0]}`);
    throw error;
  }
}
