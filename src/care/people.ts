import { type Key, threefry, toUniform } from "../engine/random.js";
import { OLDEST } from "./classes.js";
import { cohortOf, drawPopulation } from "./drawn-population.js";
import { firstOf } from "./draws.js";
import { populationOf } from "./kept-population.js";
import { Is, Of, PURPOSE, YEAR } from "./person.js";
import type { PeoplePlan, Plan } from "./plan.js";
import { Study } from "./study.js";

/**
 * The population: a row of 16 bytes for each person (and 5 more in lists). Those who will move in or be born during the
 * run have their rows from the start, so that a row is the same person in every redesign.
 */
export class People {
  readonly count: number;
  private readonly floats: Float32Array;
  private readonly pairs: Uint16Array;
  private readonly bytes: Uint8Array;
  /** Case-finding policies whose list the person is on, a bit each. */
  private readonly lists: Uint8Array;
  /** Rows by cohort of birth and stratum of frailty: group g is `members[groupAt[g]]` up to `groupAt[g + 1]`. */
  private readonly members: Int32Array;
  readonly groupAt: Int32Array;
  /** Highest frailty in each group. */
  readonly groupFrailty: Float64Array;
  private movedIn = 0;
  private born0 = 0;
  /** People living here now. */
  here: number;
  inCare = 0;
  diedInCare = 0;

  /** Who follows the people of a policy's list; null but for `careshift evaluate`. */
  readonly study: Study | null;

  private readonly plan: PeoplePlan;
  private readonly classes: number;
  private readonly perAge: number;
  private readonly ageClassOf: Uint8Array;
  private readonly words = new Int32Array(2);

  private readonly segments: number;
  private readonly localities: number;

  constructor(
    plan: Plan,
    private readonly key: Key,
  ) {
    this.plan = plan.people as PeoplePlan;
    this.study = plan.study === undefined ? null : new Study(plan.study, plan, key);
    this.segments = plan.classes.segments;
    this.localities = plan.classes.localities;
    const { start, movers, newborn } = this.plan;
    this.count = start + movers + newborn;
    this.here = start;
    this.classes = plan.classes.count;
    this.perAge = plan.classes.count / plan.classes.ageClasses;
    this.ageClassOf = plan.classes.ageClassOf;
    const drawn = populationOf(plan, key, () => drawPopulation(plan, key));
    this.floats = drawn.floats;
    this.pairs = new Uint16Array(drawn.floats.buffer);
    this.bytes = new Uint8Array(drawn.floats.buffer);
    this.members = drawn.members;
    this.groupAt = drawn.groupAt;
    this.groupFrailty = drawn.groupFrailty;
    this.lists = new Uint8Array(this.count);
  }

  isHere(person: number): boolean {
    return (this.statusOf(person) & Is.here) !== 0;
  }

  /** Whether someone lived here once and never will again. */
  isGone(person: number): boolean {
    return (this.statusOf(person) & Is.gone) !== 0;
  }

  isInCare(person: number): boolean {
    return (this.statusOf(person) & Is.inCare) !== 0;
  }

  private statusOf(person: number): number {
    return this.bytes[(person << Of.bytes) + Of.status] as number;
  }

  private setStatus(person: number, status: number): void {
    this.bytes[(person << Of.bytes) + Of.status] = status;
  }

  /** Day of birth, in days since the start of the run. */
  bornOn(person: number): number {
    return this.floats[(person << Of.floats) + Of.born] as number;
  }

  /** Multiplier of the rates that use frailty; 1 on average. */
  frailtyOf(person: number): number {
    return this.floats[(person << Of.floats) + Of.frailty] as number;
  }

  /** When they last left care, days, as a single float; −Infinity: never. */
  dischargedOn(person: number): number {
    return this.floats[(person << Of.floats) + Of.discharged] as number;
  }

  private kindOf(person: number): number {
    return this.pairs[(person << Of.pairs) + Of.kind] as number;
  }

  /** Sex: 0 female, 1 male. */
  sexOf(person: number): number {
    return (this.kindOf(person) / (this.segments * this.localities)) | 0;
  }

  /** The person's class at a time, in days. */
  classAt(person: number, time: number): number {
    const years = (time - this.bornOn(person)) / YEAR;
    const age = years < 0 ? 0 : years > OLDEST ? OLDEST : years | 0;
    return (this.ageClassOf[age] as number) * this.perAge + this.kindOf(person);
  }

  /** Case-finding policies whose list the person is on, a bit each. */
  listsOf(person: number): number {
    return (this.statusOf(person) & Is.listed) === 0 ? 0 : (this.lists[person] as number);
  }

  setLists(person: number, lists: number): void {
    this.lists[person] = lists;
    const others = this.statusOf(person) & ~Is.listed;
    this.setStatus(person, lists === 0 ? others : others | Is.listed);
  }

  enterCare(person: number): void {
    this.setStatus(person, this.statusOf(person) | Is.inCare);
    this.inCare++;
  }

  /** Lives at home, waiting for an appointment or a session; or goes home without having been admitted anywhere. */
  isAtHome(person: number): void {
    this.setStatus(person, this.statusOf(person) & ~Is.inCare);
    this.inCare--;
  }

  leaveCare(person: number, died: boolean, time: number): void {
    this.floats[(person << Of.floats) + Of.discharged] = time;
    this.isAtHome(person);
    if (!died) return;
    this.goAway(person, time);
    this.diedInCare++;
  }

  /** Dies, or moves away. */
  goAway(person: number, time: number): void {
    this.study?.noteGone(person, time);
    this.setStatus(person, (this.statusOf(person) & ~Is.here) | Is.gone);
    this.here--;
  }

  private comes(person: number): void {
    this.setStatus(person, Is.here);
    this.here++;
  }

  /** The next newborn; their row was kept for them. */
  isBorn(time: number): void {
    const { start, movers, newborn } = this.plan;
    if (this.born0 >= newborn) throw new RangeError("more births than rows kept for them");
    const person = start + movers + this.born0++;
    this.floats[(person << Of.floats) + Of.born] = time;
    this.comes(person);
  }

  movesIn(): void {
    if (this.movedIn >= this.plan.movers) throw new RangeError("more people moving in than rows kept for them");
    this.comes(this.plan.start + this.movedIn++);
  }

  noteAdmission(person: number, time: number): void {
    this.study?.noteAdmission(person, time);
    const at = (person << Of.bytes) + Of.admissions;
    const kept = this.bytes[at] as number;
    if ((kept & 3) < 3) this.bytes[at] = kept + 1;
  }

  /** Emergency admissions in the last year (up to 3 in any quarter). */
  admissionsLastYear(person: number): number {
    const kept = this.bytes[(person << Of.bytes) + Of.admissions] as number;
    return (kept & 3) + ((kept >> 2) & 3) + ((kept >> 4) & 3) + (kept >> 6);
  }

  /** Turns places in the list of members, from `from` up to `until`, into the persons who stand there. */
  whoIsAt(places: Int32Array, from: number, until: number): void {
    const { members } = this;
    for (let at = from; at < until; at++) places[at] = members[places[at] as number] as number;
  }

  /** Fetches the rows of some people from memory, all together, because they will be asked for soon. */
  fetch(persons: Int32Array, from: number, until: number): void {
    let sum = 0;
    for (let at = from; at < until; at++) sum += this.statusOf(persons[at] as number);
    this.fetched = sum;
  }

  /** What was read in vain; kept, so that the compiler does not find the reading needless. */
  fetched = 0;

  /** A year is over: people move between segments. */
  yearEnds(year: number): void {
    const { moves } = this.plan;
    if (moves === null) return;
    const { segments, localities } = this;
    for (let person = 0; person < this.count; person++) {
      if (!this.isHere(person)) continue;
      const kind = this.kindOf(person);
      const from = ((kind / localities) | 0) % segments;
      const to = firstOf(moves, from * segments, segments, this.uniform(person, PURPOSE.move + year));
      if (to !== from) this.pairs[(person << Of.pairs) + Of.kind] = kind + (to - from) * localities;
    }
  }

  /** The setting in which a person wishes to die, as a number of the plan's; −1 where nothing is said. */
  wishOf(person: number): number {
    const { wishes } = this.plan;
    if (wishes === null) return -1;
    return firstOf(wishes.cumulative, 0, wishes.cumulative.length, this.uniform(person, PURPOSE.wish));
  }

  /** How many of those living here are of each class at a time, in days, and how many of all are in care. */
  census(time: number): { ofClass: Int32Array; inCare: number } {
    const ofClass = new Int32Array(this.classes);
    let inCare = 0;
    for (let person = 0; person < this.count; person++) {
      const status = this.statusOf(person);
      if ((status & Is.here) === 0) continue;
      if ((status & Is.inCare) !== 0) inCare++;
      const cls = this.classAt(person, time);
      ofClass[cls] = (ofClass[cls] as number) + 1;
    }
    return { ofClass, inCare };
  }

  /** Segment of a person. */
  segmentOf(person: number): number {
    return this.segmentOfClass(this.kindOf(person));
  }

  /** Segment of those of a class. */
  segmentOfClass(cls: number): number {
    return ((cls / this.localities) | 0) % this.segments;
  }

  /** A quarter of a year is over: admissions of a year ago are forgotten. */
  quarterEnds(): void {
    for (let at: number = Of.admissions; at < this.bytes.length; at += 1 << Of.bytes)
      this.bytes[at] = ((this.bytes[at] as number) << 2) & 255;
  }

  /** Cohort of birth. */
  cohortOf(person: number): number {
    return cohortOf(this.bornOn(person), this.plan);
  }

  private uniform(person: number, purpose: number): number {
    threefry(this.words, this.key[0], this.key[1], person, purpose);
    return toUniform(this.words[0] as number, this.words[1] as number);
  }
}
