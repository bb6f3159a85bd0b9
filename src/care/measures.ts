import { Count } from "./codes.js";
import { type Legend, type Plan, UNLIMITED } from "./plan.js";
import { needCount, type Tally, WAIT_BINS, waitBinStart } from "./tally.js";

const YEAR = 365.25;

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

interface PlaceMeasure extends MeasureDefinition {
  /** Where it makes sense. */
  for: (at: PlaceOfPlan) => boolean;
  of: (at: PlaceOfPlan, tally: Tally) => number;
}

interface PlaceOfPlan {
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
  (of(at, tally) / tally.days) * YEAR;
const ratio = (a: number, b: number) => (b === 0 ? 0 : a / b);

const OF_PLACES: PlaceMeasure[] = [
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
  const yearly = (total: number, t: Tally) => (total / t.days) * YEAR;
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
      total * 1000 * YEAR,
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

function stayDays({ plan, place }: PlaceOfPlan, tally: Tally): number {
  const { bands } = plan.classes;
  return sum(range(bands), (b) => tally.stayDays[place * bands + b]);
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
