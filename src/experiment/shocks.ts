/** Shocks: bad spells with a beginning and an end, made from a scenario's own places and needs, or as planners write them. */
import { dayNumber, daysLater } from "../scenario/dates.js";
import { isCapacity } from "../scenario/paths.js";
import type { Place, ReadScenario, Scenario, Shock } from "../scenario/scenario.js";
import type { ChangeLine } from "./variants.js";

export type { Shock };

/** A ward that norovirus closes: 28 beds, or a tenth of the place if that is less. */
const WARD = 28;
/** What the usual shocks take away, of each kind of place; undefined: they take nothing there. */
const CAPACITY: Record<Place["kind"], string | undefined> = {
  beds: "beds",
  package: "packages",
  caseload: undefined,
  team: undefined,
  list: undefined,
  clinic: undefined,
  unlimited: undefined,
};

/**
 * The shocks that can happen to a scenario; those of which it has nothing to be shocked are left out. Each comes in its first season
 * at least eight weeks after `settled`, or, where the run ends before that is over, at least eight weeks after its start. The sizes
 * are planning assumptions, written out so that they can be read and changed.
 *
 * @param settled ISO date by which what the options change has taken hold; the start of the run unless said
 */
export function usualShocks(read: ReadScenario, settled?: string): Shock[] {
  const { start } = read.epochs[0]!.scenario.run;
  const early = shocksFrom(read, start);
  const late = settled === undefined || settled <= start ? early : shocksFrom(read, settled);
  return early.map((shock) => late.find(({ name }) => name === shock.name) ?? shock);
}

/** Beds that people are admitted to, most beds first; where there are none, all beds (cubicles of A&E are beds that admit nobody). */
export function wards({ places }: Scenario): Place[] {
  const beds = places.filter(({ kind, capacity }) => kind === "beds" && (capacity ?? 0) > 0);
  const admitting = beds.filter(({ admits }) => admits);
  return [...(admitting.length > 0 ? admitting : beds)].sort((a, b) => b.capacity! - a.capacity!);
}

/** Those that begin at least eight weeks after a date and are over before the run is. */
function shocksFrom({ epochs }: ReadScenario, start: string): Shock[] {
  const { scenario } = epochs[0]!;
  const { run } = scenario;
  const end = daysLater(run.start, Math.floor(run.length) - 1);
  const beds = wards(scenario);
  const [largest] = beds;
  const smallest = beds.slice(1).find(({ capacity }) => capacity === beds.at(-1)!.capacity);
  const help = scenario.places.find((place) => isCareHome(place) && CAPACITY[place.kind]) ?? packageOf(scenario);
  const winter = nextOf(start, "12-01");
  const all = [
    spell("winter-surge", "Winter surge: a fifth more emergencies for three months", winter, 90, demand(scenario, 1.2)),
    largest &&
      spell(
        "norovirus",
        `Norovirus closes a ward of ${named(scenario, largest)} for three weeks`,
        nextOf(start, "01-10"),
        21,
        [fewer(largest, Math.max(1, Math.min(WARD, Math.round(largest.capacity! / 10))))],
      ),
    help &&
      spell(
        "care-home-closure",
        `${named(scenario, help)}: a fifth closes for six months`,
        nextOf(start, "10-01"),
        182,
        [fewer(help, Math.max(1, Math.round(help.capacity! / 5)))],
      ),
    spell(
      "heatwave",
      "Heatwave: 15 % more emergencies for ten days",
      nextOf(start, "07-10"),
      10,
      demand(scenario, 1.15),
    ),
    smallest &&
      spell("loss-of-site", `${named(scenario, smallest)} is lost for three months`, nextOf(start, "06-01"), 91, [
        fewer(smallest, leastOver(epochs, smallest.name)),
      ]),
  ];
  return all.filter((shock): shock is Shock => !!shock && shock.changes.length > 0 && shock.until <= end);
}

/** The day by which every dated change of these scenarios has taken hold; of changes phased in, their end. */
export function settledOn(reads: readonly ReadScenario[]): string {
  const { start, warmUp } = reads[0]!.epochs[0]!.scenario.run;
  const last = Math.max(...reads.flatMap(({ epochs }) => epochs.map(({ from }) => from)));
  return daysLater(start, Math.max(0, Math.ceil(last - warmUp)));
}

/** A shock as the lines of a redesign: what it does on its first day, undone on the day it is over. */
export function shockLines({ from, until, changes }: Shock): ChangeLine[] {
  return [
    ...changes.map((change) => ({ from, ...change })),
    ...changes.map(({ add, scale, by }) =>
      add === undefined ? { from: until, scale: scale as string, by: 1 / by } : { from: until, add, by: -by },
    ),
  ];
}

/** What a shock would take from a place and a scenario has not: it takes `taken`, all that there is then. */
export interface Spared {
  path: string;
  asked: number;
  taken: number;
}

/** A shock as far as a scenario has what it takes away: on no day of the shock has a place less than none. */
export function fitted(shock: Shock, read: ReadScenario): Shock {
  const changes = shock.changes.map((change) => ({ ...change, by: byWithin(change, shock, read) }));
  return { ...shock, changes: changes.filter(({ by }, i) => by !== 0 || shock.changes[i]!.by === 0) };
}

/** Where a shock takes less than it would, as a scenario has no more. */
export function sparedBy(shock: Shock, read: ReadScenario): Spared[] {
  return shock.changes.flatMap((change) => {
    const by = byWithin(change, shock, read);
    return by === change.by ? [] : [{ path: change.add ?? "", asked: -change.by, taken: -by }];
  });
}

function byWithin({ add, by }: Shock["changes"][number], { from, until }: Shock, { epochs }: ReadScenario): number {
  const name = add !== undefined && isCapacity(add) ? add.split(".")[1]! : undefined;
  if (name === undefined || !epochs[0]!.scenario.places.some((place) => place.name === name)) return by;
  const { start, warmUp } = epochs[0]!.scenario.run;
  const dayOf = (date: string) => warmUp + dayNumber(date) - dayNumber(start);
  const during = epochs.filter(
    (epoch, i) => epoch.from < dayOf(until) && (epochs[i + 1]?.from ?? Number.POSITIVE_INFINITY) > dayOf(from),
  );
  return Math.max(by, -leastOver(during, name));
}

/** Lines that multiply all demand from outside by a factor: rates of needs and of streams, and the gaps of streams that have those. */
export function demandLines({ needs, arrivals }: Scenario, factor: number): ChangeLine[] {
  return [
    ...needs.map(({ name }) => ({ scale: `needs.${name}.rate`, by: factor })),
    ...arrivals.map(({ name, rate }) =>
      rate === undefined
        ? { scale: `arrivals.${name}.gaps`, by: 1 / factor }
        : { scale: `arrivals.${name}.rate`, by: factor },
    ),
  ];
}

function demand({ needs, arrivals }: Scenario, by: number): Shock["changes"] {
  const urgent = <T extends { emergency: boolean }>(each: T) => each.emergency;
  return [
    ...needs.filter(urgent).map(({ name }) => ({ scale: `needs.${name}.rate`, by })),
    ...arrivals
      .filter((stream) => urgent(stream) && stream.rate !== undefined)
      .map(({ name }) => ({ scale: `arrivals.${name}.rate`, by })),
  ];
}

function fewer({ name, kind }: Place, by: number): Shock["changes"][number] {
  return { add: `places.${name}.${CAPACITY[kind]}`, by: -by };
}

function spell(name: string, label: string, from: string, days: number, changes: Shock["changes"]): Shock {
  return { name, label, from, until: daysLater(from, days), changes };
}

/** The first such day of a year at least eight weeks after a date. */
function nextOf(start: string, monthAndDay: string): string {
  const settled = daysLater(start, 56);
  const years = [0, 1, 2].map((later) => `${Number(start.slice(0, 4)) + later}-${monthAndDay}`);
  return years.find((date) => dayNumber(date) >= dayNumber(settled)) as string;
}

function leastOver(epochs: ReadScenario["epochs"], name: string): number {
  return Math.min(...epochs.map(({ scenario }) => scenario.places.find((place) => place.name === name)!.capacity ?? 0));
}

function isCareHome({ name, capacity, takesVisits }: Place): boolean {
  return !takesVisits && (capacity ?? 0) > 0 && /care-home|nursing|residential/.test(name);
}

function packageOf({ places }: Scenario): Place | undefined {
  return places.find(({ kind, capacity, takesVisits }) => kind === "package" && !takesVisits && (capacity ?? 0) > 0);
}

function named({ labels }: Scenario, { name }: Place): string {
  return labels[name] ?? name;
}
