import { drawQuantile } from "../engine/quantiles.js";
import { type Key, threefry, toUniform } from "../engine/random.js";
import { OLDEST } from "./classes.js";
import { type Drawn, populationOf } from "./kept-population.js";
import type { PeoplePlan, Plan } from "./plan.js";
import { Study } from "./study.js";

const YEAR = 365.25;
/** Purposes of the draws made once for each person. */
const PURPOSE = { frailty: 0, birthday: 1, locality: 2, segment: 3, age: 4, sex: 5, wish: 6, move: 1000 } as const;

/**
 * What is in a person's row of 16 bytes, all in one line of the processor's cache: a candidate for a need asks for most of
 * it at once. Three single floats first; `kind` counts in pairs of bytes, and the rest in bytes.
 */
const enum Of {
  /** Day of birth, in days since the start of the run. */
  born = 0,
  frailty = 1,
  /** When they last left care, days; −Infinity: never. */
  discharged = 2,
  /** A row is 1 << floats floats long. */
  floats = 2,
  /** Sex, segment and locality, as the part of a class beside age. */
  kind = 6,
  pairs = 3,
  status = 14,
  /** Emergency admissions in this quarter of a year and the three before, two bits each (up to 3). */
  admissions = 15,
  bytes = 4,
}

/** Bits of the status. */
const enum Is {
  here = 1,
  inCare = 2,
  /** On the list of some case-finding policy. */
  listed = 4,
  /** Dead, or moved away: not coming back. */
  gone = 8,
}

/**
 * The population: a row of 16 bytes for each person (and 5 more in lists). Those who will move in or be born during the
 * run have their rows from the start, so that a row is the same person in every redesign.
 */
export class People {
  readonly count: number;
  private floats!: Float32Array;
  private pairs!: Uint16Array;
  private bytes!: Uint8Array;
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
  private readonly drawn = new Float64Array(1);

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
    const drawn = populationOf(plan, key, () => this.draw(plan, key));
    this.lieIn(drawn.floats);
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
      const to = firstOf(moves, from * segments, segments, this.uniform(person, this.key, PURPOSE.move + year));
      if (to !== from) this.pairs[(person << Of.pairs) + Of.kind] = kind + (to - from) * localities;
    }
  }

  /** The setting in which a person wishes to die, as a number of the plan's; −1 where nothing is said. */
  wishOf(person: number): number {
    const { wishes } = this.plan;
    if (wishes === null) return -1;
    return firstOf(wishes.cumulative, 0, wishes.cumulative.length, this.uniform(person, this.key, PURPOSE.wish));
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

  // ---- making the population ---------------------------------------------------------------------------------------

  private lieIn(floats: Float32Array): void {
    this.floats = floats;
    this.pairs = new Uint16Array(floats.buffer);
    this.bytes = new Uint8Array(floats.buffer);
  }

  private draw(plan: Plan, key: Key): Drawn {
    this.lieIn(new Float32Array(this.count << Of.floats));
    const groups = this.plan.cohorts * this.plan.strata.length;
    return { floats: this.floats, ...this.sortedIntoGroups(this.fill(plan, key), groups) };
  }

  /** Draws everyone; returns the group of each. */
  private fill(plan: Plan, key: Key): Uint16Array {
    const group = new Uint16Array(this.count);
    const ages = cumulativeCounts(this.plan.counts);
    let cell = 0;
    for (let person = 0; person < this.count; person++) {
      while (person < this.plan.start && person >= (ages[cell] as number)) cell++;
      const sex = this.drawBirth(person, key, cell, ages);
      this.floats[(person << Of.floats) + Of.born] = this.dayOfBirth;
      this.floats[(person << Of.floats) + Of.discharged] = Number.NEGATIVE_INFINITY;
      this.pairs[(person << Of.pairs) + Of.kind] = this.drawKind(person, key, plan, sex);
      if (person < this.plan.start) this.setStatus(person, Is.here);
      const stratum = this.drawFrailty(person, key, plan);
      group[person] = this.cohortOf(person) * this.plan.strata.length + stratum;
    }
    return group;
  }

  private dayOfBirth = 0;

  /** Sets `dayOfBirth`; returns the sex (0 female, 1 male). Movers' ages are drawn from the population's own. */
  private drawBirth(person: number, key: Key, cell: number, ages: Int32Array): number {
    const { start, movers, moversPerDay, birthsPerDay } = this.plan;
    if (person >= start + movers) {
      this.dayOfBirth = (person - start - movers) / birthsPerDay;
      return this.uniform(person, key, PURPOSE.sex) < 0.5 ? 0 : 1;
    }
    if (person >= start) {
      const at = firstAbove(ages, this.uniform(person, key, PURPOSE.age) * start);
      const arrives = (person - start) / moversPerDay;
      this.dayOfBirth = arrives - ((at >> 1) + this.uniform(person, key, PURPOSE.birthday)) * YEAR;
      return at & 1;
    }
    this.dayOfBirth = -((cell >> 1) + this.uniform(person, key, PURPOSE.birthday)) * YEAR;
    return cell & 1;
  }

  private drawKind(person: number, key: Key, plan: Plan, sex: number): number {
    const { segments, localities } = plan.classes;
    const age = Math.max(0, Math.min(OLDEST, (-this.dayOfBirth / YEAR) | 0));
    const from = ((this.ageClassOf[age] as number) * 2 + sex) * segments;
    const segment = firstOf(this.plan.segmentCumulative, from, segments, this.uniform(person, key, PURPOSE.segment));
    const locality = firstOf(this.plan.localityCumulative, 0, localities, this.uniform(person, key, PURPOSE.locality));
    return (sex * segments + segment) * localities + locality;
  }

  /** Draws the frailty; returns its stratum. */
  private drawFrailty(person: number, key: Key, plan: Plan): number {
    threefry(this.words, key[0], key[1], person, PURPOSE.frailty);
    const [w0, w1] = [this.words[0] as number, this.words[1] as number];
    const table = plan.lawTable[this.plan.frailtyLaw] as number;
    const scale = plan.lawScale[this.plan.frailtyLaw] as number;
    this.drawn[0] = 1;
    if (table >= 0) drawQuantile(this.drawn, 0, plan.tables, table, w0, w1);
    this.floats[(person << Of.floats) + Of.frailty] = (this.drawn[0] as number) * scale;
    return firstOf(this.plan.strata, 0, this.plan.strata.length, toUniform(w0, w1));
  }

  /** Cohort of birth. */
  cohortOf(person: number): number {
    const ageAtStart = -this.bornOn(person) / YEAR;
    if (ageAtStart < 0) return 0;
    return Math.min(this.plan.cohorts - 1, 1 + ((ageAtStart / this.plan.cohortYears) | 0));
  }

  private uniform(person: number, key: Key, purpose: number): number {
    threefry(this.words, key[0], key[1], person, purpose);
    return toUniform(this.words[0] as number, this.words[1] as number);
  }

  private sortedIntoGroups(group: Uint16Array, groups: number): Omit<Drawn, "floats"> {
    const groupAt = new Int32Array(groups + 1);
    const members = new Int32Array(this.count);
    const groupFrailty = new Float64Array(groups);
    for (let person = 0; person < this.count; person++) {
      const g = group[person] as number;
      groupAt[g + 1] = (groupAt[g + 1] as number) + 1;
      groupFrailty[g] = Math.max(groupFrailty[g] as number, this.frailtyOf(person));
    }
    for (let g = 0; g < groupFrailty.length; g++) groupAt[g + 1] = (groupAt[g + 1] as number) + (groupAt[g] as number);
    const fill = groupAt.slice();
    for (let person = 0; person < this.count; person++) {
      const g = group[person] as number;
      members[fill[g] as number] = person;
      fill[g] = (fill[g] as number) + 1;
    }
    return { groupAt, members, groupFrailty };
  }
}

function cumulativeCounts(counts: Int32Array): Int32Array {
  let sum = 0;
  return counts.map((n) => {
    sum += n;
    return sum;
  });
}

/** The first entry above a number, by bisection. */
function firstAbove(rising: Int32Array, number: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) > number) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first of `count` cumulative shares, from `at` on, that a uniform does not exceed. */
export function firstOf(cumulative: Float64Array, at: number, count: number, u: number): number {
  let i = 0;
  while (i < count - 1 && u > (cumulative[at + i] as number)) i++;
  return i;
}
