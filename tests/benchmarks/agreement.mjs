/** Whether two engines' figures are those of one model, by the spread of the C program over many seeds. */

const SEEDS = 40;
/** Standard errors apart that count as a disagreement: about once in 4,000 comparisons by chance, more where skewed. */
const APART = 4.5;
/** Beds or days below which a figure rests on a handful of rare events and is only asked to be small too. */
const RARE = 0.01;

/**
 * Mean and standard deviation of each figure over seeds of the C program, at so many days.
 * @returns {Promise<Record<string, { mean: number, sd: number, n: number }>>}
 */
export async function reference(inC, model, days) {
  const runs = [];
  for (let seed = 0; seed < SEEDS; seed++) runs.push((await inC.run(model, 1000 + seed, days)).check);
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, spread(runs.map((check) => check[key]))]));
}

/** Mean, standard deviation and number of some values. */
export function spread(values) {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / Math.max(1, values.length - 1)), n: values.length };
}

/** Whether the mean of an engine's `rounds` values agrees with the reference. */
export function agrees(mean, rounds, { mean: expected, sd, n }) {
  if (expected < RARE) return mean < 5 * RARE;
  return Math.abs(mean - expected) <= APART * sd * Math.sqrt(1 / rounds + 1 / n);
}

/** The middle one of some values. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
