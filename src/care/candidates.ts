import type { Calendar } from "../engine/calendar.js";
import { type Key, threefry, toUniform } from "../engine/random.js";
import { Kind, Stream } from "./codes.js";
import type { Draws } from "./draws.js";
import type { People } from "./people.js";
import type { Plan, StreamsPlan } from "./plan.js";

/** Purposes of draws: the gap before a candidate under the stream's key, the others under the candidate's own. */
export const enum Purpose {
  gap = 0,
  pick = 1,
  keep = 2,
  kind = 3,
}

/** Candidates of each stream that are drawn at a time. */
const AHEAD = 32;
const HOURS_A_WEEK = 168;
/** Room for the rounding of a rate, so that nobody is left out who would be kept by a hair. */
const SLACK = 1 + 1e-9;
/** 2^-32. */
const WORD = 1 / 4294967296;

/**
 * The candidates of every stream, in order, drawn some time before they come. Each picks a person: first a group (cohort of
 * birth × stratum of frailty) by an alias table (Vose, "A linear algorithm for generating random numbers with a given
 * distribution", IEEE Transactions on Software Engineering 17, 1991), then anyone in it. A draw depends on the candidate's
 * number alone, so it does not matter when it is made; and of many drawn together the processor fetches the people's rows
 * at the same time, where one by one it would wait for memory each time. Those that nothing can keep any more are left out
 * there and then: whoever they pick is dead or gone, or the rate of their hour is too low for anyone.
 */
export class Candidates {
  /** Of those drawn ahead, at `at[stream]` the one to come: its key, which is the two words that its gap was drawn from. */
  readonly key0: Int32Array;
  readonly key1: Int32Array;
  /** Whom it picks, from which group; and the uniform that says whether it is kept. Of streams of the population alone. */
  readonly person: Int32Array;
  readonly group: Int32Array;
  readonly keep: Float64Array;
  readonly at: Int32Array;
  /** Streams without a population whose every candidate is kept. */
  readonly keepsAll: Uint8Array;
  /** Cohort of birth of each group. */
  readonly cohort: Int32Array;
  private readonly time: Float64Array;
  /** Where those drawn ahead end, by stream. */
  private readonly until: Int32Array;
  /** Time of the last candidate drawn, days, and how many were drawn, by stream. */
  private readonly last: Float64Array;
  private readonly drawn: Int32Array;
  private readonly picks: Uint8Array;
  private readonly streams: StreamsPlan;
  private readonly streamKey0: Int32Array;
  private readonly streamKey1: Int32Array;
  /** Mean gap between candidates of each stream, days. */
  private readonly meanGap: Float64Array;
  private readonly aliasChance: Float64Array;
  private readonly aliasOther: Int32Array;
  private readonly groups: number;
  private readonly cohorts: number;
  private readonly words = new Int32Array(2);

  constructor(
    private readonly plan: Plan,
    replicationKey: Key,
    private readonly calendar: Calendar,
    private readonly draws: Draws,
    private readonly people: People | null,
  ) {
    this.streams = plan.streams;
    const { count } = plan.streams;
    const room = count * AHEAD;
    this.key0 = new Int32Array(room);
    this.key1 = new Int32Array(room);
    this.person = new Int32Array(room);
    this.group = new Int32Array(room);
    this.keep = new Float64Array(room);
    this.time = new Float64Array(room);
    this.at = Int32Array.from({ length: count }, (_, stream) => stream * AHEAD);
    this.until = this.at.map((at) => at + 1);
    this.keepsAll = Uint8Array.from({ length: count }, (_, stream) => Number(isFlatAtBound(plan, stream)));
    this.last = new Float64Array(count);
    this.drawn = new Int32Array(count);
    this.picks = Uint8Array.from(plan.streams.kind, (kind) => Number(isOfPeople(kind)));
    this.streamKey0 = new Int32Array(count);
    this.streamKey1 = new Int32Array(count);
    this.meanGap = new Float64Array(count);
    this.groups = people === null ? 0 : people.groupFrailty.length;
    this.cohorts = plan.people?.cohorts ?? 0;
    const strata = plan.people?.strata.length ?? 1;
    this.cohort = Int32Array.from({ length: this.groups }, (_, g) => (g / strata) | 0);
    this.aliasChance = new Float64Array(count * this.groups);
    this.aliasOther = new Int32Array(count * this.groups);
    for (let stream = 0; stream < count; stream++) this.prepare(stream, replicationKey);
  }

  /** Moves on to the next candidate of a stream, and puts it on the calendar. */
  scheduleNext(stream: number): void {
    if (this.meanGap[stream] === Number.POSITIVE_INFINITY) return;
    let at = (this.at[stream] as number) + 1;
    if (at === this.until[stream]) {
      at = stream * AHEAD;
      do this.drawAhead(stream, at);
      while (this.until[stream] === at);
    }
    this.at[stream] = at;
    this.calendar.at[0] = this.time[at] as number;
    this.calendar.schedule(Kind.candidate | stream);
  }

  private drawAhead(stream: number, from: number): void {
    const until = from + AHEAD;
    this.drawTimes(stream, from);
    this.until[stream] = until;
    if (this.keepsAll[stream] === 1) return;
    for (let at = from; at < until; at++) this.drawKeep(at, this.key0[at] as number, this.key1[at] as number);
    if (this.picks[stream] === 1) {
      const people = this.people as People;
      for (let at = from; at < until; at++) this.drawSpot(stream, at, this.key0[at] as number, this.key1[at] as number);
      people.whoIsAt(this.person, from, until);
      people.fetch(this.person, from, until);
    }
    this.until[stream] = this.sift(stream, from, until);
  }

  private drawKeep(at: number, key0: number, key1: number): void {
    threefry(this.words, key0, key1, Purpose.keep, 0);
    this.keep[at] = toUniform(this.words[0] as number, this.words[1] as number);
  }

  /** Moves those that may be kept to the front; returns where they end. */
  private sift(stream: number, from: number, until: number): number {
    let to = from;
    for (let at = from; at < until; at++) {
      if (!this.mayBeKept(stream, at)) continue;
      this.key0[to] = this.key0[at] as number;
      this.key1[to] = this.key1[at] as number;
      this.person[to] = this.person[at] as number;
      this.group[to] = this.group[at] as number;
      this.keep[to] = this.keep[at] as number;
      this.time[to] = this.time[at] as number;
      to++;
    }
    return to;
  }

  /** Whether the stream's rate at that time can be high enough for someone, and whoever was picked has not gone for good. */
  private mayBeKept(stream: number, at: number): boolean {
    if ((this.time[at] as number) >= this.plan.horizon) return true;
    const { streams } = this;
    const keep = this.keep[at] as number;
    const rhythm = this.rhythm(stream, this.time, at) * SLACK;
    if (this.picks[stream] === 0) {
      const floor = streams.floor[stream] as number;
      return floor + keep * ((streams.bound[stream] as number) - floor) < (streams.most[stream] as number) * rhythm;
    }
    if ((this.people as People).isGone(this.person[at] as number)) return false;
    const cell = stream * this.cohorts + (this.cohort[this.group[at] as number] as number);
    const floor = streams.cohortFloor[cell] as number;
    const drawn = floor + keep * ((streams.cohortBound[cell] as number) - floor);
    return drawn < (streams.cohortMost[cell] as number) * rhythm;
  }

  /** What month, weekday, hour and trend make of a stream's rate at `times[at]`, in days (passing the time itself would allocate). */
  rhythm(stream: number, times: Float64Array, at: number): number {
    const { streams } = this;
    const time = times[at] as number;
    let factor = 1;
    const dayAt = streams.dayAt[stream] as number;
    if (dayAt >= 0) factor = streams.dayFactors[dayAt + (time | 0)] as number;
    if (streams.hasWeek[stream] === 1) {
      const hour = (((time + this.plan.firstWeekday) * 24) % HOURS_A_WEEK) | 0;
      factor *= streams.weekFactors[stream * HOURS_A_WEEK + hour] as number;
    }
    return factor;
  }

  /** The most that month, weekday, hour and trend can make of a stream's rate. */
  busiest(stream: number): number {
    const { dayAt, dayFactors, weekFactors, hasWeek } = this.streams;
    const from = dayAt[stream] as number;
    const days = from < 0 ? [1] : dayFactors.subarray(from, from + Math.ceil(this.plan.horizon) + 1);
    const week = weekFactors.subarray(stream * HOURS_A_WEEK, (stream + 1) * HOURS_A_WEEK);
    return highest(days) * (hasWeek[stream] === 1 ? highest(week) : 1);
  }

  private drawTimes(stream: number, from: number): void {
    const { draws } = this;
    const [law, mean] = [this.streams.gapLaw[stream] as number, this.meanGap[stream] as number];
    const [key0, key1] = [this.streamKey0[stream] as number, this.streamKey1[stream] as number];
    const first = this.drawn[stream] as number;
    let time = this.last[stream] as number;
    for (let i = 0; i < AHEAD; i++) {
      draws.length(law, key0, key1, Purpose.gap, first + i);
      this.key0[from + i] = draws.words[0] as number;
      this.key1[from + i] = draws.words[1] as number;
      time += (draws.result[0] as number) * mean;
      this.time[from + i] = time;
    }
    this.last[stream] = time;
    this.drawn[stream] = first + AHEAD;
  }

  /** Picks a group and a place in the list of its members, each with a chance in proportion to the height of their group. */
  private drawSpot(stream: number, at: number, key0: number, key1: number): void {
    const { words } = this;
    const { groupAt } = this.people as People;
    threefry(words, key0, key1, Purpose.pick, 0);
    const spot = ((words[0] as number) >>> 0) * WORD * this.groups;
    let group = spot | 0;
    const cell = stream * this.groups + group;
    if (spot - group >= (this.aliasChance[cell] as number)) group = this.aliasOther[cell] as number;
    const from = groupAt[group] as number;
    const size = (groupAt[group + 1] as number) - from;
    this.group[at] = group;
    this.person[at] = from + ((((words[1] as number) >>> 0) * WORD * size) | 0);
  }

  /**
   * On day one: draws whom a candidate of this key picks, in the place of the one to come, before any is on the calendar;
   * returns where it stands.
   */
  pickFor(stream: number, key0: number, key1: number): number {
    const at = this.at[stream] as number;
    this.drawSpot(stream, at, key0, key1);
    (this.people as People).whoIsAt(this.person, at, at + 1);
    this.drawKeep(at, key0, key1);
    return at;
  }

  // ---- setting up --------------------------------------------------------------------------------------------------

  private prepare(stream: number, replicationKey: Key): void {
    const { streams, words } = this;
    threefry(
      words,
      replicationKey[0],
      replicationKey[1],
      streams.code[stream * 2] as number,
      streams.code[stream * 2 + 1] as number,
    );
    this.streamKey0[stream] = words[0] as number;
    this.streamKey1[stream] = words[1] as number;
    if (streams.kind[stream] === Stream.gaps) this.meanGap[stream] = 1;
    else if (this.picks[stream] === 1) this.meanGap[stream] = 1 / this.prepareGroups(stream);
    else this.meanGap[stream] = 1 / ((streams.bound[stream] as number) - (streams.floor[stream] as number));
  }

  /** Fills a stream's alias table over the groups; returns the rate of candidates, per day. */
  private prepareGroups(stream: number): number {
    const { groupAt } = this.people as People;
    const { cohorts } = this;
    const weights = Float64Array.from({ length: this.groups }, (_, g) => {
      const cell = stream * cohorts + (this.cohort[g] as number);
      const span = (this.streams.cohortBound[cell] as number) - (this.streams.cohortFloor[cell] as number);
      return ((groupAt[g + 1] as number) - (groupAt[g] as number)) * span * this.heightOf(stream, g);
    });
    const total = weights.reduce((a, b) => a + b, 0);
    if (total > 0) fillAlias(weights, total, this.aliasChance, this.aliasOther, stream * this.groups);
    return total;
  }

  /** Height of a group: the highest frailty in it where the stream's rate uses frailty. */
  heightOf(stream: number, group: number): number {
    return this.streams.usesFrailty[stream] === 1 ? ((this.people as People).groupFrailty[group] as number) : 1;
  }
}

function highest(factors: Iterable<number>): number {
  let most = 0;
  for (const factor of factors) most = Math.max(most, factor);
  return most;
}

/** Whether candidates of a kind of stream are people of the population. */
function isOfPeople(kind: number): boolean {
  return kind === Stream.need || kind === Stream.deaths || kind === Stream.movingOut;
}

/** Whether a stream keeps its rate at its bound all through the run, so that no candidate need be drawn for. */
function isFlatAtBound({ streams, values, epochs }: Plan, stream: number): boolean {
  if (isOfPeople(streams.kind[stream] as number)) return false;
  if (streams.kind[stream] !== Stream.poisson) return true;
  if ((streams.dayAt[stream] as number) >= 0 || streams.hasWeek[stream] === 1) return false;
  return Array.from(epochs).every((_, epoch) => {
    const rate = values[streams.rateBase[epoch * streams.count + stream] as number] as number;
    return rate >= (streams.bound[stream] as number);
  });
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
