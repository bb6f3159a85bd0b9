/** Lengths of stay as a law: the likeliest of four families, how well it fits, and the observed lengths themselves. */
import { most } from "../../engine/extremes.js";
import { cdf, type Law } from "../../engine/laws.js";
import { shown } from "../messages.js";
import { digamma, logGamma, trigamma } from "./gamma.js";
import { Desk, type Handed, isBlank, isNothing, numberIn } from "./grid.js";
import { amountOf, tidy } from "./write.js";

export type StayUnit = "minutes" | "hours" | "days";

/** One family fitted to the data. */
export interface Fit {
  law: Law;
  /** As a scenario writes it. */
  written: Record<string, unknown>;
  logLikelihood: number;
  /** Akaike (1974): 2 × parameters − 2 × log-likelihood; less is better. */
  aic: number;
  /** Kolmogorov's and Smirnov's distance: the widest gap between the shares of stays at most so long, fitted and observed. */
  distance: number;
}

export interface FittedStays {
  n: number;
  mean: number;
  sd: number;
  median: number;
  unit: StayUnit;
  /** Sorted. */
  values: number[];
  /** The likeliest first. */
  fits: Fit[];
  notes: string[];
}

export interface StaysOptions {
  unit: StayUnit;
  /** The column; unless said, the only one, or one called stay, los or length. */
  column?: string | undefined;
}

const CALLED = /^(stay|stays|los|length|length[ _-]of[ _-]stay|duration|days|hours|minutes)$/i;
/** Fewer stays say too little. */
const FEWEST = 10;

/**
 * Reads a column of stays and fits exponential, lognormal, gamma and Weibull laws by maximum likelihood.
 * @throws ScenarioFaults with everything that is wrong, by row and column
 */
export function fitStays(handed: Handed, options: StaysOptions): FittedStays {
  const desk = new Desk();
  const { values, head } = readStays(desk, handed, options.column);
  if (desk.isSound && values.length < FEWEST)
    head(`there are ${values.length} stays, where ${FEWEST} are wanted at least`);
  if (desk.isSound && values.every((value) => value === values[0]))
    head(`every stay is ${values[0]}: write { fixed: ${values[0]} ${options.unit} }`);
  desk.settle();
  const notes: string[] = [];
  const sorted = lifted(
    [...values].sort((a, b) => a - b),
    options.unit,
    notes,
  );
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const fits = families(sorted, options.unit).sort((a, b) => a.aic - b.aic);
  const limit = 1.36 / Math.sqrt(n);
  if (fits[0]!.distance > limit)
    notes.push(
      `No law fits closely (distance ${fits[0]!.distance.toFixed(3)}, where about ${limit.toFixed(3)} could be chance): the observed stays may serve better (--law empirical).`,
    );
  return {
    n,
    mean,
    sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)),
    median: (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2,
    unit: options.unit,
    values: [...values].sort((a, b) => a - b),
    fits,
    notes,
  };
}

function readStays(desk: Desk, handed: Handed, wanted: string | undefined) {
  const grid = desk.open(handed, { asks: true });
  const first = Math.max(
    0,
    grid.rows.findIndex((cells) => !isBlank(cells)),
  );
  const heads = grid.rows[first] ?? [];
  const head = (message: string) => grid.complain(first, 0, message);
  const hasHead = heads.some((cell) => !isNothing(cell) && numberIn(cell) === undefined);
  let column = 0;
  if (wanted !== undefined) column = heads.findIndex((cell) => cell.toLowerCase() === wanted.toLowerCase());
  else if (heads.length > 1) column = heads.findIndex((cell) => CALLED.test(cell));
  if (column === -1) {
    const which = wanted === undefined ? "none is called stay or los" : `none is called ${shown(wanted)}`;
    head(`of the columns ${heads.map(shown).join(", ")} ${which}; say which by --column`);
    return { values: [], head };
  }
  const values: number[] = [];
  for (const [row, cells] of grid.rows.entries()) {
    if (row < first + (hasHead ? 1 : 0) || isBlank(cells)) continue;
    if (cells.length > heads.length && heads.length === 1) {
      grid.complain(
        row,
        column,
        `this row has ${cells.length} cells, where the heading names 1; a decimal comma wants quotes, or cells parted by semicolons`,
      );
      continue;
    }
    const value = numberIn(cells[column]);
    if (value === undefined || value < 0)
      grid.complain(row, column, `${shown(cells[column])} is no length of stay; a number from 0 is wanted`);
    else values.push(value);
  }
  return { values, head };
}

/** Stays of nothing have no likelihood under laws of the logarithm: they are taken as half of the shortest other stay. */
function lifted(sorted: number[], unit: StayUnit, notes: string[]): number[] {
  const least = sorted.find((value) => value > 0);
  const none = sorted.filter((value) => value === 0).length;
  if (none === 0 || least === undefined) return sorted;
  notes.push(
    `${none} of ${sorted.length} stays are 0; for fitting they are taken as ${tidy(least / 2)} ${unit}, half of the shortest other stay.`,
  );
  return sorted.map((value) => (value === 0 ? least / 2 : value));
}

function families(x: number[], unit: StayUnit): Fit[] {
  const n = x.length;
  const mean = x.reduce((a, b) => a + b, 0) / n;
  const logs = x.map(Math.log);
  const meanLog = logs.reduce((a, b) => a + b, 0) / n;
  const amount = (value: number) => amountOf(Number(value.toPrecision(6)), unit);
  const fitOf = (law: Law, written: Record<string, unknown>, logLikelihood: number, parameters: number): Fit => ({
    law,
    written,
    logLikelihood,
    aic: 2 * parameters - 2 * logLikelihood,
    distance: kolmogorov(x, law),
  });
  const varLog = logs.reduce((sum, log) => sum + (log - meanLog) ** 2, 0) / n;
  const lognormalMean = Math.exp(meanLog + varLog / 2);
  const lognormal = {
    law: "lognormal",
    mean: lognormalMean,
    sd: lognormalMean * Math.sqrt(Math.expm1(varLog)),
  } as const;
  const shape = gammaShape(Math.log(mean) - meanLog);
  const gamma = { law: "gamma", mean, sd: mean / Math.sqrt(shape) } as const;
  const weibull = fitWeibull(x, logs);
  return [
    fitOf({ law: "exponential", mean }, { exponential: { mean: amount(mean) } }, -n * (Math.log(mean) + 1), 1),
    fitOf(
      lognormal,
      { lognormal: { mean: amount(lognormal.mean), sd: amount(lognormal.sd) } },
      -n * (meanLog + 0.5 * Math.log(2 * Math.PI * varLog) + 0.5),
      2,
    ),
    fitOf(
      gamma,
      { gamma: { mean: amount(mean), sd: amount(gamma.sd) } },
      n * ((shape - 1) * meanLog - shape - logGamma(shape) - shape * Math.log(mean / shape)),
      2,
    ),
    fitOf(
      { law: "weibull", ...weibull },
      { weibull: { shape: Number(weibull.shape.toPrecision(6)), scale: amount(weibull.scale) } },
      n * (Math.log(weibull.shape) - weibull.shape * Math.log(weibull.scale) + (weibull.shape - 1) * meanLog - 1),
      2,
    ),
  ];
}

/**
 * Shape of the likeliest gamma law: log k − ψ(k) = log(mean) − mean(log), by Newton from the start of Minka (2002),
 * "Estimating a Gamma distribution", eq. 9 and 10.
 */
function gammaShape(gap: number): number {
  let k = (3 - gap + Math.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap);
  for (let turn = 0; turn < 50; turn++) {
    const next = 1 / (1 / k + (Math.log(k) - digamma(k) - gap) / (k * k * (1 / k - trigamma(k))));
    if (Math.abs(next - k) < 1e-12 * k) return next;
    k = next;
  }
  return k;
}

/**
 * The likeliest Weibull law: Σ xᵏ log x / Σ xᵏ − 1/k = mean(log x), whose left side rises with k (Johnson, Kotz & Balakrishnan,
 * "Continuous Univariate Distributions" vol. 1, §21.4), by halving; scale from mean(xᵏ).
 */
function fitWeibull(x: number[], logs: number[]): { shape: number; scale: number } {
  const n = x.length;
  const meanLog = logs.reduce((a, b) => a + b, 0) / n;
  const top = most(logs);
  // Powers relative to the longest stay, so that none overflows.
  const sums = (k: number) => {
    let [plain, weighted] = [0, 0];
    for (const log of logs) {
      const power = Math.exp(k * (log - top));
      plain += power;
      weighted += power * log;
    }
    return { plain, weighted };
  };
  let [low, high] = [1e-3, 1e3];
  for (let turn = 0; turn < 200 && high / low > 1 + 1e-13; turn++) {
    const k = Math.sqrt(low * high);
    const { plain, weighted } = sums(k);
    if (weighted / plain - 1 / k < meanLog) low = k;
    else high = k;
  }
  const shape = Math.sqrt(low * high);
  return { shape, scale: Math.exp(top + Math.log(sums(shape).plain / n) / shape) };
}

/** The widest gap between the fitted and the observed distribution function; equal stays make one step. */
function kolmogorov(sorted: number[], law: Law): number {
  const n = sorted.length;
  let widest = 0;
  for (let i = 0; i < n; ) {
    let end = i;
    while (end < n && sorted[end] === sorted[i]) end++;
    const share = cdf(law, sorted[i]!);
    widest = Math.max(widest, Math.abs(share - i / n), Math.abs(share - end / n));
    i = end;
  }
  return widest;
}

/** The observed stays as a table for `{ empirical: { table: …, unit: … } }`. */
export function stayTable({ values }: FittedStays, file: string): string {
  return [
    `# Made by careshift import stays from ${file.replace(/\s+/g, " ")}`,
    "value",
    ...values.map(String),
    "",
  ].join("\n");
}
