/** Playing a session: options and plans become redesigns of the scenario; what comes out answers its questions. */
import { readFrom } from "../scenario/from.js";
import type { ReadScenario } from "../scenario/scenario.js";
import type { Source } from "../scenario/source.js";
import { pounds } from "./pounds.js";
import type { Lever, LeverChange } from "./session-format.js";
import type { Session } from "./session-read.js";

/** What the levers of a plan are set to, by name; a lever left out is at nought. */
export type Settings = Record<string, number>;

/** An option as the text of a redesign, and the path it has beside the session. */
export function optionFile(session: Session, name: string): { path: string; text: string } {
  const option = session.options[name];
  if (option === undefined) throw new Error(`the session has no option ${name}`);
  const { label, summary, redesign, changes } = option;
  return redesignFile(session, name, redesign ?? session.scenario, label, changes ?? [], summary);
}

/**
 * The redesign that a plan makes of the session's scenario.
 * @throws ScenarioFaults where the settings make no sense together, such as fewer beds than none
 */
export function planScenario(session: Session, source: Source, name: string, settings: Settings): ReadScenario {
  const { path, text } = planFile(session, name, settings);
  return { ...readFrom(withFile(source, path, text), path), root: session.baseline };
}

/** A plan as the text of a redesign, and the path it has beside the session. */
export function planFile(session: Session, name: string, settings: Settings): { path: string; text: string } {
  return redesignFile(session, "plan", session.scenario, name, changesOf(session, settings));
}

/** What a plan costs a year out of a team's budget, in pounds; closing what costs sets money free. */
export function costOf(session: Session, settings: Settings): number {
  return Object.entries(session.levers ?? {}).reduce(
    (sum, [name, lever]) => sum + (settings[name] ?? 0) * (lever.price ?? 0),
    0,
  );
}

/** Why settings are no plan of this session, each in a sentence; none where they are one. */
export function faultsOf(session: Session, settings: Settings): string[] {
  const levers = session.levers ?? {};
  const faults = Object.entries(settings).flatMap(([name, to]) => {
    const lever = Object.hasOwn(levers, name) ? levers[name] : undefined;
    return lever === undefined ? [`There is no lever called ${name}.`] : faultsOfSetting(lever, to);
  });
  const budget = session.teams?.budget;
  const cost = costOf(session, settings);
  if (faults.length > 0 || budget === undefined || cost <= budget + 0.005) return faults;
  return [`The plan costs ${pounds(cost)} a year, ${pounds(cost - budget)} more than the budget of ${pounds(budget)}.`];
}

/** A source of texts with one more file, which goes before what is there. */
export function withFile(source: Source, path: string, text: string): Source {
  return { read: (file) => (file === path ? text : source.read(file)) };
}

function faultsOfSetting(lever: Lever, to: number): string[] {
  const { label, from, step = 1, unit } = lever;
  const [least, greatest] = [from, lever.to].map((bound) => String(bound).replace("-", "−"));
  const most = `${label} can be set from ${least} to ${greatest}${unit === undefined ? "" : ` ${unit}`}`;
  if (typeof to !== "number" || !Number.isFinite(to) || to < from || to > lever.to) return [`${most}.`];
  const steps = (to - from) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9 || to === 0 ? [] : [`${most}, by ${step} at a time.`];
}

function changesOf(session: Session, settings: Settings): object[] {
  return Object.entries(session.levers ?? {}).flatMap(([name, lever]) => {
    const to = settings[name] ?? 0;
    return to === 0 ? [] : lever.changes.map((change) => changeOf(change, to));
  });
}

function changeOf({ verb, path, each, unit, from, over }: LeverChange, to: number): object {
  const amount = Number((each * to).toPrecision(12));
  const written = (number: number) => (unit === undefined ? number : `${number} ${unit}`);
  const what =
    verb === "add"
      ? { add: path, by: written(amount) }
      : verb === "scale"
        ? { scale: path, by: Number((1 + amount / 100).toPrecision(12)) }
        : { set: path, to: written(amount) };
  return { ...(from !== undefined && { from }), ...what, ...(over !== undefined && { over }) };
}

/** JSON is YAML: texts go in as data and can't become keys. */
function redesignFile(
  session: Session,
  name: string,
  extended: string,
  label: string,
  changes: object[],
  summary?: string,
): { path: string; text: string } {
  const path = `${session.file.replace(/\.ya?ml$/, "")}.${name}.yaml`;
  const text = { careshift: 1, extends: extended, name: label, ...(summary !== undefined && { summary }), changes };
  return { path, text: JSON.stringify(text, null, 1) };
}
