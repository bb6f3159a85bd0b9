/**
 * A law as a table of quantiles, so that a draw of any law is the same few operations on one uniform. Cells are
 * log-linear in the tail probability v = min(u, 1 - u): 52 octaves on each side, 64 cells in each, and in each cell the
 * chord through the exact quantiles at its ends (after Leydold, Derflinger & Hörmann's table methods, in Hörmann,
 * Leydold & Derflinger, Automatic Nonuniform Random Variate Generation, 2004, ch. 7), so that the farthest tail a
 * uniform can reach is as exact as the middle.
 */
import { findStep, tailSteps } from "./jumps.js";
import { jumpsOf, type Law, quantile } from "./laws.js";

const OCTAVES = 52;
const CELLS_PER_OCTAVE = 64;
const SIDE = OCTAVES * CELLS_PER_OCTAVE;
/** Cells of a table, both tails; each takes two numbers. */
export const CELLS = 2 * SIDE;
/** 2^-53: a uniform is an odd number of these. */
const ULP = 1 / 9007199254740992;

/**
 * The law's table: CELLS pairs (a, b), where a draw is a + b v; lower tail first, and in each tail the rarest cells
 * first. A cell in which the law jumps has b = NaN, and a the place in this table, behind the cells, of the first of the
 * steps that it meets (see `tailSteps`).
 */
export function compileQuantiles(law: Law): Float64Array {
  const jumps = jumpsOf(law);
  if (jumps === undefined) return chords(law);
  return flats(tailSteps(jumps, false), tailSteps(jumps, true));
}

function chords(law: Law): Float64Array {
  const table = new Float64Array(2 * CELLS);
  for (let side = 0; side < 2; side++) {
    let outer = quantile(law, 0.5, side === 1);
    for (let cell = SIDE - 1; cell >= 0; cell--) {
      const inner = outer;
      outer = quantile(law, cellStart(cell), side === 1, inner);
      const b = (inner - outer) / (cellStart(cell + 1) - cellStart(cell));
      table[2 * (side * SIDE + cell)] = outer - b * cellStart(cell);
      table[2 * (side * SIDE + cell) + 1] = b;
    }
  }
  return table;
}

function flats(lower: Float64Array, upper: Float64Array): Float64Array {
  const table = new Float64Array(2 * CELLS + lower.length + upper.length);
  table.set(lower, 2 * CELLS);
  table.set(upper, 2 * CELLS + lower.length);
  for (let side = 0; side < 2; side++) {
    let step = 2 * CELLS + side * lower.length;
    for (let cell = 0; cell < SIDE; cell++) {
      step = findStep(table, step, cellStart(cell));
      const level = (table[step] as number) >= cellStart(cell + 1);
      table[2 * (side * SIDE + cell)] = level ? (table[step + 1] as number) : step;
      table[2 * (side * SIDE + cell) + 1] = level ? 0 : Number.NaN;
    }
  }
  return table;
}

/** Tail probability at which a cell of either side starts, from 2^-53 (cell 0) to 0.5 (where a cell SIDE would be). */
function cellStart(cell: number): number {
  const mantissa = 1 + (cell % CELLS_PER_OCTAVE) / CELLS_PER_OCTAVE;
  let octave = Math.floor(cell / CELLS_PER_OCTAVE);
  let v = mantissa * ULP;
  for (; octave >= 16; octave -= 16) v *= 65536;
  return v * (1 << octave);
}

/**
 * Draws from the table that starts at `offset` of `tables`, by the two words of `threefry`; the uniform is that of
 * `toUniform`, and a greater uniform gives a greater draw. Leaves the draw in `out[at]` (returning a double would
 * allocate).
 */
export function drawQuantile(
  out: Float64Array,
  at: number,
  tables: Float64Array,
  offset: number,
  w0: number,
  w1: number,
): void {
  // In the upper tail 1 - u is the uniform of the words' complements.
  const sign = w0 >> 31;
  const r = w0 ^ sign;
  const rest = (((w1 ^ sign) >>> 12) << 1) + 1;
  const v = (r * 2097152 + rest) * ULP;
  const cell = offset + (sign & CELLS) + (r < 64 ? rareCell(r, rest) : (lead(r) + (r >>> (25 - Math.clz32(r)))) << 1);
  const a = tables[cell] as number;
  const b = tables[cell + 1] as number;
  out[at] = Number.isNaN(b) ? (tables[findStep(tables, offset + a, v) + 1] as number) : a + b * v;
}

/** First cell of the octave of r, less the leading bit that the mantissa keeps. */
function lead(r: number): number {
  return (51 - Math.clz32(r)) << 6;
}

/** The cell of a tail so rare (1 draw in 2^25) that its seven leading bits reach into the second word. */
function rareCell(r: number, rest: number): number {
  const whole = r * 2097152 + rest;
  const octave = 31 - Math.clz32(whole);
  const mantissa = octave < 6 ? whole << (6 - octave) : whole >>> (octave - 6);
  return (((octave - 1) << 6) + mantissa) << 1;
}

/**
 * A law as a multiple of another: laws with the same `key` are `scale` times the one law `table`, so that one table
 * serves them all. A fixed law needs no table: its key is `fixed` and its value the scale.
 */
export function standardise(law: Law): { key: string; table: Law; scale: number } {
  const { table, scale } = standard(law);
  return { key: table.law === "fixed" ? "fixed" : JSON.stringify(Object.values(table)), table, scale };
}

function standard(law: Law): { table: Law; scale: number } {
  switch (law.law) {
    case "fixed":
      return { table: { law: "fixed", value: 1 }, scale: law.value };
    case "exponential":
      return { table: { law: "exponential", mean: 1 }, scale: law.mean };
    case "lognormal":
    case "gamma":
      return { table: { law: law.law, mean: 1, sd: rounded(law.sd / law.mean) }, scale: law.mean };
    case "weibull":
      return { table: { law: "weibull", shape: law.shape, scale: 1 }, scale: law.scale };
    default:
      return { table: law, scale: 1 };
  }
}

/** Twelve figures, so that 3.3 / 1.1 and 3 are the same ratio. */
function rounded(ratio: number): number {
  return Number(ratio.toPrecision(12));
}
