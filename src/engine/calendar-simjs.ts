import type { Calendar, CalendarMaker } from "./calendar.js";
import { loadSimjs, type Simjs, type SimjsRequest } from "./simjs.js";

/**
 * The second calendar: the event queue of the `simjs` package, an independent implementation an order of magnitude
 * slower. Only its queue is used, with absolute times; its facilities and its `simulate` are not. It breaks ties
 * by order of insertion, as ours does, so that a run on either gives the same bytes.
 */
class SimjsCalendar implements Calendar {
  readonly at = new Float64Array(1);
  private readonly queue: { insert(request: SimjsRequest): void; remove(): SimjsRequest | null };

  constructor(private readonly simjs: Simjs) {
    this.queue = new simjs.Sim().queue;
  }

  schedule(payload: number): void {
    const request = new this.simjs.Request(null, 0, this.at[0] as number);
    request.payload = payload;
    this.queue.insert(request);
  }

  next(): number {
    const request = this.queue.remove();
    if (request === null) return -1;
    this.at[0] = request.deliverAt;
    return request.payload;
  }
}

/** Loads `simjs` once and returns a maker of calendars that run on its event queue. */
export async function simjsCalendar(): Promise<CalendarMaker> {
  const simjs = await loadSimjs();
  return () => new SimjsCalendar(simjs);
}
