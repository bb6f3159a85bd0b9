import type { Calendar } from "../engine/calendar.js";
import { Count, Row, State, When } from "./codes.js";
import type { Draws } from "./draws.js";
import { Exchange } from "./exchange.js";
import type { Going } from "./going.js";
import { Limits } from "./limits.js";
import type { People } from "./people.js";
import type { Places } from "./places.js";
import type { Plan, StepsPlan } from "./plan.js";
import type { Rows } from "./rows.js";
import { type Tally, WAIT_BINS, waitBin } from "./tally.js";

/** Waiting for a place: in the bed they are in (delayed) or in none, with or without a limit, and what is counted of it. */
export class Waits {
  readonly exchange: Exchange;
  private readonly limits: Limits;
  private readonly steps: StepsPlan;
  private readonly waitTarget: Float64Array;
  private readonly placesCount: number;
  /** How many wait for each step in no bed. */
  private readonly queued: Int32Array;
  private epoch = 0;

  constructor(
    plan: Plan,
    private readonly clock: Float64Array,
    private readonly calendar: Calendar,
    private readonly draws: Draws,
    private readonly rows: Rows,
    private readonly places: Places,
    private readonly people: People | null,
    private readonly going: Going,
    private tally: Tally,
  ) {
    this.steps = plan.steps;
    this.waitTarget = plan.places.waitTarget;
    this.placesCount = plan.places.count;
    this.queued = new Int32Array(plan.steps.count);
    this.limits = new Limits(calendar);
    this.exchange = new Exchange(plan.places.count, places, rows);
  }

  enterEpoch(epoch: number): void {
    this.epoch = epoch;
  }

  countInto(tally: Tally): void {
    this.tally = tally;
  }

  /** Whether one more may wait for a step in no bed. */
  hasRoom(step: number): boolean {
    return (this.queued[step] as number) < (this.steps.fullRoom[this.epoch * this.steps.count + step] as number);
  }

  /** Begins to wait for the place of a step; true for someone who holds a bed meanwhile. */
  begin(row: number, step: number, place: number): boolean {
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    const held = whole[r + Row.place] as number;
    whole[r + Row.awaited] = step;
    times[(row << When.shift) + When.asked] = this.clock[0] as number;
    whole[r + Row.state] = held >= 0 ? State.delayed : this.places.isList(place) ? this.goHome(row) : State.waiting;
    if (held >= 0) {
      this.places.delayed.change(held, 1);
      this.exchange.note(held, place, 1);
    } else this.queued[step] = (this.queued[step] as number) + 1;
    this.places.join(row, place, this.steps.rank[step] as number, whole);
    const limit = this.patience(row, step);
    if (limit !== Number.POSITIVE_INFINITY) {
      this.calendar.at[0] = (this.clock[0] as number) + limit;
      whole[r + Row.limit] = this.limits.set(row);
    }
    return held >= 0;
  }

  /** Days that someone waits at most. */
  private patience(row: number, step: number): number {
    const at = this.epoch * this.steps.count + step;
    const law = this.steps.fullLaw[at] as number;
    if (law < 0) return this.steps.fullLimit[at] as number;
    const { whole } = this.rows;
    const r = row << Row.shift;
    this.draws.length(
      law,
      whole[r + Row.key0] as number,
      whole[r + Row.key1] as number,
      this.steps.patienceCode[step] as number,
      whole[r + Row.round] as number,
    );
    return this.draws.result[0] as number;
  }

  /** Whoever is on a list lives at home meanwhile, and may fall ill, move away or die. */
  private goHome(row: number): number {
    const person = this.rows.whole[(row << Row.shift) + Row.person] as number;
    if (person >= 0) this.people?.isAtHome(person);
    return State.listed;
  }

  /** Whether someone on a list is at home, so that their turn may come. */
  isAtHome(row: number): boolean {
    const person = this.rows.whole[(row << Row.shift) + Row.person] as number;
    return person < 0 || this.people === null || !this.people.isInCare(person);
  }

  /** Whether someone on a list died or moved away. */
  isGone(row: number): boolean {
    const person = this.rows.whole[(row << Row.shift) + Row.person] as number;
    return person >= 0 && this.people?.isHere(person) === false;
  }

  /** The limit of a wait is reached: who waited no longer does; −1 when it had ended before. */
  limitReached(limit: number): number {
    const row = this.limits.reached(limit);
    if (row < 0) return row;
    this.rows.whole[(row << Row.shift) + Row.limit] = -1;
    this.giveUp(row);
    return row;
  }

  /** A wait ends without the place: because it took too long, or the appointment was not kept. */
  giveUp(row: number, what: number = Count.gaveUp): void {
    const { whole, times } = this.rows;
    this.dropLimit(row);
    const place = whole[(row << Row.shift) + Row.queue] as number;
    const waited = (this.clock[0] as number) - (times[(row << When.shift) + When.asked] as number);
    this.count(place, what, 1);
    this.count(place, Count.gaveUpDays, waited);
    this.stop(row);
  }

  private dropLimit(row: number): void {
    const { whole } = this.rows;
    const at = (row << Row.shift) + Row.limit;
    if ((whole[at] as number) < 0) return;
    this.limits.drop(whole[at] as number);
    whole[at] = -1;
  }

  /** A wait ends well: it is counted with the place waited for, though they may lie in another. */
  end(row: number): void {
    const { tally } = this;
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    this.dropLimit(row);
    const place = whole[r + Row.queue] as number;
    const waited = (this.clock[0] as number) - (times[(row << When.shift) + When.asked] as number);
    this.stop(row);
    const c = place << Count.shift;
    tally.counts[c + Count.waited] = (tally.counts[c + Count.waited] as number) + 1;
    tally.counts[c + Count.waitDays] = (tally.counts[c + Count.waitDays] as number) + waited;
    if (waited > (this.waitTarget[this.epoch * this.placesCount + place] as number)) this.count(place, Count.late, 1);
    const bin = place * WAIT_BINS + waitBin(waited);
    tally.waitHistogram[bin] = (tally.waitHistogram[bin] as number) + 1;
  }

  private stop(row: number): void {
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    const state = whole[r + Row.state] as number;
    this.places.quit(row, whole);
    if (state === State.delayed) {
      const held = whole[r + Row.place] as number;
      const days = (this.clock[0] as number) - (times[(row << When.shift) + When.asked] as number);
      this.places.delayed.change(held, -1);
      this.exchange.note(held, whole[r + Row.queue] as number, -1);
      this.count(held, Count.delays, 1);
      this.count(held, Count.delayDays, days);
      this.going.remember(row, days);
    } else if (state === State.waiting || state === State.listed) {
      const step = whole[r + Row.awaited] as number;
      this.queued[step] = (this.queued[step] as number) - 1;
    }
    whole[r + Row.state] = State.treated;
  }

  private count(place: number, what: number, by: number): void {
    const c = (place << Count.shift) + what;
    this.tally.counts[c] = (this.tally.counts[c] as number) + by;
  }
}
