/** Reading scenarios from texts, wherever they are kept; nothing here knows of files on disk. */

import { loadChain, loadRegisters } from "./chain.js";
import type { Change } from "./changes.js";
import { checkReached, checkTogether } from "./check.js";
import { checkEverPossible, checkRings } from "./check-flow.js";
import { checkDayOne, checkPeople } from "./check-people.js";
import { toScenario } from "./convert.js";
import { describe } from "./describe.js";
import { type Resolved, resolve, type Stretch } from "./epochs.js";
import { checkSources, evidenceOf, evidenceOfChanges, type Register } from "./evidence.js";
import { type Complain, Complaints, type Fault, ScenarioFaults } from "./faults.js";
import * as say from "./messages.js";
import { locate } from "./paths.js";
import type { ChangeRead, Epoch, ReadScenario, Scenario, Step, Timetable } from "./scenario.js";
import { changesSchema, scenarioSchema } from "./schema.js";
import type { Source } from "./source.js";
import { nearest } from "./suggest.js";
import { at, type Mapping, type Path, plain, spotAt, type Tree, textAt } from "./tree.js";
import type { Say } from "./values.js";

/**
 * Reads a scenario and everything it extends from a source of texts.
 * @throws ScenarioFaults with everything that is wrong in all its files
 */
export function readFrom(source: Source, path: string): ReadScenario {
  const complaints = new Complaints();
  const chain = loadChain(source, path, complaints.add);
  if (!chain) complaints.settle();
  const files = chain as [Mapping, ...Mapping[]];
  const register = loadRegisters(source, files, complaints.add);
  for (const file of files) checkFile(file, register, complaints.add);
  const resolved = resolve(files, complaints.add);
  const epochs = complaints.faults.length > 0 ? inspected(resolved, complaints.add) : readEpochs(resolved, complaints);
  if (complaints.faults.length > 0 && files.length > 1)
    sayWhoBrought(complaints.faults, path, faultsOf(source, files[files.length - 2]!.spot.file));
  complaints.settle();
  return gathered(path, files, resolved, epochs, register);
}

/** A line of another file that is good there, and wrong only as this one changes something else: that is said beside it. */
function sayWhoBrought(faults: Fault[], path: string, below: ReadonlySet<string>): void {
  for (const fault of faults)
    if (fault.file !== path && !below.has(`${fault.where} ${fault.message}`)) fault.message += say.broughtBy(path);
}

/** What is wrong with a file by itself. */
function faultsOf(source: Source, path: string): Set<string> {
  try {
    readFrom(source, path);
    return new Set();
  } catch (error) {
    if (!(error instanceof ScenarioFaults)) throw error;
    return new Set(error.faults.map(({ where, message }) => `${where} ${message}`));
  }
}

/** The files of a scenario that holds together, so that it can be read again with some of its numbers changed. */
export interface Loaded {
  path: string;
  /** The one at the root of the chain of `extends` first. */
  files: [Mapping, ...Mapping[]];
  register: Register;
}

/**
 * Loads the files of a scenario and what they extend, without reading them.
 * @throws ScenarioFaults where they can't be loaded
 */
export function loadFrom(source: Source, path: string): Loaded {
  const complaints = new Complaints();
  const files = loadChain(source, path, complaints.add) as [Mapping, ...Mapping[]] | undefined;
  const register = loadRegisters(source, files ?? [], complaints.add);
  complaints.settle();
  return { path, files: files as [Mapping, ...Mapping[]], register };
}

/**
 * Reads loaded files as they are now.
 * @param tidy makes right what must be whole or sum to one, in the scenario of each stretch of the run
 * @throws ScenarioFaults where what they say now can't be
 */
export function readLoaded({ path, files, register }: Loaded, tidy: (tree: Mapping) => Mapping): ReadScenario {
  const complaints = new Complaints();
  const { stretches, changes } = resolve(files, complaints.add);
  const tidied = stretches.map((each) => ({ ...each, tree: tidy(each.tree) })) as Resolved["stretches"];
  complaints.settle();
  const epochs = readEpochs({ stretches: tidied, changes }, complaints);
  complaints.settle();
  return gathered(path, files, { stretches: tidied, changes }, epochs, register);
}

function gathered(
  file: string,
  files: [Mapping, ...Mapping[]],
  resolved: Resolved,
  epochs: Epoch[],
  register: Register,
): ReadScenario {
  const { stretches, changes } = resolved;
  const [{ tree }] = stretches;
  const dated = changes.filter(({ from }) => from !== undefined);
  return {
    file,
    nameAt: spotAt(files[files.length - 1]!, ["name"]),
    root: files[0].spot.file,
    epochs,
    changes: changes.map(toRead),
    evidence: [...evidenceOf(tree, register), ...evidenceOfChanges(changes, whatOf, register)],
    register,
    resolved: { ...(plain(tree) as object), changes: dated.map(({ line }) => plain(line)) },
    warnings: neverPossible(resolved, epochs),
  };
}

function checkFile(file: Mapping, register: Register, complain: Complain): void {
  const { spot } = file;
  for (const key of ["careshift", "name"]) if (!file.entries.has(key)) complain(spot, say.missingKey(key));
  const changes = at(file, "changes");
  if (changes) toldBy(changesSchema.safeParse(plain(changes)), changes, complain);
  checkSources(file, register, complain);
}

/** How one stretch is complained of: by the path of what is wrong, or by its place. */
interface Told {
  at: (path: Path, onKey: boolean, message: string) => void;
  spot: Complain;
}

/** Where something is wrong already, epochs are still looked at, so that everything is told at once. */
function inspected({ stretches }: Resolved, complain: Complain): Epoch[] {
  const blame = new Blame(complain);
  for (const [i, stretch] of stretches.entries()) readTree(stretch, i === 0, blame.in(stretch));
  return [];
}

/**
 * Who is complained to for what is wrong from a date on: the change that brought it about, once, and not the line that was good
 * before it, nor every month of a change that is phased in.
 */
class Blame {
  /** Paths and spots with a fault in an earlier stretch. */
  private readonly told = new Set<string>();

  constructor(private readonly complain: Complain) {}

  in(stretch: Stretch): Told {
    const earlier = new Set(this.told);
    return {
      at: (path, onKey, message) => {
        const key = JSON.stringify(path);
        this.told.add(key);
        if (earlier.has(key)) return;
        const own = spotAt(stretch.tree, path, onKey);
        const leaf = at(stretch.tree, ...path);
        const said =
          leaf?.kind === "leaf" && leaf.reckoned !== undefined
            ? say.reckoned(message, leaf.value, leaf.reckoned)
            : message;
        const changes = blamedFor(stretch, path);
        if (changes.length === 0) this.complain(own, said);
        for (const change of changes)
          this.complain(
            change.value?.spot ?? change.pathSpot,
            change.months > 1 ? say.fromDate(stretch.date, said) : said,
          );
      },
      spot: (spot, message) => {
        const key = `${spot.file}:${spot.line}:${spot.col}`;
        this.told.add(key);
        if (!earlier.has(key)) this.complain(spot, message);
      },
    };
  }
}

/** The dated changes of what stands at a path, or above or below it: those that take a step on the day, else those that have taken one. */
function blamedFor({ tree, steps, taken }: Stretch, path: Path): Change[] {
  const isNear = ({ path: changed }: Change) => {
    const other = locate(tree, changed);
    return other?.every((key, i) => i >= path.length || key === path[i]) === true;
  };
  const now = steps.filter(isNear);
  return now.length > 0 ? now.slice(-1) : taken.filter(isNear).slice(-1);
}

function readEpochs({ stretches }: Resolved, complaints: Complaints): Epoch[] {
  const epochs: Epoch[] = [];
  const blame = new Blame(complaints.add);
  for (const stretch of stretches) {
    const { from, steps } = stretch;
    const scenario = readTree(stretch, epochs.length === 0, blame.in(stretch));
    if (!scenario) continue;
    epochs.push({ from, scenario });
    const first = epochs[0] as Epoch;
    if (shapeOf(scenario) === shapeOf(first.scenario)) continue;
    for (const step of steps) complaints.add(step.pathSpot, say.shapeChanges());
  }
  return epochs;
}

/** One stretch as a scenario; undefined after complaints. */
function readTree({ tree }: Stretch, isFirst: boolean, complain: Told): Scenario | undefined {
  let sound = true;
  const told: Complain = (spot, message) => {
    sound = false;
    complain.spot(spot, message);
  };
  const tell: Say = (message, path = [], onKey = false) => {
    sound = false;
    complain.at(path, onKey, message);
  };
  const read = scenarioSchema.safeParse(plain(tree));
  checkTogether(tree, told);
  if (sound && !read.error?.issues.some(isOfKeys)) checkReached(tree, told);
  tellAll(read, tree, tell);
  if (read.data) checkPeople(read.data, tell);
  if (read.data) checkRings(read.data, tell);
  if (read.data && isFirst) checkDayOne(read.data, tell);
  return sound && read.data ? toScenario(read.data) : undefined;
}

type Parsed = { error?: { issues: readonly Issue[] } | undefined };
interface Issue {
  code?: string | undefined;
  message: string;
  path: PropertyKey[];
  keys?: string[];
  params?: Record<string, unknown> | undefined;
}

/** Complains of what a schema found in a tree, each at its place. */
export function toldBy(parsed: Parsed, tree: Tree, complain: Complain): void {
  tellAll(parsed, tree, sayAt(tree, complain));
}

function tellAll({ error }: Parsed, tree: Tree, tell: Say): void {
  const issues = error?.issues ?? [];
  for (const issue of issues) {
    const path = issue.path as Path;
    const key = String(path.at(-1));
    if (issue.keys)
      for (const [i, line] of issue.message.split("\n").entries()) tell(line, [...path, issue.keys[i] as string], true);
    else if (isMissing(issue, tree) && misspelt(issue, issues)) continue;
    else if (isMissing(issue, tree)) tell(say.missingKey(key), path);
    else tell(issue.message, path, issue.params?.onKey === true);
  }
}

/** Whether a key is wrong or missing, so that more may seem out of reach than is. */
function isOfKeys(issue: Issue): boolean {
  return issue.keys !== undefined || issue.params?.missing === true;
}

function isMissing({ params, path }: Issue, tree: Tree): boolean {
  return params?.missing === true && !at(tree, ...(path as Path));
}

/** Whether a missing key was written, but otherwise: that is told already. */
function misspelt({ path }: Issue, issues: readonly Issue[]): boolean {
  const [key, above] = [String(path.at(-1)), path.slice(0, -1).join(".")];
  const beside = issues.filter((other) => other.keys && other.path.join(".") === above);
  return beside.some((other) => other.keys?.some((written) => nearest(written, [key]) !== undefined));
}

function sayAt(tree: Tree, complain: Complain): Say {
  return (message, path = [], onKey = false) => complain(spotAt(tree, path, onKey), message);
}

/** What must hold throughout the run, as text. */
function shapeOf({ places, needs, arrivals, pathways, policies, population }: Scenario): string {
  return JSON.stringify([
    places.map((p) => [
      p.name,
      p.kind,
      p.takesVisits,
      p.overflow,
      p.shared,
      p.session,
      p.wtePerOpen,
      p.contactHours,
      p.admits,
      p.timetable.map(rowOf),
    ]),
    needs.map(({ name, times, afterDischarge }) => [name, times.length, afterDischarge !== undefined]),
    arrivals.map(({ name, rate }) => [name, rate !== undefined]),
    pathways.map(({ name, steps }) => [name, steps.map(stepOf)]),
    policies.map(({ name, effects }) => [name, effects.map(({ on }) => on)]),
    population?.people,
  ]);
}

function rowOf({ days, months, from, to }: Timetable): unknown[] {
  return [days, months, from, to];
}

function stepOf({ name, at, staff, visits, levelOfCare, didNotAttend, full, next }: Step): unknown[] {
  const then = "to" in full ? full.to : full.then;
  const ways = next.map(({ go, delay }) => [go, delay !== undefined]);
  return [name, at, staff?.team, visits, levelOfCare?.go, didNotAttend?.to, full.rule, then, ways];
}

function toRead(change: Change): ChangeRead {
  const { from, path, line } = change;
  return { from, path, what: whatOf(change), why: textAt(line, "why"), source: textAt(line, "source") };
}

/** A change in words: `add −30 over 12 months`. */
function whatOf({ verb, value, line }: Change): string {
  const told = value ? describe(value) : "";
  const by = verb === "add" ? told.replace(/^-/, "−") : told;
  const words = { set: `set to ${told}`, add: `add ${by}`, scale: `scale by ${told}`, remove: "remove" }[verb];
  const over = textAt(line, "over");
  return over === undefined ? words : `${words} over ${over}`;
}

/** No faults, as a search or a draw of what is uncertain may well try so few. */
function neverPossible({ stretches: [first] }: Resolved, epochs: Epoch[]): string[] {
  const told = new Complaints();
  if (first) checkEverPossible(epochs, sayAt(first.tree, told.add));
  return told.faults.map(({ where, message }) => `${where}: ${message}`);
}
