/** Adding to, multiplying and blending values as they were written, units and all. */

import { MONTHS, WEEKDAYS } from "./dates.js";
import type { Spot } from "./faults.js";
import { LAWS } from "./law.js";
import { at, type Leaf, type Mapping, type Tree, withEntry, withoutEntry } from "./tree.js";
import { type Amount, exchangeRate, parseAmount, writeAmount } from "./units.js";

/** What is done to each number, and where the change that does it stands. */
interface Edit {
  spot: Spot;
  /** @param isBound of a `low` or `high` beside the number */
  make(amount: Amount, isBound: boolean): Amount | undefined;
  /** `− 40`, `× 1.5`: what follows the number that was there, in complaints of what comes of it. */
  words: string;
}

/** What is kept whole, as beds are: nothing, bounds (what the planner writes for the number itself is not rounded), or all of it. */
export type Whole = "none" | "bounds" | "all";

/** Keys that say something about a number and are none themselves. */
const EVIDENCE = new Set(["source", "why", "confidence", "range"]);
const ABOUT = new Set(["by", "unit", "law", "file", ...EVIDENCE]);
const BOUNDS = ["low", "high"];

/** Whether a mapping is one value (a number in its long form, a law, a `by:`, a table, a rule) rather than a part with parts. */
export function isValue(tree: Tree): tree is Mapping {
  return tree.kind === "mapping" && [...tree.entries.keys()].some((key) => VALUE_KEYS.has(key));
}
const VALUE_KEYS = new Set(["value", "by", "table", "wait", "hold", "go", "after", ...LAWS]);

/** The numbers with an amount added to each, written at the spot of the change; or undefined where something else stands, such as a law. */
export function added(tree: Tree, by: Amount, keep: Whole, spot: Spot, phase = ""): Tree | undefined {
  const size = writeAmount({ ...by, number: Math.abs(by.number) });
  return eachNumber(tree, {
    spot,
    words: `${by.number < 0 ? "−" : "+"} ${size}${phase}`,
    make(amount, isBound) {
      const rate = exchangeRate(by.unit, amount.unit);
      if (rate === undefined || by.pounds !== amount.pounds) return undefined;
      return { ...amount, number: kept(amount.number + by.number * rate, keep, isBound) };
    },
  });
}

/** The numbers multiplied, written at the spot of the change; a law becomes so many times as long. Undefined where neither stands. */
export function multiplied(tree: Tree, by: number, keep: Whole, spot: Spot, phase = ""): Tree | undefined {
  if (tree.kind === "mapping" && isLaw(tree)) return longer(tree, by, spot);
  const edit: Edit = {
    spot,
    words: `× ${Number(by.toPrecision(6))}${phase}`,
    make: (amount, isBound) => ({ ...amount, number: kept(amount.number * by, keep, isBound) }),
  };
  const table = tree.kind === "mapping" && !tree.entries.has("by") ? tree.entries.get("table") : undefined;
  if (tree.kind !== "mapping" || !table) return eachNumber(tree, edit);
  const changed = eachRow(table.value, "per-day", "", edit); // arrivals by date: other tables have no such column
  return changed && withEntry(tree, "table", changed);
}

/** What lies `part` of the way from one value to another of the same make; undefined where they are of different makes. */
export function blended(from: Tree, to: Tree, part: number, round: boolean): Tree | undefined {
  if (from.kind === "leaf" && to.kind === "leaf") return blendedLeaf(from, to, part, round);
  if (from.kind === "list" && to.kind === "list") return blendedList(from.items, to.items, to, part, round);
  if (from.kind === "mapping" && to.kind === "mapping") return blendedMapping(from, to, part, round);
  return unwrapped(from, to, part, round);
}

function eachNumber(tree: Tree, edit: Edit): Tree | undefined {
  if (tree.kind === "leaf") return changedLeaf(tree, "", edit);
  if (tree.kind === "list" || isLaw(tree)) return undefined;
  const unit = unitOf(tree);
  const keys = [...tree.entries.keys()];
  if (tree.entries.has("value")) {
    const bounds = keys.filter((key) => BOUNDS.includes(key));
    const made = eachEntry(tree, ["value"], unit, edit);
    return made && eachEntry(made, bounds, unit, { ...edit, make: (amount) => edit.make(amount, true) });
  }
  if (!tree.entries.has("by") && !isByTime(tree)) return undefined;
  const rows = keys.filter((key) => !ABOUT.has(key) && key !== "table" && key !== "times");
  const inline = eachEntry(tree, rows, unit, edit);
  const table = tree.entries.get("table");
  if (!inline || !table) return inline;
  const changed = eachRow(table.value, "value", unit, edit);
  return changed && withEntry(inline, "table", changed);
}

const TIMES = new Set([...WEEKDAYS, ...MONTHS]);

/** Whether a mapping has a number for each of some weekdays or months. */
function isByTime(tree: Mapping): boolean {
  const keys = [...tree.entries.keys()].filter((key) => !EVIDENCE.has(key));
  return keys.length > 0 && keys.every((key) => TIMES.has(key));
}

function eachEntry(tree: Mapping, keys: string[], unit: string, edit: Edit): Mapping | undefined {
  let whole = tree;
  for (const key of keys) {
    const old = tree.entries.get(key)?.value;
    const made = old?.kind === "leaf" ? changedLeaf(old, unit, edit) : old && eachNumber(old, edit);
    if (!made) return undefined;
    whole = withEntry(whole, key, made);
  }
  return whole;
}

function eachRow(table: Tree, column: string, unit: string, edit: Edit): Tree | undefined {
  const rows = table.kind === "mapping" ? table.entries.get("rows")?.value : undefined;
  if (table.kind !== "mapping" || rows?.kind !== "list") return undefined;
  const items = rows.items.map((row) => (row.kind === "mapping" ? eachEntry(row, [column], unit, edit) : undefined));
  return items.every((item) => item !== undefined) ? withEntry(table, "rows", { ...rows, items }) : undefined;
}

/** A number without a unit borrows the one beside it while it is changed. */
function changedLeaf(leaf: Leaf, beside: string, edit: Edit): Leaf | undefined {
  const amount = parseAmount(leaf.value);
  if (!amount) return undefined;
  const borrows = amount.unit === "" && !amount.pounds && beside !== "";
  const pounds = borrows ? beside.startsWith("£") : amount.pounds;
  const unit = borrows ? beside.replace(/^£\s*/, "") : amount.unit;
  const changed = edit.make({ ...amount, unit, pounds }, false);
  if (!changed) return undefined;
  // What changes nothing changes no digit either, also of a drawn number, which has more of them than are written.
  if (changed.number === amount.number) return { ...leaf, spot: edit.spot };
  const reckoned = `${leaf.reckoned ?? leaf.value} ${edit.words}`;
  return written({ ...leaf, spot: edit.spot, reckoned }, borrows ? { ...changed, unit: "", pounds: false } : changed);
}

function written(leaf: Leaf, amount: Amount): Leaf {
  const bare = amount.unit === "" && !amount.pounds;
  return { ...leaf, value: bare ? Number(amount.number.toPrecision(12)) : writeAmount(amount) };
}

/** A bound of beds is at least none: fewer of them than `low` may be taken away. */
function kept(number: number, keep: Whole, isBound: boolean): number {
  if (keep === "none") return number;
  return isBound ? Math.max(0, Math.round(number)) : whole(number, keep === "all");
}

function whole(number: number, round: boolean): number {
  return round ? Math.round(number) : number;
}

function unitOf(tree: Mapping): string {
  const unit = tree.entries.get("unit")?.value;
  return unit?.kind === "leaf" && typeof unit.value === "string" ? unit.value : "";
}

/** Whether a mapping is a law, or laws that differ between people. */
export function isLaw(tree: Mapping): boolean {
  if (tree.entries.has("law") || LAWS.some((law) => tree.entries.has(law))) return true;
  return (
    tree.entries.has("by") &&
    [...tree.entries].some(
      ([key, entry]) =>
        !ABOUT.has(key) && key !== "table" && key !== "times" && entry.value.kind === "mapping" && isLaw(entry.value),
    )
  );
}

function longer(tree: Mapping, by: number, spot: Spot): Mapping {
  const old = tree.entries.get("times")?.value;
  return withEntry(tree, "times", (old && multiplied(old, by, "none", spot)) ?? { kind: "leaf", spot, value: by });
}

function blendedLeaf(from: Leaf, to: Leaf, part: number, round: boolean): Leaf | undefined {
  if (from.value === to.value) return to;
  const [a, b] = [parseAmount(from.value), parseAmount(to.value)];
  const rate = a && b && exchangeRate(a.unit, b.unit);
  if (!a || !b || rate === undefined || a.pounds !== b.pounds) return undefined;
  const start = a.number * rate;
  return written(to, { ...b, number: whole(start + (b.number - start) * part, round) });
}

function blendedList(
  from: readonly Tree[],
  to: readonly Tree[],
  whole: Tree,
  part: number,
  round: boolean,
): Tree | undefined {
  if (from.length !== to.length || whole.kind !== "list") return undefined;
  const items = to.map((item, i) => blended(from[i] as Tree, item, part, round));
  return items.every((item) => item !== undefined) ? { ...whole, items } : undefined;
}

function blendedMapping(from: Mapping, to: Mapping, part: number, round: boolean): Tree | undefined {
  if (from.entries.has("value") || to.entries.has("value")) return unwrapped(from, to, part, round);
  const bounds = isLaw(to) ? BOUNDS : [];
  const keys = (tree: Mapping) => [...tree.entries.keys()].filter((key) => !EVIDENCE.has(key) && !bounds.includes(key));
  if (keys(from).sort().join() !== keys(to).sort().join()) return undefined;
  let whole = to;
  for (const key of keys(to)) {
    const mixed = blended(from.entries.get(key)?.value as Tree, to.entries.get(key)?.value as Tree, part, round);
    if (!mixed) return undefined;
    whole = withEntry(whole, key, mixed);
  }
  return whole;
}

/** A number in its long form, and the same number plain, are alike; bounds are blended where both have them, and else left out. */
function unwrapped(from: Tree, to: Tree, part: number, round: boolean): Tree | undefined {
  const [start, end] = [numberOf(from), numberOf(to)];
  const mixed = start && end && blendedLeaf(start, end, part, round);
  if (!mixed || to.kind !== "mapping") return mixed;
  return BOUNDS.reduce(
    (whole, key) => {
      const [low, high] = [at(from, key), at(to, key)];
      const bound = low?.kind === "leaf" && high?.kind === "leaf" && blendedLeaf(low, high, part, round);
      return bound ? withEntry(whole, key, bound) : withoutEntry(whole, key);
    },
    withEntry(to, "value", mixed),
  );
}

function numberOf(tree: Tree): Leaf | undefined {
  const number = tree.kind === "mapping" ? at(tree, "value") : tree;
  return number?.kind === "leaf" ? number : undefined;
}
