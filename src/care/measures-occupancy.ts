import { Count } from "./codes.js";
import {
  admitted,
  always,
  aYear,
  count,
  counted,
  has,
  held,
  limited,
  type PlaceMeasure,
  type PlaceOfPlan,
  ratio,
  stays,
  treats,
} from "./place-measure.js";
import type { Tally } from "./tally.js";

/** How full a place is, of whom, and how long they stay. */
export const OF_OCCUPANCY: PlaceMeasure[] = [
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
    means:
      "Mean length of a delay that ended in this place, per delayed patient; 0 where people left and none was delayed.",
    for: held,
    of: (at, t) =>
      count(Count.delays)(at, t) === 0
        ? ratio(0, count(Count.left)(at, t))
        : ratio(count(Count.delayDays)(at, t), count(Count.delays)(at, t)),
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
