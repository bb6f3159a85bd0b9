/** Reading session scripts from texts, wherever they are kept; nothing here knows of files on disk. */
import { compile } from "../care/compile.js";
import { type MeasureKey, Measures } from "../care/measures.js";
import { type Complain, Complaints, ScenarioFaults, type Spot } from "../scenario/faults.js";
import { readFrom, toldBy } from "../scenario/from.js";
import { emptyFile } from "../scenario/messages.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { beside, type Source, Unreadable } from "../scenario/source.js";
import { type Mapping, type Path, plain, spotAt } from "../scenario/tree.js";
import { parseYaml } from "../scenario/yaml.js";
import { checkMeasures, checkSession, keyOf } from "./session-check.js";
import {
  type SessionMeasure,
  type Stage,
  type StageKind,
  sessionSchema,
  type WrittenSession,
} from "./session-format.js";
import * as say from "./session-messages.js";
import { optionFile, withFile } from "./session-play.js";

/** A session script that was read and is sound. */
export interface Session extends Omit<WrittenSession, "careshift-session" | "measures"> {
  /** What the room looks at, with the unit the measure has. */
  measures: (SessionMeasure & { label: string; unit: string })[];
  file: string;
  /** Path of the scenario it is played with. */
  baseline: string;
  /** All its minutes together. */
  minutes: number;
}

/**
 * Reads a session script, the scenario it is played with, and every option as a redesign of it.
 * @throws ScenarioFaults with everything that is wrong
 */
export function readSession(source: Source, file: string): Session {
  return readSessionWith(source, file).session;
}

/** As `readSession`, with the scenario as it is and every option, ready to run. */
export function readSessionWith(
  source: Source,
  file: string,
): { session: Session; baseline: ReadScenario; options: Map<string, ReadScenario> } {
  const complaints = new Complaints();
  const tree = treeOf(source, file, complaints.add);
  complaints.settle();
  const read = sessionSchema.safeParse(plain(tree as Mapping));
  toldBy(read, tree as Mapping, complaints.add);
  complaints.settle();
  const { "careshift-session": _, ...written } = read.data as WrittenSession;
  const session: Session = {
    ...written,
    measures: written.measures.map((each) => ({ ...each, label: each.label ?? each.measure, unit: "" })),
    file,
    baseline: beside(file, written.scenario),
    minutes: minutesOf(written.stages),
  };
  const tell = (message: string, path: Path = [], onKey = false) =>
    complaints.add(spotAt(tree as Mapping, path, onKey), message);
  checkSession(session, tell);
  const baseline = scenarioOf(source, session, spotAt(tree as Mapping, ["scenario"]), complaints.add);
  if (baseline) {
    const keys = keysOf(baseline);
    checkMeasures(session, keys, tell);
    for (const each of session.measures) each.unit = keyOf(keys, each)?.unit ?? "";
  }
  const options = new Map<string, ReadScenario>();
  for (const name of Object.keys(session.options)) {
    const option = baseline && optionOf(source, session, name, (message) => tell(message, ["options", name], true));
    if (option) options.set(name, option);
  }
  complaints.settle();
  return { session, baseline: asRoot(baseline as ReadScenario, session), options };
}

/** Every measure that the scenario gives. */
function keysOf({ epochs }: ReadScenario): MeasureKey[] {
  const { plan, legend } = compile(epochs, epochs);
  return new Measures(plan, legend).keys;
}

/** The kind of a stage and what is written under it. */
export function stageOf(stage: Stage): {
  kind: StageKind;
  title: string;
  minutes: number;
  text?: string;
  notes?: string;
} {
  const [kind, written] = Object.entries(stage).find(([, value]) => value !== undefined) as [
    StageKind,
    { title?: string; minutes: number; text?: string; notes?: string },
  ];
  return { ...written, kind, title: written.title ?? TITLES[kind] };
}

const TITLES: Record<StageKind, string> = {
  brief: "The story",
  predict: "What do you think?",
  run: "Run it",
  plan: "Your plan",
  discuss: "Talk about it",
  debrief: "What it shows",
};

/** Rounds of teams are played instead of the stages' own time, so they are not added. */
function minutesOf(stages: Stage[]): number {
  return stages.reduce((sum, stage) => sum + stageOf(stage).minutes, 0);
}

function treeOf(source: Source, file: string, complain: Complain): Mapping | undefined {
  const spot: Spot = { file, line: 1, col: 1 };
  try {
    const text = source.read(file);
    if (text.trim() === "") return void complain(spot, emptyFile().replace("careshift: 1", "careshift-session: 1"));
    return parseYaml(text, file, complain, { called: "a session", begins: "`careshift-session: 1`" });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return void complain(spot, error.message);
  }
}

/** A session may be played with a redesign: what its options are compared with is that, not what it extends. */
export function asRoot(read: ReadScenario, { baseline }: Pick<Session, "baseline">): ReadScenario {
  return { ...read, root: baseline };
}

function scenarioOf(source: Source, { baseline }: Session, spot: Spot, complain: Complain): ReadScenario | undefined {
  try {
    return readFrom(source, baseline);
  } catch (error) {
    if (!(error instanceof ScenarioFaults)) throw error;
    for (const fault of error.faults)
      complain(fault.file === baseline && fault.line === 1 ? spot : fault, fault.message);
    return undefined;
  }
}

/** An option read as a redesign; what is wrong with it is told where the session names it. */
function optionOf(
  source: Source,
  session: Session,
  name: string,
  tell: (message: string) => void,
): ReadScenario | undefined {
  const { path, text } = optionFile(session, name);
  try {
    return asRoot(readFrom(withFile(source, path, text), path), session);
  } catch (error) {
    if (!(error instanceof ScenarioFaults)) throw error;
    for (const { message, file, where } of error.faults)
      tell(say.optionFault(file === path ? message : `${where}: ${message}`));
    return undefined;
  }
}
