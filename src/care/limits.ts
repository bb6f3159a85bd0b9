import type { Calendar } from "../engine/calendar.js";
import { Kind } from "./codes.js";

/** Limits of waiting on the calendar. One that is no longer wanted stays there and is passed over when its time comes. */
export class Limits {
  private owner = new Int32Array(64);
  private nextFree = new Int32Array(64);
  private top = 0;
  private freeHead = -1;

  constructor(private readonly calendar: Calendar) {}

  /** Sets a limit for a row at `calendar.at[0]`; returns its number. */
  set(row: number): number {
    let limit = this.freeHead;
    if (limit >= 0) this.freeHead = this.nextFree[limit] as number;
    else {
      limit = this.top++;
      if (limit >= this.owner.length) this.grow();
    }
    this.owner[limit] = row;
    this.calendar.schedule(Kind.limit | limit);
    return limit;
  }

  drop(limit: number): void {
    this.owner[limit] = -1;
  }

  /** The row whose limit this is, −1 when it was dropped; the number may be used again. */
  reached(limit: number): number {
    const row = this.owner[limit] as number;
    this.nextFree[limit] = this.freeHead;
    this.freeHead = limit;
    return row;
  }

  private grow(): void {
    const owner = new Int32Array(this.owner.length * 2);
    const nextFree = new Int32Array(this.owner.length * 2);
    owner.set(this.owner);
    nextFree.set(this.nextFree);
    this.owner = owner;
    this.nextFree = nextFree;
  }
}
