import type { Calendar } from "../engine/calendar.js";
import { Cleaning } from "./cleaning.js";
import { Clocks } from "./clocks.js";
import { Count, Exit, Fault, Full, More, Row, Special, State, When } from "./codes.js";
import type { Comebacks } from "./comebacks.js";
import { Course } from "./course.js";
import { DayOne } from "./day-one.js";
import type { Draws } from "./draws.js";
import type { People } from "./people.js";
import type { Places } from "./places.js";
import type { Plan, StepsPlan } from "./plan.js";
import { Rows } from "./rows.js";
import { Sessions } from "./sessions.js";
import { Spells } from "./spells.js";
import { type Tally, WAYS_OUT } from "./tally.js";
import { Waits } from "./waits.js";

/**
 * People in care: a row for each, from presentation to leaving. The rules of this file are the heart of the matter:
 * treatment ends, a way on is drawn, and where the next place is full the person waits, holds the bed, or goes elsewhere.
 *
 * Ties: a freed bed is noted, and filled by `settle` before the next event; whoever asks for a bed at the very time one
 * comes free is behind those who already wait.
 */
export class Stays {
  readonly rows = new Rows();
  readonly spells: Spells;
  private readonly steps: StepsPlan;
  private readonly values: Float64Array;
  private readonly bandOfClass: Uint8Array;
  private readonly bands: number;
  private readonly special: Uint8Array;
  /** Places that nothing is left behind in but a free bed. */
  private readonly isPlain: Uint8Array;
  private readonly clocks: Clocks;
  private readonly course: Course;
  private readonly waits: Waits;
  private readonly cleaning: Cleaning;
  readonly sessions: Sessions;
  readonly dayOne: DayOne;
  private isExchanging = false;
  private epoch = 0;
  /** Offset of this epoch in the branches' chances. */
  private branchesFrom = 0;

  /** @param cleaned payload of the calendar's entry for a bed of place 0 that is clean again; the other places' follow */
  constructor(
    private readonly plan: Plan,
    private readonly clock: Float64Array,
    calendar: Calendar,
    private readonly draws: Draws,
    private readonly places: Places,
    private readonly people: People | null,
    readonly comebacks: Comebacks | null,
    private tally: Tally,
    cleaned: number,
  ) {
    this.steps = plan.steps;
    this.values = plan.values;
    this.bands = plan.classes.bands;
    this.bandOfClass = plan.classes.bandOfClass;
    this.special = plan.steps.special;
    this.isPlain = plan.places.isPlain;
    this.clocks = new Clocks(plan, clock);
    this.spells = new Spells(plan, clock, this.rows, people, comebacks, this.clocks, tally);
    this.course = new Course(plan, clock, calendar, draws, this.rows, places, people, this.clocks, tally);
    this.waits = new Waits(plan, clock, calendar, draws, this.rows, places, people, this.course.going, tally);
    this.sessions = new Sessions(plan, clock, draws, this.rows, places, people, this.waits, this.spells, this);
    this.dayOne = new DayOne(plan, draws, this.rows, places, this.course);
    this.cleaning = new Cleaning(plan, clock, calendar, draws, this.rows, places, cleaned);
  }

  /** Changes to the rates and rules of an epoch. */
  enterEpoch(epoch: number): void {
    this.epoch = epoch;
    this.course.enterEpoch(epoch);
    this.waits.enterEpoch(epoch);
    this.sessions.enterEpoch(epoch);
    this.branchesFrom = epoch * this.steps.branchTo.length;
  }

  /** From now on, into this tally. */
  countInto(tally: Tally): void {
    this.tally = tally;
    this.spells.countInto(tally);
    this.course.countInto(tally);
    this.waits.countInto(tally);
  }

  /** A presentation: someone (`person` −1: nobody of the population) comes by a stream, keyed for all their draws. */
  begin(stream: number, person: number, cls: number, key0: number, key1: number): void {
    const need = this.plan.streams.need[stream] as number;
    const row = this.spells.begin(person, cls, need, key0, key1);
    const came = need * this.bands + (this.bandOfClass[cls] as number);
    this.tally.came[came] = (this.tally.came[came] as number) + 1;
    if (person >= 0) (this.people as People).enterCare(person);
    this.ask(row, this.plan.streams.firstStep[stream] as number);
  }

  /** Treatment, or a part of it, is over, or someone who was held up can go: a way on is drawn, and taken. */
  treatmentEnds(row: number): void {
    const { steps } = this;
    const r = row << Row.shift;
    const step = this.rows.whole[r + Row.step] as number;
    const special = this.special[step] as number;
    if (special !== Special.none) {
      if (this.rows.whole[r + Row.state] === State.leaving) {
        this.goOn(row, this.course.isOnTheWay(row));
        return;
      }
      if (this.course.goesOn(row, step, special)) return;
    }
    let branch = steps.branchAt[step] as number;
    const last = (steps.branchAt[step + 1] as number) - 1;
    if (branch < last) branch = this.drawBranch(row, step, branch, last);
    const to = steps.branchTo[branch] as number;
    if ((special & Special.leaving) !== 0 && this.course.isHeldUp(row, step, branch, to)) return;
    if (to < 0) this.leaveCare(row, to);
    else this.ask(row, to);
  }

  private drawBranch(row: number, step: number, from: number, last: number): number {
    const { steps, values } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
    const sent = this.course.takeSentTo(row);
    if (sent >= 0) return sent;
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

  // ---- asking for a place ------------------------------------------------------------------------------------------

  /** Asks for the place of a step, and does what the step says where it is full. */
  ask(row: number, step: number): void {
    const place = this.steps.place[step] as number;
    const special = this.special[step] as number;
    if ((special & Special.clock) !== 0) this.clocks.start(row, step);
    if (this.rows.whole[(row << Row.shift) + Row.place] === place) this.stayOn(row, step, place);
    else if ((special & Special.visits) === 0 ? this.places.hasRoom(place) : this.hasRoomForVisits(step, place))
      this.comeIn(row, step, place);
    else this.whenFull(row, step, place);
  }

  /** Room for the visits of a newcomer, who is behind those who wait already. */
  private hasRoomForVisits(step: number, place: number): boolean {
    if ((this.places.waiting.now[place] as number) > 0) return false;
    return this.places.hasRoomForVisits(place, this.steps.visitsFrom[step] as number);
  }

  /** The next step is in the place they are in already; who lay there as an outlier does so no more. A list wants another turn. */
  private stayOn(row: number, step: number, place: number): void {
    if (this.places.isList(place) || this.wantsMoreVisits(row, step, place)) {
      this.giveUpBed(row);
      this.waits.begin(row, step, place);
      return;
    }
    const before = this.rows.whole[(row << Row.shift) + Row.step] as number;
    if (this.isPlain[place] === 0 && this.steps.place[before] !== place) this.lieOut(place, -1);
    this.course.treat(row, step);
  }

  /** Whether the next step takes more visits than there are, though they have some already. */
  private wantsMoreVisits(row: number, step: number, place: number): boolean {
    const more =
      (this.steps.visitsFrom[step] as number) - (this.rows.more[(row << More.shift) + More.visits] as number);
    return more > 0 && this.plan.places.takesVisits[place] === 1 && !this.places.hasRoomForVisits(place, more);
  }

  private whenFull(row: number, step: number, place: number): void {
    const held = this.rows.whole[(row << Row.shift) + Row.place] as number;
    const host = this.places.hostFor(place);
    if (held >= 0 && this.isPlain[held] === 0 && this.liesOutAlready(row, held, place)) this.course.treat(row, step);
    else if (host >= 0) {
      this.count(place, Count.lodged, 1);
      this.comeIn(row, step, host);
    } else this.doAsSaid(row, step, place, held);
  }

  /** There is no bed: waits, holds the bed behind, or goes elsewhere, as the step says. */
  private doAsSaid(row: number, step: number, place: number, held: number): void {
    const rule = this.steps.full[step] as number;
    const isToGo = rule === Full.go || (rule === Full.wait && !this.waits.hasRoom(step));
    const to = this.steps.fullThen[step] as number;
    if (isToGo && to !== Exit.hold) {
      const what =
        to === Exit.refused ? Count.refused : this.steps.cancels[step] === 1 ? Count.cancelled : Count.diverted;
      this.count(place, what, 1);
      this.goOn(row, to);
      return;
    }
    if (rule === Full.wait && !isToGo && held >= 0) this.giveUpBed(row);
    const isDelayed = this.waits.begin(row, step, place);
    if (isDelayed && this.plan.exchanges && this.waits.exchange.isRing(row) && !this.isRingOfVisits())
      this.exchangeBeds();
  }

  /** An outlier whose next step is in a place that the bed they lie in takes people for stays where they are. */
  private liesOutAlready(row: number, held: number, place: number): boolean {
    const own = this.steps.place[this.rows.whole[(row << Row.shift) + Row.step] as number] as number;
    return own !== held && this.places.isHostOf(held, place);
  }

  /** Beds are exchanged one for one; visits are not. */
  private isRingOfVisits(): boolean {
    return this.waits.exchange.ring.some(
      (row) => this.plan.places.takesVisits[this.rows.whole[(row << Row.shift) + Row.queue] as number] === 1,
    );
  }

  /**
   * Everyone in a ring of people who block each other takes the bed that the next one leaves: at once, so that no bed is cleaned
   * in between, and no place is fuller than before, though it may be above its number.
   */
  private exchangeBeds(): void {
    this.isExchanging = true;
    const ring = this.waits.exchange.ring.slice();
    const { whole } = this.rows;
    for (const row of ring) {
      this.count(whole[(row << Row.shift) + Row.place] as number, Count.exchanged, 1);
      this.waits.end(row);
      this.giveUpBed(row);
    }
    for (const row of ring) {
      const step = whole[(row << Row.shift) + Row.awaited] as number;
      this.comeIn(row, step, this.steps.place[step] as number);
    }
    this.isExchanging = false;
  }

  /** The limit of a wait is reached. */
  limitReached(limit: number): void {
    const row = this.waits.limitReached(limit);
    if (row < 0) return;
    const { whole } = this.rows;
    const then = this.steps.fullThen[whole[(row << Row.shift) + Row.awaited] as number] as number;
    const isListed = this.places.isList(whole[(row << Row.shift) + Row.queue] as number);
    if (!isListed || this.isBack(row)) this.goOn(row, then);
  }

  /** Someone on a list comes into care again; who is gone, or in care by another way, leaves the list for good: false. */
  private isBack(row: number): boolean {
    const person = this.rows.whole[(row << Row.shift) + Row.person] as number;
    if (person < 0) return true;
    if (this.waits.isGone(row) || !this.waits.isAtHome(row)) {
      this.spells.end(row, Exit.elsewhere);
      return false;
    }
    (this.people as People).enterCare(person);
    return true;
  }

  /** On to a step, or out of care. */
  goOn(row: number, to: number): void {
    if (to >= 0) this.ask(row, to);
    else this.leaveCare(row, to);
  }

  // ---- coming in and going -----------------------------------------------------------------------------------------

  /** Fills the beds that came free, until nobody who waits can be helped. One person moving in may free the bed behind. */
  settle(): void {
    const { places } = this;
    for (let place = places.takeFreed(); place >= 0; place = places.takeFreed()) {
      while (places.hasRoom(place)) {
        let row = places.first(place);
        if (row < 0) row = places.firstGuest(place);
        if (row < 0 || !this.isRoomFor(row, place)) break;
        this.admitWaiting(row, place);
      }
    }
  }

  private isRoomFor(row: number, place: number): boolean {
    const step = this.rows.whole[(row << Row.shift) + Row.awaited] as number;
    if (((this.special[step] as number) & Special.visits) === 0) return true;
    return this.places.hasRoomForVisits(place, this.steps.visitsFrom[step] as number);
  }

  private admitWaiting(row: number, place: number): void {
    const { whole } = this.rows;
    const r = row << Row.shift;
    const isShort = whole[r + Row.state] === State.short;
    const queue = whole[r + Row.queue] as number;
    if (place !== queue) this.count(queue, Count.lodged, 1);
    this.waits.end(row);
    if (isShort) this.course.beginWithTeam(row, whole[r + Row.step] as number, place);
    else this.comeIn(row, whole[r + Row.awaited] as number, place);
  }

  /** Takes a bed; the bed behind, if any, comes free. */
  comeIn(row: number, step: number, place: number): void {
    const { places } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
    places.occupied.change(place, 1);
    if ((places.occupied.now[place] as number) > (places.limit[place] as number) && !this.isExchanging)
      this.fault(Fault.full);
    const c = (place << Count.shift) + Count.admitted;
    this.tally.counts[c] = (this.tally.counts[c] as number) + 1;
    if ((whole[r + Row.place] as number) >= 0) this.giveUpBed(row);
    this.countMove(row, place);
    whole[r + Row.place] = place;
    this.rows.times[(row << When.shift) + When.since] = this.clock[0] as number;
    if (place !== this.steps.place[step]) this.lieOut(place, 1);
    if (this.rows.more[(row << More.shift) + More.admitted] === 0 && this.plan.places.admits[place] === 1)
      this.spells.noteAdmitted(row);
    this.course.treat(row, step);
  }

  /** Someone comes to lie in, or leaves, a place that is not their step's own. */
  private lieOut(place: number, by: number): void {
    if (this.plan.places.isShared[place] === 1) return;
    this.places.outliers.change(place, by);
    if (by > 0) this.count(place, Count.outliers, 1);
  }

  /** Leaves the bed they are in. */
  private giveUpBed(row: number): void {
    const { tally, places } = this;
    const { whole, times } = this.rows;
    const r = row << Row.shift;
    const place = whole[r + Row.place] as number;
    whole[r + Row.place] = -1;
    this.rows.more[(row << More.shift) + More.last] = place;
    places.occupied.change(place, -1);
    if ((places.occupied.now[place] as number) < 0) this.fault(Fault.negative);
    if (this.isPlain[place] === 0) this.clearUp(row, place);
    places.noteFreed(place);
    const c = (place << Count.shift) + Count.left;
    tally.counts[c] = (tally.counts[c] as number) + 1;
    const cell = place * this.bands + (whole[r + Row.band] as number);
    const stayed = (this.clock[0] as number) - (times[(row << When.shift) + When.since] as number);
    tally.stayDays[cell] = (tally.stayDays[cell] as number) + stayed;
  }

  /** What is left behind in a place out of the ordinary: visits, an outlier's bed, cleaning. */
  private clearUp(row: number, place: number): void {
    const { whole, more } = this.rows;
    const m = (row << More.shift) + More.visits;
    this.places.visits.change(place, -(more[m] as number));
    more[m] = 0;
    if (place !== this.steps.place[whole[(row << Row.shift) + Row.step] as number]) this.lieOut(place, -1);
    if (!this.isExchanging) this.cleaning.begin(place, row, this.epoch);
  }

  private leaveCare(row: number, exit: number): void {
    const { whole } = this.rows;
    const r = row << Row.shift;
    const place = whole[r + Row.place] as number;
    const person = whole[r + Row.person] as number;
    if (exit === Exit.died && place >= 0) this.count(place, Count.died, 1);
    if (place >= 0) this.giveUpBed(row);
    this.countMove(row, this.plan.places.count - 1 - exit);
    if (person >= 0) this.spells.goesHome(row, person, exit);
    this.spells.end(row, exit);
  }

  /** Who comes from nowhere, or leaves care without having been anywhere, does not move from place to place. */
  private countMove(row: number, to: number): void {
    const from = this.rows.more[(row << More.shift) + More.last] as number;
    if (from < 0) return;
    const at = from * (this.plan.places.count + WAYS_OUT.length) + to;
    this.tally.moves[at] = (this.tally.moves[at] as number) + 1;
  }

  private count(place: number, what: number, by: number): void {
    const c = (place << Count.shift) + what;
    this.tally.counts[c] = (this.tally.counts[c] as number) + by;
  }

  private fault(kind: number): void {
    this.tally.faults[kind] = (this.tally.faults[kind] as number) + 1;
  }
}
