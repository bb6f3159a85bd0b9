import type { TopLevelSpec } from "vega-lite";
import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import type { Histogram } from "../experiment/histogram.js";
import { drawLite, widthOf } from "./charts.js";
import type { Panel, Table } from "./document.js";
import { fold } from "./fold.js";
import { baselineOf, type PlaceFound } from "./look-up.js";
import { BAND, INK, MOST_IN_CHART, QUIET } from "./palette.js";
import { afterLines, STYLED, styled } from "./side-labels.js";
import { number, percent } from "./words.js";

const WIDTH = 560;
const HEIGHT = 230;
const PADDING = { left: 52, right: 200, top: 34, bottom: 46 };

interface Shape {
  i: number;
  scenario: ScenarioFindings;
  bars: Histogram["bars"];
}

/** Histograms of a place at one width of bar, the coarsest among the scenarios; widths are powers of two. */
function shapesOf(findings: Findings, place: PlaceFound): { width: number; shapes: Shape[] } {
  const found = findings.scenarios.flatMap((scenario, i) => {
    const of = scenario.histograms?.find((h) => h.place === place.name);
    return of === undefined || of.bars.length === 0 ? [] : [{ i, scenario, of }];
  });
  const width = Math.max(1, ...found.map(({ of }) => of.width));
  return { width, shapes: found.map(({ i, scenario, of }) => ({ i, scenario, bars: coarser(of, width) })) };
}

function coarser({ bars }: Histogram, width: number): Histogram["bars"] {
  const sums = new Map<number, number>();
  for (const { from, share } of bars) {
    const at = Math.floor(from / width) * width;
    sums.set(at, (sums.get(at) ?? 0) + share);
  }
  return [...sums].map(([from, share]) => ({ from, share })).sort((a, b) => a.from - b.from);
}

/** Whether the findings keep a histogram of the place. */
export function hasHistogram(findings: Findings, place: PlaceFound): boolean {
  return shapesOf(findings, place).shapes.length > 0;
}

/** How much of the time a place holds how many: the baseline as bars, redesigns as lines. */
export async function histogramPanel(findings: Findings, place: PlaceFound): Promise<Panel> {
  const { width, shapes } = shapesOf(findings, place);
  const title = `${place.label}: share of the time with so many ${place.kind === "beds" ? "beds occupied" : "people"}`;
  const description = shapes.map(({ scenario, bars }) => `${scenario.name}: ${middle(bars, width)}.`).join(" ");
  const svg = await drawLite(histogramSpec(shapes.slice(0, MOST_IN_CHART), width, title, place), {
    title,
    description,
  });
  return { svg, title, width: widthOf(svg) };
}

/** The figures behind it. */
export function histogramTable(findings: Findings, place: PlaceFound): Table {
  const { width, shapes } = shapesOf(findings, place);
  const starts = [
    ...new Set(shapes.flatMap(({ bars }) => bars.filter((b) => b.share >= 0.0005).map((b) => b.from))),
  ].sort((a, b) => a - b);
  return {
    kind: "table",
    id: `histogram-${place.name}`,
    caption: `${place.label}: share of the time with so many ${place.kind === "beds" ? "beds occupied" : "people"}`,
    columns: [
      { heading: place.kind === "beds" ? "Beds occupied" : "People", align: "text" },
      ...shapes.map(({ scenario }) => ({
        heading: scenario.name,
        unit: "share of the time",
        align: "number" as const,
      })),
    ],
    rows: starts.map((from) => ({
      cells: [
        { text: width === 1 ? number(from) : `${number(from)} to ${number(from + width - 1)}` },
        ...shapes.map(({ bars }) => {
          const value = bars.find((b) => b.from === from)?.share ?? 0;
          return { text: percent(value, 0.1), quantity: { value, unit: "share" } };
        }),
      ],
    })),
    notes: ["Rows in which nothing has as much as a twentieth of a per cent are left out."],
  };
}

/** `Torbay Hospital has 704 to 792 beds occupied four days in five` */
export function histogramTitle(findings: Findings, place: PlaceFound): string {
  const { width, shapes } = shapesOf(findings, place);
  const bars = shapes[0]?.bars ?? [];
  return `As things are, ${place.label} has ${middle(bars, width).replace(" occupied", place.kind === "beds" ? " beds occupied" : " people")}`;
}

/** Where the middle four fifths of the time lie. */
function middle(bars: Histogram["bars"], width: number): string {
  const at = (share: number) => {
    let sum = 0;
    for (const bar of bars) {
      sum += bar.share;
      if (sum >= share - 1e-12) return bar.from;
    }
    return bars.at(-1)?.from ?? 0;
  };
  return `${number(at(0.1))} to ${number(at(0.9) + width - 1)} occupied four fifths of the time`;
}

function histogramSpec(shapes: Shape[], width: number, title: string, place: PlaceFound): TopLevelSpec {
  const shown = shapes.map((s) => ({ ...s, bars: s.bars.filter((b) => b.share >= 0.0005) }));
  const starts = shown.flatMap((s) => s.bars.map((b) => b.from));
  const domain = [Math.min(...starts) - width / 2, Math.max(...starts) + width * 1.5];
  const most = Math.max(...shown.flatMap((s) => s.bars.map((b) => b.share)));
  const x = { type: "quantitative", scale: { domain, nice: false, zero: false } };
  const y = { type: "quantitative", scale: { domain: [0, most * 1.05], nice: false } };
  const labels = shown.map(({ i, scenario }, n) => ({ i, at: 10 + n * 30, lines: fold(scenario.name, 22, 2) }));
  return {
    width: WIDTH,
    height: HEIGHT,
    autosize: "none",
    padding: PADDING,
    title: { text: title, anchor: "start", frame: "group", fontSize: 14, offset: 12 },
    layer: [
      {
        data: { values: (shown[0]?.bars ?? []).map((b) => ({ ...b, to: b.from + width })) },
        mark: { type: "bar", color: BAND, stroke: INK, strokeWidth: 0.6 },
        encoding: {
          x: {
            ...x,
            field: "from",
            axis: { title: place.kind === "beds" ? "beds occupied" : "people", grid: false, tickCount: 8 },
          },
          x2: { field: "to" },
          y: { ...y, field: "share", axis: { title: null, format: ".0%", tickCount: 5 } },
          y2: { datum: 0 },
        },
      },
      {
        data: {
          values: shown
            .slice(1)
            .flatMap(({ i, bars }) => bars.map((b) => ({ ...styled(i), at: b.from + width / 2, share: b.share }))),
        },
        mark: { type: "line" },
        encoding: { ...STYLED, x: { ...x, field: "at" }, y: { ...y, field: "share" } },
      },
      ...capacityLine(place, domain, x),
      ...afterLines(labels, { width: WIDTH, height: HEIGHT }),
    ],
  } as unknown as TopLevelSpec;
}

/** An upright line at the beds the baseline begins with. */
function capacityLine({ capacity }: PlaceFound, [low = 0, high = 0]: number[], x: object): object[] {
  if (capacity === null || capacity < low || capacity > high) return [];
  return [
    {
      data: { values: [{ at: capacity }] },
      mark: { type: "rule", color: QUIET, strokeDash: [2, 2] },
      encoding: { x: { ...x, field: "at" } },
    },
    {
      data: { values: [{ at: capacity }] },
      mark: { type: "text", align: "right", baseline: "top", dx: -4, color: QUIET, text: `${number(capacity)} open` },
      encoding: { x: { ...x, field: "at" }, y: { value: 2 } },
    },
  ];
}

/** Places whose histogram tells something: those with a limit. */
export function histogramPlaces(findings: Findings, places: PlaceFound[]): PlaceFound[] {
  const limited = new Set(
    baselineOf(findings)
      .places.filter((p) => p.capacity !== null)
      .map((p) => p.name),
  );
  return places.filter((p) => limited.has(p.name) && hasHistogram(findings, p));
}
