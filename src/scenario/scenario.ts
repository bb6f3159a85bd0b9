/**
 * A scenario: what the planner wrote, validated. Every duration is in days, every rate per day
 * (needs: per person per day), every share a fraction of one, all money in pounds.
 * Nothing here knows how it will be simulated.
 */

import type { Law } from "../engine/laws.js";
import type { Spot } from "./faults.js";

export type { Law };

/** What a value may differ by. */
export type Dimension = "age" | "sex" | "segment" | "locality";
export type Sex = "female" | "male";

/** Which people a row speaks of; a part left out means everyone. Ages are whole years, `to` exclusive; `85+` ends at 150. */
export interface Who {
  age?: { from: number; to: number };
  sex?: Sex;
  segment?: string;
  locality?: string;
}

/** A value that may differ between people: the first row that fits a person holds, else `others`. */
export interface By<T> {
  by: Dimension[];
  rows: { who: Who; value: T }[];
  /** What holds for people whom no row names. */
  others: T;
}

/** Multipliers of a rate by the clock; each averages what the planner wrote (they are not rescaled). */
export interface Rhythm {
  /** 12 multipliers, January first. */
  month?: number[];
  /** 7 multipliers, Monday first. */
  weekday?: number[];
  /** 24 multipliers, from midnight. */
  hour?: number[];
  /** Surges and lulls: multipliers from one ISO date up to another. */
  shocks?: { from: string; to: string; times: number }[];
  /** Multipliers by ISO date, in order, each holding until the next; before the first and after the last those two hold. */
  dates?: { date: string; times: number }[];
}

export interface Population {
  people: number;
  /** People by single year of age and sex, before scaling to `people`. The last age is open. */
  ages: { age: number; sex: Sex; people: number }[];
  /** Lower bounds of the age bands that results are shown by, from 0. */
  bands: number[];
  localities: { name: string; share: number }[];
  /** Spread of relative risk between people; mean 1. */
  frailty: Law;
  segments: { name: string; share: By<number> }[];
  yearly: {
    /** Births per person of the population per day. */
    births: number;
    /** Deaths outside the pathways, per person per day. */
    deaths: By<number>;
    /** People moving in, per person of the starting population per day. */
    movingIn: number;
    /** People moving out, per person per day. */
    movingOut: number;
    /** Chance of being in another segment a year later. */
    movesBetweenSegments: { from: string; to: string; chance: number }[];
  };
  /** Where people wish to die: shares of settings; none where nothing is said. */
  wishes: { setting: Setting; share: number }[];
}

/** A reason why people of the population come for care. */
export interface Need {
  name: string;
  /** Per person per day, before the multipliers. */
  rate: By<number>;
  /** Multipliers by what the person is like. */
  times: By<number>[];
  /** Higher risk after leaving care: `times` at discharge, falling in a straight line to 1 over `fadingOver` days. */
  afterDischarge?: { times: number; fadingOver: number };
  rhythm: Rhythm;
  /** Growth of the rate, per year, compounded (0.02 = 2 % a year). */
  trend: number;
  /** Whether the person's frailty multiplies the rate. */
  frailty: boolean;
  /** Whether admissions from this need are emergencies (they count as admissions and readmissions). */
  emergency: boolean;
  pathway: string;
}

/** Arrivals with no population behind them. Either a rate (a Poisson stream) or a law of the gaps between arrivals. */
export interface Arrivals {
  name: string;
  /** Arrivals per day; or */
  rate?: number;
  /** the gap between one arrival and the next, in days. */
  gaps?: Law;
  rhythm: Rhythm;
  trend: number;
  emergency: boolean;
  /** What those who arrive are like; shares sum to 1 within each dimension. */
  people: { age?: { from: number; to: number; share: number }[]; sex?: { female: number; male: number } };
  pathway: string;
}

/**
 * `beds` hold people; `unlimited` holds anyone; a `caseload` is filled by policies; a `package` is home care; a `team` is staff on
 * shift; a `list` and a `clinic` take people in sessions, who live at home meanwhile.
 */
export type PlaceKind = "beds" | "unlimited" | "caseload" | "package" | "team" | "list" | "clinic";
/** Where in the system a place belongs: what deaths and admissions are counted by. */
export type Setting =
  | "primary-care"
  | "emergency-department"
  | "acute-hospital"
  | "community-hospital"
  | "intermediate-care"
  | "care-home"
  | "hospice"
  | "home";
export type Payer = "nhs-acute" | "nhs-community" | "council" | "person";

export interface Place {
  name: string;
  kind: PlaceKind;
  /** Beds, places on a list, packages, visits a day or staff on shift; undefined for `unlimited`, lists and clinics. */
  capacity: number | undefined;
  /** Whether the capacity is visits a day. */
  takesVisits: boolean;
  /** Other capacities at some hours; the first row that fits holds. */
  timetable: Timetable[];
  /** Places that take in those for whom this one is full. */
  overflow: string[];
  /** Beds that outliers may not have. */
  ringFenced: number;
  /** Whoever overflows into it is no outlier. */
  shared: boolean;
  /** Beds opened while more than a share of the ordinary ones is taken or waited for, and closed below another. */
  escalation: { beds: number; opensAbove: number; closesBelow: number } | undefined;
  /** Time in which nobody can have a bed that was left. */
  cleaning: Law | undefined;
  /** Days within which people are meant to be taken in. */
  waitTarget: number | undefined;
  /** Lists and clinics: people taken on each weekday, Monday first, and the time of day, as a share of the day. */
  slots: number[] | undefined;
  session: number;
  /** Whether coming in is an admission. */
  admits: boolean;
  setting: Setting | undefined;
  /** Order in which those waiting for this place go first, as `pathway.step` or `step`; steps not named come last. */
  takes: string[];
  cost: { occupiedDay: number; openDay: number; stay: number };
  /** Whole-time staff wanted for each bed, place or package that is open. */
  wtePerOpen: number;
  /** Of a caseload: hours that each person on it takes, a week. */
  contactHours: number;
  payer: Payer;
}

/** A row of a timetable: half hours `from` up to `to` of some days and months, and what is open then. */
export interface Timetable {
  /** Monday = 0; all where undefined. */
  days: number[] | undefined;
  /** January = 0. */
  months: number[] | undefined;
  /** Half hours since midnight; `to` at or before `from` goes on past midnight. */
  from: number;
  to: number;
  capacity: number;
}

/** What happens when the place of a step is full. Waits end after `atMost` days, or by a law of patience. */
export type WhenFull =
  /** Keeps the bed they are in (a delayed transfer); a first step waits outside. */
  | { rule: "hold"; atMost?: number; patience?: Law; then?: string }
  /** Gives up the bed they are in and waits in none; where so many (`room`) wait already, does `then` at once, which may be `hold`. */
  | { rule: "wait"; atMost?: number; patience?: Law; room?: number; then?: string }
  /** Goes elsewhere at once: to a step, `home`, `elsewhere` (another system), or `refused`; `cancels`: back to a list. */
  | { rule: "go"; to: string; cancels?: boolean };

/** A branch out of a step; the last of a list may leave out its chance and takes the rest. */
export interface Branch {
  /** A step of this pathway, `pathway.step` of another, or an exit: `home`, `died`, `elsewhere`. */
  go: string;
  /** Undefined: the rest. */
  chance: By<number> | undefined;
  /** Time on the way (papers, transport) during which the place is still held. */
  delay: Law | undefined;
}

/** The hours and days on which people leave a step. */
export interface Leaves {
  /** Chance that someone ready can leave, by weekday, Monday first. */
  chance: number[];
  /** Shares of the day. */
  from: number;
  to: number;
}

export interface Step {
  name: string;
  /** The place. */
  at: string;
  /** Treatment time; any delay comes on top. */
  stay: By<Law>;
  full: WhenFull;
  /** Staff needed as well as the place, and for how long; undefined: the whole stay. */
  staff: { team: string; for: Law | undefined } | undefined;
  /** Visits a day at the start and the end of the stay. */
  visits: { from: number; to: number } | undefined;
  /** Deconditioning: growth of the stay for each day delayed before, as a share. */
  longerPerDelayedDay: number;
  leaves: Leaves | undefined;
  /** What is known of who needs no more than a lower level of care for the last part of the stay, and when it is reviewed. */
  levelOfCare: { lowerFor: number; after: number; every: number | undefined; go: string } | undefined;
  /** Of an appointment. */
  didNotAttend: { chance: number; to: string } | undefined;
  /** Accept chances that do not sum to one, and rescale them. */
  normalise: boolean;
  next: Branch[];
}

export interface Pathway {
  name: string;
  steps: Step[];
}

/** Finding the people at highest predicted risk, on a schedule, up to the caseload. */
export interface CaseFinding {
  name: string;
  /** The caseload. */
  at: string;
  /** Days between rounds. */
  every: number;
  /** Need whose expected number a year is the predicted risk. */
  predicts: string;
  /** What the risk tool can see. Frailty is always hidden. */
  sees: ("age" | "sex" | "segment" | "locality" | "admissions-last-year")[];
  fromAge: number;
  /** Stated accuracy of the risk tool in telling who will have the need within a year; undefined: as good as what it sees allows. */
  cStatistic: number | undefined;
  /** Days on the list, then off it; undefined: until death or moving away. */
  leavesAfter: number | undefined;
  /** On the rate of a need, or on the stay at a step (`pathway.step`). */
  effects: { on: string; times: number }[];
}

/** A clock that runs for each person from asking for one of some steps until they come into one of others, or leave care. */
export interface Clock {
  name: string;
  /** `pathway.step` */
  starts: string[];
  stops: string[];
  /** Days. */
  within: number;
}

/** Who is already there on day one, at one step. */
export interface OpeningCensus {
  /** `pathway.step` */
  step: string;
  /** Need or stream of arrivals the people came by. */
  from: string;
  /** In the place, the delayed included. */
  occupied: number;
  /** Of these, ready to leave and waiting for their next place. */
  delayed: number;
  /** Waiting outside for this step. */
  waiting: number;
}

export interface Target {
  name: string;
  /** A measure's name, as `careshift schema measures` lists them. */
  measure: string;
  place?: string;
  /** Of a measure of clocks: which one. */
  clock?: string;
  atMost?: number;
  atLeast?: number;
}

export interface Run {
  /** ISO date at which observation starts. Day 0 of the simulation lies `warmUp` days before it. */
  start: string;
  /** Days observed after the warm-up. */
  length: number;
  /** Whole days run before anything is counted. */
  warmUp: number;
  /** The warm-up is to be found from the run; `warmUp` only frames dated changes until then. */
  findWarmUp?: boolean;
  /** How many; with a `precision`, how many at most. */
  replications: number;
  /** Replications go on until the 95 % intervals of these measures (none: the usual ones) are within ± `wanted` of their means. */
  precision?: { wanted: number; measures: string[] } | undefined;
  seed: string;
  /** Numbers with bounds are drawn too, to tell chance from ignorance. */
  uncertainty?: boolean;
  /** What becomes of people who block each other in a ring: they exchange beds, or stay as they are. */
  deadlocks: "exchange" | "stay";
}

/** A bad spell; what it changes by `add` or `scale` is undone on the day `until`. */
export interface Shock {
  name: string;
  label: string;
  from: string;
  until: string;
  /** `add … by` with a number, or `scale … by` with a factor above 0. */
  changes: { add?: string; scale?: string; by: number }[];
}

/** How a place, need or arrival is shown; the key where nothing better is written. */
export interface Scenario {
  name: string;
  summary: string;
  run: Run;
  population: Population | undefined;
  needs: Need[];
  arrivals: Arrivals[];
  places: Place[];
  pathways: Pathway[];
  policies: CaseFinding[];
  opening: OpeningCensus[];
  clocks: Clock[];
  targets: Target[];
  /** For stress alone; a run is without them. */
  shocks: Shock[];
  paper: { title?: string; meeting?: string; author?: string; date?: string; purpose?: string; asks?: string };
  /** How keys are shown to people: `torbay-acute` → "Torbay Hospital". */
  labels: Record<string, string>;
}

/** A stretch of the run in which every value holds still. Dated changes start a new one. */
export interface Epoch {
  /**
   * Days since day 0, the first day of the warm-up: a change dated on `run.start` holds from day `warmUp`, one without
   * a date from day 0.
   */
  from: number;
  scenario: Scenario;
}

/** One number, table or law of the scenario and what stands behind it. */
export interface Evidence {
  /** Dotted path in the scenario: `places.torbay-acute.beds`. */
  path: string;
  /** As written: `820`, `lognormal, mean 9.9 days, sd 12 days`, `table emergency-rates.csv`. */
  value: string;
  /** Key in the register, or `assumed`; undefined: nothing is said of it. */
  source: string | undefined;
  /** Text of the register for that key. */
  citation: string | undefined;
  why: string | undefined;
  low: string | undefined;
  high: string | undefined;
  confidence: string | undefined;
  /** `file:line:col` of the value. */
  where: string;
}

/** One line of a redesign, ready to be read out. */
export interface ChangeRead {
  /** ISO date, or undefined: throughout the run. */
  from: string | undefined;
  path: string;
  /** `add −30 over 12 months` */
  what: string;
  why: string | undefined;
  source: string | undefined;
}

/** What reading gives: the scenario over time, with what stands behind its numbers. */
export interface ReadScenario {
  file: string;
  /** Where its own name is written. */
  nameAt: Spot;
  /** File of the scenario at the root of the chain of `extends`; the file itself for a baseline. */
  root: string;
  /** At least one; the first from day 0. All have the same places, steps, needs and arrivals in the same order. */
  epochs: Epoch[];
  changes: ChangeRead[];
  evidence: Evidence[];
  register: Record<string, { title: string; url?: string; year?: number; note?: string; licence?: string }>;
  /** The resolved scenario as plain data with every number still as written, for hashing and for `explain`. */
  resolved: unknown;
  /**
   * Of a redesign whose run is shortened: whether it ends before all that tells the redesign from its baseline (`never`), or
   * before a part of it.
   */
  cutShort?: "never" | "partly";
  /** Faults that do not stop a run, whatever its settings; `warningsOf` adds those that hang on them. */
  warnings: string[];
}
