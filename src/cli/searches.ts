/** What the commands that search (size, calibrate, stress) share: their flags, their progress, and files that are never written over. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Argv } from "yargs";
import * as z from "zod";
import type { Runner } from "../experiment/runners/runner.js";
import { keptThreads } from "../experiment/runners/threads.js";
import { fixedNumber, withRun } from "../experiment/settings.js";
import type { TrialOptions } from "../experiment/trials.js";
import { readFolder, readScenario } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { warningsOf } from "../scenario/warnings.js";
import { fixedReplications, runArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { readyToWriteFile, writeWhole } from "./files.js";
import { stoppable } from "./stoppable.js";

/** Flags of every search, as zod checks them. */
export const searchArguments = runArguments
  .pick({
    replications: true,
    years: true,
    seed: true,
    threads: true,
    calendar: true,
    out: true,
    json: true,
    quiet: true,
  })
  .extend({ path: z.string(), replications: fixedReplications });

/** A flag that may be given once or several times. */
export const several = z.preprocess(
  (typed) => (typed === undefined || Array.isArray(typed) ? typed : [typed]),
  z.array(z.string()),
);

export type SearchArguments = z.infer<typeof searchArguments>;

/** The same flags, as yargs shows them. */
export function searchFlags<T>(yargs: Argv<T>): Argv<T> {
  return yargs
    .option("replications", { type: "number", describe: "how often everyone lives through it, at least 2" })
    .option("years", { type: "number", describe: "years observed, after the warm-up" })
    .option("seed", { type: "string", describe: "any text: the same text gives the same results" })
    .option("threads", { type: "number", describe: "threads to run on (as many as there are cores)" })
    .option("calendar", { type: "string", default: "default", describe: "default, or simjs: slower, for checking" })
    .option("out", { type: "string", describe: "folder for what is found (reports/ and the scenario's folder)" })
    .option("json", { type: "boolean", default: false, describe: "print what is found as JSON instead of the table" })
    .option("quiet", { type: "boolean", default: false, describe: "no progress bar" }) as unknown as Argv<T>;
}

/** A scenario with the one at the root of what it extends; of a folder, its baseline. */
export function readWithRoot(path: string): { read: ReadScenario; root: ReadScenario } {
  const read = readScenario(readFolder(path)[0] as string);
  return { read, root: read.root === read.file ? read : readScenario(read.root) };
}

/** Says on stderr what is odd about scenarios, and which of their changes a run shortened by `--years` never sees. */
export function sayWarnings(reads: ReadScenario[], { years }: SearchArguments): void {
  const warnings = withRun(reads, { years }).flatMap(warningsOf);
  for (const warning of new Set(warnings)) console.error(warning);
}

/**
 * Runs a search with its progress on stderr; Ctrl-C stops it, and nothing is written.
 * @throws {UsageError} where there are too few replications for an interval
 */
export async function searching<T>(
  args: SearchArguments,
  read: ReadScenario,
  search: (runner: Runner, options: TrialOptions) => Promise<T>,
): Promise<T> {
  const replications = args.replications ?? fixedNumber(read.epochs[0]!.scenario.run);
  if (replications < 2)
    throw new UsageError(
      `--replications ${replications}: one replication has no interval; wanted are 2 or more, such as --replications 10`,
    );
  const { years, seed } = args;
  return stoppable(args, async (onProgress, signal) => {
    const runner = keptThreads(args.threads, args.calendar);
    try {
      return await search(runner, { replications, years, seed, onProgress, signal });
    } finally {
      await runner.close();
    }
  });
}

/** `-o FILE`: the scenario that a search writes, apart from the folder of what it finds. */
export function fileFlag<T>(yargs: Argv<T>, what: string): Argv<T> {
  return yargs.option("output", { alias: "o", type: "string", describe: `file for ${what} (in the folder of --out)` });
}

/**
 * Makes sure that a file that the user asked for by name can be written.
 * @throws {UsageError} where something stands there already, or nothing can be written
 */
export function mustBeNew(path: string | undefined): void {
  if (path === undefined) return;
  readyToWriteFile(path, "-o", "mine.yaml");
  if (existsSync(path))
    throw new UsageError(
      `-o ${path}: there is such a file already, and it is not written over; name another, or move it away`,
    );
}

/** Writes a file beside others that may have its name: `x.yaml`, else `x-2.yaml` and so on; one with the same text is kept. Returns where it is. */
export function writeNew(wanted: string, text: (path: string) => string): string {
  for (let n = 1; ; n++) {
    const path = n === 1 ? wanted : wanted.replace(/(\.[^./]*)?$/, `-${n}$1`);
    const whole = text(path);
    if (existsSync(path) && readFileSync(path, "utf8") !== whole) continue;
    writeWhole(path, whole);
    return path;
  }
}

/** How `extends:` names a scenario from a file elsewhere. */
export function extendsFrom(file: string, scenario: string): string {
  return relative(resolve(dirname(file)), resolve(scenario))
    .split(sep)
    .join("/");
}

/** The command that gives the same again; threads and where it is written do not change that. */
export function commandText(
  command: string,
  args: SearchArguments,
  own: readonly (readonly [string, string | number])[],
): string {
  const flags = (["replications", "years", "seed"] as const).flatMap((name) =>
    args[name] === undefined ? [] : [[name, args[name]] as const],
  );
  const all = [...own, ...flags].map(([name, value]) => `--${name} ${quoted(String(value))}`);
  const calendar = args.calendar === "default" ? [] : [`--calendar ${args.calendar}`];
  return [`careshift ${command}`, quoted(args.path), ...all, ...calendar].join(" ");
}

/** An argument as a shell takes it. */
export function quoted(text: string): string {
  return /^[\w./:%,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
