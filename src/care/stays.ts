import type { Calendar } from "../engine/calendar.js";
import { Count, Exit, Fault, Full, Row, State, When } from "./codes.js";
import type { Comebacks } from "./comebacks.js";
import type { Draws } from "./draws.js";
import { Limits } from "./limits.js";
import type { People } from "./people.js";
import type { Places } from "./places.js";
import type { Plan, StepsPlan } from "./plan.js";
import { Rows } from "./rows.js";
import { type Tally, WAIT_BINS, waitBin } from "./tally.js";

/** Days within which coming back as an emergency is a readmission. */
const READMISSION = 30;

/**
 * People in care: a row for each, from presentation to leaving. The rules of this file are the heart of the matter:
 * treatment ends, a way on is drawn, and where the next place is full the person waits, holds the bed, or goes elsewhere.
 *
 * Ties: a freed bed is noted, and filled by `settle` before the next event; whoever asks for a bed at the very time one
 * comes free is behind those who already wait.
 */
export class Stays {
  readonly rows = new Rows();
  readonly limits: Limits;
  private readonly steps: StepsPlan;
  private readonly values: Float64Array;
  private readonly laws: Int32Array;
  private readonly bandOfClass: Uint8Array;
  private readonly bands: number;
  /** Offsets of this epoch in the arrays that are kept once for each. */
  private stepsFrom = 0;
  private branchesFrom = 0;

  constructor(
    private readonly plan: Plan,
    private readonly clock: Float64Array,
    private readonly calendar: Calendar,
    private readonly draws: Draws,
    private readonly places: Places,
    private readonly people: People | null,
    readonly comebacks: Comebacks | null,
    private tally: Tally,
  ) {
    this.steps = plan.steps;
    this.values = plan.values;
    this.laws = plan.laws;
    this.bands = plan.classes.bands;
    this.bandOfClass = plan.classes.bandOfClass;
    this.limits = new Limits(calendar);
  }

  /** Changes to the rates and rules of an epoch. */
  enterEpoch(epoch: number): void {
    this.stepsFrom = epoch * this.steps.count;
    this.branchesFrom = epoch * this.steps.branchTo.length;
  }

  /** From now on, into this tally. */
  countInto(tally: Tally): void {
    this.tally = tally;
  }

  /** A presentation: someone (`person` −1: nobody of the population) comes by a stream, keyed for all their draws. */
  begin(stream: number, person: number, cls: number, key0: number, key1: number): void {
    const need = this.plan.streams.need[stream] as number;
    const row = this.enrol(person, cls, need, key0, key1);
    const came = need * this.bands + (this.bandOfClass[cls] as number);
    this.tally.came[came] = (this.tally.came[came] as number) + 1;
    if (person >= 0) this.noteReadmission(need, stream, person);
    this.ask(row, this.plan.streams.firstStep[stream] as number);
  }

  /** A row for someone who comes into care; they are in no place yet. */
  enrol(person: number, cls: number, need: number, key0: number, key1: number): number {
    const row = this.rows.take();
    const r = row << Row.shift;
    const { whole } = this.rows;
    // Whole numbers (| 0): an argument may be anything, and the compiler would go by way of doubles.
    whole[r + Row.person] = person | 0;
    whole[r + Row.cls] = cls | 0;
    whole[r + Row.band] = this.bandOfClass[cls] as number;
    whole[r + Row.need] = need | 0;
    whole[r + Row.key0] = key0 | 0;
    whole[r + Row.key1] = key1 | 0;
    whole[r + Row.round] = 0;
    whole[r + Row.step] = -1;
    whole[r + Row.place] = -1;
    whole[r + Row.limit] = -1;
    this.tally.spells[0] = (this.tally.spells[0] as number) + 1;
    return row;
  }

  private noteReadmission(need: number, stream: number, person: number): void {
    const people = this.people as People;
    if (this.plan.streams.emergency[stream] === 1) {
      const since = (this.clock[0] as number) - (people.discharged[person] as number);
      if (since <= READMISSION) this.tally.readmitted[need] = (this.tally.readmitted[need] as number) + 1;
      people.noteAdmission(person);
    }
    people.enterCare(person);
  }

  /** Treatment is over: a way on is drawn. */
  treatmentEnds(row: number): void {
    const { steps } = this;
    const step = this.rows.whole[(row << Row.shift) + Row.step] as number;
    let branch = steps.branchAt[step] as number;
    const last = (steps.branchAt[step + 1] as number) - 1;
    if (branch < last) branch = this.drawBranch(row, step, branch, last);
    this.tally.flow[branch] = (this.tally.flow[branch] as number) + 1;
    const to = steps.branchTo[branch] as number;
    if (to < 0) this.leaveCare(row, to);
    else this.ask(row, to);
  }

  private drawBranch(row: number, step: number, from: number, last: number): number {
    const { steps, values } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
    this.draws.uniform(
      whole[r + Row.key0] as number,
      whole[r + Row.key1] as number,
      steps.branchCode[step] as number,
      whole[r + Row.round] as number,
    );
    const u = this.draws.result[0] as number;
    const cls = whole[r + Row.cls] as number;
    let branch = from;
    for (let at = this.branchesFrom + from; branch < last; at++, branch++) {
      if (u <= (values[(steps.branchBase[at] as number) + (steps.branchStride[at] as number) * cls] as number)) break;
    }
    return branch;
  }

  /** Asks for the place of a step, and does what the step says where it is full. */
  ask(row: number, step: number): void {
    const place = this.steps.place[step] as number;
    if (this.rows.whole[(row << Row.shift) + Row.place] === place) this.treat(row, step);
    else if (this.places.hasRoom(place)) this.comeIn(row, step, place);
    else this.whenFull(row, step, place);
  }

  private whenFull(row: number, step: number, place: number): void {
    const rule = this.steps.full[step] as number;
    if (rule === Full.go) {
      const to = this.steps.fullThen[step] as number;
      this.count(place, to === Exit.refused ? Count.refused : Count.diverted, 1);
      this.goOn(row, to);
      return;
    }
    if (rule === Full.wait && (this.rows.whole[(row << Row.shift) + Row.place] as number) >= 0) this.giveUpBed(row);
    this.wait(row, step, place);
  }

  /** Waits for a place: in the bed they are in (delayed), or in none. */
  private wait(row: number, step: number, place: number): void {
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    const held = whole[r + Row.place] as number;
    whole[r + Row.awaited] = step;
    times[(row << When.shift) + When.asked] = this.clock[0] as number;
    whole[r + Row.state] = held >= 0 ? State.delayed : State.waiting;
    if (held >= 0) this.places.delayed.change(held, 1);
    this.places.join(row, place, this.steps.rank[step] as number, whole);
    const limit = this.steps.fullLimit[this.stepsFrom + step] as number;
    if (limit === Number.POSITIVE_INFINITY) return;
    this.calendar.at[0] = (this.clock[0] as number) + limit;
    whole[r + Row.limit] = this.limits.set(row);
  }

  /** The limit of a wait is reached. */
  limitReached(limit: number): void {
    const row = this.limits.reached(limit);
    if (row < 0) return;
    const r = row << Row.shift;
    const step = this.rows.whole[r + Row.awaited] as number;
    const place = this.steps.place[step] as number;
    this.rows.whole[r + Row.limit] = -1;
    this.count(place, Count.gaveUp, 1);
    this.count(
      place,
      Count.gaveUpDays,
      (this.clock[0] as number) - (this.rows.times[(row << When.shift) + When.asked] as number),
    );
    this.stopWaiting(row, step, place);
    this.goOn(row, this.steps.fullThen[step] as number);
  }

  private goOn(row: number, to: number): void {
    if (to >= 0) this.ask(row, to);
    else this.leaveCare(row, to);
  }

  private stopWaiting(row: number, step: number, place: number): void {
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    this.places.quit(row, place, this.steps.rank[step] as number, whole);
    if (whole[r + Row.state] === State.delayed) {
      const held = whole[r + Row.place] as number;
      this.places.delayed.change(held, -1);
      this.count(held, Count.delays, 1);
      this.count(
        held,
        Count.delayDays,
        (this.clock[0] as number) - (times[(row << When.shift) + When.asked] as number),
      );
    }
    whole[r + Row.state] = State.treated;
  }

  /** Fills the beds that came free, until nobody who waits can be helped. One person moving in may free the bed behind. */
  settle(): void {
    for (let place = this.places.takeFreed(); place >= 0; place = this.places.takeFreed()) {
      while (this.places.hasRoom(place)) {
        const row = this.places.first(place);
        if (row < 0) break;
        this.admitWaiting(row, place);
      }
    }
  }

  private admitWaiting(row: number, place: number): void {
    const { tally } = this;
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    const step = whole[r + Row.awaited] as number;
    const waited = (this.clock[0] as number) - (times[(row << When.shift) + When.asked] as number);
    if ((whole[r + Row.limit] as number) >= 0) {
      this.limits.drop(whole[r + Row.limit] as number);
      whole[r + Row.limit] = -1;
    }
    this.stopWaiting(row, step, place);
    const c = place << Count.shift;
    tally.counts[c + Count.waited] = (tally.counts[c + Count.waited] as number) + 1;
    tally.counts[c + Count.waitDays] = (tally.counts[c + Count.waitDays] as number) + waited;
    const bin = place * WAIT_BINS + waitBin(waited);
    tally.waitHistogram[bin] = (tally.waitHistogram[bin] as number) + 1;
    this.comeIn(row, step, place);
  }

  /** Takes a bed; the bed behind, if any, comes free. */
  private comeIn(row: number, step: number, place: number): void {
    const { places } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
    places.occupied.change(place, 1);
    if ((places.occupied.now[place] as number) > (places.capacity[place] as number)) this.fault(Fault.full);
    const c = (place << Count.shift) + Count.admitted;
    this.tally.counts[c] = (this.tally.counts[c] as number) + 1;
    if ((whole[r + Row.place] as number) >= 0) this.giveUpBed(row);
    whole[r + Row.place] = place;
    this.rows.times[(row << When.shift) + When.since] = this.clock[0] as number;
    this.treat(row, step);
  }

  /** Begins the treatment of a step in the bed they are in. */
  private treat(row: number, step: number): void {
    const { steps, calendar, draws } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
    if (step <= (whole[r + Row.step] as number)) whole[r + Row.round] = (whole[r + Row.round] as number) + 1;
    whole[r + Row.step] = step;
    whole[r + Row.state] = State.treated;
    const at = this.stepsFrom + step;
    const law = this.laws[
      (steps.stayBase[at] as number) + (steps.stayStride[at] as number) * (whole[r + Row.cls] as number)
    ] as number;
    draws.length(
      law,
      whole[r + Row.key0] as number,
      whole[r + Row.key1] as number,
      steps.stayCode[step] as number,
      whole[r + Row.round] as number,
    );
    const due = (this.clock[0] as number) + (draws.result[0] as number);
    this.rows.times[(row << When.shift) + When.due] = due;
    calendar.at[0] = due;
    calendar.schedule(row);
  }

  /** Leaves the bed they are in. */
  private giveUpBed(row: number): void {
    const { tally, places } = this;
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    const place = whole[r + Row.place] as number;
    whole[r + Row.place] = -1;
    places.occupied.change(place, -1);
    if ((places.occupied.now[place] as number) < 0) this.fault(Fault.negative);
    places.noteFreed(place);
    const c = (place << Count.shift) + Count.left;
    tally.counts[c] = (tally.counts[c] as number) + 1;
    const cell = place * this.bands + (whole[r + Row.band] as number);
    const stayed = (this.clock[0] as number) - (times[(row << When.shift) + When.since] as number);
    tally.stayDays[cell] = (tally.stayDays[cell] as number) + stayed;
  }

  private leaveCare(row: number, exit: number): void {
    const { tally } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
    const place = whole[r + Row.place] as number;
    const person = whole[r + Row.person] as number;
    if (exit === Exit.died && place >= 0) this.count(place, Count.died, 1);
    if (place >= 0) this.giveUpBed(row);
    tally.spells[-exit] = (tally.spells[-exit] as number) + 1;
    if (exit === Exit.home || exit === Exit.elsewhere) {
      const need = whole[r + Row.need] as number;
      tally.discharged[need] = (tally.discharged[need] as number) + 1;
    }
    if (person >= 0) {
      (this.people as People).leaveCare(person, exit === Exit.died, this.clock[0] as number);
      if (exit !== Exit.died)
        this.comebacks?.begin(person, whole[r + Row.key0] as number, whole[r + Row.key1] as number);
    }
    this.rows.give(row);
  }

  private count(place: number, what: number, by: number): void {
    const c = (place << Count.shift) + what;
    this.tally.counts[c] = (this.tally.counts[c] as number) + by;
  }

  private fault(kind: number): void {
    this.tally.faults[kind] = (this.tally.faults[kind] as number) + 1;
  }

  /** On day one: puts someone in the place of a step whose treatment has `left` days to go; 0: they are ready to leave it. */
  openIn(row: number, step: number, left: number): void {
    const place = this.steps.place[step] as number;
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    this.places.occupied.change(place, 1);
    whole[r + Row.step] = step;
    whole[r + Row.place] = place;
    whole[r + Row.state] = State.treated;
    times[(row << When.shift) + When.since] = this.clock[0] as number;
    times[(row << When.shift) + When.due] = (this.clock[0] as number) + left;
    this.calendar.at[0] = (this.clock[0] as number) + left;
    this.calendar.schedule(row);
  }
}
