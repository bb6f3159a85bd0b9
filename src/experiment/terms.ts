import type { Epoch, Place } from "../scenario/scenario.js";

const DAY = 86_400_000;

/** What held of a place over a stretch of the time observed: how much of it was open, and at what prices. */
export interface Terms {
  place: string;
  /** ISO date of its first day observed. */
  from: string;
  /** Days observed under these terms. */
  days: number;
  /** Null: no limit. */
  capacity: number | null;
  /** Pounds per occupied day, open day and stay. */
  prices: Place["cost"];
}

/** The terms of every place over the time observed, place by place in order of date; a new line where one of them changes. */
export function termsOf(epochs: Epoch[]): Terms[] {
  const { run, places } = epochs[0]!.scenario;
  const end = run.warmUp + run.length;
  return places.flatMap(({ name }, p) => {
    const lines: Terms[] = [];
    for (const [e, { from, scenario }] of epochs.entries()) {
      const begins = Math.max(from, run.warmUp);
      const days = Math.min(epochs[e + 1]?.from ?? end, end) - begins;
      if (days <= 0) continue;
      const { capacity, cost } = scenario.places[p]!;
      const last = lines.at(-1);
      if (last !== undefined && last.capacity === (capacity ?? null) && same(last.prices, cost)) last.days += days;
      else
        lines.push({
          place: name,
          from: new Date(Date.parse(run.start) + (begins - run.warmUp) * DAY).toISOString().slice(0, 10),
          days,
          capacity: capacity ?? null,
          prices: { ...cost },
        });
    }
    return lines;
  });
}

function same(a: Place["cost"], b: Place["cost"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
