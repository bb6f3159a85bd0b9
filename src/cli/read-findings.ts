import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { Findings } from "../experiment/findings.js";
import { findingsSchema } from "../experiment/findings-schema.js";
import { UsageError } from "./errors.js";

/** Findings are a few megabytes; more is another file. */
const MOST_MEGABYTES = 200;
/** So many faults are told, and how many more there are. */
const MOST_TOLD = 5;
const AGAIN = "make it again with careshift run, or name another run's folder, such as reports/torbay";

/**
 * The findings that a run has left in its folder.
 * @throws {UsageError} where there are none, or where the file is not what a run of this version writes, with file and place
 */
export function readFindings(run: string): { findings: Findings; file: string } {
  const file = fileOf(run);
  const text = textOf(file);
  const read = parsed(text, file);
  const checked = findingsSchema.safeParse(read);
  if (!checked.success) throw new UsageError(faults(checked.error.issues, text, file, read));
  if (checked.data.scenarios.length === 0) throw new UsageError(`${file}: there is no scenario in it; ${AGAIN}`);
  return { findings: checked.data as Findings, file };
}

function fileOf(run: string): string {
  try {
    return statSync(run).isDirectory() ? join(run, "findings.json") : run;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new UsageError(
      `${run}: there is no such run; name its folder, such as reports/torbay, or make it with careshift run`,
    );
  }
}

function textOf(file: string): string {
  try {
    const megabytes = statSync(file).size / 1e6;
    if (megabytes > MOST_MEGABYTES)
      throw new UsageError(`${file} is ${megabytes.toFixed(0)} MB, too large for findings; ${AGAIN}`);
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(code === "ENOENT" ? `there is no ${file}; ${AGAIN}` : `${file} could not be read (${code})`);
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const lines = new LineCounter();
    const [first] = parseDocument(text.slice(0, 5e6), {
      lineCounter: lines,
      prettyErrors: false,
      schema: "json",
      strict: true,
    }).errors;
    const { line, col } = first ? lines.linePos(first.pos[0]) : { line: text.split("\n").length, col: 1 };
    throw new UsageError(
      `${file}:${Math.max(1, line)}:${Math.max(1, col)}: this is not JSON, or it ends too early; ${AGAIN}`,
    );
  }
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

function faults(issues: readonly Issue[], text: string, file: string, read: unknown): string {
  const place = placesIn(text);
  const told = issues.slice(0, MOST_TOLD).map(({ path, message }) => {
    const where = place(path as (string | number)[]);
    return `${file}${where}: ${path.length === 0 ? "" : `\`${path.map(String).join(".")}\`: `}${kind(message)}`;
  });
  const more = issues.length - told.length;
  const version = (read as { identity?: { version?: unknown } } | null)?.identity?.version;
  return [
    ...told,
    ...(more > 0 ? [`and ${more} more`] : []),
    `these are no findings of this version of Careshift${typeof version === "string" ? ` (they say ${version})` : ""}; ${AGAIN}`,
  ].join("\n");
}

/** `Invalid input: expected number, received string` as a planner says it. */
function kind(message: string): string {
  return message
    .replace(/^Invalid input: expected (.+), received undefined$/, "$1 is missing")
    .replace(/^Invalid input: expected (.+), received (.+)$/, "wanted is $1, there is $2")
    .replace(/^Unrecognized keys?: /, "not known: ");
}

/** Where something stands in a JSON text, as `:line:col`; JSON is YAML. */
function placesIn(text: string): (path: (string | number)[]) => string {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return (path) => {
    for (let deep = path.length; deep >= 0; deep--) {
      const found = document.getIn(path.slice(0, deep), true) as { range?: [number, number, number] } | undefined;
      if (found?.range) {
        const { line, col } = lines.linePos(found.range[0]);
        return `:${line}:${col}`;
      }
    }
    return "";
  };
}
