import type { TopLevelSpec } from "vega-lite";
import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { quantityOf } from "./cells.js";
import { drawLite, widthOf } from "./charts.js";
import type { Panel, Table } from "./document.js";
import { shorten } from "./fold.js";
import { measureOf, type Wanted } from "./look-up.js";
import { BLUE, INK, QUIET } from "./palette.js";
import { sayEstimate } from "./words.js";

const WIDTH = 300;
const EACH = 38;

/** One measure of every scenario. */
export interface Measured extends Wanted {
  title: string;
}

/** One measure as bars from nought, one for each scenario, with the 95 % interval of its mean; the baseline's is black. */
export async function barsPanel(findings: Findings, of: Measured): Promise<Panel> {
  const bars = findings.scenarios.flatMap((scenario, i) => barOf(scenario, of, i) ?? []);
  const description = bars.map((b) => `${b.name}: ${b.said}.`).join(" ");
  const svg = await drawLite(barsSpec(bars, of.title), { title: of.title, description });
  return { svg, title: of.title, width: widthOf(svg) };
}

interface Bar {
  at: number;
  name: string;
  said: string;
  mean: number;
  low: number;
  high: number;
  isBaseline: boolean;
}

function barOf(scenario: ScenarioFindings, of: Measured, i: number): Bar | undefined {
  const own = measureOf(scenario, of);
  if (own === undefined) return undefined;
  const { value, spread } = sayEstimate(own);
  const { low = own.mean, high = own.mean } = quantityOf(own.mean, own);
  return {
    at: i,
    name: shorten(scenario.name, 42),
    said: `${value}${spread === null ? "" : ` ${spread}`}`,
    mean: own.mean,
    low: Math.max(0, low),
    high,
    isBaseline: i === 0,
  };
}

function barsSpec(bars: Bar[], title: string): TopLevelSpec {
  const most = Math.max(1e-9, ...bars.map((b) => b.high));
  const x = { type: "quantitative", scale: { domain: [0, most * 1.3], nice: false }, axis: null };
  const color = { condition: { test: "datum.isBaseline", value: INK }, value: BLUE };
  const y = (below: number) => ({ field: `y${below}`, type: "quantitative", scale: null, axis: null });
  return {
    width: WIDTH,
    height: Math.max(1, bars.length) * EACH,
    autosize: "none",
    padding: { left: 5, right: 5, top: 30, bottom: 5 },
    title: { text: title, anchor: "start", fontSize: 13, offset: 6 },
    data: { values: bars.map((b) => ({ ...b, y8: b.at * EACH + 8, y24: b.at * EACH + 24 })) },
    layer: [
      {
        mark: { type: "text", align: "left", baseline: "middle", fontSize: 12 },
        encoding: { x: { value: 0 }, y: y(8), text: { field: "name" } },
      },
      {
        mark: { type: "bar", height: 12 },
        encoding: { x: { ...x, field: "mean" }, x2: { datum: 0 }, y: y(24), color },
      },
      {
        mark: { type: "rule", strokeWidth: 3, color: "white" },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y: y(24) },
      },
      {
        mark: { type: "rule", strokeWidth: 1.5, color: QUIET },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y: y(24) },
      },
      {
        mark: { type: "text", align: "left", baseline: "middle", dx: 6, fontSize: 12 },
        encoding: { x: { ...x, field: "high" }, y: y(24), text: { field: "said" } },
      },
    ],
  } as unknown as TopLevelSpec;
}

/** The figures behind several panels: measures down, scenarios across. */
export function barsTable(findings: Findings, id: string, caption: string, measured: Measured[]): Table {
  return {
    kind: "table",
    id,
    caption,
    columns: [
      { heading: "Measure", align: "text" },
      ...findings.scenarios.map((s) => ({ heading: s.name, align: "number" as const })),
    ],
    rows: measured.map((of) => ({
      cells: [
        { text: of.title },
        ...findings.scenarios.map((s) => {
          const own = measureOf(s, of);
          if (own === undefined) return { text: "–" };
          const { value, spread } = sayEstimate(own);
          return { text: value, ...(spread !== null && { under: spread }), quantity: quantityOf(own.mean, own) };
        }),
      ],
    })),
    notes: ["± is half of the 95 % interval of the mean over replications."],
  };
}
