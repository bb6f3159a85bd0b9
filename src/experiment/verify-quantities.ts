/** Figures of a verification case that are read from a replication's tally. */

import { Count } from "../care/codes.js";
import type { Compiled } from "../care/compile.js";
import { Measures } from "../care/measures.js";
import type { Tally } from "../care/tally.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import type { Expected } from "./verify-expected.js";

const DAY = 86_400_000;
/** How many of a unit make a day. */
const PER_DAY: Record<string, number> = { days: 1, hours: 24, minutes: 1440 };

/** What is asked for of a compiled case, in the unit of the expected figure. */
export type Quantity = (tally: Tally) => number;

/**
 * The way to read an expected figure from a tally.
 * @throws {Error} where there is no such measure, place or unit
 */
export function quantityOf(compiled: Compiled, row: Expected): Quantity {
  const [name, detail = ""] = row.measure.split(":") as [string, string?];
  const p = compiled.legend.places.findIndex((each) => each.name === row.place);
  if (name === "chance-full-with") return (tally) => chanceFull(compiled, tally, p, Number(detail));
  if (name === "midnight-census") return (tally) => midnights(compiled, tally, p, () => true);
  if (name === "midnight-census-in-month")
    return (tally) => midnights(compiled, tally, p, (day) => monthOf(compiled, day) === Number(detail));
  if (name === "midnight-census-of-day")
    return (tally) => midnights(compiled, tally, p, (day) => day + 1 === Number(detail));
  if (name === "delay-per-stay") return (tally) => delayPerStay(compiled, tally, p, detail);
  return measured(compiled, name, row);
}

function measured({ plan, legend }: Compiled, name: string, row: Expected): Quantity {
  const measures = new Measures(plan, legend);
  const at = measures.keys.findIndex(
    (key) =>
      key.measure === name &&
      (row.place === (key.place ?? "") || (key.group !== null && Object.values(key.group)[0] === row.place)),
  );
  if (at === -1) throw new Error(`${row.case}: there is no measure \`${name}\` of \`${row.place}\``);
  const times = conversion(measures.keys[at]!.unit, row.unit, plan.horizon - plan.warmUp);
  return (tally) => measures.of(tally)[at]! * times;
}

/** What turns a measure's unit into that of the expected figure; a yearly number becomes the number in the window by any other unit. */
function conversion(from: string, to: string, days: number): number {
  if (PER_DAY[from] !== undefined && PER_DAY[to] !== undefined) return PER_DAY[to] / PER_DAY[from];
  return from === "per year" && to !== "per year" ? days / DAYS_PER_YEAR : 1;
}

/** P(N = n) / P(N ≤ n). */
function chanceFull({ plan }: Compiled, tally: Tally, p: number, beds: number): number {
  const histogram = tally.histogram.subarray(plan.places.histogramAt[p]!, plan.places.histogramAt[p]! + beds + 1);
  return histogram[beds]! / histogram.reduce((a, b) => a + b, 0);
}

/** Month from 1 of an observed day; a midnight belongs to the day that it ends. */
function monthOf({ legend }: Compiled, day: number): number {
  return new Date(Date.parse(legend.start) + day * DAY).getUTCMonth() + 1;
}

function midnights({ plan }: Compiled, tally: Tally, p: number, wanted: (day: number) => boolean): number {
  let [sum, counted] = [0, 0];
  for (let day = 0; day * plan.places.count < tally.censusOccupied.length; day++) {
    if (!wanted(day)) continue;
    sum += tally.censusOccupied[day * plan.places.count + p]!;
    counted++;
  }
  return sum / counted;
}

/** Days that people held a bed here for a step, per admission to that step's place. */
function delayPerStay({ legend }: Compiled, tally: Tally, p: number, step: string): number {
  const next = legend.places.findIndex((place) => place.name === legend.steps.find((s) => s.name === step)?.place);
  return tally.delayedDays[p]! / tally.counts[(next << Count.shift) + Count.admitted]!;
}
