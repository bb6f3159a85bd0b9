import type { TopLevelSpec } from "vega-lite";
import type { Comparison, Findings } from "../experiment/findings.js";
import { drawLite, widthOf } from "./charts.js";
import type { Panel } from "./document.js";
import { fold, shorten } from "./fold.js";
import { baselineOf, comparisonOf, measureOf, redesignsOf } from "./look-up.js";
import { BLUE, INK, QUIET } from "./palette.js";
import type { Row } from "./rows.js";
import { verdictOf } from "./verdicts.js";
import { sayDifference, sayEstimate } from "./words.js";

const WIDTH = 300;
/** Height of one redesign, and how far down in it stand its name, its figures and its interval. */
const EACH = 52;
const NAME = 8;
const SAID = 22;
const LINE = 38;

interface Dot {
  at: number;
  name: string;
  said: string;
  difference: number;
  low: number;
  high: number;
  isClear: boolean;
}

/** One measure: each redesign's paired difference as a dot, with its 95 % interval. Hollow and grey where there is no clear difference. */
export async function differencePanel(findings: Findings, row: Row): Promise<Panel> {
  const dots = redesignsOf(findings).flatMap((redesign, at) => {
    const of = comparisonOf(findings, redesign, row);
    return of === undefined ? [] : [dot(of, at)];
  });
  const subtitle = `Baseline ${sayEstimate(measureOf(baselineOf(findings), row) ?? { mean: 0, low: 0, high: 0, unit: "" }).value}; difference from it`;
  const title = fold(row.label, 38, 2);
  const description = dots.map((d) => `${d.name}: ${d.said}.`).join(" ");
  const spec = differenceSpec(dots, title, subtitle);
  const svg = await drawLite(spec, { title: `${row.label}: difference from the baseline`, description });
  return { svg, title: row.label, width: widthOf(svg) };
}

function dot(of: Comparison, at: number): Dot {
  const { value, interval, unit } = sayDifference(of);
  const verdict = verdictOf(of);
  const bounded = verdict !== "unknown";
  const mark = verdict === "may" || verdict === "unclear" ? " ≈" : "";
  return {
    at,
    name: shorten(of.scenario, 40),
    said:
      verdict === "same"
        ? "no change"
        : `${value}${unit === "" ? "" : ` ${unit}`}${interval === null ? "" : ` (${interval})`}${mark}`,
    difference: of.difference,
    low: bounded ? of.low : of.difference,
    high: bounded ? of.high : of.difference,
    isClear: verdict === "likely",
  };
}

function differenceSpec(dots: Dot[], title: string[], subtitle: string): TopLevelSpec {
  const x = { type: "quantitative", scale: { domain: domainOf(dots), nice: false, zero: false }, axis: null };
  const y = (below: number) => ({ field: `y${below}`, type: "quantitative", scale: null, axis: null });
  const color = { condition: { test: "datum.isClear", value: BLUE }, value: QUIET };
  const inside = { condition: { test: "datum.isClear", value: BLUE }, value: "white" };
  const text = (field: string, below: number, weight: string) => ({
    mark: { type: "text", align: "left", baseline: "middle", fontWeight: weight, fontSize: 12, color: INK },
    encoding: { x: { value: 0 }, y: y(below), text: { field } },
  });
  return {
    width: WIDTH,
    height: Math.max(1, dots.length) * EACH,
    autosize: "none",
    padding: { left: 5, right: 5, top: title.length * 15 + 36, bottom: 5 },
    title: {
      text: title,
      subtitle,
      anchor: "start",
      fontSize: 13,
      subtitleFontSize: 12,
      subtitleColor: QUIET,
      subtitlePadding: 4,
      offset: 6,
    },
    data: {
      values: dots.map((d) => ({
        ...d,
        [`y${NAME}`]: d.at * EACH + NAME,
        [`y${SAID}`]: d.at * EACH + SAID,
        [`y${LINE}`]: d.at * EACH + LINE,
      })),
    },
    layer: [
      {
        mark: { type: "tick", orient: "vertical", thickness: 1.5, size: 18, color: INK },
        encoding: { x: { ...x, datum: 0 }, y: y(LINE) },
      },
      {
        mark: { type: "rule", strokeWidth: 2.5 },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y: y(LINE), color },
      },
      {
        mark: { type: "point", size: 80, strokeWidth: 2, opacity: 1 },
        encoding: { x: { ...x, field: "difference" }, y: y(LINE), stroke: color, fill: inside },
      },
      text("name", NAME, "bold"),
      text("said", SAID, "normal"),
    ],
  } as unknown as TopLevelSpec;
}

/** Room for every interval and for nought. */
function domainOf(dots: Dot[]): [number, number] {
  const reach = [0, ...dots.flatMap((d) => [d.low, d.high])];
  const [from, to] = [Math.min(...reach), Math.max(...reach)];
  const room = (to - from || 1) * 0.06;
  return [from - room, to + room];
}
