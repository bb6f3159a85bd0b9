import type { TopLevelSpec } from "vega-lite";
import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { quantityOf } from "./cells.js";
import { drawLite, widthOf } from "./charts.js";
import type { Cell, Panel, Table } from "./document.js";
import { fold } from "./fold.js";
import { pricesOf } from "./headlines.js";
import { baselineOf, comparisonOf, measureOf, type Wanted } from "./look-up.js";
import { namesFor } from "./names.js";
import { QUIET, styleOf } from "./palette.js";
import { unbeaten } from "./pareto.js";
import { rowsFor } from "./rows.js";
import { besideLines, STYLED, styled } from "./side-labels.js";
import { sayEstimate } from "./words.js";

const WIDTH = 430;
const HEIGHT = 300;
const PADDING = { left: 84, right: 200, top: 44, bottom: 46 };
const MILLION = 1e6;

/** A scenario on the picture: its figures, and how far its paired difference from the baseline may be off. */
export interface Option {
  i: number;
  scenario: ScenarioFindings;
  x: number;
  y: number;
  xLow: number;
  xHigh: number;
  yLow: number;
  yHigh: number;
  isUnbeaten: boolean;
  /** Is likely to bring longer waits or people sent elsewhere, which the picture does not show. */
  isPriced: boolean;
}

/** What is drawn along the bottom. */
export interface Across {
  wanted: Wanted;
  /** `delayed patients at Torbay Hospital` */
  words: string;
}

/** What a dagger means. */
export const PRICED = "is likely to bring longer waits for a bed, or people sent elsewhere";

const COST: Wanted = { measure: "cost", place: null, group: null };

/** Every scenario by a measure and its cost in £m a year; empty where either is missing. */
export function optionsOf(findings: Findings, across: Wanted): Option[] {
  const rows = rowsFor(findings, namesFor(findings));
  const found = findings.scenarios.flatMap((scenario, i) => {
    const x = spot(findings, scenario, across, 1);
    const y = spot(findings, scenario, COST, MILLION);
    if (x === undefined || y === undefined) return [];
    return [
      {
        i,
        scenario,
        x: x.at,
        xLow: x.low,
        xHigh: x.high,
        y: y.at,
        yLow: y.low,
        yHigh: y.high,
        isUnbeaten: false,
        isPriced: pricesOf(findings, scenario, rows).length > 0,
      },
    ];
  });
  const best = new Set(unbeaten(found));
  return found.map((option) => ({ ...option, isUnbeaten: best.has(option) }));
}

/** A mean, and around it the interval of the paired difference: chance that the options share is left out. */
function spot(findings: Findings, scenario: ScenarioFindings, wanted: Wanted, by: number) {
  const own = measureOf(scenario, wanted);
  if (own === undefined) return undefined;
  const of = comparisonOf(findings, scenario, wanted);
  const { low, high, value } = of === undefined ? { low: 0, high: 0, value: 0 } : quantityOf(of.difference, of);
  return {
    at: own.mean / by,
    low: (own.mean + (low ?? value) - value) / by,
    high: (own.mean + (high ?? value) - value) / by,
  };
}

/** Cost against another measure: nearer to the lower left corner is better; filled marks are beaten by none. */
export async function frontierPanel(findings: Findings, across: Across): Promise<Panel> {
  const options = optionsOf(findings, across.wanted);
  const title = `Cost against ${across.words}`;
  const description = options
    .map(
      ({ scenario, isUnbeaten, isPriced }) =>
        `${scenario.name}: ${said(scenario, across.wanted)}, ${said(scenario, COST)}${isUnbeaten ? ", beaten by none" : ""}${isPriced ? `; ${PRICED}` : ""}.`,
    )
    .join(" ");
  const svg = await drawLite(frontierSpec(options, title, across.words), { title, description });
  return { svg, title, width: widthOf(svg) };
}

function said(scenario: ScenarioFindings, wanted: Wanted): string {
  const own = measureOf(scenario, wanted);
  return own === undefined ? "not known" : sayEstimate(own).value;
}

/** The figures behind it. */
export function frontierTable(findings: Findings, across: Across): Table {
  const cell = (scenario: ScenarioFindings, wanted: Wanted): Cell => {
    const own = measureOf(scenario, wanted);
    if (own === undefined) return { text: "–" };
    const { value, spread } = sayEstimate(own);
    return { text: value, ...(spread !== null && { under: spread }), quantity: quantityOf(own.mean, own) };
  };
  return {
    kind: "table",
    id: `frontier-${across.wanted.measure}`,
    caption: `Cost against ${across.words}`,
    columns: [
      { heading: "Scenario", align: "text" },
      { heading: across.words.charAt(0).toUpperCase() + across.words.slice(1), unit: "mean", align: "number" },
      { heading: "Cost, all payers", unit: "£ a year", align: "number" },
      { heading: "Beaten by none", align: "text" },
    ],
    rows: optionsOf(findings, across.wanted).map(({ scenario, isUnbeaten, isPriced }) => ({
      cells: [
        { text: `${scenario.name}${scenario === baselineOf(findings) ? " (baseline)" : isPriced ? " †" : ""}` },
        cell(scenario, across.wanted),
        cell(scenario, COST),
        { text: isUnbeaten ? "yes" : "no" },
      ],
    })),
    notes: [
      "“Beaten by none”: no other scenario has less of the one without more of the other, by the means.",
      `† ${PRICED}.`,
    ],
  };
}

function frontierSpec(options: Option[], title: string, words: string): TopLevelSpec {
  const x = { type: "quantitative", scale: scaleOf(options.flatMap((o) => [o.xLow, o.xHigh])) };
  const y = { type: "quantitative", scale: scaleOf(options.flatMap((o) => [o.yLow, o.yHigh])) };
  const [yLow, yHigh] = y.scale.domain;
  const axis = { grid: true, tickCount: 5 };
  const front = options.filter((o) => o.isUnbeaten).sort((a, b) => a.x - b.x);
  const labels = options.map((o) => ({
    i: o.i,
    at: HEIGHT * (1 - (o.y - yLow) / (yHigh - yLow)),
    lines: fold(`${o.scenario.name}${o.isPriced ? " †" : ""}`, 23, 2),
    from: { x: o.x, y: o.y },
  }));
  return {
    width: WIDTH,
    height: HEIGHT,
    autosize: "none",
    padding: PADDING,
    title: { text: title, anchor: "start", frame: "group", fontSize: 14, offset: 12 },
    layer: [
      {
        data: { values: front.map((o) => ({ x: o.x, y: o.y })) },
        mark: { type: "line", color: QUIET, strokeDash: [4, 3], strokeWidth: 1.5 },
        encoding: {
          x: { ...x, field: "x", axis: { ...axis, title: words } },
          y: { ...y, field: "y", axis: { ...axis, title: "£ million a year, all payers" } },
        },
      },
      ...marks(options, x, y),
      ...besideLines(labels, { width: WIDTH, height: HEIGHT, x, y }),
    ],
  } as unknown as TopLevelSpec;
}

/** Crosses of intervals and marks; each scenario has its own shape, and the unbeaten are filled. */
function marks(options: Option[], x: object, y: object): object[] {
  const values = options.map(({ scenario: _, ...o }) => ({
    ...o,
    ...styled(o.i),
    shape: styleOf(o.i).shape,
    fill: o.isUnbeaten ? styleOf(o.i).color : "white",
  }));
  const { color } = STYLED;
  return [
    {
      data: { values },
      mark: { type: "rule", strokeWidth: 1.5 },
      encoding: { x: { ...x, field: "xLow" }, x2: { field: "xHigh" }, y: { ...y, field: "y" }, color },
    },
    {
      data: { values },
      mark: { type: "rule", strokeWidth: 1.5 },
      encoding: { x: { ...x, field: "x" }, y: { ...y, field: "yLow" }, y2: { field: "yHigh" }, color },
    },
    {
      data: { values },
      mark: { type: "point", size: 130, strokeWidth: 2, opacity: 1 },
      encoding: {
        x: { ...x, field: "x" },
        y: { ...y, field: "y" },
        stroke: color,
        fill: { ...color, field: "fill" },
        shape: { ...color, field: "shape" },
      },
    },
  ];
}

/** Room around the points; nought is not forced in. */
function scaleOf(values: number[]): { domain: [number, number]; nice: false; zero: false } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return { domain: [low - room, high + room], nice: false, zero: false };
}
