import type { Spec } from "vega";
import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { quantityOf } from "./cells.js";
import { draw, widthOf } from "./charts.js";
import type { Panel, Table } from "./document.js";
import { fold, shorten } from "./fold.js";
import { measureOf, type Wanted } from "./look-up.js";
import { BLUE, INK, QUIET } from "./palette.js";
import { smallSpec } from "./small-panel.js";
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
  const svg = await draw(barsSpec(bars, of.title), { title: of.title, description });
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

/** For each scenario its name, and under it the bar with its interval and its figure. */
function barsSpec(bars: Bar[], title: string): Spec {
  const most = Math.max(1e-9, ...bars.map((b) => b.high));
  const x = (value: number) => (value / most / 1.3) * WIDTH;
  const name = (b: Bar) => b.at * EACH + 8;
  const line = (b: Bar) => b.at * EACH + 24;
  const across = (b: Bar) => ({ x: x(b.low), x2: x(b.high), y: line(b), y2: line(b) });
  return smallSpec({
    width: WIDTH,
    height: Math.max(1, bars.length) * EACH,
    title: fold(title, 38, 2),
    rectangles: bars.map((b) => ({
      x: 0,
      x2: x(b.mean),
      y: line(b),
      height: 12,
      color: b.isBaseline ? INK : BLUE,
    })),
    rules: bars.flatMap((b) => [
      { ...across(b), color: "white", wide: 3 },
      { ...across(b), color: QUIET, wide: 1.5 },
    ]),
    words: bars.flatMap((b) => [
      { x: 0, y: name(b), text: b.name, weight: "normal" as const },
      { x: x(b.high) + 6, y: line(b), text: b.said, weight: "normal" as const },
    ]),
  });
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
