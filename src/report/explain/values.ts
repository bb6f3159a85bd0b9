/** Lengths, laws and rates in words with units, as a planner would check them against their file. */
import { least, most } from "../../engine/extremes.js";
import { type Law, mean, variance } from "../../engine/laws.js";
import { WEEKDAYS } from "../../scenario/dates.js";
import type { By, Who } from "../../scenario/scenario.js";
import { DAYS_PER_MONTH, DAYS_PER_YEAR } from "../../scenario/units.js";
import { OLDEST } from "../../scenario/who.js";
import { capital, list, NBSP, number } from "../words.js";

/** Rows beyond these are summed up by the least and the most. */
const MOST_ROWS = 8;
/** Days in each. */
const UNITS: [number, string][] = [
  [DAYS_PER_YEAR, "year"],
  [DAYS_PER_MONTH, "month"],
  [7, "week"],
];

/** A number of at most four digits that count: `1,080`, `0.6`. */
export function plain(n: number): string {
  return n.toLocaleString("en-GB", { maximumSignificantDigits: Math.abs(n) >= 1e4 ? 7 : 4 });
}

/** `6 minutes`, `26 hours`, `18 weeks`, `2 years`: the largest unit that is whole from eight weeks on, else days, hours, minutes. */
export function days(n: number): string {
  for (const [size, unit] of UNITS)
    if (n >= 8 * 7 && Math.abs(n / size - Math.round(n / size)) < 1e-3) return plural(Math.round(n / size), unit);
  const isHours = n < 4 && !Number.isInteger(n) && Math.abs(n * 24 - Math.round(n * 24)) < 1e-6;
  if (n === 0 || (n >= 1 && !isHours)) return plural(Number(n.toPrecision(3)), "day");
  return n < 1 / 12
    ? plural(Number((n * 1440).toPrecision(2)), "minute")
    : plural(Number((n * 24).toPrecision(3)), "hour");
}

/** `1 bed`, `320 beds`. */
export function plural(n: number, unit: string): string {
  return `${plain(n)} ${unit}${n === 1 ? "" : "s"}`;
}

/** `93.1 %`, to three digits. */
export function share(of: number): string {
  return `${plain(Number((of * 100).toPrecision(3)))} %`;
}

/** Pounds to the penny where there are any: `£3.50`. */
export function pounds(amount: number): string {
  return `£${number(amount, Number.isInteger(amount) ? 1 : 0.01)}`;
}

/** A limit in its measure's unit, as exactly as it was written: `92 %`, `7 hours`, `£1,500,000 per year`, `300 people`. */
export function limit(value: number, unit: string): string {
  if (unit === "share")
    return `${Number((value * 100).toPrecision(6)).toLocaleString("en-GB", { maximumFractionDigits: 4 })}${NBSP}%`;
  if (unit === "days") return days(value);
  return unit.startsWith("£") ? `${pounds(value)} ${unit.slice(1).trim()}`.trim() : `${plain(value)} ${unit}`.trim();
}

/** `at most 92 %`, `at least 4 beds and at most 9 beds`: what a target wants, in its measure's unit. */
export function limitWords(
  { atMost, atLeast }: { atMost?: number | undefined; atLeast?: number | undefined },
  unit: string,
): string {
  const most = atMost === undefined ? [] : [`at most ${limit(atMost, unit)}`];
  const least = atLeast === undefined ? [] : [`at least ${limit(atLeast, unit)}`];
  return [...most, ...least].join(" and ");
}

/** `10:30`, from a share of the day. */
export function clock(ofDay: number): string {
  const minutes = Math.round(ofDay * 1440);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A law of durations: `5 days on average (lognormal, sd 6 days)`. */
export function lawWords(law: Law, say: (value: number) => string = days): string {
  const average = `${say(mean(law))} on average`;
  switch (law.law) {
    case "fixed":
      return say(law.value);
    case "exponential":
      return `${average} (exponential)`;
    case "weibull":
      return `${average} (Weibull, shape ${plain(law.shape)})`;
    case "uniform":
      return `${say(law.from)} to ${say(law.to)}, all alike`;
    case "triangular":
    case "pert":
      return `${average} (${law.law === "pert" ? "PERT" : law.law}, ${say(law.low)} to ${say(law.high)}, most often ${say(law.mode)})`;
    case "normal":
      return `${average} (normal, sd ${say(law.sd)}, at least ${say(law.atLeast)})`;
    case "poisson":
      return `${average} (Poisson, whole days)`;
    case "bernoulli":
      return `${say(1)} for ${share(law.chance)}, else none`;
    case "discrete":
      return law.values.map((value, i) => `${say(value)} for ${share(law.chances[i] as number)}`).join(", ");
    case "empirical":
      return `${average} (${plural(law.values.length, "observed stay")}, ${say(least(law.values))} to ${say(most(law.values))})`;
    default:
      return `${average} (${law.law}, sd ${say(Math.sqrt(variance(law)))})`;
  }
}

/**
 * A value that may differ between people: one for everybody, or row by row, or, of a long table, the least and the most.
 * @param absent what holds for those of whom nothing is written, and need not be said
 */
export function byWords<T>(
  value: By<T>,
  say: (each: T) => string,
  { size, absent, label }: { size: (each: T) => number; absent: number; label: (name: string) => string },
): string {
  if (value.by.length === 0) return say(value.others);
  const rows = value.rows.map(({ who, value: each }) => ({ who, each }));
  if (rows.length > MOST_ROWS) {
    const sorted = [...rows].sort((a, b) => size(a.each) - size(b.each));
    const [least, most] = [sorted[0], sorted.at(-1)] as [(typeof rows)[number], (typeof rows)[number]];
    return `by ${value.by.join(" and ")} (${rows.length} rows), from ${say(least.each)} (${whom(least.who, label)}) to ${say(most.each)} (${whom(most.who, label)})`;
  }
  const said = rows.map(({ who, each }) => `${whom(who, label)}: ${say(each)}`);
  const others = size(value.others) === absent ? [] : [`others: ${say(value.others)}`];
  return [...said, ...others].join(", ");
}

/** The people of a row: `women 65–74`, `complex`. */
function whom({ age, sex, segment, locality }: Who, label: (name: string) => string): string {
  const words = sex === undefined ? [] : [sex === "female" ? "women" : "men"];
  if (age) words.push(agesWords(age));
  if (segment !== undefined) words.push(label(segment));
  if (locality !== undefined) words.push(label(locality));
  return words.length === 0 ? "everyone" : words.join(" ");
}

/** `under 18`, `65–74`, `85+`; `to` is exclusive. */
export function agesWords({ from, to }: { from: number; to: number }): string {
  if (to >= OLDEST) return `${from}+`;
  if (from === 0) return `under ${to}`;
  return to === from + 1 ? String(from) : `${from}–${to - 1}`;
}

/** A rate per person and day, as planners say it: per 1,000 people a year. */
export function perThousand(perDay: number): string {
  return plain(Number((perDay * DAYS_PER_YEAR * 1000).toPrecision(3)));
}

/** `Mondays and Thursdays`, `Monday to Friday`; Monday is 0. */
export function weekdaysWords(on: readonly number[]): string {
  if (on.join() === "0,1,2,3,4") return "Monday to Friday";
  return list(on.map((day) => `${capital(WEEKDAYS[day] as string)}s`));
}
