/** Arrivals as they were recorded (one row each, with date and time; or counts by day or hour) as a rate with its rhythm. */
import { shown } from "../messages.js";
import { Desk, type Grid, type Handed, isBlank, isNothing, numberIn } from "./grid.js";
import { type Days, emptySpells, type Missing, missingDays } from "./missing-days.js";
import { type Counted, type FittedArrivals, fitRhythm } from "./rhythm-fit.js";
import { tidy } from "./write.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface ArrivalsOptions {
  /** The column of times; unless said, the first that holds them. */
  column?: string | undefined;
  /** What days without a row are taken for; a table of counts with such days is refused while it isn't said. */
  missing?: Missing | undefined;
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
  const counted = desk.isSound ? readCounts(desk, grid, options) : undefined;
  desk.settle();
  return fitRhythm(counted as Counted);
}

/** Which columns hold what; −1: none does. */
interface Columns {
  when: number;
  count: number;
  clock: number;
}

interface Event {
  at: number;
  /** Undefined where a table of counts by day leaves the cell empty. */
  n: number | undefined;
  hasHour: boolean;
}

function readCounts(desk: Desk, grid: Grid, { column: wanted, missing }: ArrivalsOptions): Counted | undefined {
  const head = grid.rows.findIndex((cells) => !isBlank(cells));
  const heads = grid.rows[head] ?? [];
  const hasHead = heads.every((cell) => timeOf(cell) === undefined);
  const body = grid.rows
    .map((cells, row) => ({ cells, row }))
    .filter(({ cells, row }) => !isBlank(cells) && (row > head || !hasHead));
  const columns = columnsOf(hasHead ? heads : [], body[0]?.cells ?? [], wanted, (message) =>
    grid.complain(head, 0, message),
  );
  if (columns === undefined) return undefined;
  const events = body.flatMap(({ cells, row }) => eventOf(grid, cells, row, columns) ?? []);
  if (!desk.isSound) return undefined;
  const likely = columns.count === -1 && hasHead ? countsAside(heads, body, columns, events) : -1;
  if (likely >= 0)
    return void grid.complain(
      head,
      likely,
      `every row has a date of its own, and ${shown(heads[likely])} holds whole numbers; if these are arrivals, call the column \`count\`; if not, take it out`,
    );
  return gathered(grid, head, events, { isCounts: columns.count >= 0, missing });
}

/** @param heads none where the file has no line of headings */
function columnsOf(
  heads: string[],
  first: string[],
  wanted: string | undefined,
  complain: (message: string) => void,
): Columns | undefined {
  const named = heads.findIndex((cell) => cell.toLowerCase() === wanted?.toLowerCase());
  if (wanted !== undefined && named === -1) {
    const there = heads.length > 0 ? `the columns are ${heads.map(shown).join(", ")}` : "the file has no headings";
    return void complain(`there is no column ${shown(wanted)}; ${there}`);
  }
  const likely = heads.findIndex((cell, i) => TIME.test(cell) && timeOf(first[i] ?? "") !== undefined);
  const when = [named, likely].find((column) => column >= 0) ?? first.findIndex((cell) => timeOf(cell) !== undefined);
  if (when === -1)
    return void complain("no column holds dates; write them as 2024-01-31, 2024-01-31 14:05 or 31/01/2024 14:05");
  const other = (called: RegExp) => heads.findIndex((cell, i) => i !== when && called.test(cell));
  const bare = first.length === 2 && when === 0 ? 1 : -1;
  return { when, count: heads.length > 0 ? other(COUNT) : bare, clock: other(CLOCK) };
}

/** What a row says came when; undefined after a complaint. */
function eventOf(grid: Grid, cells: string[], row: number, { when, count, clock }: Columns): Event | undefined {
  const time = timeOf(cells[when] ?? "");
  const hour = clock === -1 ? undefined : hourOf(cells[clock] ?? "");
  const hasHour = (time?.hasHour ?? false) || hour !== undefined;
  const isEmpty = count >= 0 && isNothing(cells[count]);
  const n = count === -1 ? 1 : isEmpty ? undefined : numberIn(cells[count]);
  const isSound = n === undefined ? isEmpty && !hasHour : n >= 0;
  if (!time)
    grid.complain(
      row,
      when,
      `${shown(cells[when])} is no date; write 2024-01-31, 2024-01-31 14:05 or 31/01/2024 14:05${monthFirst(cells[when] ?? "")}`,
    );
  if (!isSound) grid.complain(row, count, `${shown(cells[count])} is no number of arrivals`);
  if (clock >= 0 && hour === undefined) grid.complain(row, clock, `${shown(cells[clock])} is no hour from 0 to 23`);
  if (!time || !isSound) return undefined;
  return { at: time.at + (hour ?? 0) * HOUR, n, hasHour };
}

/** A hint where a date would be one with the month first, as Americans write it. */
function monthFirst(cell: string): string {
  const [, month, day, rest] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}.*)$/.exec(cell) ?? [];
  const isOne = month !== undefined && timeOf(`${day}/${month}/${rest}`) !== undefined;
  return isOne ? " (the day goes first, as in Britain, and here it may be the month)" : "";
}

/** A column that may hold counts, though it isn't called so, as no date comes twice; −1: none does. */
function countsAside(heads: string[], body: { cells: string[] }[], { when }: Columns, events: Event[]): number {
  if (events.some(({ hasHour }) => hasHour) || new Set(events.map(({ at }) => at)).size < events.length) return -1;
  const isWhole = (cell: string | undefined) => /^\d+$/.test(cell ?? "");
  return heads.findIndex((_, column) => column !== when && body.every(({ cells }) => isWhole(cells[column])));
}

function gathered(
  grid: Grid,
  head: number,
  events: Event[],
  { isCounts, missing }: { isCounts: boolean; missing: Missing | undefined },
): Counted | undefined {
  const times = events.map(({ at }) => at);
  const start = Math.floor(times.reduce((a, b) => Math.min(a, b), Infinity) / DAY) * DAY;
  const days = Math.floor((times.reduce((a, b) => Math.max(a, b), -Infinity) - start) / DAY) + 1;
  const total = events.reduce((sum, { n }) => sum + (n ?? 0), 0);
  const refuse = (message: string) => void grid.complain(head, 0, message);
  if (days > LONGEST) return refuse(`from the first date to the last are ${days} days; a year may be mistyped`);
  const named = new Array<boolean>(days).fill(false);
  for (const { at, n } of events) if (n !== undefined) named[Math.floor((at - start) / DAY)] = true;
  const lacking = isCounts ? missingDays({ start, named }) : undefined;
  if (lacking !== undefined && missing === undefined) return refuse(lacking);
  const left = isCounts ? leftOut(named, missing) : emptied({ start, named }, total / days, missing);
  const known = days - left.unknown.length;
  if (known < 7 || total < 50)
    return refuse(`there are ${total} arrivals in ${known} days, where 50 in 7 days are wanted at least`);
  const hasHours = events.some(({ hasHour }) => hasHour);
  return { start, hourly: byHour(events, start, days, hasHours), hasHours, ...left };
}

/** What becomes of the days of a table of counts that no row names. */
function leftOut(named: boolean[], missing: Missing | undefined): { unknown: number[]; notes: string[] } {
  const lacking = named.flatMap((is, day) => (is ? [] : [day]));
  if (lacking.length === 0) return { unknown: [], notes: [] };
  const days = lacking.length === 1 ? "1 day has no row" : `${lacking.length} days have no row`;
  return missing === "unknown"
    ? { unknown: lacking, notes: [`${days} and ${lacking.length === 1 ? "is" : "are"} left out (--missing unknown).`] }
    : { unknown: [], notes: [`${days}: taken to be without anyone (--missing nobody).`] };
}

/** What becomes of days on which, of a file with a row for each arrival, hardly by chance nobody came. */
function emptied(days: Days, perDay: number, missing: Missing | undefined): { unknown: number[]; notes: string[] } {
  const { days: empty, notes } = emptySpells(days, perDay);
  if (empty.length === 0) return { unknown: [], notes: [] };
  const taken =
    missing === "unknown"
      ? `These ${empty.length} days are left out (--missing unknown).`
      : `These ${empty.length} days count as days when nobody came${missing === undefined ? "; if nobody wrote down who came, add --missing unknown" : " (--missing nobody)"}.`;
  return { unknown: missing === "unknown" ? empty : [], notes: [[...notes, taken].join(" ")] };
}

function byHour(events: Event[], start: number, days: number, hasHours: boolean): Float64Array {
  const hourly = new Float64Array(days * 24);
  for (const { at, n = 0 } of events) {
    const hour = Math.floor((at - start) / HOUR);
    if (hasHours) hourly[hour]! += n;
    else for (let h = 0; h < 24; h++) hourly[hour - (hour % 24) + h]! += n / 24;
  }
  return hourly;
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
