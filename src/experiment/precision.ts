import type { MeasureKey } from "../care/measures.js";
import type { Case } from "./case.js";
import { isTold, studentQuantile } from "./intervals.js";
import { UnknownMeasure } from "./targets.js";

/** How precisely means are wanted before replications stop. */
export interface Precision {
  /** Half-width of the 95 % interval over the mean: 0.05 is ±5 %. */
  wanted: number;
  /** Names of the measures that must be so precise, wherever they are measured; none: those of `watchedByDefault`. */
  measures: string[];
}

/** What the rule found: in the findings of a run whose replications were left to it. */
export interface PrecisionFindings {
  wanted: number;
  /** Replications it might have run at most. */
  most: number;
  /** Replications for which a precision must hold on before it counts. */
  lookAhead: number;
  /** Whether every measure reached it. */
  reached: boolean;
  measures: PrecisionReached[];
}

export interface PrecisionReached extends MeasureKey {
  scenario: string;
  mean: number;
  /** Of the 95 % interval. */
  half: number;
  /** Half-width over the mean, or over the target's bound where that is larger. */
  precision: number;
  /** Replications after which it was reached and held; null: not within this run. */
  after: number | null;
}

/** The least number of replications that says anything of spread (Hoad et al. 2010). */
const FIRST = 3;
const LOOK_AHEAD = 5;

/**
 * The replications that a precision takes, for several measures at once: Hoad, Robinson & Davies (2010), "Automated
 * selection of the number of replications for a discrete-event simulation", Journal of the Operational Research Society
 * 61(11):1632-1644, doi 10.1057/jors.2009.121. A measure is done with at the first n from which the half-width stays
 * within what is wanted for `LOOK_AHEAD` further replications (5 %·n of them above 100), so that a lucky narrow interval
 * does not count; the rule stops when all are done with.
 */
export class PrecisionRule {
  private readonly watched: Watched[];
  private n = 0;

  /** @throws {UnknownMeasure} where a measure that is asked for is not there */
  constructor(
    private readonly cases: Case[],
    private readonly precision: Precision,
    private readonly most: number,
  ) {
    this.watched = cases.flatMap((c, i) => watchedIn(c, precision.measures).map((w) => new Watched(i, w)));
  }

  /** Takes in one more replication, the next; true when they are enough. */
  enough(replications: number): boolean {
    this.n = replications;
    for (const w of this.watched)
      w.take(this.cases[w.scenario]!.value(replications - 1, w.measure), this.precision.wanted);
    return this.watched.every((w) => w.isDone);
  }

  /** How many it will take, as far as is known: the half-width shrinks with the root of n. */
  expected(): number {
    return Math.min(
      this.most,
      Math.max(FIRST + LOOK_AHEAD, ...this.watched.map((w) => w.expected(this.precision.wanted))),
    );
  }

  findings(): PrecisionFindings {
    return {
      wanted: this.precision.wanted,
      most: this.most,
      lookAhead: lookAhead(this.n),
      reached: this.watched.every((w) => w.isDone),
      measures: this.watched
        .filter((w) => w.isSeen)
        .map((w) => ({
          ...this.cases[w.scenario]!.keys[w.measure]!,
          scenario: this.cases[w.scenario]!.scenario.name,
          mean: w.mean,
          half: w.half,
          precision: w.precision,
          after: w.isDone ? w.since : null,
        })),
    };
  }
}

/** f(k, n) of Hoad et al. (2010). */
function lookAhead(n: number): number {
  return Math.floor((LOOK_AHEAD * Math.max(n, 100)) / 100);
}

/** One measure of one scenario: its mean and spread so far (Welford 1962), and since when it is precise. */
export class Watched {
  readonly measure: number;
  mean = 0;
  /** The first n of the stretch in which it has been precise; 0: it is not. */
  since = 0;
  private isPrecise = false;
  private readonly bound: number;
  private n = 0;
  private untold = 0;
  private squares = 0;

  constructor(
    readonly scenario: number,
    { measure, bound }: { measure: number; bound: number },
  ) {
    this.measure = measure;
    this.bound = bound;
  }

  /** Precise, or never seen: more replications would not show what nobody is there for. */
  get isDone(): boolean {
    return this.isPrecise || (!this.isSeen && this.untold >= FIRST + LOOK_AHEAD);
  }

  /** Whether any replication had somebody to measure. */
  get isSeen(): boolean {
    return this.n > 0;
  }

  get half(): number {
    if (this.n < 2) return Number.POSITIVE_INFINITY;
    return studentQuantile(0.975, this.n - 1) * Math.sqrt(this.squares / (this.n - 1) / this.n);
  }

  get precision(): number {
    return this.half === 0 ? 0 : this.half / Math.max(Math.abs(this.mean), this.bound);
  }

  take(value: number, wanted: number): void {
    if (!isTold(value)) {
      this.untold++;
      return;
    }
    this.n++;
    const off = value - this.mean;
    this.mean += off / this.n;
    this.squares += off * (value - this.mean);
    if (this.isPrecise || this.n < FIRST) return;
    if (this.precision > wanted) this.since = 0;
    else if (this.since === 0) this.since = this.n;
    this.isPrecise = this.since > 0 && this.n - this.since >= lookAhead(this.since);
  }

  expected(wanted: number): number {
    if (this.n < FIRST) return 0;
    const n = this.since > 0 ? this.since : Math.max(this.n + 1, Math.ceil(this.n * (this.precision / wanted) ** 2));
    return n + lookAhead(n);
  }
}

/** What is watched unless the scenario says otherwise: beds occupied at each place of beds, admissions and cost. */
const OF_SYSTEM = ["emergency-admissions", "cost"];

/** Positions of the measures to watch; what a target speaks of is wanted as precisely as its bound where that is larger than the mean. */
function watchedIn(c: Case, names: string[]): { measure: number; bound: number }[] {
  for (const name of names)
    if (!c.keys.some((key) => key.measure === name && key.group === null))
      throw new UnknownMeasure(
        `${c.file}: replications are to go on until \`${name}\` is precise, and there is no such measure; \`careshift schema measures\` lists them all`,
      );
  const { targets } = c.scenario;
  return c.keys.flatMap((key, measure) => {
    if (key.group !== null) return [];
    const target = targets.find((t) => t.measure === key.measure && (t.place ?? null) === key.place);
    const isWatched = names.length > 0 ? names.includes(key.measure) : target !== undefined || watchedByDefault(c, key);
    const bound = Math.max(0, ...[target?.atMost, target?.atLeast].map((b) => Math.abs(b ?? 0)));
    return isWatched ? [{ measure, bound }] : [];
  });
}

function watchedByDefault(c: Case, { measure, place }: MeasureKey): boolean {
  if (place === null) return OF_SYSTEM.includes(measure);
  return measure === "occupancy" && c.scenario.places.some((p) => p.name === place && p.kind === "beds");
}
