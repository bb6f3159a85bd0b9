import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { caveatsUnder, isHeld, MARK } from "./caveats.js";
import { noneWord, quantityOf } from "./cells.js";
import type { Cell, Table } from "./document.js";
import {
  acuteOccupied,
  acutePlaces,
  baselineOf,
  comparisonOf,
  isReached,
  isUnmeasured,
  NOT_REACHED,
  nameOf,
  occupiedAt,
  type PlaceFound,
  redesignsOf,
} from "./look-up.js";
import type { Row } from "./rows.js";
import { spokenOf } from "./verdicts.js";
import { capital, list, NBSP, percent, sayDifference } from "./words.js";

/** Most columns of measures that a page has room for. */
const MOST = 9;

/** The measures by which a board first tells options apart, and how their columns are headed; where there are too many, the last go. */
const COLUMNS: { measure: string; heading: string; unit: string }[] = [
  { measure: "delayed", heading: "Delayed patients", unit: "mean" },
  { measure: "wait", heading: "Wait for a bed", unit: "mean days" },
  { measure: "emergency-admissions", heading: "Emergency admissions", unit: "a year" },
  { measure: "deaths-in-care", heading: "Deaths in care", unit: "a year" },
  { measure: "cost", heading: "Cost, all payers", unit: "a year" },
  { measure: "clock-in-time", heading: "", unit: "share in time" },
  { measure: "staff", heading: "Staff wanted", unit: "WTE" },
  { measure: "waits-in-target", heading: "", unit: "share in target" },
  { measure: "care-home-admissions", heading: "Admissions to care homes", unit: "a year" },
  { measure: "outliers", heading: "Outliers", unit: "mean" },
  { measure: "cancelled", heading: "Cancelled for want of a bed", unit: "a year" },
];

/** Measures of a single place that stand there without its name. */
const OF_A_PLACE = new Set(["delayed", "wait"]);

/** Every redesign in one line: an arrow, a figure and a word for each measure; the words say how sure it is. */
export function glanceTable(findings: Findings, rows: Row[]): Table {
  const acute = acutePlaces(baselineOf(findings));
  const others = COLUMNS.flatMap((column) => {
    const row = rows.find((r) => r.measure === column.measure && !r.isPart);
    return row === undefined ? [] : [{ ...column, heading: column.heading || firstWords(row), row }];
  });
  const beds = acute.flatMap((place) => occupancyColumn(findings, rows, place));
  const shown = [...beds.slice(0, Math.max(1, MOST - others.length)), ...others].slice(0, MOST);
  const hasTargets = findings.scenarios.some((s) => s.allTargets !== null);
  const several =
    acute.length > 1 && shown.some(({ row }) => OF_A_PLACE.has(row.measure))
      ? ` Delays and waits are those of ${acute[0]?.label}; those of ${list(acute.slice(1).map(({ label }) => label))} are in the comparison.`
      : "";
  return {
    kind: "table",
    id: "at-a-glance",
    caption: "The redesigns at a glance: difference from the baseline",
    columns: [
      { heading: "Redesign", align: "text" },
      ...shown.map(({ heading, unit }) => ({ heading, unit, align: "number" as const })),
      ...(hasTargets ? [{ heading: "All targets met", unit: "share of replications", align: "number" as const }] : []),
    ],
    rows: redesignsOf(findings).map((redesign) => ({
      cells: [
        { text: nameOf(redesign) },
        ...shown.map(({ row }) => glance(findings, redesign, row)),
        ...(hasTargets ? [targets(redesign)] : []),
      ],
    })),
    notes: [
      `▼ ▲ likely to fall or rise; ▽ △ may fall or rise; ≈ no clear difference; = no change at all.${several}`,
      ...caveatsUnder(
        findings,
        shown.map(({ row }) => row),
      ),
    ],
  };
}

/** The beds of every acute place, each by its own name where there are several. */
function occupancyColumn(findings: Findings, rows: Row[], place: PlaceFound) {
  const row = rows.find((r) => r.measure === "occupancy" && r.place === place.name && !r.isPart);
  const baseline = baselineOf(findings);
  const words = acutePlaces(baseline).length > 1 ? occupiedAt(place) : acuteOccupied(baseline);
  return row === undefined ? [] : [{ measure: "occupancy", heading: capital(words), unit: "mean", row }];
}

/** Of what the row speaks: a clock or a place, by its name. */
function firstWords({ label }: Row): string {
  return label.replace(/: [^:]*$/, "");
}

function glance(findings: Findings, redesign: ScenarioFindings, row: Row): Cell {
  if (!isReached(redesign)) return { text: NOT_REACHED };
  const of = comparisonOf(findings, redesign, row);
  if (of === undefined) return { text: isUnmeasured(redesign, row) ? noneWord(row.measure) : "–" };
  const quantity = quantityOf(of.difference, of);
  const verdict = spokenOf(of);
  const { value, unit } = sayDifference(of);
  const mark = isHeld(findings, redesign, row) ? `${NBSP}${MARK}` : "";
  const said = `${value}${unit === "" ? "" : `${NBSP}${unit}`}${mark}`;
  const falls = of.difference < 0;
  switch (verdict) {
    case "same":
      return { text: "=", under: "no change", quantity };
    case "unclear":
      return { text: "≈", under: "no clear difference", quantity };
    case "may":
      return { text: `${falls ? "▽" : "△"}${NBSP}${said}`, under: falls ? "may fall" : "may rise", quantity };
    case "likely":
      return { text: `${falls ? "▼" : "▲"}${NBSP}${said}`, under: "likely", quantity };
    case "unknown":
      return { text: said, under: "one run only", quantity };
  }
}

function targets(redesign: ScenarioFindings): Cell {
  const { allTargets } = redesign;
  if (!isReached(redesign)) return { text: NOT_REACHED };
  if (allTargets === null) return { text: "–" };
  const { met, low, high } = allTargets;
  return {
    text: percent(met),
    under: `${percent(low)} to ${percent(high)}`,
    quantity: { value: met, low, high, unit: "share" },
  };
}
