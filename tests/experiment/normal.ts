import seedrandom from "seedrandom";

/** Standard normal draws from a seed (Box & Muller 1958). */
export function normals(seed: string): () => number {
  const uniform = seedrandom.alea(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
