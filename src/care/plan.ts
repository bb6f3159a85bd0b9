/**
 * The Plan: a care system as flat typed arrays and integer codes, ready for the hot loop. It knows nothing of YAML,
 * files or (but for its purposes' codes, hashed from names) of names; those are in the Legend beside it.
 *
 * Times are days since the start of the run (day 0 = first day of the warm-up); rates are per day.
 * "By class" values are looked up as `array[base + stride * class]`, with stride 0 where everyone is alike.
 * Values that a dated change may alter are kept once for each epoch: index `epoch * count + item`.
 */

/** Capacity of a place without limit. */
export const UNLIMITED = 2147483647;

export interface Plan {
  seed: string;
  /** Days from the start to the end of the run, warm-up included. */
  horizon: number;
  /** Days before anything is counted. */
  warmUp: number;
  /** Weekday of day 0, Monday = 0. */
  firstWeekday: number;
  /** When each epoch begins, days; the first at 0. */
  epochs: Float64Array;

  /** Numbers by class, one after another. */
  values: Float64Array;
  /** Laws by class: indices into `lawTable` and `lawScale`. */
  laws: Int32Array;
  /** Offset of a law's quantile table in `tables`; −1: always `lawScale`. */
  lawTable: Int32Array;
  lawScale: Float64Array;
  /** The exponential law of mean 1. */
  unitExponential: number;
  tables: Float64Array;

  classes: ClassesPlan;
  places: PlacesPlan;
  steps: StepsPlan;
  streams: StreamsPlan;
  people: PeoplePlan | null;
  policies: PolicyPlan[];
  opening: OpeningPlan[];
}

/** Class = ((age class × 2 + sex) × segments + segment) × localities + locality. */
export interface ClassesPlan {
  count: number;
  ageClasses: number;
  segments: number;
  localities: number;
  /** Age class of each whole year of age, 0 to 120. */
  ageClassOf: Uint8Array;
  /** Band that results are shown by, of each age class. */
  bandOf: Uint8Array;
  bands: number;
  /** Band of each class. */
  bandOfClass: Uint8Array;
}

export interface PlacesPlan {
  count: number;
  /** [epoch × count] beds, places or packages open. */
  capacity: Int32Array;
  /** Where each place's occupancy histogram starts; the last entry is the total length. */
  histogramAt: Int32Array;
  /** Caseloads hold people who are elsewhere at the same time. */
  isCaseload: Uint8Array;
  /** [epoch × count] pounds. */
  costOccupiedDay: Float64Array;
  costOpenDay: Float64Array;
  costStay: Float64Array;
  /** Orders of priority among those who wait for a place; at least 1. */
  ranks: number;
}

export interface StepsPlan {
  count: number;
  place: Int32Array;
  /** Rank of this step in its place's queue; 0 first. */
  rank: Int32Array;
  /** Codes of the draws made for a person at this step, from names. */
  stayCode: Int32Array;
  branchCode: Int32Array;
  /** [epoch × count] into `laws`. */
  stayBase: Int32Array;
  stayStride: Int32Array;
  full: Uint8Array;
  /** [epoch × count] days until giving up the wait; Infinity: never. */
  fullLimit: Float64Array;
  /** Where to, on giving up (wait, hold) or at once (go). */
  fullThen: Int32Array;
  /** Branches of a step are `branchAt[step]` up to `branchAt[step + 1]`. */
  branchAt: Int32Array;
  branchTo: Int32Array;
  /** [epoch × branches] cumulative chances, into `values`. */
  branchBase: Int32Array;
  branchStride: Int32Array;
}

export interface StreamsPlan {
  count: number;
  kind: Uint8Array;
  /** Codes of each stream's own key, from its name (two words each). */
  code: Int32Array;
  firstStep: Int32Array;
  emergency: Uint8Array;
  /** [epoch × count] into `values`: needs, deaths and moving out per person per day by class; others in all. */
  rateBase: Int32Array;
  rateStride: Int32Array;
  /** Candidates come at this rate a day in all (streams without a population). */
  bound: Float64Array;
  /** and are kept only if they lie above this rate (what lies below has a stream of its own). */
  floor: Float64Array;
  /** Law of the gaps between candidates: of mean 1, to be scaled, but for streams of kind gaps. */
  gapLaw: Int32Array;
  /** Where each stream's multiplier by day of the run starts in `dayFactors`; −1: none. */
  dayAt: Int32Array;
  dayFactors: Float64Array;
  /** [count × 168] multipliers by hour of the week, Monday midnight first. */
  weekFactors: Float64Array;
  hasWeek: Uint8Array;
  /** Candidates are drawn for a need at up to `cohortBound[stream × cohorts + cohort]` a day for a person of frailty 1, */
  cohortBound: Float64Array;
  /** and from `cohortFloor` upwards (the part below has a stream of its own). */
  cohortFloor: Float64Array;
  usesFrailty: Uint8Array;
  /** Risk multiplier at discharge and the days over which it fades; 1 and 0 where there is none. */
  dischargeTimes: Float64Array;
  dischargeFading: Float64Array;
  /** Need that a stream belongs to (needs may have a second stream above the first's bound); itself otherwise. */
  need: Int32Array;
  /** Classes that those who arrive without a population are drawn from: cumulative shares. */
  classAt: Int32Array;
  classCumulative: Float64Array;
  classOf: Int32Array;
}

export interface PeoplePlan {
  /** People at the start; rows of the population follow: those who will move in, then those who will be born. */
  start: number;
  movers: number;
  newborn: number;
  /** Expected arrivals a day. */
  moversPerDay: number;
  birthsPerDay: number;
  /** People at the start by single year of age and sex: counts [121 × 2], female first. */
  counts: Int32Array;
  /** Cumulative share of localities; of segments by class of age and sex [ageClasses × 2 × segments]. */
  localityCumulative: Float64Array;
  segmentCumulative: Float64Array;
  /** Law of frailty. */
  frailtyLaw: number;
  /** Chances that cut the spread of frailty into strata of like risk, rising, ending in 1. */
  strata: Float64Array;
  /** Years of age in a cohort of birth. Cohort 0 is those born during the run. */
  cohortYears: number;
  cohorts: number;
}

export interface PolicyPlan {
  place: number;
  /** Days. */
  every: number;
  fromAge: number;
  leavesAfter: number;
  /** [epoch × streams] multiplier of each need's rate for those on the list. */
  times: Float64Array;
  /** Predicted number a year, by class, as the risk tool sees it. */
  predicted: Float64Array;
  seesAdmissions: boolean;
  /** Shape of the gamma that best describes frailty, for the posterior mean given last year's admissions. */
  frailtyShape: number;
  code: number;
}

export interface OpeningPlan {
  step: number;
  stream: number;
  occupied: number;
  delayed: number;
  waiting: number;
  code: number;
}

/** The names that go with a Plan's integers. */
export interface Legend {
  places: { name: string; label: string; kind: string; payer: string }[];
  steps: { pathway: string; name: string; label: string; place: string }[];
  streams: { name: string; label: string; isNeed: boolean; emergency: boolean }[];
  branches: { step: string; go: string }[];
  bands: { from: number; label: string }[];
  /** ISO date on which observation starts. */
  start: string;
}
