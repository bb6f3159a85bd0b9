/**
 * Latin hypercube points (McKay, Beckman & Conover 1979, doi 10.2307/1268522): of n points each dimension has one in every n-th part
 * of (0, 1). A dimension's points depend on its name and the seed alone, so that another number that becomes uncertain
 * leaves the draws of the others as they are.
 */
import { type Key, keyFor, seedKey, threefry, toUniform } from "../engine/random.js";

/**
 * Points by dimension: for each name `points` values in (0, 1).
 * @param purpose sets of points for different purposes are independent
 */
export function latinHypercube(
  seed: string,
  purpose: string,
  names: readonly string[],
  points: number,
): Map<string, Float64Array> {
  const key = keyFor(keyFor(seedKey(seed), "ignorance"), purpose);
  return new Map(names.map((name) => [name, dimension(keyFor(key, name), points)]));
}

/** Uniforms in (0, 1) for other purposes, such as resampling: the same for the same seed and purpose. */
export function uniforms(seed: string, purpose: string, count: number): Float64Array {
  const key = keyFor(keyFor(seedKey(seed), "ignorance"), purpose);
  return Float64Array.from({ length: count }, (_, i) => uniform(key, i, 0));
}

function dimension(key: Key, points: number): Float64Array {
  const order = Array.from({ length: points }, (_, i) => ({ i, at: uniform(key, i, 1) }));
  order.sort((a, b) => a.at - b.at || a.i - b.i);
  return Float64Array.from(order, ({ i }, point) => (i + uniform(key, point, 2)) / points);
}

const words = new Int32Array(2);

function uniform(key: Key, counter: number, purpose: number): number {
  threefry(words, key[0], key[1], counter, purpose);
  return toUniform(words[0] as number, words[1] as number);
}
