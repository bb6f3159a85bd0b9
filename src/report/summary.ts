import type { Comparison, Findings, ScenarioFindings } from "../experiment/findings.js";
import { said } from "./cells.js";
import { type Block, bullets, paragraph, type Section, type Text } from "./document.js";
import { acutePlaces, baselineOf, comparisonOf, measureOf, redesignsOf } from "./look-up.js";
import type { Row } from "./rows.js";
import { isDust, sentence, VERDICT_RULE, type Verdict, verdictOf } from "./verdicts.js";
import { capital, counted, date, list, NBSP, number, percent, sayEstimate } from "./words.js";

/** What was found, in plain words: how things are, and what each redesign does to them. */
export function summarySection(findings: Findings, rows: Row[]): Section {
  const redesigns = redesignsOf(findings);
  return {
    id: "summary",
    heading: "Summary",
    blocks: [
      paragraph(whatWasAsked(findings), "lead"),
      paragraph(asThingsAre(findings)),
      ...(baselineOf(findings).summary === "" ? [] : [paragraph(baselineOf(findings).summary)]),
      ...(hasDatedChanges(findings) ? [paragraph(DATED)] : []),
      ...(redesigns.length === 0 ? [] : [bullets(redesigns.map((s) => inOneLine(findings, s, rows)))]),
      ...(redesigns.length === 0 ? [] : [paragraph(VERDICT_RULE.join(" "), "note"), paragraph(ONLY_CHANCE, "note")]),
    ],
    sections: redesigns.map((redesign, i) => redesignSection(findings, redesign, i, rows)),
  };
}

const DATED =
  "Every figure is a mean over the whole time observed, the time before a dated change takes hold included. Once a change is fully in place its effect is usually larger than these means.";
const ONLY_CHANCE =
  "These words speak of chance alone: who falls ill when, and how long each stays. Doubt about the assumptions comes on top of it; they are listed below.";

function hasDatedChanges(findings: Findings): boolean {
  return redesignsOf(findings).some((s) => s.changes.some((c) => c.from !== undefined));
}

function whatWasAsked(findings: Findings): string {
  const { identity } = findings;
  const baseline = baselineOf(findings);
  const redesigns = redesignsOf(findings).map((s) => s.name);
  const what =
    redesigns.length === 0
      ? `This paper describes ${baseline.name}`
      : `This paper compares ${baseline.name} with ${counted(redesigns.length, "redesign")}: ${list(redesigns)}`;
  return `${what}. It follows the system for ${counted(identity.years, "year")} from ${date(baseline.start)}, ${identity.replications === 1 ? "once" : `${number(identity.replications)} times over`}.`;
}

function asThingsAre(findings: Findings): string {
  const baseline = baselineOf(findings);
  const places = acutePlaces(baseline).map(({ name, label, kind, capacity }) => {
    const of = (measure: string) => measureOf(baseline, { measure, place: name, group: null });
    const [occupied, over, delayed] = [of("occupancy"), of("days-over-92"), of("delayed")];
    const limit = capacity === null ? "" : ` of ${number(capacity)}`;
    const parts = [
      ...(occupied === undefined
        ? []
        : [`on average ${sayEstimate(occupied).value}${limit} ${kind === "beds" ? "beds" : "places"} are occupied`]),
      ...(over === undefined ? [] : [`${percent(over.mean)} of midnights are over 92\u00a0% full`]),
      ...(delayed === undefined
        ? []
        : [`${sayEstimate(delayed).value} patients are ready to leave and have nowhere to go`]),
    ];
    return `At ${label} ${list(parts)}.`;
  });
  const [first = "", ...rest] = [...places, ...system(baseline)];
  return first === "" ? "" : [`As things are, ${first.charAt(0).toLowerCase()}${first.slice(1)}`, ...rest].join(" ");
}

function system(baseline: ScenarioFindings): string[] {
  const admissions = measureOf(baseline, { measure: "emergency-admissions", place: null, group: null });
  const cost = measureOf(baseline, { measure: "cost", place: null, group: null });
  return [
    ...(admissions === undefined ? [] : [`There are ${sayEstimate(admissions).value} emergency admissions a year.`]),
    ...(cost === undefined || cost.mean === 0
      ? []
      : [`Care in the places modelled costs ${sayEstimate(cost).value} a year.`]),
  ];
}

function redesignSection(findings: Findings, redesign: ScenarioFindings, i: number, rows: Row[]): Section {
  return {
    id: `summary-${i + 1}`,
    heading: redesign.name,
    blocks: [
      ...(redesign.summary === "" ? [] : [paragraph(redesign.summary)]),
      ...unproven(redesign).map((text) => paragraph(text)),
      ...effects(findings, redesign, rows),
    ],
  };
}

/** An effect whose published interval includes none is said to be unproven before what follows from it. */
function unproven({ evidence }: ScenarioFindings): string[] {
  return evidence.flatMap(({ path, value, low, high }) => {
    const isEffect = /^policies\..*effects.*times/.test(path) && low !== undefined && high !== undefined;
    if (!isEffect || !(Number.parseFloat(low) < 1 && Number.parseFloat(high) > 1)) return [];
    return [
      `What follows rests on the published estimate of the effect, ${value} times the usual rate. Its interval, ${low} to ${high}, includes no effect at all: the evidence does not show that there is one, in either direction.`,
    ];
  });
}

/** `Bay as step-down: −34 beds occupied …; cost …; meets all targets in 18 of 20 replications.` */
function inOneLine(findings: Findings, redesign: ScenarioFindings, rows: Row[]): Text {
  const always = ["occupancy", "delayed", "cost"];
  const first = (measure: string) => rows.find((row) => row.measure === measure && !row.isPart) ?? [];
  const wanted = ["occupancy", "delayed", "wait", "gave-up", "diverted", "refused", "cost"]
    .flatMap(first)
    .filter((row) => always.includes(row.measure) || said(findings, redesign, row).kind === "clear");
  const parts = wanted.flatMap((row) => {
    const { value, interval, kind } = said(findings, redesign, row);
    if (kind === "none" || kind === "estimate") return [];
    const what = lower(row.label.replace(/, mean$/, ""));
    if (kind === "same") return [`${what}: no change`];
    return [
      `${what}: ${value}${interval === null ? "" : ` (${interval.replaceAll(" ", NBSP)})`}${kind === "unclear" ? `${NBSP}≈` : ""}`,
    ];
  });
  const { allTargets } = redesign;
  const targets = allTargets ? [`all targets met in ${percent(allTargets.met)} of replications`] : [];
  return [{ strong: redesign.name }, `. ${capital([...parts, ...targets].join("; "))}.`];
}

interface Effect {
  row: Row;
  of: Comparison;
  baseline: number;
  verdict: Verdict;
}

function effects(findings: Findings, redesign: ScenarioFindings, rows: Row[]): Block[] {
  const found = rows
    .filter((row) => row.isKey)
    .flatMap((row): Effect[] => {
      const of = comparisonOf(findings, redesign, row);
      const baseline = measureOf(baselineOf(findings), row)?.mean ?? 0;
      return of === undefined ? [] : [{ row, of, baseline, verdict: isDust(of) ? "unclear" : verdictOf(of) }];
    });
  const spoken = (...verdicts: Verdict[]): Text[] =>
    found.filter((e) => verdicts.includes(e.verdict)).map((e) => `${sentence(e.row.subject, e.of, e.baseline)}.`);
  const named = (verdict: Verdict) => found.filter((e) => e.verdict === verdict).map((e) => lower(e.row.label));
  const items = [
    ...spoken("likely", "unknown"),
    ...spoken("may"),
    ...(named("unclear").length > 0 ? [`No clear difference in: ${named("unclear").join("; ")}.`] : []),
    ...(named("same").length > 0 ? [`Exactly as in the baseline: ${named("same").join("; ")}.`] : []),
  ];
  return items.length === 0 ? [] : [bullets(items)];
}

/** `Emergency admissions a year` inside a sentence; names of places keep their capital. */
function lower(label: string): string {
  return label.includes(":") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

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
