import { Long, More, Row, State, When } from "./codes.js";

const START = 1024;

/**
 * Rows of people in care, in typed arrays: `whole[(row << Row.shift) + Row.step]`, `times[(row << When.shift) +
 * When.since]`; `more` and `long` hold what few of them need. A row that is given back is used again.
 */
export class Rows {
  whole = new Int32Array(START << Row.shift);
  times = new Float64Array(START << When.shift);
  more = new Int32Array(START << More.shift);
  long = new Float64Array(START << Long.shift);
  /** Rows ever used: those in care are among them. */
  top = 0;
  private freeHead = -1;

  /** A row for someone, in no place and at no step yet. */
  take(): number {
    const row = this.freeHead;
    if (row >= 0) {
      this.freeHead = this.whole[(row << Row.shift) + Row.next] as number;
      return row;
    }
    if (this.top << Row.shift >= this.whole.length) this.grow();
    return this.top++;
  }

  give(row: number): void {
    const at = row << Row.shift;
    this.whole[at + Row.state] = State.free;
    this.whole[at + Row.next] = this.freeHead;
    this.freeHead = row;
  }

  private grow(): void {
    const whole = new Int32Array(this.whole.length * 2);
    const times = new Float64Array(this.times.length * 2);
    const more = new Int32Array(this.more.length * 2);
    const long = new Float64Array(this.long.length * 2);
    whole.set(this.whole);
    times.set(this.times);
    more.set(this.more);
    long.set(this.long);
    this.whole = whole;
    this.times = times;
    this.more = more;
    this.long = long;
  }
}
