import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { type Across, optionsOf, PRICED } from "./chart-frontier.js";
import {
  acuteOccupied,
  acutePlaces,
  baselineOf,
  communityPlaces,
  comparisonOf,
  measureOf,
  redesignsOf,
  waitingInVain,
} from "./look-up.js";
import type { Names } from "./names.js";
import type { Row } from "./rows.js";
import type { Stream } from "./sankey.js";
import { sentence, spokenOf } from "./verdicts.js";
import { about, capital, counted, list, number, percent, sayDifference, sayEstimate, withoutSign } from "./words.js";

/** The chart of beds over time in one sentence: which redesign frees most beds. */
export function occupancyTitle(findings: Findings, place: { name: string; label: string; kind: string }): string {
  const wanted = { measure: "occupancy", place: place.name, group: null };
  const what = place.kind === "beds" ? "beds occupied" : "people";
  const mean = sayEstimate(measureOf(baselineOf(findings), wanted) ?? { mean: 0, low: 0, high: 0, unit: "" }).value;
  const compared = redesignsOf(findings).flatMap((s) => comparisonOf(findings, s, wanted) ?? []);
  const clear = compared.filter((c) => spokenOf(c) === "likely").sort((a, b) => a.difference - b.difference);
  const [best] = clear;
  if (compared.length === 0) return `${place.label} has ${mean} ${what} on average`;
  if (best === undefined) return `No redesign clearly changes the ${what} at ${place.label}, ${mean} on average`;
  const subject = {
    words:
      best.difference < 0
        ? `With “${best.scenario}” ${what} at ${place.label}`
        : `No redesign lowers the ${what} at ${place.label}, which with “${best.scenario}”`,
    plural: true,
  };
  const most = clear.length > 1 && best.difference < 0 ? ", the most of all redesigns" : "";
  const waits = findings.comparisons.find(
    (c) => c.scenario === best.scenario && c.measure === "wait" && c.place === place.name,
  );
  const longer =
    waits !== undefined && waits.difference > 0 && spokenOf(waits) === "likely"
      ? "; but the wait for a bed is likely to rise"
      : nobodyIn(findings, best.scenario, place)
        ? "; but nobody is let in any more"
        : "";
  return `${capital(sentence(subject, best, measureOf(baselineOf(findings), wanted)?.mean ?? 0))}${most}${longer}`;
}

/** Whether nobody comes into a place with a redesign, while people wait for it. */
function nobodyIn(findings: Findings, redesign: string, place: { name: string }): boolean {
  const scenario = findings.scenarios.find(({ name }) => name === redesign);
  return scenario !== undefined && waitingInVain(findings, scenario, place.name) > 0;
}

/** The chart of differences in one sentence: in how many redesigns something clearly changes. */
export function differencesTitle(findings: Findings, rows: Row[]): string {
  const redesigns = redesignsOf(findings);
  const counts = (row: Row | undefined) => {
    const clear = redesigns
      .flatMap((s) => (row && comparisonOf(findings, s, row)) ?? [])
      .filter((c) => spokenOf(c) === "likely");
    return {
      lower: clear.filter((c) => c.difference < 0).length,
      higher: clear.filter((c) => c.difference > 0).length,
    };
  };
  const of = (measure: string) => counts(rows.find((row) => row.measure === measure && !row.isPart));
  const beds = acuteOccupied(baselineOf(findings));
  if (redesigns.length === 1) return differencesOfOne(redesigns[0] as ScenarioFindings, rows, of, beds);
  const parts = [
    `${none(of("occupancy").lower)} of ${counted(redesigns.length, "redesign")} clearly ${of("occupancy").lower === 1 ? "lowers" : "lower"} the ${beds}`,
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

/** The same of a single redesign, by its name. */
function differencesOfOne(
  { name }: ScenarioFindings,
  rows: Row[],
  of: (measure: string) => Counted,
  what: string,
): string {
  const [beds, wait, cost] = ["occupancy", "wait", "cost"].map((measure) => of(measure)) as [Counted, Counted, Counted];
  const parts = [
    beds.lower > 0
      ? `clearly lowers the ${what}`
      : beds.higher > 0
        ? `clearly raises the ${what}`
        : `does not clearly change the ${what}`,
    ...(wait.higher > 0 ? ["clearly lengthens the wait for one"] : []),
    ...(cost.lower > 0 ? ["clearly costs less"] : cost.higher > 0 ? ["clearly costs more"] : []),
  ];
  const isCostUnclear = cost.lower + cost.higher === 0 && rows.some((row) => row.measure === "cost");
  return `“${name}” ${list(parts)}${isCostUnclear ? "; its cost does not clearly change" : ""}`;
}

interface Counted {
  lower: number;
  higher: number;
}

function none(n: number): string {
  return n === 0 ? "none" : number(n);
}

/** Where most of those delayed are, and which redesign likely lowers it most. */
export function delaysTitle(findings: Findings): string {
  const baseline = baselineOf(findings);
  const [place] = acutePlaces(baseline);
  const wanted = { measure: "delayed", place: place?.name ?? null, group: null };
  const own = measureOf(baseline, wanted);
  if (place === undefined || own === undefined) return "Where people are delayed, and what they wait for";
  const most = communityPlaces(baseline)
    .map((p) => ({ p, mean: measureOf(baseline, { measure: "waiting", place: p.name, group: null })?.mean ?? 0 }))
    .sort((a, b) => b.mean - a.mean)[0];
  const reason = most === undefined || most.mean < 0.5 ? "" : `, most waited for is ${most.p.label}`;
  const best = redesignsOf(findings)
    .flatMap((s) => comparisonOf(findings, s, wanted) ?? [])
    .filter((c) => c.difference < 0 && spokenOf(c) === "likely")
    .sort((a, b) => a.difference - b.difference)[0];
  const then =
    best === undefined
      ? redesignsOf(findings).length === 0
        ? ""
        : "; no redesign is likely to lower that"
      : `; “${best.scenario}” is likely to lower that most, by ${withoutSign(sayDifference(best).value)}`;
  return `As things are, ${sayEstimate(own).value} patients are delayed at ${place.label}${reason}${then}`;
}

/** How long people wait for an acute bed as things are, and which redesigns clearly lengthen that or else shorten it. */
export function waitsTitle(findings: Findings): string {
  const [place] = acutePlaces(baselineOf(findings));
  const wanted = { measure: "wait", place: place?.name ?? null, group: null };
  const own = measureOf(baselineOf(findings), wanted);
  if (place === undefined || own === undefined) return "How long people wait for a bed";
  const means = findings.scenarios.flatMap((s) => measureOf(s, wanted)?.mean ?? []);
  if (Math.max(...means) < 0.005) return `Nearly nobody waits for a bed at ${place.label} in any scenario`;
  const asIs = `${sayEstimate(own).value} days on average as things are`;
  const clear = redesignsOf(findings)
    .flatMap((s) => comparisonOf(findings, s, wanted) ?? [])
    .filter((of) => spokenOf(of) === "likely");
  const changes = ([1, -1] as const).flatMap((sign) => {
    const by = clear.filter((of) => of.difference * sign > 0).sort((a, b) => sign * (b.difference - a.difference));
    const each = by.map((of) => `by ${withoutSign(sayDifference(of).value)} with “${of.scenario}”`);
    return each.length === 0 ? [] : [`is likely to be ${sign > 0 ? "longer" : "shorter"} ${list(each)}`];
  });
  const wait = `The wait for a bed at ${place.label}, ${asIs}`;
  if (changes.length > 0) return `${wait}, ${changes.join(", and ")}`;
  return redesignsOf(findings).length === 0
    ? `The wait for a bed at ${place.label} is ${asIs}`
    : `No redesign clearly changes the wait for a bed at ${place.label}, ${asIs}`;
}

/** Who is beaten by none. */
export function frontierTitle(findings: Findings, across: Across): string {
  const options = optionsOf(findings, across.wanted);
  const best = options.filter((o) => o.isUnbeaten);
  const name = (o: (typeof options)[number]) => (o.i === 0 ? "the baseline" : `“${o.scenario.name}”`);
  if (best.length === options.length)
    return `No scenario beats another on both cost and ${across.words}: every one is a trade`;
  const [only] = best;
  if (best.length === 1 && only !== undefined)
    return capital(
      `${name(only)} has by the means both the lowest cost and the fewest ${across.words}${only.isPriced ? `, but ${PRICED}` : ""}`,
    );
  const priced = best.filter((o) => o.isPriced);
  const but =
    priced.length === 0
      ? ""
      : `; but ${list(priced.map(name))} ${priced.length === 1 ? PRICED : PRICED.replace(/^is/, "are")}`;
  return capital(`on cost and ${across.words} together, ${list(best.map(name))} are beaten by none${but}`);
}

/** Where most people go from the busiest hospital. */
export function flowTitle(findings: Findings, streams: Stream[], exits: ReadonlySet<string>, names: Names): string {
  const [place] = acutePlaces(baselineOf(findings));
  const leaving = streams.filter((s) => s.from === place?.name);
  const all = leaving.reduce((sum, s) => sum + s.perYear, 0);
  if (all === 0) return "Where people go from each place";
  const share = (of: Stream[]) => percent(of.reduce((sum, s) => sum + s.perYear, 0) / all);
  return `Of ${about(all)} people who leave ${names.of(place?.name ?? "")} a year, ${share(leaving.filter((s) => s.to === "home"))} go home and ${share(leaving.filter((s) => !exits.has(s.to)))} go on to other care`;
}
