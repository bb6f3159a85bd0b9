import type { Spec } from "vega";
import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { draw, FONT, widthOf } from "./charts.js";
import type { Cell, Panel, Table } from "./document.js";
import { fold, lengthOf } from "./fold.js";
import { baselineOf } from "./look-up.js";
import type { Names } from "./names.js";
import { BLUE, INK, QUIET } from "./palette.js";
import { type Bar, layOut, type Stream } from "./sankey.js";
import { number } from "./words.js";

const SIZE = { width: 640, height: 360, bar: 14, gap: 48 };
const LABELS = 150;
/** Height of a line of a label and, near enough, the mean width of its letters. */
const LINE = 14;
const LETTER = 6;
/** Every bar of the fullest column has room for its three lines of words, and then the bands have theirs. */
const EACH = 62;

/** People a year from place to place and to the exits, largest first; who came back to where they had been is left out. */
export function streamsOf({ flows }: ScenarioFindings): Stream[] {
  const streams = flows.map(({ fromPlace, to, perYear }) => ({ from: fromPlace, to, perYear }));
  return streams.filter(({ from, to, perYear }) => perYear > 0 && from !== to).sort((a, b) => b.perYear - a.perYear);
}

/** Names that are no place: where people leave care. */
export function exitsOf(scenario: ScenarioFindings): string[] {
  const places = new Set(scenario.places.map((p) => p.name));
  return [...new Set(streamsOf(scenario).map((s) => s.to))].filter((name) => !places.has(name));
}

/** Where people go in the baseline: bars are places and exits, bands are people a year. */
export async function flowPanel(findings: Findings, names: Names): Promise<Panel> {
  const baseline = baselineOf(findings);
  const streams = streamsOf(baseline);
  const title = `${baseline.name}: people a year from place to place`;
  const description = streams.map((s) => `${names.of(s.from)} to ${names.of(s.to)}: ${number(s.perYear)}.`).join(" ");
  const svg = await draw(flowSpec(streams, exitsOf(baseline), names), { title, description });
  return { svg, title, width: widthOf(svg) };
}

/** Every stream of every scenario; what is not drawn is here too. */
export function flowTable(findings: Findings, names: Names): Table {
  const scenarios = findings.scenarios;
  const all = scenarios.map(streamsOf);
  const keys = [...new Map(all.flat().map((s) => [JSON.stringify([s.from, s.to]), s])).values()];
  const cell = (streams: Stream[], key: Stream): Cell => {
    const value = streams.find((s) => s.from === key.from && s.to === key.to)?.perYear ?? 0;
    return { text: number(value), quantity: { value, unit: "per year" } };
  };
  return {
    kind: "table",
    id: "flows-table",
    caption: "People a year from place to place (means over replications)",
    columns: [
      { heading: "From and to", align: "text" },
      ...scenarios.map((s) => ({ heading: s.name, unit: "a year", align: "number" as const })),
    ],
    rows: keys.map((key) => ({
      cells: [{ text: `${names.of(key.from)} to ${names.of(key.to)}` }, ...all.map((streams) => cell(streams, key))],
    })),
    notes: [],
  };
}

/** Whether some streams go back and are left out of the picture. */
export function hasBackwardFlows(findings: Findings): boolean {
  const baseline = baselineOf(findings);
  return layOut(streamsOf(baseline), exitsOf(baseline), SIZE).back.length > 0;
}

function flowSpec(streams: Stream[], exits: string[], names: Names): Spec {
  const size = sizeFor(streams, exits);
  const { bars, bands } = layOut(streams, exits, size);
  return {
    width: size.width + LABELS,
    height: size.height + 24,
    padding: 5,
    background: "white",
    data: [
      { name: "bands", values: bands },
      { name: "bars", values: bars },
      { name: "labels", values: bars.map((bar) => label(bar, names)) },
    ],
    marks: [
      {
        type: "path",
        from: { data: "bands" },
        encode: { enter: { path: { field: "path" }, fill: { value: BLUE }, fillOpacity: { value: 0.25 } } },
      },
      {
        type: "rect",
        from: { data: "bars" },
        encode: {
          enter: {
            x: { field: "x" },
            y: { field: "y" },
            width: { value: SIZE.bar },
            height: { field: "height" },
            fill: [{ test: "datum.isExit", value: QUIET }, { value: INK }],
          },
        },
      },
      {
        type: "rect",
        from: { data: "labels" },
        encode: {
          enter: {
            x: { field: "x", offset: -2 },
            y: { field: "y", offset: -1 },
            width: { field: "wide" },
            height: { field: "high" },
            fill: { value: "white" },
            fillOpacity: { value: 0.8 },
          },
        },
      },
      {
        type: "text",
        from: { data: "labels" },
        encode: {
          enter: {
            x: { field: "x" },
            y: { field: "y" },
            text: { field: "lines" },
            lineHeight: { value: LINE },
            font: { value: FONT },
            fontSize: { value: 12 },
            fill: { value: INK },
            baseline: { value: "top" },
          },
        },
      },
    ],
  };
}

/** Taller where more places stand in one column. */
function sizeFor(streams: Stream[], exits: string[]): typeof SIZE {
  const columns = new Map<number, number>();
  for (const { x } of layOut(streams, exits, SIZE).bars) columns.set(x, (columns.get(x) ?? 0) + 1);
  const most = Math.max(1, ...columns.values());
  return { ...SIZE, height: Math.max(SIZE.height, SIZE.height / 2 + most * EACH) };
}

/** To the right of the bar, on a pale ground, so that it can be read where it lies on bands. */
function label(bar: Bar, names: Names): { x: number; y: number; lines: string[]; wide: number; high: number } {
  const lines = [...fold(names.of(bar.name), 24, 2), `${number(bar.perYear)} a year`];
  return {
    x: bar.x + SIZE.bar + 5,
    y: Math.max(0, bar.y + bar.height / 2 - (lines.length * LINE) / 2),
    lines,
    wide: Math.max(...lines.map(lengthOf)) * LETTER + 4,
    high: lines.length * LINE,
  };
}
