import type { MeasureKey } from "../care/measures.js";
import type { Comparison, Findings, MeasureFinding, ScenarioFindings } from "../experiment/findings.js";

/** Which measure: of a place or the whole system, of a group or everyone. */
export type Wanted = Pick<MeasureKey, "measure" | "place" | "group">;

export type PlaceFound = ScenarioFindings["places"][number];

/** What a scenario shows of a measure; undefined where it has no such measure. */
export function measureOf(scenario: ScenarioFindings, wanted: Wanted): MeasureFinding | undefined {
  return scenario.measures.find((m) => same(m, wanted));
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

/** Beds of the acute hospital, busiest first; where nobody is called acute, the busiest place that has a limit. */
export function acutePlaces(baseline: ScenarioFindings): PlaceFound[] {
  const beds = baseline.places.filter((p) => p.kind === "beds" && occupied(baseline, p) > 0);
  const acute = busiest(
    baseline,
    beds.filter((p) => p.payer === "nhs-acute"),
  );
  return acute.length > 0 ? acute.slice(0, 3) : busiest(baseline, beds.length > 0 ? beds : baseline.places).slice(0, 1);
}

/** Beds that are not acute, and packages of care at home: where people step down to; beds first, busiest first. */
export function communityPlaces(baseline: ScenarioFindings): PlaceFound[] {
  const acute = new Set(acutePlaces(baseline).map((p) => p.name));
  const others = (kind: string) =>
    busiest(
      baseline,
      baseline.places.filter((p) => p.kind === kind && !acute.has(p.name) && p.payer !== "nhs-acute"),
    );
  return [...others("beds"), ...others("package")].slice(0, 4);
}

function busiest(baseline: ScenarioFindings, places: PlaceFound[]): PlaceFound[] {
  return [...places].sort((a, b) => occupied(baseline, b) - occupied(baseline, a));
}

function occupied(scenario: ScenarioFindings, { name }: PlaceFound): number {
  return measureOf(scenario, { measure: "occupancy", place: name, group: null })?.mean ?? 0;
}

function same(a: Wanted, b: Wanted): boolean {
  return a.measure === b.measure && a.place === b.place && JSON.stringify(a.group) === JSON.stringify(b.group);
}
