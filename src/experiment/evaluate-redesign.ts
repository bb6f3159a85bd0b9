/** The evaluation trap for any redesign: studies of health economies, each of them a replication. */
import type { MeasureKey } from "../care/measures.js";
import { dayNumber, daysLater } from "../scenario/dates.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { type Economies, FEWEST_ECONOMIES, studiesOf } from "./economies.js";
import type { EvaluatedRedesign } from "./evaluate-findings.js";
import { isTold } from "./intervals.js";
import type { Named } from "./main-measures.js";
import { observedPeriod, type Period } from "./periods.js";
import { withRun } from "./settings.js";
import { watchedMeasures } from "./target-words.js";
import { measureText, UnknownMeasure } from "./targets.js";
import { type Trials, valuesOf } from "./trials.js";

const YEAR = 365;

/** The studies can't be made of this run; the message says why, and what to type. */
export class NoStudy extends Error {}

/** The year before a redesign and the year after, and what is to be known about them. */
interface Dates {
  before: Period;
  after: Period;
  notes: string[];
}

/** What is asked of the studies of a redesign. */
export interface StudyOptions {
  /** ISO date between the year before and the year after; else that of the redesign's own changes. */
  from?: string | undefined;
  /** Measures to study; else emergency admissions, cost, and how full the place with most beds is. */
  measures: readonly Named[];
}

/**
 * Evaluates a redesign: every replication is run over the year before without it, and over the year after with and without it.
 * @param trials whose root is the scenario without the redesign
 * @throws {NoStudy} where the run has no year before or after, or there are too few economies
 * @throws {UnknownMeasure} for a measure that there is not
 */
export async function evaluateRedesign(
  read: ReadScenario,
  trials: Trials,
  { from, measures }: StudyOptions,
): Promise<EvaluatedRedesign> {
  const { replications, years, seed } = trials.options;
  if (replications < FEWEST_ECONOMIES)
    throw new NoStudy(
      `--replications ${replications}: each is a health economy, and studies of a redesign take ${FEWEST_ECONOMIES} or more; try --replications 12`,
    );
  const [own, root] = withRun([read, trials.root], { years, seed }) as [ReadScenario, ReadScenario];
  const wanted = measuresOf(root, trials.keysOf(root), measures);
  const { before, after, notes } = datesOf(own, root, from);
  const [past, redesigned, left] = await trials.of([root, own, root], [before, after, after]);
  const { scenario } = root.epochs[0]!;
  const economiesIn = (key: MeasureKey): Economies => ({
    before: valuesOf(past!, key),
    redesigned: valuesOf(redesigned!, key),
    left: valuesOf(left!, key),
  });
  const each = wanted.map((key) => {
    const economies = economiesIn(key);
    const values = [economies.before, economies.redesigned, economies.left].flat();
    return { key, economies, isTold: values.every(isTold), isPriced: values.some((value) => value !== 0) };
  });
  const told = each.filter((of) => of.isTold);
  const untold = each.filter((of) => !of.isTold).map(({ key }) => key);
  const shown = measures.length > 0 ? told : told.filter((of) => of.key.measure !== "cost" || of.isPriced);
  if (told.length === 0) throw new NoStudy(`${own.file}: ${nobodyThere(untold)}; name others by --measure`);
  return {
    scenario: own.epochs[0]!.scenario.name,
    file: own.file,
    against: scenario.name,
    before,
    after,
    economies: replications,
    measures: shown.map(({ key, economies }) => ({
      measure: key.measure,
      place: key.place,
      label: key.place === null ? "" : (scenario.labels[key.place] ?? key.place),
      unit: key.unit,
      claims: studiesOf(economies, `${scenario.run.seed} ${key.measure} ${key.place ?? ""}`),
    })),
    notes: [...notes, ...(untold.length === 0 ? [] : [`Left out: ${nobodyThere(untold)}.`])],
  };
}

/** Which measures have no value in some economy. */
function nobodyThere(keys: readonly MeasureKey[]): string {
  return `in some economies there is nobody, or no open bed, to measure for ${keys.map(measureText).join(", ")}`;
}

/** The measures that are asked for, or those that planners look at first. */
function measuresOf(root: ReadScenario, keys: readonly MeasureKey[], asked: readonly Named[]): MeasureKey[] {
  const whole = keys.filter(({ group }) => group === null);
  const find = (named: Named) =>
    whole.find(({ measure, place }) => measure === named.measure && place === (named.place ?? null));
  if (asked.length > 0) return asked.map((named) => find(named) ?? unknown(named, whole));
  const watched = watchedMeasures(root, whole).filter(({ measure }) => measure !== "waiting");
  const usual = [
    { measure: "emergency-admissions" },
    ...watched.map(({ measure, place }) => ({ measure, place: place ?? undefined })),
    { measure: "cost" },
  ];
  return usual.flatMap((named) => find(named) ?? []);
}

function unknown({ measure, place }: Named, keys: readonly MeasureKey[]): never {
  const typed = `--measure '${measure}${place === undefined ? "" : ` of ${place}`}'`;
  const of = keys.filter((key) => key.measure === measure).map((key) => key.place);
  throw new UnknownMeasure(
    of.length === 0
      ? `${typed}: there is no measure \`${measure}\`; \`careshift schema measures\` lists them all`
      : `${typed}: it is measured ${of.map((each) => (each === null ? "of the whole system" : `'of ${each}'`)).join(", ")}`,
  );
}

/** The year up to the redesign's first change, and the year from its last; or those up to and from a date that is given. */
function datesOf(own: ReadScenario, root: ReadScenario, from: string | undefined): Dates {
  const run = observedPeriod(own);
  const steps = from === undefined ? stepsOf(own, root) : [];
  const [first = from ?? daysLater(run.from, YEAR)] = steps;
  const last = steps.at(-1) ?? first;
  const before = { from: daysLater(first, -YEAR), to: daysLater(first, -1) };
  if (before.from < run.from)
    throw new NoStudy(
      `${own.file}: the run begins on ${run.from}, so there is no whole year before ${first}; try --from ${daysLater(run.from, YEAR)}, or begin the run earlier`,
    );
  const fits = daysLater(last, YEAR - 1) <= run.to;
  const after = { from: fits ? last : first, to: daysLater(fits ? last : first, YEAR - 1) };
  if (after.to > run.to) {
    const days = dayNumber(after.to) - dayNumber(run.from) + 1;
    throw new NoStudy(
      `${own.file}: the run ends on ${run.to}, before a year after ${first} is over; try --years ${Math.ceil((days / 365.25) * 10) / 10}`,
    );
  }
  return { before, after, notes: notesOf(own, steps, { from, first, last, fits }) };
}

function notesOf(
  { changes }: ReadScenario,
  steps: readonly string[],
  { from, first, last, fits }: { from: string | undefined; first: string; last: string; fits: boolean },
): string[] {
  const undated = changes.some((change) => change.from === undefined);
  return [
    ...(fits
      ? []
      : [
          `Changes go on until ${last}; the year after is that from the first of them, ${first}, as the run is too short for more.`,
        ]),
    ...(steps.length === 0 && from === undefined
      ? ["No change has a date, so the year before ends a year into the run; another day is named by --from."]
      : []),
    ...(undated
      ? [
          "Changes without a date have held from the first day on in the economies with the redesign; the year before is without them.",
        ]
      : []),
  ];
}

/** The dates on which the redesign takes a step that its baseline does not take. */
function stepsOf(own: ReadScenario, root: ReadScenario): string[] {
  const { start, warmUp } = own.epochs[0]!.scenario.run;
  const days = ({ epochs }: ReadScenario) => epochs.slice(1).map(({ from }) => daysLater(start, from - warmUp));
  const others = new Set(days(root));
  const dated = own.changes.flatMap(({ from }) => from ?? []).filter((date) => days(own).includes(date));
  return [...new Set([...dated, ...days(own).filter((date) => !others.has(date))])].sort();
}
