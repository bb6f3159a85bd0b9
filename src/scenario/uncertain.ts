/** The numbers of a scenario that are not known for sure: those with bounds, or with a range on their table or law. */
import { mean } from "../engine/laws.js";
import { multiplied } from "./arithmetic.js";
import { type Change, readChanges } from "./changes.js";
import { describe } from "./describe.js";
import { isMoment, isNoEvidence, isNumber } from "./evidence.js";
import { LAWS, law } from "./law.js";
import { isCapacity, nameOf } from "./paths.js";
import { at, type Leaf, type Mapping, type Path, plain, type Tree, textAt } from "./tree.js";
import { type Amount, factor, inUnit, parseAmount } from "./units.js";

/**
 * A number that is not known, with its interval. `share` stays between 0 and `most`, `positive` above 0; `any` may change its sign.
 * `low` ≤ `value` ≤ `high`.
 */
export interface Spread {
  value: number;
  low: number;
  high: number;
  kind: "share" | "positive" | "any";
  /** Nothing less is drawn, nothing more. */
  least: number;
  most: number;
  /** Beds, places, packages, people. */
  whole: boolean;
}

/** One number that is not known, wherever it is written. */
export interface Uncertain extends Spread {
  /** The same wherever the same number is written with the same bounds: what its draws are keyed by. */
  id: string;
  /** Dotted path in the scenario; of a change, the path that it changes. */
  path: string;
  /** `add`, `set` or `scale` where the number stands in a line of `changes:`, else undefined. */
  change: string | undefined;
  /** As written, with its unit; a table or law in words. */
  written: string;
  /** Unit of value, low and high; `times` where they multiply a table or law. */
  unit: string;
  source: string | undefined;
  /** `file:line:col` of each place where it is written. */
  where: string[];
  /** Where in the files it stands, and whether it replaces or multiplies what stands there. */
  places: Place[];
}

export interface Place {
  file: string;
  at: Path;
  /** A leaf that takes the drawn value, or a table or law that is multiplied by it. */
  how: "value" | "scale";
}

/** What is uncertain in some files, and what says that it is but can't be drawn. */
export interface Found {
  numbers: Uncertain[];
  /** `file:line:col` and path of ranges on what can't be multiplied, such as a table of hours. */
  notDrawn: string[];
}

/**
 * Everything uncertain in files, each number once: the same path with the same value and bounds is the same number, in
 * whichever files it is written. Numbers whose bounds are the value itself are known, and those without bounds are taken as known.
 */
export function uncertainIn(files: readonly Mapping[]): Found {
  const found = new Finder();
  for (const file of new Map(files.map((file) => [file.spot.file, file])).values()) found.inFile(file);
  return { numbers: [...found.numbers.values()], notDrawn: [...found.notDrawn] };
}

const ONE: Amount = { number: 1, pounds: false, unit: "" };

interface Here {
  path: string[];
  at: (string | number)[];
  above: readonly Mapping[];
  change?: Change;
}

class Finder {
  readonly numbers = new Map<string, Uncertain>();
  readonly notDrawn = new Set<string>();

  inFile(file: Mapping): void {
    for (const [key, { value }] of file.entries)
      if (!isNoEvidence(key)) this.inTree(value, { path: [key], at: [key], above: [] });
    for (const change of readChanges(file, () => {})) this.inChange(file, change);
  }

  private inChange(file: Mapping, change: Change): void {
    const lines = at(file, "changes");
    const i = lines?.kind === "list" ? lines.items.indexOf(change.line) : -1;
    if (change.value === undefined || i < 0) return;
    const key = change.verb === "set" ? "to" : "by";
    this.inTree(change.value, {
      path: change.path.split("."),
      at: ["changes", i, key],
      above: [change.line],
      change,
    });
  }

  private inTree(tree: Tree, here: Here): void {
    if (tree.kind === "leaf") this.inLeaf(tree, here);
    else if (tree.kind === "list") {
      for (const [i, item] of tree.items.entries())
        this.inTree(item, { ...here, path: [...here.path, nameOf(item) ?? String(i)], at: [...here.at, i] });
    } else if (isNumber(tree)) this.inNumber(tree, here);
    else this.inPart(tree, here);
  }

  private inPart(tree: Mapping, here: Here): void {
    for (const [key, { value }] of tree.entries)
      if (!isNoEvidence(key, here.path))
        this.inTree(value, {
          ...here,
          path: [...here.path, key],
          at: [...here.at, key],
          above: [...here.above, tree],
        });
  }

  private inLeaf(leaf: Leaf, here: Here): void {
    const amount = parseAmount(leaf.value);
    const bounds = amount && boundsOf(amount, besideChange(here), rangeOf(here.above));
    if (isMoment(leaf.value)) this.hold(leaf, bounds, here);
    else if (amount) this.take(amount, bounds, leaf, here, "value");
  }

  /** What has a range and can't be multiplied. */
  private hold(
    { spot: { file, line, col } }: Tree,
    bounds: { low: number; high: number } | undefined,
    here: Here,
  ): void {
    if (bounds && bounds.low < bounds.high) this.notDrawn.add(`${file}:${line}:${col} ${here.path.join(".")}`);
  }

  private inNumber(tree: Mapping, here: Here): void {
    const deeper = { ...here, above: [...here.above, tree] };
    const value = at(tree, "value");
    if (value?.kind === "leaf") {
      const amount = parseAmount(value.value);
      const own = hasEnds(tree) ? tree : besideChange(here);
      const bounds = amount && boundsOf(amount, own, rangeOf(deeper.above));
      if (amount) this.take(amount, bounds, value, { ...deeper, at: [...here.at, "value"] }, "value");
      return;
    }
    this.inside(tree, deeper);
    if (here.path.join(".") === "population.frailty") this.ofFrailty(tree, deeper);
    else this.ofWhole(tree, deeper);
  }

  /** A table or law as one number: what multiplies it. */
  private ofWhole(tree: Mapping, here: Here): void {
    const ends = LAWS.some((law) => tree.entries.has(law)) && hasEnds(tree);
    const bounds = ends ? lawBounds(tree) : boundsOf(ONE, undefined, rangeOf(here.above));
    if (!bounds || bounds.low === bounds.high) return;
    if (multiplied(tree, 1, "none", tree.spot)) this.take(ONE, bounds, tree, here, "scale");
    else this.hold(tree, bounds, here);
  }

  /** Frailty has mean 1 whatever is not known of it: its range is that of its standard deviation. */
  private ofFrailty(tree: Mapping, here: Here): void {
    const name = LAWS.find((law) => tree.entries.has(law)) ?? "";
    const sd = at(tree, name, "sd");
    const amount = sd?.kind === "leaf" ? parseAmount(sd.value) : undefined;
    if (sd?.kind !== "leaf" || !amount) return;
    const deeper = { ...here, path: [...here.path, name, "sd"], at: [...here.at, name, "sd"] };
    this.take(amount, boundsOf(amount, undefined, rangeOf(here.above)), sd, deeper, "value");
  }

  /** Numbers inside a table or law that carry bounds of their own. */
  private inside(tree: Tree, here: Here): void {
    const children: [string | number, Tree][] =
      tree.kind === "list"
        ? [...tree.items.entries()]
        : tree.kind === "mapping"
          ? [...tree.entries].map(([key, { value }]) => [key, value])
          : [];
    for (const [key, child] of children) {
      const deeper = { ...here, path: [...here.path, String(key)], at: [...here.at, key] };
      if (
        child.kind === "mapping" &&
        at(child, "value")?.kind === "leaf" &&
        (hasEnds(child) || child.entries.has("range"))
      )
        this.inNumber(child, deeper);
      else if (key !== "table" && child.kind !== "leaf") this.inside(child, deeper);
    }
  }

  private take(
    amount: Amount,
    bounds: { low: number; high: number } | undefined,
    tree: Tree,
    here: Here,
    how: Place["how"],
  ): void {
    if (!bounds || bounds.low >= bounds.high) return;
    const path = here.path.join(".");
    const change = here.change && `${here.change.verb}${here.change.from === undefined ? "" : ` ${here.change.from}`}`;
    const written = describe(tree);
    const id = [path, change ?? "", written, bounds.low, bounds.high].join("|");
    const { file, line, col } = tree.spot;
    const place = { file, at: here.at, how };
    const known = this.numbers.get(id);
    if (known) {
      known.places.push(place);
      known.where.push(`${file}:${line}:${col}`);
      return;
    }
    this.numbers.set(id, {
      id,
      path,
      change: here.change?.verb,
      written,
      unit: how === "scale" ? "times" : amount.pounds ? `£ ${amount.unit}`.trim() : amount.unit,
      source: textAt(saidOf(here.above), "source"),
      where: [`${file}:${line}:${col}`],
      places: [place],
      ...spreadOf(amount, bounds, tree, here, how),
    });
  }
}

const SHARE =
  /\.(chance|share|lower-for)(\.|$)|\.level-of-care\.after(\.|$)|\.leaves\.[a-z]+day(\.|$)|^population\.localities\.|\.people\.(age|sex)\./;
const WHOLE =
  /^population\.people$|^opening\.|\.from-age$|\.visits\.(from|to)$|\.timetable\.\d+\.(beds|places|packages|visits|staff)$|\.(queue|ring-fenced|slots)(\.|$)/;

function spreadOf(
  amount: Amount,
  { low, high }: { low: number; high: number },
  tree: Tree,
  { path, change }: Here,
  how: Place["how"],
): Spread {
  const name = path.join(".");
  const multiplies = change?.verb === "scale";
  const isShare = SHARE.test(`${name}.`) && !multiplies;
  const isGrowth = amount.unit === "% per year";
  const one = amount.unit === "%" ? 100 : 1;
  if (how === "scale")
    return {
      value: 1,
      low,
      high,
      kind: "positive",
      least: 0,
      most: isShare ? 1 / mostShare(tree) : Number.MAX_VALUE,
      whole: false,
    };
  const kind = isGrowth || change?.verb === "add" ? "any" : isShare ? "share" : "positive";
  const least = isGrowth ? -100 : change?.verb === "add" ? -Number.MAX_VALUE : 0;
  const whole = !multiplies && (isCapacity(name) || WHOLE.test(name)) && Number.isInteger(amount.number);
  return { value: amount.number, low, high, kind, least, most: isShare ? one : Number.MAX_VALUE, whole };
}

/** The highest share that a table or `by:` gives anybody. */
function mostShare(tree: Tree): number {
  if (tree.kind === "leaf") {
    const amount = parseAmount(tree.value);
    return amount ? (amount.unit === "%" ? amount.number / 100 : amount.number) : 0;
  }
  const below =
    tree.kind === "list"
      ? tree.items
      : [...tree.entries].flatMap(([key, { value }]) =>
          ["by", "range", "source", "why", "confidence", "age", "sex", "segment", "locality"].includes(key)
            ? []
            : [value],
        );
  return Math.max(1e-9, ...below.map(mostShare).filter((share) => share <= 1));
}

/** The nearest mapping, itself or above, that says where a number comes from. */
function saidOf(above: readonly Mapping[]): Mapping | undefined {
  return above.findLast((mapping) => mapping.entries.has("source"));
}

/** How far a number may be out, in per cent: as it says itself, or whatever says where it comes from. */
function rangeOf(above: readonly Mapping[]): number | undefined {
  const said = textAt(above.at(-1), "range") ?? textAt(saidOf(above), "range");
  const digits = /[\d.]+/.exec(said ?? "")?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** The line of a change whose number stands right in it: `low` and `high` beside it are that number's. */
function besideChange({ change, at: path }: Here): Mapping | undefined {
  return change !== undefined && path.length === 3 && hasEnds(change.line) ? change.line : undefined;
}

function hasEnds(tree: Mapping): boolean {
  return tree.entries.has("low") || tree.entries.has("high");
}

/** Low and high in the unit of the value: those of a mapping that has them, else so many per cent either way. */
function boundsOf(
  amount: Amount,
  ends: Mapping | undefined,
  range: number | undefined,
): { low: number; high: number } | undefined {
  const { number } = amount;
  if (ends) {
    const low = endOf(ends, "low", amount) ?? number;
    const high = endOf(ends, "high", amount) ?? number;
    return { low: Math.min(low, number), high: Math.max(high, number) };
  }
  if (range === undefined) return undefined;
  const [a, b] = [number * (1 - range / 100), number * (1 + range / 100)];
  return { low: Math.min(a, b), high: Math.max(a, b) };
}

function endOf(ends: Mapping, key: string, like: Amount): number | undefined {
  const leaf = at(ends, key);
  const read = leaf?.kind === "leaf" ? parseAmount(leaf.value) : undefined;
  return read && inUnit(read, like);
}

/** Bounds beside a law are those of its mean; here as multipliers of it. */
function lawBounds(tree: Mapping): { low: number; high: number } | undefined {
  const raw = plain(tree);
  const read = law()(raw, () => {}) ?? law(factor)(raw, () => {});
  const middle = read && mean(read);
  if (!middle) return undefined;
  const bounds = boundsOf({ number: middle, pounds: false, unit: "days" }, tree, undefined);
  return bounds && { low: bounds.low / middle, high: bounds.high / middle };
}
