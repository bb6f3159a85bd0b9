import { parseCsv } from "./csv.js";
import type { Complain, Spot } from "./faults.js";
import * as say from "./messages.js";
import { beside, isRelative, type Source, Unreadable } from "./source.js";
import { type Entry, type Mapping, type Tree, withEntry } from "./tree.js";

/** Keys of a scenario below which `table` is a word like any other. */
const WORDS = new Set(["labels", "paper"]);

/**
 * A file's tree with every `table: name.csv` exchanged for `{ file, rows }`, the rows as mappings from column to cell.
 * Tables are looked for beside the file that names them.
 */
export function withTables(tree: Mapping, source: Source, complain: Complain): Mapping {
  const tables = new Map<string, Tree>();
  const load = (named: Tree): Tree => {
    if (named.kind !== "leaf" || typeof named.value !== "string" || !isRelative(named.value)) {
      complain(named.spot, say.badTablePath(named.kind === "leaf" ? String(named.value) : "this"));
      return tableOf("", [], named.spot);
    }
    const path = beside(named.spot.file, named.value);
    const known = tables.get(path) ?? read(path, named.value, named.spot, source, complain);
    tables.set(path, known);
    return known;
  };
  const walk = (here: Tree): Tree => {
    if (here.kind === "leaf") return here;
    if (here.kind === "list") return { ...here, items: here.items.map(walk) };
    const entries = [...here.entries].map(([key, entry]): [string, Entry] => [
      key,
      { spot: entry.spot, value: key === "table" ? load(entry.value) : walk(entry.value) },
    ]);
    return { ...here, entries: new Map(entries) };
  };
  let whole = tree;
  for (const [key, entry] of tree.entries) if (!WORDS.has(key)) whole = withEntry(whole, key, walk(entry.value));
  return whole;
}

function read(path: string, name: string, spot: Spot, source: Source, complain: Complain): Tree {
  try {
    return tableOf(name, parseCsv(source.read(path), path, complain), spot);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    complain(spot, say.unreadable(error.message));
    return tableOf(name, [], spot);
  }
}

function tableOf(name: string, items: Mapping[], spot: Spot): Mapping {
  const file: Entry = { spot, value: { kind: "leaf", spot, value: name } };
  const rows: Entry = { spot, value: { kind: "list", spot, items } };
  return {
    kind: "mapping",
    spot,
    entries: new Map([
      ["file", file],
      ["rows", rows],
    ]),
  };
}
