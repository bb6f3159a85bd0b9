import { distance } from "fastest-levenshtein";

/**
 * The known word nearest to what was written (Levenshtein distance), or undefined where none is near:
 * more than half of the letters would have to change.
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const found = closest(written, known);
  if (found === undefined) return undefined;
  return distance(written, found) * 2 <= Math.max(written.length, found.length) ? found : undefined;
}

/** The known word with the fewest letters to change, however many they are; the first of equals. */
export function closest(written: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const far = distance(written, word);
    if (far < least) [best, least] = [word, far];
  }
  return best;
}
