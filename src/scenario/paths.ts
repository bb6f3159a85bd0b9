/** Paths as planners write them: keys joined by dots, steps, branches, segments and effects by their names. */
import { nearest } from "./suggest.js";
import { at, type Path, type Tree } from "./tree.js";

/** The keys by which the items of a list are named. */
const NAMED_BY = ["step", "go", "name", "on"];

/** What can be dated: capacities, costs, stays, chances, rates, multipliers, effects. */
const DATABLE = [
  /^places\.[^.]+\.(beds|places|packages|visits|staff|slots|cost|ring-fenced|cleaning|wait-target)(\.|$)/,
  /^places\.[^.]+\.timetable\.\d+\.(beds|places|packages|visits|staff)(\.|$)/,
  /^places\.[^.]+\.escalation\.(beds|opens-above|closes-below)(\.|$)/,
  /^pathways\.[^.]+\.[^.]+\.(stay|leaves|longer-per-delayed-day)(\.|$)/,
  /^pathways\.[^.]+\.[^.]+\.(staff\.for|did-not-attend\.chance|level-of-care\.(lower-for|after|every))(\.|$)/,
  /^pathways\.[^.]+\.[^.]+\.next\..+\.chance(\.|$)/,
  /^needs\.[^.]+\.(rate|times)(\.|$)/,
  /^arrivals\.[^.]+\.rate(\.|$)/,
  /^policies\.[^.]+\.effects\..+\.times(\.|$)/,
];
const CAPACITY = /^places\.[^.]+\.(beds|places|packages|visits|staff)(\.value)?$/;
/** What places count, each kind its own. */
const COUNTED = ["beds", "places", "packages", "visits", "staff", "slots"];

/** Whether the value at a path may differ from one date to the next. */
export function isDatable(path: string): boolean {
  return DATABLE.some((pattern) => pattern.test(path));
}

/** Whether a path leads to a number of beds, places or packages, which stays whole while it is phased in. */
export function isCapacity(path: string): boolean {
  return CAPACITY.test(path);
}

/** Keys and list positions of a path; undefined where it leads nowhere. Names may hold dots themselves (`emergency.ward`). */
export function locate(tree: Tree, path: string): Path | undefined {
  return follow(tree, path.split("."));
}

/** Of a path that leads nowhere yet, the place it would be put in, and its key there, which may hold a dot (`emergency.ward`). */
export function parentOf(tree: Tree, path: string): { parent: Path; key: string } | undefined {
  const parts = path.split(".");
  const taken = parts[0] === "opening" && parts.length === 3 ? 2 : 1;
  const parent = follow(tree, parts.slice(0, -taken));
  const key = parts.slice(-taken).join(".");
  return parent && key !== "" && at(tree, ...parent)?.kind === "mapping" ? { parent, key } : undefined;
}

/** The existing path most like one that does not exist. */
export function nearestPath(tree: Tree, path: string): string | undefined {
  const own = capacityBeside(tree, path);
  if (own !== undefined) return own;
  const known: string[] = [];
  collect(tree, [], known);
  return nearest(path, known);
}

/** What the place of a path counts, where the path asks for something else that places count: its packages for its beds. */
function capacityBeside(tree: Tree, path: string): string | undefined {
  const [section, place, key, ...more] = path.split(".");
  if (section !== "places" || place === undefined || more.length > 0 || !COUNTED.includes(key ?? "")) return undefined;
  const own = COUNTED.find((each) => at(tree, section, place, each) !== undefined);
  return own === undefined ? undefined : `${section}.${place}.${own}`;
}

function follow(tree: Tree, parts: string[]): Path | undefined {
  if (parts.length === 0) return [];
  for (let taken = 1; taken <= parts.length; taken++) {
    const key = step(tree, parts.slice(0, taken).join("."));
    const rest = key === undefined ? undefined : follow(at(tree, key) as Tree, parts.slice(taken));
    if (rest) return [key as string | number, ...rest];
  }
  return undefined;
}

function step(tree: Tree, name: string): string | number | undefined {
  if (tree.kind === "mapping") return tree.entries.has(name) ? name : undefined;
  if (tree.kind === "leaf") return undefined;
  const found = tree.items.findIndex((item, i) => nameOf(item) === name || String(i) === name);
  return found < 0 ? undefined : found;
}

/** The name of a list's item: its step, branch, segment or effect. */
export function nameOf(item: Tree): string | undefined {
  if (item.kind !== "mapping") return undefined;
  const key = NAMED_BY.find((each) => item.entries.has(each));
  const name = key === undefined ? undefined : at(item, key);
  return name?.kind === "leaf" ? String(name.value) : undefined;
}

function collect(tree: Tree, above: string[], known: string[]): void {
  if (above.length > 0) known.push(above.join("."));
  if (tree.kind === "list")
    for (const [i, item] of tree.items.entries()) collect(item, [...above, nameOf(item) ?? String(i)], known);
  if (tree.kind !== "mapping") return;
  for (const [key, entry] of tree.entries) if (key !== "table") collect(entry.value, [...above, key], known);
}
