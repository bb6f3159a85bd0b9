/** Least squares by a library that wants its answers at once, while ours come from threads. */
import { levenbergMarquardt } from "ml-levenberg-marquardt";

/** What is minimised: the sum over figures of ((value − wanted) / sd)², over a cube from 0 to 1 in each direction. */
export interface Fit {
  start: number[];
  wanted: number[];
  sds: number[];
  /** The values of all figures at several points. */
  evaluate: (points: number[][]) => Promise<number[][]>;
  /** Rounds at most. */
  rounds: number;
}

export interface Fitted {
  at: number[];
  values: number[];
  /** Weighted sum of squares there, and at the start. */
  error: number;
  errorAtStart: number;
  /** Points that were tried. */
  tried: number;
}

/** Step of a difference, as a share of the range: wide, since what is differenced is simulated. */
export const STEP = 0.1;
/** A round that betters the sum of squares by less than this share is the last but one. */
const WORTH_WHILE = 0.01;

/** Thrown out of the library where it asks for what is not known yet. */
class Wanting extends Error {
  constructor(readonly points: number[][]) {
    super("not known yet");
  }
}

/**
 * Levenberg–Marquardt without derivatives (Brown & Dennis 1971, doi 10.1007/BF01404679, in `ml-levenberg-marquardt`). The library
 * is run again from its start each time it has asked for a point that was not known, and goes the same way up to there: it draws
 * no random numbers. The best point that was tried is the answer.
 */
export async function leastSquares(fit: Fit): Promise<Fitted> {
  const known = new Map<string, { at: number[]; values: number[] }>();
  const learn = async (points: number[][]) => {
    const values = await fit.evaluate(points);
    for (const [i, at] of points.entries()) known.set(String(at), { at, values: values[i] as number[] });
  };
  await learn([fit.start]);
  const errorAtStart = errorOf(known.get(String(fit.start))!.values, fit);
  for (let rounds = 1, before = errorAtStart; rounds <= fit.rounds; rounds++) {
    await settled(() => run(fit, rounds, known), learn);
    const best = bestOf(known, fit).error;
    if (rounds > 1 && before - best < WORTH_WHILE * before) break;
    before = best;
  }
  return { ...bestOf(known, fit), errorAtStart, tried: known.size };
}

/** How each figure moves with each value: rows of figures, columns of values; differences on both sides where both are within bounds. */
export async function jacobian(point: readonly number[], evaluate: Fit["evaluate"]): Promise<number[][]> {
  const ends = point.map((x, j) => [Math.max(0, x - STEP), Math.min(1, x + STEP)].map((to) => moved(point, j, to)));
  const values = await evaluate(ends.flat());
  return (values[0] as number[]).map((_, i) =>
    point.map((_, j) => {
      const [low, high] = ends[j] as [number[], number[]];
      return (values[2 * j + 1]![i]! - values[2 * j]![i]!) / (high[j]! - low[j]!);
    }),
  );
}

async function settled(attempt: () => void, learn: (points: number[][]) => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Wanting)) throw error;
      await learn(error.points);
    }
  }
}

function run({ start, wanted, sds }: Fit, rounds: number, known: Map<string, { values: number[] }>): void {
  // Every figure is given in its own sd, so that all weigh alike; the library wants two or more: the last is nought, and met.
  const inSds = (values: number[]) => [...values.map((value, i) => value / sds[i]!), 0];
  const valuesAt = (points: number[][]) => {
    const unknown = points.filter((point) => !known.has(String(point)));
    if (unknown.length > 0) throw new Wanting(unknown);
    return points.map((point) => inSds(known.get(String(point))!.values));
  };
  const model = (point: ArrayLike<number>) => {
    const [here] = valuesAt([Array.from(point)]);
    return (i: number) => here![i]!;
  };
  const slopes = (point: ArrayLike<number>) => {
    const at = Array.from(point);
    const asides = at.map((x, j) => moved(at, j, x + STEP > 1 ? x - STEP : x + STEP));
    const [here, ...beside] = valuesAt([at, ...asides]);
    return (i: number) => at.map((x, j) => (beside[j]![i]! - here![i]!) / (asides[j]![j]! - x));
  };
  levenbergMarquardt({ x: [...wanted.keys(), wanted.length], y: inSds(wanted) }, model, {
    initialValues: start,
    minValues: start.map(() => 0),
    maxValues: start.map(() => 1),
    maxIterations: rounds,
    errorTolerance: 1e-9,
    jacobianFunction: slopes,
  });
}

function moved(point: readonly number[], j: number, to: number): number[] {
  return point.map((x, k) => (k === j ? to : x));
}

function bestOf(known: Map<string, { at: number[]; values: number[] }>, fit: Fit) {
  const all = [...known.values()].map(({ at, values }) => ({ at, values, error: errorOf(values, fit) }));
  return all.reduce((best, each) => (each.error < best.error ? each : best));
}

function errorOf(values: readonly number[], { wanted, sds }: Fit): number {
  return values.reduce((sum, value, i) => sum + ((value - wanted[i]!) / sds[i]!) ** 2, 0);
}
