/**
 * The mean census of a place that is never full, when arrivals follow the clock and the calendar: the Mt/G/∞ queue of
 * Eick, Massey & Whitt (1993), doi 10.1287/opre.41.4.731. Starting empty, m(t) = ∫₀ᵗ λ(t − u) S(u) du, where S(u) is the
 * chance of still being there u days after arriving; the census at t is Poisson with that mean.
 */
// @ts-expect-error the package has no types
import jstat from "jstat";
import type { Rhythm } from "../scenario/scenario.js";

/** Chance that a stay is longer than so many days. */
export type Survival = (days: number) => number;

const HOURS = 24;
const DAY_MS = 86_400_000;

/** Gauss–Legendre points and weights on [0, 1], three points, and the equal parts of an hour they are used on. */
const POINTS = [0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)] as const;
const WEIGHTS = [5 / 18, 8 / 18, 5 / 18] as const;
const PARTS = 4;

/**
 * Arrivals a day in force in each hour of a run, one number an hour: the base rate times the multipliers of the
 * month, the weekday and the hour of day.
 * @param start ISO date of the first midnight
 * @throws {RangeError} where `start` is no date
 */
export function hourlyRates(perDay: number, rhythm: Rhythm, start: string, hours: number): Float64Array {
  const midnight = Date.parse(`${start}T00:00:00Z`);
  if (Number.isNaN(midnight)) throw new RangeError(`a date such as 2003-04-01 is wanted, not ${start}`);
  const rates = new Float64Array(hours);
  for (let k = 0; k < hours; k++) {
    const day = new Date(midnight + Math.floor(k / HOURS) * DAY_MS);
    const month = rhythm.month?.[day.getUTCMonth()] ?? 1;
    const weekday = rhythm.weekday?.[(day.getUTCDay() + 6) % 7] ?? 1;
    rates[k] = perDay * month * weekday * (rhythm.hour?.[k % HOURS] ?? 1);
  }
  return rates;
}

/**
 * Mean census on the stroke of every hour, from empty: `census[k]` at k hours, one number more than there are rates.
 * Each quarter of an hour of the survival is integrated by three-point Gauss–Legendre: within 1e-9 of the census for
 * exponential and lognormal laws with means from half a day (tested). A law with a jump (fixed stays) is exact where it
 * jumps on the quarter, elsewhere within a quarter of an hour's arrivals. Survival beyond the point where the rest of it
 * holds less than 1e-12 of the census is left out.
 */
export function censusFromEmpty(rates: Float64Array, survival: Survival): Float64Array {
  const kept = hourlyPresence(survival, rates.length);
  const census = new Float64Array(rates.length + 1);
  for (let k = 1; k <= rates.length; k++) {
    let sum = 0;
    for (let age = Math.min(k, kept.length) - 1; age >= 0; age--) sum += kept[age]! * rates[k - 1 - age]!;
    census[k] = sum;
  }
  return census;
}

/** Days of presence that one arrival a day, in force for one hour, leaves so many hours later. */
function hourlyPresence(survival: Survival, hours: number): Float64Array {
  const presence = new Float64Array(hours);
  for (let age = 0; age < hours; age++) presence[age] = overOneHour(survival, age);
  let cut = hours;
  let rest = 0;
  const negligible = presence.reduce((a, b) => a + b, 0) * 1e-12;
  while (cut > 0 && rest + presence[cut - 1]! < negligible) rest += presence[--cut]!;
  return presence.subarray(0, cut);
}

function overOneHour(survival: Survival, age: number): number {
  let sum = 0;
  for (let part = 0; part < PARTS; part++)
    for (let i = 0; i < 3; i++) sum += WEIGHTS[i]! * survival((age + (part + POINTS[i]!) / PARTS) / HOURS);
  return sum / (PARTS * HOURS);
}

/**
 * Time average of the census from the stroke of hour `from` to that of `to`, by the trapezoid rule:
 * within 0.01 % where stays are of a day or more.
 */
export function meanOver(census: Float64Array, from: number, to: number): number {
  let sum = (census[from]! + census[to]!) / 2;
  for (let k = from + 1; k < to; k++) sum += census[k]!;
  return sum / (to - from);
}

/** Chance that an exponential stay of this mean lasts longer. */
export function exponentialSurvival(mean: number): Survival {
  return (days) => Math.exp(-days / mean);
}

/** Chance that a lognormal stay of this mean and standard deviation (days, both of the stay itself) lasts longer; to 1e-15. */
export function lognormalSurvival(mean: number, sd: number): Survival {
  const spread = Math.sqrt(Math.log(1 + (sd / mean) ** 2));
  const middle = Math.log(mean) - spread ** 2 / 2;
  return (days) => (days <= 0 ? 1 : jstat.normal.cdf((middle - Math.log(days)) / spread, 0, 1));
}
