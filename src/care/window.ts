import { Count, Long, More, Row, State, When } from "./codes.js";
import type { Plan } from "./plan.js";
import type { Rows } from "./rows.js";
import type { Tally } from "./tally.js";

/**
 * Stays and waits cut at the ends of the window that is counted, person by person: what left is counted whole as it
 * leaves, so the parts before the window are taken off and the parts of those still here are added.
 */
export class Window {
  private from = 0;
  private readonly staysBefore: Float64Array;
  private readonly waitsBefore: Float64Array;

  constructor(private readonly plan: Plan) {
    this.staysBefore = new Float64Array(plan.places.count * plan.classes.bands);
    this.waitsBefore = new Float64Array(plan.places.count);
  }

  /** Counting starts: what those in care have behind them lies before the window. */
  opens(rows: Rows, now: number): void {
    this.from = now;
    this.add(rows, this.staysBefore, this.waitsBefore, (since) => now - since);
  }

  /** Counting ends: fills `staysCut` and `waitsCut`, and counts those still inside. */
  closes(rows: Rows, now: number, tally: Tally): void {
    const { from } = this;
    this.add(rows, this.staysBefore, this.waitsBefore, (since) => (since < from ? since - from : 0));
    this.add(rows, tally.staysCut, tally.waitsCut, (since) => now - Math.max(since, from));
    tally.stayDays.forEach((days, cell) => {
      tally.staysCut[cell] = (tally.staysCut[cell] as number) + days - (this.staysBefore[cell] as number);
    });
    this.waitsBefore.forEach((before, place) => {
      const c = place << Count.shift;
      const waited = (tally.counts[c + Count.waitDays] as number) + (tally.counts[c + Count.gaveUpDays] as number);
      tally.waitsCut[place] = (tally.waitsCut[place] as number) + waited - before;
    });
    for (let row = 0; row < rows.top; row++) {
      if (rows.whole[(row << Row.shift) + Row.state] !== State.free) tally.spells[5] = (tally.spells[5] as number) + 1;
    }
  }

  private add(rows: Rows, stays: Float64Array, waits: Float64Array, part: (since: number) => number): void {
    const { bands } = this.plan.classes;
    for (let row = 0; row < rows.top; row++) {
      const r = row << Row.shift;
      const t = row << When.shift;
      const state = rows.whole[r + Row.state] as number;
      if (state === State.free) continue;
      const place = rows.whole[r + Row.place] as number;
      const band = rows.whole[r + Row.band] as number;
      const stay = (at: number, since: number) => {
        stays[at * bands + band] = (stays[at * bands + band] as number) + part(since);
      };
      if (place >= 0) stay(place, rows.times[t + When.since] as number);
      const team = rows.more[(row << More.shift) + More.team] as number;
      if (team >= 0) stay(team, rows.long[(row << Long.shift) + Long.teamSince] as number);
      if (state === State.treated || state === State.leaving) continue;
      const awaited = rows.whole[r + Row.queue] as number;
      waits[awaited] = (waits[awaited] as number) + part(rows.times[t + When.asked] as number);
    }
  }
}
