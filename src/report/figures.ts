/** The pictures of the paper, each with a title that says the finding, words for who does not see it, and its table. */
import type { Findings } from "../experiment/findings.js";
import { barsPanel, barsTable, type Measured } from "./chart-bars.js";
import { differencePanel } from "./chart-differences.js";
import { exitsOf, flowPanel, flowTable, hasBackwardFlows, streamsOf } from "./chart-flows.js";
import { type Across, frontierPanel, frontierTable, optionsOf, PRICED } from "./chart-frontier.js";
import { hasHistogram, histogramPanel, histogramPlaces, histogramTable, histogramTitle } from "./chart-histogram.js";
import { hasMonths, monthsPanel, monthsTable, monthsTitle } from "./chart-months.js";
import { occupancyPanel, occupancyTable } from "./chart-occupancy.js";
import { comparisonTable } from "./comparison.js";
import { type Block, type Figure, paragraph } from "./document.js";
import { acutePlaces, baselineOf, communityPlaces, comparisonOf, measureOf, redesignsOf } from "./look-up.js";
import type { Names } from "./names.js";
import { MOST_IN_CHART } from "./palette.js";
import type { Row } from "./rows.js";
import { delaysTitle, differencesTitle, flowTitle, frontierTitle, occupancyTitle, waitsTitle } from "./titles.js";
import { verdictOf } from "./verdicts.js";
import { counted, list, number } from "./words.js";

/** Beds week by week, with the target where there is one. */
export async function occupancyFigures(findings: Findings): Promise<Figure[]> {
  const places = [...acutePlaces(baselineOf(findings)), ...communityPlaces(baselineOf(findings))].filter(
    (place) => occupancyTable(findings, place).rows.length > 0,
  );
  const [first] = places;
  if (first === undefined) return [];
  return [
    {
      kind: "figure",
      id: "figure-over-time",
      title: occupancyTitle(findings, first),
      note: `Means of each week over all replications. Shaded bands, in the colour of their line: from the 5th to the 95th percentile of the replications. Thin stepped line: what the baseline keeps open; thin dashed line: the target, where there is one. The axes do not begin at nought.${tooMany(findings)}`,
      alt: `Lines of the people in ${list(places.map((p) => p.label))} from week to week, the baseline against the redesigns. The figures are in the tables below.`,
      panels: await Promise.all(places.map((place) => occupancyPanel(findings, place))),
      tables: places.map((place) => occupancyTable(findings, place)),
    },
  ];
}

/** What the season does, by calendar month. */
export async function monthFigures(findings: Findings): Promise<Figure[]> {
  const places = acutePlaces(baselineOf(findings)).filter((place) => hasMonths(findings, place));
  const [first] = places;
  if (first === undefined) return [];
  return [
    {
      kind: "figure",
      id: "figure-months",
      title: monthsTitle(findings, first),
      note: `Mean midnight census of each calendar month, over all years observed and all replications; figures at midnight are not means over the whole day. A month is named where it can be told apart from others (t, Bonferroni over all pairs of months); dated changes show here, too. The axes do not begin at nought.${tooMany(findings)}`,
      alt: `Lines from January to December of the people at midnight in ${list(places.map((p) => p.label))}. The figures are in the tables below.`,
      panels: await Promise.all(places.map((place) => monthsPanel(findings, place))),
      tables: places.map((place) => monthsTable(findings, place)),
    },
  ];
}

/** How much of the time so many beds are taken. */
export async function histogramFigures(findings: Findings): Promise<Figure[]> {
  const places = histogramPlaces(findings, [
    ...acutePlaces(baselineOf(findings)),
    ...communityPlaces(baselineOf(findings)),
  ])
    .filter((place) => hasHistogram(findings, place))
    .slice(0, 2);
  const [first] = places;
  if (first === undefined) return [];
  return [
    {
      kind: "figure",
      id: "figure-histogram",
      title: histogramTitle(findings, first),
      note: `Share of all hours observed, over all replications: bars are the baseline, lines the redesigns. A mean hides this: what matters on a bad day is the right-hand end.${tooMany(findings)}`,
      alt: `Bars and lines of the share of the time with so many beds occupied, in ${list(places.map((p) => p.label))}. The figures are in the tables below.`,
      panels: await Promise.all(places.map((place) => histogramPanel(findings, place))),
      tables: places.map((place) => histogramTable(findings, place)),
    },
  ];
}

/** Where patients are delayed, and which places they wait for. */
export async function delayFigures(findings: Findings): Promise<Figure[]> {
  const baseline = baselineOf(findings);
  const held = placesWith(findings, "delayed").map(
    (place): Measured => ({
      measure: "delayed",
      place,
      group: null,
      title: `Delayed in ${labelOf(findings, place)}, mean`,
    }),
  );
  const wanted = communityPlaces(baseline).map(
    ({ name, label }): Measured => ({
      measure: "waiting",
      place: name,
      group: null,
      title: `Waiting for ${label}, mean`,
    }),
  );
  const measured = [...held, ...wanted.filter((of) => isThere(findings, of))];
  if (held.length === 0) return [];
  return [
    {
      kind: "figure",
      id: "figure-delays",
      title: delaysTitle(findings),
      note: "Mean number of people at any time: first where they are held although ready to leave, then which place they wait for. Bars begin at nought; the line across the end of a bar is the 95 % interval.",
      alt: `Bars for every scenario: ${list(measured.map((of) => of.title))}. The figures are in the table below.`,
      panels: await Promise.all(measured.map((of) => barsPanel(findings, of))),
      tables: [barsTable(findings, "delays-table", "Where people are delayed, and what they wait for", measured)],
    },
  ];
}

/** How long people wait for a bed, and how many do. */
export async function waitFigures(findings: Findings): Promise<Figure[]> {
  const measured = acutePlaces(baselineOf(findings))
    .flatMap(({ name, label }): Measured[] => [
      { measure: "waited-share", place: name, group: null, title: `${label}: share who wait for a bed` },
      { measure: "wait", place: name, group: null, title: `${label}: mean wait, days` },
      { measure: "wait-p95", place: name, group: null, title: `${label}: wait that one in twenty exceeds, days` },
    ])
    .filter((of) => isThere(findings, of));
  if (!measured.some((of) => findings.scenarios.some((s) => (measureOf(s, of)?.mean ?? 0) > 0))) return [];
  return [
    {
      kind: "figure",
      id: "figure-waits",
      title: waitsTitle(findings),
      note: "Of all who are admitted, those who do not wait included. Bars begin at nought; the line across the end of a bar is the 95 % interval.",
      alt: `Bars for every scenario: ${list(measured.map((of) => of.title))}. The figures are in the table below.`,
      panels: await Promise.all(measured.map((of) => barsPanel(findings, of))),
      tables: [barsTable(findings, "waits-table", "Waits for a bed", measured)],
    },
  ];
}

/** What each redesign changes, measure by measure. */
export async function differenceFigures(findings: Findings, rows: Row[]): Promise<Figure[]> {
  if (redesignsOf(findings).length === 0) return [];
  const whole = rows.filter((row) => row.isKey && !row.isPart);
  const key = whole.filter((row) => isMoved(findings, row));
  if (key.length === 0) return [];
  const still = whole.filter((row) => !key.includes(row)).map((row) => row.label);
  return [
    {
      kind: "figure",
      id: "figure-differences",
      title: differencesTitle(findings, rows),
      note: `Each dot is a redesign’s difference from the baseline, its line the 95 % interval; the upright mark is no difference. Filled blue: clear. Hollow grey, and ≈: no clear difference. Every panel has its own scale.${still.length === 0 ? "" : ` No redesign changes at all: ${still.join("; ")}.`}`,
      alt: `Dots with intervals, one panel for each of ${counted(key.length, "measure")}: ${list(key.map((row) => row.label))}. The figures are in the table below.`,
      panels: await Promise.all(key.map((row) => differencePanel(findings, row))),
      tables: [
        { ...comparisonTable(findings, key, true), id: "differences-table", caption: "Differences behind the chart" },
      ],
    },
  ];
}

/** Cost against delays, and cost against beds. */
export async function frontierFigures(findings: Findings): Promise<Figure[]> {
  const [place] = acutePlaces(baselineOf(findings));
  if (place === undefined || redesignsOf(findings).length === 0) return [];
  const across: Across[] = [
    { wanted: { measure: "delayed", place: place.name, group: null }, words: `delayed patients at ${place.label}` },
    {
      wanted: { measure: "occupancy", place: place.name, group: null },
      words: `${place.kind === "beds" ? "beds occupied" : "people"} at ${place.label}`,
    },
  ].filter(({ wanted }) => optionsOf(findings, wanted).some((o) => o.y > 0));
  const [first] = across;
  if (first === undefined) return [];
  return [
    {
      kind: "figure",
      id: "figure-frontier",
      title: frontierTitle(findings, first),
      note: `Nearer to the lower left corner is better on both. Filled marks, joined by the dashed line, are beaten by no other; each scenario has a mark of its own. The arms of a cross are the 95 % interval of the difference from the baseline. † ${PRICED}. The axes do not begin at nought.`,
      alt: `Marks of every scenario, cost a year upwards against ${list(across.map((a) => a.words))} along the bottom. The figures are in the tables below.`,
      panels: await Promise.all(across.map((a) => frontierPanel(findings, a))),
      tables: across.map((a) => frontierTable(findings, a)),
    },
  ];
}

/** Where people go, place by place. */
export async function flowFigures(findings: Findings, names: Names): Promise<Block[]> {
  const streams = streamsOf(baselineOf(findings));
  if (streams.length === 0) return [];
  const back = hasBackwardFlows(findings) ? " Moves back to a place that people came from are in the table only." : "";
  const figure: Figure = {
    kind: "figure",
    id: "figure-flows",
    title: flowTitle(findings, streams, new Set(exitsOf(baselineOf(findings))), names),
    note: `Bars are places and, in grey, ways out of care; bands are people a year, as thick as they are many, in the baseline. First admissions are not drawn: a bar is as high as all who come or leave.${back}`,
    alt: `Bands from place to place. Largest: ${streams
      .slice(0, 4)
      .map((s) => `${names.of(s.from)} to ${names.of(s.to)}, ${number(s.perYear)} a year`)
      .join("; ")}. All are in the table below.`,
    panels: [await flowPanel(findings, names)],
    tables: [flowTable(findings, names)],
  };
  return [figure, paragraph("Redesigns’ flows are in the table behind the chart.", "note")];
}

function tooMany(findings: Findings): string {
  const over = findings.scenarios.length - MOST_IN_CHART;
  return over > 0
    ? ` ${counted(over, "scenario")} beyond the first ${MOST_IN_CHART} are in the comparison table only.`
    : "";
}

/** Whether a redesign changes it at all. */
function isMoved(findings: Findings, row: Row): boolean {
  return redesignsOf(findings).some((s) => {
    const of = comparisonOf(findings, s, row);
    return of !== undefined && verdictOf(of) !== "same";
  });
}

/** Places of the baseline where a measure is more than nought in any scenario, the largest first. */
function placesWith(findings: Findings, measure: string): string[] {
  const most = (place: string) =>
    Math.max(...findings.scenarios.map((s) => measureOf(s, { measure, place, group: null })?.mean ?? 0));
  return baselineOf(findings)
    .places.map((p) => p.name)
    .filter((place) => most(place) > 0.05)
    .sort((a, b) => most(b) - most(a))
    .slice(0, 4);
}

function isThere(findings: Findings, of: Measured): boolean {
  return findings.scenarios.some((s) => measureOf(s, of) !== undefined);
}

function labelOf(findings: Findings, place: string): string {
  return baselineOf(findings).places.find((p) => p.name === place)?.label ?? place;
}
