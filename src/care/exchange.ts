import { Row, State } from "./codes.js";
import type { Places } from "./places.js";
import type { Rows } from "./rows.js";

/**
 * Rings of people who block each other: A, in one place, waits for a bed of another, where B waits for one of the first. Nobody
 * in such a ring can move unless all do at once. A ring is looked for whenever somebody begins to be delayed.
 */
export class Exchange {
  /** Delayed people by the place they hold and the place they wait for. */
  private readonly blocked: Int32Array;
  private readonly from: Int32Array;
  private readonly open: Int32Array;
  /** The ring found last: its rows, each waiting for the place that the next one holds. */
  readonly ring: number[] = [];

  constructor(
    private readonly count: number,
    private readonly places: Places,
    private readonly rows: Rows,
  ) {
    this.blocked = new Int32Array(count * count);
    this.from = new Int32Array(count);
    this.open = new Int32Array(count);
  }

  /** Somebody begins (1) or ceases (−1) to hold one place for want of another. */
  note(held: number, awaited: number, by: number): void {
    const at = held * this.count + awaited;
    this.blocked[at] = (this.blocked[at] as number) + by;
  }

  /** Looks for a ring through someone who just began to wait; true where there is one, left in `ring`. */
  isRing(row: number): boolean {
    const { whole } = this.rows;
    const start = whole[(row << Row.shift) + Row.place] as number;
    const awaited = whole[(row << Row.shift) + Row.queue] as number;
    if (this.places.delayed.now[awaited] === 0 || !this.isWayBack(awaited, start)) return false;
    this.ring.length = 0;
    for (let place = start; place !== awaited; ) {
      const before = this.from[place] as number;
      this.ring.unshift(this.holderOf(before, place));
      place = before;
    }
    this.ring.unshift(row);
    return true;
  }

  /** Breadth first from one place to another along those who are blocked. */
  private isWayBack(start: number, goal: number): boolean {
    const { open, from, count } = this;
    from.fill(-1);
    let read = 0;
    let write = 0;
    open[write++] = start;
    from[start] = start;
    while (read < write) {
      const place = open[read++] as number;
      for (let next = 0; next < count; next++) {
        if ((this.blocked[place * count + next] as number) <= 0 || (from[next] as number) >= 0) continue;
        from[next] = place;
        if (next === goal) return true;
        open[write++] = next;
      }
    }
    return false;
  }

  /** The longest waiting of those who hold one place and wait for another. */
  private holderOf(held: number, awaited: number): number {
    const { whole } = this.rows;
    for (let row = this.places.first(awaited); row >= 0; row = this.places.after(row, whole)) {
      if (whole[(row << Row.shift) + Row.place] === held && whole[(row << Row.shift) + Row.state] === State.delayed)
        return row;
    }
    throw new RangeError(`nobody in place ${held} waits for place ${awaited}, though it was counted`);
  }
}
