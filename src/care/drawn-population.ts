import { drawQuantile } from "../engine/quantiles.js";
import { type Key, threefry, toUniform } from "../engine/random.js";
import { OLDEST } from "./classes.js";
import { firstOf } from "./draws.js";
import type { Drawn } from "./kept-population.js";
import { Is, Of, PURPOSE, YEAR } from "./person.js";
import type { PeoplePlan, Plan } from "./plan.js";

/** Draws a population before anything happens to anyone: everyone's age, sex, locality, segment and frailty, keyed by person. */
export function drawPopulation(plan: Plan, key: Key): Drawn {
  return new Drawing(plan, key).all();
}

/** Cohort of birth of someone born on a day, counted from the start of the run; 0: during it. */
export function cohortOf(born: number, people: PeoplePlan): number {
  const ageAtStart = -born / YEAR;
  if (ageAtStart < 0) return 0;
  return Math.min(people.cohorts - 1, 1 + ((ageAtStart / people.cohortYears) | 0));
}

class Drawing {
  private readonly people: PeoplePlan;
  private readonly count: number;
  private readonly floats: Float32Array;
  private readonly pairs: Uint16Array;
  private readonly bytes: Uint8Array;
  private readonly words = new Int32Array(2);
  private readonly drawn = new Float64Array(1);

  constructor(
    private readonly plan: Plan,
    private readonly key: Key,
  ) {
    this.people = plan.people as PeoplePlan;
    this.count = this.people.start + this.people.movers + this.people.newborn;
    this.floats = new Float32Array(this.count << Of.floats);
    this.pairs = new Uint16Array(this.floats.buffer);
    this.bytes = new Uint8Array(this.floats.buffer);
  }

  all(): Drawn {
    const groups = this.people.cohorts * this.people.strata.length;
    return { floats: this.floats, ...this.sortedIntoGroups(this.fill(), groups) };
  }

  /** Draws everyone; returns the group of each. */
  private fill(): Uint16Array {
    const group = new Uint16Array(this.count);
    const ages = cumulativeCounts(this.people.counts);
    let cell = 0;
    for (let person = 0; person < this.count; person++) {
      while (person < this.people.start && person >= (ages[cell] as number)) cell++;
      const sex = this.drawBirth(person, cell, ages);
      this.floats[(person << Of.floats) + Of.born] = this.dayOfBirth;
      this.floats[(person << Of.floats) + Of.discharged] = Number.NEGATIVE_INFINITY;
      this.pairs[(person << Of.pairs) + Of.kind] = this.drawKind(person, sex);
      if (person < this.people.start) this.bytes[(person << Of.bytes) + Of.status] = Is.here;
      const stratum = this.drawFrailty(person);
      group[person] =
        cohortOf(this.floats[(person << Of.floats) + Of.born] as number, this.people) * this.people.strata.length +
        stratum;
    }
    return group;
  }

  private dayOfBirth = 0;

  /** Sets `dayOfBirth`; returns the sex (0 female, 1 male). Movers' ages are drawn from the population's own. */
  private drawBirth(person: number, cell: number, ages: Int32Array): number {
    const { start, movers, moversPerDay, birthsPerDay } = this.people;
    if (person >= start + movers) {
      this.dayOfBirth = (person - start - movers) / birthsPerDay;
      return this.uniform(person, PURPOSE.sex) < 0.5 ? 0 : 1;
    }
    if (person >= start) {
      const at = firstAbove(ages, this.uniform(person, PURPOSE.age) * start);
      const arrives = (person - start) / moversPerDay;
      this.dayOfBirth = arrives - ((at >> 1) + this.uniform(person, PURPOSE.birthday)) * YEAR;
      return at & 1;
    }
    this.dayOfBirth = -((cell >> 1) + this.uniform(person, PURPOSE.birthday)) * YEAR;
    return cell & 1;
  }

  private drawKind(person: number, sex: number): number {
    const { segments, localities } = this.plan.classes;
    const age = Math.max(0, Math.min(OLDEST, (-this.dayOfBirth / YEAR) | 0));
    const from = ((this.plan.classes.ageClassOf[age] as number) * 2 + sex) * segments;
    const segment = firstOf(this.people.segmentCumulative, from, segments, this.uniform(person, PURPOSE.segment));
    const locality = firstOf(this.people.localityCumulative, 0, localities, this.uniform(person, PURPOSE.locality));
    return (sex * segments + segment) * localities + locality;
  }

  /** Draws the frailty; returns its stratum. */
  private drawFrailty(person: number): number {
    threefry(this.words, this.key[0], this.key[1], person, PURPOSE.frailty);
    const [w0, w1] = [this.words[0] as number, this.words[1] as number];
    const table = this.plan.lawTable[this.people.frailtyLaw] as number;
    const scale = this.plan.lawScale[this.people.frailtyLaw] as number;
    this.drawn[0] = 1;
    if (table >= 0) drawQuantile(this.drawn, 0, this.plan.tables, table, w0, w1);
    this.floats[(person << Of.floats) + Of.frailty] = (this.drawn[0] as number) * scale;
    return firstOf(this.people.strata, 0, this.people.strata.length, toUniform(w0, w1));
  }

  private uniform(person: number, purpose: number): number {
    threefry(this.words, this.key[0], this.key[1], person, purpose);
    return toUniform(this.words[0] as number, this.words[1] as number);
  }

  private sortedIntoGroups(group: Uint16Array, groups: number): Omit<Drawn, "floats"> {
    const groupAt = new Int32Array(groups + 1);
    const members = new Int32Array(this.count);
    const groupFrailty = new Float64Array(groups);
    for (let person = 0; person < this.count; person++) {
      const g = group[person] as number;
      groupAt[g + 1] = (groupAt[g + 1] as number) + 1;
      groupFrailty[g] = Math.max(groupFrailty[g] as number, this.floats[(person << Of.floats) + Of.frailty] as number);
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
