/** The scenario over time: one tree for every stretch of the run in which no value changes. */
import { changed, scenarioOver } from "./apply.js";
import { type Change, datesOf, readChanges } from "./changes.js";
import { dayNumber, daysLater } from "./dates.js";
import type { Complain } from "./faults.js";
import * as say from "./messages.js";
import type { Run } from "./scenario.js";
import { runSchema } from "./schema.js";
import { at, type Mapping, plain } from "./tree.js";

/** What holds from a day on. */
export interface Stretch {
  /** Days since the start of the warm-up. */
  from: number;
  tree: Mapping;
  /** The dated changes that take a step on that day. */
  steps: Change[];
  /** Those that have taken a step by then. */
  taken: Change[];
  /** ISO date of the day; undefined at the beginning of the warm-up. */
  date?: string;
}

/** A chain of files, what is extended first, resolved: the tree over time, and all changes in order. */
export interface Resolved {
  stretches: [Stretch, ...Stretch[]];
  changes: Change[];
}

/**
 * Lays each file over what it extends and makes its changes. Changes without a date are made file by file; dated ones
 * afterwards, in order of date. A change that is phased in takes equal steps, the first on its date, one a month.
 */
export function resolve(chain: readonly Mapping[], complain: Complain): Resolved {
  let tree: Mapping | undefined;
  const changes: Change[] = [];
  for (const file of chain) {
    const own = readChanges(file, complain);
    tree = own
      .filter(({ from }) => from === undefined)
      .reduce((whole, change) => changed(whole, change, 1, complain), scenarioOver(tree ?? blank(file), file));
    for (const change of own) changes.push(change);
  }
  const first = { from: 0, tree: tree as Mapping, steps: [], taken: [] };
  const dated = changes.filter(({ from }) => from !== undefined);
  const run = runOf(first.tree);
  return { stretches: run && dated.length > 0 ? overTime(first, dated, run, complain) : [first], changes };
}

function blank(file: Mapping): Mapping {
  return { ...file, entries: new Map() };
}

function runOf(tree: Mapping): Run | undefined {
  const run = at(tree, "run");
  return run && runSchema.safeParse(plain(run)).data;
}

function overTime(first: Stretch, dated: Change[], run: Run, complain: Complain): [Stretch, ...Stretch[]] {
  const end = daysLater(run.start, Math.ceil(run.length));
  const within = dated.filter((change) => insideRun(change, run.start, end, complain));
  const inOrder = within.sort((a, b) => dayNumber(a.from as string) - dayNumber(b.from as string));
  const steps = inOrder.map((change) => ({ change, dates: datesOf(change, end) }));
  const dates = [...new Set(steps.flatMap(({ dates }) => dates))].sort();
  const later = dates.map((date): Stretch => {
    const tree = steps.reduce((whole, step) => taken(whole, step.change, step.dates, date, complain), first.tree);
    const from = run.warmUp + dayNumber(date) - dayNumber(run.start);
    const those = (is: (dates: string[]) => boolean) =>
      steps.filter((step) => is(step.dates)).map(({ change }) => change);
    return {
      from,
      tree,
      date,
      steps: those((dates) => dates.includes(date)),
      taken: those((dates) => dates.some((each) => each <= date)),
    };
  });
  return later[0]?.from === 0 ? (later as [Stretch, ...Stretch[]]) : [first, ...later];
}

function taken(tree: Mapping, change: Change, dates: string[], date: string, complain: Complain): Mapping {
  const steps = dates.filter((each) => each <= date).length;
  return steps === 0 ? tree : changed(tree, change, steps / change.months, complain);
}

function insideRun(change: Change, start: string, end: string, complain: Complain): boolean {
  const date = change.from as string;
  if (date >= start && date < end) return true;
  complain(change.fromSpot, say.outsideRun(date, start, daysLater(end, -1)));
  return false;
}
