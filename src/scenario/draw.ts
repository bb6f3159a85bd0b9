/** A scenario with its uncertain numbers drawn: the same files, read again with other numbers in them. */
import { multiplied } from "./arithmetic.js";
import type { Loaded } from "./from.js";
import { readLoaded } from "./from.js";
import { isCapacity, nameOf } from "./paths.js";
import type { ReadScenario } from "./scenario.js";
import {
  at,
  entriesAt,
  exchange,
  itemsAt,
  type Leaf,
  type Mapping,
  type Path,
  type Tree,
  withEntry,
  withoutEntry,
} from "./tree.js";
import type { Place, Uncertain } from "./uncertain.js";
import { parseAmount, writeAmount } from "./units.js";

/** A value for some of the uncertain numbers; the others stay as they are written. */
export type Draw = ReadonlyMap<Uncertain, number>;

/**
 * Reads a scenario with drawn numbers in place of those written, in whichever of its files they stand: before anything is laid over
 * anything and before any change is made, so that a redesign inherits the draw of its baseline's numbers, and what it
 * overrides stays its own.
 * @throws ScenarioFaults where no such scenario can be, such as one of chances beyond 100 %
 */
export function readDrawn(loaded: Loaded, draw: Draw): ReadScenario {
  const files = loaded.files.map((file) => withDraw(file, draw)) as [Mapping, ...Mapping[]];
  const paths = [...draw.keys()].map(({ path }) => path);
  return readLoaded({ ...loaded, files }, (tree) => tidied(tree, paths));
}

/** The file with what is drawn written into it; numbers inside a table or law before the table or law. */
function withDraw(file: Mapping, draw: Draw): Mapping {
  const here = [...draw].flatMap(([{ places }, value]) =>
    places.filter((place) => place.file === file.spot.file).map((place) => ({ place, value })),
  );
  const deepFirst = here.sort((a, b) => b.place.at.length - a.place.at.length);
  return deepFirst.reduce((tree, { place, value }) => written(tree, place, value), file);
}

function written(file: Mapping, { at: path, how }: Place, value: number): Mapping {
  const made = exchange(file, path, (old) => (how === "scale" ? scaled(old, value) : leafOf(old as Leaf, value)));
  // A draw may lie outside the bounds that stand beside it, which readers would complain of.
  const line = path[0] === "changes" ? [path.slice(0, 2)] : [];
  const around = path.at(-1) === "value" ? [path.slice(0, -1), ...line] : line;
  return around.reduce((tree, part) => exchange(tree, part, boundless), made) as Mapping;
}

function scaled(old: Tree, by: number): Tree {
  return multiplied(old, by, "none", old.spot) ?? old;
}

function leafOf(old: Leaf, value: number): Leaf {
  const amount = parseAmount(old.value);
  if (!amount) throw new Error(`no number stands at ${old.spot.file}:${old.spot.line}:${old.spot.col}`);
  const bare = amount.unit === "" && !amount.pounds;
  return { ...old, value: bare ? Number(value.toPrecision(12)) : writeAmount({ ...amount, number: value }) };
}

function boundless(tree: Tree): Tree {
  return tree.kind === "mapping" ? withoutEntry(withoutEntry(tree, "low"), "high") : tree;
}

/**
 * Makes whole what is counted, and makes shares that must come to one come to one where no part of them is the rest.
 * @param drawn paths of what was drawn: chances of other steps are left as they are
 */
function tidied(tree: Mapping, drawn: readonly string[]): Mapping {
  const shares: Path[] = [
    ["population", "localities"],
    ...entriesAt(tree, "arrivals").flatMap(([name]) => [
      ["arrivals", name, "people", "age"],
      ["arrivals", name, "people", "sex"],
    ]),
  ];
  const summed = shares.reduce((whole, path) => edited(whole, path, toOne), wholeCapacities(tree));
  return entriesAt(summed, "pathways").reduce(
    (whole, [name]) =>
      edited(whole, ["pathways", name], (steps) =>
        steps.kind === "list" ? { ...steps, items: steps.items.map((step) => normalised(step, name, drawn)) } : steps,
      ),
    summed,
  );
}

function edited(tree: Mapping, path: Path, edit: (old: Tree) => Tree): Mapping {
  return at(tree, ...path) ? (exchange(tree, path, edit) as Mapping) : tree;
}

function wholeCapacities(tree: Mapping): Mapping {
  const paths = entriesAt(tree, "places").flatMap(([name, { value }]) =>
    entriesAt(value)
      .map(([key]): Path => ["places", name, key])
      .filter((path) => isCapacity(path.join("."))),
  );
  return paths.reduce((whole, path) => edited(whole, path, wholeNumber), tree);
}

/** Bounds that have not stayed whole are left out: nothing reads them any more. */
function wholeNumber(tree: Tree): Tree {
  const value = at(tree, "value");
  if (tree.kind !== "mapping" || !value) return rounded(tree);
  const isOff = ["low", "high"].some((key) => at(tree, key) && rounded(at(tree, key) as Tree) !== at(tree, key));
  return withEntry(isOff ? (boundless(tree) as Mapping) : tree, "value", rounded(value));
}

function rounded(tree: Tree): Tree {
  const amount = tree.kind === "leaf" ? parseAmount(tree.value) : undefined;
  return amount && !Number.isInteger(amount.number)
    ? { ...(tree as Leaf), value: writeAmount({ ...amount, number: Math.max(0, Math.round(amount.number)) }) }
    : tree;
}

/** Drawn chances of a step where each way has one: rescaled, as they were written to sum to one. */
function normalised(step: Tree, pathway: string, drawn: readonly string[]): Tree {
  const here = `pathways.${pathway}.${nameOf(step)}.next.`;
  if (!drawn.some((path) => path.startsWith(here))) return step;
  const ways = itemsAt(step, "next");
  const all = ways.length > 0 && ways.every((way) => at(way, "chance"));
  if (!all || step.kind !== "mapping") return step;
  return withEntry(step, "normalise", { kind: "leaf", spot: step.spot, value: true });
}

function toOne(tree: Tree): Tree {
  const parts = entriesAt(tree).flatMap(([key]) => {
    const leaf = at(tree, key, "value") ?? at(tree, key);
    const amount = leaf?.kind === "leaf" ? parseAmount(leaf.value) : undefined;
    return amount ? [{ path: at(tree, key, "value") ? [key, "value"] : [key], leaf: leaf as Leaf, amount }] : [];
  });
  const hasRest = entriesAt(tree).some(([, { value }]) => value.kind === "leaf" && value.value === "rest");
  const sum = parts.reduce((all, { amount }) => all + (amount.unit === "%" ? amount.number / 100 : amount.number), 0);
  if (hasRest || sum === 0 || Math.abs(sum - 1) < 1e-9) return tree;
  return parts.reduce(
    (whole, { path, leaf, amount }) => exchange(whole, path, () => leafOf(leaf, amount.number / sum)),
    tree,
  );
}
