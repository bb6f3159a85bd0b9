import { Long, Row } from "./codes.js";
import type { Draws } from "./draws.js";
import type { Plan, StepsPlan } from "./plan.js";
import type { Rows } from "./rows.js";

/** Days looked ahead for one on which someone may leave. */
const PATIENCE = 366;

/**
 * When someone whose treatment is over can go: after the delay on the way they take (papers, transport), and then within
 * the hours and on the days on which people leave. The bed is held until then; treatment is never shortened by it.
 */
export class Going {
  readonly result = new Float64Array(1);
  private readonly steps: StepsPlan;

  constructor(
    private readonly plan: Plan,
    private readonly clock: Float64Array,
    private readonly draws: Draws,
    private readonly rows: Rows,
  ) {
    this.steps = plan.steps;
  }

  /** Leaves in `result[0]` the time at which someone at a step may take a branch, days; now, where nothing holds them. */
  work(row: number, step: number, branch: number, isFree: boolean, epoch: number): void {
    const { steps, draws } = this;
    const { whole } = this.rows;
    const r = row << Row.shift;
    let time = this.clock[0] as number;
    const law = steps.branchDelay[epoch * steps.branchTo.length + branch] as number;
    if (law >= 0) {
      const code = steps.delayCode[branch] as number;
      draws.length(
        law,
        whole[r + Row.key0] as number,
        whole[r + Row.key1] as number,
        code,
        whole[r + Row.round] as number,
      );
      time += draws.result[0] as number;
    }
    this.result[0] = isFree ? time : this.firstChance(row, step, time, epoch);
  }

  /** The first time from `time` on at which people leave a step, with its chance on each day. */
  private firstChance(row: number, step: number, time: number, epoch: number): number {
    const { steps } = this;
    const at = epoch * steps.count + step;
    const from = steps.leavesFrom[at] as number;
    const to = steps.leavesTo[at] as number;
    let day = Math.floor(time + 1e-9);
    for (let tried = 0; tried < PATIENCE; tried++, day++) {
      if (tried === 0 && time > day + to) continue;
      if (!this.mayLeaveOn(row, step, at, day)) continue;
      return Math.max(time, day + from);
    }
    return day + from;
  }

  private mayLeaveOn(row: number, step: number, at: number, day: number): boolean {
    const chance = this.steps.leavesChance[at * 7 + ((day + this.plan.firstWeekday) % 7)] as number;
    if (chance >= 1) return true;
    if (chance <= 0) return false;
    const { whole } = this.rows;
    const r = row << Row.shift;
    // The day is part of the key: the same person on the same day has the same luck in every redesign.
    this.draws.uniform(
      whole[r + Row.key0] as number,
      whole[r + Row.key1] as number,
      this.steps.leavesCode[step] as number,
      day,
    );
    return (this.draws.result[0] as number) < chance;
  }

  /** Adds days delayed to what someone has behind them in this spell. */
  remember(row: number, days: number): void {
    const l = (row << Long.shift) + Long.delayed;
    this.rows.long[l] = (this.rows.long[l] as number) + days;
  }
}
