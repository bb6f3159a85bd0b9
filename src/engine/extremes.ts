/**
 * The least and the most of numbers that data may make many: `Math.max(...values)` puts every one on the stack, and falls over at
 * some hundred thousand. Of no numbers they are infinite, as `Math.min()` and `Math.max()` are.
 */
export function least(values: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY;
  for (const value of values) found = Math.min(found, value);
  return found;
}

/** The most of numbers, however many. */
export function most(values: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY;
  for (const value of values) found = Math.max(found, value);
  return found;
}
