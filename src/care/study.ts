import { type Key, threefry } from "../engine/random.js";
import type { Plan, StudyPlan } from "./plan.js";

/** Where a study keeps what it saw of someone: numbers in a row. */
export const STUDIED = {
  person: 0,
  /** See `ARM`. */
  arm: 1,
  /** Day on which they were taken on, or picked as a control. */
  at: 2,
  /** Emergency admissions in the year before, and while they were followed. */
  before: 3,
  after: 4,
  /** Days followed: to the end, or to when they died or moved away. */
  days: 5,
  /** Of a control: 1 where they were taken on themselves while they were followed. */
  crossed: 6,
  length: 7,
} as const;

/** Taken on with the policy's effects; taken on without (a trial's usual care); picked as a matched control. */
export const ARM = { treated: 0, usual: 1, matched: 2 } as const;

/** Tells the draw of a trial's arm from others for the same person. */
const DRAW = 0x20000;
const YEAR = 365.25;

interface Member {
  person: number;
  arm: number;
  at: number;
}

/**
 * An evaluator inside the model, who follows those that one policy takes on. The list opens anew on the day the study begins,
 * so that everyone has a year of history without the policy. People are enrolled the first time they are taken on, and for
 * each of them the evaluator picks whoever of those not taken on has the nearest score. A run without a study has none of this.
 */
export class Study {
  private readonly members: Member[] = [];
  private readonly enrolled = new Map<number, number>();
  private readonly controls = new Set<number>();
  /** Of a trial: on the list, without its effects. */
  private readonly usual = new Set<number>();
  private readonly gone = new Map<number, number>();
  private readonly admitted: number[][] = [];
  private readonly words = new Int32Array(2);

  constructor(
    private readonly study: StudyPlan,
    private readonly plan: Plan,
    private readonly key: Key,
  ) {}

  /** Whether the list is not open yet. */
  isClosed(policy: number, now: number): boolean {
    return policy === this.study.policy && now < this.study.begins - 1e-6;
  }

  /** Someone is taken on; whether the policy's effects hold for them. */
  takesOn(policy: number, person: number, now: number): boolean {
    if (policy !== this.study.policy) return true;
    const isTreated = !this.study.halved || this.isDrawn(person);
    if (!isTreated) this.usual.add(person);
    if (!this.enrolled.has(person) && now <= this.study.until) {
      this.members.push({ person, arm: isTreated ? ARM.treated : ARM.usual, at: now });
      this.enrolled.set(person, now);
    }
    return isTreated;
  }

  /** Half of all people, each always the same in a replication. */
  private isDrawn(person: number): boolean {
    const { code } = this.plan.policies[this.study.policy]!;
    threefry(this.words, this.key[0] ^ code, this.key[1], person, DRAW);
    return ((this.words[0] as number) & 1) === 0;
  }

  /** Someone's time on the list is over. */
  letsGo(policy: number, person: number): void {
    if (policy === this.study.policy) this.usual.delete(person);
  }

  isUsual(person: number): boolean {
    return this.usual.has(person);
  }

  /** Those on the list without its effects can't be found again while they are on it. */
  hide(policy: number, scores: Int32Array): void {
    if (policy === this.study.policy) for (const person of this.usual) scores[person] = -1;
  }

  /**
   * A matched control for everyone enrolled in a round. Those taken on have the highest scores, so that the nearest who was
   * not has the same score or, where nobody is left there, the highest below; nobody is picked twice.
   * @param order puts people with the same score in an order of chance
   */
  match(policy: number, scores: Int32Array, now: number, order: (persons: number[]) => number[]): void {
    if (policy !== this.study.policy) return;
    const wanted = this.members.filter(({ arm, at }) => at === now && arm !== ARM.matched).length;
    if (wanted === 0) return;
    const free: number[] = [];
    for (let person = 0; person < scores.length; person++)
      if ((scores[person] as number) >= 0 && !this.enrolled.has(person) && !this.controls.has(person))
        free.push(person);
    const best = order(free).sort((a, b) => (scores[b] as number) - (scores[a] as number));
    for (const person of best.slice(0, wanted)) {
      this.members.push({ person, arm: ARM.matched, at: now });
      this.controls.add(person);
    }
  }

  /** An emergency admission of anyone. */
  noteAdmission(person: number, now: number): void {
    const times = this.admitted[person];
    if (times === undefined) this.admitted[person] = [now];
    else times.push(now);
  }

  noteGone(person: number, now: number): void {
    this.gone.set(person, now);
  }

  /** What was seen of everyone in the study, `STUDIED.length` numbers each. */
  results(): Float64Array {
    const { follow } = this.study;
    return Float64Array.from(
      this.members.flatMap(({ person, arm, at }) => {
        const times = this.admitted[person] ?? [];
        const end = Math.min(at + follow, this.gone.get(person) ?? Number.POSITIVE_INFINITY);
        const joined = this.enrolled.get(person);
        const crossed = arm === ARM.matched && joined !== undefined && joined < end;
        return [
          person,
          arm,
          at,
          times.filter((time) => time > at - YEAR && time <= at).length,
          times.filter((time) => time > at && time <= end).length,
          end - at,
          Number(crossed),
        ];
      }),
    );
  }
}
