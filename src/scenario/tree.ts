/**
 * What a file says before anyone judges it: mappings, lists and plain values, each knowing where it was written.
 * Trees are never edited in place, so the scenarios of several dates can share their branches.
 */
import type { Spot } from "./faults.js";

export type Scalar = string | number | boolean | null;

export interface Leaf {
  kind: "leaf";
  spot: Spot;
  value: Scalar;
  /** How a change came to the value, so that a complaint of it can say so: `18 − 40`. */
  reckoned?: string;
}

export interface List {
  kind: "list";
  spot: Spot;
  items: readonly Tree[];
}

export interface Mapping {
  kind: "mapping";
  spot: Spot;
  entries: ReadonlyMap<string, Entry>;
}

/** A key's own place, and what stands behind it. */
export interface Entry {
  spot: Spot;
  value: Tree;
}

export type Tree = Leaf | List | Mapping;

/** Keys and list positions from the root down. */
export type Path = readonly (string | number)[];

/** The plain value of a tree: objects, arrays, text, numbers. */
export function plain(tree: Tree): unknown {
  if (tree.kind === "leaf") return tree.value;
  if (tree.kind === "list") return tree.items.map(plain);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, plain(entry.value)]));
}

/** Plain data as a tree, for following paths in it; it was written nowhere. */
export function treeOf(data: unknown): Tree {
  const spot = { file: "", line: 1, col: 1 };
  if (Array.isArray(data)) return { kind: "list", spot, items: data.map(treeOf) };
  if (data === null || typeof data !== "object") return { kind: "leaf", spot, value: (data ?? null) as Scalar };
  const entries = Object.entries(data).map(([key, value]): [string, Entry] => [key, { spot, value: treeOf(value) }]);
  return { kind: "mapping", spot, entries: new Map(entries) };
}

/** What stands at a path; undefined where the path leads nowhere. */
export function at(tree: Tree | undefined, ...path: Path): Tree | undefined {
  let here = tree;
  for (const key of path) here = here && child(here, key);
  return here;
}

/** The text at a path, if text is there. */
export function textAt(tree: Tree | undefined, ...path: Path): string | undefined {
  const found = at(tree, ...path);
  return found?.kind === "leaf" && typeof found.value === "string" ? found.value : undefined;
}

/** The entries of a mapping at a path; none where there is no mapping. */
export function entriesAt(tree: Tree | undefined, ...path: Path): [string, Entry][] {
  const found = at(tree, ...path);
  return found?.kind === "mapping" ? [...found.entries] : [];
}

/** The items of a list at a path; none where there is no list. */
export function itemsAt(tree: Tree | undefined, ...path: Path): readonly Tree[] {
  const found = at(tree, ...path);
  return found?.kind === "list" ? found.items : [];
}

/** Where a path was written, or the nearest place above it; with `onKey`, the place of the last key itself. */
export function spotAt(tree: Tree, path: Path, onKey = false): Spot {
  let here = tree;
  for (const [depth, key] of path.entries()) {
    if (onKey && depth === path.length - 1 && here.kind === "mapping") {
      return here.entries.get(String(key))?.spot ?? here.spot;
    }
    const below = child(here, key);
    if (!below) return here.spot;
    here = below;
  }
  return here.spot;
}

/** The tree with another value under a key; the key's place is kept where it has one. */
export function withEntry(tree: Mapping, key: string, value: Tree, spot: Spot = value.spot): Mapping {
  const entries = new Map(tree.entries);
  entries.set(key, { spot: entries.get(key)?.spot ?? spot, value });
  return { ...tree, entries };
}

/** The tree without a key. */
export function withoutEntry(tree: Mapping, key: string): Mapping {
  const entries = new Map(tree.entries);
  entries.delete(key);
  return { ...tree, entries };
}

/** The tree with the value at a path exchanged; the path must exist. */
export function exchange(tree: Tree, path: Path, change: (old: Tree) => Tree): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return change(tree);
  if (tree.kind === "list") {
    return { ...tree, items: tree.items.map((item, i) => (i === key ? exchange(item, rest, change) : item)) };
  }
  const below = child(tree, key);
  if (tree.kind === "leaf" || !below) throw new Error(`there is nothing at ${path.join(".")}`);
  return withEntry(tree, String(key), exchange(below, rest, change));
}

function child(tree: Tree, key: string | number): Tree | undefined {
  if (tree.kind === "list") return typeof key === "number" ? tree.items[key] : undefined;
  return tree.kind === "mapping" ? tree.entries.get(String(key))?.value : undefined;
}
