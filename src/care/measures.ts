import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Count } from "./codes.js";
import { OF_PLACES } from "./measures-places.js";
import { percentileOf } from "./measures-waits.js";
import { ratio } from "./place-measure.js";
import { type Legend, type Plan, UNLIMITED } from "./plan.js";
import { needCount, type Tally } from "./tally.js";

/** What a measure is of: a place, a group of people or payers, or (both null) the whole system. */
export interface MeasureKey {
  measure: string;
  place: string | null;
  group: Group | null;
  unit: string;
}

/** People by need, age band, segment or setting, cost by payer, or one of the clocks. */
export type Group =
  | { need: string }
  | { age: string }
  | { payer: string }
  | { segment: string }
  | { setting: string }
  | { clock: string };

/** A measure's stable name, unit and meaning, as the scenario reference lists it. */
export interface MeasureDefinition {
  name: string;
  unit: string;
  means: string;
}

const OF_SYSTEM: MeasureDefinition[] = [
  {
    name: "emergency-admissions",
    unit: "per year",
    means:
      "Emergencies that were admitted (to a place where coming in is an admission), from the population and from streams.",
  },
  { name: "presentations", unit: "per year", means: "People who came for care, by need or stream of arrivals." },
  {
    name: "time-in-care",
    unit: "days",
    means: "Mean time from presentation to leaving care, per person who left, by need or stream of arrivals.",
  },
  { name: "clock-in-time", unit: "share", means: "Share of those whose clock stopped within its time." },
  { name: "clock-mean", unit: "days", means: "Mean time on the clock, per person whose clock stopped." },
  { name: "clock-p95", unit: "days", means: "Time on the clock that 95 % did not exceed." },
  { name: "care-home-admissions", unit: "per year", means: "People who came into places whose setting is care-home." },
  { name: "staff", unit: "WTE", means: "Mean staff wanted for what was open, at each place's `wte-per-open`." },
  {
    name: "already-in-care",
    unit: "per year",
    means: "Needs that arose while the person was already in care, and were met there.",
  },
  {
    name: "admissions-per-1000",
    unit: "per 1000 people per year",
    means: "Emergencies of the population that were admitted, by age band or segment (null: all).",
  },
  {
    name: "bed-days-per-1000-aged-65-and-over",
    unit: "days per 1000 people per year",
    means:
      "Days in places of kind beds, of the population and streams aged 65 and over, per 1000 such people of the population.",
  },
  {
    name: "readmissions-within-30-days",
    unit: "share",
    means:
      "Emergencies of the population within 30 days of leaving care, over those of the population who left care alive.",
  },
  {
    name: "deaths",
    unit: "per year",
    means: "Deaths of anyone, in care and outside, also by setting (outside care: home).",
  },
  { name: "deaths-in-care", unit: "per year", means: "Deaths in a pathway, wherever the person was." },
  { name: "deaths-outside-care", unit: "per year", means: "Deaths of the population outside the pathways." },
  { name: "people", unit: "people", means: "Mean population, also by segment." },
  { name: "people-at-end", unit: "people", means: "Population at the end of the run, by segment." },
  {
    name: "died-where-wished",
    unit: "share",
    means: "Of the population's deaths, those in the setting that the person wished for (outside care: home).",
  },
  { name: "cost", unit: "£ per year", means: "Cost to a payer (null: all payers)." },
];

/** Every measure's name, unit and meaning. */
export const MEASURES: MeasureDefinition[] = [
  ...OF_PLACES.map(({ name, unit, means }) => ({ name, unit, means: `Of a place: ${means}` })),
  ...OF_SYSTEM.map((m) => ({ ...m, means: `Of the whole system: ${m.means}` })),
];

/** A measure with the way to work it out from a tally. */
interface Reading {
  key: MeasureKey;
  of: (tally: Tally) => number;
}

/** All measures that make sense for a plan; every replication gives a value for each, in this order. */
export class Measures {
  private readonly readings: Reading[];

  constructor(plan: Plan, legend: Legend) {
    this.readings = [...systemReadings(plan, legend), ...placeReadings(plan, legend)];
  }

  get keys(): MeasureKey[] {
    return this.readings.map((reading) => reading.key);
  }

  /** The values of one replication, in the order of `keys`; NaN: a mean, share or percentile of nobody, or of a place that never was open. */
  of(tally: Tally): Float64Array {
    return Float64Array.from(this.readings, (reading) => reading.of(tally));
  }
}

function placeReadings(plan: Plan, legend: Legend): Reading[] {
  return legend.places.flatMap((own, place) => {
    const { name, kind } = own;
    const epochs = Array.from(plan.epochs.keys());
    const at = {
      plan,
      place,
      kind,
      legend: own,
      limited: epochs.every((e) => plan.places.capacity[e * plan.places.count + place] !== UNLIMITED),
    };
    return OF_PLACES.filter((m) => m.for(at)).map((m) => ({
      key: { measure: m.name, place: name, group: null, unit: m.unit },
      of: (tally: Tally) => m.of(at, tally),
    }));
  });
}

function systemReadings(plan: Plan, legend: Legend): Reading[] {
  const { bands } = plan.classes;
  const needs = [...legend.streams.keys()];
  const emergencies = needs.filter((n) => legend.streams[n]?.emergency);
  const ofPeople = needs.filter((n) => legend.streams[n]?.isNeed);
  const over = (cells: Float64Array, of: number[], band?: number) =>
    sum(of, (n) => (band === undefined ? sum(range(bands), (b) => cells[n * bands + b]) : cells[n * bands + band]));
  const system = (name: string, of: (t: Tally) => number, group: MeasureKey["group"] = null): Reading => ({
    key: { measure: name, place: null, group, unit: OF_SYSTEM.find((m) => m.name === name)?.unit ?? "" },
    of,
  });
  const yearly = (total: number, t: Tally) => (total / t.days) * DAYS_PER_YEAR;
  const cost = (t: Tally, payer?: string) =>
    sum(
      legend.places.flatMap((p, i) => (payer === undefined || p.payer === payer ? [i] : [])),
      (i) => t.cost[i],
    );
  const diedInCare = (t: Tally) => sum(range(plan.places.count), (p) => t.counts[(p << Count.shift) + Count.died]);
  const at = (t: Tally, setting: string, what: number) =>
    sum(
      legend.places.flatMap((p, i) => (p.setting === setting ? [i] : [])),
      (p) => t.counts[(p << Count.shift) + what],
    );
  const diedIn = (t: Tally, setting: string) => at(t, setting, Count.died);
  const admittedTo = (t: Tally, setting: string) => at(t, setting, Count.admitted);
  const wte = (t: Tally, p: number) => (legend.places[p]?.wtePerOpen ?? 0) * (t.openDays[p] as number);
  const diedOutside = (t: Tally) => sum(range(bands), (b) => t.diedOutside[b]);
  const readings = [
    system("emergency-admissions", (t) => yearly(over(t.admitted, emergencies), t)),
    ...needs.map((n) =>
      system("presentations", (t) => yearly(over(t.came, [n]), t), { need: legend.streams[n]?.name ?? "" }),
    ),
    ...needs.map((n) =>
      system("time-in-care", (t) => ratio(t.spellDays[n] as number, t.spellsEnded[n] as number), {
        need: legend.streams[n]?.name ?? "",
      }),
    ),
    ...legend.clocks.flatMap(({ name }, c) => [
      system("clock-in-time", (t) => ratio(t.clockInTime[c] as number, t.clockCount[c] as number), { clock: name }),
      system("clock-mean", (t) => ratio(t.clockDays[c] as number, t.clockCount[c] as number), { clock: name }),
      system("clock-p95", (t) => percentileOf(t.clockHistogram, c, t.clockCount[c] as number, 0, 0.95), {
        clock: name,
      }),
    ]),
    system("deaths", (t) => yearly(diedInCare(t) + diedOutside(t), t)),
    ...settingsOf(legend).map((setting) =>
      system("deaths", (t) => yearly(diedIn(t, setting) + (setting === "home" ? diedOutside(t) : 0), t), { setting }),
    ),
    ...(legend.places.some((p) => p.setting === "care-home")
      ? [system("care-home-admissions", (t: Tally) => yearly(admittedTo(t, "care-home"), t))]
      : []),
    ...(legend.places.some((p) => p.wtePerOpen > 0)
      ? [system("staff", (t: Tally) => sum(range(plan.places.count), (p) => wte(t, p)) / t.days)]
      : []),
    system("deaths-in-care", (t) => yearly(diedInCare(t), t)),
    system("cost", (t) => yearly(cost(t), t)),
    ...[...new Set(legend.places.map((p) => p.payer))].map((payer) =>
      system("cost", (t) => yearly(cost(t, payer), t), { payer }),
    ),
  ];
  if (plan.people === null) return readings;
  const emergencyNeeds = ofPeople.filter((n) => emergencies.includes(n));
  const per1000 = (t: Tally, total: number, of: number[]) =>
    ratio(
      total * 1000 * DAYS_PER_YEAR,
      sum(of, (b) => t.personDays[b]),
    );
  const old = range(bands).filter((b) => (legend.bands[b]?.from ?? 0) >= 65);
  const bedPlaces = legend.places.flatMap((p, i) => (p.kind === "beds" ? [i] : []));
  return [
    ...readings,
    system("admissions-per-1000", (t) => per1000(t, over(t.admitted, emergencyNeeds), range(bands))),
    ...range(bands).map((b) =>
      system("admissions-per-1000", (t) => per1000(t, over(t.admitted, emergencyNeeds, b), [b]), {
        age: legend.bands[b]?.label ?? "",
      }),
    ),
    ...(old.length > 0
      ? [
          system("bed-days-per-1000-aged-65-and-over", (t) =>
            per1000(
              t,
              sum(bedPlaces, (p) => sum(old, (b) => t.staysCut[p * bands + b])),
              old,
            ),
          ),
        ]
      : []),
    system("readmissions-within-30-days", (t) =>
      ratio(
        sum(ofPeople, (n) => t.readmitted[n]),
        sum(ofPeople, (n) => t.discharged[n]),
      ),
    ),
    system("already-in-care", (t) =>
      yearly(
        sum(range(needCount(plan)), (n) => t.alreadyInCare[n]),
        t,
      ),
    ),
    system("deaths-outside-care", (t) => yearly(diedOutside(t), t)),
    system("people", (t) => sum(range(bands), (b) => t.personDays[b]) / t.days),
    ...legend.segments.flatMap((segment, s) => [
      system("people", (t) => (t.segmentDays[s] as number) / t.days, { segment }),
      system("people-at-end", (t) => t.segmentEnd[s] as number, { segment }),
      system(
        "admissions-per-1000",
        (t) => ratio((t.segmentAdmitted[s] as number) * 1000 * DAYS_PER_YEAR, t.segmentDays[s] as number),
        { segment },
      ),
    ]),
    ...(plan.people.wishes === null
      ? []
      : [system("died-where-wished", (t: Tally) => ratio(t.wishes[1] as number, t.wishes[0] as number))]),
  ];
}

/** Settings of the places, with home where people may also die outside care. */
function settingsOf(legend: Legend): string[] {
  const named = legend.places.flatMap(({ setting }) => setting ?? []);
  return named.length === 0 ? [] : [...new Set([...named, "home"])];
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

function sum(of: number[], get: (i: number) => number | undefined): number {
  return of.reduce((total, i) => total + (get(i) ?? 0), 0);
}
