/** From what the schema read to the scenario that the rest of the project knows. */
import { settled } from "./by.js";
import { complement } from "./grid.js";
import { labelsOf } from "./labels.js";
import type {
  Arrivals,
  CaseFinding,
  Need,
  OpeningCensus,
  Pathway,
  Place,
  Population,
  Run,
  Scenario,
  Setting,
  Shock,
  Step,
  Target,
} from "./scenario.js";
import type { Written } from "./schema.js";
import { parseAges } from "./who.js";

type Part<K extends keyof Written> = NonNullable<Written[K]>;
type Each<K extends keyof Written> = Part<K> extends Record<string, infer V> ? V : never;

const EVERYONE = { by: [], rows: [] };
/** Nine o'clock, as a share of the day. */
const NINE = 9 / 24;
const NEVER_ASKED = { law: "fixed", value: 0 } as const;

/** A scenario whose parts have all been checked; `run` must be there. */
export function toScenario(written: Written): Scenario {
  return {
    name: written.name,
    summary: written.summary ?? "",
    run: written.run as Run,
    population: written.population && toPopulation(written.population),
    needs: each(written.needs, toNeed),
    arrivals: each(written.arrivals, toArrivals),
    places: each(written.places, toPlace),
    pathways: each(written.pathways, toPathway),
    policies: each(written.policies, toPolicy),
    opening: each(written.opening, toOpening),
    clocks: each(written.clocks, (name, { starts, stops, within }) => ({ name, starts, stops: stops ?? [], within })),
    targets: each(written.targets, toTarget),
    shocks: each(written.shocks, toShock),
    paper: present(written.paper ?? {}),
    labels: labelsOf(written),
  };
}

function each<V, T>(named: Record<string, V> | undefined, convert: (name: string, value: V) => T): T[] {
  return Object.entries(named ?? {}).map(([name, value]) => convert(name, value));
}

function toPopulation({
  people,
  ages,
  bands,
  localities,
  yearly,
  frailty,
  segments = [],
  "wish-to-die-in": wishes,
}: Part<"population">): Population {
  const shares = segments.flatMap(({ share }) => share ?? []);
  return {
    people,
    ages: ages.table,
    bands: bands ?? [0, 18, 65, 75, 85],
    localities: (localities ?? []).map(([name, share]) => ({ name, share })),
    frailty: frailty ?? { law: "fixed", value: 1 },
    segments: segments.map(({ name, share }) => ({ name, share: settled(share ?? complement(shares), 0) })),
    yearly: {
      births: yearly?.births ?? 0,
      deaths: yearly?.deaths ? settled(yearly.deaths, 0) : { ...EVERYONE, others: 0 },
      movingIn: yearly?.["moving-in"] ?? 0,
      movingOut: yearly?.["moving-out"] ?? 0,
      movesBetweenSegments: (yearly?.segments ?? []).filter(({ from, to }) => from !== to),
    },
    wishes: (wishes ?? []).map(([setting, share]) => ({ setting: setting as Setting, share })),
  };
}

function toNeed(name: string, need: Each<"needs">): Need {
  const times = need.times ?? [];
  const after = times.find((each) => "afterDischarge" in each);
  return {
    name,
    rate: settled(need.rate, 0),
    times: times.flatMap((each) => ("by" in each ? settled(each.by, 1) : [])),
    ...(after && "afterDischarge" in after && { afterDischarge: after.afterDischarge }),
    rhythm: need.rhythm ?? {},
    trend: need.trend ?? 0,
    frailty: need.frailty ?? true,
    emergency: need.emergency ?? true,
    pathway: need.pathway,
  };
}

function toArrivals(name: string, stream: Each<"arrivals">): Arrivals {
  const { rate, gaps, people, rhythm, trend, emergency, pathway } = stream;
  const sex = people?.sex && Object.fromEntries(people.sex);
  return {
    name,
    ...(rate !== undefined && { rate: rate.mean }),
    ...(gaps && { gaps }),
    rhythm: { ...rhythm, ...(rate?.dates && { dates: rate.dates }) },
    trend: trend ?? 0,
    emergency: emergency ?? true,
    people: {
      ...(people?.age && {
        age: people.age.map(([ages, share]) => ({ ...(parseAges(ages) as { from: number; to: number }), share })),
      }),
      ...(sex && { sex: { female: sex.female ?? 0, male: sex.male ?? 0 } }),
    },
    pathway,
  };
}

function toPlace(name: string, place: Each<"places">): Place {
  const { kind, capacity, takesVisits, rows, escalation, cleaning, slots } = place;
  const isSession = kind === "list" || kind === "clinic";
  return {
    name,
    kind,
    capacity,
    takesVisits,
    timetable: rows,
    overflow: place.overflow ?? [],
    ringFenced: place["ring-fenced"] ?? 0,
    shared: place.shared ?? false,
    escalation: escalation && {
      beds: escalation.beds,
      opensAbove: escalation["opens-above"],
      closesBelow: escalation["closes-below"],
    },
    cleaning,
    waitTarget: place["wait-target"],
    slots,
    session: place.session ?? NINE,
    admits: place.admits ?? !(isSession || kind === "team" || kind === "caseload"),
    setting: place.setting,
    takes: place.takes ?? [],
    cost: place.cost ?? { occupiedDay: 0, openDay: 0, stay: 0 },
    wtePerOpen: place["wte-per-open"] ?? 0,
    contactHours: place["contact-hours-per-week"] ?? 0,
    payer: place.payer ?? "nhs-acute",
  };
}

function toPathway(name: string, steps: Each<"pathways">): Pathway {
  return { name, steps: steps.map(toStep) };
}

function toStep(written: Each<"pathways">[number]): Step {
  const { step, at, stay, full, staff, visits, leaves, normalise, next } = written;
  const { "level-of-care": level, "did-not-attend": absent } = written;
  const ways = (next ?? []).map(({ go, chance, delay }) => ({ go, chance: chance && settled(chance, 0), delay }));
  return {
    name: step,
    at,
    stay: settled(stay, NEVER_ASKED),
    full: full ?? { rule: "wait" },
    staff: staff && { team: staff.team, for: staff.for },
    visits: visits && { from: visits.from, to: visits.to },
    longerPerDelayedDay: written["longer-per-delayed-day"] ?? 0,
    leaves,
    levelOfCare: level && { lowerFor: level["lower-for"], after: level.after, every: level.every, go: level.go },
    didNotAttend: absent && { chance: absent.chance, to: absent.then },
    normalise: normalise ?? false,
    next: ways.length > 0 ? ways : [{ go: "home", chance: undefined, delay: undefined }],
  };
}

function toPolicy(name: string, policy: Each<"policies">): CaseFinding {
  return {
    name,
    at: policy.at,
    every: policy.every,
    predicts: policy.predicts,
    sees: policy.sees,
    fromAge: policy["from-age"] ?? 0,
    cStatistic: policy["c-statistic"],
    leavesAfter: policy["leaves-after"],
    effects: (policy.effects ?? []).map(({ on, times }) => ({ on, times })),
  };
}

function toOpening(step: string, { from, occupied, delayed, waiting }: Each<"opening">): OpeningCensus {
  return { step, from, occupied: occupied ?? 0, delayed: delayed ?? 0, waiting: waiting ?? 0 };
}

function toTarget(name: string, target: Each<"targets">): Target {
  const { measure, place, clock, "at-most": atMost, "at-least": atLeast } = target;
  return { name, measure, ...present({ place, clock, atMost, atLeast }) };
}

/** One of `shocks:`, as it was written. */
export function toShock(name: string, { label, from, until, changes }: Each<"shocks">): Shock {
  const each = changes.map(({ add, scale, by }) => ({ ...present({ add, scale }), by }));
  return { name, label: label ?? name.replaceAll("-", " "), from, until, changes: each };
}

function present<T extends object>(part: T): T {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as T;
}
