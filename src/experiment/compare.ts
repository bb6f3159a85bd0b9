import type { MeasureKey } from "../care/measures.js";
import type { Comparison } from "./findings.js";
import { estimate, moments } from "./intervals.js";

/** Values of one scenario: for each replication, one for each measure. */
export interface Sample {
  name: string;
  keys: MeasureKey[];
  /** By replication. */
  values: Float64Array[];
}

/** Name of a measure of a place and group, for finding it again in another scenario. */
export function keyText({ measure, place, group }: MeasureKey): string {
  return JSON.stringify([measure, place, group]);
}

/**
 * Differences of one scenario from another, replication by replication: under common random numbers the same people fall
 * ill at the same times in both, so that the differences vary far less than either.
 */
export function compare(scenario: Sample, against: Sample): Comparison[] {
  const position = new Map(against.keys.map((key, m) => [keyText(key), m]));
  return scenario.keys.flatMap((key, m) => {
    const other = position.get(keyText(key));
    if (other === undefined) return [];
    const ours = scenario.values.map((values) => values[m]!);
    const theirs = against.values.map((values) => values[other]!);
    const { mean, low, high, sd, n } = estimate(ours.map((value, r) => value - theirs[r]!));
    const apart = moments(ours).variance + moments(theirs).variance;
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
