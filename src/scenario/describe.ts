/** Values in words, for papers and complaints: `lognormal, mean 9.9 days, sd 12 days`. */
import { LAWS } from "./law.js";
import { type Mapping, type Tree, textAt } from "./tree.js";

const ABOUT = new Set(["source", "why", "confidence", "range", "low", "high", "unit", "law", "by", "table", "times"]);
/** Rows beyond these are counted, not read out. */
const MOST_ROWS = 12;

/** What stands at a place, in a few words. */
export function describe(tree: Tree): string {
  if (tree.kind === "leaf") return tree.value === null ? "nothing" : String(tree.value);
  if (tree.kind === "list") return tree.items.map(describe).join(", ");
  const value = tree.entries.get("value")?.value;
  const words = value ? describe(value) : (lawWords(tree) ?? tableWords(tree) ?? rowWords(tree));
  const times = tree.entries.get("times")?.value;
  return times && tree.entries.size > 1 && !tree.entries.has("after") && !tree.entries.has("on")
    ? `${words}, times ${describe(times)}`
    : words;
}

function lawWords(tree: Mapping): string | undefined {
  const law = LAWS.find((name) => tree.entries.has(name));
  const parameters = law === undefined ? undefined : tree.entries.get(law)?.value;
  if (law === undefined || !parameters) return undefined;
  if (parameters.kind !== "mapping") return describe(parameters);
  const table = tableWords(parameters);
  if (table) return `${law}, ${table}`;
  return [law, ...[...parameters.entries].map(([key, entry]) => `${key} ${describe(entry.value)}`)].join(", ");
}

function tableWords(tree: Mapping): string | undefined {
  const table = tree.entries.get("table")?.value;
  if (!table) return undefined;
  const law = textAt(tree, "law");
  const named = `${law === undefined ? "" : `${law}, `}table ${textAt(table, "file") ?? ""}`;
  return [named, ...byWords(tree), ...unitWords(tree)].join(", ");
}

function rowWords(tree: Mapping): string {
  const bounded = tree.entries.has("by");
  const rows = [...tree.entries].filter(([key]) => !ABOUT.has(key) || (!bounded && (key === "low" || key === "high")));
  const read = rows.slice(0, MOST_ROWS).map(([key, entry]) => `${key} ${describe(entry.value)}`);
  const more = rows.length > MOST_ROWS ? [`and ${rows.length - MOST_ROWS} more`] : [];
  return [...byWords(tree), ...read, ...more, ...unitWords(tree)].join(", ");
}

function unitWords(tree: Mapping): string[] {
  const unit = textAt(tree, "unit");
  return unit === undefined ? [] : [unit];
}

function byWords(tree: Mapping): string[] {
  const by = tree.entries.get("by")?.value;
  return by ? [`by ${describe(by)}`] : [];
}
