/** The measures that options are compared on pair by pair: those of the table on the screen, of targets, and those named. */
import type { MeasureKey } from "../care/measures.js";
import type { Target } from "../scenario/scenario.js";
import type { ScenarioFindings } from "./findings.js";
import { isOf, UnknownMeasure } from "./targets.js";

type Place = ScenarioFindings["places"][number];

/** Beds of the acute hospital, busiest first; where nobody is called acute, the busiest place that has a limit. */
export function acutePlaces(baseline: ScenarioFindings): Place[] {
  const beds = baseline.places.filter((p) => p.kind === "beds" && occupied(baseline, p) > 0);
  const acute = busiest(
    baseline,
    beds.filter((p) => p.payer === "nhs-acute"),
  );
  return acute.length > 0 ? acute.slice(0, 3) : busiest(baseline, beds.length > 0 ? beds : baseline.places).slice(0, 1);
}

/** Beds that are not acute, and packages of care at home: where people step down to; beds first, busiest first. */
export function communityPlaces(baseline: ScenarioFindings): Place[] {
  const acute = new Set(acutePlaces(baseline).map((p) => p.name));
  const others = (kind: string) =>
    busiest(
      baseline,
      baseline.places.filter((p) => p.kind === kind && !acute.has(p.name) && p.payer !== "nhs-acute"),
    );
  return [...others("beds"), ...others("package")].slice(0, 4);
}

function busiest(baseline: ScenarioFindings, places: Place[]): Place[] {
  return [...places].sort((a, b) => occupied(baseline, b) - occupied(baseline, a));
}

function occupied({ measures }: ScenarioFindings, { name }: Place): number {
  return measures.find((m) => m.measure === "occupancy" && m.place === name && m.group === null)?.mean ?? 0;
}

const OF_ACUTE = ["occupancy", "days-over-92", "delayed", "wait", "gave-up", "diverted", "refused"];
const OF_SYSTEM = ["emergency-admissions", "readmissions-within-30-days", "deaths-in-care", "cost"];

/** A measure that somebody names: `cost`, or `wait` of a place. */
export interface Named {
  measure: string;
  place?: string | undefined;
}

/** A measure on which options are compared. */
export interface MainMeasure {
  key: MeasureKey;
  /** Which of two is the better: the smaller, unless a target asks for at least so much. */
  wanted: "smallest" | "largest";
  /** Has a target or was named: whoever is the best on it is worth knowing. */
  isAsked: boolean;
}

/** The main measures of a baseline, in the order of its measures. */
export function mainMeasures(baseline: ScenarioFindings, targets: readonly Target[], named: readonly Named[]) {
  const acute = new Set(acutePlaces(baseline).map(({ name }) => name));
  const community = new Set(communityPlaces(baseline).map(({ name }) => name));
  const isShown = ({ measure, place, group }: MeasureKey) =>
    group === null &&
    (place === null
      ? OF_SYSTEM.includes(measure)
      : (acute.has(place) && OF_ACUTE.includes(measure)) || (community.has(place) && measure === "occupancy"));
  return baseline.measures.flatMap(({ measure, place, group, unit }): MainMeasure[] => {
    const key = { measure, place, group, unit };
    const own = targets.filter((target) => isOf(target, key));
    const isAsked = own.length > 0 || named.some((n) => isNamed(n, key));
    const isLarger = own.some(({ atLeast, atMost }) => atLeast !== undefined && atMost === undefined);
    return isAsked || isShown(key) ? [{ key, wanted: isLarger ? "largest" : "smallest", isAsked }] : [];
  });
}

function isNamed(named: Named, { measure, place, group }: MeasureKey): boolean {
  return group === null && named.measure === measure && (named.place ?? null) === place;
}

/**
 * Makes sure of named measures before anything is run.
 * @throws {UnknownMeasure} naming what is not there, and where it is
 */
export function checkNamed(named: readonly Named[], keys: readonly MeasureKey[]): void {
  for (const wanted of named) {
    if (keys.some((key) => isNamed(wanted, key))) continue;
    const { measure, place } = wanted;
    const of = keys.filter((key) => key.measure === measure && key.group === null).map((key) => key.place);
    const typed = `--best '${measure}${place === undefined ? "" : ` of ${place}`}'`;
    throw new UnknownMeasure(
      of.length === 0
        ? `${typed}: there is no measure \`${measure}\`; \`careshift schema measures\` lists them all`
        : `${typed}: it is measured ${of.map((each) => (each === null ? "of the whole system" : `'of ${each}'`)).join(", ")}`,
    );
  }
}
