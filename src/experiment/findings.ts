import type { AuditLine } from "../care/audit.js";
import type { MeasureKey } from "../care/measures.js";
import type { Observed } from "../scenario/observed.js";
import type { ChangeRead, Evidence, ReadScenario, Scenario } from "../scenario/scenario.js";
import type { Contest } from "./contests.js";
import type { Histogram } from "./histogram.js";
import type { Ignorance } from "./ignorance.js";
import type { Estimate } from "./intervals.js";
import type { PrecisionFindings } from "./precision.js";
import type { Steadiness } from "./steady.js";
import type { Terms } from "./terms.js";
import type { WarmUpFindings } from "./warm-up.js";

/** What an experiment found: estimates with intervals, paired differences, verdicts; how it looks is the presenters' business. */
export interface Findings {
  identity: Identity;
  scenarios: ScenarioFindings[];
  /** Every other scenario against the first, replication by replication under common random numbers. */
  comparisons: Comparison[];
  /** How the warm-up was found, where that was left to the run. */
  warmUp?: WarmUpFindings;
  /** How precise the means became, where the number of replications was left to it. */
  precision?: PrecisionFindings;
  /** Real figures that the first scenario is held against, where there are any. */
  observed?: Observed[];
  /** What drawing the numbers that are not known adds, where that was asked for. */
  ignorance?: Ignorance;
  /** Every pair of options on the main measures; findings of earlier versions, and of one scenario, have none. */
  contests?: Contest[];
  /** The only part that may differ between two runs of the same thing. */
  timings: { seconds: number; threads: number; eventsPerSecond: number };
}

export interface Identity {
  /** SHA-256 of the resolved scenarios. */
  scenario: string;
  /** SHA-256 of each resolved scenario, without how it is run; findings of earlier versions have none. */
  models?: string[];
  seed: string;
  version: string;
  replications: number;
  warmUpDays: number;
  years: number;
  /** The command that makes these findings again. */
  command: string;
  /** False when the run was stopped before all replications were done. */
  complete: boolean;
}

export interface ScenarioFindings {
  name: string;
  summary: string;
  file: string;
  /** ISO date on which observation starts. */
  start: string;
  /** `told: false`: too few replications, or too little time, to tell; `ok` then means that nothing was found. */
  steady: Steadiness;
  measures: MeasureFinding[];
  /** Measures without a value in any replication, as there was nobody (or no open bed) to measure; they are not among `measures`. */
  unmeasured?: MeasureKey[];
  targets: TargetFinding[];
  /** All targets at once; null where there is none. */
  allTargets: TargetFinding | null;
  /** Worst replication of each check. */
  audit: (AuditLine & { replications: number })[];
  places: { name: string; label: string; kind: string; payer: string; capacity: number | null }[];
  /** People who went each way, per year: from a step (and its place) to a step or an exit. */
  flows: Flow[];
  /** Midnight census by week of the run. */
  census: CensusSeries[];
  /** How long each place held how many; findings of earlier versions have none. */
  histograms?: Histogram[];
  /** Capacity and prices of each place over the time observed; findings of earlier versions have none. */
  terms?: Terms[];
  changes: ChangeRead[];
  evidence: Evidence[];
  /** How keys are shown to people. */
  labels: Record<string, string>;
  /** The register of sources, by key. */
  register: ReadScenario["register"];
  /** What the scenario says of the paper to be made. */
  paper: Scenario["paper"];
  warnings: string[];
  /** Of a redesign: whether the run ends before all (`never`) or a part of what it changes. */
  cutShort?: "never" | "partly";
}

export interface MeasureFinding extends MeasureKey, Estimate {}

export interface TargetFinding {
  target: string;
  measure: string;
  place: string | null;
  /** `at most 0.92`: the limits below, as text. */
  wanted: string;
  /** Limits in the measure's unit: shares as fractions, times in days. */
  atMost?: number;
  atLeast?: number;
  /** Share of replications that meet it, with its 95 % interval (Wilson 1927). */
  met: number;
  low: number;
  high: number;
  /** Share of replications in which it can't be told, as there was nobody to measure: not met. Left out where there are none. */
  untold?: number;
}

export interface Comparison extends MeasureKey {
  scenario: string;
  against: string;
  difference: number;
  low: number;
  high: number;
  n: number;
  /** Whether the interval leaves out nought. */
  clear: boolean;
  /** Variance of the difference were the two independent, over the variance it has: what pairing gained. Null where nothing varies. */
  gain: number | null;
}

export interface Flow {
  fromPlace: string;
  /** A place, or a way out of care: home, died, elsewhere, refused. */
  to: string;
  /** The place; null for a way out. */
  toPlace: string | null;
  perYear: number;
}

export interface CensusSeries {
  place: string;
  /** Months, from 1, whose midnight census stands out from the others', and by what share of the mean over months. Left out where none does. */
  season?: { fullest: { month: number; off: number }; emptiest: { month: number; off: number } };
  /** Mean over replications and the days of each week; and the 5th and 95th percentile over replications of the week's mean. */
  weeks: { start: string; occupied: number; low: number; high: number; delayed: number; waiting: number }[];
}
