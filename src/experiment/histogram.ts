import type { Legend, Plan } from "../care/plan.js";
import type { Tally } from "../care/tally.js";

/** Bars that a histogram has at most, nearly: widths are powers of two, so that those of two scenarios can be laid on each other. */
const BARS = 128;

/** How long a place held how many: shares of the time observed. */
export interface Histogram {
  place: string;
  /** Each bar stands for this many numbers: `width` 8, `from` 704 is 704 to 711 people. */
  width: number;
  /** Bars with any time in them, lowest first; shares sum to one. */
  bars: { from: number; share: number }[];
}

/** One replication's shares, place by place, bar by bar from nought. */
export type Shares = Float64Array[];

/** The time at each number occupied, in bars. */
export function sharesOf(plan: Plan, tally: Tally): Shares {
  return Array.from({ length: plan.places.count }, (_, p) => {
    const days = daysOf(plan, tally, p);
    const width = widthOf(days.length);
    const shares = new Float64Array(Math.ceil(days.length / width));
    const total = days.reduce((a, b) => a + b, 0);
    if (total > 0) for (const [n, time] of days.entries()) shares[Math.floor(n / width)]! += time / total;
    return shares;
  });
}

/** Means over replications; bars that no replication reached are left out. */
export function histograms(plan: Plan, legend: Legend, replications: Shares[]): Histogram[] {
  return legend.places.map(({ name }, p) => {
    const width = widthOf(plan.places.histogramAt[p + 1]! - plan.places.histogramAt[p]!);
    const bars = Array.from({ length: replications[0]?.[p]?.length ?? 0 }, (_, bar) => ({
      from: bar * width,
      // Never above the whole: a sum of parts may be, in its last digit.
      share: Math.min(1, replications.reduce((sum, shares) => sum + shares[p]![bar]!, 0) / replications.length),
    }));
    return { place: name, width, bars: bars.filter(({ share }) => share > 0) };
  });
}

function daysOf(plan: Plan, tally: Tally, place: number): Float64Array {
  return tally.histogram.subarray(plan.places.histogramAt[place], plan.places.histogramAt[place + 1]);
}

function widthOf(numbers: number): number {
  let width = 1;
  while (numbers / width > BARS) width *= 2;
  return width;
}
