import type { ClocksPlan, Plan } from "./plan.js";
import { type Tally, WAIT_BINS, waitBin } from "./tally.js";

const NEVER = -1;
const START = 1024;

/** Clocks that run for people in care: the four hours of A&E, the eighteen weeks from referral to treatment. */
export class Clocks {
  private readonly plan: ClocksPlan;
  private started: Float64Array;

  constructor(
    plan: Plan,
    private readonly time: Float64Array,
  ) {
    this.plan = plan.clocks;
    this.started = new Float64Array(plan.clocks.count * START).fill(NEVER);
  }

  /** Asking for a step starts the clocks it starts; one that runs goes on. */
  start(row: number, step: number): void {
    const starts = this.plan.starts[step] as number;
    if (starts === 0) return;
    while ((row + 1) * this.plan.count > this.started.length) this.grow();
    for (let c = 0; c < this.plan.count; c++) {
      const at = row * this.plan.count + c;
      if ((starts >> c) & 1 && (this.started[at] as number) === NEVER) this.started[at] = this.time[0] as number;
    }
  }

  /** Coming into a step stops the clocks it stops. */
  stop(row: number, step: number, tally: Tally): void {
    this.stopThese(row, this.plan.stops[step] as number, tally);
  }

  /** Leaving care stops every clock. */
  stopAll(row: number, tally: Tally): void {
    this.stopThese(row, 255, tally);
  }

  private stopThese(row: number, which: number, tally: Tally): void {
    if (which === 0 || (row + 1) * this.plan.count > this.started.length) return;
    for (let c = 0; c < this.plan.count; c++) {
      const at = row * this.plan.count + c;
      const started = this.started[at] as number;
      if (((which >> c) & 1) === 0 || started === NEVER) continue;
      this.started[at] = NEVER;
      const days = (this.time[0] as number) - started;
      tally.clockCount[c] = (tally.clockCount[c] as number) + 1;
      tally.clockDays[c] = (tally.clockDays[c] as number) + days;
      if (days <= (this.plan.limit[c] as number)) tally.clockInTime[c] = (tally.clockInTime[c] as number) + 1;
      const bin = c * WAIT_BINS + waitBin(days);
      tally.clockHistogram[bin] = (tally.clockHistogram[bin] as number) + 1;
    }
  }

  private grow(): void {
    const started = new Float64Array(this.started.length * 2).fill(NEVER);
    started.set(this.started);
    this.started = started;
  }
}
