import type { Calendar } from "../engine/calendar.js";
import { threefry, toUniform } from "../engine/random.js";
import type { Draws } from "./draws.js";
import type { People } from "./people.js";
import type { Plan } from "./plan.js";

/** Purposes of the draws of a series of candidates after one discharge; its key is the spell's own and the stream's code. */
const enum Purpose {
  key = 10,
  gap = 11,
  keep = 12,
}

const START = 256;

/**
 * The higher risk after leaving care. The rate of a need is its usual rate, for which candidates come anyway, and what the
 * recent discharge adds: that part is a Poisson process of its own, thinned as demand is (Lewis & Shedler 1979), for each
 * discharge over the days in which the risk fades. So nobody else's candidates depend on who was discharged when.
 */
export class Comebacks {
  private person = new Int32Array(START);
  private stream = new Int32Array(START);
  private key0 = new Int32Array(START);
  private key1 = new Int32Array(START);
  private serial = new Int32Array(START);
  private nextFree = new Int32Array(START);
  private discharged = new Float64Array(START);
  private top = 0;
  private freeHead = -1;
  private readonly words = new Int32Array(2);
  /** Streams whose risk rises after discharge. */
  private readonly streams: number[];

  /**
   * @param payload what `payload + n` on the calendar means the candidate of series n has come
   */
  constructor(
    private readonly plan: Plan,
    private readonly clock: Float64Array,
    private readonly calendar: Calendar,
    private readonly draws: Draws,
    private readonly people: People,
    private readonly payload: number,
  ) {
    const { dischargeTimes, count } = plan.streams;
    this.streams = Array.from({ length: count }, (_, s) => s).filter((s) => (dischargeTimes[s] as number) > 1);
  }

  /** Someone left care alive: candidates may follow, keyed by the spell they leave. */
  begin(person: number, key0: number, key1: number): void {
    for (const stream of this.streams) {
      const series = this.take();
      threefry(this.words, key0, key1, Purpose.key, this.plan.streams.code[stream * 2] as number);
      this.person[series] = person;
      this.stream[series] = stream;
      this.key0[series] = this.words[0] as number;
      this.key1[series] = this.words[1] as number;
      this.serial[series] = 0;
      this.discharged[series] = this.clock[0] as number;
      this.scheduleNext(series);
    }
  }

  /**
   * A candidate of a series has come: the stream it belongs to if it is kept, else −1. The person and the key of what follows
   * are in `who`.
   *
   * @param usualRate the person's rate in that stream now, without what discharge adds
   */
  candidate(series: number, usualRate: (stream: number, person: number) => number): number {
    const stream = this.stream[series] as number;
    const person = this.person[series] as number;
    const left = this.discharged[series] as number;
    if (!this.people.isHere(person) || this.people.dischargedOn(person) !== Math.fround(left)) {
      this.give(series);
      return -1;
    }
    const { dischargeTimes, dischargeFading } = this.plan.streams;
    const faded = ((this.clock[0] as number) - left) / (dischargeFading[stream] as number);
    const added = usualRate(stream, person) * ((dischargeTimes[stream] as number) - 1) * (1 - faded);
    threefry(
      this.words,
      this.key0[series] as number,
      this.key1[series] as number,
      Purpose.keep,
      this.serial[series] as number,
    );
    const [w0, w1] = [this.words[0] as number, this.words[1] as number];
    const [floor, span] = [this.floorOf(stream, person), this.spanOf(stream, person)];
    this.who.person = person;
    this.who.key0 = w0;
    this.who.key1 = w1;
    this.scheduleNext(series);
    return floor + toUniform(w0, w1) * span < added ? stream : -1;
  }

  readonly who = { person: -1, key0: 0, key1: 0 };

  private scheduleNext(series: number): void {
    const stream = this.stream[series] as number;
    const span = this.spanOf(stream, this.person[series] as number);
    const n = this.serial[series] as number;
    this.serial[series] = n + 1;
    this.draws.length(
      this.plan.unitExponential,
      this.key0[series] as number,
      this.key1[series] as number,
      Purpose.gap,
      n,
    );
    const at = (this.clock[0] as number) + (this.draws.result[0] as number) / span;
    if (
      span === 0 ||
      at >= (this.discharged[series] as number) + (this.plan.streams.dischargeFading[stream] as number)
    ) {
      this.give(series);
      return;
    }
    this.calendar.at[0] = at;
    this.calendar.schedule(this.payload + series);
  }

  /** Height of the band that a stream's candidates are drawn in for this person, per day. */
  private spanOf(stream: number, person: number): number {
    const { cohortBound, cohortFloor } = this.plan.streams;
    const cohort = this.cohortOf(stream, person);
    return ((cohortBound[cohort] as number) - (cohortFloor[cohort] as number)) * this.heightOf(stream, person);
  }

  private floorOf(stream: number, person: number): number {
    return (this.plan.streams.cohortFloor[this.cohortOf(stream, person)] as number) * this.heightOf(stream, person);
  }

  private cohortOf(stream: number, person: number): number {
    return stream * (this.plan.people?.cohorts as number) + this.people.cohortOf(person);
  }

  private heightOf(stream: number, person: number): number {
    const { dischargeTimes, usesFrailty } = this.plan.streams;
    return ((dischargeTimes[stream] as number) - 1) * (usesFrailty[stream] === 1 ? this.people.frailtyOf(person) : 1);
  }

  private take(): number {
    const series = this.freeHead;
    if (series >= 0) {
      this.freeHead = this.nextFree[series] as number;
      return series;
    }
    if (this.top === this.person.length) this.grow();
    return this.top++;
  }

  private give(series: number): void {
    this.nextFree[series] = this.freeHead;
    this.freeHead = series;
  }

  private grow(): void {
    const longer = (array: Int32Array) => {
      const more = new Int32Array(array.length * 2);
      more.set(array);
      return more;
    };
    const discharged = new Float64Array(this.discharged.length * 2);
    discharged.set(this.discharged);
    this.discharged = discharged;
    this.person = longer(this.person);
    this.stream = longer(this.stream);
    this.key0 = longer(this.key0);
    this.key1 = longer(this.key1);
    this.serial = longer(this.serial);
    this.nextFree = longer(this.nextFree);
  }
}
