import type { MeasureKey } from "../care/measures.js";
import type { Comparison, Findings, MeasureFinding, ScenarioFindings } from "../experiment/findings.js";
import { acutePlaces, communityPlaces } from "../experiment/main-measures.js";

export { acutePlaces, communityPlaces };

/** Which measure: of a place or the whole system, of a group or everyone. */
export type Wanted = Pick<MeasureKey, "measure" | "place" | "group">;

export type PlaceFound = ScenarioFindings["places"][number];

/** What is occupied at a place, in a sentence: `beds occupied at Bay Hospital`. */
export function occupiedAt({ label, kind }: PlaceFound): string {
  return `${kind === "beds" ? "beds occupied" : "people"} at ${label}`;
}

/** The same of the busiest acute place: `acute beds occupied` where it is the only one, so that no place stands for several. */
export function acuteOccupied(baseline: ScenarioFindings): string {
  const [first, second] = acutePlaces(baseline);
  if (first === undefined) return "beds occupied";
  return second === undefined && first.payer === "nhs-acute" ? "acute beds occupied" : occupiedAt(first);
}

/** What a scenario shows of a measure; undefined where it has no such measure. */
export function measureOf(scenario: ScenarioFindings, wanted: Wanted): MeasureFinding | undefined {
  return scenario.measures.find((m) => same(m, wanted));
}

/** Whether a scenario has a measure but there was nobody, or no open bed, to measure in any replication. */
export function isUnmeasured({ unmeasured = [] }: ScenarioFindings, wanted: Wanted): boolean {
  return unmeasured.some((key) => same(key, wanted));
}

/** How many wait at a place that a redesign lets nobody into any more, where the baseline does: no wait is measured there. 0: nobody. */
export function waitingInVain(findings: Findings, redesign: ScenarioFindings, place: string | null): number {
  const wait = { measure: "wait", place, group: null };
  if (!isUnmeasured(redesign, wait) || isUnmeasured(baselineOf(findings), wait)) return 0;
  const waiting = measureOf(redesign, { ...wait, measure: "waiting" })?.mean ?? 0;
  return waiting < 0.5 ? 0 : waiting;
}

/** A redesign's paired difference of a measure; undefined where it is compared with nothing. */
export function comparisonOf(findings: Findings, scenario: ScenarioFindings, wanted: Wanted): Comparison | undefined {
  return findings.comparisons.find((c) => c.scenario === scenario.name && same(c, wanted));
}

/** The scenario that the others are read against: the first. */
export function baselineOf(findings: Findings): ScenarioFindings {
  const [first] = findings.scenarios;
  if (first === undefined) throw new RangeError("findings without a scenario: nothing to report");
  return first;
}

/** The scenarios that are compared with the baseline. */
export function redesignsOf(findings: Findings): ScenarioFindings[] {
  const baseline = baselineOf(findings).name;
  return findings.scenarios.filter((s) =>
    findings.comparisons.some((c) => c.scenario === s.name && c.against === baseline),
  );
}

/** Whether the run lasts until something of what a redesign changes takes hold; else its figures are the baseline's. */
export function isReached({ cutShort }: ScenarioFindings): boolean {
  return cutShort !== "never";
}

/** The findings without redesigns that the run ends before: what is said or drawn of redesigns is of those that were tried. */
export function reached(findings: Findings): Findings {
  const late = new Set(findings.scenarios.filter((s) => !isReached(s)).map(({ name }) => name));
  if (late.size === 0) return findings;
  return {
    ...findings,
    scenarios: findings.scenarios.filter(({ name }) => !late.has(name)),
    comparisons: findings.comparisons.filter(({ scenario }) => !late.has(scenario)),
    ...(findings.contests && {
      contests: findings.contests.map((contest) => ({
        ...contest,
        pairs: contest.pairs.filter(({ first, second }) => !late.has(first) && !late.has(second)),
        ...(contest.best && { best: contest.best.filter(({ scenario }) => !late.has(scenario)) }),
      })),
    }),
  };
}

/** Stands where a figure would, of a redesign that the run ends before. */
export const NOT_REACHED = "not reached";

/** A scenario's name and, where the run ends before its changes have taken hold, that. */
export function nameOf({ name, cutShort }: ScenarioFindings): string {
  if (cutShort === undefined) return name;
  return `${name} (${cutShort === "never" ? "not reached" : "not complete"} in this run)`;
}

/**
 * What is said of the paper itself, its title and what the board is asked: by the redesign where there is only one, as the
 * baseline's words may speak of others that were not run; else by the first scenario that says something. Where several
 * redesigns were picked by their files, the board is asked what each of them asks, if every one has words of its own.
 */
export function frontOf(findings: Findings): ScenarioFindings["paper"] {
  const redesigns = redesignsOf(findings);
  const [only, ...others] = redesigns;
  const order = only !== undefined && others.length === 0 ? [only, ...findings.scenarios] : findings.scenarios;
  const front = order.map((s) => s.paper ?? {}).find((paper) => Object.keys(paper).length > 0) ?? {};
  const own = redesigns.flatMap((s) => s.paper?.asks ?? []);
  const speaksOfAll =
    !PICKED.test(findings.identity.command) || own.length < redesigns.length || own.includes(front.asks ?? "");
  return others.length === 0 || speaksOfAll ? front : { ...front, asks: [...new Set(own)].join("; ") };
}

/** A command that names files of scenarios, not a folder with all of them. */
const PICKED = /\.(ya?ml|json)\b/;

function same(a: Wanted, b: Wanted): boolean {
  if (a.measure !== b.measure || a.place !== b.place) return false;
  return a.group === b.group || JSON.stringify(a.group) === JSON.stringify(b.group);
}
