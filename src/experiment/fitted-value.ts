/** Values of a scenario that are to be fitted: where they stand, between which bounds, and how one is written. */

import { isCapacity, locate, nearestPath } from "../scenario/paths.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { at, type Tree, treeOf } from "../scenario/tree.js";
import { type Amount, exchangeRate, parseAmount, writeAmount } from "../scenario/units.js";
import { UnknownMeasure } from "./targets.js";
import type { ChangeLine } from "./variants.js";

/** One value to fit. Inside a search it runs from 0 at its low bound to 1 at its high one. */
export interface FittedValue {
  path: string;
  /** A number is set; a table, a law or a value by age is multiplied, and its bounds are multipliers. */
  verb: "set" | "scale";
  /** What the number is written with: its unit, pounds. */
  unit: Omit<Amount, "number">;
  low: number;
  high: number;
  /** As the scenario has it; 1 of a multiplier. */
  now: number;
  isWhole: boolean;
}

const PLAIN = { pounds: false, unit: "" };
const EXAMPLE = "such as --fit pathways.emergency.ward.stay.times=0.9..1.3";

/**
 * Reads `path=low..high`.
 * @throws {UnknownMeasure} naming what can't be used, and the nearest path
 */
export function readFit(typed: string, read: ReadScenario): FittedValue {
  const [, path, low, high] = /^\s*([^=\s]+)\s*=\s*(.+?)\s*(?:\.\.| to )\s*(.+?)\s*$/.exec(typed) ?? [];
  if (path === undefined || low === undefined || high === undefined)
    throw new UnknownMeasure(`--fit ${typed}: wanted is a path and its bounds, ${EXAMPLE}`);
  return fittedValue(path, low, high, read);
}

/** The values that a scenario itself says were fitted: their `why:` begins so, and they have `low` and `high`. */
export function markedFitted(read: ReadScenario): FittedValue[] {
  return read.evidence
    .filter(({ why, low, high }) => /^fitted\b/i.test(why ?? "") && low !== undefined && high !== undefined)
    .map(({ path, low, high }) => fittedValue(path, low as string, high as string, read));
}

/** The line of a redesign that gives a value `part` of the way from its low to its high bound. */
export function lineAt(value: FittedValue, part: number): ChangeLine {
  const number = numberAt(value, part);
  return value.verb === "set" ? { set: value.path, to: written(value, number) } : { scale: value.path, by: number };
}

/** The number `part` of the way from the low to the high bound; whole where only whole ones can be. */
export function numberAt({ low, high, isWhole }: FittedValue, part: number): number {
  const number = Number((low + (high - low) * part).toPrecision(6));
  return isWhole ? Math.round(number) : number;
}

/** A number with the value's unit, as it is written in a scenario. */
export function written({ unit }: FittedValue, number: number): string | number {
  return unit.unit === "" && !unit.pounds ? number : writeAmount({ number: Number(number.toPrecision(6)), ...unit });
}

function fittedValue(path: string, low: string, high: string, read: ReadScenario): FittedValue {
  const tree = treeOf(read.resolved);
  const found = locate(tree, path);
  if (!found) throw new UnknownMeasure(noPath(path, nearestPath(tree, path)));
  const amount = amountAt(at(tree, ...found));
  const unit = amount ? { pounds: amount.pounds, unit: amount.unit } : PLAIN;
  const [least, most] = [low, high].map((bound) => boundOf(bound, unit, path)) as [number, number];
  const now = amount?.number ?? 1;
  if (!(least < most)) throw new UnknownMeasure(`--fit ${path}=${low}..${high}: the smaller bound comes first`);
  return { path, verb: amount ? "set" : "scale", unit, low: least, high: most, now, isWhole: isCapacity(path) };
}

function noPath(path: string, near: string | undefined): string {
  const meant = near === undefined ? "`careshift explain` lists what there is" : `did you mean \`${near}\`?`;
  return `--fit ${path}: the scenario has nothing there; ${meant}`;
}

/** The number at a place, short or in its long form; undefined where a table, a law or a value by age stands. */
function amountAt(tree: Tree | undefined): Amount | undefined {
  const leaf = tree?.kind === "mapping" ? at(tree, "value") : tree;
  return leaf?.kind === "leaf" ? parseAmount(leaf.value) : undefined;
}

/** A bound in the unit of the value; without one of its own it has that. */
function boundOf(typed: string, unit: Omit<Amount, "number">, path: string): number {
  const amount = parseAmount(typed);
  const rate = amount && (amount.unit === "" ? 1 : exchangeRate(amount.unit, unit.unit));
  if (!amount || rate === undefined)
    throw new UnknownMeasure(
      `--fit ${path}: \`${typed}\` is no bound for it; wanted is a number${unit.unit === "" ? "" : ` of ${unit.unit}`}, ${EXAMPLE}`,
    );
  return amount.number * rate;
}
