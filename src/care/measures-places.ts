import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Count, Found } from "./codes.js";
import type { MeasureDefinition } from "./measures.js";
import type { PlaceLegend, Plan } from "./plan.js";
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
  legend: PlaceLegend;
  /** Has a limit in every epoch. */
  limited: boolean;
}

const always = () => true;
const limited = (at: PlaceOfPlan) => at.limited;
const beds = (at: PlaceOfPlan) => at.kind !== "caseload";
/** Places that are held while people wait for the next. */
const held = (at: PlaceOfPlan) => beds(at) && !isTurn(at) && at.kind !== "team";
const isTurn = (at: PlaceOfPlan) => at.kind === "list" || at.kind === "clinic";
const has = (what: keyof PlaceLegend["has"]) => (at: PlaceOfPlan) => at.legend.has[what];
const stays = (at: PlaceOfPlan) => !isTurn(at);
const treats = (at: PlaceOfPlan) => beds(at) && at.kind !== "team";
const counted = (at: PlaceOfPlan) => at.limited && !at.legend.takesVisits && !isTurn(at);
const count = (what: number) => (at: PlaceOfPlan, tally: Tally) =>
  tally.counts[(at.place << Count.shift) + what] as number;
const finds = ({ plan, place }: PlaceOfPlan) => plan.policies.some((policy) => policy.place === place);
const found = ({ plan, place }: PlaceOfPlan, { found }: Tally, what: number) =>
  plan.policies.reduce(
    (sum, policy, i) => sum + (policy.place === place ? (found[(i << Found.shift) + what] as number) : 0),
    0,
  );
const admitted = count(Count.admitted);
const waited = count(Count.waited);
/** Who were taken in, here or, for want of room, by another place. */
const takenIn = (at: PlaceOfPlan, tally: Tally) => admitted(at, tally) + count(Count.lodged)(at, tally);
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
    for: stays,
    of: ({ place }, t) => (t.occupiedDays[place] as number) / t.days,
  },
  {
    name: "occupancy-share",
    unit: "share",
    means: "Occupied days (visits, where those are counted) over open days.",
    for: limited,
    of: ({ place, legend }, t) =>
      ratio((legend.takesVisits ? t.visits : t.occupiedDays)[place] as number, t.openDays[place] as number),
  },
  {
    name: "occupancy-p5",
    unit: "people",
    means: "Number that the place is at or below for 5 % of the time.",
    for: stays,
    of: (at, t) => percentile(at, t, 0.05),
  },
  {
    name: "occupancy-p95",
    unit: "people",
    means: "Number that the place is at or below for 95 % of the time.",
    for: stays,
    of: (at, t) => percentile(at, t, 0.95),
  },
  {
    name: "days-over-85",
    unit: "share",
    means: "Share of midnights with more than 85 % of the places taken.",
    for: counted,
    of: (at, t) => daysOver(at, t, 0.85),
  },
  {
    name: "days-over-92",
    unit: "share",
    means: "Share of midnights with more than 92 % of the places taken.",
    for: counted,
    of: (at, t) => daysOver(at, t, 0.92),
  },
  {
    name: "days-over-95",
    unit: "share",
    means: "Share of midnights with more than 95 % of the places taken.",
    for: counted,
    of: (at, t) => daysOver(at, t, 0.95),
  },
  {
    name: "days-full",
    unit: "share",
    means: "Share of midnights with every place taken.",
    for: counted,
    of: (at, t) => daysOver(at, t, 1),
  },
  { name: "admissions", unit: "per year", means: "People who came into the place.", for: always, of: aYear(admitted) },
  {
    name: "length-of-stay",
    unit: "days",
    means: "Mean whole stay of those who left, treatment and delay.",
    for: stays,
    of: (at, t) => ratio(stayDays(at, t), count(Count.left)(at, t)),
  },
  {
    name: "delayed",
    unit: "people",
    means: "Mean number ready to leave who hold their place because the next one is full (delayed transfers).",
    for: held,
    of: ({ place }, t) => (t.delayedDays[place] as number) / t.days,
  },
  {
    name: "delayed-share",
    unit: "share",
    means: "Delayed days over occupied days.",
    for: held,
    of: ({ place }, t) => ratio(t.delayedDays[place] as number, t.occupiedDays[place] as number),
  },
  {
    name: "delay",
    unit: "days",
    means: "Mean length of a delay that ended in this place, per delayed patient.",
    for: held,
    of: (at, t) => ratio(count(Count.delayDays)(at, t), count(Count.delays)(at, t)),
  },
  {
    name: "treatment",
    unit: "days",
    means: "Mean treatment begun in the place, per beginning; delay comes on top.",
    for: treats,
    of: (at, t) => ratio(count(Count.begunDays)(at, t), count(Count.begun)(at, t)),
  },
  {
    name: "work-begun-share",
    unit: "share",
    means: "Treatment begun, counted whole, over open days: how much of its time the place is asked for.",
    for: (at) => counted(at) && treats(at),
    of: (at, t) => ratio(count(Count.begunDays)(at, t), t.openDays[at.place] as number),
  },
  {
    name: "in-transition",
    unit: "people",
    means:
      "Mean number whose treatment is over and who hold their place until they can go: papers, transport, hours of discharge.",
    for: has("leaving"),
    of: ({ place }, t) => (t.leavingDays[place] as number) / t.days,
  },
  {
    name: "wrong-level",
    unit: "people",
    means: "Mean number in the place who need no more than a lower level of care.",
    for: has("levels"),
    of: ({ place }, t) => (t.wrongLevelDays[place] as number) / t.days,
  },
  {
    name: "wrong-level-share",
    unit: "share",
    means: "Days at the wrong level over occupied days.",
    for: has("levels"),
    of: ({ place }, t) => ratio(t.wrongLevelDays[place] as number, t.occupiedDays[place] as number),
  },
  {
    name: "outliers",
    unit: "people",
    means: "Mean number here who belong in another place.",
    for: has("outliers"),
    of: ({ place }, t) => (t.outlierDays[place] as number) / t.days,
  },
  {
    name: "outlier-admissions",
    unit: "per year",
    means: "People who came in as outliers.",
    for: has("outliers"),
    of: aYear(count(Count.outliers)),
  },
  {
    name: "escalation-beds",
    unit: "beds",
    means: "Mean number of escalation beds open.",
    for: has("escalation"),
    of: ({ place }, t) => (t.escalationDays[place] as number) / t.days,
  },
  {
    name: "escalation-days",
    unit: "bed days per year",
    means: "Days that escalation beds were open, used or not.",
    for: has("escalation"),
    of: aYear(({ place }, t) => t.escalationDays[place] as number),
  },
  {
    name: "visits",
    unit: "visits per day",
    means: "Mean visits made a day.",
    for: (at) => at.legend.takesVisits,
    of: ({ place }, t) => (t.visits[place] as number) / t.days,
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
  { name: "deaths", unit: "per year", means: "People who died in the place.", for: beds, of: aYear(count(Count.died)) },
  {
    name: "staff",
    unit: "WTE",
    means: "Mean staff wanted for what was open, at `wte-per-open`.",
    for: (at) => at.legend.wtePerOpen > 0,
    of: ({ place, legend }, t) => (legend.wtePerOpen * (t.openDays[place] as number)) / t.days,
  },
  {
    name: "admissions-before",
    unit: "per person per year",
    means: "Emergency admissions in the year before, of those taken on to a list.",
    for: finds,
    of: (at, t) => ratio(found(at, t, Found.admissionsBefore), found(at, t, Found.joined)),
  },
  {
    name: "admissions-on-list",
    unit: "per person per year",
    means: "Emergency admissions of those on a list, per person-year on it.",
    for: finds,
    of: (at, t) => ratio(found(at, t, Found.admissions) * DAYS_PER_YEAR, found(at, t, Found.days)),
  },
  {
    name: "contact-hours",
    unit: "hours per week",
    means: "Mean contact time that those on a list take, at `contact-hours-per-week` each.",
    for: (at) => at.legend.contactHours > 0,
    of: ({ place, legend }, t) => (legend.contactHours * (t.occupiedDays[place] as number)) / t.days,
  },
  {
    name: "c-statistic",
    unit: "share",
    means:
      "Chance that, of two people who might be taken on, the one who will have the need within a year has the higher score.",
    for: finds,
    of: (at, t) => ratio(found(at, t, Found.cStatistic), found(at, t, Found.rounds)),
  },
  {
    name: "sensitivity",
    unit: "share",
    means: "Of all who will have the need within a year, the share among those taken on in a round.",
    for: finds,
    of: (at, t) => ratio(found(at, t, Found.sensitivity), found(at, t, Found.rounds)),
  },
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

/** Share of midnights with more than a share of the places open then taken (1: all of them). */
function daysOver({ plan, place }: PlaceOfPlan, tally: Tally, share: number): number {
  const { count: places } = plan.places;
  const midnights = tally.censusOccupied.length / places;
  let over = 0;
  let days = 0;
  for (let day = 0; day < midnights; day++) {
    const open = tally.censusOpen[day * places + place] as number;
    if (open === 0) continue;
    days++;
    const taken = tally.censusOccupied[day * places + place] as number;
    if (share === 1 ? taken >= open : taken > share * open) over++;
  }
  return ratio(over, days);
}

function waitPercentile(at: PlaceOfPlan, tally: Tally, share: number): number {
  const all = takenIn(at, tally);
  return percentileOf(tally.waitHistogram, at.place, all, all - waited(at, tally), share);
}

/**
 * A percentile, in days, read from a histogram of waits.
 *
 * @param row which of the histograms laid one after another
 * @param all how many there are, of whom `none` took no time and are not in the histogram
 */
export function percentileOf(histogram: Float64Array, row: number, all: number, none: number, share: number): number {
  let seen = none;
  if (all === 0 || seen >= share * all) return 0;
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
