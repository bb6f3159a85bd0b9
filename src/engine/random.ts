/**
 * Random numbers by name, not by order. A draw is a function of a 64-bit key (what is being drawn for whom) and a
 * 64-bit counter (purpose, occasion), by the counter-based generator Threefry-2x32 with 20 rounds: Salmon, Moraes,
 * Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, doi 10.1145/2063384.2063405. No state is kept
 * between draws, so two scenarios that ask for the same thing get the same number in whatever order they ask.
 */
import seedrandom from "seedrandom";

/** 2^-53. */
const ULP = 1 / 9007199254740992;

/**
 * Threefry-2x32-20. Encrypts the counter (c0, c1) under the key (k0, k1); all words 32 bits, as signed integers.
 * Leaves two words in `out[0]`, `out[1]` (returning them would allocate).
 */
// biome-ignore format: a round a line
export function threefry(out: Int32Array, k0: number, k1: number, c0: number, c1: number): void {
  // Whole numbers from the start: otherwise the compiler may add them as doubles, three times slower.
  const a = k0 | 0;
  const b = k1 | 0;
  const c = a ^ b ^ 0x1bd11bda;
  let x0 = ((c0 | 0) + a) | 0;
  let x1 = ((c1 | 0) + b) | 0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + b) | 0;
  x1 = (((x1 + c) | 0) + 1) | 0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + c) | 0;
  x1 = (((x1 + a) | 0) + 2) | 0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + a) | 0;
  x1 = (((x1 + b) | 0) + 3) | 0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + b) | 0;
  x1 = (((x1 + c) | 0) + 4) | 0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + c) | 0;
  x1 = (((x1 + a) | 0) + 5) | 0;
  out[0] = x0;
  out[1] = x1;
}

/** The two words as a uniform in the open interval (0, 1), 52 bits and a half. */
export function toUniform(w0: number, w1: number): number {
  return ((w0 >>> 0) * 2097152 + ((w1 >>> 12) << 1) + 1) * ULP;
}

/** A key: two signed 32-bit words. */
export type Key = readonly [number, number];

/**
 * The planner's seed as a key, through `seedrandom`.
 * @throws {RangeError} when the seed is empty: an empty seed would be a fixed stream nobody asked for
 */
export function seedKey(seed: string): Key {
  if (seed === "") throw new RangeError("the seed is empty: give any text");
  const draw = seedrandom(seed);
  return [draw.int32(), draw.int32()];
}

/** The key for something named under a key: a replication's, a stream's, a purpose's. */
export function keyFor(key: Key, name: string | number): Key {
  const out = new Int32Array(2);
  if (typeof name === "number") threefry(out, key[0], key[1], name | 0, 0);
  else {
    const words = nameWords(name);
    threefry(out, key[0], key[1], words[0], words[1]);
  }
  return [out[0] as number, out[1] as number];
}

/**
 * A name as 64 bits, the same wherever it is asked: FNV-1a over its UTF-16 units, twice, with different offsets
 * (Fowler, Noll & Vo), the second word never 0 so that names and numbers make different keys.
 */
export function nameWords(name: string): Key {
  let a = 0x811c9dc5;
  let b = 0x01000193 ^ name.length;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + 0x9e37), 0x85ebca6b) ^ (b >>> 13);
  }
  return [a | 0, (b | 0) === 0 ? 1 : b | 0];
}
