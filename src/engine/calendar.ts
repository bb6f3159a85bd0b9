/**
 * The calendar of what is to happen: times and payloads in typed arrays. Of two entries at the same time the one
 * scheduled first comes first, so that a run does not depend on how the entries happen to lie.
 */

/** What the simulation asks of a calendar; times go through `at` because passing a double to a call allocates. */
export interface Calendar {
  /** `at[0]`: before `schedule`, the time to schedule for; after `next`, the time that has come. Days. */
  readonly at: Float64Array;
  /** Enters a payload (an integer from 0 to 2^31 − 1) at the time in `at[0]`, which is finite. */
  schedule(payload: number): void;
  /** Takes the earliest entry out, leaves its time in `at[0]` and returns its payload; −1 when there is none. */
  next(): number;
}

/** Makes a calendar; `simulate` is given one so that the same model runs on either implementation. */
export type CalendarMaker = () => Calendar;

/**
 * The default calendar: a tournament (Knuth, The Art of Computer Programming 3, §5.4.1, where it merges runs). Every entry
 * keeps its slot at the foot of a binary tree, and each match above is won by the earlier of its two entries, so that the
 * winner of all stands at the top. A new entry plays its way up from its slot: which matches those are does not depend
 * on who wins, and a match is decided without a branch, which no processor could foresee; a heap's path depends on
 * every comparison. The slot of the entry taken last stays its own until the next `schedule` takes it over: most
 * events schedule one successor, and so cost one way up instead of two.
 */
export class TournamentCalendar implements Calendar {
  readonly at = new Float64Array(1);
  /** By slot; an empty slot's time is infinite. */
  private times: Float64Array;
  private orders: Float64Array;
  private payloads: Int32Array;
  /** Slot of the winner of each match: 1 is the final, 2m and 2m + 1 lead to m, and slots themselves come last. */
  private winners: Int32Array;
  private room: number;
  private used = 0;
  private readonly empty: number[] = [];
  /** Slot of the entry taken last, until someone takes it over; −1: none. */
  private hole = -1;
  private scheduled = 0;

  /** @param room slots to begin with, a power of two; it grows by itself */
  constructor(room = 8) {
    this.room = room;
    this.times = new Float64Array(room).fill(Number.POSITIVE_INFINITY);
    this.orders = new Float64Array(room);
    this.payloads = new Int32Array(room);
    this.winners = new Int32Array(2 * room);
    this.playAll();
  }

  schedule(payload: number): void {
    let slot = this.hole;
    if (slot >= 0) this.hole = -1;
    else slot = this.emptySlot();
    this.times[slot] = this.at[0] as number;
    this.orders[slot] = this.scheduled++;
    this.payloads[slot] = payload;
    this.play(slot);
  }

  next(): number {
    if (this.hole >= 0) this.leaveEmpty(this.hole);
    const slot = this.winners[1] as number;
    const time = this.times[slot] as number;
    if (time === Number.POSITIVE_INFINITY) return -1;
    this.hole = slot;
    this.at[0] = time;
    return this.payloads[slot] as number;
  }

  /** Nothing was scheduled since the last `next`. */
  private leaveEmpty(slot: number): void {
    this.hole = -1;
    this.times[slot] = Number.POSITIVE_INFINITY;
    this.empty.push(slot);
    this.play(slot);
  }

  private emptySlot(): number {
    const slot = this.empty.pop();
    if (slot !== undefined) return slot;
    if (this.used === this.room) this.grow();
    return this.used++;
  }

  /** Plays every match from a slot up to the final again. */
  private play(from: number): void {
    const { winners, times } = this;
    let slot = from;
    let time = times[slot] as number;
    for (let match = this.room + from; match > 1; match >>= 1) {
      const other = winners[match ^ 1] as number;
      const otherTime = times[other] as number;
      // Whole numbers throughout (| 0): the compiler would otherwise make doubles of them.
      let won = +(time < otherTime) | 0;
      if (otherTime === time) won = +this.wasFirst(slot, other) | 0;
      slot ^= (slot ^ other) & (won - 1);
      time = times[slot] as number;
      winners[match >> 1] = slot;
    }
  }

  private wasFirst(slot: number, other: number): boolean {
    return (this.orders[slot] as number) < (this.orders[other] as number);
  }

  private playAll(): void {
    for (let slot = 0; slot < this.room; slot++) this.winners[this.room + slot] = slot;
    for (let match = this.room - 1; match > 0; match--) {
      const a = this.winners[2 * match] as number;
      const b = this.winners[2 * match + 1] as number;
      const [timeA, timeB] = [this.times[a] as number, this.times[b] as number];
      this.winners[match] = timeA < timeB || (timeA === timeB && this.wasFirst(a, b)) ? a : b;
    }
  }

  private grow(): void {
    this.room *= 2;
    const times = new Float64Array(this.room).fill(Number.POSITIVE_INFINITY);
    const orders = new Float64Array(this.room);
    const payloads = new Int32Array(this.room);
    times.set(this.times);
    orders.set(this.orders);
    payloads.set(this.payloads);
    this.times = times;
    this.orders = orders;
    this.payloads = payloads;
    this.winners = new Int32Array(2 * this.room);
    this.playAll();
  }
}
