import type { Calendar } from "../engine/calendar.js";
import { type Key, threefry } from "../engine/random.js";
import type { Caseloads } from "./caseloads.js";
import { Kind, Stream } from "./codes.js";
import type { Draws } from "./draws.js";
import { firstOf, type People } from "./people.js";
import type { Plan, StreamsPlan } from "./plan.js";
import type { Stays } from "./stays.js";
import type { Tally } from "./tally.js";

/** Purposes of draws: the gap before a candidate under the stream's key, the others under the candidate's own. */
const enum Purpose {
  gap = 0,
  pick = 1,
  keep = 2,
  kind = 3,
}
const HOURS_A_WEEK = 168;
/** 2^-32. */
const WORD = 1 / 4294967296;

/** What is drawn of a candidate. */
const enum Of {
  key0,
  key1,
  serial,
  shift = 2,
}

/**
 * Demand by thinning (Lewis & Shedler, "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research
 * Logistics Quarterly 26, 1979): candidates come at the highest rate there can be, and one is kept with the probability
 * rate now / highest rate. A candidate of a need picks a person: first a group (cohort of birth × stratum of frailty) by
 * an alias table (Vose 1991), then anyone in it. The n-th candidate of a stream is the same in every redesign, and a
 * redesign that lowers a rate keeps a subset of the candidates.
 */
export class Demand {
  private readonly streams: StreamsPlan;
  private readonly values: Float64Array;
  private readonly key0: Int32Array;
  private readonly key1: Int32Array;
  /** The candidate to come, by stream: its key, which is the two words that its gap was drawn from, and its number. */
  private readonly coming: Int32Array;
  /** Streams without a population whose every candidate is kept in this epoch. */
  private readonly keepsAll: Uint8Array;
  private readonly everyoneIsAlike: boolean;
  private readonly kind: Uint8Array;
  private readonly gapLaw: Int32Array;
  /** Mean gap between candidates of each stream, days. */
  private readonly meanGap: Float64Array;
  private readonly aliasChance: Float64Array;
  private readonly aliasOther: Int32Array;
  private readonly groupCohort: Int32Array;
  private readonly groups: number;
  private ratesFrom = 0;

  constructor(
    private readonly plan: Plan,
    replicationKey: Key,
    private readonly clock: Float64Array,
    private readonly calendar: Calendar,
    private readonly draws: Draws,
    private readonly stays: Stays,
    private readonly people: People | null,
    private readonly caseloads: Caseloads,
    private tally: Tally,
  ) {
    this.streams = plan.streams;
    this.values = plan.values;
    const { count } = plan.streams;
    this.key0 = new Int32Array(count);
    this.key1 = new Int32Array(count);
    this.coming = new Int32Array(count << Of.shift);
    this.keepsAll = new Uint8Array(count);
    this.everyoneIsAlike = isEveryoneAlike(plan);
    this.kind = plan.streams.kind;
    this.gapLaw = plan.streams.gapLaw;
    this.meanGap = new Float64Array(count);
    this.groups = people === null ? 0 : people.groupFrailty.length;
    this.aliasChance = new Float64Array(count * this.groups);
    this.aliasOther = new Int32Array(count * this.groups);
    const strata = plan.people?.strata.length ?? 1;
    this.groupCohort = Int32Array.from({ length: this.groups }, (_, g) => (g / strata) | 0);
    for (let stream = 0; stream < count; stream++) this.prepare(stream, replicationKey);
  }

  countInto(tally: Tally): void {
    this.tally = tally;
  }

  enterEpoch(epoch: number): void {
    this.ratesFrom = epoch * this.streams.count;
    for (let stream = 0; stream < this.streams.count; stream++)
      this.keepsAll[stream] = Number(this.isFlatAtBound(stream));
  }

  /** Schedules the first candidate of every stream. */
  start(): void {
    this.enterEpoch(0);
    for (let stream = 0; stream < this.streams.count; stream++) this.scheduleNext(stream);
  }

  /** The next candidate of a stream has come. */
  candidate(stream: number): void {
    const { coming } = this;
    const key0 = coming[(stream << Of.shift) + Of.key0] as number;
    const key1 = coming[(stream << Of.shift) + Of.key1] as number;
    const kind = this.kind[stream] as number;
    if (kind === Stream.need) this.needCandidate(stream, key0, key1);
    else if (kind === Stream.poisson || kind === Stream.gaps) {
      if (this.keepsAll[stream] === 1 || this.isKept(stream, key0, key1)) this.arrival(stream, key0, key1);
    } else this.vitalCandidate(kind, stream, key0, key1);
    this.scheduleNext(stream);
  }

  private scheduleNext(stream: number): void {
    const { coming, draws, calendar } = this;
    const mean = this.meanGap[stream] as number;
    if (mean === Number.POSITIVE_INFINITY) return;
    const of = stream << Of.shift;
    const n = coming[of + Of.serial] as number;
    coming[of + Of.serial] = n + 1;
    draws.length(
      this.gapLaw[stream] as number,
      this.key0[stream] as number,
      this.key1[stream] as number,
      Purpose.gap,
      n,
    );
    coming[of + Of.key0] = draws.words[0] as number;
    coming[of + Of.key1] = draws.words[1] as number;
    calendar.at[0] = (this.clock[0] as number) + (draws.result[0] as number) * mean;
    calendar.schedule(Kind.candidate | stream);
  }

  /** Births, deaths and moves. */
  private vitalCandidate(kind: number, stream: number, key0: number, key1: number): void {
    const people = this.people as People;
    if (kind === Stream.births) {
      people.isBorn(this.clock[0] as number);
      this.countPeople(1);
    } else if (kind === Stream.movingIn) {
      people.movesIn();
      this.countPeople(2);
    } else this.awayCandidate(stream, key0, key1, kind === Stream.movingOut ? 3 : 4);
  }

  /** An arrival with no population behind it. */
  private arrival(stream: number, key0: number, key1: number): void {
    const { streams, draws } = this;
    const from = streams.classAt[stream] as number;
    const classes = (streams.classAt[stream + 1] as number) - from;
    let which = 0;
    if (classes > 1 && !this.everyoneIsAlike) {
      draws.uniform(key0, key1, Purpose.kind, 0);
      which = firstOf(streams.classCumulative, from, classes, draws.result[0] as number);
    }
    this.stays.begin(stream, -1, streams.classOf[from + which] as number, key0, key1);
  }

  /** Whether a stream keeps its rate at its bound through the whole epoch, so that no candidate need be drawn for. */
  private isFlatAtBound(stream: number): boolean {
    const { streams } = this;
    if (streams.kind[stream] === Stream.gaps) return true;
    if (
      streams.kind[stream] !== Stream.poisson ||
      (streams.dayAt[stream] as number) >= 0 ||
      streams.hasWeek[stream] === 1
    )
      return false;
    return (
      (this.values[streams.rateBase[this.ratesFrom + stream] as number] as number) >= (streams.bound[stream] as number)
    );
  }

  /** Whether a candidate of a stream without a population is kept at the rate of now. */
  private isKept(stream: number, key0: number, key1: number): boolean {
    const { streams } = this;
    const bound = streams.bound[stream] as number;
    const floor = streams.floor[stream] as number;
    const rate = (this.values[streams.rateBase[this.ratesFrom + stream] as number] as number) * this.rhythm(stream);
    this.draws.uniform(key0, key1, Purpose.keep, 0);
    return floor + (this.draws.result[0] as number) * (bound - floor) < rate;
  }

  /** Month, weekday, hour and trend of now. */
  private rhythm(stream: number): number {
    const { streams } = this;
    const time = this.clock[0] as number;
    let factor = 1;
    const dayAt = streams.dayAt[stream] as number;
    if (dayAt >= 0) factor = streams.dayFactors[dayAt + (time | 0)] as number;
    if (streams.hasWeek[stream] === 1) {
      const hour = (((time + this.plan.firstWeekday) * 24) % HOURS_A_WEEK) | 0;
      factor *= streams.weekFactors[stream * HOURS_A_WEEK + hour] as number;
    }
    return factor;
  }

  private needCandidate(stream: number, key0: number, key1: number): void {
    const people = this.people as People;
    const person = this.pick(stream, key0, key1);
    if (person < 0 || !people.isHere(person)) return;
    const time = this.clock[0] as number;
    const cls = people.classAt(person, time);
    if (!this.isKeptFor(stream, key0, key1, person, this.rateOf(stream, person, cls, time))) return;
    if (people.isInCare(person)) {
      this.noteAlreadyInCare(stream);
      return;
    }
    this.stays.begin(stream, person, cls, key0, key1);
  }

  /** A candidate of a series that followed someone's discharge has come. */
  comeback(series: number): void {
    const { comebacks } = this.stays;
    const people = this.people as People;
    if (comebacks === null) return;
    const stream = comebacks.candidate(series, this.usualRate);
    if (stream < 0) return;
    const { person, key0, key1 } = comebacks.who;
    if (people.isInCare(person)) this.noteAlreadyInCare(stream);
    else this.stays.begin(stream, person, people.classAt(person, this.clock[0] as number), key0, key1);
  }

  private readonly usualRate = (stream: number, person: number): number => {
    const time = this.clock[0] as number;
    return this.rateOf(stream, person, (this.people as People).classAt(person, time), time);
  };

  private noteAlreadyInCare(stream: number): void {
    const need = this.streams.need[stream] as number;
    this.tally.alreadyInCare[need] = (this.tally.alreadyInCare[need] as number) + 1;
  }

  /** The person's rate now, per day, without what a recent discharge adds. */
  private rateOf(stream: number, person: number, cls: number, time: number): number {
    const { streams } = this;
    const people = this.people as People;
    const at = this.ratesFrom + stream;
    let rate = this.values[(streams.rateBase[at] as number) + (streams.rateStride[at] as number) * cls] as number;
    if (streams.usesFrailty[stream] === 1) rate *= people.frailtyOf(person);
    if (streams.kind[stream] !== Stream.need) return rate;
    rate *= this.rhythm(stream);
    const fading = streams.dischargeFading[stream] as number;
    const since = time - people.dischargedOn(person);
    // A risk that falls after discharge thins the usual candidates; one that rises has candidates of its own: see Comebacks.
    const times = streams.dischargeTimes[stream] as number;
    if (times < 1 && since < fading) rate *= 1 + (times - 1) * (1 - since / fading);
    const lists = people.listsOf(person);
    if (lists !== 0) rate *= this.caseloads.times(lists, streams.need[stream] as number);
    return rate;
  }

  /** Whether a person's candidate, drawn between the floor and the bound of their group, lies below their rate. */
  private isKeptFor(stream: number, key0: number, key1: number, person: number, rate: number): boolean {
    const group = this.picked;
    const cohort = stream * (this.plan.people?.cohorts ?? 0) + (this.groupCohort[group] as number);
    const height = this.heightOf(stream, group);
    const floor = (this.streams.cohortFloor[cohort] as number) * height;
    const bound = (this.streams.cohortBound[cohort] as number) * height;
    if (rate > bound * (1 + 1e-9) && floor === 0 && !this.hasStreamAbove(stream))
      throw new RangeError(`person ${person}: rate ${rate} above the bound ${bound}`);
    this.draws.uniform(key0, key1, Purpose.keep, 0);
    return floor + (this.draws.result[0] as number) * (bound - floor) < rate;
  }

  private hasStreamAbove(stream: number): boolean {
    const { need, count } = this.streams;
    for (let other = stream + 1; other < count; other++)
      if (need[other] === need[stream] && need[other] !== -1) return true;
    return false;
  }

  private heightOf(stream: number, group: number): number {
    return this.streams.usesFrailty[stream] === 1 ? ((this.people as People).groupFrailty[group] as number) : 1;
  }

  /** The group picked last. */
  private picked = 0;

  /** Someone, each with a chance in proportion to the height of their group; −1: nobody. */
  private pick(stream: number, key0: number, key1: number): number {
    const { words } = this.draws;
    const people = this.people as People;
    threefry(words, key0, key1, Purpose.pick, 0);
    const spot = ((words[0] as number) >>> 0) * WORD * this.groups;
    let group = spot | 0;
    const at = stream * this.groups + group;
    if (spot - group >= (this.aliasChance[at] as number)) group = this.aliasOther[at] as number;
    this.picked = group;
    const from = people.groupAt[group] as number;
    const size = (people.groupAt[group + 1] as number) - from;
    return people.members[from + ((((words[1] as number) >>> 0) * WORD * size) | 0)] as number;
  }

  /** Dies outside care, or moves away. Those in care do neither: people die in a pathway by its own chances. */
  private awayCandidate(stream: number, key0: number, key1: number, what: number): void {
    const people = this.people as People;
    const person = this.pick(stream, key0, key1);
    if (!people.isHere(person) || people.isInCare(person)) return;
    const time = this.clock[0] as number;
    const cls = people.classAt(person, time);
    if (!this.isKeptFor(stream, key0, key1, person, this.rateOf(stream, person, cls, time))) return;
    people.goAway(person, time);
    this.caseloads.goAway(person);
    this.countPeople(what);
    if (what === 4) {
      const wishes = this.plan.people?.wishes ?? null;
      if (wishes !== null) {
        this.tally.wishes[0] = (this.tally.wishes[0] as number) + 1;
        if (wishes.home === people.wishOf(person)) this.tally.wishes[1] = (this.tally.wishes[1] as number) + 1;
      }
      const band = this.plan.classes.bandOf[
        (cls / (this.plan.classes.count / this.plan.classes.ageClasses)) | 0
      ] as number;
      this.tally.diedOutside[band] = (this.tally.diedOutside[band] as number) + 1;
    }
  }

  private countPeople(what: number): void {
    this.tally.population[what] = (this.tally.population[what] as number) + 1;
  }

  // ---- setting up --------------------------------------------------------------------------------------------------

  /** Someone for a place in the opening census, with chances as a need has them now; null when the pick is not kept. */
  openingCandidate(stream: number, [key0, key1]: Key): { person: number; cls: number } | null {
    const people = this.people as People;
    const person = this.pick(stream, key0, key1);
    const cls = people.classAt(person, 0);
    if (!people.isHere(person) || people.isInCare(person)) return null;
    return this.isKeptFor(stream, key0, key1, person, this.rateOf(stream, person, cls, 0)) ? { person, cls } : null;
  }

  private prepare(stream: number, replicationKey: Key): void {
    const { streams } = this;
    const words = new Int32Array(2);
    threefry(
      words,
      replicationKey[0],
      replicationKey[1],
      streams.code[stream * 2] as number,
      streams.code[stream * 2 + 1] as number,
    );
    this.key0[stream] = words[0] as number;
    this.key1[stream] = words[1] as number;
    const kind = streams.kind[stream] as number;
    if (kind === Stream.gaps) this.meanGap[stream] = 1;
    else if (kind === Stream.need || kind === Stream.deaths || kind === Stream.movingOut)
      this.meanGap[stream] = 1 / this.prepareGroups(stream);
    else this.meanGap[stream] = 1 / ((streams.bound[stream] as number) - (streams.floor[stream] as number));
  }

  /** Fills a stream's alias table over the groups; returns the rate of candidates, per day. */
  private prepareGroups(stream: number): number {
    const people = this.people as People;
    const cohorts = this.plan.people?.cohorts as number;
    const weights = Float64Array.from({ length: this.groups }, (_, g) => {
      const cohort = stream * cohorts + (this.groupCohort[g] as number);
      const span = (this.streams.cohortBound[cohort] as number) - (this.streams.cohortFloor[cohort] as number);
      return ((people.groupAt[g + 1] as number) - (people.groupAt[g] as number)) * span * this.heightOf(stream, g);
    });
    const total = weights.reduce((a, b) => a + b, 0);
    if (total > 0) fillAlias(weights, total, this.aliasChance, this.aliasOther, stream * this.groups);
    return total;
  }
}

/** Whether nothing that happens in care, nor how it is shown, differs by class: then none need be drawn for arrivals. */
function isEveryoneAlike({ classes, steps }: Plan): boolean {
  const isNone = (stride: number) => stride === 0;
  return classes.bands === 1 && steps.stayStride.every(isNone) && steps.branchStride.every(isNone);
}

/** Vose's alias table for weights that sum to `total`, written from `at` on. */
function fillAlias(weights: Float64Array, total: number, chance: Float64Array, other: Int32Array, at: number): void {
  const n = weights.length;
  const scaled = weights.map((w) => (w * n) / total);
  const small = [...scaled.keys()].filter((i) => (scaled[i] as number) < 1);
  const large = [...scaled.keys()].filter((i) => (scaled[i] as number) >= 1);
  while (small.length > 0 && large.length > 0) {
    const s = small.pop() as number;
    const l = large.pop() as number;
    chance[at + s] = scaled[s] as number;
    other[at + s] = l;
    scaled[l] = (scaled[l] as number) - (1 - (scaled[s] as number));
    if ((scaled[l] as number) < 1) small.push(l);
    else large.push(l);
  }
  for (const i of [...small, ...large]) {
    chance[at + i] = 1;
    other[at + i] = i;
  }
}
