/**
 * Arrivals as they were recorded (one row each, with date and time; or counts by day or hour) as a rate with its rhythm: rate ×
 * month × weekday × hour, the likeliest of that form under Poisson arrivals (Birch 1963: its fitted totals by month, weekday and hour
 * are the observed ones), found by proportional fitting (Deming & Stephan 1940).
 */
import { shown } from "../messages.js";
import { Desk, type Grid, type Handed, isBlank, isNothing, numberIn } from "./grid.js";
import { tidy } from "./write.js";

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
  perDay: number;
  turns: Turn[];
  /** Observed and fitted arrivals of each day. */
  daily: { observed: number; fitted: number }[];
  /** Pearson's statistic of the daily counts over its degrees of freedom: 1 under Poisson arrivals, more when days differ more. */
  dispersion: number;
  notes: string[];
}

export interface ArrivalsOptions {
  /** The column of times; unless said, the first that holds them. */
  column?: string | undefined;
}

/** Arrivals by hour from the first midnight; without an hour they are spread evenly over their day. */
interface Counted {
  start: number;
  hourly: Float64Array;
  hasHours: boolean;
}

const TIME = /^(arrival|arrived|time|date|day|datetime|date[ _]time|timestamp|admission|admitted|attend|start)/i;
const COUNT = /^(count|n|number|arrivals|admissions|attendances|people|patients|referrals|value|total)$/i;
const CLOCK = /^(hour|time of day|hour of day)$/i;
/** No more than this many days from the first arrival to the last. */
const LONGEST = 36_525;

/**
 * @throws ScenarioFaults with everything that is wrong, by row and column
 */
export function fitArrivals(handed: Handed, options: ArrivalsOptions = {}): FittedArrivals {
  const desk = new Desk();
  const grid = desk.open(handed);
  const counted = readCounts(desk, grid, options.column);
  desk.settle();
  return fitted(counted as Counted);
}

function readCounts(desk: Desk, grid: Grid, wanted: string | undefined): Counted | undefined {
  const head = grid.rows.findIndex((cells) => !isBlank(cells));
  const heads = grid.rows[head] ?? [];
  const hasHead = heads.every((cell) => timeOf(cell) === undefined);
  const body = grid.rows
    .map((cells, row) => ({ cells, row }))
    .filter(({ cells, row }) => !isBlank(cells) && (row > head || !hasHead));
  const first = body[0]?.cells ?? [];
  const named =
    hasHead && wanted !== undefined ? heads.findIndex((cell) => cell.toLowerCase() === wanted.toLowerCase()) : -1;
  if (wanted !== undefined && named === -1)
    return void grid.complain(
      head,
      0,
      `there is no column ${shown(wanted)}; the columns are ${heads.map(shown).join(", ")}`,
    );
  const likely = heads.findIndex((cell, i) => hasHead && TIME.test(cell) && timeOf(first[i] ?? "") !== undefined);
  const when = named >= 0 ? named : likely >= 0 ? likely : first.findIndex((cell) => timeOf(cell) !== undefined);
  if (when === -1)
    return void grid.complain(
      head,
      0,
      "no column holds dates; write them as 2024-01-31, 2024-01-31 14:05 or 31/01/2024 14:05",
    );
  const count = hasHead
    ? heads.findIndex((cell, i) => i !== when && COUNT.test(cell))
    : first.length === 2 && when === 0
      ? 1
      : -1;
  const clock = hasHead ? heads.findIndex((cell, i) => i !== when && CLOCK.test(cell)) : -1;
  const events: { at: number; n: number; hasHour: boolean }[] = [];
  for (const { cells, row } of body) {
    const time = timeOf(cells[when] ?? "");
    const n = count === -1 ? 1 : isNothing(cells[count]) ? undefined : numberIn(cells[count]);
    const hour = clock === -1 ? undefined : hourOf(cells[clock] ?? "");
    if (!time)
      grid.complain(
        row,
        when,
        `${shown(cells[when])} is no date; write 2024-01-31, 2024-01-31 14:05 or 31/01/2024 14:05`,
      );
    if (n === undefined || n < 0) grid.complain(row, count, `${shown(cells[count])} is no number of arrivals`);
    if (clock >= 0 && hour === undefined) grid.complain(row, clock, `${shown(cells[clock])} is no hour from 0 to 23`);
    if (time && n !== undefined)
      events.push({ at: time.at + (hour ?? 0) * HOUR, n, hasHour: time.hasHour || hour !== undefined });
  }
  if (!desk.isSound) return undefined;
  return gathered(grid, head, events);
}

function gathered(
  grid: Grid,
  head: number,
  events: { at: number; n: number; hasHour: boolean }[],
): Counted | undefined {
  const times = events.map(({ at }) => at);
  const start = Math.floor(times.reduce((a, b) => Math.min(a, b), Infinity) / DAY) * DAY;
  const days = Math.floor((times.reduce((a, b) => Math.max(a, b), -Infinity) - start) / DAY) + 1;
  const total = events.reduce((sum, { n }) => sum + n, 0);
  if (days > LONGEST)
    return void grid.complain(head, 0, `from the first date to the last are ${days} days; a year may be mistyped`);
  if (days < 7 || total < 50)
    return void grid.complain(
      head,
      0,
      `there are ${total} arrivals in ${days} days, where 50 in 7 days are wanted at least`,
    );
  const hasHours = events.some(({ hasHour }) => hasHour);
  const hourly = new Float64Array(days * 24);
  for (const { at, n } of events) {
    const hour = Math.floor((at - start) / HOUR);
    if (hasHours) hourly[hour]! += n;
    else for (let h = 0; h < 24; h++) hourly[hour - (hour % 24) + h]! += n / 24;
  }
  return { start, hourly, hasHours };
}

/** Day first, as in Britain; `T` or spaces between date and time; any zone is ignored: the clock on the wall counts. */
function timeOf(cell: string): { at: number; hasHour: boolean } | undefined {
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?)?(?:Z|[-+]\d{2}:?\d{2})?$/.exec(
      cell,
    );
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]+(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?)?$/.exec(
    cell,
  );
  const found = iso ?? british;
  if (!found) return undefined;
  const [, a, b, c, hour, minute] = found;
  const [year, month, day] = iso ? [a, b, c] : [c, b, a];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isDate = new Date(at).getUTCMonth() === Number(month) - 1 && new Date(at).getUTCDate() === Number(day);
  if (!isDate || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return undefined;
  return { at: at + Number(hour ?? 0) * HOUR + Number(minute ?? 0) * 60_000, hasHour: hour !== undefined };
}

function hourOf(cell: string): number | undefined {
  const hour = /^(\d{1,2})(:\d{2})?(:\d{2})?$/.exec(cell)?.[1];
  return hour === undefined || Number(hour) > 23 ? undefined : Number(hour);
}

function fitted({ start, hourly, hasHours }: Counted): FittedArrivals {
  const days = hourly.length / 24;
  const notes: string[] = [];
  const kinds = [
    { of: "month" as const, names: MONTHS, at: (k: number) => new Date(start + k * HOUR).getUTCMonth() },
    { of: "weekday" as const, names: WEEKDAYS, at: (k: number) => (new Date(start + k * HOUR).getUTCDay() + 6) % 7 },
    { of: "hour" as const, names: HOURS, at: (k: number) => k % 24 },
  ].filter(({ of }) => hasHours || of !== "hour");
  if (!hasHours) notes.push("The file says no hours, so that the rate has no rhythm by hour.");
  const index = kinds.map(({ at }) => Int8Array.from(hourly, (_, k) => at(k)));
  const total = hourly.reduce((a, b) => a + b, 0);
  const multipliers = kinds.map(({ names }) => new Array<number>(names.length).fill(1));
  const base = total / hourly.length;
  const rateAt = (k: number) => kinds.reduce((rate, _, i) => rate * multipliers[i]![index[i]![k]!]!, base);
  for (let turn = 0; turn < 50; turn++) {
    let moved = 0;
    for (const [i, { names }] of kinds.entries()) {
      const [seen, expected] = [new Float64Array(names.length), new Float64Array(names.length)];
      for (let k = 0; k < hourly.length; k++) {
        seen[index[i]![k]!]! += hourly[k]!;
        expected[index[i]![k]!]! += rateAt(k);
      }
      for (let j = 0; j < names.length; j++) {
        if (!(expected[j]! > 0)) continue;
        moved = Math.max(moved, Math.abs(seen[j]! / expected[j]! - 1));
        multipliers[i]![j]! *= seen[j]! / expected[j]!;
      }
    }
    if (moved < 1e-10) break;
  }
  const spans = kinds.map(({ names }, i) => {
    const hours = new Float64Array(names.length);
    for (const j of index[i]!) hours[j]! += 1;
    return hours;
  });
  // Each turn's multipliers are brought to a mean of 1 over the time observed; the rate takes up the difference.
  let rate = base;
  for (const [i, hours] of spans.entries()) {
    const mean = hours.reduce((sum, h, j) => sum + h * multipliers[i]![j]!, 0) / hourly.length;
    rate *= mean;
    multipliers[i] = multipliers[i]!.map((multiplier, j) => (hours[j] === 0 ? 1 : multiplier / mean));
  }
  const atHour = (k: number) => kinds.reduce((product, _, i) => product * multipliers[i]![index[i]![k]!]!, rate);
  const unseen = kinds.flatMap(({ of, names }, i) =>
    of === "month" ? names.filter((_, j) => spans[i]![j] === 0) : [],
  );
  if (unseen.length > 0) notes.push(`The data say nothing of ${unseen.join(", ")}: their multiplier is 1.`);
  const daily = Array.from({ length: days }, (_, day) => {
    let [observed, expected] = [0, 0];
    for (let k = day * 24; k < (day + 1) * 24; k++) {
      observed += hourly[k]!;
      expected += atHour(k);
    }
    return { observed, fitted: expected };
  });
  const free = days - (1 + (12 - unseen.length - 1) + 6);
  const pearson = daily.reduce(
    (sum, { observed, fitted }) => sum + (fitted > 0 ? (observed - fitted) ** 2 / fitted : 0),
    0,
  );
  const dispersion = free > 0 ? pearson / free : Number.NaN;
  if (dispersion > 1.5)
    notes.push(
      `Daily counts vary ${dispersion.toFixed(1)} times as much as Poisson arrivals of this rhythm would: something else moves them (a trend, an epidemic, holidays).`,
    );
  return {
    arrivals: total,
    from: new Date(start).toISOString().slice(0, 10),
    to: new Date(start + (days - 1) * DAY).toISOString().slice(0, 10),
    days,
    perDay: rate * 24,
    turns: kinds.map(({ of, names }, i) => ({
      of,
      names,
      observed: names.map((_, j) => {
        let sum = 0;
        for (const [k, at] of index[i]!.entries()) if (at === j) sum += hourly[k]!;
        return (sum / spans[i]![j]!) * 24;
      }),
      multipliers: multipliers[i]!,
    })),
    daily,
    dispersion,
    notes,
  };
}

/** The stream as a scenario writes it: `rate` and `rhythm`. */
export function streamOf({ perDay, turns }: FittedArrivals): Record<string, unknown> {
  const three = (value: number) => Number(value.toPrecision(4));
  const rhythm = Object.fromEntries(
    turns.map(({ of, names, multipliers }) => [
      of,
      Object.fromEntries(names.map((name, j) => [name, three(multipliers[j]!)])),
    ]),
  );
  return { rate: `${tidy(three(perDay))} per day`, rhythm };
}
