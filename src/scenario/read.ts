/** Reading scenarios from disk. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import { type Complain, Complaints, type Fault, ScenarioFaults } from "./faults.js";
import { readFrom } from "./from.js";
import * as say from "./messages.js";
import type { ReadScenario } from "./scenario.js";
import { type Source, Unreadable } from "./source.js";

/** Larger files are not read. */
const MOST_MEGABYTES = 10;

/** Files on disk, in UTF-8. */
export const onDisk: Source = {
  read(path) {
    const bytes = bytesOf(path);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new Unreadable(`${path}: ${isText(bytes) ? say.notUtf8() : say.binary()}`);
    }
  },
};

/** Whether bytes that are not UTF-8 look like text of another encoding: no control characters but tabs and ends of lines. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
}

/**
 * Reads one scenario file and everything it extends.
 * @throws ScenarioFaults with everything that is wrong in all its files
 */
export function readScenario(path: string, source: Source = onDisk): ReadScenario {
  return readFrom(source, slashes(path));
}

/**
 * The files that are run for a path: of a folder its baseline.yaml, then its redesign-*.yaml in order of name; else the file itself.
 * @throws ScenarioFaults where a folder has no baseline.yaml, or nothing is there
 */
export function readFolder(path: string): string[] {
  const here = slashes(path);
  const complaints = new Complaints();
  const complain = (message: string) => complaints.add({ file: here, line: 1, col: 1 }, message);
  try {
    if (!statSync(here).isDirectory()) return [here];
    const names = readdirSync(here).sort();
    const redesigns = names.filter((name) => /^redesign-.*\.ya?ml$/.test(name));
    if (names.includes("baseline.yaml"))
      return ["baseline.yaml", ...redesigns].map((name) => `${here.replace(/\/+$/, "")}/${name}`);
    complain(say.noBaseline(here));
  } catch (error) {
    complain(whyNot(error, here).message);
  }
  complaints.settle();
  return [];
}

/**
 * Reads all that several paths name, each file once; a redesign whose root is not among them brings it along, in front.
 * @throws ScenarioFaults with everything that is wrong in all the files
 */
export function readPaths(paths: readonly string[]): ReadScenario[] {
  const complaints = new Complaints();
  const { faults } = complaints;
  const read = new Map<string, ReadScenario>();
  for (const path of paths) {
    for (const file of told(() => readFolder(path), faults) ?? []) readInto(read, file, faults);
  }
  const scenarios = [...read.values()];
  checkNames(scenarios, complaints.add);
  complaints.settle();
  return scenarios;
}

/** Results are told apart by the scenarios' names: who copies a file and forgets the name would read the figures of the other. */
function checkNames(scenarios: readonly ReadScenario[], complain: Complain): void {
  const first = new Map<string, string>();
  for (const { file, nameAt, epochs } of scenarios) {
    const { name } = epochs[0]!.scenario;
    const other = first.get(name);
    if (other === undefined) first.set(name, file);
    else complain(nameAt, say.sameName(name, other));
  }
}

function readInto(read: Map<string, ReadScenario>, file: string, faults: Fault[]): void {
  const key = resolve(file);
  if (read.has(key)) return;
  const scenario = told(() => readScenario(file), faults);
  if (!scenario) return;
  if (scenario.root !== file) readInto(read, scenario.root, faults);
  read.set(key, scenario);
}

function told<T>(doing: () => T, faults: Fault[]): T | undefined {
  try {
    return doing();
  } catch (error) {
    if (!(error instanceof ScenarioFaults)) throw error;
    for (const fault of error.faults) faults.push(fault);
    return undefined;
  }
}

function bytesOf(path: string): Uint8Array {
  try {
    const about = statSync(path);
    if (about.isDirectory()) throw new Unreadable(say.isFolder(path));
    const megabytes = about.size / 1e6;
    if (megabytes > MOST_MEGABYTES) throw new Unreadable(say.tooBig(path, megabytes, MOST_MEGABYTES));
    return readFileSync(path);
  } catch (error) {
    throw whyNot(error, path);
  }
}

/** Why the system would not give a file; anything but a system's answer is passed on. */
function whyNot(error: unknown, path: string): Unreadable {
  if (error instanceof Unreadable) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === undefined) throw error;
  if (code === "ENOENT" || code === "ENOTDIR") return new Unreadable(say.noSuchFile(path), true);
  return new Unreadable(say.failedToRead(path, code));
}

function slashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
