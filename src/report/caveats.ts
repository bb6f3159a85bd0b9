/** What a difference may owe to the way the model counts people, and not to anyone's being better or worse off. */
import type { Comparison, Findings, ScenarioFindings } from "../experiment/findings.js";
import { baselineOf, comparisonOf, measureOf, redesignsOf, type Wanted } from "./look-up.js";
import { isDust, verdictOf } from "./verdicts.js";
import { list, NBSP, sayAmount } from "./words.js";

/** Stands beside deaths in care where people are sent away: who is not taken in does not die in care. */
const DEATHS_OUT_OF_SIGHT =
  "Of deaths: people turned away or sent elsewhere may die too, but out of sight of this model. Taking more in shows more deaths in care, which is not more deaths.";

const ADMISSIONS = new Set(["emergency-admissions", "admissions-per-1000"]);
const DEATHS = new Set(["deaths", "deaths-in-care", "deaths-outside-care"]);

/** Stands beside a figure that is to be read with the caveats below it. */
export const MARK = "†";

/** What is to be known of these measures, whatever a redesign does; said once under a table or beside a topic. */
export function caveatsOn(findings: Findings, rows: readonly Wanted[]): string[] {
  return rows.some(({ measure }) => DEATHS.has(measure)) && diesOutOfSight(findings) ? [DEATHS_OUT_OF_SIGHT] : [];
}

/** The same, and what a mark on a redesign's differences in them means. */
export function caveatsUnder(findings: Findings, rows: readonly Wanted[]): string[] {
  const held = redesignsOf(findings).flatMap((redesign) => {
    const marked = rows.filter((row) => isHeld(findings, redesign, row));
    return marked.length === 0 ? [] : [heldWords(findings, redesign, marked)];
  });
  return [...caveatsOn(findings, rows), ...(held.length === 0 ? [] : [[MARK, HELD, ...held].join(" ")])];
}

/** What is to be known of a redesign's differences in these measures, in words; nothing where they are as they seem. */
export function caveatsOf(findings: Findings, redesign: ScenarioFindings, rows: readonly Wanted[]): string[] {
  const moved = rows.filter((row) => isMoved(comparisonOf(findings, redesign, row)));
  const isAnyHeld = moved.some((row) => isHeld(findings, redesign, row));
  return [...caveatsOn(findings, moved), ...(isAnyHeld ? [HELD_IN_SHORT] : [])];
}

/** The figures stand under the tables, once. */
const HELD_IN_SHORT = `That alone may come of how the model counts people in care or waiting: see ${MARK} under the table of redesigns.`;

/**
 * Whether admissions or deaths fall where more people are in care or wait for it, or rise where fewer do. Whoever is in care or
 * waits is not admitted for another need, which counts as met there, and does not die but by a pathway: that alone moves both.
 */
export function isHeld(findings: Findings, redesign: ScenarioFindings, row: Wanted): boolean {
  const of = comparisonOf(findings, redesign, row);
  if (of === undefined || !isMoved(of) || !(ADMISSIONS.has(row.measure) || DEATHS.has(row.measure))) return false;
  return heldOf(findings, redesign, of).length > 0;
}

/** What of those in care or waiting moves against a difference, and is not small beside it. */
function heldOf(findings: Findings, redesign: ScenarioFindings, of: Comparison): Comparison[] {
  const inCare = comparisonOf(findings, redesign, { measure: "already-in-care", place: null, group: null });
  const waiting = findings.comparisons.filter(
    (c) => c.scenario === redesign.name && c.measure === "waiting" && c.group === null,
  );
  const most = waiting.reduce<Comparison | undefined>(
    (most, c) => (most === undefined || Math.abs(c.difference) > Math.abs(most.difference) ? c : most),
    undefined,
  );
  const yearly = [
    { of: inCare, aYear: Math.abs(inCare?.difference ?? 0) },
    // Who waits at the end has not come in: on the whole run, so many a year as wait, over its years.
    { of: most, aYear: Math.abs(most?.difference ?? 0) / Math.max(1, findings.identity.years) },
  ];
  return yearly.flatMap(({ of: held, aYear }) => {
    if (held === undefined || verdictOf(held) !== "likely" || isDust(held)) return [];
    const isAgainst = held.difference > 0 !== of.difference > 0;
    const isSmall = ADMISSIONS.has(of.measure) && aYear < SMALL * Math.abs(of.difference);
    return isAgainst && !isSmall ? [held] : [];
  });
}

/** Less than this share of what admissions change by explains little of it. */
const SMALL = 0.1;

function heldWords(findings: Findings, redesign: ScenarioFindings, rows: readonly Wanted[]): string {
  const all = rows.flatMap((row) => comparisonOf(findings, redesign, row) ?? []);
  const held = [...new Set(all.flatMap((of) => heldOf(findings, redesign, of)))];
  const what = list([
    ...(rows.some(({ measure }) => ADMISSIONS.has(measure)) ? ["emergency admissions"] : []),
    ...(rows.some(({ measure }) => DEATHS.has(measure)) ? ["deaths"] : []),
  ]);
  const why = list(
    held.map((of) => `${sayAmount(of, "", NBSP)} ${of.difference > 0 ? "more" : "fewer"} ${heldWho(findings, of)}`),
  );
  const does = all[0] !== undefined && all[0].difference < 0 ? "fewer" : "more";
  return `With “${redesign.name}” there are ${why}; that alone may be why it shows ${does} ${what}.`;
}

/** What the model takes to be so of people in care. */
export const HELD =
  "Whoever is in care or waits for it, at home with a package of care too, is in this model not admitted for another need (it counts as met there), and does not die but by a pathway.";

function heldWho(findings: Findings, { measure, place }: Comparison): string {
  if (measure === "already-in-care") return "needs a year met so";
  const label = baselineOf(findings).places.find(({ name }) => name === place)?.label ?? place;
  return `people waiting for ${label}`;
}

function isMoved(of: Comparison | undefined): boolean {
  return of !== undefined && ["likely", "may", "unknown"].includes(verdictOf(of)) && !isDust(of);
}

/** Needs a year that arose in people who were in care already; undefined where there is no population. */
export function metInCare(scenario: ScenarioFindings): number | undefined {
  return measureOf(scenario, { measure: "already-in-care", place: null, group: null })?.mean;
}

/** Whether some die in care while others are turned away or sent elsewhere, whose deaths nobody here sees. */
export function diesOutOfSight({ scenarios }: Findings): boolean {
  const isAny = (names: readonly string[]) =>
    scenarios.some((s) => s.measures.some((m) => names.includes(m.measure) && m.mean > 0));
  const isGone = scenarios.some((s) => s.flows.some((f) => f.to === "elsewhere" && f.perYear > 0));
  return isAny(["deaths-in-care"]) && (isGone || isAny(["refused", "diverted", "gave-up"]));
}
