import type { Spec } from "vega";
import type { Comparison, Findings } from "../experiment/findings.js";
import { draw, widthOf } from "./charts.js";
import type { Panel } from "./document.js";
import { fold, shorten } from "./fold.js";
import { baselineOf, comparisonOf, measureOf, redesignsOf } from "./look-up.js";
import { BLUE, INK, QUIET } from "./palette.js";
import type { Row } from "./rows.js";
import { smallSpec } from "./small-panel.js";
import { spokenOf } from "./verdicts.js";
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
  const svg = await draw(spec, { title: `${row.label}: difference from the baseline`, description });
  return { svg, title: row.label, width: widthOf(svg) };
}

function dot(of: Comparison, at: number): Dot {
  const { value, interval, unit } = sayDifference(of);
  const verdict = spokenOf(of);
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

function differenceSpec(dots: Dot[], title: string[], subtitle: string): Spec {
  const [from, to] = domainOf(dots);
  const x = (value: number) => ((value - from) / (to - from)) * WIDTH;
  const y = (d: Dot, below: number) => d.at * EACH + below;
  return smallSpec({
    width: WIDTH,
    height: Math.max(1, dots.length) * EACH,
    title,
    subtitle,
    rules: dots.flatMap((d) => [
      { x: x(0), x2: x(0), y: y(d, LINE) - 9, y2: y(d, LINE) + 9, color: INK, wide: 1.5 },
      { x: x(d.low), x2: x(d.high), y: y(d, LINE), y2: y(d, LINE), color: d.isClear ? BLUE : QUIET, wide: 2.5 },
    ]),
    dots: dots.map((d) => ({
      x: x(d.difference),
      y: y(d, LINE),
      stroke: d.isClear ? BLUE : QUIET,
      fill: d.isClear ? BLUE : "white",
    })),
    words: dots.flatMap((d) => [
      { x: 0, y: y(d, NAME), text: d.name, weight: "bold" as const },
      { x: 0, y: y(d, SAID), text: d.said, weight: "normal" as const },
    ]),
  });
}

/** Room for every interval and for nought. */
function domainOf(dots: Dot[]): [number, number] {
  const reach = [0, ...dots.flatMap((d) => [d.low, d.high])];
  const [from, to] = [Math.min(...reach), Math.max(...reach)];
  const room = (to - from || 1) * 0.06;
  return [from - room, to + room];
}
