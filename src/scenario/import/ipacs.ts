/**
 * The IPACS discharge-to-assess model (NHS Bristol, North Somerset and South Gloucestershire) as a scenario: people ready to leave an acute
 * bed go on by one of several pathways, each with its own capacity in each locality, and hold the acute bed until there is room.
 */
import type { Handed } from "./grid.js";
import { type IPACS_FILES, type IpacsChoice, readIpacs, type Service } from "./ipacs-tables.js";
import { slug } from "./names.js";
import type { Imported } from "./pathsimr.js";
import { tidy, writeYaml } from "./write.js";

export interface IpacsOptions extends IpacsChoice {
  name: string;
  capacity: "base" | "unlimited";
  /** What the tables of arrivals are called, before `-p1-ns.csv`. */
  tables: string;
}

/** What the codes of the source stand for, and where in the system it belongs. */
const PATHWAYS: Record<string, { label: string; setting: string }> = {
  P1: { label: "home-based care", setting: "home" },
  P2: { label: "community rehabilitation beds", setting: "community-hospital" },
  P3: { label: "care-home beds for assessment", setting: "care-home" },
};
const LOCALITIES: Record<string, string> = { B: "Bristol", NS: "North Somerset", SG: "South Gloucestershire" };
const DAY = 86_400_000;

/**
 * @returns the scenario, with a table of arrivals by date for each pathway of each locality
 * @throws ScenarioFaults with everything that is wrong in any file, each with its row and column
 */
export function importIpacs(files: Record<keyof typeof IPACS_FILES, Handed>, options: IpacsOptions): Imported {
  const services = readIpacs(files, options);
  const dates = services[0]?.arrivals ?? [];
  const start = dates[0]?.date ?? "";
  const next = new Date(Date.parse(start) + DAY).toISOString().slice(0, 10);
  const all = (make: (service: Service) => Record<string, unknown>) => Object.assign({}, ...services.map(make));
  const changes = services.flatMap((service) => {
    const over = service.occupied - capacityOf(service, options);
    return isOver(service, options) ? [{ from: next, add: `places.${keyOf(service)}.beds`, by: -over }] : [];
  });
  const scenario = {
    careshift: 1,
    name: options.name,
    run: { start, length: `${dates.length} days`, "warm-up": "none", replications: 100, seed: slug(options.name) },
    arrivals: all((service) => arrivalsOf(service, options)),
    places: { ...all(acuteOf), ...all((service) => placeOf(service, options)) },
    pathways: all(pathwayOf),
    opening: { ...all(careOf), ...all(readyOf) },
    ...(changes.length > 0 && { changes }),
  };
  const notes = notesOf(services, options, next);
  const names = Object.values(files).map(({ file }) => file.replace(/^.*[\\/]/, ""));
  const from = `Made by careshift import ipacs from ${names.join(", ")}; stays of the scenario ${options.stays}, capacity ${options.capacity}.`;
  return {
    scenario: writeYaml(scenario, [from, ...notes]),
    tables: Object.fromEntries(services.map((service) => [tableOf(service, options), datesOf(service, from)])),
    notes,
  };
}

function keyOf({ pathway, locality }: Service): string {
  return slug(`${pathway} ${locality}`);
}

function acuteKey({ locality }: Service): string {
  return `acute-${slug(locality)}`;
}

/** Beds, or visits a day: slots of a caseload times the mean visits of a stay, whole ones. */
function capacityOf({ slots, visits }: Service, { capacity }: IpacsOptions): number {
  const places = (capacity === "unlimited" ? slots.unlimited : undefined) ?? slots.base;
  return visits === undefined ? places : Math.floor((places * (visits.from + visits.to)) / 2);
}

function isOver(service: Service, options: IpacsOptions): boolean {
  return service.visits === undefined && service.occupied > capacityOf(service, options);
}

function tableOf(service: Service, { tables }: IpacsOptions): string {
  return `${tables}-${keyOf(service)}.csv`;
}

function datesOf({ arrivals }: Service, from: string): string {
  return [
    `# ${from.replace(/\s+/g, " ")}`,
    "date,per-day",
    ...arrivals.map(({ date, perDay }) => `${date},${perDay}`),
    "",
  ].join("\n");
}

function arrivalsOf(service: Service, options: IpacsOptions): Record<string, unknown> {
  const key = keyOf(service);
  return { [key]: { rate: { table: tableOf(service, options) }, emergency: false, pathway: key } };
}

/** Where people wait who are ready to leave: an acute bed for each of them, taken only while they wait. */
function acuteOf(service: Service): Record<string, unknown> {
  const { locality, cost } = service;
  return {
    [acuteKey(service)]: {
      kind: "unlimited",
      label: `Acute beds, ready to leave, ${LOCALITIES[locality] ?? locality}`,
      setting: "acute-hospital",
      admits: false,
      cost: { "per-occupied-day": `£${cost.acute}` },
      payer: "nhs-acute",
    },
  };
}

function placeOf(service: Service, options: IpacsOptions): Record<string, unknown> {
  const { pathway, locality, visits, cost, occupied } = service;
  const known = PATHWAYS[pathway];
  const capacity = capacityOf(service, options);
  return {
    [keyOf(service)]: {
      kind: visits === undefined ? "beds" : "package",
      label: `${pathway}${known ? ` ${known.label}` : ""}, ${LOCALITIES[locality] ?? locality}`,
      ...(known && { setting: known.setting }),
      ...(visits === undefined ? { beds: Math.max(capacity, occupied) } : { visits: capacity }),
      cost: { "per-occupied-day": `£${cost.service}` },
      payer: "nhs-community",
    },
  };
}

function pathwayOf(service: Service): Record<string, unknown> {
  const { stay, visits } = service;
  const key = keyOf(service);
  const law = { lognormal: { median: `${tidy(stay.median)} days`, mean: `${tidy(stay.mean)} days` } };
  return {
    [key]: [
      { step: "ready", at: acuteKey(service), stay: "0 minutes", next: [{ go: "care" }] },
      { step: "care", at: key, stay: law, full: "hold", ...(visits && { visits }) },
    ],
  };
}

function careOf(service: Service): Record<string, unknown> {
  const key = keyOf(service);
  return service.occupied === 0 ? {} : { [`${key}.care`]: { from: key, occupied: service.occupied } };
}

function readyOf(service: Service): Record<string, unknown> {
  const { delayed } = service;
  const key = keyOf(service);
  return delayed === 0 ? {} : { [`${key}.ready`]: { from: key, occupied: delayed, delayed } };
}

/** What the planner should know of how the tables were understood. */
function notesOf(services: Service[], options: IpacsOptions, next: string): string[] {
  const withVisits = services.find(({ visits }) => visits !== undefined);
  const over = services.filter((service) => isOver(service, options));
  const acuteCosts = new Set(services.map(({ cost, locality }) => `${locality} ${cost.acute}`));
  const localities = new Set(services.map(({ locality }) => locality));
  return [
    "Who is ready to leave comes to an acute bed for no time and keeps it until there is room: delayed there is the queue, and its cost that of delay.",
    "What is left of a stay on day one is drawn as long stays are likelier to be met; the source takes a uniform share of a fresh stay, which is shorter.",
    ...(withVisits
      ? [
          `Visits a day are the slots of the caseload times the mean visits of a stay (${withVisits.pathway}: ${(withVisits.visits!.from + withVisits.visits!.to) / 2}), rounded down.`,
        ]
      : []),
    ...over.map(
      (service) =>
        `${keyOf(service)} has ${service.occupied} people in ${capacityOf(service, options)} beds on day one: the beds above close on ${next}, each when its patient leaves.`,
    ),
    ...(acuteCosts.size > localities.size
      ? ["The cost of a day delayed differs within a locality; that of its last pathway is taken."]
      : []),
  ];
}
