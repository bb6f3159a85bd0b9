/** The three tables of the IPACS discharge-to-assess model (NHS Bristol, North Somerset and South Gloucestershire), as tidy CSVs. */
import { isDate } from "../dates.js";
import { shown } from "../messages.js";
import { Desk, type Grid, type Handed, isNothing, numberIn, type Sheet, sheet } from "./grid.js";

/** The files of a folder, by what they hold. */
export const IPACS_FILES = {
  arrivals: "ipacs_arrivals_daily_base.csv",
  capacity: "ipacs_capacity_initial_costs.csv",
  stays: "ipacs_los.csv",
} as const;

/** One pathway of one locality: where its tables agree that there is one. */
export interface Service {
  pathway: string;
  locality: string;
  /** Beds, or slots of a caseload where there are visits. */
  slots: { base: number; unlimited: number | undefined };
  occupied: number;
  /** Waiting in an acute bed on day one. */
  delayed: number;
  /** Pounds a day in service, and a day in an acute bed. */
  cost: { service: number; acute: number };
  /** Days. */
  stay: { mean: number; median: number };
  /** Visits a day at the start and the end of a stay; undefined: it is a bed. */
  visits: { from: number; to: number } | undefined;
  /** Mean arrivals on each date, in order, none left out. */
  arrivals: { date: string; perDay: number }[];
}

export interface IpacsChoice {
  /** A scenario of the table of stays, such as `Blos`. */
  stays: string;
  /** Empty: all. */
  localities: readonly string[];
  pathways: readonly string[];
}

const WHICH = { pathway: ["pathway"], locality: ["locality"] };
const DAY = 86_400_000;

/**
 * @throws ScenarioFaults with everything that is wrong in any file, each with its row and column
 */
export function readIpacs(files: Record<keyof typeof IPACS_FILES, Handed>, choice: IpacsChoice): Service[] {
  const desk = new Desk();
  const capacity = new Table(desk.open(files.capacity), {
    ...WHICH,
    base: ["capacity_base"],
    unlimited: ["capacity_unlimited?"],
    occupied: ["occupied_start"],
    delayed: ["delayed_start"],
    service: ["community_cost_per_day"],
    acute: ["acute_delay_cost_per_day"],
  });
  const stays = new Table(desk.open(files.stays), {
    ...WHICH,
    scenario: ["scenario"],
    mean: ["mean_days"],
    median: ["median_days"],
    from: ["initial_visits_per_day?"],
    to: ["final_visits_per_day?"],
  });
  const arrivals = new Table(desk.open(files.arrivals), { date: ["date"], ...WHICH, perDay: ["mean_referrals"] });
  desk.settle();
  capacity.choose("locality", choice.localities);
  capacity.choose("pathway", choice.pathways);
  stays.choose("scenario", [choice.stays]);
  desk.settle();
  const rows = capacity.byService();
  const ofStays = stays.byService();
  const ofArrivals = arrivals.grouped();
  for (const table of [stays, arrivals]) table.complainOfUnknown(capacity);
  const services = [...rows].map(([name, [row]]) => {
    const [stay] = ofStays.get(name) ?? [];
    const days = ofArrivals.get(name) ?? [];
    if (stay === undefined) capacity.complain(row!, "pathway", `${name} has no ${choice.stays} in ${files.stays.file}`);
    if (days.length === 0) capacity.complain(row!, "pathway", `${name} has no rows in ${files.arrivals.file}`);
    return { ...capacityOf(capacity, row!), ...stayOf(stays, stay), arrivals: daysOf(arrivals, days) };
  });
  sameDates(arrivals, ofArrivals);
  desk.settle();
  return services;
}

type Row = Sheet["rows"][number];

/** A table with a heading, whose complaints name a column. */
class Table {
  rows: Row[];
  private readonly column: (name: string) => number;
  private readonly all: Row[];

  constructor(
    private readonly grid: Grid,
    columns: Record<string, readonly string[]>,
  ) {
    const read = sheet(grid, columns);
    this.all = read?.rows ?? [];
    this.rows = this.all;
    this.column = read?.column ?? (() => 0);
  }

  complain(row: Row, column: string, message: string): void {
    this.grid.complain(row.row, this.column(column), message);
  }

  /** Keeps the rows of what was chosen; complains of a choice that no row has. */
  choose(column: string, wanted: readonly string[]): void {
    const known = [...new Set(this.all.map(({ cells }) => cells[column] ?? ""))];
    for (const each of wanted)
      if (!known.includes(each) && this.all[0])
        this.complain(this.all[0], column, `there is no ${column} ${shown(each)}; there are ${known.join(", ")}`);
    if (wanted.length > 0) this.rows = this.rows.filter(({ cells }) => wanted.includes(cells[column] ?? ""));
  }

  /** Rows by pathway and locality. */
  grouped(): Map<string, Row[]> {
    const found = new Map<string, Row[]>();
    for (const row of this.rows) found.set(nameOf(row), [...(found.get(nameOf(row)) ?? []), row]);
    return found;
  }

  /** The same, where there is to be one row of each. */
  byService(): Map<string, Row[]> {
    const found = this.grouped();
    for (const [name, [first, ...more]] of found)
      for (const row of more)
        this.complain(row, "pathway", `${name} is there twice, here and in row ${first!.row + 1}; leave one`);
    return found;
  }

  complainOfUnknown(capacity: Table): void {
    const known = new Set(capacity.all.map(nameOf));
    for (const [name, [row]] of this.grouped())
      if (!known.has(name))
        this.complain(row!, "pathway", `${name} is not in ${capacity.grid.file}; there are ${[...known].join(", ")}`);
  }

  number(row: Row, column: string, is: { whole?: boolean; above?: number } = {}): number {
    const cell = row.cells[column];
    const read = numberIn(cell);
    const enough = read !== undefined && (is.above === undefined ? read >= 0 : read > is.above);
    if (enough && (!is.whole || Number.isInteger(read))) return read;
    const wanted = `a ${is.whole ? "whole " : ""}number ${is.above === undefined ? "from 0" : `above ${is.above}`}`;
    this.complain(row, column, isNothing(cell) ? `${wanted} is missing` : `${shown(cell)} is not ${wanted}`);
    return 0;
  }
}

function nameOf({ cells }: Row): string {
  return `${cells.pathway} ${cells.locality}`;
}

function capacityOf(table: Table, row: Row) {
  const whole = (column: string) => table.number(row, column, { whole: true });
  return {
    pathway: row.cells.pathway ?? "",
    locality: row.cells.locality ?? "",
    slots: { base: whole("base"), unlimited: isNothing(row.cells.unlimited) ? undefined : whole("unlimited") },
    occupied: whole("occupied"),
    delayed: whole("delayed"),
    cost: { service: table.number(row, "service"), acute: table.number(row, "acute") },
  };
}

function stayOf(table: Table, row: Row | undefined): Pick<Service, "stay" | "visits"> {
  if (row === undefined) return { stay: { mean: 0, median: 0 }, visits: undefined };
  const median = table.number(row, "median", { above: 0 });
  const mean = table.number(row, "mean", { above: 0 });
  if (mean > 0 && median > 0 && mean <= median)
    table.complain(row, "mean", `a lognormal's mean is above its median; ${mean} is not above ${median}`);
  if (isNothing(row.cells.from) && isNothing(row.cells.to)) return { stay: { mean, median }, visits: undefined };
  const [from, to] = ["from", "to"].map((end) => table.number(row, end, { whole: true, above: 0 })) as [number, number];
  if (to > from && from > 0)
    table.complain(row, "to", `visits fall from the first day to the last, not from ${from} to ${to}`);
  return { stay: { mean, median }, visits: { from, to } };
}

function daysOf(table: Table, rows: Row[]): Service["arrivals"] {
  let before: Row | undefined;
  return rows.map((row) => {
    const date = row.cells.date ?? "";
    if (!isDate(date)) table.complain(row, "date", `${shown(date)} is no date; write 2023-01-31`);
    else if (before && isDate(before.cells.date) && Date.parse(date) !== Date.parse(before.cells.date) + DAY)
      table.complain(
        row,
        "date",
        `${nameOf(row)} goes from ${before.cells.date} to ${date}; a row for each day is wanted`,
      );
    before = row;
    return { date, perDay: table.number(row, "perDay") };
  });
}

/** Every service's arrivals begin and end on the same dates as the first's. */
function sameDates(table: Table, services: Map<string, Row[]>): void {
  const [first] = services.values();
  for (const rows of services.values())
    for (const at of [0, -1]) {
      const [here, there] = [rows.at(at)!, first!.at(at)!];
      if (here.cells.date !== there.cells.date)
        table.complain(
          here,
          "date",
          `${nameOf(here)} ${at === 0 ? "begins" : "ends"} on ${here.cells.date}, ${nameOf(there)} on ${there.cells.date}`,
        );
    }
}
