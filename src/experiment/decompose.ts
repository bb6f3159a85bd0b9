// @ts-expect-error the package has no types
import jstat from "jstat";
import { estimate, moments } from "./intervals.js";

/** What varies between runs, taken apart: chance (the same numbers, other people) and ignorance (other numbers). */
export interface Decomposed {
  /** Mean over all draws and replications. */
  mean: number;
  /** Where 95 % of long-run means lie, given what is not known: the interval that ignorance alone makes. */
  low: number;
  high: number;
  /** 95 % interval of `mean` itself, from having made no more draws and replications than these. */
  meanLow: number;
  meanHigh: number;
  /** Standard deviation between replications of one draw: chance, in one replication. */
  chance: number;
  /** Standard deviation of long-run means between draws: ignorance. */
  ignorance: number;
  /** Ignorance's share of the variance of one replication. */
  share: number;
  draws: number;
  /** Of each draw. */
  replications: number;
}

/**
 * One-way random-effects analysis of variance, balanced, by the ANOVA estimator: chance is the mean square within draws;
 * ignorance that between draws less that within, over the replications of a draw, and no less than nought (Searle, Casella &
 * McCulloch, "Variance Components", 1992, §3.6; for nested simulation: Sun, Apley & Staum 2011, doi 10.1287/opre.1110.0932).
 * The interval is that of the draws' means drawn together about the grand mean until they vary by ignorance alone.
 *
 * @param values by draw, the replications of each; at least two draws of at least two replications, all of as many
 */
export function decompose(values: readonly ArrayLike<number>[]): Decomposed {
  const draws = values.length;
  const replications = values[0]?.length ?? 0;
  if (draws < 2 || replications < 2)
    throw new RangeError("to tell chance from ignorance takes two draws of two replications");
  const each = values.map(moments);
  const means = each.map(({ mean }) => mean);
  const between = moments(means).variance;
  const within = moments(each.map(({ variance }) => variance)).mean;
  const variance = Math.max(0, between - within / replications);
  const whole = estimate(means);
  const kept = between > 0 ? Math.sqrt(variance / between) : 0;
  const [low, high] = spreadOf(means.map((mean) => whole.mean + (mean - whole.mean) * kept));
  return {
    mean: whole.mean,
    low,
    high,
    meanLow: whole.low,
    meanHigh: whole.high,
    chance: Math.sqrt(within),
    ignorance: Math.sqrt(variance),
    share: variance + within > 0 ? variance / (variance + within) : 0,
    draws,
    replications,
  };
}

/** The 2.5th and 97.5th percentile (type 7 of Hyndman & Fan 1996). */
function spreadOf(values: number[]): [number, number] {
  return jstat.quantiles(values, [0.025, 0.975], 1, 1) as [number, number];
}
