import { daysLater } from "../scenario/dates.js";
import type { Arrivals, Epoch, Need, ReadScenario, Run } from "../scenario/scenario.js";
import { UNTIL_PRECISE } from "../scenario/schema.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { hashOf } from "./identity.js";

/** Settings of a run that may be given instead of the scenario's own. */
export interface RunSettings {
  /** `auto`: until the means are precise. */
  replications?: number | "auto" | undefined;
  /** Half-width wanted over the mean, for `auto`. */
  precision?: number | undefined;
  /** The most that `auto` may run. */
  maxReplications?: number | undefined;
  /** `auto`: found from the run. */
  warmUp?: "auto" | undefined;
  years?: number | undefined;
  seed?: string | undefined;
}

/**
 * The scenarios with other settings of the run. Changes dated after the end of a shortened run are left out, with a warning; of a
 * redesign `cutShort` says so too.
 */
export function withRun(scenarios: ReadScenario[], settings: RunSettings): ReadScenario[] {
  const set = scenarios.map((read) => {
    const run = withReplications(read.epochs[0]!.scenario.run, settings);
    if (settings.years !== undefined) run.length = lengthOf(settings.years, run);
    if (settings.warmUp !== undefined) run.findWarmUp = true;
    if (settings.seed !== undefined) run.seed = settings.seed;
    const isSeen = (epoch: Epoch) => epoch.from < run.warmUp + run.length;
    const missed = missedBy(read, isSeen, run);
    return {
      missed,
      read: {
        ...read,
        warnings: [...read.warnings, ...neverHappen(read.file, missed, run)],
        epochs: read.epochs.filter(isSeen).map((epoch) => ({ ...epoch, scenario: { ...epoch.scenario, run } })),
      },
    };
  });
  return set.map(({ read, missed }) => {
    const root = set.find((other) => other.read.file === read.root);
    const cutShort = root && root.read !== read ? cutShortBy(missed, root.missed, read, root.read) : undefined;
    return { ...read, ...(cutShort && { cutShort }) };
  });
}

/** What of a redesign, and not of its baseline too, the run ends before: all that tells the two apart, or a part of it. */
function cutShortBy(missed: Missed, ofRoot: Missed, read: ReadScenario, root: ReadScenario): ReadScenario["cutShort"] {
  const isOwn =
    missed.what.some((what) => !ofRoot.what.includes(what)) || missed.days.some((day) => !ofRoot.days.includes(day));
  if (!isOwn) return undefined;
  return lived(read) === lived(root) ? "never" : "partly";
}

/** What people live through, as a hash: two scenarios of which it is the same give the same figures. */
function lived({ epochs }: ReadScenario): string {
  return hashOf(
    epochs.map(({ from, scenario }) => {
      const { name, summary, run, targets, paper, labels, shocks, ...model } = scenario;
      const [needs, arrivals] = [model.needs, model.arrivals].map((streams) => seenOf(streams, endOf(run)));
      return [from, { ...model, needs, arrivals }];
    }),
  );
}

/** Streams without the surges that begin after the end. */
function seenOf(streams: readonly (Need | Arrivals)[], end: string) {
  return streams.map(({ rhythm, ...stream }) => ({
    ...stream,
    rhythm: { ...rhythm, shocks: (rhythm?.shocks ?? []).filter(({ from }) => from < end) },
  }));
}

/** What differs in the runs of scenarios that stand on the same baseline: paired, they must see the same days of the same patients. */
export function unlikeRuns(scenarios: ReadScenario[]): string[] {
  return scenarios.flatMap((read) => {
    const first = scenarios.find(({ root }) => root === read.root)!;
    const [own, usual] = [read.epochs[0]!.scenario.run, first.epochs[0]!.scenario.run];
    const unlike = (["start", "length", "warmUp", "seed"] as const).filter((key) => own[key] !== usual[key]);
    return unlike.map((key) => {
      const [name, has, wants] = [key === "warmUp" ? "warm-up" : key, shown(own, key), shown(usual, key)];
      return `${read.file}: \`run.${name}\` is ${has}, and ${wants} in ${first.file}: what is compared sees the same days of the same patients; leave \`${name}\` to the baseline, or ask for it on the command line for all`;
    });
  });
}

function shown(run: Run, key: "start" | "length" | "warmUp" | "seed"): string {
  return key === "start" || key === "seed" ? run[key] : `${run[key]} days`;
}

/** How many replications to run where they can't be left to a rule: the scenario's, or 30 where it leaves them to one. */
export function fixedNumber({ replications, precision }: Run): number {
  return precision === undefined ? replications : Math.min(30, replications);
}

function withReplications(run: Run, { replications, precision, maxReplications }: RunSettings): Run {
  if (typeof replications === "number") return { ...run, replications, precision: undefined };
  const isAsked = replications ?? precision ?? maxReplications;
  if (run.precision === undefined && isAsked === undefined) return { ...run };
  const auto = run.precision === undefined ? UNTIL_PRECISE : run;
  return {
    ...run,
    replications: maxReplications ?? auto.replications,
    precision: {
      wanted: UNTIL_PRECISE.precision.wanted,
      measures: [],
      ...auto.precision,
      ...(precision && { wanted: precision }),
    },
  };
}

/** Whole days; as many years as the scenario has are just as long as there, to the quarter of a day. */
function lengthOf(years: number, { length }: Run): number {
  const days = years * DAYS_PER_YEAR;
  return Math.abs(days - length) < 1e-6 ? length : Math.round(days);
}

/** What a run ends before. */
interface Missed {
  /** Dated changes, and surges of a rhythm. */
  what: string[];
  /** Days from which something would have changed. */
  days: number[];
}

function missedBy(read: ReadScenario, isSeen: (epoch: Epoch) => boolean, run: Run): Missed {
  const end = endOf(run);
  return {
    what: [
      ...read.changes
        .filter((change) => change.from !== undefined && change.from >= end)
        .map((change) => `${change.path} on ${change.from}`),
      ...(run.length < read.epochs[0]!.scenario.run.length ? lateSurges(read, end) : []),
    ],
    days: read.epochs.filter((epoch) => !isSeen(epoch)).map(({ from }) => from),
  };
}

function endOf({ start, length }: Run): string {
  return daysLater(start, Math.ceil(length));
}

/** Said, or a redesign that a shortened run ends before would be taken for one that changes nothing. */
function neverHappen(file: string, { what: late, days }: Missed, run: Run): string[] {
  if (days.length === 0 && late.length === 0) return [];
  const what =
    late.length > 0 ? `these changes never happen: ${late.join("; ")}` : "changes that are phased in are not complete";
  return [`${file}: the run is shortened to end on ${endOf(run)}, so ${what}`];
}

function lateSurges(read: ReadScenario, end: string): string[] {
  const { needs, arrivals } = read.epochs[0]!.scenario;
  return [
    ...needs.map((need) => ["needs", need] as const),
    ...arrivals.map((each) => ["arrivals", each] as const),
  ].flatMap(([part, { name, rhythm }]) =>
    (rhythm?.shocks ?? [])
      .filter(({ from }) => from >= end)
      .map(({ from }) => `the surge of ${part}.${name} on ${from}`),
  );
}
