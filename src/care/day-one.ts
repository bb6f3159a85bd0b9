import { Full, More, Row } from "./codes.js";
import type { Course } from "./course.js";
import type { Draws } from "./draws.js";
import type { Places } from "./places.js";
import type { Plan, StepsPlan } from "./plan.js";
import type { Rows } from "./rows.js";

/** Those who are there when a run begins: in the course of a treatment, or ready to leave and held up. */
export class DayOne {
  private readonly steps: StepsPlan;

  constructor(
    private readonly plan: Plan,
    private readonly draws: Draws,
    private readonly rows: Rows,
    private readonly places: Places,
    private readonly course: Course,
  ) {
    this.steps = plan.steps;
  }

  /** Puts someone in the place of a step whose treatment, of `length` days in all, has `left` to go. */
  openIn(row: number, step: number, left: number, length: number): void {
    const place = this.steps.place[step] as number;
    this.places.occupied.change(place, 1);
    this.rows.more[(row << More.shift) + More.admitted] = this.plan.places.admits[place] as number;
    this.course.found(row, step, left, length);
  }

  /**
   * Puts someone in the place of a step whose treatment is over. They are held in their bed, so they leave by one of the ways
   * on that a bed is held for, if the step has any, each with its chance among these.
   */
  openReady(row: number, step: number): void {
    this.openIn(row, step, 0, 0);
    const { steps } = this;
    const from = steps.branchAt[step] as number;
    const chances = this.chancesAt(row, step).map((chance, i) => {
      const to = steps.branchTo[from + i] as number;
      return to >= 0 && steps.full[to] === Full.hold ? chance : 0;
    });
    const all = chances.reduce((sum, chance) => sum + chance, 0);
    if (all > 0) this.rows.more[(row << More.shift) + More.sentTo] = from + this.oneOf(row, step, chances, all);
  }

  /** The chances of a step's branches for someone, from the run's beginning. */
  private chancesAt(row: number, step: number): number[] {
    const { steps, plan } = this;
    const cls = this.rows.whole[(row << Row.shift) + Row.cls] as number;
    const from = steps.branchAt[step] as number;
    const count = (steps.branchAt[step + 1] as number) - from;
    const upTo = Array.from({ length: count }, (_, i) => {
      const at = from + i;
      if (i === count - 1) return 1;
      return plan.values[(steps.branchBase[at] as number) + (steps.branchStride[at] as number) * cls] as number;
    });
    return upTo.map((share, i) => share - (upTo[i - 1] ?? 0));
  }

  private oneOf(row: number, step: number, chances: number[], all: number): number {
    const { whole } = this.rows;
    const r = row << Row.shift;
    const code = this.steps.branchCode[step] as number;
    this.draws.uniform(whole[r + Row.key0] as number, whole[r + Row.key1] as number, code, 0);
    let left = (this.draws.result[0] as number) * all;
    let last = 0;
    for (const [i, chance] of chances.entries()) {
      if (chance === 0) continue;
      last = i;
      left -= chance;
      if (left <= 0) break;
    }
    return last;
  }
}
