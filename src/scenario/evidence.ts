/** What stands behind the numbers: the register of sources, and the evidence of every number, table and law. */
import { isValue } from "./arithmetic.js";
import type { Change } from "./changes.js";
import { describe } from "./describe.js";
import type { Complain, Spot } from "./faults.js";
import * as say from "./messages.js";
import { nameOf } from "./paths.js";
import type { Evidence, ReadScenario } from "./scenario.js";
import { nearest } from "./suggest.js";
import { at, entriesAt, type Leaf, type Mapping, type Tree, textAt } from "./tree.js";
import { parseAmount } from "./units.js";

export type Register = ReadScenario["register"];

/** Parts whose numbers are no evidence: they frame the run, or say what is wished for. */
const NO_EVIDENCE = new Set([
  "careshift",
  "run",
  "name",
  "summary",
  "labels",
  "paper",
  "targets",
  "shocks",
  "extends",
  "changes",
  "bands",
]);
/** Keys whose text may look like a number and is a name. */
const NAMES = new Set([
  "step",
  "at",
  "go",
  "then",
  "on",
  "pathway",
  "predicts",
  "name",
  "label",
  "kind",
  "payer",
  "measure",
  "place",
  "source",
  "why",
  "confidence",
  "range",
  "low",
  "high",
  "takes",
  "sees",
]);

/** Whether what stands under a key is no number that evidence speaks of; below the top, names are none either. */
export function isNoEvidence(key: string, above: readonly string[] = []): boolean {
  const isNeed = key === "from" && above[0] === "opening";
  return NO_EVIDENCE.has(key) || isNeed || (above.length > 0 && NAMES.has(key));
}

/** Whether a text is a date or a time of day: it has its evidence, and is no number that could be multiplied. */
export function isMoment(raw: unknown): boolean {
  return /^(\d{4}-\d\d-\d\d|\d{1,2}:\d\d)$/.test(String(raw));
}

/** Evidence of every number, table and law in a tree; those without any have no source. */
export function evidenceOf(tree: Mapping, register: Register): Evidence[] {
  const found: Evidence[] = [];
  for (const [key, entry] of tree.entries) if (!isNoEvidence(key)) gather(entry.value, [key], [], register, found);
  return found;
}

/** Evidence that the changes themselves give: of dated ones, and of those that add or multiply. */
export function evidenceOfChanges(
  changes: readonly Change[],
  what: (change: Change) => string,
  register: Register,
): Evidence[] {
  return changes
    .filter(({ verb, from }) => verb !== "remove" && (from !== undefined || verb !== "set"))
    .map((change) => ({
      ...record(change.value as Tree, change.path.split("."), [change.line], register),
      value: what(change),
    }));
}

/** Complains of sources that the register does not have, and of assumptions without a reason or a range. */
export function checkSources(tree: Tree, register: Register, complain: Complain): void {
  if (tree.kind === "list") for (const item of tree.items) checkSources(item, register, complain);
  if (tree.kind !== "mapping") return;
  const source = tree.entries.get("source");
  if (source?.value.kind === "leaf" && typeof source.value.value === "string") {
    checkSource(source.value.value, source.value.spot, tree, register, complain);
  }
  for (const [key, entry] of tree.entries)
    if (key !== "labels" && key !== "paper") checkSources(entry.value, register, complain);
}

/** The register as a file has it: keys to titles and what else is known of them. */
export function readRegister(tree: Mapping, complain: Complain): Register {
  const sources = [...tree.entries].map(([key, entry]): [string, Register[string]] => {
    if (key === "assumed") complain(entry.spot, say.registerEntry(key));
    return [key, readSource(entry.value, complain)];
  });
  return Object.fromEntries(sources);
}

const FIELDS = ["title", "url", "year", "note", "licence"] as const;

function readSource(tree: Tree, complain: Complain): Register[string] {
  if (tree.kind !== "mapping") complain(tree.spot, say.notThisMapping(tree.kind === "leaf" ? tree.value : [], FIELDS));
  else if (!tree.entries.has("title")) complain(tree.spot, say.missingKey("title"));
  for (const [key, entry] of entriesAt(tree)) {
    if (!FIELDS.includes(key as (typeof FIELDS)[number]))
      complain(entry.spot, say.unknownKey(key, nearest(key, FIELDS), FIELDS));
    else if (entry.value.kind !== "leaf" || entry.value.value === null) complain(entry.value.spot, say.notText(null));
  }
  const leaf = (key: string) => (at(tree, key) as Leaf | undefined)?.value;
  const read: Register[string] = { title: String(leaf("title") ?? "") };
  for (const key of ["url", "note", "licence"] as const) if (leaf(key) !== undefined) read[key] = String(leaf(key));
  const year = Number(leaf("year"));
  return Number.isInteger(year) ? { ...read, year } : read;
}

function checkSource(key: string, spot: Spot, tree: Mapping, register: Register, complain: Complain): void {
  const has = (name: string) => tree.entries.has(name);
  if (key !== "assumed") {
    const known = Object.keys(register);
    if (!known.includes(key)) complain(spot, say.unknownSource(key, nearest(key, known), known));
    return;
  }
  if (!has("why")) complain(spot, say.assumedWithoutWhy());
  if (!has("range") && !(has("low") && has("high"))) complain(spot, say.assumedWithoutRange());
}

function gather(tree: Tree, path: string[], above: readonly Mapping[], register: Register, found: Evidence[]): void {
  if (tree.kind === "leaf") {
    if (parseAmount(tree.value)) found.push(record(tree, path, above, register));
    return;
  }
  if (tree.kind === "mapping" && isNumber(tree)) {
    found.push(record(tree, path, [...above, tree], register));
    // A multiplier beside a law or a table is a number of its own, often the fitted one.
    const times = tree.entries.get("times")?.value;
    if (times?.kind === "mapping" && times.entries.has("source")) {
      found.push(record(times, [...path, "times"], [...above, tree, times], register));
    }
    return;
  }
  if (tree.kind === "list") {
    for (const [i, item] of tree.items.entries())
      gather(item, [...path, nameOf(item) ?? String(i)], above, register, found);
    return;
  }
  for (const [key, { value }] of tree.entries) {
    if (isNoEvidence(key, path)) continue;
    if (key !== "chance" && isRestOfShares(value, tree))
      found.push(record(value, [...path, key], [...above, tree], register));
    else gather(value, [...path, key], [...above, tree], register, found);
  }
}

/** The `rest` of shares that have one source together: without it their list would seem to lack a part. */
function isRestOfShares(tree: Tree, shares: Mapping): boolean {
  if (tree.kind !== "leaf" || tree.value !== "rest" || !shares.entries.has("source")) return false;
  return [...shares.entries.values()].some(
    ({ value }) => value.kind === "leaf" && parseAmount(value.value) !== undefined,
  );
}

/** Whether a mapping is one number, table or law; branches and multipliers after discharge hold several. */
export function isNumber(tree: Mapping): boolean {
  return isValue(tree) && !["go", "wait", "hold", "after"].some((key) => tree.entries.has(key));
}

function record(tree: Tree, path: string[], above: readonly Mapping[], register: Register): Evidence {
  const own = tree.kind === "mapping" ? tree : undefined;
  const said = above.findLast((mapping) => mapping.entries.has("source")) ?? own;
  const source = textAt(said, "source");
  const { line, col, file } = own?.entries.get("value")?.value.spot ?? tree.spot;
  const bound = (key: string) => {
    const leaf = at(own, key) ?? at(said, key);
    return leaf?.kind === "leaf" ? String(leaf.value) : undefined;
  };
  const range = textAt(own, "range") ?? textAt(said, "range");
  return {
    path: path.join("."),
    value: describe(tree),
    source,
    citation: source === undefined ? undefined : register[source]?.title,
    why: textAt(said, "why"),
    low: bound("low") ?? range?.replace("±", "−"),
    high: bound("high") ?? range?.replace("±", "+"),
    confidence: textAt(own, "confidence") ?? textAt(said, "confidence"),
    where: `${file}:${line}:${col}`,
  };
}
