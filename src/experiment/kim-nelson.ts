/** What a selection promises. */
export interface Promised {
  /** With at least this chance the best is picked, wherever it is better than the second by the indifference or more. */
  confidence: number;
  /** A smaller difference than this does not matter. */
  indifference: number;
  larger: boolean;
}

/**
 * Replications of every option before the first is left out. With 10, variances guessed too low end the race too soon: the
 * best of five was picked in 94.7 % of 15,000 races where 95 % were promised; with 20, in 95.2 %.
 */
export const FIRST_STAGE = 20;

/**
 * Picking the best of several options by replications that are added only where needed: KN++ of Kim & Nelson (2006), "On
 * the asymptotic validity of fully sequential selection procedures for steady-state simulation", Operations Research
 * 54(3):475-488, doi 10.1287/opre.1060.0281. After each replication an option is left out when it lies behind another by
 * more than W(r) = max(0, h²S²/(2rδ) − δ/2), where S² is the variance of their paired difference, h² = 2ηd, d its degrees of
 * freedom and η = ½((2β)^(−2/d) − 1). Variances are renewed each time the replications have doubled. Under common random
 * numbers options are not independent, so β = α / (k − 1), as in KN (Kim & Nelson 2001, ACM TOMACS 11(3):251-273, §3).
 */
export class KimNelson {
  /** Options still in the race, in order. */
  survivors: number[];
  /** Replications taken in. */
  n = 0;
  /** By option: the replications after which it was left out, and by whom. */
  readonly out = new Map<number, { after: number; by: number }>();
  private readonly pairs = new Map<string, Pair>();
  private renewed = 0;

  constructor(
    private readonly options: number,
    private readonly promised: Promised,
  ) {
    this.survivors = Array.from({ length: options }, (_, i) => i);
    for (const i of this.survivors) for (const l of this.survivors) if (i < l) this.pairs.set(`${i} ${l}`, new Pair());
  }

  get isOver(): boolean {
    return this.survivors.length === 1;
  }

  /** Takes in the next replication of every survivor, and leaves out who lies behind. */
  take(value: (option: number) => number): void {
    this.n++;
    for (const i of this.survivors)
      for (const l of this.survivors) if (i < l) this.pairs.get(`${i} ${l}`)!.take(value(i) - value(l));
    if (this.n < FIRST_STAGE) return;
    if (this.n >= 2 * this.renewed) this.renew();
    this.leaveOut();
  }

  private renew(): void {
    this.renewed = this.n;
    const freedom = this.n - 1;
    const beta = (1 - this.promised.confidence) / (this.options - 1);
    const eta = ((2 * beta) ** (-2 / freedom) - 1) / 2;
    for (const pair of this.pairs.values()) pair.far = (2 * eta * freedom * pair.variance) / this.promised.indifference;
  }

  private leaveOut(): void {
    const before = this.survivors;
    const margin = (i: number, l: number) =>
      Math.max(0, (this.pairOf(i, l).far / this.n - this.promised.indifference) / 2);
    for (const i of before) {
      const by = before.find((l) => l !== i && this.lead(l, i) > margin(i, l));
      if (by !== undefined) this.out.set(i, { after: this.n, by });
    }
    this.survivors = before.filter((i) => !this.out.has(i));
    // No more to be learned: whoever is ahead is picked, of equals the first.
    if (this.survivors.every((i) => this.survivors.every((l) => i === l || margin(i, l) === 0))) this.settle();
  }

  private settle(): void {
    const best = this.survivors.reduce((ahead, i) => (this.lead(i, ahead) > 0 ? i : ahead));
    for (const i of this.survivors) if (i !== best) this.out.set(i, { after: this.n, by: best });
    this.survivors = [best];
  }

  /** By how much the first is better than the second, on average. */
  private lead(i: number, than: number): number {
    const of = this.pairOf(i, than).mean * (i < than ? 1 : -1);
    return this.promised.larger ? of : -of;
  }

  private pairOf(i: number, l: number): Pair {
    return this.pairs.get(i < l ? `${i} ${l}` : `${l} ${i}`)!;
  }
}

/** The paired difference of two options: mean and variance so far (Welford 1962). */
class Pair {
  mean = 0;
  /** h²S²/δ. */
  far = Number.POSITIVE_INFINITY;
  private n = 0;
  private squares = 0;

  take(difference: number): void {
    this.n++;
    const off = difference - this.mean;
    this.mean += off / this.n;
    this.squares += off * (difference - this.mean);
  }

  get variance(): number {
    return this.squares / (this.n - 1);
  }
}
