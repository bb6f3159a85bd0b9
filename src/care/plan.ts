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
  /** Left out but for `careshift evaluate`. */
  study?: StudyPlan;
  clocks: ClocksPlan;
  /** Whether people who block each other in a ring exchange their beds. */
  exchanges: boolean;
}

/** Clocks that run from asking for one step to coming into another, or leaving care. */
export interface ClocksPlan {
  count: number;
  /** By step: the clocks that it starts, and stops, a bit each. */
  starts: Uint8Array;
  stops: Uint8Array;
  /** Days allowed. */
  limit: Float64Array;
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
  timetable: TimetablePlan;
  /** Places that take in those for whom this one is full: `overflowTo[overflowAt[p]]` up to `overflowAt[p + 1]`; */
  overflowAt: Int32Array;
  overflowTo: Int32Array;
  /** [epoch × count] of whose beds at most so many are for outliers. */
  guestRoom: Int32Array;
  /** Shared places: who overflows into them is no outlier. */
  isShared: Uint8Array;
  /** [epoch × count] escalation beds, the share of the beds that must be taken or waited for to open them, and to close them. */
  escalation: Int32Array;
  escalationOpens: Float64Array;
  escalationCloses: Float64Array;
  /** [epoch × count] laws of cleaning a bed after someone left; −1: none. */
  cleaning: Int32Array;
  /** Whether nothing is ever left behind in the place but a free bed: no visits, no cleaning, no outliers. */
  isPlain: Uint8Array;
  /** Whether coming into the place is an admission. */
  admits: Uint8Array;
  /** Whether capacity is visits a day, which those inside take in different numbers. */
  takesVisits: Uint8Array;
  /** [epoch × count] days of waiting within which a place means to take people in; Infinity: none said. */
  waitTarget: Float64Array;
  /** Lists: [epoch × count × 7] people taken on each weekday, Monday first; −1: not a list. */
  slots: Int32Array;
  /** Time of day, in days, of a list's session. */
  sessionAt: Float64Array;
}

/** Half hours of a week. */
export const SLOTS_A_WEEK = 336;

/** Capacity by half hour of the week and month. */
export interface TimetablePlan {
  /** Where each place's timetable begins in `capacity`; −1: none. */
  at: Int32Array;
  /** 1, or 12 where months differ. */
  months: Int32Array;
  /** [place × epoch × month × 336] open; −1: as without a timetable. */
  capacity: Int32Array;
  /** Half hours at which some place may change, a flag each; empty where none does. */
  turns: Uint8Array;
  /** Month of each day of the run, January = 0. */
  monthOfDay: Uint8Array;
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
  /** [epoch × count] law of the days until giving up; −1: always the same. */
  fullLaw: Int32Array;
  patienceCode: Int32Array;
  /** Where to, on giving up (wait, hold) or at once (go). */
  fullThen: Int32Array;
  /** [epoch × count] how many may wait for the step in no bed. */
  fullRoom: Int32Array;
  /** Whether a diversion is a cancellation. */
  cancels: Uint8Array;
  /** What is out of the ordinary, bits of `Special`. */
  special: Uint8Array;
  /** Place of the team that is needed as well, −1: none; its rank in the team's queue; [epoch × count] law of the time it takes, −1: the whole stay. */
  team: Int32Array;
  teamRank: Int32Array;
  teamFor: Int32Array;
  teamCode: Int32Array;
  /** [epoch × count] chance of not coming to an appointment, and where to then. */
  absentChance: Float64Array;
  absentThen: Int32Array;
  absentCode: Int32Array;
  /** Visits a day at the start and the end of the stay. */
  visitsFrom: Int32Array;
  visitsTo: Int32Array;
  /** [epoch × count] growth of the stay for each day delayed before. */
  growth: Float64Array;
  /** [epoch × count] review of the level of care: chance that the last part of a stay could be given elsewhere, share of the stay after which, days between
   * reviews (Infinity: none), and the branch it sends people on; −1: nothing is known of levels. */
  lowerChance: Float64Array;
  lowerAfter: Float64Array;
  lowerEvery: Float64Array;
  lowerBranch: Int32Array;
  /** [epoch × count × 7] chance that someone ready can leave, by weekday, Monday first; and [epoch × count] from and to what time of the day. */
  leavesChance: Float64Array;
  leavesFrom: Float64Array;
  leavesTo: Float64Array;
  leavesCode: Int32Array;
  /** Branches of a step are `branchAt[step]` up to `branchAt[step + 1]`. */
  branchAt: Int32Array;
  branchTo: Int32Array;
  /** [epoch × branches] cumulative chances, into `values`. */
  branchBase: Int32Array;
  branchStride: Int32Array;
  /** [epoch × branches] law of the delay on the way, the bed being held; −1: none. */
  branchDelay: Int32Array;
  delayCode: Int32Array;
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
  /** The most that a person of frailty 1 of a cohort can have in this run but for rhythm and trend, as `cohortBound`. */
  cohortMost: Float64Array;
  /** The same for each stream without a population. */
  most: Float64Array;
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
  /** Cumulative chances of being in each segment a year later [segments × segments]; null where nobody moves. */
  moves: Float64Array | null;
  /** Settings in which people wish to die: cumulative shares, and by place and for home (−1 at the end) which of them it is; null where nothing is said. */
  wishes: { cumulative: Float64Array; ofPlace: Int32Array; home: number } | null;
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
  /** [epoch × steps] multiplier of the stay of those on the list. */
  stayTimes: Float64Array;
  /** Predicted number a year, by class, as the risk tool sees it. */
  predicted: Float64Array;
  seesAdmissions: boolean;
  /** Wanted of the tool; 0: as good as it can be. */
  cStatistic: number;
  /** The need that it predicts. */
  need: number;
  /** Shape of the gamma that best describes frailty, for the posterior mean given last year's admissions. */
  frailtyShape: number;
  code: number;
}

/** An evaluation of one policy inside the model. Days since the start of the run. */
export interface StudyPlan {
  /** Index of the policy. */
  policy: number;
  /** Its list takes nobody on before. */
  begins: number;
  /** Nobody is enrolled after. */
  until: number;
  /** How long each is followed, days. */
  follow: number;
  /** A trial: half of those taken on, by lot, are spared the policy's effects. */
  halved: boolean;
}

export interface OpeningPlan {
  step: number;
  stream: number;
  occupied: number;
  delayed: number;
  waiting: number;
  code: number;
}

/** A place's names, and what is out of the ordinary about it, so that only what makes sense is measured. */
export interface PlaceLegend {
  name: string;
  label: string;
  kind: string;
  payer: string;
  setting: string | undefined;
  takesVisits: boolean;
  /** Whole-time staff wanted for each bed, place or package that is open. */
  wtePerOpen: number;
  /** Hours a week that each person inside takes. */
  contactHours: number;
  has: Record<
    "waitTarget" | "timetable" | "escalation" | "outliers" | "leaving" | "levels" | "absent" | "cancelled" | "rings",
    boolean
  >;
}

/** The names that go with a Plan's integers. */
export interface Legend {
  places: PlaceLegend[];
  clocks: { name: string; label: string }[];
  /** Names; none where there is one only. */
  segments: string[];
  steps: { pathway: string; name: string; label: string; place: string }[];
  streams: { name: string; label: string; isNeed: boolean; emergency: boolean }[];
  bands: { from: number; label: string }[];
  /** ISO date on which observation starts. */
  start: string;
}
