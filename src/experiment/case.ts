import { type AuditLine, audit } from "../care/audit.js";
import { type Compiled, compile } from "../care/compile.js";
import { type MeasureKey, Measures } from "../care/measures.js";
import { type Legend, type Plan, UNLIMITED } from "../care/plan.js";
import { type Tally, WAYS_OUT } from "../care/tally.js";
import type { ReadScenario, Scenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { warningsOf } from "../scenario/warnings.js";
import { censusSeries, type WeeklyCensus, weekly } from "./census.js";
import { measured, type Sample } from "./compare.js";
import type { Flow, ScenarioFindings } from "./findings.js";
import { histograms, type Shares, sharesOf } from "./histogram.js";
import { loadsOf } from "./load.js";
import { steadiness } from "./steady.js";
import { checkTargets, targetFindings } from "./targets.js";
import { termsOf } from "./terms.js";

/** A replication broke the self-audit: what it counted can't be trusted. */
export class AuditBreach extends Error {
  constructor(scenario: string, replication: number, lines: AuditLine[]) {
    const what = lines.map(
      ({ check, place, expected, got }) =>
        `${check}${place === null ? "" : ` (${place})`}: expected ${expected}, got ${got}`,
    );
    super(`the self-audit failed in ${scenario}, replication ${replication}: ${what.join("; ")}`);
  }
}

/** One scenario and what its replications gave so far; kept by replication, so that the order they come in does not matter. */
export class Case {
  readonly plan: Plan;
  /** What is measured, in the order of a replication's values. */
  readonly keys: MeasureKey[];
  private readonly legend: Legend;
  private readonly measures: Measures;
  private readonly values: Float64Array[] = [];
  private readonly weeks: WeeklyCensus[] = [];
  private readonly audits: AuditLine[][] = [];
  private readonly moves: Float64Array[] = [];
  private readonly shares: Shares[] = [];
  private readonly loads: number[][] = [];
  events = 0;

  constructor(
    private readonly read: ReadScenario,
    root: ReadScenario,
  ) {
    const compiled: Compiled = compile(read.epochs, root.epochs);
    this.plan = compiled.plan;
    this.legend = compiled.legend;
    this.measures = new Measures(this.plan, this.legend);
    this.keys = this.measures.keys;
    checkTargets(read.file, this.scenario.targets, this.keys);
  }

  get scenario(): Scenario {
    return this.read.epochs[0]!.scenario;
  }

  get file(): string {
    return this.read.file;
  }

  /** What a replication gave for the measure at this position of `keys`. */
  value(replication: number, measure: number): number {
    return this.values[replication]![measure]!;
  }

  take(replication: number, tally: Tally): void {
    const lines = audit(this.plan, this.legend, tally);
    const broken = lines.filter((line) => !line.ok);
    if (broken.length > 0) throw new AuditBreach(this.scenario.name, replication, broken);
    this.audits[replication] = lines;
    this.values[replication] = this.measures.of(tally);
    this.weeks[replication] = weekly(this.plan, tally);
    this.moves[replication] = tally.moves.map((n) => (n / tally.days) * DAYS_PER_YEAR);
    this.shares[replication] = sharesOf(this.plan, tally);
    this.loads[replication] = loadsOf(this.plan, tally);
    this.events += tally.events;
  }

  has(replication: number): boolean {
    return this.values[replication] !== undefined;
  }

  sample(finished: number[]): Sample {
    return { name: this.scenario.name, keys: this.keys, values: finished.map((r) => this.values[r]!) };
  }

  findings(finished: number[], sample: Sample): ScenarioFindings {
    const { scenario, read, legend } = this;
    const weeks = finished.map((r) => this.weeks[r]!);
    const targets = targetFindings(scenario.targets, sample);
    return {
      name: scenario.name,
      summary: scenario.summary,
      file: read.file,
      start: scenario.run.start,
      steady: steadiness(
        legend,
        weeks,
        weekOf(read),
        finished.map((r) => this.loads[r]!),
      ),
      ...measured(sample),
      targets: targets.each,
      allTargets: targets.all,
      audit: this.worstAudit(finished),
      places: legend.places.map(({ name, label, kind, payer }, p) => ({
        name,
        label,
        kind,
        payer,
        capacity: limitOf(this.plan, p),
      })),
      flows: this.flowFindings(finished),
      census: censusSeries(legend, weeks),
      histograms: histograms(
        this.plan,
        legend,
        finished.map((r) => this.shares[r]!),
      ),
      terms: termsOf(read.epochs),
      changes: read.changes,
      evidence: read.evidence,
      labels: scenario.labels,
      register: read.register,
      paper: scenario.paper,
      warnings: warningsOf(read),
      ...(read.cutShort && { cutShort: read.cutShort }),
    };
  }

  private worstAudit(finished: number[]): ScenarioFindings["audit"] {
    const off = ({ expected, got }: AuditLine) => Math.abs(expected - got);
    return this.audits[finished[0]!]!.map((_, i) => {
      const lines = finished.map((r) => this.audits[r]![i]!);
      return {
        ...lines.reduce((worst, line) => (off(line) > off(worst) ? line : worst)),
        replications: finished.length,
      };
    });
  }

  /** Who went from where to where; nothing of ways that nobody took. */
  private flowFindings(finished: number[]): Flow[] {
    const places = this.legend.places.map(({ name }) => name);
    const ends = [...places, ...WAYS_OUT];
    return places.flatMap((fromPlace, from) =>
      ends.flatMap((to, end) => {
        const at = from * ends.length + end;
        const perYear = finished.reduce((sum, r) => sum + this.moves[r]![at]!, 0) / finished.length;
        return perYear === 0 ? [] : [{ fromPlace, to, toPlace: end < places.length ? to : null, perYear }];
      }),
    );
  }
}

function limitOf(plan: Plan, place: number): number | null {
  const capacity = plan.places.capacity[place]!;
  return capacity === UNLIMITED ? null : capacity;
}

/** The week of observation in which the last dated change takes hold; 0 where there is none. */
function weekOf(read: ReadScenario): number {
  const { from } = read.epochs[read.epochs.length - 1]!;
  return Math.max(0, Math.ceil((from - read.epochs[0]!.scenario.run.warmUp) / 7));
}
