/** How near a sizing's verdicts are to their limits, in figures fine enough to tell. */
import type { SizeFindings } from "../experiment/size-findings.js";
import { keeps } from "../experiment/target-words.js";
import { roundTo } from "./rounding.js";
import { number, percent, sayEstimate } from "./words.js";

type Asked = SizeFindings["targets"][number];
type Point = SizeFindings["points"][number];

/** The third digit of the limit, as a power of ten in the measure's unit: sizes stand in one column, and are told apart by it. */
export function limitStep(limit: number): number | undefined {
  return limit === 0 ? undefined : 10 ** (Math.floor(Math.log10(Math.abs(limit))) - 2);
}

/** A bound, rounded so finely that it stands on the side of the limit on which it is: `92.04 %` where 92.0 % would look kept. */
export function fineBound(bound: number, target: Asked): string {
  const first = limitStep(target.limit) ?? 0.01;
  const steps = [first, first / 10, first / 100, first / 1000];
  const step = steps.find((each) => keeps(target, roundTo(bound, each)) === keeps(target, bound)) ?? steps.at(-1)!;
  const infinite = Number.POSITIVE_INFINITY;
  return sayEstimate({ mean: bound, low: -infinite, high: infinite, unit: target.unit, step }).value;
}

/**
 * Of one place and one target: what the answer shows against what one size fewer showed, and whether the mean alone would allow
 * fewer, which more replications could bring out. Empty where there is nothing to say.
 */
export function closeCall({ answer, points, targets, frontier, identity, confidence }: SizeFindings): string {
  const [target] = targets;
  if (answer === null || frontier !== null || targets.length > 1 || target === undefined) return "";
  const [size = 0] = answer.sizes;
  const fewer = points.filter((point) => point.sizes[0]! < size).at(-1);
  const onMean = points.find((point) => point.sizes[0]! < size && allAboveKeep(points, point, target));
  const low =
    fewer === undefined
      ? ""
      : `; with ${number(fewer.sizes[0]!)} at ${target.side} ${sure(fewer, target)}, which is not enough`;
  const mean =
    onMean === undefined
      ? ""
      : ` On the mean alone ${number(onMean.sizes[0]!)} would do: the rest is for what ${identity.replications} replications leave unknown, and more of them, or more years, may bring the answer down.`;
  return `With ${number(size)} it is ${meanOf(answer, target)} on average and, with ${percent(confidence)} confidence, at ${target.side} ${sure(answer, target)}${low}.${mean}`;
}

/** Whether this size's mean and that of every larger one tried keeps the limit. */
function allAboveKeep(points: readonly Point[], from: Point, target: Asked): boolean {
  return points
    .filter((point) => point.sizes[0]! >= from.sizes[0]!)
    .every((point) => keeps(target, point.targets[0]!.mean ?? Number.NaN));
}

function sure(point: Point, target: Asked): string {
  const { bound, n } = point.targets[0]!;
  if (n === 0) return "nothing, as there is nobody to measure";
  return bound === null ? "nothing" : fineBound(bound, target) + unitOf(target);
}

function meanOf(point: Point, target: Asked): string {
  const infinite = Number.POSITIVE_INFINITY;
  const mean = point.targets[0]!.mean ?? Number.NaN;
  const said = sayEstimate({ mean, low: -infinite, high: infinite, unit: target.unit, step: limitStep(target.limit) });
  return said.value + unitOf(target);
}

function unitOf({ unit }: Asked): string {
  return unit === "share" || unit.startsWith("£") ? "" : ` ${unit}`;
}
