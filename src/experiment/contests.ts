/** Options against each other, pair by pair: chances of beating, differences, and what remains clear when many are compared. */
import type { MeasureKey } from "../care/measures.js";
import { keyText, type Sample } from "./compare.js";
import { chanceAbove, holm, type Paired, pairedOf, pValue, simultaneous, withTheBest } from "./families.js";
import { estimate, isTold, shareInterval } from "./intervals.js";
import type { MainMeasure } from "./main-measures.js";

/** What one measure shows of all pairs of options. */
export interface Contest extends MeasureKey {
  baseline: string;
  /** Which of two is the better. */
  wanted: "smallest" | "largest";
  pairs: Pair[];
  /** Each option against the best of the others, where the measure has a target or was named. */
  best?: AgainstBest[];
}

/** Which comparisons are held to 95 % together: of one measure, redesigns with the baseline, or redesigns with each other. */
export type Family = "with the baseline" | "between redesigns";

/** A share of replications with its 95 % interval (Wilson 1927). */
export interface Share {
  share: number;
  low: number;
  high: number;
}

/** Two options in the same replications. */
export interface Pair {
  first: string;
  second: string;
  family: Family;
  /** The first less the second, with its own 95 % interval (Student's t). */
  difference: number;
  low: number;
  high: number;
  n: number;
  /** Share of replications in which the first is better, and in which it is worse; what is left is alike. */
  better: Share;
  worse: Share;
  /** Chance that the first one's long-run mean is better, by Student's t; ½ where nothing is known. */
  chance: number;
  /** Interval that holds together with those of its family (Bonferroni). */
  together: { low: number; high: number };
  /** p value adjusted for its family (Holm 1979). */
  p: number;
  /** Whether its own interval leaves out nought. */
  clear: boolean;
  /** Whether it is still clear when its family is looked at as a whole: p at most 5 %. */
  clearTogether: boolean;
}

/** An option's mean less that of the best of the others; the intervals of all options hold at once (Hsu 1984). */
export interface AgainstBest {
  scenario: string;
  low: number;
  high: number;
  /** Not ruled out as the best. */
  mayBeBest: boolean;
}

/** Beyond so many options, redesigns are compared with each other only where the measure has a target or was named. */
const MOST_OPTIONS = 12;

/** Options against each other on the main measures; the first sample is the baseline's. */
export function contests(samples: readonly Sample[], measures: readonly MainMeasure[]): Contest[] {
  if (samples.length < 2) return [];
  return measures
    .map((measure) => contest(samples, measure, samples.length <= MOST_OPTIONS))
    .filter(({ pairs }) => pairs.length > 0);
}

interface Option {
  name: string;
  values: number[];
}

function contest(samples: readonly Sample[], { key, wanted, isAsked }: MainMeasure, areFew: boolean): Contest {
  const options = samples.flatMap((sample) => optionOf(sample, key) ?? []);
  const baseline = samples[0]!.name;
  const first = options.find(({ name }) => name === baseline);
  const rest = options.filter((option) => option !== first);
  const sign = wanted === "largest" ? 1 : -1;
  const withBaseline = first === undefined ? [] : rest.map((option): [Option, Option] => [option, first]);
  const between =
    areFew || isAsked ? rest.flatMap((a, i) => rest.slice(i + 1).map((b): [Option, Option] => [a, b])) : [];
  return {
    ...key,
    baseline,
    wanted,
    pairs: [...family("with the baseline", withBaseline, sign), ...family("between redesigns", between, sign)],
    ...(isAsked && options.length > 1 && { best: againstBest(options, sign) }),
  };
}

/** Undefined where there is no such measure, or nobody to measure in any replication. */
function optionOf({ name, keys, values }: Sample, key: MeasureKey): Option | undefined {
  const at = keys.findIndex((other) => keyText(other) === keyText(key));
  const own = values.map((of) => of[at]!);
  return at === -1 || !own.some(isTold) ? undefined : { name, values: own };
}

function family(name: Family, all: [Option, Option][], sign: number): Pair[] {
  const told = ([a, b]: [Option, Option]) => a.values.flatMap((value, r) => [value - b.values[r]!].filter(isTold));
  // One replication tells nothing of chance.
  const found = all.map((pair) => ({ pair, differences: told(pair) })).filter((of) => of.differences.length > 1);
  const pairs = found.map(({ pair }) => pair);
  const differences = found.map((of) => of.differences);
  const paired = differences.map(pairedOf);
  const adjusted = holm(paired.map(pValue));
  return pairs.map(([a, b], i) => ({
    first: a.name,
    second: b.name,
    family: name,
    ...pairOf(differences[i]!, paired[i]!, sign),
    together: simultaneous(paired[i]!, pairs.length),
    p: adjusted[i]!,
    clearTogether: adjusted[i]! <= 0.05,
  }));
}

function pairOf(differences: number[], paired: Paired, sign: number) {
  const { mean, low, high, n } = estimate(differences);
  const share = (count: number): Share => ({ share: count / n, ...shareInterval(count, n) });
  return {
    difference: mean,
    low,
    high,
    n,
    better: share(differences.filter((d) => d * sign > 0).length),
    worse: share(differences.filter((d) => d * sign < 0).length),
    chance: chanceAbove({ ...paired, difference: sign * paired.difference }),
    clear: low > 0 || high < 0,
  };
}

function againstBest(options: Option[], sign: number): AgainstBest[] {
  const isWhole = (_: number, r: number) => options.every(({ values }) => isTold(values[r]!));
  const found = withTheBest(options.map(({ values }) => values.filter(isWhole).map((value) => value * sign)));
  return options.map(({ name }, i) => {
    const { low, high } = found[i]!;
    const [from, to] = sign > 0 ? [low, high] : [-high, -low];
    return { scenario: name, low: from + 0, high: to + 0, mayBeBest: found[i]!.high > 0 || found[i]!.low === 0 };
  });
}
