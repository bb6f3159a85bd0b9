import type { Calendar } from "../engine/calendar.js";
import type { Key } from "../engine/random.js";
import { Candidates, Purpose } from "./candidates.js";
import type { Caseloads } from "./caseloads.js";
import { Stream } from "./codes.js";
import { type Draws, firstOf } from "./draws.js";
import type { People } from "./people.js";
import type { Plan, StreamsPlan } from "./plan.js";
import type { Stays } from "./stays.js";
import type { Tally } from "./tally.js";

/** A rhythm below this share of its highest is no time to look for people: next to none of the candidates would be kept. */
const QUIET = 0.01;

/**
 * Demand by thinning (Lewis & Shedler, "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research
 * Logistics Quarterly 26, 1979): candidates come at the highest rate there can be, and one is kept with the probability
 * rate now / highest rate. A candidate of a need picks a person (see Candidates). The n-th candidate of a stream is the
 * same in every redesign, and a redesign that lowers a rate keeps a subset of the candidates.
 */
export class Demand {
  private readonly streams: StreamsPlan;
  private readonly values: Float64Array;
  private readonly candidates: Candidates;
  private readonly everyoneIsAlike: boolean;
  private readonly kind: Uint8Array;
  private readonly busiestOf = new Map<number, number>();
  private ratesFrom = 0;

  constructor(
    private readonly plan: Plan,
    replicationKey: Key,
    private readonly clock: Float64Array,
    calendar: Calendar,
    private readonly draws: Draws,
    private readonly stays: Stays,
    private readonly people: People | null,
    private readonly caseloads: Caseloads,
    private tally: Tally,
  ) {
    this.streams = plan.streams;
    this.values = plan.values;
    this.candidates = new Candidates(plan, replicationKey, calendar, draws, people);
    this.everyoneIsAlike = isEveryoneAlike(plan);
    this.kind = plan.streams.kind;
  }

  countInto(tally: Tally): void {
    this.tally = tally;
  }

  enterEpoch(epoch: number): void {
    this.ratesFrom = epoch * this.streams.count;
  }

  /** Schedules the first candidate of every stream. */
  start(): void {
    this.enterEpoch(0);
    for (let stream = 0; stream < this.streams.count; stream++) this.candidates.scheduleNext(stream);
  }

  /** The next candidate of a stream has come. */
  candidate(stream: number): void {
    const { candidates } = this;
    const at = candidates.at[stream] as number;
    const kind = this.kind[stream] as number;
    if (kind === Stream.need) this.needCandidate(stream, at);
    else if (kind === Stream.poisson || kind === Stream.gaps) {
      if (candidates.keepsAll[stream] === 1 || this.isKept(stream, at)) this.arrival(stream, at);
    } else this.vitalCandidate(kind, stream, at);
    candidates.scheduleNext(stream);
  }

  /** Births, deaths and moves. */
  private vitalCandidate(kind: number, stream: number, at: number): void {
    const people = this.people as People;
    if (kind === Stream.births) {
      people.isBorn(this.clock[0] as number);
      this.countPeople(1);
    } else if (kind === Stream.movingIn) {
      people.movesIn();
      this.countPeople(2);
    } else this.awayCandidate(stream, at, kind === Stream.movingOut ? 3 : 4);
  }

  /** An arrival with no population behind it. */
  private arrival(stream: number, at: number): void {
    const { streams, draws } = this;
    const key0 = this.candidates.key0[at] as number;
    const key1 = this.candidates.key1[at] as number;
    const from = streams.classAt[stream] as number;
    const classes = (streams.classAt[stream + 1] as number) - from;
    let which = 0;
    if (classes > 1 && !this.everyoneIsAlike) {
      draws.uniform(key0, key1, Purpose.kind, 0);
      which = firstOf(streams.classCumulative, from, classes, draws.result[0] as number);
    }
    this.stays.begin(stream, -1, streams.classOf[from + which] as number, key0, key1);
  }

  /** Whether a candidate of a stream without a population is kept at the rate of now. */
  private isKept(stream: number, at: number): boolean {
    const { streams } = this;
    const bound = streams.bound[stream] as number;
    const floor = streams.floor[stream] as number;
    const rate = (this.values[streams.rateBase[this.ratesFrom + stream] as number] as number) * this.rhythm(stream);
    return floor + (this.candidates.keep[at] as number) * (bound - floor) < rate;
  }

  /** Month, weekday, hour and trend of now. */
  private rhythm(stream: number): number {
    return this.candidates.rhythm(stream, this.clock, 0);
  }

  private needCandidate(stream: number, at: number): void {
    const { candidates } = this;
    const people = this.people as People;
    const person = candidates.person[at] as number;
    if (!people.isHere(person)) return;
    const time = this.clock[0] as number;
    const cls = people.classAt(person, time);
    if (!this.isKeptFor(stream, at, this.rateOf(stream, person, cls, time))) return;
    if (people.isInCare(person)) {
      this.noteAlreadyInCare(stream);
      return;
    }
    this.stays.begin(stream, person, cls, candidates.key0[at] as number, candidates.key1[at] as number);
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

  /** Whether a candidate, drawn between the floor and the bound of its group, lies below the rate of the person it picked. */
  private isKeptFor(stream: number, at: number, rate: number): boolean {
    const { candidates, streams } = this;
    const group = candidates.group[at] as number;
    const cohort = stream * (this.plan.people?.cohorts ?? 0) + (candidates.cohort[group] as number);
    const height = candidates.heightOf(stream, group);
    const floor = (streams.cohortFloor[cohort] as number) * height;
    const bound = (streams.cohortBound[cohort] as number) * height;
    if (rate > bound * (1 + 1e-9) && floor === 0 && !this.hasStreamAbove(stream))
      throw new RangeError(`person ${candidates.person[at]}: rate ${rate} above the bound ${bound}`);
    return floor + (candidates.keep[at] as number) * (bound - floor) < rate;
  }

  private hasStreamAbove(stream: number): boolean {
    const { need, count } = this.streams;
    for (let other = stream + 1; other < count; other++)
      if (need[other] === need[stream] && need[other] !== -1) return true;
    return false;
  }

  /** Dies outside care, or moves away. Those in care do neither: people die in a pathway by its own chances. */
  private awayCandidate(stream: number, at: number, what: number): void {
    const people = this.people as People;
    const person = this.candidates.person[at] as number;
    if (!people.isHere(person) || people.isInCare(person)) return;
    const time = this.clock[0] as number;
    const cls = people.classAt(person, time);
    if (!this.isKeptFor(stream, at, this.rateOf(stream, person, cls, time))) return;
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

  /** Someone for a place in the opening census, with chances as a need has them now; null when the pick is not kept. */
  openingCandidate(stream: number, [key0, key1]: Key): { person: number; cls: number } | null {
    const people = this.people as People;
    const at = this.candidates.pickFor(stream, key0, key1);
    const person = this.candidates.person[at] as number;
    const cls = people.classAt(person, 0);
    if (!people.isHere(person) || people.isInCare(person)) return null;
    return this.isKeptFor(stream, at, this.rateOnDayOne(stream, person, cls)) ? { person, cls } : null;
  }

  /** Where hardly anyone falls ill in the run's first hour, people are found by their rate at its busiest: that tells them apart as well. */
  private rateOnDayOne(stream: number, person: number, cls: number): number {
    const busiest = this.busiest(stream);
    if (this.rhythm(stream) > QUIET * busiest) return this.rateOf(stream, person, cls, 0);
    const { streams } = this;
    const base = streams.rateBase[stream] as number;
    const rate = this.values[base + (streams.rateStride[stream] as number) * cls] as number;
    const frailty = streams.usesFrailty[stream] === 1 ? (this.people as People).frailtyOf(person) : 1;
    return rate * frailty * busiest;
  }

  /** Kept, as a stream is asked for everyone in the opening census. */
  private busiest(stream: number): number {
    const known = this.busiestOf.get(stream) ?? this.candidates.busiest(stream);
    this.busiestOf.set(stream, known);
    return known;
  }
}

/** Whether nothing that happens in care, nor how it is shown, differs by class: then none need be drawn for arrivals. */
function isEveryoneAlike({ classes, steps }: Plan): boolean {
  const isNone = (stride: number) => stride === 0;
  return classes.bands === 1 && steps.stayStride.every(isNone) && steps.branchStride.every(isNone);
}
