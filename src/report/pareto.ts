/** An option with two measures of which less is better. */
export interface Weighed {
  x: number;
  y: number;
}

/** Those that no other option beats: none has less of one measure without more of the other. In order of x. */
export function unbeaten<T extends Weighed>(options: readonly T[]): T[] {
  return options
    .filter((a) => !options.some((b) => b !== a && b.x <= a.x && b.y <= a.y && (b.x < a.x || b.y < a.y)))
    .sort((a, b) => a.x - b.x);
}
