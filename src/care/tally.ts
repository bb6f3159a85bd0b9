import { Count, Found } from "./codes.js";
import type { Plan } from "./plan.js";

/** Ways out of care, by −1 − `Exit`. */
export const WAYS_OUT = ["home", "died", "elsewhere", "refused"] as const;

/** Bins of a histogram of waits: none, then eight to every doubling of the wait in minutes. */
export const WAIT_BINS = 1 + 8 * 25;

/** The bin of a wait in days. */
export function waitBin(days: number): number {
  const minutes = (days * 1440) | 0;
  if (minutes < 1) return 0;
  const octave = 31 - Math.clz32(minutes);
  const eighth = octave >= 3 ? (minutes >> (octave - 3)) & 7 : (minutes << (3 - octave)) & 7;
  return Math.min(WAIT_BINS - 1, 1 + octave * 8 + eighth);
}

/** The shortest wait in a bin, in days. */
export function waitBinStart(bin: number): number {
  if (bin <= 1) return 0;
  const octave = (bin - 1) >> 3;
  return ((1 << octave) * (1 + ((bin - 1) & 7) / 8)) / 1440;
}

/**
 * What one replication saw, after the warm-up, in arrays of fixed shape. By place unless said otherwise; integrals
 * are in patient-days. Everything in it is transferable; nothing in it is a mean.
 */
export interface Tally {
  replication: number;
  /** Days observed. */
  days: number;
  /** Events handled, warm-up included: candidates of demand, ends of stays, limits reached. */
  events: number;

  /** Patient-days in the place, of which ready to leave and held; and waiting for it. */
  occupiedDays: Float64Array;
  delayedDays: Float64Array;
  waitingDays: Float64Array;
  /** Patient-days ready and not yet on their way; as outliers; bed days that a lower level of care would have done. Visits made. */
  leavingDays: Float64Array;
  outlierDays: Float64Array;
  wrongLevelDays: Float64Array;
  visits: Float64Array;
  /** Bed days that escalation beds were open. */
  escalationDays: Float64Array;
  /** Days at each number occupied; see `histogramAt` of the plan. */
  histogram: Float64Array;
  /** At midnight [day × places], days observed. */
  censusOccupied: Int32Array;
  censusDelayed: Int32Array;
  censusWaiting: Int32Array;
  /** Open at that midnight. */
  censusOpen: Int32Array;

  /** Counts by place: `counts[(place << Count.shift) + Count.admitted]`, … */
  counts: Float64Array;
  /** Of those admitted: histogram of the days waited [places × WAIT_BINS]; those who did not wait are left out. */
  waitHistogram: Float64Array;
  /** Whole length of stay of those who left, in days, by place and age band [places × bands]. */
  stayDays: Float64Array;
  /** Stays by place and age band, and waits by place, cut at the window's ends and summed person by person: these must
   * equal `occupiedDays` and `waitingDays` (Little's law, exactly). */
  staysCut: Float64Array;
  waitsCut: Float64Array;
  /** Pounds. */
  cost: Float64Array;
  openDays: Float64Array;

  /** From place to place, and out of care by exit [places × (places + ways out)]: how many went, whatever they were meant to do. */
  moves: Float64Array;
  /** By need or stream of arrivals [× bands]: came; of these while already in care (they stay where they are). */
  came: Float64Array;
  /** Of these, admitted to a place that admits people [× bands]. */
  admitted: Float64Array;
  alreadyInCare: Float64Array;
  /** By need or stream: emergency admissions within 30 days of leaving care. */
  readmitted: Float64Array;
  /** Left care alive after an emergency, by need or stream (whom `readmitted` is a share of). */
  discharged: Float64Array;

  /** By need or stream: spells of care that ended, and their days from presentation on. */
  spellsEnded: Float64Array;
  spellDays: Float64Array;
  /** By clock: how many stopped, of these in time, their days, and a histogram as of waits. */
  clockCount: Float64Array;
  clockInTime: Float64Array;
  clockDays: Float64Array;
  clockHistogram: Float64Array;

  /** Population by band: person-days; deaths outside the pathways. */
  personDays: Float64Array;
  /** By segment: person-days, people at the end, and emergency admissions. */
  segmentDays: Float64Array;
  segmentEnd: Float64Array;
  segmentAdmitted: Float64Array;
  /** Deaths of the population, and of these in the setting they wished for. */
  wishes: Float64Array;
  /** By policy [× Found]: what was seen of those on the list. */
  found: Float64Array;
  /** What a study saw of everyone in it: see `STUDIED`. Only where there is one. */
  study?: Float64Array;
  diedOutside: Float64Array;
  /** [start, born, moved in, moved out, died outside, died in pathways, at the end], people over the whole run. */
  population: Float64Array;
  /** [entered, home, died, elsewhere, refused, still inside], spells over the whole run. */
  spells: Float64Array;
  /** Faults that the run itself noticed, by `Fault`. */
  faults: Float64Array;
}

export function blankTally(plan: Plan, replication: number): Tally {
  const places = plan.places.count;
  const needs = needCount(plan);
  const { bands } = plan.classes;
  const days = Math.floor(plan.horizon - plan.warmUp);
  const by = (n: number) => new Float64Array(n);
  return {
    replication,
    days: plan.horizon - plan.warmUp,
    events: 0,
    occupiedDays: by(places),
    delayedDays: by(places),
    waitingDays: by(places),
    leavingDays: by(places),
    outlierDays: by(places),
    wrongLevelDays: by(places),
    visits: by(places),
    escalationDays: by(places),
    histogram: by(plan.places.histogramAt[places] as number),
    censusOccupied: new Int32Array(days * places),
    censusDelayed: new Int32Array(days * places),
    censusWaiting: new Int32Array(days * places),
    censusOpen: new Int32Array(days * places),
    counts: by(places << Count.shift),
    waitHistogram: by(places * WAIT_BINS),
    stayDays: by(places * bands),
    staysCut: by(places * bands),
    waitsCut: by(places),
    cost: by(places),
    openDays: by(places),
    moves: by(places * (places + WAYS_OUT.length)),
    came: by(needs * bands),
    admitted: by(needs * bands),
    alreadyInCare: by(needs),
    readmitted: by(needs),
    discharged: by(needs),
    spellsEnded: by(needs),
    spellDays: by(needs),
    clockCount: by(plan.clocks.count),
    clockInTime: by(plan.clocks.count),
    clockDays: by(plan.clocks.count),
    clockHistogram: by(plan.clocks.count * WAIT_BINS),
    personDays: by(bands),
    segmentDays: by(plan.classes.segments),
    segmentEnd: by(plan.classes.segments),
    segmentAdmitted: by(plan.classes.segments),
    wishes: by(2),
    found: by(plan.policies.length << Found.shift),
    diedOutside: by(bands),
    population: by(7),
    spells: by(6),
    faults: by(5),
  };
}

/** Needs and streams of arrivals: streams above a frame count with their need, births and moves with none. */
export function needCount(plan: Plan): number {
  return 1 + Math.max(-1, ...plan.streams.need);
}
