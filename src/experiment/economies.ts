/**
 * What studies of whole health economies would conclude about a redesign. Every replication is an economy that is known three
 * times over: in the year before, and in the year after with the redesign and without it. A study sees only a part of that.
 */
import type { RedesignClaim } from "./evaluate-findings.js";
import { type Estimate, estimate, moments, studentQuantile } from "./intervals.js";
import { uniforms } from "./latin.js";
import { aboveNought, ratioOf, verdictOf } from "./ratios.js";

/** One measure in every economy. */
export interface Economies {
  /** In the year before. */
  before: number[];
  /** In the year after, with the redesign. */
  redesigned: number[];
  /** In the same year after, had nothing been done. */
  left: number[];
}

/** How often lots are drawn anew, to say what another study of the same size would have claimed. */
export const LOTS = 1000;
/** Fewer economies than this can't be shared out between those with and without, with an interval for each. */
export const FEWEST_ECONOMIES = 4;

/** What every study would claim, and the truth; the first lot drawn is the study shown. */
export function studiesOf(economies: Economies, seed: string, lots = LOTS): RedesignClaim[] {
  const { before, redesigned, left } = economies;
  const all = [...before.keys()];
  const orders = lotsOf(before.length, seed, lots);
  const truth = paired(redesigned, left);
  const seen = aimOf(truth.difference);
  const pairs = orders.map((order) => matched(economies, order));
  const halves = orders.map((order) => halved(economies, order));
  const spread = meanOf(pairs.map(({ difference }) => difference.sd ** 2)) ** 0.5;
  const worst = [...all]
    .sort((a, b) => before[b]! - before[a]! || a - b)
    .slice(0, Math.max(2, Math.floor(all.length / 3)));
  const change = paired(redesigned, before);
  return [
    {
      study: "before-and-after",
      ...change,
      ...onlyOne(redesigned, before),
      often: null,
      needed: neededBefore(change.difference, seen),
    },
    {
      study: "worst-first",
      ...paired(pick(redesigned, worst), pick(before, worst)),
      alone: null,
      often: null,
      needed: null,
    },
    {
      study: "matched-control",
      ...pairs[0]!,
      alone: null,
      often: oftenOf(pairs),
      needed: seen === null ? null : 2 * economiesFor(seen, spread)!,
    },
    {
      study: "randomised-trial",
      ...halves[0]!,
      alone: null,
      often: oftenOf(halves),
      needed:
        seen === null
          ? null
          : 2 * economiesFor(seen, (moments(redesigned).variance + moments(left).variance) ** 0.5, 2)!,
    },
    { study: "truth", ...truth, alone: null, often: null, needed: null },
    { study: "untouched", ...paired(left, before), ...onlyOne(left, before), often: null, needed: null },
  ];
}

/**
 * Economies that a study before and after needs. It sees the change that there is and what comes anyway: where that goes the other
 * way it needs as many as the little that it sees takes; where it goes the same way, as many as the change itself takes, since what
 * is seen sooner is not the redesign's.
 */
function neededBefore({ mean, sd }: Estimate, seen: number | null): number | null {
  if (seen === null || !sameWay(mean, seen)) return null;
  return economiesFor(Math.min(Math.abs(mean), Math.abs(seen)), sd);
}

interface Compared extends Pick<RedesignClaim, "verdict" | "economies"> {
  rate: Estimate;
  against: Estimate;
  ratio: Estimate | null;
  difference: Estimate;
}

/** The same economies, or matched ones, two and two: Student's t over the differences. */
function paired(ours: readonly number[], theirs: readonly number[]): Compared {
  const ratio = ratioOf(ours, theirs);
  const difference = estimate(ours.map((value, i) => value - theirs[i]!));
  const found = ratio === null ? null : aboveNought(estimate(ratio));
  return {
    rate: estimate(ours),
    against: estimate(theirs),
    ratio: found,
    difference,
    verdict: verdictOf(found, difference),
    economies: ours.length,
  };
}

/**
 * Every third economy has the redesign; each is held against the one of the others whose year before was nearest, whom no other
 * has taken yet.
 */
function matched({ before, redesigned, left }: Economies, order: readonly number[]): Compared {
  const treated = order.slice(0, Math.max(2, Math.floor(order.length / 3)));
  const pool = new Set(order.slice(treated.length));
  const controls = treated.map((economy) => {
    const off = (other: number) => Math.abs(before[other]! - before[economy]!);
    const nearest = [...pool].reduce((best, other) => (off(other) < off(best) ? other : best));
    pool.delete(nearest);
    return nearest;
  });
  return { ...paired(pick(redesigned, treated), pick(left, controls)), economies: 2 * treated.length };
}

/**
 * Half of the economies, by lot, against the other half. Welch's t (1947, Biometrika 34:28–35); for the ratio, the variance of
 * its linearisation (Cochran 1977, §6.3) with the same rule for the degrees of freedom.
 */
function halved({ redesigned, left }: Economies, order: readonly number[]): Compared {
  const half = Math.floor(order.length / 2);
  const [ours, theirs] = [pick(redesigned, order.slice(0, half)), pick(left, order.slice(half))];
  const [rate, against] = [estimate(ours), estimate(theirs)];
  const difference = apart(rate.mean - against.mean, rate, against, 1);
  const quotient = rate.mean / against.mean;
  const by = against.mean;
  const ratio = by > 0 ? aboveNought(scaled(apart(quotient * by, rate, against, quotient), by)) : null;
  return { rate, against, ratio, difference, verdict: verdictOf(ratio, difference), economies: order.length };
}

/** An estimate of `mean` whose error is that of `a` less `times` that of `b`, independent of each other. */
function apart(mean: number, a: Estimate, b: Estimate, times: number): Estimate {
  const [va, vb] = [a.sd ** 2 / a.n, (times * b.sd) ** 2 / b.n];
  const n = a.n + b.n;
  const error = Math.sqrt(va + vb);
  if (error === 0) return { mean, low: mean, high: mean, sd: 0, n };
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  const half = studentQuantile(0.975, Math.round(freedom * 10) / 10) * error;
  return { mean, low: mean - half, high: mean + half, sd: error * Math.sqrt(n), n };
}

function scaled({ mean, low, high, sd, n }: Estimate, by: number): Estimate {
  return { mean: mean / by, low: low / by, high: high / by, sd: sd / by, n };
}

/** The change that there is to be seen; null where the truth is that nothing changed, or is itself not clear. */
function aimOf({ mean, low, high }: Estimate): number | null {
  return mean === 0 || (low <= 0 && high >= 0) ? null : mean;
}

function sameWay(claimed: number, truth: number | null): boolean {
  return truth !== null && Math.sign(claimed) === Math.sign(truth);
}

/**
 * The fewest economies (in each of `groups`) with which four studies in five would claim a change of this size at the 5 % level:
 * the smallest n with (t₀.₉₇₅ + t₀.₈) · sd / √n ≤ |change| (Cohen, Statistical Power Analysis, 2nd ed.,
 * 1988, whose tables it meets; Student's t in place of the noncentral one).
 */
export function economiesFor(change: number, sd: number, groups = 1): number | null {
  if (change === 0) return null;
  const share = (sd / change) ** 2;
  const enough = (n: number) => {
    const freedom = groups * (n - 1);
    return (studentQuantile(0.975, freedom) + studentQuantile(0.8, freedom)) ** 2 * share <= n;
  };
  // Beyond this many Student's t is the normal's to three digits.
  const many = Math.ceil(7.85 * share);
  if (many > 2000) return many;
  let n = Math.max(2, many);
  while (!enough(n)) n++;
  return n;
}

/** What would be said of a single economy, where no interval stands in the way: in what share of economies it fell, and rose. */
function onlyOne(after: readonly number[], before: readonly number[]): Pick<RedesignClaim, "alone"> {
  const changes = after.map((value, i) => value - before[i]!);
  const share = (of: (change: number) => boolean) => changes.filter(of).length / changes.length;
  return { alone: { fell: share((change) => change < 0), rose: share((change) => change > 0) } };
}

function oftenOf(studies: readonly Compared[]): NonNullable<RedesignClaim["often"]> {
  const share = (wanted: Compared["verdict"]) =>
    studies.filter(({ verdict }) => verdict === wanted).length / studies.length;
  return { fall: share("fall"), rise: share("rise") };
}

/** Orders of the economies, each by a lot of its own. */
function lotsOf(count: number, seed: string, lots: number): number[][] {
  const draws = uniforms(seed, "lots", lots * count);
  return Array.from({ length: lots }, (_, lot) => {
    const at = (economy: number) => draws[lot * count + economy]!;
    return Array.from({ length: count }, (_, economy) => economy).sort((a, b) => at(a) - at(b));
  });
}

function pick(values: readonly number[], economies: readonly number[]): number[] {
  return economies.map((economy) => values[economy]!);
}

function meanOf(values: readonly number[]): number {
  return moments(values).mean;
}
