import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Count } from "./codes.js";
import { OF_PLACES, ratio } from "./measures-places.js";
import { type Legend, type Plan, UNLIMITED } from "./plan.js";
import { needCount, type Tally } from "./tally.js";

/** What a measure is of: a place, a group of people or payers, or (both null) the whole system. */
export interface MeasureKey {
  measure: string;
  place: string | null;
  group: { need: string } | { age: string } | { payer: string } | null;
  unit: string;
}

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
    means: "Emergencies that came into care, from the population and from streams without one.",
  },
  { name: "presentations", unit: "per year", means: "People who came into care, by need or stream of arrivals." },
  {
    name: "already-in-care",
    unit: "per year",
    means: "Needs that arose while the person was already in care, and were met there.",
  },
  {
    name: "admissions-per-1000",
    unit: "per 1000 people per year",
    means: "Emergencies of the population that came into care, by age band (null: all ages).",
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
  { name: "deaths", unit: "per year", means: "Deaths of anyone, in care and outside." },
  { name: "deaths-in-care", unit: "per year", means: "Deaths in a pathway, wherever the person was." },
  { name: "deaths-outside-care", unit: "per year", means: "Deaths of the population outside the pathways." },
  { name: "people", unit: "people", means: "Mean population." },
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

  /** The values of one replication, in the order of `keys`. */
  of(tally: Tally): Float64Array {
    return Float64Array.from(this.readings, (reading) => reading.of(tally));
  }
}

function placeReadings(plan: Plan, legend: Legend): Reading[] {
  return legend.places.flatMap(({ name, kind }, place) => {
    const epochs = Array.from(plan.epochs.keys());
    const at = {
      plan,
      place,
      kind,
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
  const came = (t: Tally, of: number[], band?: number) =>
    sum(of, (n) => (band === undefined ? sum(range(bands), (b) => t.came[n * bands + b]) : t.came[n * bands + band]));
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
  const diedOutside = (t: Tally) => sum(range(bands), (b) => t.diedOutside[b]);
  const readings = [
    system("emergency-admissions", (t) => yearly(came(t, emergencies), t)),
    ...needs.map((n) =>
      system("presentations", (t) => yearly(came(t, [n]), t), { need: legend.streams[n]?.name ?? "" }),
    ),
    system("deaths", (t) => yearly(diedInCare(t) + diedOutside(t), t)),
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
    system("admissions-per-1000", (t) => per1000(t, came(t, emergencyNeeds), range(bands))),
    ...range(bands).map((b) =>
      system("admissions-per-1000", (t) => per1000(t, came(t, emergencyNeeds, b), [b]), {
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
  ];
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

function sum(of: number[], get: (i: number) => number | undefined): number {
  return of.reduce((total, i) => total + (get(i) ?? 0), 0);
}
