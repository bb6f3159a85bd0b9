/** The cases with a known answer that are shipped in `tests/verification/`. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { VerificationCase } from "../experiment/verify.js";
import { parseExpected } from "../experiment/verify-expected.js";
import { readScenario } from "../scenario/read.js";
import { nearest } from "../scenario/suggest.js";
import { UsageError } from "./errors.js";

const FOLDER = fileURLToPath(new URL("../../tests/verification/", import.meta.url));

/**
 * The cases that are named, each once, or all of them: a name is a case's (`monks-2016/pooled`) or its folder's (`monks-2016`).
 * @throws {UsageError} for a name that is none
 */
export function shippedCases(names: readonly string[] = []): VerificationCase[] {
  const rows = parseExpected(readFileSync(`${FOLDER}expected.csv`, "utf8"));
  const all = [...new Set(rows.map((row) => row.case))];
  const wanted = names.length === 0 ? all : all.filter((each) => names.some((name) => isCalled(each, name)));
  const unknown = names.find((name) => !all.some((each) => isCalled(each, name)));
  if (unknown !== undefined) throw new UsageError(notACase(unknown, all));
  return wanted.map((name) => {
    const read = readScenario(`${FOLDER}${name}.yaml`);
    const root = read.root === read.file ? read : readScenario(read.root);
    return { name, read, root, expected: rows.filter((row) => row.case === name) };
  });
}

function isCalled(each: string, name: string): boolean {
  return each === name || each.split("/")[0] === name;
}

function notACase(name: string, all: string[]): string {
  const folders = [...new Set(all.map((each) => each.split("/")[0] as string))];
  const meant = nearest(name, [...folders, ...all]);
  return `${name} is no case${meant === undefined ? "." : `; did you mean ${meant}?`} There are: ${folders.join(", ")}`;
}
