/** Making changes on the tree, and laying one scenario over another. */
import { added, blended, isValue, multiplied, type Whole } from "./arithmetic.js";
import type { Change } from "./changes.js";
import { describe } from "./describe.js";
import type { Complain } from "./faults.js";
import * as say from "./messages.js";
import { isCapacity, locate, nearestPath, parentOf } from "./paths.js";
import { at, exchange, type Mapping, type Path, type Tree, withEntry, withoutEntry } from "./tree.js";
import { type Amount, factor, parseAmount, readAmount, writeAmount } from "./units.js";

/** Parts of a scenario that a change may be the first to write something into. */
const SECTIONS = new Set([
  "labels",
  "needs",
  "arrivals",
  "places",
  "pathways",
  "policies",
  "opening",
  "targets",
  "shocks",
  "paper",
]);
/** Keys of a file that are not laid over what it extends. */
const OWN = new Set(["extends", "changes"]);
const EVIDENCE = ["source", "why", "confidence", "range"];

/**
 * The tree after a change, or after `part` of it, from 0 to 1, where it is being phased in.
 * Complains, and leaves the tree as it is, where the change can't be made.
 */
export function changed(tree: Mapping, change: Change, part: number, complain: Complain): Mapping {
  const path = locate(tree, change.path);
  if (change.verb === "set" && part === 1) return placed(tree, change, path, complain);
  if (!path) return lost(tree, change, complain);
  if (change.verb === "remove") return without(tree, path);
  const old = at(tree, ...path) as Tree;
  const made = change.verb === "set" ? phased(old, change, part, complain) : remade(old, change, part, complain);
  return made ? (exchange(tree, path, () => made) as Mapping) : tree;
}

/** A scenario laid over the one it extends: mapping by mapping, while values and lists replace what was there; its summary is its own. */
export function scenarioOver(below: Mapping, above: Mapping): Mapping {
  return laidOver(withoutEntry(below, "summary"), above);
}

function laidOver(below: Mapping, above: Mapping): Mapping {
  let whole = below;
  for (const [key, entry] of above.entries) {
    if (OWN.has(key)) continue;
    const old = below.entries.get(key)?.value;
    whole = withEntry(whole, key, over(old, entry.value), entry.spot);
  }
  return { ...whole, spot: above.spot };
}

function over(old: Tree | undefined, own: Tree): Tree {
  const parts = old?.kind === "mapping" && own.kind === "mapping" && !isValue(old) && !isValue(own);
  return parts ? laidOver(old, own) : own;
}

function placed(tree: Mapping, change: Change, path: Path | undefined, complain: Complain): Mapping {
  const value = withEvidence(change.value as Tree, change);
  if (path) return exchange(tree, path, () => value) as Mapping;
  const [section, ...rest] = change.path.split(".");
  const spot = change.pathSpot;
  const opened =
    section !== undefined && rest.length > 0 && SECTIONS.has(section) && !tree.entries.has(section)
      ? withEntry(tree, section, { kind: "mapping", spot, entries: new Map() })
      : tree;
  const found = parentOf(opened, change.path);
  if (!found) return lost(tree, change, complain);
  return exchange(opened, found.parent, (parent) => withEntry(parent as Mapping, found.key, value, spot)) as Mapping;
}

function lost(tree: Mapping, change: Change, complain: Complain): Mapping {
  complain(change.pathSpot, say.noSuchPath(change.path, nearestPath(tree, change.path)));
  return tree;
}

function without(tree: Mapping, path: Path): Mapping {
  const last = path.at(-1) as string | number;
  return exchange(tree, path.slice(0, -1), (parent) => {
    if (parent.kind === "list") return { ...parent, items: parent.items.filter((_, i) => i !== last) };
    return withoutEntry(parent as Mapping, String(last));
  }) as Mapping;
}

function phased(old: Tree, change: Change, part: number, complain: Complain): Tree | undefined {
  const target = withEvidence(change.value as Tree, change);
  const mixed = blended(old, target, part, staysWhole(change, part) === "all");
  if (mixed) return mixed;
  complain(change.pathSpot, say.notPhasable(change.path, describe(old), describe(target)));
  return undefined;
}

function remade(old: Tree, change: Change, part: number, complain: Complain): Tree | undefined {
  return change.verb === "add" ? plus(old, change, part, complain) : times(old, change, part, complain);
}

function plus(old: Tree, change: Change, part: number, complain: Complain): Tree | undefined {
  const { spot } = change.value as Tree;
  const by = plainNumber(change.value as Tree);
  const amount = parseAmount(by);
  if (!amount) return void complain(spot, say.notANumber(by, "a number to add", "-30"));
  if (amount.unit === "%" && isCapacity(change.path))
    return void complain(spot, say.addsPercent(describe(old), String(by), String(tidyFactor(amount.number))));
  const make = (of: Amount) =>
    added(old, { ...of, number: of.number * part }, staysWhole(change, part), spot, phaseOf(change, part));
  const made = make(amount);
  if (made) return made;
  const there = at(old, "value") ?? old;
  const number = there.kind === "leaf" ? parseAmount(there.value) : undefined;
  const likely = number && amount.unit === "" ? { ...amount, pounds: number.pounds, unit: number.unit } : undefined;
  if (likely && make(likely)) return void complain(spot, say.addsPlain(describe(old), String(by), writeAmount(likely)));
  const message = number ? say.unitsDiffer(describe(old), String(by)) : say.notAddable(change.path, describe(old));
  return void complain(number ? spot : change.pathSpot, message);
}

/** What so many percent more multiplies by. */
function tidyFactor(percent: number): number {
  return Number((1 + percent / 100).toFixed(6));
}

function times(old: Tree, change: Change, part: number, complain: Complain): Tree | undefined {
  const { spot } = change.value as Tree;
  const by = plainNumber(change.value as Tree);
  const reading = readAmount(by, factor);
  if ("wrong" in reading) return void complain(spot, say.badFactor(by));
  const made = multiplied(old, 1 + (reading.value - 1) * part, staysWhole(change, part), spot, phaseOf(change, part));
  return made ?? void complain(change.pathSpot, say.notScalable(change.path, describe(old)));
}

/** How far a change that is phased in has come; nothing of one that is made. */
function phaseOf({ months }: Change, part: number): string {
  return part < 1 ? `, step ${Math.round(part * months)} of ${months},` : "";
}

/** While beds are phased in, each step is of whole beds; what the planner writes for the end is not rounded, but its bounds are. */
function staysWhole({ path }: Change, part: number): Whole {
  if (!isCapacity(path)) return "none";
  return part < 1 ? "all" : "bounds";
}

function plainNumber(value: Tree): unknown {
  const number = value.kind === "mapping" ? value.entries.get("value")?.value : value;
  return number?.kind === "leaf" ? number.value : undefined;
}

/** A value that is set, with the evidence that stands on its change where it has none of its own. */
function withEvidence(value: Tree, change: Change): Tree {
  const bounds = value.kind === "leaf" || (value.kind === "mapping" && isValue(value) && !value.entries.has("by"));
  const keys = bounds ? [...EVIDENCE, "low", "high"] : EVIDENCE;
  const said = keys.flatMap((key) => change.line.entries.get(key) ?? []).length > 0;
  if (!said || value.kind === "list" || /\.(value|low|high)$/.test(change.path)) return value;
  if (value.kind === "leaf" && !parseAmount(value.value)) return value;
  let whole: Mapping =
    value.kind === "mapping"
      ? value
      : { kind: "mapping", spot: value.spot, entries: new Map([["value", { spot: value.spot, value }]]) };
  for (const key of keys) {
    const entry = change.line.entries.get(key);
    if (entry && !whole.entries.has(key)) whole = withEntry(whole, key, entry.value, entry.spot);
  }
  return whole;
}
