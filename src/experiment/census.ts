import type { Legend, Plan } from "../care/plan.js";
import type { Tally } from "../care/tally.js";
import type { CensusSeries } from "./findings.js";
import { estimate } from "./intervals.js";

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
      ...seasonOf(each, legend.start),
      weeks: Array.from({ length: weeks }, (_, week) => {
        const of = (kind: number) => each.map((values) => values[week * 3 + kind]!);
        const occupied = of(0).sort((a, b) => a - b);
        return {
          start: new Date(Date.parse(legend.start) + week * WEEK * DAY).toISOString().slice(0, 10),
          occupied: short(mean(occupied)),
          low: short(quantileOf(occupied, 0.05)),
          high: short(quantileOf(occupied, 0.95)),
          delayed: short(mean(of(1))),
          waiting: short(mean(of(2))),
        };
      }),
    };
  });
}

/** Seven digits: a picture shows three, and findings hold thousands of these. */
function short(people: number): number {
  return Number(people.toPrecision(7));
}

/** Weeks that make a year or nearly so. */
const YEAR = 48;

/**
 * The months that stand out: nothing where the fullest and the emptiest can't be told apart, or under a year was observed. They are
 * picked from all months, so their paired difference is judged by a t interval over replications with Bonferroni's correction for
 * every pair of months (Hsu 1996, Multiple Comparisons, §1.3).
 */
function seasonOf(replications: Float64Array[], start: string): Pick<CensusSeries, "season"> {
  const weeks = (replications[0]?.length ?? 0) / 3;
  if (weeks < YEAR || replications.length < 2) return {};
  const each = replications.map((values) =>
    byMonth(
      Array.from({ length: weeks }, (_, week) => values[week * 3]!),
      start,
    ),
  );
  const months = each[0]!.map((value, month) => ({ month, seen: value !== undefined })).filter(({ seen }) => seen);
  const means = months.map(({ month }) => ({ month, mean: mean(each.map((values) => values[month]!)) }));
  const sorted = means.sort((a, b) => b.mean - a.mean);
  const [most, least] = [sorted[0]!, sorted[sorted.length - 1]!];
  const pairs = (sorted.length * (sorted.length - 1)) / 2;
  const apart = estimate(
    each.map((values) => values[most.month]! - values[least.month]!),
    1 - 0.05 / pairs,
  );
  const middle = mean(sorted.map((each) => each.mean));
  if (!(apart.low > 0) || middle === 0) return {};
  const off = ({ month, mean: of }: { month: number; mean: number }) => ({ month: month + 1, off: of / middle - 1 });
  return { season: { fullest: off(most), emptiest: off(least) } };
}

/** Mean of the weeks of each calendar month, the first of which starts on an ISO date; a week belongs to the month of its fourth day. */
export function byMonth(weeks: readonly number[], start: string): (number | undefined)[] {
  const within: number[][] = Array.from({ length: 12 }, () => []);
  for (const [week, value] of weeks.entries()) {
    const middle = new Date(Date.parse(start) + (week * WEEK + 3) * DAY);
    within[middle.getUTCMonth()]!.push(value);
  }
  return within.map((of) => (of.length === 0 ? undefined : mean(of)));
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
