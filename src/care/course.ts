import type { Calendar } from "../engine/calendar.js";
import type { Clocks } from "./clocks.js";
import { Count, Exit, Long, More, Row, Special, State, When } from "./codes.js";
import type { Draws } from "./draws.js";
import { Going } from "./going.js";
import type { People } from "./people.js";
import type { Places } from "./places.js";
import type { Plan, StepsPlan } from "./plan.js";
import type { Rows } from "./rows.js";
import type { Tally } from "./tally.js";
import { Treatment } from "./treatment.js";

/**
 * The course of a stay in a place: waiting for staff where the step needs them, treatment with its parts (the time with the
 * team, visits that taper), and, when treatment is over, being held up on the way out. Treatment and delay are separate: a
 * shorter delay never shortens treatment.
 */
export class Course {
  readonly going: Going;
  private readonly steps: StepsPlan;
  private readonly laws: Int32Array;
  private readonly special: Uint8Array;
  private readonly bands: number;
  private readonly treatment: Treatment;
  private epoch = 0;
  private stepsFrom = 0;

  constructor(
    plan: Plan,
    private readonly clock: Float64Array,
    private readonly calendar: Calendar,
    private readonly draws: Draws,
    private readonly rows: Rows,
    private readonly places: Places,
    people: People | null,
    private readonly clocks: Clocks,
    private tally: Tally,
  ) {
    this.steps = plan.steps;
    this.laws = plan.laws;
    this.special = plan.steps.special;
    this.bands = plan.classes.bands;
    this.treatment = new Treatment(plan, clock, draws, rows, people);
    this.going = new Going(plan, clock, draws, rows);
  }

  enterEpoch(epoch: number): void {
    this.epoch = epoch;
    this.stepsFrom = epoch * this.steps.count;
  }

  countInto(tally: Tally): void {
    this.tally = tally;
  }

  /** Begins a step in the bed they are in. */
  treat(row: number, step: number): void {
    const { whole } = this.rows;
    const r = row << Row.shift;
    if (step <= (whole[r + Row.step] as number)) whole[r + Row.round] = (whole[r + Row.round] as number) + 1;
    whole[r + Row.step] = step;
    whole[r + Row.state] = State.treated;
    const special = this.special[step] as number;
    if ((special & Special.clock) !== 0) this.clocks.stop(row, step, this.tally);
    if ((special & Special.staff) !== 0) this.askForTeam(row, step);
    else this.begin(row, step, special);
  }

  /** Treatment begins: its length is drawn, and its end, or that of its first part, goes on the calendar. */
  private begin(row: number, step: number, special: number): void {
    const { steps, draws } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
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
    if ((special & ~(Special.leaving | Special.clock)) === Special.none) {
      this.noteBegun(whole[r + Row.place] as number);
      this.wakeAt(row, (this.clock[0] as number) + (draws.result[0] as number));
    } else this.beginSpecial(row, step, special);
  }

  /** Notes the days of treatment that begin, as drawn. */
  private noteBegun(place: number): void {
    const { counts } = this.tally;
    const c = place << Count.shift;
    counts[c + Count.begun] = (counts[c + Count.begun] as number) + 1;
    counts[c + Count.begunDays] = (counts[c + Count.begunDays] as number) + (this.draws.result[0] as number);
  }

  private wakeAt(row: number, due: number): void {
    this.rows.times[(row << When.shift) + When.due] = due;
    this.calendar.at[0] = due;
    this.calendar.schedule(row);
  }

  // ---- treatment in parts ------------------------------------------------------------------------------------------

  private beginSpecial(row: number, step: number, special: number): void {
    const { draws, rows, steps } = this;
    const now = this.clock[0] as number;
    const l = row << Long.shift;
    if ((special & Special.brief) !== 0) {
      this.noteBegun(rows.whole[(row << Row.shift) + Row.place] as number);
      return;
    }
    if ((special & Special.length) !== 0) this.treatment.adjust(row, step, this.epoch, this.tally);
    const length = draws.result[0] as number;
    const place = rows.whole[(row << Row.shift) + Row.place] as number;
    this.noteBegun(place);
    rows.long[l + Long.begun] = now;
    rows.long[l + Long.ends] = now + length;
    if ((special & Special.staff) !== 0) rows.long[l + Long.teamUntil] = now + this.timeWithTeam(row, step, length);
    if ((special & Special.visits) !== 0) this.takeVisits(row, place, steps.visitsFrom[step] as number);
    this.wakeAt(row, this.nextWake(row, step, special));
  }

  /** How long the team is with them: the time it takes, but no longer than the treatment. */
  private timeWithTeam(row: number, step: number, length: number): number {
    const law = this.steps.teamFor[this.stepsFrom + step] as number;
    if (law < 0) return length;
    const { whole } = this.rows;
    const r = row << Row.shift;
    this.draws.length(
      law,
      whole[r + Row.key0] as number,
      whole[r + Row.key1] as number,
      this.steps.teamCode[step] as number,
      whole[r + Row.round] as number,
    );
    return Math.min(length, this.draws.result[0] as number);
  }

  private takeVisits(row: number, place: number, visits: number): void {
    const m = (row << More.shift) + More.visits;
    const change = visits - (this.rows.more[m] as number);
    this.rows.more[m] = visits;
    this.places.visits.change(place, change);
    if (change < 0) this.places.noteFreed(place);
  }

  /** The next time at which something about the treatment changes, days. */
  private nextWake(row: number, step: number, special: number): number {
    const { long, more } = this.rows;
    const l = row << Long.shift;
    let next = long[l + Long.ends] as number;
    if ((special & Special.staff) !== 0 && (more[(row << More.shift) + More.team] as number) >= 0)
      next = Math.min(next, long[l + Long.teamUntil] as number);
    if ((special & Special.visits) !== 0) next = Math.min(next, this.nextTaper(row, step));
    return next;
  }

  /** When a visit a day fewer is due: visits fall in a straight line, rounded to whole ones. */
  private nextTaper(row: number, step: number): number {
    const from = this.steps.visitsFrom[step] as number;
    const to = this.steps.visitsTo[step] as number;
    const visits = this.rows.more[(row << More.shift) + More.visits] as number;
    if (visits <= to) return Number.POSITIVE_INFINITY;
    const l = row << Long.shift;
    const begun = this.rows.long[l + Long.begun] as number;
    const length = (this.rows.long[l + Long.ends] as number) - begun;
    return begun + (length * (from - visits + 0.5)) / (from - to);
  }

  /** Something about a treatment out of the ordinary is due: true when the treatment goes on. */
  goesOn(row: number, step: number, special: number): boolean {
    const { rows } = this;
    const now = this.clock[0] as number;
    const l = row << Long.shift;
    if (rows.whole[(row << Row.shift) + Row.state] === State.leaving) return false;
    if ((special & (Special.staff | Special.visits)) === 0) return false;
    if ((special & Special.staff) !== 0 && now >= (rows.long[l + Long.teamUntil] as number)) this.giveUpTeam(row);
    if (now >= (rows.long[l + Long.ends] as number)) return false;
    if ((special & Special.visits) !== 0 && now >= this.nextTaper(row, step)) {
      const visits = rows.more[(row << More.shift) + More.visits] as number;
      this.takeVisits(row, rows.whole[(row << Row.shift) + Row.place] as number, visits - 1);
    }
    this.wakeAt(row, this.nextWake(row, step, special));
    return true;
  }

  // ---- staff -------------------------------------------------------------------------------------------------------

  /** Where staff are short the work waits; the bed does not vanish. */
  private askForTeam(row: number, step: number): void {
    const { places, rows } = this;
    const team = this.steps.team[step] as number;
    if (places.hasRoom(team)) {
      this.beginWithTeam(row, step, team);
      return;
    }
    const r = row << Row.shift;
    rows.whole[r + Row.state] = State.short;
    rows.whole[r + Row.awaited] = step;
    rows.times[(row << When.shift) + When.asked] = this.clock[0] as number;
    places.join(row, team, this.steps.teamRank[step] as number, rows.whole);
  }

  /** The team comes, and treatment begins. */
  beginWithTeam(row: number, step: number, team: number): void {
    this.places.occupied.change(team, 1);
    this.count(team, Count.admitted, 1);
    this.rows.more[(row << More.shift) + More.team] = team;
    this.rows.long[(row << Long.shift) + Long.teamSince] = this.clock[0] as number;
    this.rows.whole[(row << Row.shift) + Row.state] = State.treated;
    this.begin(row, step, this.special[step] as number);
  }

  private giveUpTeam(row: number): void {
    const m = (row << More.shift) + More.team;
    const team = this.rows.more[m] as number;
    if (team < 0) return;
    this.rows.more[m] = -1;
    this.places.occupied.change(team, -1);
    this.places.noteFreed(team);
    this.count(team, Count.left, 1);
    const cell = team * this.bands + (this.rows.whole[(row << Row.shift) + Row.band] as number);
    const days = (this.clock[0] as number) - (this.rows.long[(row << Long.shift) + Long.teamSince] as number);
    this.tally.stayDays[cell] = (this.tally.stayDays[cell] as number) + days;
  }

  private count(place: number, what: number, by: number): void {
    const c = (place << Count.shift) + what;
    this.tally.counts[c] = (this.tally.counts[c] as number) + by;
  }

  // ---- on the way out ----------------------------------------------------------------------------------------------

  /** The branch settled for someone beforehand, by a review of the level of care or on day one; −1: none. Asked once. */
  takeSentTo(row: number): number {
    const at = (row << More.shift) + More.sentTo;
    const branch = this.rows.more[at] as number;
    if (branch >= 0) this.rows.more[at] = -1;
    return branch;
  }

  /** Whether someone ready to leave must stay for a while yet: papers, transport, the hours of discharge. The dead go at once. */
  isHeldUp(row: number, step: number, branch: number, to: number): boolean {
    const { rows, going } = this;
    going.work(row, step, branch, to === Exit.died, this.epoch);
    const until = going.result[0] as number;
    if (until <= (this.clock[0] as number)) return false;
    const r = row << Row.shift;
    rows.whole[r + Row.state] = State.leaving;
    rows.whole[r + Row.awaited] = to;
    this.places.leaving.change(rows.whole[r + Row.place] as number, 1);
    this.wakeAt(row, until);
    return true;
  }

  /** Nothing holds them up any more; returns where they go. */
  isOnTheWay(row: number): number {
    const { whole } = this.rows;
    const r = row << Row.shift;
    this.places.leaving.change(whole[r + Row.place] as number, -1);
    whole[r + Row.state] = State.treated;
    return whole[r + Row.awaited] as number;
  }

  /** On day one: someone is found in the course of a treatment of `length` days that has `left` to go; none: it is over. */
  found(row: number, step: number, left: number, length: number): void {
    const now = this.clock[0] as number;
    const { whole, times, long } = this.rows;
    const place = this.steps.place[step] as number;
    whole[(row << Row.shift) + Row.step] = step;
    whole[(row << Row.shift) + Row.place] = place;
    whole[(row << Row.shift) + Row.state] = State.treated;
    times[(row << When.shift) + When.since] = now;
    times[(row << When.shift) + When.due] = now + left;
    long[(row << Long.shift) + Long.begun] = now + left - length;
    long[(row << Long.shift) + Long.ends] = now + left;
    long[(row << Long.shift) + Long.teamUntil] = now;
    const special = this.special[step] as number;
    if ((special & Special.visits) !== 0) {
      const [from, to] = [this.steps.visitsFrom[step] as number, this.steps.visitsTo[step] as number];
      const gone = length > 0 ? 1 - left / length : 1;
      this.takeVisits(row, place, Math.max(to, from - Math.floor((from - to) * gone + 0.5)));
    }
    this.wakeAt(row, this.nextWake(row, step, special));
  }
}
