/** Calibration: values of a scenario fitted to observed figures, with a record of how well and of what could not be told. */
import { inverse, Matrix } from "ml-matrix";
import type { ReadScenario } from "../scenario/scenario.js";
import { studentQuantile } from "./bounds.js";
import type { Sample } from "./compare.js";
import { type FittedValue, lineAt, numberAt } from "./fitted-value.js";
import { type Estimate, estimate } from "./intervals.js";
import { jacobian, leastSquares } from "./least-squares.js";
import type { Figure } from "./observed-figures.js";
import type { Period } from "./periods.js";
import { measureText, UnknownMeasure } from "./targets.js";
import { type Trials, valuesOf } from "./trials.js";
import type { ChangeLine } from "./variants.js";

/** What came of one value. */
export interface ValueFound {
  value: FittedValue;
  /** As fitted, from 0 at its low bound to 1 at its high one. */
  part: number;
  fitted: number;
  /** 95 % range that the figures leave it, within its bounds. */
  from: number;
  to: number;
  /** `fitted`; `bound`: it ran into one; `unseen`: no figure tells it; `tied`: told only together with others. */
  verdict: "fitted" | "bound" | "unseen" | "tied";
  /** Paths it is tied to. */
  tiedTo: string[];
}

/** An observed figure beside the simulated ones. */
export interface FigureFound {
  figure: Figure;
  before: Estimate;
  after: Estimate;
  /** Of a figure to be foretold: where 95 % of such figures should lie, and whether the observed one does. */
  prediction: { low: number; high: number; inside: boolean } | null;
}

export interface Calibration {
  values: ValueFound[];
  figures: FigureFound[];
  /** Weighted sum of squares of the figures fitted to, at the scenario's own values and at the fitted ones. */
  error: { before: number; after: number };
  tried: number;
}

/** Values that run from 0 to 1 with no figure to tell them have the spread of a uniform law: variance 1/12. */
const UNTOLD = 1 / 12;
/** What the figures leave of that spread, as a standard deviation, for a value to count as told: half. */
const TOLD = 0.5 * Math.sqrt(UNTOLD);
/** Less than this is left where figures drew it to its bound, and not chance. */
const DRAWN = 0.8 * Math.sqrt(UNTOLD);
const TIED = 0.7;
const ROUNDS = 6;

/**
 * Fits values to the figures whose use is `fit`. The same replications stand behind every point that is tried (common random
 * numbers), so that differences between points are of the values alone.
 */
export async function calibrate(
  trials: Trials,
  variant: (lines: readonly ChangeLine[]) => ReadScenario,
  values: readonly FittedValue[],
  figures: readonly Figure[],
): Promise<Calibration> {
  const bench = new Bench(trials, variant, values, figures);
  const fitted = figures.flatMap((figure, i) => (figure.use === "fit" ? [i] : []));
  const start = values.map(startOf);
  trials.foresee((1 + (values.length + 1) * 3 + 2 * values.length) * bench.periods.length);
  const before = await bench.estimates(start);
  const sds = figures.map(({ sd }, i) => Math.hypot(sd, before[i]!.sd / Math.sqrt(before[i]!.n)));
  const of = (all: number[][]) => all.map((each) => fitted.map((i) => each[i]!));
  const fit = await leastSquares({
    start,
    wanted: fitted.map((i) => figures[i]!.observed),
    sds: fitted.map((i) => sds[i]!),
    evaluate: async (points) => of(await bench.means(points)),
    rounds: ROUNDS,
  });
  trials.foresee(2 * values.length * bench.periods.length);
  const slopes = await jacobian(fit.at, (points) => bench.means(points));
  const spread = spreadOf(
    fitted.map((i) => slopes[i]!.map((slope) => slope / sds[i]!)),
    values.length,
  );
  const after = await bench.estimates(fit.at);
  return {
    values: values.map((value, j) => valueFound(value, j, fit.at, spread, values)),
    figures: figures.map((figure, i) => ({
      figure,
      before: before[i]!,
      after: after[i]!,
      prediction: figure.use === "predict" ? foretold(figure, after[i]!, slopes[i]!, spread.covariance) : null,
    })),
    error: { before: fit.errorAtStart, after: fit.error },
    tried: bench.tried,
  };
}

/** Where the search starts: the scenario's own value, brought within its bounds. */
function startOf({ now, low, high }: FittedValue): number {
  return Math.min(1, Math.max(0, (now - low) / (high - low)));
}

/** Simulates points and remembers them. */
class Bench {
  readonly periods: Period[];
  private readonly known = new Map<string, Sample[]>();

  constructor(
    private readonly trials: Trials,
    private readonly variant: (lines: readonly ChangeLine[]) => ReadScenario,
    private readonly values: readonly FittedValue[],
    private readonly figures: readonly Figure[],
  ) {
    this.periods = [...new Map(figures.map(({ period }) => [textOf(period), period])).values()];
  }

  get tried(): number {
    return this.known.size;
  }

  async means(points: number[][]): Promise<number[][]> {
    await this.learn(points);
    return points.map((point) => this.estimatesOf(point).map(({ mean }) => mean));
  }

  async estimates(point: number[]): Promise<Estimate[]> {
    await this.learn([point]);
    return this.estimatesOf(point);
  }

  private async learn(points: readonly number[][]): Promise<void> {
    const fresh = [...new Map(points.map((point) => [String(point), point])).values()].filter(
      (point) => !this.known.has(String(point)),
    );
    const variants = fresh.map((point) => this.variant(this.values.map((value, j) => lineAt(value, point[j]!))));
    const samples = await this.trials.of(
      variants.flatMap((read) => this.periods.map(() => read)),
      variants.flatMap(() => this.periods),
    );
    for (const [i, point] of fresh.entries())
      this.known.set(String(point), samples.slice(i * this.periods.length, (i + 1) * this.periods.length));
  }

  private estimatesOf(point: readonly number[]): Estimate[] {
    const samples = this.known.get(String(point)) as Sample[];
    return this.figures.map((figure) => {
      const at = this.periods.findIndex((period) => textOf(period) === textOf(figure.period));
      const found = estimate(valuesOf(samples[at] as Sample, figure));
      if (found.n === 0) throw nobodyThere(figure);
      return found;
    });
  }
}

function nobodyThere(figure: Figure): UnknownMeasure {
  const { from, to } = figure.period;
  return new UnknownMeasure(
    `${measureText(figure)} from ${from} to ${to}: there is nobody to measure in any replication, so nothing can be fitted to it; leave this figure out, or fit other values`,
  );
}

interface Spread {
  /** Of the values, in parts of their ranges, given the figures; of a value that nothing tells, that of a uniform law. */
  covariance: Matrix;
  /** Standard deviation of each, were all others known. */
  alone: number[];
}

/** Posterior spread by the normal approximation, from how far each value moves each figure, in that figure's sd. */
function spreadOf(slopes: number[][], values: number): Spread {
  const information = Matrix.eye(values, values).mul(1 / UNTOLD);
  if (slopes.length > 0) {
    const moves = new Matrix(slopes);
    information.add(moves.transpose().mmul(moves));
  }
  return {
    covariance: inverse(information),
    alone: Array.from({ length: values }, (_, j) => 1 / Math.sqrt(information.get(j, j))),
  };
}

function valueFound(
  value: FittedValue,
  j: number,
  at: readonly number[],
  { covariance, alone }: Spread,
  all: readonly FittedValue[],
): ValueFound {
  const part = at[j]!;
  const sd = Math.sqrt(covariance.get(j, j));
  const tied = all.filter((_, k) => {
    const correlation = covariance.get(j, k) / Math.sqrt(covariance.get(j, j) * covariance.get(k, k));
    return k !== j && Math.abs(correlation) > TIED;
  });
  const isTold = sd < TOLD;
  const isTied = !isTold && alone[j]! < TOLD;
  const atBound = (part < 0.01 || part > 0.99) && alone[j]! < DRAWN;
  return {
    value,
    part,
    fitted: numberAt(value, part),
    from: numberAt(value, Math.max(0, part - 1.96 * sd)),
    to: numberAt(value, Math.min(1, part + 1.96 * sd)),
    verdict: atBound ? "bound" : isTied ? "tied" : isTold ? "fitted" : "unseen",
    tiedTo: isTied ? tied.map(({ path }) => path) : [],
  };
}

/**
 * 95 % prediction interval of one new figure: Student's t over the variance between replications, of their mean, of the fitted
 * values carried through (linearly), and of the observation itself where that is known.
 */
function foretold(figure: Figure, { mean, sd, n }: Estimate, slopes: readonly number[], covariance: Matrix) {
  const along = new Matrix([[...slopes]]);
  const ofValues = along.mmul(covariance).mmul(along.transpose()).get(0, 0);
  const ofFigure = figure.sdFrom === "sd" ? figure.sd ** 2 : 0;
  const half = studentQuantile(n - 1, 0.975) * Math.sqrt(sd * sd * (1 + 1 / n) + ofValues + ofFigure);
  const [low, high] = [mean - half, mean + half];
  return { low, high, inside: figure.observed >= low && figure.observed <= high };
}

function textOf({ from, to }: Period): string {
  return `${from} to ${to}`;
}
