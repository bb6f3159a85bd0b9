/** What planners ask: the measures that every table and summary shows, in their order. */
import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { diesOutOfSight } from "./caveats.js";
import { acutePlaces, baselineOf, communityPlaces, isUnmeasured, measureOf, type PlaceFound } from "./look-up.js";
import type { Names } from "./names.js";
import { type Row, row, TOPICS } from "./row.js";
import {
  careHomeRows,
  clockRows,
  placeOfDeathRows,
  slowClockRows,
  staffByPlaceRows,
  staffRow,
  waitTargetRows,
  wardRows,
} from "./rows-more.js";

export { type Row, TOPICS, type Topic } from "./row.js";

/** The lines that make sense for these findings: measures that are there, and counts of people sent elsewhere only where there are any. */
export function rowsFor(findings: Findings, names: Names): Row[] {
  const baseline = baselineOf(findings);
  const rows = [
    ...acutePlaces(baseline).flatMap(acuteRows),
    ...wardRows(baseline),
    ...clockRows(baseline, names),
    ...systemRows(),
    ...communityPlaces(baseline).map(communityRow),
    ...outcomeRows(findings),
    ...acuteFirst(baseline).flatMap(sentElsewhereRows),
    ...costRows(findings, names),
    staffRow(),
    ...slowestWithTarget(findings),
  ];
  return rows.filter((row) => isThere(findings, row));
}

/** The same and, for the paper, who waits for which place and how long the slowest wait; topic by topic. */
export function detailedRowsFor(findings: Findings, names: Names): Row[] {
  const baseline = baselineOf(findings);
  const shown = new Set(slowestWithTarget(findings).map(({ place }) => place));
  const more = [
    ...acutePlaces(baseline)
      .filter(({ name }) => !shown.has(name))
      .map(slowestRow),
    ...communityPlaces(baseline).map(waitingRow),
    ...waitTargetRows(baseline),
    ...slowClockRows(baseline, names),
    ...careHomeRows(),
    ...placeOfDeathRows(baseline, names),
    ...staffByPlaceRows(baseline),
  ];
  const rows = [...rowsFor(findings, names), ...more.filter((row) => isThere(findings, row))];
  return TOPICS.flatMap((topic) => rows.filter((row) => row.topic === topic));
}

/** How long the slowest wait, where a target is set on it: whoever sets one wants to see how near it is. */
function slowestWithTarget(findings: Findings): Row[] {
  const targets = findings.scenarios.flatMap((s) => s.targets);
  const isAsked = ({ name }: PlaceFound) => targets.some((t) => t.measure === "wait-p95" && t.place === name);
  return baselineOf(findings).places.filter(isAsked).map(slowestRow);
}

function slowestRow({ name, label }: PlaceFound): Row {
  return row(
    "wait-p95",
    name,
    `${label}: wait that one in twenty exceeds, days`,
    `The wait for a bed at ${label} that one in twenty exceeds, in days,`,
    { one: true },
  );
}

function waitingRow({ name, label }: PlaceFound): Row {
  return row("waiting", name, `${label}: waiting for it, mean`, `People waiting for ${label}`, { key: true });
}

function acuteRows({ name, label, kind }: PlaceFound): Row[] {
  const what = kind === "beds" ? "beds occupied" : "people";
  return [
    row("occupancy", name, `${label}: ${what}, mean`, `${capitalBeds(kind)} at ${label}`, { key: true }),
    row("days-over-92", name, `${label}: midnights over 92 % full`, `Midnights with ${label} over 92 % full`, {
      key: true,
    }),
    row("delayed", name, `${label}: delayed patients, mean`, `Delayed patients at ${label}`, { key: true }),
    row("wait", name, `${label}: wait for a bed, mean days`, `The mean wait for a bed at ${label}, in days,`, {
      one: true,
      key: true,
    }),
  ];
}

function capitalBeds(kind: string): string {
  return kind === "beds" ? "Beds occupied" : "People";
}

function systemRows(): Row[] {
  return [
    row("emergency-admissions", null, "Emergency admissions a year", "Emergency admissions a year", { key: true }),
    row(
      "readmissions-within-30-days",
      null,
      "Back as an emergency within 30 days",
      "The share who come back as an emergency within 30 days",
      { one: true, key: true },
    ),
  ];
}

function communityRow({ name, label, kind }: PlaceFound): Row {
  const [what, subject] =
    kind === "package" ? ["in use", `${label} in use`] : ["beds occupied", `Beds occupied at ${label}`];
  return row("occupancy", name, `${label}: ${what}, mean`, subject, { key: true });
}

function outcomeRows(findings: Findings): Row[] {
  const words = diesOutOfSight(findings) ? "Deaths of those taken in, a year" : "Deaths in care a year";
  return [row("deaths-in-care", null, words, words.includes(",") ? `${words},` : words, { key: true })];
}

/** Every place: people may give up waiting for any kind, or be sent away from it. */
function acuteFirst(baseline: ScenarioFindings): PlaceFound[] {
  return [...new Set([...acutePlaces(baseline), ...baseline.places])];
}

function sentElsewhereRows({ name, label }: PlaceFound): Row[] {
  return [
    row("gave-up", name, `${label}: gave up waiting, a year`, `People who gave up waiting for ${label}, a year,`, {
      key: true,
    }),
    row(
      "diverted",
      name,
      `${label}: sent elsewhere at once, a year`,
      `People sent elsewhere at once because ${label} was full, a year,`,
      { key: true },
    ),
    row("refused", name, `${label}: turned away, a year`, `People turned away from ${label}, a year,`, { key: true }),
  ];
}

function costRows(findings: Findings, names: Names): Row[] {
  const payers = baselineOf(findings).measures.flatMap((m) =>
    m.measure === "cost" && m.group !== null && "payer" in m.group ? [m.group.payer] : [],
  );
  const parts =
    payers.length < 2
      ? []
      : payers.map((payer) => ({
          ...row("cost", null, `of which ${names.of(payer)}`, "", {}),
          group: { payer },
          isPart: true,
        }));
  return [
    row("cost", null, "Cost a year, all payers", "The cost a year to all payers", { one: true, key: true }),
    ...parts,
  ];
}

/** Only where there are any, in one scenario at least. */
const ONLY_IF_ANY = new Set([
  "gave-up",
  "diverted",
  "refused",
  "cost",
  "cancelled",
  "outliers",
  "escalation-days",
  "wrong-level",
  "deaths",
]);

function isThere(findings: Findings, wanted: Row): boolean {
  const found = findings.scenarios.flatMap((s) => measureOf(s, wanted) ?? []);
  if (findings.scenarios.some((s) => isUnmeasured(s, wanted))) return true;
  return found.length > 0 && (!ONLY_IF_ANY.has(wanted.measure) || found.some((m) => m.mean > 0));
}
