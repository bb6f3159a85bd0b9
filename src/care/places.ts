import { Levels } from "../engine/levels.js";
import { Row } from "./codes.js";
import type { Plan } from "./plan.js";

const NOBODY = -1;

/** Places: how many are in each, how many of these are delayed, who waits for each and in what order. */
export class Places {
  readonly occupied: Levels;
  readonly delayed: Levels;
  readonly waiting: Levels;
  /** Open now. */
  readonly capacity: Int32Array;
  private readonly count: number;
  private readonly ranks: number;
  private readonly capacities: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  /** Places with a bed freed, or opened, that someone waits for; each at most once. */
  private readonly freed: Int32Array;
  private readonly isFreed: Uint8Array;
  private freedCount = 0;

  constructor({ places }: Plan, clock: Float64Array) {
    this.count = places.count;
    this.ranks = places.ranks;
    this.capacities = places.capacity;
    this.capacity = places.capacity.slice(0, places.count);
    const single = Int32Array.from({ length: places.count + 1 }, (_, p) => p);
    this.occupied = new Levels(clock, places.histogramAt);
    this.delayed = new Levels(clock, single);
    this.waiting = new Levels(clock, single);
    this.head = new Int32Array(places.count * places.ranks).fill(NOBODY);
    this.tail = new Int32Array(places.count * places.ranks).fill(NOBODY);
    this.freed = new Int32Array(places.count);
    this.isFreed = new Uint8Array(places.count);
  }

  /** Whether there is room now. */
  hasRoom(place: number): boolean {
    return (this.occupied.now[place] as number) < (this.capacity[place] as number);
  }

  /** Notes that a bed may have come free for someone waiting. */
  noteFreed(place: number): void {
    if (this.waiting.now[place] === 0 || this.isFreed[place] === 1) return;
    this.isFreed[place] = 1;
    this.freed[this.freedCount++] = place;
  }

  /** A place with a bed freed that has not been looked at yet; −1 when there is none. */
  takeFreed(): number {
    if (this.freedCount === 0) return NOBODY;
    const place = this.freed[--this.freedCount] as number;
    this.isFreed[place] = 0;
    return place;
  }

  /** Opens and closes beds as the epoch has it. Nobody is moved out: a place above its number takes nobody in until it is below. */
  open(epoch: number): void {
    for (let p = 0; p < this.count; p++) {
      this.capacity[p] = this.capacities[epoch * this.count + p] as number;
      this.noteFreed(p);
    }
  }

  /** Joins the queue of a place at its rank, last. The rows of those who wait are linked to one another. */
  join(row: number, place: number, rank: number, rows: Int32Array): void {
    const queue = place * this.ranks + rank;
    const last = this.tail[queue] as number;
    rows[(row << Row.shift) + Row.next] = NOBODY;
    rows[(row << Row.shift) + Row.previous] = last;
    if (last === NOBODY) this.head[queue] = row;
    else rows[(last << Row.shift) + Row.next] = row;
    this.tail[queue] = row;
    this.waiting.change(place, 1);
  }

  /** Leaves the queue, from wherever in it. */
  quit(row: number, place: number, rank: number, rows: Int32Array): void {
    const queue = place * this.ranks + rank;
    const before = rows[(row << Row.shift) + Row.previous] as number;
    const after = rows[(row << Row.shift) + Row.next] as number;
    if (before === NOBODY) this.head[queue] = after;
    else rows[(before << Row.shift) + Row.next] = after;
    if (after === NOBODY) this.tail[queue] = before;
    else rows[(after << Row.shift) + Row.previous] = before;
    this.waiting.change(place, -1);
  }

  /** Who is first: the lowest rank, then the longest waiting; −1 when nobody waits. */
  first(place: number): number {
    for (let rank = 0; rank < this.ranks; rank++) {
      const row = this.head[place * this.ranks + rank] as number;
      if (row !== NOBODY) return row;
    }
    return NOBODY;
  }

  /** Brings all integrals up to now. */
  settle(): void {
    this.occupied.settle();
    this.delayed.settle();
    this.waiting.settle();
  }

  /** Forgets what was seen; people stay where they are. */
  restart(): void {
    this.occupied.restart();
    this.delayed.restart();
    this.waiting.restart();
  }
}
