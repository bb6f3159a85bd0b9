import { readFrom } from "../../scenario/from.js";
import type { ReadScenario } from "../../scenario/scenario.js";
import type { Source } from "../../scenario/source.js";
import { DAYS_PER_YEAR } from "../../scenario/units.js";
import { readSession, type Session, stageOf } from "../session-read.js";
import type { FirstResult } from "./first-results.js";
import { type Lever, leversOf } from "./levers.js";

/** Everything a page needs to plan with: the texts of all scenario files and tables, nothing resolved, nothing lost. */
export interface Bundle {
  /** Path to text; paths are relative to the deepest folder that holds all of them. */
  files: Record<string, string>;
  scenarios: Listed[];
  /** Session scripts that may be played. */
  sessions: Script[];
  /** Version of Careshift that the page was made with. */
  version: string;
  /** First looks that need not be run again. */
  first?: FirstResult[];
}

/** A session script, its stages in order, ready to be shown. */
export interface Script {
  session: Session;
  stages: ReturnType<typeof stageOf>[];
}

/** A scenario that may be chosen. */
export interface Listed {
  /** A key of `files`. */
  file: string;
  /** The file at the root of its `extends`; its own for a baseline. */
  root: string;
  name: string;
  summary: string;
  /** How keys are shown to people. */
  labels: Record<string, string>;
  /** As many as it asks for. */
  replications: number;
  /** Years observed, after the warm-up. */
  years: number;
  levers: Lever[];
}

/**
 * Reads scenarios and session scripts, and keeps the text of every file that reading them asked for.
 * @param paths scenario files, with forward slashes, all relative or all absolute
 * @param scripts session scripts, likewise; the scenario that one is played with is among the scenarios
 * @throws ScenarioFaults with everything that is wrong in a file
 */
export function gatherBundle(
  source: Source,
  paths: readonly string[],
  scripts: readonly string[],
  version: string,
): Bundle {
  const texts = new Map<string, string>();
  const recording: Source = {
    read(path) {
      const text = source.read(path);
      texts.set(path, text);
      return text;
    },
  };
  const reads = paths.map((path) => readFrom(recording, path));
  const sessions = scripts.map((path) => readSession(recording, path));
  const folder = folderOfAll([...texts.keys()]);
  const within = (path: string) => path.slice(folder.length);
  return {
    files: Object.fromEntries([...texts].map(([path, text]) => [within(path), text])),
    scenarios: reads.map((read) => ({ ...listed(read), file: within(read.file), root: within(read.root) })),
    sessions: sessions.map((session) => scriptOf(session, within)),
    version,
  };
}

function scriptOf(session: Session, within: (path: string) => string): Script {
  const moved = { ...session, file: within(session.file), baseline: within(session.baseline) };
  return { session: moved, stages: session.stages.map(stageOf) };
}

function listed(read: ReadScenario): Omit<Listed, "file" | "root"> {
  const { name, summary, labels, run } = read.epochs[0]!.scenario;
  return {
    name,
    summary,
    labels,
    replications: run.replications,
    years: run.length / DAYS_PER_YEAR,
    levers: leversOf(read),
  };
}

/** The deepest folder that all paths lie in, with its last slash; empty where there is none. */
function folderOfAll(paths: string[]): string {
  let folder = folderOf(paths[0] ?? "");
  while (!paths.every((path) => path.startsWith(folder))) folder = folderOf(folder.slice(0, -1));
  return folder;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
