/**
 * Sizing: the fewest beds, places or packages with which the targets are met, by bisection. Every size that is tried meets the
 * same people, replication by replication (common random numbers), so that neighbouring sizes are told apart with few replications.
 */
import type { ReadScenario } from "../scenario/scenario.js";
import { fewestThatPass, outOfOrder, type Range } from "./bisect.js";
import { confidentBound } from "./bounds.js";
import type { Sample } from "./compare.js";
import { type Estimate, estimate, shareInterval } from "./intervals.js";
import { type SizedPlace, sizeLines } from "./sized-place.js";
import { keeps, type Wanted } from "./target-words.js";
import { isOf } from "./targets.js";
import { type Trials, valuesOf } from "./trials.js";
import type { ChangeLine } from "./variants.js";

/** What is asked. */
export interface SizeQuestion {
  place: SizedPlace;
  range: Range;
  targets: Wanted[];
  /** A fraction of one: how sure one must be that the long-run mean keeps its limit. */
  confidence: number;
}

/** How one target fares with one size. */
export interface TargetAt extends Estimate {
  /** As it was typed. */
  target: string;
  /** The mean is on this side of it with the confidence asked for (one-sided). */
  bound: number;
  /** Whether that bound keeps the limit. */
  meets: boolean;
  /** Share of replications whose own value keeps the limit, with its 95 % interval. */
  inRuns: { met: number; low: number; high: number };
}

/** What one combination of sizes shows. */
export interface SizePoint {
  /** In the order of the places asked for. */
  sizes: number[];
  /** All targets. */
  meets: boolean;
  targets: TargetAt[];
  /** Of the whole system, £ a year; null where nothing has a price. */
  cost: Estimate | null;
}

/** Whether more was never worse among the sizes tried; if not, in words where it was. */
export interface Monotone {
  ok: boolean;
  why: string[];
}

export interface SizeAnswer {
  /** Null where none meets the targets, where only the fewest that were tried do, and where even none at all does, so that they do not bind. */
  fewest: SizePoint | null;
  points: SizePoint[];
  monotone: Monotone;
}

/** Tries sizes and remembers what they showed. */
export class Sizes {
  private readonly known = new Map<string, SizePoint>();
  private readonly samples = new Map<string, Sample>();

  constructor(
    readonly trials: Trials,
    private readonly variant: (lines: readonly ChangeLine[]) => ReadScenario,
    readonly places: readonly SizedPlace[],
    readonly targets: readonly Wanted[],
    readonly confidence: number,
  ) {}

  /** The points of several combinations of sizes, in that order; those not yet tried run together. */
  async at(combinations: readonly number[][]): Promise<SizePoint[]> {
    const fresh = combinations.filter((sizes) => !this.known.has(String(sizes)));
    const samples = await this.trials.of(fresh.map((sizes) => this.variant(this.lines(sizes))));
    for (const [i, sizes] of fresh.entries()) {
      this.samples.set(String(sizes), samples[i] as Sample);
      this.known.set(String(sizes), pointOf(sizes, samples[i] as Sample, this.targets, this.confidence));
    }
    return combinations.map((sizes) => this.known.get(String(sizes)) as SizePoint);
  }

  /** Everything tried so far, in order of size. */
  get points(): SizePoint[] {
    return [...this.known.values()].sort((a, b) => a.sizes[0]! - b.sizes[0]! || (a.sizes[1] ?? 0) - (b.sizes[1] ?? 0));
  }

  /** What was measured with a size that was tried. */
  sampleOf(sizes: readonly number[]): Sample {
    return this.samples.get(String(sizes)) as Sample;
  }

  /** The lines of a redesign with these sizes. */
  lines(sizes: readonly number[]): ChangeLine[] {
    return sizeLines(
      this.variant,
      this.places.map((place, i) => ({ place, size: sizes[i] as number })),
    );
  }
}

/**
 * The fewest of one place that meet all targets. Each target is held to the full confidence: to claim that all are met at that
 * level no correction is wanted (an intersection–union test: Berger 1982, Technometrics 24, 295–300); nor for looking at
 * several sizes, where more is never worse (a fixed sequence of tests from the largest down), which is checked.
 */
export async function fewest(sizes: Sizes, range: Range): Promise<SizeAnswer> {
  const passes = async (all: number[]) => (await sizes.at(all.map((size) => [size]))).map((point) => point.meets);
  const found = await fewestThatPass(range, passes, (trials) => sizes.trials.foresee(trials));
  const points = sizes.points;
  const [none] = points;
  const isEven = none!.sizes[0] === 0 && (found.fewest === 0 || (found.fewest === 1 && isPassedBy(sizes, none!)));
  return {
    fewest: isEven ? null : (points.find((point) => point.sizes[0] === found.fewest) ?? null),
    points,
    monotone: monotone(sizes, found.looked),
  };
}

/** Whether nobody is there to measure as all go elsewhere: nobody waits for the first place either. */
export function isPassedBy(sizes: Sizes, point: SizePoint): boolean {
  const { keys, values } = sizes.sampleOf(point.sizes);
  const at = keys.findIndex((key) => isOf({ measure: "waiting", place: sizes.places[0]!.name }, key));
  return !isToldAt(point) && at >= 0 && values.every((of) => of[at] === 0);
}

interface Judged {
  meets: boolean;
  targets: readonly { n: number }[];
}

/** Whether there was anybody to measure, for every target. */
function isToldAt({ targets }: Judged): boolean {
  return targets.every(({ n }) => n > 0);
}

/**
 * No size is the answer although all that were tried meet the targets, none at all among them or only that one without anybody to
 * measure: the targets do not hang on the size.
 */
export function isUnbound({ answer, points }: { answer: unknown; points: readonly Judged[] }): boolean {
  const told = points.filter(isToldAt);
  return answer === null && told.length > 0 && told.every(({ meets }) => meets);
}

function pointOf(sizes: readonly number[], sample: Sample, targets: readonly Wanted[], confidence: number): SizePoint {
  const each = targets.map((target) => targetAt(target, valuesOf(sample, target), confidence));
  const cost = valuesOf(sample, { measure: "cost", place: null });
  return {
    sizes: [...sizes],
    meets: each.every(({ meets }) => meets),
    targets: each,
    cost: cost.some((value) => value !== 0) ? estimate(cost) : null,
  };
}

/** How a target fares, given its measure's values by replication. */
export function targetAt(target: Wanted, values: readonly number[], confidence: number): TargetAt {
  const bound = confidentBound(values, confidence, target.side);
  const met = values.filter((value) => keeps(target, value)).length; // NaN keeps nothing: there was nobody to measure
  return {
    target: target.text,
    ...estimate(values),
    bound,
    meets: keeps(target, bound),
    inRuns: { met: met / values.length, ...shareInterval(met, values.length) },
  };
}

function monotone(sizes: Sizes, looked: readonly [number, boolean][]): Monotone {
  const verdicts = outOfOrder(looked).map(
    ({ passes, fails }) => `${passes} meet the targets, yet ${fails} do not: more is not always better here`,
  );
  const trends = sizes.targets.flatMap((target) => worsened(sizes, target));
  return { ok: verdicts.length + trends.length === 0, why: [...verdicts, ...trends] };
}

/** Neighbouring sizes of which the larger is clearly the worse one for a target (paired 95 % interval). */
function worsened(sizes: Sizes, target: Wanted): string[] {
  const points = sizes.points;
  const worse = points
    .slice(1)
    .flatMap((point, i) =>
      isWorse(sizes, target, points[i]!, point) ? [`from ${points[i]!.sizes[0]} to ${point.sizes[0]}`] : [],
    );
  return worse.length === 0 ? [] : [`for '${target.text}' more is worse ${worse.join(", ")}`];
}

/** Whether one point that was tried is clearly worse for a target than another (paired 95 % interval). */
export function isWorse(sizes: Sizes, target: Wanted, than: SizePoint, point: SizePoint): boolean {
  const [one, other] = [than, point].map(({ sizes: of }) => valuesOf(sizes.sampleOf(of), target));
  const { low, high } = estimate(other!.map((value, r) => value - one![r]!));
  return target.side === "most" ? low > 0 : high < 0;
}
