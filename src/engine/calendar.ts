/**
 * The calendar of what is to happen: times and payloads in typed arrays, a four-way heap. Of two entries at the same
 * time the one scheduled first comes first, so that a run does not depend on how the heap happens to lie.
 */

/** What the simulation asks of a calendar; times go through `at` because passing a double to a call allocates. */
export interface Calendar {
  /** `at[0]`: before `schedule`, the time to schedule for; after `next`, the time that has come. Days. */
  readonly at: Float64Array;
  /** Enters a payload (an integer from 0 to 2^31 − 1) at the time in `at[0]`. */
  schedule(payload: number): void;
  /** Takes the earliest entry out, leaves its time in `at[0]` and returns its payload; −1 when there is none. */
  next(): number;
}

/** Makes a calendar; `simulate` is given one so that the same model runs on either implementation. */
export type CalendarMaker = () => Calendar;

const ARITY = 4;

/**
 * The default calendar. The entry taken last leaves a hole at the top of the heap, which the next `schedule` fills
 * directly: most events schedule one successor, and so cost one walk down the heap instead of two.
 */
export class HeapCalendar implements Calendar {
  readonly at = new Float64Array(1);
  private times: Float64Array;
  private orders: Float64Array;
  private payloads: Int32Array;
  private size = 0;
  private hole = false;
  private scheduled = 0;

  constructor(room = 1024) {
    this.times = new Float64Array(room + ARITY).fill(Number.POSITIVE_INFINITY);
    this.orders = new Float64Array(room + ARITY);
    this.payloads = new Int32Array(room + ARITY);
  }

  schedule(payload: number): void {
    const order = this.scheduled++;
    if (this.hole) {
      this.hole = false;
      this.sink(this.at[0] as number, order, payload);
      return;
    }
    if (this.size + ARITY >= this.times.length) this.grow();
    this.rise(this.size++, this.at[0] as number, order, payload);
  }

  next(): number {
    if (this.hole) this.closeHole();
    if (this.size === 0) return -1;
    this.hole = true;
    this.at[0] = this.times[0] as number;
    return this.payloads[0] as number;
  }

  /** Nothing was scheduled since the last `next`: the last entry of the heap goes down from the top. */
  private closeHole(): void {
    this.hole = false;
    const last = --this.size;
    const time = this.times[last] as number;
    this.times[last] = Number.POSITIVE_INFINITY;
    if (last > 0) this.sink(time, this.orders[last] as number, this.payloads[last] as number);
  }

  /** From place `i` upwards: moves later entries down until (time, order) fits. */
  private rise(from: number, time: number, order: number, payload: number): void {
    const { times, orders, payloads } = this;
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 2;
      const above = times[parent] as number;
      if (above < time || (above === time && (orders[parent] as number) < order)) break;
      times[i] = above;
      orders[i] = orders[parent] as number;
      payloads[i] = payloads[parent] as number;
      i = parent;
    }
    times[i] = time;
    orders[i] = order;
    payloads[i] = payload;
  }

  /** From the top downwards: moves the earliest child up until (time, order) fits. Beyond the end all times are infinite. */
  private sink(time: number, order: number, payload: number): void {
    const { times, orders, payloads, size } = this;
    let i = 0;
    for (;;) {
      const first = (i << 2) + 1;
      if (first >= size) break;
      const a = this.earlier(first, first + 1);
      const b = this.earlier(first + 2, first + 3);
      const child = this.earlier(a, b);
      const below = times[child] as number;
      if (time < below || (time === below && order < (orders[child] as number))) break;
      times[i] = below;
      orders[i] = orders[child] as number;
      payloads[i] = payloads[child] as number;
      i = child;
    }
    times[i] = time;
    orders[i] = order;
    payloads[i] = payload;
  }

  /** Of two places in the heap, the one that comes first; no branch on the times, which no processor can foresee. */
  private earlier(i: number, j: number): number {
    const a = this.times[i] as number;
    const b = this.times[j] as number;
    let second = +(b < a);
    if (a === b) second = +((this.orders[j] as number) < (this.orders[i] as number));
    return i + (j - i) * second;
  }

  private grow(): void {
    const room = this.times.length * 2;
    const times = new Float64Array(room).fill(Number.POSITIVE_INFINITY);
    const orders = new Float64Array(room);
    const payloads = new Int32Array(room);
    times.set(this.times);
    orders.set(this.orders);
    payloads.set(this.payloads);
    this.times = times;
    this.orders = orders;
    this.payloads = payloads;
  }
}
