import type { MeasureKey } from "../care/measures.js";
import type { Target } from "../scenario/scenario.js";
import type { Sample } from "./compare.js";
import type { TargetFinding } from "./findings.js";
import { isTold, shareInterval } from "./intervals.js";

/** Whether a replication meets a target; `untold`: there was nobody to measure, so nothing was kept. */
type Check = "met" | "missed" | "untold";

/** How often each target is met, over replications; and how often all of them are at once. */
export function targetFindings(
  targets: Target[],
  sample: Sample,
): { each: TargetFinding[]; all: TargetFinding | null } {
  const checks = targets.map((target) =>
    sample.values.map((values) => checked(target, measured(target, sample, values))),
  );
  const each = targets.map((target, t) => finding(target, checks[t]!));
  if (targets.length === 0) return { each, all: null };
  const together = sample.values.map((_, r): Check => {
    const own = checks.map((of) => of[r]!);
    return own.find((check) => check === "missed") ?? own.find((check) => check === "untold") ?? "met";
  });
  const all = finding({ name: "all targets", measure: "all" }, together);
  return { each, all: { ...all, wanted: "every target above, in the same replication" } };
}

/** A target names a measure that there is none of: nothing can be said of it. */
export class UnknownMeasure extends Error {}

/** A measure in a complaint: `` `wait` of `ward` ``. */
export function measureText({ measure, place }: Pick<MeasureKey, "measure" | "place">): string {
  return `\`${measure}\`${place === null ? "" : ` of \`${place}\``}`;
}

/**
 * Makes sure of a scenario's targets before anything is run.
 * @throws {UnknownMeasure} naming the target and what is not there
 */
export function checkTargets(file: string, targets: Target[], keys: MeasureKey[]): void {
  for (const target of targets) {
    const { name, measure, place } = target;
    const key = keys.find((each) => isOf(target, each));
    if (key) {
      checkShare(file, target, key);
      continue;
    }
    const of = place === undefined ? "the whole system; say which `place:`" : `\`${place}\``;
    throw new UnknownMeasure(
      `${file}: target \`${name}\`: there is no measure \`${measure}\` of ${of}; \`careshift schema measures\` lists them all`,
    );
  }
}

/** A share is 1 at most: `92` where `92%` was meant would be kept whatever happens. */
function checkShare(file: string, { name, measure, atMost, atLeast }: Target, { unit }: MeasureKey): void {
  const limit = [atMost, atLeast].find((each) => each !== undefined && (each < 0 || each > 1));
  if (unit !== "share" || limit === undefined) return;
  throw new UnknownMeasure(
    `${file}: target \`${name}\`: \`${measure}\` is a share, from 0% to 100%, and ${limit} is ${limit * 100}%; did you mean \`${limit}%\`?`,
  );
}

/** @throws RangeError where a target names a measure that is not there; `checkTargets` has refused it */
function measured(target: Target, sample: Sample, values: Float64Array): number {
  const at = sample.keys.findIndex((key) => isOf(target, key));
  if (at === -1)
    throw new RangeError(
      `target ${target.name}: there is no measure ${target.measure} of ${target.place ?? "the whole system"}`,
    );
  return values[at]!;
}

/** A measure as a target names it: of a place, of a clock, or of the whole system. */
export interface MeasureOf {
  measure: string;
  place?: string | null;
  clock?: string | undefined;
}

/** Whether a measure is the one that a target names. */
export function isOf({ measure, place, clock }: MeasureOf, key: MeasureKey): boolean {
  if (key.measure !== measure || key.place !== (place ?? null)) return false;
  return clock === undefined
    ? key.group === null
    : key.group !== null && "clock" in key.group && key.group.clock === clock;
}

function checked({ atMost, atLeast }: Target, value: number): Check {
  if (!isTold(value)) return "untold";
  return (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast) ? "met" : "missed";
}

function finding(target: Target, checks: Check[]): TargetFinding {
  const count = checks.filter((check) => check === "met").length;
  const untold = checks.filter((check) => check === "untold").length;
  const wanted = [
    ...(target.atMost === undefined ? [] : [`at most ${target.atMost}`]),
    ...(target.atLeast === undefined ? [] : [`at least ${target.atLeast}`]),
  ].join(" and ");
  return {
    target: target.name,
    measure: target.measure,
    place: target.place ?? null,
    wanted,
    ...(target.atMost !== undefined && { atMost: target.atMost }),
    ...(target.atLeast !== undefined && { atLeast: target.atLeast }),
    met: count / checks.length,
    ...shareInterval(count, checks.length),
    ...(untold > 0 && { untold: untold / checks.length }),
  };
}
