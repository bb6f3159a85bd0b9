import { type Key, threefry } from "../engine/random.js";
import { Count, Found } from "./codes.js";
import type { People } from "./people.js";
import type { Places } from "./places.js";
import type { Plan, PolicyPlan } from "./plan.js";
import { cStatistic, RiskTool } from "./risk-tool.js";
import type { Tally } from "./tally.js";

/**
 * Case finding: at each round, those whose time is over leave the list, and the free places go to the people at highest
 * predicted risk, as a risk tool sees it.
 */
export class Caseloads {
  private readonly tools: RiskTool[];
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
    this.tools = people === null ? [] : plan.policies.map((policy) => new RiskTool(plan, key, people, policy));
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
    if (people.listsOf(person) === 0 && !people.study?.isUsual(person)) return;
    this.members.forEach((list, i) => {
      const at = list.indexOf(person);
      if (at >= 0) this.leave(i, at);
    });
  }

  /** One round of a policy. */
  round(i: number): void {
    const policy = this.plan.policies[i] as PolicyPlan;
    const now = this.clock[0] as number;
    if (this.people?.study?.isClosed(i, now)) return;
    const since = this.since[i] as number[];
    for (let at = since.length - 1; at >= 0; at--)
      if (now - (since[at] as number) >= policy.leavesAfter) this.leave(i, at);
    this.closeBeyond(i, policy);
    const free = (this.places.open.now[policy.place] as number) - (this.members[i] as number[]).length;
    if (free > 0) this.takeOn(i, policy, free);
  }

  /** Where the list was made shorter, those longest on it leave first. */
  private closeBeyond(i: number, policy: PolicyPlan): void {
    while ((this.members[i] as number[]).length > (this.places.open.now[policy.place] as number)) this.leave(i, 0);
  }

  private takeOn(i: number, policy: PolicyPlan, free: number): void {
    const now = this.clock[0] as number;
    const scores = (this.tools[i] as RiskTool).scores(i, now);
    const study = this.people?.study;
    study?.hide(i, scores);
    const chosen = this.atHighestRisk(i, policy, scores, free);
    for (const person of chosen) this.join(i, person);
    if (!study) return;
    for (const person of chosen) scores[person] = -1;
    study.match(i, scores, now, (persons) => this.shuffled(persons, policy.code));
  }

  /** The people at highest predicted risk who are here and not on the list; ties in an order drawn for each round. */
  private atHighestRisk(i: number, policy: PolicyPlan, scores: Int32Array, free: number): number[] {
    const least = leastScore(scores, free);
    const above: number[] = [];
    const at: number[] = [];
    for (let person = 0; person < scores.length; person++) {
      const score = scores[person] as number;
      if (score > least) above.push(person);
      else if (score === least && score >= 0) at.push(person);
    }
    const chosen = [...above, ...this.shuffled(at, policy.code).slice(0, free - above.length)];
    this.noteAccuracy(i, this.tools[i] as RiskTool, scores, chosen);
    return chosen;
  }

  /** How well the tool told who will have the need: its c-statistic, and the share of all expected needs among the chosen. */
  private noteAccuracy(i: number, tool: RiskTool, scores: Int32Array, chosen: number[]): void {
    const now = this.clock[0] as number;
    const risks = new Float64Array(scores.length);
    let all = 0;
    for (let person = 0; person < scores.length; person++) {
      if ((scores[person] as number) < 0) continue;
      risks[person] = tool.risk(person, now);
      all += risks[person] as number;
    }
    const found = chosen.reduce((sum, person) => sum + (risks[person] as number), 0);
    this.note(i, Found.rounds, 1);
    this.note(i, Found.cStatistic, cStatistic(scores, risks));
    this.note(i, Found.sensitivity, all === 0 ? 0 : found / all);
  }

  private note(i: number, what: number, by: number): void {
    const at = (i << Found.shift) + what;
    this.tally.found[at] = (this.tally.found[at] as number) + by;
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
    if (people.study?.takesOn(i, person, this.clock[0] as number) ?? true)
      people.setLists(person, people.listsOf(person) | (1 << i));
    (this.members[i] as number[]).push(person);
    (this.since[i] as number[]).push(this.clock[0] as number);
    this.places.occupied.change(place, 1);
    this.count(place, Count.admitted);
    this.note(i, Found.joined, 1);
    this.note(i, Found.admissionsBefore, people.admissionsLastYear(person));
  }

  private leave(i: number, at: number): void {
    const people = this.people as People;
    const place = (this.plan.policies[i] as PolicyPlan).place;
    const [person] = (this.members[i] as number[]).splice(at, 1) as [number];
    const [since] = (this.since[i] as number[]).splice(at, 1) as [number];
    people.setLists(person, people.listsOf(person) & ~(1 << i));
    people.study?.letsGo(i, person);
    const now = this.clock[0] as number;
    this.places.occupied.change(place, -1);
    this.count(place, Count.left);
    const cell = this.cellOf(place, person);
    this.tally.stayDays[cell] = (this.tally.stayDays[cell] as number) + now - since;
    const counted = now - Math.max(since, this.countedFrom);
    this.cuts[cell] = (this.cuts[cell] as number) + counted;
    this.note(i, Found.days, counted);
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
        const counted = (this.clock[0] as number) - Math.max(since, this.countedFrom);
        this.cuts[cell] = (this.cuts[cell] as number) + counted;
        this.note(i, Found.days, counted);
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

/** The score that the last of so many free places goes to; 0 where there are places for everyone. */
function leastScore(scores: Int32Array, free: number): number {
  let most = 0;
  for (let person = 0; person < scores.length; person++)
    if ((scores[person] as number) > most) most = scores[person] as number;
  const counts = new Int32Array(1 + most);
  for (let person = 0; person < scores.length; person++) {
    const score = scores[person] as number;
    if (score >= 0) counts[score] = (counts[score] as number) + 1;
  }
  let taken = 0;
  for (let score = counts.length - 1; score > 0; score--) {
    taken += counts[score] as number;
    if (taken >= free) return score;
  }
  return 0;
}
