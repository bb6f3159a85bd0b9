/**
 * A rate with its rhythm: rate × month × weekday × hour, the likeliest of that form under Poisson arrivals (Birch 1963: its fitted
 * totals by month, weekday and hour are the observed ones), found by proportional fitting (Deming & Stephan 1940).
 */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
export const WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
export const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

/** One turn of the rhythm: observed and fitted arrivals a day in each of its parts. */
export interface Turn {
  of: "month" | "weekday" | "hour";
  names: string[];
  /** Arrivals a day while it is that month, weekday or hour; NaN where the data never saw it. */
  observed: number[];
  /** Multipliers, mean 1 over the time observed; 1 where never seen. */
  multipliers: number[];
}

export interface FittedArrivals {
  arrivals: number;
  /** First and last day, ISO, and how many days from one to the other. */
  from: string;
  to: string;
  days: number;
  /** Of these days, how many are left out, as nobody knows who came. */
  unknown: number;
  perDay: number;
  turns: Turn[];
  /** Observed and fitted arrivals of each day, from the first; observed is NaN where a day is unknown. */
  daily: { observed: number; fitted: number }[];
  /** Pearson's statistic of the daily counts over its degrees of freedom: 1 under Poisson arrivals, more when days differ more. */
  dispersion: number;
  notes: string[];
}

/** Arrivals by hour from the first midnight; without an hour they are spread evenly over their day. */
export interface Counted {
  start: number;
  hourly: Float64Array;
  hasHours: boolean;
  /** Days that are left out of everything, from 0; nobody is counted on them. */
  unknown?: readonly number[];
  /** What there was to say of the file. */
  notes?: readonly string[];
}

/** Fits settle to a part in so many, or after so many rounds. */
const CLOSE = 1e-10;
const ROUNDS = 50;
/** Daily counts that vary more than so many times as much as Poisson arrivals are remarked on. */
const WIDE = 1.5;

/** One turn of the clock: the part of it that each hour of the data falls into. */
interface Clock {
  of: Turn["of"];
  names: string[];
  partOf: Int8Array;
  /** Known hours of the data in each part. */
  hours: Float64Array;
}

/** Hours of which it is known who came, and how many they are. */
interface Known {
  is: (hour: number) => boolean;
  hours: number;
}

/** The likeliest rate and rhythm of what was counted. */
export function fitRhythm({ start, hourly, hasHours, unknown = [], notes = [] }: Counted): FittedArrivals {
  const days = hourly.length / 24;
  const left = new Set(unknown);
  const known = { is: (hour: number) => !left.has(Math.floor(hour / 24)), hours: hourly.length - 24 * left.size };
  const total = Math.round(hourly.reduce((a, b) => a + b, 0) * 1e6) / 1e6; // counts by day were spread over 24 hours
  const clocks = clocksOf(start, hourly.length, hasHours, known);
  const { rate, multipliers } = levelled(clocks, proportional(clocks, hourly, known), total / known.hours, known.hours);
  const daily = byDay(hourly, known, (k) => product(clocks, multipliers, k, rate));
  const dispersion = dispersionOf(daily, clocks);
  return {
    arrivals: total,
    from: isoDay(start),
    to: isoDay(start + (days - 1) * DAY),
    days,
    unknown: left.size,
    perDay: rate * 24,
    turns: clocks.map((clock, i) => turnOf(clock, multipliers[i]!, hourly)),
    daily,
    dispersion,
    notes: [...notes, ...notesOf(hasHours, clocks, dispersion)],
  };
}

function clocksOf(start: number, length: number, hasHours: boolean, known: Known): Clock[] {
  const kinds = [
    { of: "month" as const, names: MONTHS, at: (k: number) => new Date(start + k * HOUR).getUTCMonth() },
    { of: "weekday" as const, names: WEEKDAYS, at: (k: number) => (new Date(start + k * HOUR).getUTCDay() + 6) % 7 },
    { of: "hour" as const, names: HOURS, at: (k: number) => k % 24 },
  ];
  return kinds
    .filter(({ of }) => hasHours || of !== "hour")
    .map(({ of, names, at }) => {
      const partOf = Int8Array.from({ length }, (_, k) => at(k));
      const hours = new Float64Array(names.length);
      for (const [k, part] of partOf.entries()) if (known.is(k)) hours[part]! += 1;
      return { of, names, partOf, hours };
    });
}

/** Multipliers of each turn under which the totals of every part are the observed ones. */
function proportional(clocks: Clock[], hourly: Float64Array, known: Known): number[][] {
  const base = hourly.reduce((a, b) => a + b, 0) / known.hours;
  const multipliers = clocks.map(({ names }) => new Array<number>(names.length).fill(1));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (const [i, clock] of clocks.entries()) {
      const seen = totalsOf(clock, (k) => hourly[k]!);
      const expected = totalsOf(clock, (k) => (known.is(k) ? product(clocks, multipliers, k, base) : 0));
      for (let j = 0; j < seen.length; j++) {
        if (!(expected[j]! > 0)) continue;
        moved = Math.max(moved, Math.abs(seen[j]! / expected[j]! - 1));
        multipliers[i]![j]! *= seen[j]! / expected[j]!;
      }
    }
    if (moved < CLOSE) break;
  }
  return multipliers;
}

/** Each turn's multipliers are brought to a mean of 1 over the time known; the rate takes up the difference. */
function levelled(clocks: Clock[], found: number[][], base: number, length: number) {
  let rate = base;
  const multipliers = clocks.map(({ hours }, i) => {
    const mean = hours.reduce((sum, h, j) => sum + h * found[i]![j]!, 0) / length;
    rate *= mean;
    return found[i]!.map((multiplier, j) => (hours[j] === 0 ? 1 : multiplier / mean));
  });
  return { rate, multipliers };
}

function product(clocks: Clock[], multipliers: number[][], k: number, rate: number): number {
  return clocks.reduce((all, { partOf }, i) => all * multipliers[i]![partOf[k]!]!, rate);
}

function totalsOf({ names, partOf }: Clock, of: (k: number) => number): Float64Array {
  const totals = new Float64Array(names.length);
  for (const [k, part] of partOf.entries()) totals[part]! += of(k);
  return totals;
}

function turnOf(clock: Clock, multipliers: number[], hourly: Float64Array): Turn {
  const seen = totalsOf(clock, (k) => hourly[k]!);
  return {
    of: clock.of,
    names: clock.names,
    observed: clock.names.map((_, j) => (seen[j]! / clock.hours[j]!) * 24),
    multipliers,
  };
}

function byDay(hourly: Float64Array, known: Known, fittedAt: (k: number) => number): FittedArrivals["daily"] {
  return Array.from({ length: hourly.length / 24 }, (_, day) => {
    const hours = Array.from({ length: 24 }, (_, hour) => day * 24 + hour);
    return {
      observed: known.is(day * 24) ? hours.reduce((sum, k) => sum + hourly[k]!, 0) : Number.NaN,
      fitted: hours.reduce((sum, k) => sum + fittedAt(k), 0),
    };
  });
}

/** Pearson's statistic over its degrees of freedom: days less the rate and the multipliers of months and weekdays. */
function dispersionOf(daily: FittedArrivals["daily"], clocks: Clock[]): number {
  const seen = daily.filter(({ observed }) => Number.isFinite(observed));
  const turning = clocks.filter(({ of }) => of !== "hour");
  const free = turning.reduce((left, { hours }) => left - (hours.filter((h) => h > 0).length - 1), seen.length - 1);
  const pearson = seen.reduce(
    (sum, { observed, fitted }) => sum + (fitted > 0 ? (observed - fitted) ** 2 / fitted : 0),
    0,
  );
  return free > 0 ? pearson / free : Number.NaN;
}

function notesOf(hasHours: boolean, clocks: Clock[], dispersion: number): string[] {
  const unseen = clocks.flatMap(({ of, names, hours }) =>
    of === "hour" ? [] : names.filter((_, j) => hours[j] === 0).map(named),
  );
  return [
    ...(hasHours ? [] : ["The file says no hours, so that the rate has no rhythm by hour."]),
    ...(unseen.length > 0
      ? [`The data say nothing of ${unseen.join(", ")}: the multiplier is 1 there, the average of the rest.`]
      : []),
    ...(dispersion > WIDE
      ? [
          `Daily counts vary ${dispersion.toFixed(1)} times as much as Poisson arrivals of this rhythm would: something else moves them (a trend, an epidemic, holidays).`,
        ]
      : []),
  ];
}

/** A month or weekday with its capital. */
export function named(name: string): string {
  return name.replace(/^./, (letter) => letter.toUpperCase());
}

/** The day of a time in ms, as ISO writes it. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
