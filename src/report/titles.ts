import type { Findings } from "../experiment/findings.js";
import { baselineOf, comparisonOf, measureOf, redesignsOf } from "./look-up.js";
import type { Row } from "./rows.js";
import { sentence, verdictOf } from "./verdicts.js";
import { capital, counted, number, sayEstimate } from "./words.js";

/** The chart of beds over time in one sentence: which redesign frees most beds. */
export function occupancyTitle(findings: Findings, place: { name: string; label: string; kind: string }): string {
  const wanted = { measure: "occupancy", place: place.name, group: null };
  const what = place.kind === "beds" ? "beds occupied" : "people";
  const mean = sayEstimate(measureOf(baselineOf(findings), wanted) ?? { mean: 0, low: 0, high: 0, unit: "" }).value;
  const compared = redesignsOf(findings).flatMap((s) => comparisonOf(findings, s, wanted) ?? []);
  const clear = compared.filter((c) => verdictOf(c) === "likely").sort((a, b) => a.difference - b.difference);
  const [best] = clear;
  if (compared.length === 0) return `${place.label} has ${mean} ${what} on average`;
  if (best === undefined) return `No redesign clearly changes the ${what} at ${place.label}, ${mean} on average`;
  const subject = {
    words:
      best.difference < 0
        ? `With “${best.scenario}” ${what} at ${place.label}`
        : `No redesign frees beds: ${what} at ${place.label} with “${best.scenario}”`,
    plural: true,
  };
  const most = clear.length > 1 && best.difference < 0 ? ", the most of all redesigns" : "";
  const waits = findings.comparisons.find(
    (c) => c.scenario === best.scenario && c.measure === "wait" && c.place === place.name,
  );
  const longer =
    waits !== undefined && waits.difference > 0 && verdictOf(waits) === "likely"
      ? "; but the wait for a bed is likely to rise"
      : "";
  return `${capital(sentence(subject, best, measureOf(baselineOf(findings), wanted)?.mean ?? 0))}${most}${longer}`;
}

/** The chart of differences in one sentence: in how many redesigns something clearly changes. */
export function differencesTitle(findings: Findings, rows: Row[]): string {
  const redesigns = redesignsOf(findings);
  const counts = (row: Row | undefined) => {
    const clear = redesigns
      .flatMap((s) => (row && comparisonOf(findings, s, row)) ?? [])
      .filter((c) => verdictOf(c) === "likely");
    return {
      lower: clear.filter((c) => c.difference < 0).length,
      higher: clear.filter((c) => c.difference > 0).length,
    };
  };
  const of = (measure: string) => counts(rows.find((row) => row.measure === measure && !row.isPart));
  const parts = [
    `${none(of("occupancy").lower)} of ${counted(redesigns.length, "redesign")} clearly ${of("occupancy").lower === 1 ? "lowers" : "lower"} the acute beds occupied`,
    ...(of("wait").higher > 0
      ? [`${number(of("wait").higher)} clearly ${of("wait").higher === 1 ? "lengthens" : "lengthen"} the wait for one`]
      : []),
    ...(rows.some((row) => row.measure === "cost")
      ? [
          `${none(of("cost").lower)} clearly ${of("cost").lower === 1 ? "costs" : "cost"} less and ${none(of("cost").higher)} more`,
        ]
      : []),
  ];
  return capital(parts.join("; "));
}

function none(n: number): string {
  return n === 0 ? "none" : number(n);
}
