/** Which uncertain numbers matter: tornado, Sobol' indices, value of information. */
import { normalQuantileUpper } from "../engine/normal.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { evpi, evppi } from "./evppi.js";
import { NothingFinished } from "./experiment.js";
import { hashOf, modelsOf } from "./identity.js";
import { estimate, isTold, moments } from "./intervals.js";
import { latinHypercube } from "./latin.js";
import { type Job, type Outcome, Redraws, type Setup } from "./redraw.js";
import type { RedrawRunner } from "./runners/redraw-here.js";
import type { Method, SensitivityFindings } from "./sensitivity-schema.js";
import { sobolIndices } from "./sobol.js";
import { drawn } from "./spread.js";
import { measureText, UnknownMeasure } from "./targets.js";
import { bars } from "./tornado.js";

export interface SensitivityOptions {
  method: Method;
  measure: string;
  place: string | null;
  /** Position of the scenario that is asked about, and of the one it is compared with. For evppi all are options. */
  scenario: number;
  against: number | null;
  /** Of each set of numbers. */
  replications: number;
  /** Sets of numbers drawn: points of each of Sobol's two sets, draws for evppi. */
  draws: number;
  /** How many numbers the tornado leaves for Sobol' indices. */
  top: number;
  aim: "least" | "most";
  version: string;
  command: string;
  /** Replications done, of all that are to be done. */
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/**
 * Finds which numbers matter for a measure.
 * @throws {UnknownMeasure} before anything is run, also where no number has bounds
 * @throws {NothingFinished} when stopped by the signal
 */
export async function sensitivity(
  setup: Setup,
  runner: RedrawRunner,
  options: SensitivityOptions,
): Promise<SensitivityFindings> {
  const study = new Study(setup, runner, options);
  return study.findings();
}

class Study {
  private readonly redraws: Redraws;
  private readonly at: number[];
  private readonly started = performance.now();
  private readonly todo: number;
  private done = 0;
  private halved = 0;

  constructor(
    private readonly setup: Setup,
    private readonly runner: RedrawRunner,
    private readonly options: SensitivityOptions,
  ) {
    this.redraws = new Redraws(setup);
    this.at = setup.files.map((_, s) => this.position(s));
    if (this.redraws.numbers.length === 0)
      throw new UnknownMeasure(
        `${setup.files[0]}: no number has bounds, so there is nothing to draw; give some \`low:\` and \`high:\`, or \`range: ±20%\``,
      );
    const { method, replications, draws, top } = options;
    const numbers = this.redraws.numbers.length;
    const each = this.scenarios.length * replications;
    const tornado = (1 + 2 * numbers) * each;
    const sobol = (2 + Math.min(top, numbers)) * draws * each;
    this.todo = method === "evppi" ? draws * each : method === "sobol" ? tornado + sobol : tornado;
  }

  async findings(): Promise<SensitivityFindings> {
    const { options, redraws } = this;
    const found = await this[options.method]();
    const { run } = redraws.written[options.scenario]!.epochs[0]!.scenario;
    return {
      identity: {
        scenario: hashOf(redraws.written.map((read) => [read.resolved, read.epochs[0]!.scenario.run])),
        models: modelsOf(redraws.written),
        seed: run.seed,
        version: options.version,
        replications: options.replications,
        warmUpDays: run.warmUp,
        years: run.length / DAYS_PER_YEAR,
        command: options.command,
      },
      question: {
        method: options.method,
        measure: options.measure,
        place: options.place,
        unit: redraws.keys[options.scenario]![this.at[options.scenario]!]!.unit,
        scenario: this.nameOf(options.scenario),
        against: options.against === null ? null : this.nameOf(options.against),
        written: found.written,
        labels: redraws.written[options.scenario]!.epochs[0]!.scenario.labels,
      },
      numbers: redraws.numbers.map((n) => ({
        path: n.path,
        change: n.change ?? null,
        written: n.written,
        unit: n.unit,
        low: n.low,
        value: n.value,
        high: n.high,
        source: n.source ?? null,
        where: n.where,
      })),
      notDrawn: redraws.notDrawn,
      halved: this.halved,
      tornado: found.tornado ?? null,
      sobol: found.sobol ?? null,
      evppi: found.evppi ?? null,
      timings: { seconds: (performance.now() - this.started) / 1000, threads: this.runner.threads },
    };
  }

  async tornado(): Promise<Found> {
    const { numbers } = this.redraws;
    const ends = numbers.flatMap((number, i) => [this.only(i, number.low), this.only(i, number.high)]);
    const values = await this.answers([this.asWritten(), ...ends].map((set) => this.job(set)));
    const [written, ...moved] = values;
    return {
      written: moments(written!).mean,
      tornado: {
        bars: bars({
          written: written!,
          low: moved.filter((_, i) => i % 2 === 0),
          high: moved.filter((_, i) => i % 2 === 1),
        }),
      },
    };
  }

  async sobol(): Promise<Found> {
    const screening = await this.tornado();
    const { numbers } = this.redraws;
    const { draws, top } = this.options;
    const taken = screening.tornado!.bars.slice(0, top).map(({ number }) => number);
    const [a, b] = [this.points("sobol-a", taken), this.points("sobol-b", taken)];
    const mixed = taken.map((number) => a.map((set, j) => replaced(set, number, b[j]![number]!)));
    const values = await this.answers([...a, ...b, ...mixed.flat()].map((set) => this.job(set)));
    const means = values.map((each) => moments(each).mean);
    const block = (i: number) => means.slice(i * draws, (i + 1) * draws);
    const indices = sobolIndices({ a: block(0), b: block(1), mixed: taken.map((_, i) => block(2 + i)) }, this.seed);
    const both = estimate(means.slice(0, 2 * draws));
    const within = values.slice(0, 2 * draws).map((each) => moments(each).variance);
    const { replications } = this.options;
    return {
      ...screening,
      sobol: {
        points: draws,
        screened: numbers.length,
        mean: both.mean,
        sd: both.sd,
        chance: replications < 2 ? null : Math.sqrt(moments(within).mean / replications),
        indices: indices
          .map((each, i) => ({ number: taken[i]!, ...each }))
          .sort((x, y) => y.total.value - x.total.value),
      },
    };
  }

  /** Fresh people in every draw, so that chance averages out over draws; the same people for every option. */
  async evppi(): Promise<Found> {
    const { numbers, written } = this.redraws;
    const { draws, replications, aim, scenario } = this.options;
    const us = this.uniforms(
      "evppi",
      numbers.map((_, i) => i),
    );
    const jobs = Array.from(
      { length: draws },
      (_, j): Job => ({
        values: Float64Array.from(numbers, (number, i) => drawn(number, us[i]![j]!)),
        scenarios: this.scenarios,
        replications: Array.from({ length: replications }, (_, r) => j * replications + r),
      }),
    );
    const outcomes = await this.run(jobs);
    const measured = written.map((_, s) =>
      Float64Array.from(outcomes, ({ measures }) => moments(measures[s]!.map((of) => of[this.at[s]!]!)).mean),
    );
    this.mustBeTold(measured);
    const sign = aim === "least" ? -1 : 1;
    const gains = measured.map((values) => values.map((value) => sign * value));
    const names = written.map((_, s) => this.nameOf(s));
    const means = measured.map((values) => moments(values).mean);
    const chosen = means.indexOf(aim === "least" ? Math.min(...means) : Math.max(...means));
    const worths = numbers.map((_, i) => {
      const { value, low, high, best } = evppi(us[i]!.map(score), gains, `${this.seed} ${i}`);
      return { number: i, value, low, high, ...this.worth(value), best: best.map((o) => names[o]!) as Best };
    });
    return {
      written: means[scenario]!,
      evppi: {
        draws,
        aim,
        chosen: names[chosen]!,
        atMost: Math.max(evpi(gains), ...worths.map(({ value }) => value)),
        options: names.map((name, o) => ({ name, mean: means[o]!, best: shareBest(gains, o) })),
        worths: worths.sort((x, y) => y.value - x.value || x.number - y.number),
      },
    };
  }

  /** A worth in days a year where the measure counts people in a place, and in pounds where it can be said. */
  private worth(value: number): { bedDays: number | null; pounds: number | null } {
    const { unit } = this.redraws.keys[0]![this.at[0]!]!;
    if (unit.startsWith("£")) return { bedDays: null, pounds: value };
    const place = this.redraws.written[0]!.epochs[0]!.scenario.places.find(({ name }) => name === this.options.place);
    if (unit !== "people" || !place) return { bedDays: null, pounds: null };
    const bedDays = value * DAYS_PER_YEAR;
    const aDay = place.cost.occupiedDay + place.cost.openDay;
    return { bedDays, pounds: aDay > 0 ? bedDays * aDay : null };
  }

  private get scenarios(): number[] {
    const { method, scenario, against } = this.options;
    if (method === "evppi") return this.setup.files.map((_, s) => s);
    return against === null ? [scenario] : [scenario, against];
  }

  private get seed(): string {
    return this.redraws.written[0]!.epochs[0]!.scenario.run.seed;
  }

  private nameOf(scenario: number): string {
    return this.redraws.written[scenario]!.epochs[0]!.scenario.name;
  }

  private position(scenario: number): number {
    const { measure, place } = this.options;
    const keys = this.redraws.keys[scenario]!;
    const at = keys.findIndex((key) => key.measure === measure && key.place === place && key.group === null);
    if (at >= 0) return at;
    const places = [...new Set(keys.filter((key) => key.measure === measure).map((key) => key.place))];
    throw new UnknownMeasure(unknown(this.setup.files[scenario]!, measure, place, places));
  }

  private asWritten(): Float64Array {
    return new Float64Array(this.redraws.numbers.length).fill(Number.NaN);
  }

  private only(number: number, value: number): Float64Array {
    return replaced(this.asWritten(), number, value);
  }

  /** Sets of numbers in which those `taken` are drawn. */
  private points(purpose: string, taken: number[]): Float64Array[] {
    const us = this.uniforms(purpose, taken);
    return Array.from({ length: this.options.draws }, (_, j) => {
      const set = this.asWritten();
      for (const [k, number] of taken.entries()) set[number] = drawn(this.redraws.numbers[number]!, us[k]![j]!);
      return set;
    });
  }

  private uniforms(purpose: string, taken: number[]): Float64Array[] {
    const ids = taken.map((number) => this.redraws.numbers[number]!.id);
    const points = latinHypercube(this.seed, purpose, ids, this.options.draws);
    return ids.map((id) => points.get(id)!);
  }

  private job(values: Float64Array): Job {
    const replications = Array.from({ length: this.options.replications }, (_, r) => r);
    return { values, scenarios: this.scenarios, replications };
  }

  /** The measure asked about, by job and replication: of the scenario, or of its difference from the other. */
  private async answers(jobs: Job[]): Promise<Float64Array[]> {
    const { scenario, against } = this.options;
    const outcomes = await this.run(jobs);
    const answers = outcomes.map(({ measures: [own, other] }) =>
      Float64Array.from(own!, (values, r) => {
        const value = values[this.at[scenario]!]!;
        return against === null ? value : value - other![r]![this.at[against]!]!;
      }),
    );
    this.mustBeTold(answers);
    return answers;
  }

  /** @throws {UnknownMeasure} where some replication had nobody to measure: what is drawn then can't be told from who came */
  private mustBeTold(answers: readonly Float64Array[]): void {
    if (answers.every((each) => each.every(isTold))) return;
    throw new UnknownMeasure(
      `${this.setup.files[this.options.scenario]}: ${measureText(this.options)} has no value in some replication, as there is nobody to measure; ask for another measure, or a longer run`,
    );
  }

  private async run(jobs: Job[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const { signal, onProgress } = this.options;
    const each = (i: number, outcome: Outcome) => {
      outcomes[i] = outcome;
      if (outcome.halvings > 0) this.halved++;
      this.done += jobs[i]!.scenarios.length * jobs[i]!.replications.length;
      onProgress?.(this.done, this.todo);
    };
    await this.runner.run(this.setup, jobs, each, signal);
    if (signal?.aborted) throw new NothingFinished();
    return outcomes;
  }
}

interface Found extends Partial<Pick<SensitivityFindings, "tornado" | "sobol" | "evppi">> {
  written: number;
}

type Best = [string, string, string];

function replaced(set: Float64Array, number: number, value: number): Float64Array {
  const other = set.slice();
  other[number] = value;
  return other;
}

/** The standard normal deviate below which the share `u` lies. */
function score(u: number): number {
  return u < 0.5 ? -normalQuantileUpper(u) : normalQuantileUpper(1 - u);
}

function shareBest(gains: readonly Float64Array[], option: number): number {
  const own = gains[option]!;
  return own.filter((gain, j) => gains.every((other) => other[j]! <= gain)).length / own.length;
}

function unknown(file: string, measure: string, place: string | null, places: (string | null)[]): string {
  const of = place === null ? "the whole system" : `\`${place}\``;
  const where = places.map((each) => (each === null ? "the whole system (no --place)" : `--place ${each}`));
  const known =
    where.length > 0 ? `it is measured of ${where.join(", ")}` : "`careshift schema measures` lists them all";
  return `${file}: there is no measure \`${measure}\` of ${of}; ${known}`;
}
