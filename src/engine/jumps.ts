/** Laws with jumps, as lists of steps counted from each tail inwards, so that the rarest steps keep all their figures. */
import { gammaTerm } from "./special.js";

/** Values in rising order, and weights that sum to `total`. */
export interface Atoms {
  values: number[];
  weights: number[];
  total: number;
}

/** Values and their weights sorted, like values put together, values without weight left out. */
export function atoms(values: readonly number[], weights: readonly number[]): Atoms {
  const order = values.map((_, i) => i).sort((i, j) => (values[i] as number) - (values[j] as number));
  const out: Atoms = { values: [], weights: [], total: 0 };
  for (const i of order) {
    const weight = weights[i] as number;
    const last = out.values.length - 1;
    if (weight === 0) continue;
    out.total += weight;
    if (out.values[last] === values[i]) out.weights[last] = (out.weights[last] as number) + weight;
    else {
      out.values.push(values[i] as number);
      out.weights.push(weight);
    }
  }
  return out;
}

/** A Poisson count, as far out on both sides as a chance of 2^-53 can tell. */
export function poissonAtoms(mean: number): Atoms {
  const mode = Math.floor(mean);
  let low = mode;
  while (low > 0 && gammaTerm(low - 1, mean) > 1e-22) low--;
  const out: Atoms = { values: [], weights: [], total: 1 };
  for (let k = low; ; k++) {
    const weight = gammaTerm(k, mean);
    if (k > mode && weight < 1e-22) return out;
    out.values.push(k);
    out.weights.push(weight);
  }
}

/**
 * Steps of the tail in order from its end: [edge, value, edge, value, …]. A value holds for tail probabilities up to
 * and including its edge; the last edge is 1, so that a search needs no count.
 */
export function tailSteps({ values, weights, total }: Atoms, upper: boolean): Float64Array {
  const steps: number[] = [];
  let sum = 0;
  for (let n = 0; n < values.length && sum < 0.5 * total; n++) {
    const i = upper ? values.length - 1 - n : n;
    sum += weights[i] as number;
    steps.push(sum / total, values[i] as number);
  }
  steps[steps.length - 2] = 1;
  return new Float64Array(steps);
}

/** Where in `table` the first step with an edge at or beyond `tail` lies, from the step at `start` on. */
export function findStep(table: Float64Array, start: number, tail: number): number {
  let step = start;
  while ((table[step] as number) < tail) step += 2;
  return step;
}
