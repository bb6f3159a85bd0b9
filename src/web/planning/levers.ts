import type { Evidence, ReadScenario } from "../../scenario/scenario.js";
import { epochDate } from "./dates.js";
import type { Move } from "./option.js";

/** What kind of thing a lever moves; levers are shown together by it, in this order. */
export const LEVER_GROUPS = ["beds", "admissions", "stays", "home-care", "case-managers"] as const;
export type LeverGroup = (typeof LEVER_GROUPS)[number];

/** A number of the scenario that a planner may move, and what stands behind it. */
export interface Lever {
  path: string;
  group: LeverGroup;
  /** `add`: beds, places, packages; `scale`: per cent of what is written; `set`: the number itself. */
  verb: Move["verb"];
  unit: "beds" | "places" | "packages" | "%" | "times";
  /** Where it stands before it is moved, in its unit: at the end of the run, where dated changes move it. */
  value: number;
  least: number;
  most: number;
  step: number;
  /** What the evidence allows, in the lever's unit. */
  low: number | undefined;
  high: number | undefined;
  /** From this date on, when the scenario's own changes of it are over. */
  from: string | undefined;
  /** As the scenario writes it. */
  written: string;
  /** `assumed`, or the title of the source; undefined: nothing is said. */
  source: string | undefined;
  why: string | undefined;
}

/** Every lever of a scenario, in its own order within each group. */
export function leversOf(read: ReadScenario): Lever[] {
  const first = new Map<string, Evidence>();
  for (const evidence of read.evidence) if (!first.has(evidence.path)) first.set(evidence.path, evidence);
  const levers = [...first.values()].flatMap((evidence) => leverOf(read, evidence) ?? []);
  return LEVER_GROUPS.flatMap((group) => levers.filter((lever) => lever.group === group));
}

function leverOf(read: ReadScenario, evidence: Evidence): Lever | undefined {
  const { path } = evidence;
  if (/^places\.[^.]+\.(beds|places|packages)$/.test(path)) return capacityLever(read, evidence);
  if (/^(needs|arrivals)\.[^.]+\.rate$/.test(path)) return scaleLever(evidence, "admissions");
  if (/^pathways\..+\.stay$/.test(path)) return scaleLever(evidence, "stays");
  if (/^policies\..+\.effects\.[^.]+\.times$/.test(path)) return effectLever(evidence);
  return undefined;
}

function capacityLever(read: ReadScenario, evidence: Evidence): Lever | undefined {
  const [, name, key] = evidence.path.split(".");
  const last = read.epochs[read.epochs.length - 1]!;
  const place = last.scenario.places.find((p) => p.name === name);
  if (place?.capacity === undefined) return undefined;
  const { capacity: value, kind } = place;
  const dated = read.changes.some((change) => change.path === evidence.path && change.from !== undefined);
  const group = kind === "package" ? "home-care" : kind === "caseload" ? "case-managers" : "beds";
  const at = dated ? undefined : boundsOf(evidence, value, 1);
  return {
    ...sourceOf(evidence),
    group,
    verb: "add",
    unit: key as Lever["unit"],
    value,
    least: 0,
    most: Math.max(20, roundUp(value * (value < 100 ? 2 : 1.5))),
    step: 1,
    low: at?.low,
    high: at?.high,
    from: dated ? epochDate(read, last.from) : undefined,
  };
}

function scaleLever(evidence: Evidence, group: LeverGroup): Lever {
  const written = Number.parseFloat(evidence.value);
  const at = boundsOf(evidence, 100, Number.isFinite(written) && written !== 0 ? 100 / written : Number.NaN);
  return {
    ...sourceOf(evidence),
    group,
    verb: "scale",
    unit: "%",
    value: 100,
    least: 50,
    most: 150,
    step: 1,
    ...at,
    from: undefined,
  };
}

function effectLever(evidence: Evidence): Lever | undefined {
  const value = Number(evidence.value);
  if (!Number.isFinite(value)) return undefined;
  const at = boundsOf(evidence, value, 1);
  return {
    ...sourceOf(evidence),
    group: "case-managers",
    verb: "set",
    unit: "times",
    value,
    least: 0.5,
    most: 1.5,
    step: 0.005,
    ...at,
    from: undefined,
  };
}

function sourceOf({ path, value, citation, source, why }: Evidence) {
  return { path, written: value, source: citation ?? source, why };
}

/** The range that the evidence gives, in a lever's unit: bounds in per cent are of its value, others are multiplied by `by`. */
function boundsOf({ low, high }: Evidence, value: number, by: number): Pick<Lever, "low" | "high"> {
  const bound = (text: string | undefined) => {
    const number = Number.parseFloat((text ?? "").replace("−", "-").replaceAll(",", ""));
    if (!Number.isFinite(number)) return undefined;
    const at = /^[−+]/.test(text ?? "") ? value * (1 + number / 100) : number * by;
    return Number.isFinite(at) ? at : undefined;
  };
  return { low: bound(low), high: bound(high) };
}

function roundUp(value: number): number {
  const step = value < 100 ? 10 : 50;
  return Math.ceil(value / step) * step;
}
