import type { Legend, Plan } from "../care/plan.js";
import type { Tally } from "../care/tally.js";
import type { CensusSeries } from "./findings.js";

const DAY = 86_400_000;
const WEEK = 7;

/** Weekly means of a replication's midnight census: for each place, occupied, delayed and waiting [weeks × 3]. */
export type WeeklyCensus = Float64Array[];

/** Means over the days of each full week. */
export function weekly(plan: Plan, tally: Tally): WeeklyCensus {
  const { count } = plan.places;
  const weeks = Math.floor(tally.censusOccupied.length / count / WEEK);
  const kinds = [tally.censusOccupied, tally.censusDelayed, tally.censusWaiting];
  return Array.from({ length: count }, (_, p) =>
    Float64Array.from({ length: weeks * 3 }, (_, i) => {
      const census = kinds[i % 3]!;
      const from = Math.floor(i / 3) * WEEK;
      let sum = 0;
      for (let day = from; day < from + WEEK; day++) sum += census[day * count + p]!;
      return sum / WEEK;
    }),
  );
}

/** The mean over replications, and where 90 % of them lie. */
export function censusSeries(legend: Legend, replications: WeeklyCensus[]): CensusSeries[] {
  return legend.places.map(({ name }, p) => {
    const each = replications.map((weeks) => weeks[p]!);
    const weeks = (each[0]?.length ?? 0) / 3;
    return {
      place: name,
      weeks: Array.from({ length: weeks }, (_, week) => {
        const of = (kind: number) => each.map((values) => values[week * 3 + kind]!);
        const occupied = of(0).sort((a, b) => a - b);
        return {
          start: new Date(Date.parse(legend.start) + week * WEEK * DAY).toISOString().slice(0, 10),
          occupied: mean(occupied),
          low: quantileOf(occupied, 0.05),
          high: quantileOf(occupied, 0.95),
          delayed: mean(of(1)),
          waiting: mean(of(2)),
        };
      }),
    };
  });
}

function mean(values: number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Linear between order statistics (Hyndman & Fan 1996, type 7). */
function quantileOf(sorted: number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  return sorted[below]! + (at - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
}
