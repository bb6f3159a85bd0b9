// @ts-expect-error the package has no types
import jstat from "jstat";
import { moments, studentQuantile } from "./intervals.js";

/** A paired difference and the standard error of its mean. */
export interface Paired {
  difference: number;
  /** Of the mean; nought where nothing varies, infinite with one replication. */
  error: number;
  n: number;
}

/** The mean of differences, replication by replication (of those that have one), and its standard error. */
export function pairedOf(differences: ArrayLike<number>): Paired {
  const { mean, variance, n } = moments(differences);
  return { difference: mean, error: n < 2 ? Number.POSITIVE_INFINITY : Math.sqrt(variance / n), n };
}

/**
 * Chance that the long-run mean difference is above nought, given these replications: Student's t on n − 1 degrees of
 * freedom at difference / error (one minus the one-sided p value; a flat prior's posterior: Box & Tiao 1973, §2.4).
 * Where nothing varies it is 0, ½ or 1; unknown (½) with one replication.
 */
export function chanceAbove({ difference, error, n }: Paired): number {
  if (n < 2 || (error === 0 && difference === 0)) return 0.5;
  if (error === 0) return difference > 0 ? 1 : 0;
  return jstat.studentt.cdf(difference / error, n - 1) as number;
}

/** Two-sided p value of no difference. */
export function pValue(paired: Paired): number {
  return Math.min(1, 2 * chanceAbove({ ...paired, difference: -Math.abs(paired.difference) }));
}

/**
 * Interval that holds together with all others of its family, by Bonferroni's inequality (Dunn 1961, JASA 56:52-64): each
 * of m intervals has 1 − (1 − confidence) / m.
 */
export function simultaneous(
  { difference, error, n }: Paired,
  comparisons: number,
  confidence = 0.95,
): { low: number; high: number } {
  if (n < 2) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const half = studentQuantile(1 - (1 - confidence) / (2 * comparisons), n - 1) * error;
  return { low: difference - half, high: difference + half };
}

/**
 * p values adjusted for how many there are, in their order: Holm (1979), "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6(2):65-70. At most α of families claim anything that is not so.
 */
export function holm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  let least = 0;
  const inOrder = p.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value);
  inOrder.forEach(({ value, i }, rank) => {
    least = Math.max(least, Math.min(1, value * (p.length - rank)));
    adjusted[i] = least;
  });
  return adjusted;
}

/** How far an option's mean is above the largest of the others; bounds are both nought or on one side of it. */
export interface FromBest {
  low: number;
  high: number;
}

/**
 * Multiple comparisons with the best: intervals for each option's mean less the largest mean of all others, which hold at
 * once with at least the confidence. Constrained intervals of Hsu (1984), Annals of Statistics 12(3):1136-1144, in the
 * form of Edwards & Hsu (1983), JASA 78:965-971, which lets each pair have its own width. Under common random numbers the
 * widths are those of paired differences at t(n − 1, 1 − α / (k − 1)), by Bonferroni's inequality over the best's k − 1
 * comparisons (Nelson & Matejcik 1995, Management Science 41(12):1935-1945).
 *
 * @param values by option, then replication; the largest mean is the best
 */
export function withTheBest(values: readonly ArrayLike<number>[], confidence = 0.95): FromBest[] {
  const k = values.length;
  const n = values[0]?.length ?? 0;
  if (n < 2) return values.map(() => ({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }));
  const t = studentQuantile(1 - (1 - confidence) / Math.max(1, k - 1), n - 1);
  const bounds = values.map((own) =>
    values.map((other) => {
      const { difference, error } = pairedOf(Array.from(own, (value, r) => value - other[r]!));
      return { low: difference - t * error, high: difference + t * error };
    }),
  );
  const others = (i: number) => values.map((_, l) => l).filter((l) => l !== i);
  const above = values.map((_, i) => Math.min(...others(i).map((l) => bounds[i]![l]!.high)));
  /** Who may be the best; equals that never differ may both. */
  const may = values.map((_, i) => i).filter((i) => above[i]! >= 0);
  return values.map((_, i) => {
    const rivals = may.filter((l) => l !== i);
    return { low: Math.min(0, ...rivals.map((l) => bounds[i]![l]!.low)), high: Math.max(0, above[i]!) };
  });
}
