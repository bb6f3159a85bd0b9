// @ts-expect-error the package has no types
import jstat from "jstat";
import { estimate, moments } from "./intervals.js";

/** What varies between runs, taken apart: chance (the same numbers, other people) and ignorance (other numbers). */
export interface Decomposed {
  /** Mean over all draws and replications. */
  mean: number;
  /** Where 95 % of long-run means lie, given what is not known and how few draws were made; chance within a draw is taken out. */
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
  /** Share of draws whose long-run mean, as in the interval, is below nought. */
  below: number;
  draws: number;
  /** Of each draw. */
  replications: number;
}

/**
 * One-way random-effects analysis of variance, balanced, by the ANOVA estimator: chance is the mean square within draws;
 * ignorance that between draws less that within, over the replications of a draw, and no less than nought (Searle, Casella &
 * McCulloch, "Variance Components", 1992, §3.6; for nested simulation: Sun, Apley & Staum 2011, doi 10.1287/opre.1110.0932).
 * The interval is that of the draws' means drawn together about the grand mean until their variance is that of ignorance and of the
 * grand mean's own error: with many draws ignorance alone, and never narrower than the simulation deserves.
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
  const settled = together(means, variance + between / draws, between);
  const [low, high] = spreadOf(settled);
  return {
    mean: whole.mean,
    low,
    high,
    meanLow: whole.low,
    meanHigh: whole.high,
    chance: Math.sqrt(within),
    ignorance: Math.sqrt(variance),
    below: settled.filter((mean) => mean < 0).length / draws,
    share: variance + within > 0 ? variance / (variance + within) : 0,
    draws,
    replications,
  };
}

/** Means drawn together about their own mean until they vary by `wanted` instead of `variance`; never apart. */
function together(means: number[], wanted: number, variance: number): number[] {
  const { mean } = moments(means);
  const kept = variance > 0 ? Math.sqrt(Math.min(1, wanted / variance)) : 0;
  return means.map((each) => mean + (each - mean) * kept);
}

/** The 2.5th and 97.5th percentile (type 7 of Hyndman & Fan 1996). */
function spreadOf(values: number[]): [number, number] {
  return jstat.quantiles(values, [0.025, 0.975], 1, 1) as [number, number];
}
