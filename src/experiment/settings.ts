import type { ReadScenario, Run } from "../scenario/scenario.js";
import { UNTIL_PRECISE } from "../scenario/schema.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";

const DAY = 86_400_000;

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

/** The scenarios with other settings of the run. Changes dated after the end of a shortened run are left out, with a warning. */
export function withRun(scenarios: ReadScenario[], settings: RunSettings): ReadScenario[] {
  return scenarios.map((read) => {
    const run = withReplications(read.epochs[0]!.scenario.run, settings);
    if (settings.years !== undefined) run.length = Math.round(settings.years * DAYS_PER_YEAR);
    if (settings.warmUp !== undefined) run.findWarmUp = true;
    if (settings.seed !== undefined) run.seed = settings.seed;
    const epochs = read.epochs.filter((epoch) => epoch.from < run.warmUp + run.length);
    return {
      ...read,
      warnings: [...read.warnings, ...neverHappen(read, epochs.length, run)],
      epochs: epochs.map((epoch) => ({ ...epoch, scenario: { ...epoch.scenario, run } })),
    };
  });
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

/**
 * Dated changes, and surges of a rhythm, that a shortened run ends before: said, or the redesign would be taken for one that
 * changes nothing.
 */
function neverHappen(read: ReadScenario, kept: number, run: Run): string[] {
  const end = new Date(Date.parse(run.start) + run.length * DAY).toISOString().slice(0, 10);
  const late = [
    ...read.changes
      .filter((change) => change.from !== undefined && change.from >= end)
      .map((change) => `${change.path} on ${change.from}`),
    ...(run.length < read.epochs[0]!.scenario.run.length ? lateSurges(read, end) : []),
  ];
  if (kept === read.epochs.length && late.length === 0) return [];
  const what =
    late.length > 0 ? `these changes never happen: ${late.join("; ")}` : "changes that are phased in are not complete";
  return [`${read.file}: the run is shortened to end on ${end}, so ${what}`];
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
