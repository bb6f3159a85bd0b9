/** The calendar template of PathSimR: arrivals from outside and places, by time. */
import { most } from "../../engine/extremes.js";
import { shown } from "../messages.js";
import { nearest } from "../suggest.js";
import { type Grid, isNothing, numberIn, sheet } from "./grid.js";

/** A value that holds from `start` until `end` (Infinity: for ever), in the file's unit of time. */
export interface Stretch {
  start: number;
  end: number;
  value: number;
}

export interface Calendar {
  /** Arrivals per unit of time, by service point. */
  arrivals: Map<string, Stretch[]>;
  /** Places, by service point. */
  places: Map<string, Stretch[]>;
  /** After so many units of time everything repeats; Infinity: nothing ends. */
  cycle: number;
}

const COLUMNS = { metric: ["metric"], node: ["node"], start: ["start"], end: ["end"], value: ["value"] };
const CALLED = { ext_arr: "arrivals", cap: "places" } as const;

interface Entry extends Stretch {
  metric: "ext_arr" | "cap";
  node: string;
  row: number;
}

/** The names that a calendar speaks of. */
export function namesIn(grid: Grid): Set<string> {
  const column = grid.rows[0]?.findIndex((head) => head.toLowerCase() === "node") ?? -1;
  return new Set(grid.rows.slice(1).flatMap((cells) => (isNothing(cells[column]) ? [] : [cells[column] as string])));
}

/**
 * Reads the calendar and holds it against the network: every service point needs arrivals and places, from 0 on without a gap.
 * @param points names of the service points, and of the exits, in the network
 */
export function readCalendar(grid: Grid, points: readonly string[], exits: readonly string[]): Calendar {
  const table = sheet(grid, COLUMNS);
  const column = table?.column ?? (() => 0);
  const entries = (table?.rows ?? []).flatMap(({ row, cells }) => entryOf(grid, column, row, cells, points, exits));
  const ends = entries.map(({ end }) => end).filter(Number.isFinite);
  const cycle = ends.length === 0 ? Number.POSITIVE_INFINITY : most(ends);
  const arrivals = new Map<string, Stretch[]>();
  const places = new Map<string, Stretch[]>();
  for (const point of points) {
    for (const [metric, map] of [["ext_arr", arrivals] as const, ["cap", places] as const]) {
      const own = entries.filter((entry) => entry.metric === metric && entry.node === point);
      if (own.length === 0 && table && !isSpokenOf(table.rows, metric, point))
        grid.complain(
          table.rows[0]?.row ?? 1,
          column("node"),
          `${shown(point)} of the network has no ${CALLED[metric]} here; add a row such as ${metric},${point},0,NA,${metric === "cap" ? 10 : 0}`,
        );
      checkStretches(grid, column, own, cycle);
      map.set(point, own);
    }
  }
  return { arrivals, places, cycle };
}

function isSpokenOf(rows: { cells: Record<string, string> }[], metric: string, point: string): boolean {
  return rows.some(({ cells }) => cells.metric === metric && cells.node === point);
}

function entryOf(
  grid: Grid,
  column: (name: string) => number,
  row: number,
  cells: Record<string, string>,
  points: readonly string[],
  exits: readonly string[],
): Entry[] {
  let sound = true;
  const wrong = (name: string, message: string) => {
    sound = false;
    grid.complain(row, column(name), message);
  };
  const { metric = "", node = "" } = cells;
  if (metric !== "ext_arr" && metric !== "cap")
    wrong("metric", `${shown(metric)} is no metric; ext_arr (arrivals from outside) or cap (places) is wanted`);
  if (!points.includes(node)) wrong("node", unknownNode(node, points, exits));
  const number = (name: string) => {
    const read = numberIn(cells[name]);
    if (read !== undefined && read >= 0) return read;
    const is = isNothing(cells[name]) ? "is missing" : `${shown(cells[name])} is no number from 0`;
    wrong(name, `the ${name} ${is}`);
    return 0;
  };
  const start = number("start");
  const end = isNothing(cells.end) || /^inf$/i.test(cells.end ?? "") ? Number.POSITIVE_INFINITY : number("end");
  const value = number("value");
  if (end <= start) wrong("end", `the end ${shown(cells.end)} is not after the start ${shown(cells.start)}`);
  if (metric === "cap" && !Number.isInteger(value)) wrong("value", `${shown(cells.value)}: places are a whole number`);
  return sound ? [{ metric: metric as Entry["metric"], node, row, start, end, value }] : [];
}

function unknownNode(node: string, points: readonly string[], exits: readonly string[]): string {
  if (node === "") return "the service point is missing";
  if (exits.includes(node))
    return `${shown(node)} is an exit of the network (its row there is empty), so that nothing can come to it`;
  const near = nearest(node, points);
  const meant = near === undefined ? `known there: ${points.join(", ")}` : `did you mean ${near}?`;
  return `${shown(node)} is no service point of the network; ${meant}`;
}

/** Complains of gaps and overlaps: from 0 until everything repeats, each time is told once. */
function checkStretches(grid: Grid, column: (name: string) => number, entries: Entry[], cycle: number): void {
  let until = 0;
  let last: Entry | undefined;
  for (const entry of [...entries].sort((a, b) => a.start - b.start)) {
    const { start, row, node, metric } = entry;
    if (start > until)
      grid.complain(
        row,
        column("start"),
        `nothing is said of the ${CALLED[metric]} of ${node} from ${until} to ${start}`,
      );
    if (start < until)
      grid.complain(
        row,
        column("start"),
        `the ${CALLED[metric]} of ${node} are told twice from ${start} to ${Math.min(until, entry.end)}`,
      );
    until = Math.max(until, entry.end);
    last = entry;
  }
  if (last && until < cycle)
    grid.complain(
      last.row,
      column("end"),
      `nothing is said of the ${CALLED[last.metric]} of ${last.node} from ${until} to ${cycle}, where the calendar begins again; leave the last end empty, or add a row`,
    );
}
