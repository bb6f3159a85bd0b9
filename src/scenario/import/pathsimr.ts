/**
 * The two templates of PathSimR (NHS Bristol, North Somerset and South Gloucestershire) as a scenario: service points with queues
 * for those from outside and those from other points, delays that hold the place, calendars that repeat.
 */
import { streamsOf, timetableOf } from "./clockwork.js";
import { Desk, type Grid, type Handed } from "./grid.js";
import { keysFor, slug } from "./names.js";
import { type Calendar, namesIn, readCalendar, type Stretch } from "./pathsimr-calendar.js";
import { type Network, readNetwork, type ServicePoint } from "./pathsimr-network.js";
import { amountOf, tidy, writeYaml } from "./write.js";

/** The unit of time that both files share; they do not say which. */
export type TimeUnit = "hours" | "days";

export interface PathsimrOptions {
  unit: TimeUnit;
  name: string;
  /** As the scenario language writes them; sensible ones for the unit unless said. */
  length?: string | undefined;
  warmUp?: string | undefined;
}

/** A scenario as text, and what a planner should know of how it came about. */
export interface Imported {
  scenario: string;
  /** Tables that it names, by file. */
  tables?: Record<string, string>;
  notes: string[];
}

/** Hours to the unit. */
const HOURS = { hours: 1, days: 24 } as const;
const DEFAULT_RUN = {
  hours: { length: "28 days", "warm-up": "7 days" },
  days: { length: "365 days", "warm-up": "300 days" },
} as const;
/** A Monday, so that a weekly calendar begins with its week. */
const START = "2024-01-01";

/**
 * @throws ScenarioFaults with everything that is wrong in either file, each with its row and column
 */
export function importPathsimr(network: Handed, calendar: Handed, options: PathsimrOptions): Imported {
  const desk = new Desk();
  const [ofNetwork, ofCalendar] = [desk.open(network), desk.open(calendar)];
  if (isHeaded(ofNetwork, "metric") && isHeaded(ofCalendar, "serv_dist"))
    ofNetwork.complain(0, 0, "this is the calendar, and the other file is the network: name the network first");
  desk.settle();
  const read = readNetwork(ofNetwork, options.unit, namesIn(ofCalendar));
  const times = readCalendar(
    ofCalendar,
    read.points.map(({ name }) => name),
    read.exits,
  );
  const cycleHours = times.cycle * HOURS[options.unit];
  if (!isDailyOrWeekly(cycleHours))
    ofCalendar.complain(
      0,
      3,
      `the last end is ${times.cycle} ${options.unit}, so that the calendar would repeat every ${tidy(cycleHours)} hours; it must be a day, a part of a day or a week`,
    );
  desk.settle();
  return new Writer(read, times, options, [network.file, calendar.file]).write();
}

function isHeaded({ rows }: Grid, column: string): boolean {
  return rows[0]?.some((cell) => cell.toLowerCase() === column) === true;
}

function isDailyOrWeekly(cycleHours: number): boolean {
  return !Number.isFinite(cycleHours) || cycleHours === 168 || Number.isInteger(tidy(24 / cycleHours));
}

/** Where someone leaves to, by what the exit is called. */
function exitOf(name: string): "died" | "home" | "elsewhere" {
  if (/death|died|dead|deceased|mortality/i.test(name)) return "died";
  return /home|discharge|usual residence/i.test(name) && !/care|nursing|residential/i.test(name) ? "home" : "elsewhere";
}

class Writer {
  private readonly notes: string[] = [];
  private readonly keys: Map<string, string>;
  private readonly reached: Set<string>;

  constructor(
    private readonly network: Network,
    private readonly calendar: Calendar,
    private readonly options: PathsimrOptions,
    private readonly files: string[],
  ) {
    this.keys = keysFor(network.points.map(({ name }) => name));
    for (const exit of network.exits) this.keys.set(exit, `to-${slug(exit)}`);
    this.reached = this.whoIsReached();
  }

  write(): Imported {
    const { points, exits } = this.network;
    const used = points.filter(({ name }) => this.reached.has(name));
    const left = exits.filter((name) => this.reached.has(name));
    for (const name of [...points.map((point) => point.name), ...exits])
      if (!this.reached.has(name)) this.notes.push(`${name} is left out: nobody ever comes there.`);
    const scenario = {
      careshift: 1,
      name: this.options.name,
      run: { start: START, ...this.run(), replications: 100, seed: slug(this.options.name) },
      arrivals: Object.assign({}, ...used.map((point) => this.arrivals(point))),
      places: Object.assign(
        {},
        ...used.map((point) => this.place(point)),
        ...left.map((name) => ({ [this.key(name)]: { kind: "unlimited", label: name } })),
      ),
      pathways: Object.assign({}, ...used.map((point) => this.pathway(point)), ...left.map((name) => this.exit(name))),
    };
    const from = `Made by careshift import pathsimr from ${this.files.join(" and ")}, whose unit of time is the ${this.options.unit.slice(0, -1)}.`;
    return { scenario: writeYaml(scenario, [from, ...this.notes]), notes: this.notes };
  }

  private run(): { length: string; "warm-up": string } {
    const usual = DEFAULT_RUN[this.options.unit];
    return { length: this.options.length ?? usual.length, "warm-up": this.options.warmUp ?? usual["warm-up"] };
  }

  private arrivals({ name }: ServicePoint): Record<string, unknown> {
    const key = this.key(name);
    const unit = this.options.unit;
    const streams = streamsOf((from, to) => this.meanRate(this.calendar.arrivals.get(name) ?? [], from, to));
    return Object.fromEntries(
      streams.map(({ suffix, perHour, rhythm }) => [
        `${key}${suffix}`,
        {
          rate: amountOf(perHour * HOURS[unit], `per ${unit.slice(0, -1)}`),
          ...(rhythm && { rhythm }),
          emergency: false,
          pathway: key,
        },
      ]),
    );
  }

  private place({ name }: ServicePoint): Record<string, unknown> {
    const key = this.key(name);
    const { usual, rows } = timetableOf((hour) => this.valueAt(this.calendar.places.get(name) ?? [], hour));
    const timetable = rows.map(({ value, ...when }) => ({ ...when, beds: value }));
    const both = this.fromOutside(name) && this.fromInside(name);
    return {
      [key]: {
        kind: "beds",
        label: name,
        beds: usual,
        ...(timetable.length > 0 && { timetable }),
        ...(both && { takes: [`${key}.from-inside`, `${key}.from-outside`] }),
      },
    };
  }

  private pathway(point: ServicePoint): Record<string, unknown> {
    const key = this.key(point.name);
    const step = (name: string, full: unknown) => ({
      step: name,
      at: key,
      stay: point.stay,
      full,
      ...(point.isRounded && { normalise: true }),
      next: point.ways.map(({ to, chance, delay }) => ({
        go: this.keyOfStep(to),
        chance: tidy(chance),
        ...(delay && { delay }),
      })),
    });
    return {
      [key]: [
        ...(this.fromOutside(point.name) ? [step("from-outside", whenFull(point.outside, "refused"))] : []),
        ...(this.fromInside(point.name) ? [step("from-inside", whenFull(point.inside, "hold"))] : []),
      ],
    };
  }

  private exit(name: string): Record<string, unknown> {
    const key = this.key(name);
    return { [key]: [{ step: "leave", at: key, stay: "0 minutes", next: [{ go: exitOf(name) }] }] };
  }

  private keyOfStep(name: string): string {
    return `${this.key(name)}.${this.network.exits.includes(name) ? "leave" : "from-inside"}`;
  }

  private key(name: string): string {
    return this.keys.get(name) as string;
  }

  private fromOutside(name: string): boolean {
    return (this.calendar.arrivals.get(name) ?? []).some(({ value }) => value > 0);
  }

  private fromInside(name: string): boolean {
    return this.network.points.some(
      (point) => this.reached.has(point.name) && point.ways.some(({ to }) => to === name),
    );
  }

  private whoIsReached(): Set<string> {
    const reached = new Set<string>();
    const open = this.network.points.map(({ name }) => name).filter((name) => this.fromOutside(name));
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (reached.has(name)) continue;
      reached.add(name);
      const point = this.network.points.find((each) => each.name === name);
      open.push(...(point?.ways.map(({ to }) => to) ?? []));
    }
    return reached;
  }

  /** What holds at an hour of the week. */
  private valueAt(stretches: Stretch[], hour: number): number {
    const time = this.inCycle(hour);
    return stretches.find(({ start, end }) => start <= time && time < end)?.value ?? 0;
  }

  /** Arrivals an hour, mean between two times, in hundredths of an hour. */
  private meanRate(stretches: Stretch[], from: number, to: number): number {
    const points = 100;
    let sum = 0;
    for (let i = 0; i < points; i++) sum += this.valueAt(stretches, from + ((to - from) * (i + 0.5)) / points);
    return sum / points / HOURS[this.options.unit];
  }

  private inCycle(hour: number): number {
    const time = hour / HOURS[this.options.unit];
    return Number.isFinite(this.calendar.cycle) ? tidy(time % this.calendar.cycle) : 0;
  }
}

/** A queue of so many places; past it, or where there is none, what then. */
function whenFull(limit: number, otherwise: "refused" | "hold"): unknown {
  if (limit === Number.POSITIVE_INFINITY) return "wait";
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; never awaited
  if (limit > 0) return { queue: limit, then: otherwise };
  return otherwise === "hold" ? "hold" : { go: "refused" };
}
