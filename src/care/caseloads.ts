import { type Key, threefry } from "../engine/random.js";
import { Count } from "./codes.js";
import type { People } from "./people.js";
import type { Places } from "./places.js";
import type { Plan, PolicyPlan } from "./plan.js";
import type { Tally } from "./tally.js";

/** Admissions a year that a risk tool tells apart: 0 to 12. */
const COUNTS = 13;

/**
 * Case finding: at each round, those whose time is over leave the list, and the free places go to the people at highest
 * predicted risk. The tool sees classes and, where it may, last year's emergency admissions n; frailty is hidden from it. It
 * predicts the posterior mean (a + n) / (a + E) × E of a Poisson count whose rate is spread by a gamma of shape a
 * around E (Robbins 1956; Greenwood & Yule 1920): the best that can be known from what it sees.
 */
export class Caseloads {
  private readonly members: number[][];
  private readonly since: number[][];
  private times0 = 0;

  constructor(
    private readonly plan: Plan,
    private readonly key: Key,
    private readonly clock: Float64Array,
    private readonly places: Places,
    private readonly people: People | null,
    private tally: Tally,
  ) {
    this.members = plan.policies.map(() => []);
    this.since = plan.policies.map(() => []);
    this.cuts = new Float64Array(plan.places.count * plan.classes.bands);
  }

  countInto(tally: Tally): void {
    this.tally = tally;
    this.countedFrom = this.clock[0] as number;
    this.cuts.fill(0);
  }

  private countedFrom = 0;
  private readonly cuts: Float64Array;

  enterEpoch(epoch: number): void {
    this.times0 = epoch * this.needs;
  }

  private get needs(): number {
    const policy = this.plan.policies[0];
    return policy === undefined ? 0 : policy.times.length / this.plan.epochs.length;
  }

  /** Multiplier of a need's rate for someone on these lists (a bit each). */
  times(lists: number, need: number): number {
    let times = 1;
    for (let i = 0; i < this.plan.policies.length; i++) {
      if ((lists >> i) & 1) times *= (this.plan.policies[i] as PolicyPlan).times[this.times0 + need] as number;
    }
    return times;
  }

  /** Someone died or moved away: off every list. */
  goAway(person: number): void {
    const people = this.people as People;
    if (people.lists[person] === 0) return;
    this.members.forEach((list, i) => {
      const at = list.indexOf(person);
      if (at >= 0) this.leave(i, at);
    });
  }

  /** One round of a policy. */
  round(i: number): void {
    const policy = this.plan.policies[i] as PolicyPlan;
    const now = this.clock[0] as number;
    const since = this.since[i] as number[];
    for (let at = since.length - 1; at >= 0; at--)
      if (now - (since[at] as number) >= policy.leavesAfter) this.leave(i, at);
    this.closeBeyond(i, policy);
    const free = (this.places.open.now[policy.place] as number) - (this.members[i] as number[]).length;
    if (free > 0) for (const person of this.atHighestRisk(i, policy, free)) this.join(i, person);
  }

  /** Where the list was made shorter, those longest on it leave first. */
  private closeBeyond(i: number, policy: PolicyPlan): void {
    while ((this.members[i] as number[]).length > (this.places.open.now[policy.place] as number)) this.leave(i, 0);
  }

  /** The people at highest predicted risk who are here and not on the list; ties in an order drawn for each round. */
  private atHighestRisk(i: number, policy: PolicyPlan, free: number): number[] {
    const people = this.people as People;
    const keys = this.keysOf(i, policy);
    const scores = this.scoresOf(policy);
    const counts = new Int32Array(scores.length);
    for (const key of keys) if (key >= 0) counts[key] = (counts[key] as number) + 1;
    const order = [...counts.keys()]
      .filter((k) => (counts[k] as number) > 0)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
    const rank = new Int32Array(scores.length).fill(-1);
    let taken = 0;
    let groups = 0;
    while (groups < order.length && taken < free) {
      const key = order[groups] as number;
      rank[key] = groups++;
      taken += counts[key] as number;
    }
    const found: number[][] = Array.from({ length: groups }, () => []);
    for (let person = 0; person < people.count; person++) {
      const key = keys[person] as number;
      if (key >= 0 && (rank[key] as number) >= 0) (found[rank[key] as number] as number[]).push(person);
    }
    const last = found.pop();
    const all = found.flat();
    return last === undefined ? all : [...all, ...this.shuffled(last, policy.code).slice(0, free - all.length)];
  }

  /** Class × admissions last year of everyone who may be taken on; −1 for the others. */
  private keysOf(i: number, policy: PolicyPlan): Int32Array {
    const people = this.people as People;
    const now = this.clock[0] as number;
    const youngest = now - policy.fromAge * 365.25;
    return Int32Array.from({ length: people.count }, (_, person) => {
      if (
        !people.isHere(person) ||
        (people.born[person] as number) > youngest ||
        ((people.lists[person] as number) >> i) & 1
      )
        return -1;
      const admissions = policy.seesAdmissions ? people.admissionsLastYear(person) : 0;
      return people.classAt(person, now) * COUNTS + admissions;
    });
  }

  private scoresOf(policy: PolicyPlan): Float64Array {
    const a = policy.frailtyShape;
    return Float64Array.from({ length: policy.predicted.length * COUNTS }, (_, key) => {
      const expected = policy.predicted[(key / COUNTS) | 0] as number;
      if (!policy.seesAdmissions || a === Number.POSITIVE_INFINITY) return expected;
      return (expected * (a + (key % COUNTS))) / (a + expected);
    });
  }

  /** In an order of their own at each round, the same in every redesign. */
  private shuffled(persons: number[], code: number): number[] {
    const words = new Int32Array(2);
    const order = new Map(
      persons.map((person) => {
        threefry(words, this.key[0] ^ code, this.key[1], person, this.clock[0] as number | 0);
        return [person, words[0] as number];
      }),
    );
    return persons.sort((a, b) => (order.get(a) as number) - (order.get(b) as number) || a - b);
  }

  private join(i: number, person: number): void {
    const people = this.people as People;
    const place = (this.plan.policies[i] as PolicyPlan).place;
    people.lists[person] = (people.lists[person] as number) | (1 << i);
    (this.members[i] as number[]).push(person);
    (this.since[i] as number[]).push(this.clock[0] as number);
    this.places.occupied.change(place, 1);
    this.count(place, Count.admitted);
  }

  private leave(i: number, at: number): void {
    const people = this.people as People;
    const place = (this.plan.policies[i] as PolicyPlan).place;
    const [person] = (this.members[i] as number[]).splice(at, 1) as [number];
    const [since] = (this.since[i] as number[]).splice(at, 1) as [number];
    people.lists[person] = (people.lists[person] as number) & ~(1 << i);
    const now = this.clock[0] as number;
    this.places.occupied.change(place, -1);
    this.count(place, Count.left);
    const cell = this.cellOf(place, person);
    this.tally.stayDays[cell] = (this.tally.stayDays[cell] as number) + now - since;
    this.cuts[cell] = (this.cuts[cell] as number) + now - Math.max(since, this.countedFrom);
  }

  private count(place: number, what: number): void {
    const c = (place << Count.shift) + what;
    this.tally.counts[c] = (this.tally.counts[c] as number) + 1;
  }

  private cellOf(place: number, person: number): number {
    const { bands, bandOfClass } = this.plan.classes;
    return place * bands + (bandOfClass[(this.people as People).classAt(person, this.clock[0] as number)] as number);
  }

  /** At the end of the run: writes the stays on lists, cut at the ends of what is counted. */
  closes(): void {
    this.plan.policies.forEach((policy, i) => {
      (this.members[i] as number[]).forEach((person, at) => {
        const cell = this.cellOf(policy.place, person);
        const since = (this.since[i] as number[])[at] as number;
        this.cuts[cell] = (this.cuts[cell] as number) + (this.clock[0] as number) - Math.max(since, this.countedFrom);
      });
    });
    const { bands } = this.plan.classes;
    for (const { place } of this.plan.policies) {
      for (let cell = place * bands; cell < (place + 1) * bands; cell++)
        this.tally.staysCut[cell] = this.cuts[cell] as number;
    }
  }

  /** People on the list of a policy. */
  onList(i: number): number {
    return (this.members[i] as number[]).length;
  }
}
