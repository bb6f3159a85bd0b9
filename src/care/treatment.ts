import { Long, More, Row } from "./codes.js";
import type { Draws } from "./draws.js";
import type { People } from "./people.js";
import type { Plan, StepsPlan } from "./plan.js";
import type { Rows } from "./rows.js";
import type { Tally } from "./tally.js";

/** Turns the code of a step's stay into that of its review. */
const REVIEW = 0x5a5a5a5a;

/**
 * How long treatment takes where more counts than its law: days delayed before (deconditioning), being on a caseload's list,
 * a review that sends people on whose level of care could be lower.
 */
export class Treatment {
  private readonly steps: StepsPlan;

  constructor(
    private readonly plan: Plan,
    private readonly clock: Float64Array,
    private readonly draws: Draws,
    private readonly rows: Rows,
    private readonly people: People | null,
  ) {
    this.steps = plan.steps;
  }

  /** Turns the length in `draws.result[0]` into the one that holds, days. */
  adjust(row: number, step: number, epoch: number, tally: Tally): void {
    const { steps, draws } = this;
    const at = epoch * steps.count + step;
    const delayed = this.rows.long[(row << Long.shift) + Long.delayed] as number;
    const length =
      (draws.result[0] as number) *
      (1 + (steps.growth[at] as number) * delayed) *
      this.onLists(row, epoch * steps.count + step);
    this.rows.more[(row << More.shift) + More.sentTo] = -1;
    if ((steps.lowerChance[at] as number) > 0) this.review(row, step, at, length, tally);
    else draws.result[0] = length;
  }

  /** What being on lists does to a stay. */
  private onLists(row: number, at: number): number {
    const person = this.rows.whole[(row << Row.shift) + Row.person] as number;
    if (person < 0 || this.people === null) return 1;
    const lists = this.people.listsOf(person);
    let times = 1;
    for (let i = 0; lists >> i !== 0; i++) {
      if ((lists >> i) & 1) times *= this.plan.policies[i]?.stayTimes[at] ?? 1;
    }
    return times;
  }

  /**
   * Some need no more than a lower level of care for the last part of their stay. Where levels are reviewed, the first review
   * after that moves them on; the days until then are counted as days at the wrong level.
   */
  private review(row: number, step: number, at: number, length: number, tally: Tally): void {
    const { steps, draws } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
    const code = (steps.stayCode[step] as number) ^ REVIEW;
    draws.uniform(whole[r + Row.key0] as number, whole[r + Row.key1] as number, code, whole[r + Row.round] as number);
    const couldBeLower = (draws.result[0] as number) < (steps.lowerChance[at] as number);
    draws.result[0] = length;
    if (!couldBeLower) return;
    const now = this.clock[0] as number;
    const lower = length * (steps.lowerAfter[at] as number);
    const every = steps.lowerEvery[at] as number;
    const next = every === Number.POSITIVE_INFINITY ? every : Math.ceil((now + lower) / every) * every - now;
    if (next < length) {
      draws.result[0] = next;
      this.rows.more[(row << More.shift) + More.sentTo] = steps.lowerBranch[step] as number;
    }
    const place = steps.place[step] as number;
    tally.wrongLevelDays[place] = (tally.wrongLevelDays[place] as number) + Math.min(next, length) - lower;
  }
}
