import { Count } from "./codes.js";
import {
  admitted,
  aYear,
  beds,
  count,
  has,
  type PlaceMeasure,
  type PlaceOfPlan,
  ratio,
  takenIn,
  waited,
} from "./place-measure.js";
import { type Tally, WAIT_BINS, waitBinStart } from "./tally.js";

/** Who waits for a place, how long, and who does not come in. */
export const OF_WAITS: PlaceMeasure[] = [
  {
    name: "waiting",
    unit: "people",
    means: "Mean number waiting for the place, wherever they wait.",
    for: beds,
    of: ({ place }, t) => (t.waitingDays[place] as number) / t.days,
  },
  {
    name: "wait",
    unit: "days",
    means: "Mean wait for the place per patient admitted, those who did not wait included; who gave up is not.",
    for: beds,
    of: (at, t) => ratio(count(Count.waitDays)(at, t), takenIn(at, t)),
  },
  {
    name: "wait-median",
    unit: "days",
    means: "Wait that half of those admitted did not exceed.",
    for: beds,
    of: (at, t) => waitPercentile(at, t, 0.5),
  },
  {
    name: "wait-p95",
    unit: "days",
    means: "Wait that 95 % of those admitted did not exceed.",
    for: beds,
    of: (at, t) => waitPercentile(at, t, 0.95),
  },
  {
    name: "waited-share",
    unit: "share",
    means: "Share of those admitted who waited at all.",
    for: beds,
    of: (at, t) => ratio(waited(at, t), takenIn(at, t)),
  },
  {
    name: "waits-in-target",
    unit: "share",
    means: "Share of those admitted who waited no longer than the place's `wait-target`.",
    for: has("waitTarget"),
    of: (at, t) => 1 - ratio(count(Count.late)(at, t), takenIn(at, t)),
  },
  {
    name: "did-not-attend",
    unit: "per year",
    means: "Appointments that nobody came to.",
    for: has("absent"),
    of: aYear(count(Count.absent)),
  },
  {
    name: "cancelled",
    unit: "per year",
    means: "People sent back to a list because there was no bed on the day.",
    for: has("cancelled"),
    of: aYear(count(Count.cancelled)),
  },
  {
    name: "refused",
    unit: "per year",
    means: "People turned away because the place was full.",
    for: beds,
    of: aYear(count(Count.refused)),
  },
  {
    name: "refused-share",
    unit: "share",
    means: "Turned away, over those admitted, sent elsewhere, turned away or who gave up waiting.",
    for: beds,
    of: (at, t) =>
      ratio(
        count(Count.refused)(at, t),
        admitted(at, t) +
          count(Count.refused)(at, t) +
          count(Count.diverted)(at, t) +
          count(Count.cancelled)(at, t) +
          count(Count.gaveUp)(at, t),
      ),
  },
  {
    name: "diverted",
    unit: "per year",
    means: "People sent elsewhere at once because the place was full.",
    for: beds,
    of: aYear(count(Count.diverted)),
  },
  {
    name: "gave-up",
    unit: "per year",
    means: "People sent elsewhere after waiting to the limit.",
    for: beds,
    of: aYear(count(Count.gaveUp)),
  },
  {
    name: "exchanged",
    unit: "per year",
    means: "People who left by exchanging beds, in a ring of people who held the beds that the others waited for.",
    for: has("rings"),
    of: aYear(count(Count.exchanged)),
  },
];

function waitPercentile(at: PlaceOfPlan, tally: Tally, share: number): number {
  const all = takenIn(at, tally);
  return percentileOf(tally.waitHistogram, at.place, all, all - waited(at, tally), share);
}

/**
 * A percentile, in days, read from a histogram of waits; NaN of nobody.
 *
 * @param row which of the histograms laid one after another
 * @param all how many there are, of whom `none` took no time and are not in the histogram
 */
export function percentileOf(histogram: Float64Array, row: number, all: number, none: number, share: number): number {
  let seen = none;
  if (all === 0) return Number.NaN;
  if (seen >= share * all) return 0;
  for (let bin = 0; bin < WAIT_BINS; bin++) {
    const here = histogram[row * WAIT_BINS + bin] as number;
    if (seen + here >= share * all) {
      const within = ratio(share * all - seen, here);
      return waitBinStart(bin) + within * (waitBinStart(bin + 1) - waitBinStart(bin));
    }
    seen += here;
  }
  return waitBinStart(WAIT_BINS - 1);
}
