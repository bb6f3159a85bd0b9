import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Count, Found } from "./codes.js";
import { OF_OCCUPANCY } from "./measures-occupancy.js";
import { OF_WAITS } from "./measures-waits.js";
import { always, aYear, beds, count, type PlaceMeasure, type PlaceOfPlan, ratio } from "./place-measure.js";
import type { Tally } from "./tally.js";

const finds = ({ plan, place }: PlaceOfPlan) => plan.policies.some((policy) => policy.place === place);
const found = ({ plan, place }: PlaceOfPlan, { found }: Tally, what: number) =>
  plan.policies.reduce(
    (sum, policy, i) => sum + (policy.place === place ? (found[(i << Found.shift) + what] as number) : 0),
    0,
  );

/** What is measured of every place where it makes sense. */
export const OF_PLACES: PlaceMeasure[] = [
  ...OF_OCCUPANCY,
  ...OF_WAITS,
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
