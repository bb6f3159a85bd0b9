import type { TopLevelSpec } from "vega-lite";
import { byMonth } from "../experiment/census.js";
import type { CensusSeries, Findings, ScenarioFindings } from "../experiment/findings.js";
import { drawLite, widthOf } from "./charts.js";
import type { Cell, Panel, Table } from "./document.js";
import { fold } from "./fold.js";
import { baselineOf, type PlaceFound } from "./look-up.js";
import { MOST_IN_CHART, styleOf } from "./palette.js";
import { afterLines, STYLED, styled } from "./side-labels.js";
import { number, percent } from "./words.js";

const WIDTH = 560;
const HEIGHT = 230;
const PADDING = { left: 52, right: 200, top: 34, bottom: 30 };
export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

interface Series {
  i: number;
  scenario: ScenarioFindings;
  months: (number | undefined)[];
}

function seriesOf(findings: Findings, place: PlaceFound): Series[] {
  return findings.scenarios.slice(0, MOST_IN_CHART).flatMap((scenario, i) => {
    const weeks = scenario.census.find((c) => c.place === place.name)?.weeks ?? [];
    return weeks.length < 48 ? [] : [{ i, scenario, months: monthsOf(weeks) }];
  });
}

/** Mean midnight census of each calendar month over all years observed; undefined for months that were not. */
function monthsOf(weeks: CensusSeries["weeks"]): (number | undefined)[] {
  const people = weeks.map(({ occupied }) => occupied);
  return byMonth(people, weeks[0]!.start);
}

/** Whether there is a year or nearly so to show. */
export function hasMonths(findings: Findings, place: PlaceFound): boolean {
  return seriesOf(findings, place).length > 0;
}

/** The midnight census by month of the year: what the season does. */
export async function monthsPanel(findings: Findings, place: PlaceFound): Promise<Panel> {
  const series = seriesOf(findings, place);
  const title = `${place.label}: people at midnight, by month of the year`;
  const description = series.map(({ scenario, months }) => `${scenario.name}: ${extremes(months)}.`).join(" ");
  const svg = await drawLite(monthsSpec(series, title), { title, description });
  return { svg, title, width: widthOf(svg) };
}

/** The figures behind it. */
export function monthsTable(findings: Findings, place: PlaceFound): Table {
  const series = seriesOf(findings, place);
  const cell = (value: number | undefined): Cell =>
    value === undefined
      ? { text: "–" }
      : { text: number(value, value < 100 ? 0.1 : 1), quantity: { value, unit: "people" } };
  return {
    kind: "table",
    id: `months-${place.name}`,
    caption: `${place.label}: mean midnight census by month of the year`,
    columns: [
      { heading: "Month", align: "text" },
      ...series.map(({ scenario }) => ({ heading: scenario.name, unit: "people", align: "number" as const })),
    ],
    rows: LONG.map((month, m) => ({ cells: [{ text: month }, ...series.map((s) => cell(s.months[m]))] })),
    notes: ["Means over all years observed and all replications."],
  };
}

/** `As things are, Torbay Hospital is fullest in January, 3 % above its mean, and emptiest in August`; no month, where chance may be all. */
export function monthsTitle(findings: Findings, place: PlaceFound): string {
  const { season } = baselineOf(findings).census.find((c) => c.place === place.name) ?? {};
  if (season === undefined) return `${place.label} by month of the year: no month clearly stands out`;
  const { fullest, emptiest } = season;
  return `As things are, ${place.label} is fullest at midnight in ${LONG[fullest.month - 1]}, ${percent(fullest.off)} above its mean, and emptiest in ${LONG[emptiest.month - 1]}, ${percent(-emptiest.off)} below`;
}

function extremes(months: (number | undefined)[]): string {
  const [most, least] = ends(months);
  if (most === undefined || least === undefined) return "not known";
  return `most in ${LONG[most.month]}, ${number(most.value)}; fewest in ${LONG[least.month]}, ${number(least.value)}`;
}

function ends(months: (number | undefined)[]) {
  const known = months.flatMap((value, month) => (value === undefined ? [] : [{ value, month }]));
  const sorted = known.sort((a, b) => b.value - a.value);
  return [sorted[0], sorted.at(-1)] as const;
}

function monthsSpec(series: Series[], title: string): TopLevelSpec {
  const all = series.flatMap((s) => s.months.flatMap((v) => v ?? []));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || 1) * 0.08;
  const domain = [Math.max(0, low - room), high + room] as const;
  const y = {
    field: "value",
    type: "quantitative",
    scale: { domain, nice: false, zero: false },
    axis: { title: null, tickCount: 5 },
  };
  const x = {
    field: "month",
    type: "ordinal",
    sort: MONTHS,
    scale: { type: "point", padding: 0.2 },
    axis: { title: null, labelAngle: 0, grid: false },
  };
  const labels = series.map(({ i, months, scenario }) => ({
    i,
    at: HEIGHT * (1 - ((months.at(-1) ?? low) - domain[0]) / (domain[1] - domain[0])),
    lines: fold(scenario.name, 22, 2),
  }));
  const values = series.flatMap(({ i, months }) =>
    months.flatMap((value, m) =>
      value === undefined ? [] : [{ ...styled(i), shape: styleOf(i).shape, month: MONTHS[m], value }],
    ),
  );
  return {
    width: WIDTH,
    height: HEIGHT,
    autosize: "none",
    padding: PADDING,
    title: { text: title, anchor: "start", frame: "group", fontSize: 14, offset: 12 },
    layer: [
      { data: { values }, mark: { type: "line" }, encoding: { ...STYLED, x, y } },
      {
        data: { values },
        mark: { type: "point", size: 30, filled: true, opacity: 1 },
        encoding: { x, y, color: STYLED.color, shape: { ...STYLED.color, field: "shape" } },
      },
      ...afterLines(labels, { width: WIDTH, height: HEIGHT }),
    ],
  } as unknown as TopLevelSpec;
}
