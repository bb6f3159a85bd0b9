import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Count } from "./codes.js";
import type { MeasureDefinition } from "./measures.js";
import type { Plan } from "./plan.js";
import { type Tally, WAIT_BINS, waitBinStart } from "./tally.js";

/** A measure of one place and how it is read from a tally. */
export interface PlaceMeasure extends MeasureDefinition {
  /** Where it makes sense. */
  for: (at: PlaceOfPlan) => boolean;
  of: (at: PlaceOfPlan, tally: Tally) => number;
}

/** A place of a plan. */
export interface PlaceOfPlan {
  plan: Plan;
  place: number;
  kind: string;
  /** Has a limit in every epoch. */
  limited: boolean;
}

const always = () => true;
const limited = (at: PlaceOfPlan) => at.limited;
const beds = (at: PlaceOfPlan) => at.kind !== "caseload";
const count = (what: number) => (at: PlaceOfPlan, tally: Tally) =>
  tally.counts[(at.place << Count.shift) + what] as number;
const admitted = count(Count.admitted);
const waited = count(Count.waited);
const aYear = (of: (at: PlaceOfPlan, tally: Tally) => number) => (at: PlaceOfPlan, tally: Tally) =>
  (of(at, tally) / tally.days) * DAYS_PER_YEAR;
/** Of nothing there is no share: 0. */
export const ratio = (a: number, b: number) => (b === 0 ? 0 : a / b);

/** What is measured of every place where it makes sense. */
export const OF_PLACES: PlaceMeasure[] = [
  {
    name: "occupancy",
    unit: "people",
    means: "Mean number in the place, the delayed included, over all hours.",
    for: always,
    of: ({ place }, t) => (t.occupiedDays[place] as number) / t.days,
  },
  {
    name: "occupancy-share",
    unit: "share",
    means: "Occupied days over open days.",
    for: limited,
    of: ({ place }, t) => ratio(t.occupiedDays[place] as number, t.openDays[place] as number),
  },
  {
    name: "occupancy-p5",
    unit: "people",
    means: "Number that the place is at or below for 5 % of the time.",
    for: always,
    of: (at, t) => percentile(at, t, 0.05),
  },
  {
    name: "occupancy-p95",
    unit: "people",
    means: "Number that the place is at or below for 95 % of the time.",
    for: always,
    of: (at, t) => percentile(at, t, 0.95),
  },
  {
    name: "days-over-85",
    unit: "share",
    means: "Share of midnights with more than 85 % of the places taken.",
    for: limited,
    of: (at, t) => daysOver(at, t, 0.85),
  },
  {
    name: "days-over-92",
    unit: "share",
    means: "Share of midnights with more than 92 % of the places taken.",
    for: limited,
    of: (at, t) => daysOver(at, t, 0.92),
  },
  {
    name: "days-over-95",
    unit: "share",
    means: "Share of midnights with more than 95 % of the places taken.",
    for: limited,
    of: (at, t) => daysOver(at, t, 0.95),
  },
  {
    name: "days-full",
    unit: "share",
    means: "Share of midnights with every place taken.",
    for: limited,
    of: (at, t) => daysOver(at, t, 1),
  },
  { name: "admissions", unit: "per year", means: "People who came into the place.", for: always, of: aYear(admitted) },
  {
    name: "length-of-stay",
    unit: "days",
    means: "Mean whole stay of those who left, treatment and delay.",
    for: always,
    of: (at, t) => ratio(stayDays(at, t), count(Count.left)(at, t)),
  },
  {
    name: "delayed",
    unit: "people",
    means: "Mean number ready to leave who hold their place because the next one is full (delayed transfers).",
    for: beds,
    of: ({ place }, t) => (t.delayedDays[place] as number) / t.days,
  },
  {
    name: "delayed-share",
    unit: "share",
    means: "Delayed days over occupied days.",
    for: beds,
    of: ({ place }, t) => ratio(t.delayedDays[place] as number, t.occupiedDays[place] as number),
  },
  {
    name: "delay",
    unit: "days",
    means: "Mean length of a delay that ended in this place, per delayed patient.",
    for: beds,
    of: (at, t) => ratio(count(Count.delayDays)(at, t), count(Count.delays)(at, t)),
  },
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
    means: "Mean wait for the place per patient admitted, those who did not wait included.",
    for: beds,
    of: (at, t) => ratio(count(Count.waitDays)(at, t), admitted(at, t)),
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
    of: (at, t) => ratio(waited(at, t), admitted(at, t)),
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
        admitted(at, t) + count(Count.refused)(at, t) + count(Count.diverted)(at, t) + count(Count.gaveUp)(at, t),
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
  { name: "deaths", unit: "per year", means: "People who died in the place.", for: beds, of: aYear(count(Count.died)) },
  {
    name: "cost",
    unit: "£ per year",
    means: "Cost of the place: occupied days, open days and stays at their prices.",
    for: always,
    of: aYear(({ place }, t) => t.cost[place] as number),
  },
];

function stayDays({ plan, place }: PlaceOfPlan, tally: Tally): number {
  const { bands } = plan.classes;
  return tally.stayDays.subarray(place * bands, (place + 1) * bands).reduce((a, b) => a + b, 0);
}

/** The least number n with P(N ≤ n) at least `share`. */
function percentile({ plan, place }: PlaceOfPlan, tally: Tally, share: number): number {
  const histogram = tally.histogram.subarray(plan.places.histogramAt[place], plan.places.histogramAt[place + 1]);
  const wanted = share * histogram.reduce((a, b) => a + b, 0);
  let time = 0;
  return Math.max(
    0,
    histogram.findIndex((days) => {
      time += days;
      return time >= wanted;
    }),
  );
}

/** Share of midnights with more than a share of the places of that day taken (1: all of them). */
function daysOver({ plan, place }: PlaceOfPlan, tally: Tally, share: number): number {
  const { count: places, capacity } = plan.places;
  const midnights = tally.censusOccupied.length / places;
  let over = 0;
  let epoch = 0;
  for (let day = 0; day < midnights; day++) {
    while (epoch + 1 < plan.epochs.length && (plan.epochs[epoch + 1] as number) < plan.warmUp + day + 1) epoch++;
    const open = capacity[epoch * places + place] as number;
    const taken = tally.censusOccupied[day * places + place] as number;
    if (share === 1 ? taken >= open : taken > share * open) over++;
  }
  return ratio(over, midnights);
}

function waitPercentile(at: PlaceOfPlan, tally: Tally, share: number): number {
  const all = admitted(at, tally);
  let seen = all - waited(at, tally);
  if (all === 0 || seen >= share * all) return 0;
  for (let bin = 0; bin < WAIT_BINS; bin++) {
    const here = tally.waitHistogram[at.place * WAIT_BINS + bin] as number;
    if (seen + here >= share * all) {
      const within = ratio(share * all - seen, here);
      return waitBinStart(bin) + within * (waitBinStart(bin + 1) - waitBinStart(bin));
    }
    seen += here;
  }
  return waitBinStart(WAIT_BINS - 1);
}
