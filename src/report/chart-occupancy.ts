import type { TopLevelSpec } from "vega-lite";
import { least, most } from "../engine/extremes.js";
import type { CensusSeries, Findings, ScenarioFindings } from "../experiment/findings.js";
import { drawLite, widthOf } from "./charts.js";
import type { Cell, Panel, Table } from "./document.js";
import { fold } from "./fold.js";
import { baselineOf, type PlaceFound } from "./look-up.js";
import { BAND, MOST_IN_CHART, QUIET, styleOf } from "./palette.js";
import { afterLines, STYLED, styled } from "./side-labels.js";
import { number, percent } from "./words.js";

const WIDTH = 600;
const HEIGHT = 250;
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
  const spec = occupancySpec(series, title, linesAcross(findings, place));
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
  const within = series.map(({ weeks }) => byQuarter(weeks));
  const quarters = [...(within[0]?.keys() ?? [])];
  return {
    kind: "table",
    id: `over-time-${place.name}`,
    caption: `${place.label}: ${what(place)}, by quarter`,
    columns: [
      { heading: "Quarter", align: "text" },
      ...series.map(({ scenario }) => ({ heading: scenario.name, align: "number" as const })),
    ],
    rows: quarters.map((quarter) => ({
      cells: [{ text: quarter }, ...within.map((of) => quarterCell(of.get(quarter) ?? []))],
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

/** What the baseline keeps open from each date, and the target for its occupancy where there is one. */
interface Across {
  open: { from: string; beds: number }[];
  target: { share: number; words: string } | null;
}

function linesAcross(findings: Findings, { name, capacity }: PlaceFound): Across {
  const baseline = baselineOf(findings);
  const terms = (baseline.terms ?? []).filter((t) => t.place === name);
  const open =
    terms.length > 0
      ? terms.flatMap((t) => (t.capacity === null ? [] : [{ from: t.from, beds: t.capacity }]))
      : capacity === null
        ? []
        : [{ from: baseline.start, beds: capacity }];
  const most = baseline.targets
    .filter((t) => t.measure === "occupancy-share" && t.place === name)
    .flatMap((t) => /^at most ([\d.]+)$/.exec(t.wanted)?.[1] ?? []);
  const share = Number(most[0]);
  return {
    open,
    target: most[0] === undefined ? null : { share, words: `target ${percent(share, 0.1).replace(".0", "")}` },
  };
}

/** A stepped line of beds open and, a share of it lower, the target: each with its words at its left end. */
function acrossLayers({ open, target }: Across, end: string | undefined, x: object, y: object): object[] {
  const [first] = open;
  if (first === undefined || end === undefined) return [];
  const line = (share: number, words: string, strokeDash: number[]) => {
    const steps = [...open, { from: end, beds: open.at(-1)?.beds ?? 0 }];
    return [
      {
        data: { values: steps.map(({ from, beds }) => ({ start: from, level: beds * share })) },
        mark: { type: "line", interpolate: "step-after", color: QUIET, strokeWidth: 1, strokeDash },
        encoding: { x, y: { ...y, field: "level" } },
      },
      {
        data: { values: [{ start: first.from, level: first.beds * share }] },
        mark: {
          type: "text",
          align: "left",
          baseline: "bottom",
          dx: 4,
          dy: -2,
          fontSize: 11,
          color: QUIET,
          text: words,
        },
        encoding: { x, y: { ...y, field: "level" } },
      },
    ];
  };
  return [
    ...line(1, `${number(first.beds)} open`, []),
    ...(target === null ? [] : line(target.share, target.words, [4, 3])),
  ];
}

function occupancySpec(series: Series[], title: string, across: Across): TopLevelSpec {
  const levels = across.open.flatMap(({ beds }) => [beds, beds * (across.target?.share ?? 1)]);
  const [low, high] = extent(series, levels);
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
    {
      data: {
        values: series.flatMap(({ weeks }, i) =>
          weeks.map(({ start: from, occupied }) => ({ ...styled(i), start: from, occupied })),
        ),
      },
      mark: { type: "line" },
      encoding: { ...STYLED, x, y: { ...y, field: "occupied" } },
    },
    ...acrossLayers(across, end, x, y),
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

/** Names at the ends of their lines. */
function labelLayers(series: Series[], low: number, high: number): object[] {
  const labels = series.map(({ weeks, scenario }, i) => ({
    i,
    at: HEIGHT * (1 - (tail(weeks) - low) / (high - low || 1)),
    lines: fold(scenario.name, 21, 2),
  }));
  return afterLines(labels, { width: WIDTH, height: HEIGHT });
}

/** The level at the end of a line: the mean of the last quarter year, so that one odd week moves no label. */
function tail(weeks: CensusSeries["weeks"]): number {
  return mean(weeks.slice(-13).map((w) => w.occupied));
}

function extent(series: Series[], levels: number[]): [number, number] {
  const all = [
    ...levels,
    ...series.flatMap(({ weeks }, i) =>
      weeks.flatMap((w) => (i === 0 || series.length <= 2 ? [w.low, w.high] : [w.occupied])),
    ),
  ];
  const low = least(all);
  const high = most(all);
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

function byQuarter(weeks: CensusSeries["weeks"]): Map<string, CensusSeries["weeks"]> {
  const quarters = new Map<string, CensusSeries["weeks"]>();
  for (const week of weeks) {
    const quarter = quarterOf(week.start);
    const there = quarters.get(quarter);
    if (there === undefined) quarters.set(quarter, [week]);
    else there.push(week);
  }
  return quarters;
}

function quarterCell(within: CensusSeries["weeks"]): Cell {
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
