import type { MeasureKey } from "../care/measures.js";
import type { Comparison, MeasureFinding } from "./findings.js";
import { estimate, isTold, moments } from "./intervals.js";

/** Values of one scenario: for each replication, one for each measure. */
export interface Sample {
  name: string;
  keys: MeasureKey[];
  /** By replication; NaN where a replication had nobody to measure. */
  values: Float64Array[];
}

/** Estimates of what a sample has values of, and what it has none of in any replication: there was nobody to measure. */
export function measured({ keys, values }: Sample): { measures: MeasureFinding[]; unmeasured: MeasureKey[] } {
  const all = keys.map((key, m) => ({ ...key, ...estimate(values.map((of) => of[m]!)) }));
  return { measures: all.filter(({ n }) => n > 0), unmeasured: keys.filter((_, m) => all[m]!.n === 0) };
}

/** Name of a measure of a place and group, for finding it again in another scenario. */
export function keyText({ measure, place, group }: MeasureKey): string {
  return JSON.stringify([measure, place, group]);
}

/**
 * Differences of one scenario from another, replication by replication: under common random numbers the same people fall
 * ill at the same times in both, so that the differences vary far less than either. Only replications in which both have a
 * value are compared; of a measure without any there is no comparison.
 */
export function compare(scenario: Sample, against: Sample): Comparison[] {
  const position = new Map(against.keys.map((key, m) => [keyText(key), m]));
  return scenario.keys.flatMap((key, m) => {
    const other = position.get(keyText(key));
    if (other === undefined) return [];
    const ours = scenario.values.map((values) => values[m]!);
    const theirs = against.values.map((values) => values[other]!);
    const differences = ours.map((value, r) => value - theirs[r]!);
    const { mean, low, high, sd, n } = estimate(differences);
    if (n === 0) return [];
    const both = (values: number[]) => values.filter((_, r) => isTold(differences[r]!));
    const apart = moments(both(ours)).variance + moments(both(theirs)).variance;
    return {
      ...key,
      scenario: scenario.name,
      against: against.name,
      difference: mean,
      low,
      high,
      n,
      clear: low > 0 || high < 0,
      gain: sd > 0 ? apart / (sd * sd) : null,
    };
  });
}
