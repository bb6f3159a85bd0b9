/** The network template of PathSimR: one row per service point, then one per exit. */
import { shown } from "../messages.js";
import { type Grid, isBlank, isNothing, numberIn } from "./grid.js";
import { readLaw, type WrittenLaw } from "./pathsimr-laws.js";

/** Where patients are served. */
export interface ServicePoint {
  name: string;
  row: number;
  stay: WrittenLaw;
  /** Places to wait for those from outside, and for those from other points; Infinity: no limit. */
  outside: number;
  inside: number;
  ways: { to: string; chance: number; delay: WrittenLaw | undefined }[];
  /** Chances as printed do not quite sum to one. */
  isRounded: boolean;
}

export interface Network {
  points: ServicePoint[];
  exits: string[];
}

/** Queue limits from here on mean that there is none. */
const NO_LIMIT = 999;
/** Chances that miss one by no more were rounded; they are rescaled. */
const ROUNDING = 0.005;

/** Columns of the template. */
interface Layout {
  names: string[];
  dist: number;
  params: number;
  outside: number;
  inside: number;
  delayDist: number;
  delayParams: number;
}

/**
 * Reads the network; a row that says nothing is an exit, unless the calendar speaks of it.
 * @param inCalendar names that the calendar speaks of
 */
export function readNetwork(grid: Grid, unit: string, inCalendar: ReadonlySet<string>): Network {
  const layout = layoutOf(grid);
  if (!layout) return { points: [], exits: [] };
  const rows = grid.rows.map((cells, row) => ({ cells, row })).filter(({ cells, row }) => row > 0 && !isBlank(cells));
  checkNames(grid, layout, rows);
  const isPoint = ({ cells }: (typeof rows)[number]) =>
    inCalendar.has(cells[0] ?? "") || cells.slice(1).some((cell) => !isNothing(cell));
  const points = rows.filter(isPoint).map(({ cells, row }) => readPoint(grid, layout, cells, row, unit));
  const exits = layout.names.filter((name) => !points.some((point) => point.name === name));
  if (points.length === 0) grid.complain(1, 0, "no row says anything: there is no service point");
  else if (exits.length === 0)
    grid.complain(0, 0, "every row is a service point: there is no exit; add a column and an empty row, such as Home");
  checkWaysOut(grid, points, exits);
  return { points, exits };
}

function layoutOf(grid: Grid): Layout | undefined {
  const heads = grid.rows[0] ?? [];
  const at = (name: string) => heads.findIndex((head) => head.toLowerCase() === name);
  const missing = ["serv_dist", "serv_dist_param", "ext_queue", "int_queue"].filter((name) => at(name) === -1);
  for (const name of missing) grid.complain(0, 0, `there is no column ${shown(name)}; is this the network template?`);
  if (missing.length > 0) return undefined;
  const names = heads.slice(1, at("serv_dist"));
  const after = Math.max(at("ext_queue"), at("int_queue")) + 1;
  for (const [i, name] of names.entries()) {
    if (name === "") grid.complain(0, 1 + i, "this column has no name; give the service point or exit it leads to");
    if (name !== "" && names.indexOf(name) < i) grid.complain(0, 1 + i, `${shown(name)} is there twice; keep one`);
  }
  const delays = heads.length - after;
  if (delays !== 0 && delays !== 2 * names.length)
    grid.complain(
      0,
      after,
      `${delays} columns follow the queues, where ${2 * names.length} are wanted: a delay's distribution to each of the ${names.length} service points and exits, then its parameters`,
    );
  for (const [i, head] of heads.slice(after).entries()) {
    const bare = head.replace(/_delay_(dist|params?)$/i, "");
    const wanted = names[i % names.length];
    if (delays === 2 * names.length && bare !== wanted)
      grid.complain(0, after + i, `${shown(head)} stands where the delay to ${shown(wanted)} is wanted`);
  }
  return {
    names,
    dist: at("serv_dist"),
    params: at("serv_dist_param"),
    outside: at("ext_queue"),
    inside: at("int_queue"),
    delayDist: after,
    delayParams: after + names.length,
  };
}

function checkNames(grid: Grid, { names }: Layout, rows: { cells: string[]; row: number }[]): void {
  const seen = new Set<string>();
  for (const { cells, row } of rows) {
    const name = cells[0] ?? "";
    if (name === "") grid.complain(row, 0, "this row has no name; give the service point or exit it is about");
    else if (seen.has(name)) grid.complain(row, 0, `${shown(name)} has a row already; keep one`);
    else if (!names.includes(name))
      grid.complain(row, 0, `${shown(name)} has a row but no column of chances; the columns are ${names.join(", ")}`);
    seen.add(name);
  }
  for (const [i, name] of names.entries())
    if (name !== "" && !seen.has(name)) grid.complain(0, 1 + i, `${shown(name)} has a column but no row of its own`);
}

function readPoint(grid: Grid, layout: Layout, cells: string[], row: number, unit: string): ServicePoint {
  const name = cells[0] ?? "";
  const isEmpty = cells.slice(1).every(isNothing);
  if (isEmpty)
    grid.complain(
      row,
      0,
      `the calendar has rows for ${shown(name)}, so that it is a service point, but its row says nothing; fill it in, or, if it is an exit, take it out of the calendar`,
    );
  const chances = layout.names.map((_, i) => chanceAt(grid, cells, row, 1 + i));
  const sum = chances.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > ROUNDING)
    grid.complain(
      row,
      1,
      `the chances of going on from ${shown(name)} sum to ${Number(sum.toFixed(6))}, where 1 is wanted`,
    );
  const law = readLaw(cells[layout.dist], cells[layout.params], unit);
  if ("wrong" in law)
    for (const { cell, message } of law.wrong) grid.complain(row, layout[cell], `${message} (stay at ${shown(name)})`);
  const queue = (column: number, whose: string) => queueAt(grid, cells, row, column, `${whose} of ${shown(name)}`);
  return {
    name,
    row,
    stay: "law" in law ? law.law : {},
    outside: queue(layout.outside, "the external queue"),
    inside: queue(layout.inside, "the internal queue"),
    ways: layout.names.flatMap((to, i) => {
      const delay = delayAt(grid, layout, cells, row, i, unit);
      return chances[i]! > 0 ? [{ to, chance: chances[i]!, delay }] : [];
    }),
    isRounded: Math.abs(sum - 1) > 1e-9,
  };
}

function chanceAt(grid: Grid, cells: string[], row: number, column: number): number {
  if (isNothing(cells[column])) return 0;
  const chance = numberIn(cells[column]);
  if (chance !== undefined && chance >= 0 && chance <= 1) return chance;
  const what = chance === undefined ? "is no number" : chance < 0 ? "is below 0" : "is more than 1";
  grid.complain(row, column, `${shown(cells[column])} ${what}; a chance from 0 to 1 is wanted`);
  return chance ?? 0;
}

function queueAt(grid: Grid, cells: string[], row: number, column: number, whose: string): number {
  const cell = cells[column] ?? "";
  if (/^inf$/i.test(cell)) return Number.POSITIVE_INFINITY;
  const limit = numberIn(cell);
  if (limit !== undefined && Number.isInteger(limit) && limit >= 0)
    return limit >= NO_LIMIT ? Number.POSITIVE_INFINITY : limit;
  const is = isNothing(cell) ? "is missing" : `is ${shown(cell)}`;
  grid.complain(row, column, `${whose} ${is}; a whole number is wanted, 0 for none, Inf for no limit`);
  return 0;
}

function delayAt(
  grid: Grid,
  { delayDist, delayParams }: Layout,
  cells: string[],
  row: number,
  i: number,
  unit: string,
): WrittenLaw | undefined {
  const [dist, params] = [cells[delayDist + i], cells[delayParams + i]];
  if (isNothing(dist) && isNothing(params)) return undefined;
  const law = readLaw(dist, params, unit);
  if ("law" in law) return "fixed" in law.law && Number.parseFloat(String(law.law.fixed)) === 0 ? undefined : law.law;
  for (const { cell, message } of law.wrong)
    grid.complain(row, (cell === "dist" ? delayDist : delayParams) + i, `${message} (transition delay)`);
  return undefined;
}

/** Complains of service points from which nobody ever leaves. */
function checkWaysOut(grid: Grid, points: ServicePoint[], exits: string[]): void {
  const out = new Set(exits);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { name, ways } of points)
      if (!out.has(name) && ways.some(({ to }) => out.has(to))) {
        out.add(name);
        grew = true;
      }
  }
  for (const { name, row, ways } of points)
    if (!out.has(name) && ways.length > 0)
      grid.complain(row, 0, `nobody who comes to ${shown(name)} ever reaches an exit; give a chance of one on the way`);
}
