import type { Place, Scenario, Timetable } from "../scenario/scenario.js";
import { type PlacesPlan, SLOTS_A_WEEK, type TimetablePlan, UNLIMITED } from "./plan.js";
import type { ValueStore } from "./values.js";

/** Longest occupancy histogram of a place without limit; the last entry stands for "this many or more". */
const WATCHED = 4096;
const DAY = 86_400_000;
/** Half hours. */
const SLOTS_A_DAY = 48;

/** Flattens the places of a scenario over time. */
export function compilePlaces(scenarios: Scenario[], store: ValueStore, firstDay: number, horizon: number): PlacesPlan {
  const places = (scenarios[0] as Scenario).places;
  const number = new Map(places.map((place, p) => [place.name, p]));
  const each = <T>(get: (place: Place) => T): T[] => scenarios.flatMap((s) => s.places.map(get));
  const lengths = places.map((_, p) => histogramLength(scenarios.map((s) => s.places[p] as Place)));
  return {
    count: places.length,
    capacity: Int32Array.from(each((place) => place.capacity ?? UNLIMITED)),
    histogramAt: starts(lengths),
    isCaseload: Uint8Array.from(places, (place) => Number(place.kind === "caseload")),
    costOccupiedDay: Float64Array.from(each((place) => place.cost.occupiedDay)),
    costOpenDay: Float64Array.from(each((place) => place.cost.openDay)),
    costStay: Float64Array.from(each((place) => place.cost.stay)),
    ranks: 1 + Math.max(0, ...places.map((place) => place.takes.length)),
    timetable: compileTimetable(scenarios, firstDay, horizon),
    overflowAt: starts(places.map((place) => place.overflow.length)),
    overflowTo: Int32Array.from(places.flatMap((place) => place.overflow.map((name) => number.get(name) as number))),
    guestRoom: Int32Array.from(each(guestRoom)),
    isShared: Uint8Array.from(places, (place) => Number(place.shared)),
    escalation: Int32Array.from(each((place) => place.escalation?.beds ?? 0)),
    escalationOpens: Float64Array.from(each((place) => place.escalation?.opensAbove ?? 1)),
    escalationCloses: Float64Array.from(each((place) => place.escalation?.closesBelow ?? 1)),
    cleaning: Int32Array.from(each((place) => (place.cleaning === undefined ? -1 : store.law(place.cleaning)))),
    takesVisits: Uint8Array.from(places, (place) => Number(place.takesVisits)),
    isPlain: Uint8Array.from(places, (place, p) =>
      Number(
        !place.takesVisits &&
          scenarios.every((s) => s.places[p]?.cleaning === undefined) &&
          !places.some((other) => other.overflow.includes(place.name)),
      ),
    ),
    admits: Uint8Array.from(places, (place) => Number(place.admits)),
    waitTarget: Float64Array.from(each((place) => place.waitTarget ?? Number.POSITIVE_INFINITY)),
    slots: Int32Array.from(each((place) => place.slots ?? [-1, -1, -1, -1, -1, -1, -1]).flat()),
    sessionAt: Float64Array.from(places, (place) => place.session),
  };
}

function starts(lengths: number[]): Int32Array {
  let sum = 0;
  return Int32Array.from([0, ...lengths.map((length) => (sum += length))]);
}

function histogramLength(over: Place[]): number {
  const most = Math.max(...over.map(mostOpen));
  return most >= UNLIMITED ? WATCHED : most + 1;
}

function mostOpen({ capacity, timetable, escalation }: Place): number {
  if (capacity === undefined) return UNLIMITED;
  return Math.max(capacity, ...timetable.map((row) => row.capacity)) + (escalation?.beds ?? 0);
}

/** Beds that outliers may have. */
function guestRoom(place: Place): number {
  return place.shared ? UNLIMITED : Math.max(0, Math.min(mostOpen(place), UNLIMITED) - place.ringFenced);
}

function compileTimetable(scenarios: Scenario[], firstDay: number, horizon: number): TimetablePlan {
  const places = (scenarios[0] as Scenario).places;
  const at = new Int32Array(places.length).fill(-1);
  const months = new Int32Array(places.length).fill(1);
  const capacity: number[] = [];
  places.forEach((place, p) => {
    if (place.timetable.length === 0) return;
    at[p] = capacity.length;
    months[p] = place.timetable.some((row) => row.months) ? 12 : 1;
    for (const scenario of scenarios)
      for (let month = 0; month < (months[p] as number); month++)
        capacity.push(...weekOf((scenario.places[p] as Place).timetable, month));
  });
  const monthOfDay = Uint8Array.from({ length: Math.ceil(horizon) + 1 }, (_, day) =>
    new Date(firstDay + day * DAY).getUTCMonth(),
  );
  return { at, months, capacity: Int32Array.from(capacity), turns: turnsOf(scenarios, months, capacity), monthOfDay };
}

/** What is open in each half hour of a week of a month; −1: the plain number. */
function weekOf(rows: Timetable[], month: number): number[] {
  return Array.from({ length: SLOTS_A_WEEK }, (_, slot) => {
    const [day, half] = [Math.floor(slot / SLOTS_A_DAY), slot % SLOTS_A_DAY];
    return rows.find((row) => isIn(row, month, day, half))?.capacity ?? -1;
  });
}

/** A row that goes on past midnight belongs to the day it begins on. */
function isIn({ days, months, from, to }: Timetable, month: number, day: number, half: number): boolean {
  const on = (d: number) => days === undefined || days.includes(d);
  if (months !== undefined && !months.includes(month)) return false;
  if (from < to) return on(day) && half >= from && half < to;
  return (on(day) && half >= from) || (on((day + 6) % 7) && half < to);
}

/** Half hours at which some place may change: every full hour where escalation is watched, midnights where months differ. */
function turnsOf(scenarios: Scenario[], months: Int32Array, capacity: number[]): Uint8Array {
  const isWatched = scenarios.some((s) => s.places.some((place) => place.escalation !== undefined));
  const turns = Uint8Array.from({ length: SLOTS_A_WEEK }, (_, slot) => {
    if (isWatched && slot % 2 === 0) return 1;
    if (months.some((n) => n > 1) && slot % SLOTS_A_DAY === 0) return 1;
    const before = (slot + SLOTS_A_WEEK - 1) % SLOTS_A_WEEK;
    for (let week = 0; week < capacity.length; week += SLOTS_A_WEEK)
      if (capacity[week + slot] !== capacity[week + before]) return 1;
    return 0;
  });
  return turns.some((turn) => turn === 1) ? turns : new Uint8Array(0);
}
