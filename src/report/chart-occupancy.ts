import type { TopLevelSpec } from "vega-lite";
import type { CensusSeries, Findings, ScenarioFindings } from "../experiment/findings.js";
import { drawLite, widthOf } from "./charts.js";
import type { Cell, Panel, Table } from "./document.js";
import { fold } from "./fold.js";
import { baselineOf, type PlaceFound } from "./look-up.js";
import { BAND, MOST_IN_CHART, styleOf } from "./palette.js";
import { number } from "./words.js";

const WIDTH = 600;
const HEIGHT = 250;
const LINE = 14;
/** Room for the title, the axes and, on the right, the names. */
const PADDING = { left: 46, right: 192, top: 34, bottom: 26 };

interface Series {
  scenario: ScenarioFindings;
  weeks: CensusSeries["weeks"];
}

/** The people in a place, week by week: the baseline with the band in which nine of ten replications lie, and the redesigns' means. */
export async function occupancyPanel(findings: Findings, place: PlaceFound): Promise<Panel> {
  const series = seriesOf(findings, place);
  const title = `${place.label}: ${what(place)}, weekly means`;
  const spec = occupancySpec(series, title);
  const svg = await drawLite(spec, { title, description: described(series) });
  return { svg, title, width: widthOf(svg) };
}

function what({ kind }: PlaceFound): string {
  if (kind === "beds") return "beds occupied";
  return kind === "package" ? "packages in use" : "people";
}

/** The figures behind the panel, by quarter of a year. */
export function occupancyTable(findings: Findings, place: PlaceFound): Table {
  const series = seriesOf(findings, place);
  const quarters = [...new Set((series[0]?.weeks ?? []).map(({ start }) => quarterOf(start)))];
  return {
    kind: "table",
    id: `over-time-${place.name}`,
    caption: `${place.label}: ${what(place)}, by quarter`,
    columns: [
      { heading: "Quarter", align: "text" },
      ...series.map(({ scenario }) => ({ heading: scenario.name, align: "number" as const })),
    ],
    rows: quarters.map((quarter) => ({
      cells: [{ text: quarter }, ...series.map(({ weeks }) => quarterCell(weeks, quarter))],
    })),
    notes: [
      "Mean of the weekly means; under it, the means of the weekly 5th and 95th percentiles between replications.",
    ],
  };
}

function seriesOf(findings: Findings, { name }: PlaceFound): Series[] {
  const first = baselineOf(findings);
  const others = findings.scenarios.filter((s) => s !== first);
  return [first, ...others].slice(0, MOST_IN_CHART).flatMap((scenario) => {
    const weeks = scenario.census.find((c) => c.place === name)?.weeks;
    return weeks === undefined || weeks.length === 0 ? [] : [{ scenario, weeks }];
  });
}

function occupancySpec(series: Series[], title: string): TopLevelSpec {
  const [low, high] = extent(series);
  const start = series[0]?.weeks[0]?.start;
  const end = series[0]?.weeks.at(-1)?.start;
  const x = {
    field: "start",
    type: "temporal",
    scale: { type: "utc", domain: [{ signal: `utc(${parts(start)})` }, { signal: `utc(${parts(end)})` }] },
    axis: { format: "%Y", title: null, grid: false, tickCount: "year" },
  };
  const y = {
    type: "quantitative",
    scale: { domain: [low, high], nice: true, zero: false },
    axis: { title: null, tickCount: 6, format: ",~f" },
  };
  const banded = series.length <= 2 ? series : series.slice(0, 1);
  const layer = [
    ...banded.map(({ weeks }, i) => ({
      data: { values: weeks },
      mark: { type: "area", color: i === 0 ? BAND : styleOf(i).color, opacity: i === 0 ? 0.55 : 0.18 },
      encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
    })),
    ...series.map(({ weeks }, i) => ({
      data: { values: weeks },
      mark: { type: "line", color: styleOf(i).color, strokeDash: styleOf(i).dash, strokeWidth: i === 0 ? 2.4 : 1.8 },
      encoding: { x, y: { ...y, field: "occupied" } },
    })),
    ...labelLayers(series, low, high),
  ];
  return {
    width: WIDTH,
    height: HEIGHT,
    autosize: "none",
    padding: PADDING,
    title: { text: title, anchor: "start", frame: "group", fontSize: 14, offset: 12 },
    layer,
  } as unknown as TopLevelSpec;
}

/** Names at the ends of their lines, pushed apart so that none covers another, and a sample of the line before each. */
function labelLayers(series: Series[], low: number, high: number): object[] {
  const wanted = series.map(({ weeks }, i) => ({
    i,
    at: HEIGHT * (1 - (tail(weeks) - low) / (high - low || 1)),
    lines: fold(series[i]?.scenario.name ?? "", 21, 2),
  }));
  return spread(wanted).flatMap(({ i, at, lines }) => {
    const middle = at - ((lines.length - 1) * LINE) / 2;
    const { color, dash } = styleOf(i);
    return [
      {
        data: { values: [{}] },
        mark: { type: "rule", color, strokeDash: dash, strokeWidth: i === 0 ? 2.4 : 1.8 },
        encoding: { x: { value: WIDTH + 6 }, x2: { value: WIDTH + 28 }, y: { value: at } },
      },
      {
        data: { values: [{}] },
        mark: {
          type: "text",
          text: lines,
          align: "left",
          baseline: "middle",
          color,
          fontWeight: i === 0 ? "bold" : "normal",
          lineHeight: LINE,
        },
        encoding: { x: { value: WIDTH + 33 }, y: { value: middle } },
      },
    ];
  });
}

/** Moves labels apart, from the top, and back up where they would leave the panel. */
function spread<T extends { at: number; lines: string[] }>(labels: T[]): T[] {
  const sorted = [...labels].sort((a, b) => a.at - b.at);
  const gap = (above: T, below: T) => ((above.lines.length + below.lines.length) / 2) * LINE + 4;
  for (const [i, label] of sorted.entries())
    if (i > 0) label.at = Math.max(label.at, (sorted[i - 1] as T).at + gap(sorted[i - 1] as T, label));
  for (let i = sorted.length - 1; i >= 0; i--) {
    const label = sorted[i] as T;
    const below = sorted[i + 1];
    label.at = Math.min(label.at, below === undefined ? HEIGHT + 6 : below.at - gap(label, below));
  }
  return sorted;
}

/** The level at the end of a line: the mean of the last quarter year, so that one odd week moves no label. */
function tail(weeks: CensusSeries["weeks"]): number {
  return mean(weeks.slice(-13).map((w) => w.occupied));
}

function extent(series: Series[]): [number, number] {
  const all = series.flatMap(({ weeks }, i) =>
    weeks.flatMap((w) => (i === 0 || series.length <= 2 ? [w.low, w.high] : [w.occupied])),
  );
  const low = Math.min(...all);
  const high = Math.max(...all);
  const room = (high - low || 1) * 0.04;
  return [Math.max(0, low - room), high + room];
}

function described(series: Series[]): string {
  return series
    .map(
      ({ scenario, weeks }) =>
        `${scenario.name}: from ${number(weeks[0]?.occupied ?? 0)} in the first week to ${number(tail(weeks))} in the last quarter.`,
    )
    .join(" ");
}

function quarterCell(weeks: CensusSeries["weeks"], quarter: string): Cell {
  const within = weeks.filter(({ start }) => quarterOf(start) === quarter);
  const step = mean(within.map((w) => w.occupied)) < 100 ? 0.1 : 1;
  const of = (what: "occupied" | "low" | "high") => mean(within.map((w) => w[what]));
  const [value, low, high] = [of("occupied"), of("low"), of("high")];
  return {
    text: number(value, step),
    under: `${number(low, step)} to ${number(high, step)}`,
    quantity: { value, low, high, unit: "people" },
  };
}

/** `Apr–Jun 2003`, by the week's first day. */
function quarterOf(start: string): string {
  const quarter = Math.floor((Number(start.slice(5, 7)) - 1) / 3);
  return `${["Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec"][quarter]} ${start.slice(0, 4)}`;
}

function parts(iso = "2000-01-01"): string {
  const [year, month, day] = iso.split("-").map(Number);
  return `${year}, ${(month ?? 1) - 1}, ${day}`;
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
