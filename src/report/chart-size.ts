import type { TopLevelSpec } from "vega-lite";
import type { SizeFindings } from "../experiment/size-findings.js";
import { drawLite, widthOf } from "./charts.js";
import type { Panel } from "./document.js";
import { fold } from "./fold.js";
import { BLUE, INK, QUIET } from "./palette.js";
import { isKnown } from "./size-table.js";
import { capital } from "./words.js";

const WIDTH = 520;
const HEIGHT = 260;

/** One target of a sizing: its measure against the size, with its 95 % interval; the limit as a dashed line, the answer ringed. */
export async function sizePanel(findings: SizeFindings, t: number): Promise<Panel> {
  const target = findings.targets[t]!;
  const place = findings.places[0]!;
  const values = findings.points.flatMap((point) => {
    const { mean, low, high } = point.targets[t]!;
    if (!isKnown(mean)) return [];
    return {
      size: point.sizes[0],
      mean: scaled(mean, target.unit),
      low: scaled(low ?? mean, target.unit),
      high: scaled(high ?? mean, target.unit),
      isAnswer: point.sizes[0] === findings.answer?.sizes[0],
    };
  });
  const title = `${capital(target.measure.replaceAll("-", " "))} by ${place.counts}: ${place.label}`;
  const unit = target.unit === "share" ? "%" : target.unit;
  const x = { field: "size", type: "quantitative", scale: { zero: false }, title: capital(place.counts) };
  const y = (field: string) => ({ field, type: "quantitative", scale: { zero: false }, title: unit });
  const svg = await drawLite(
    {
      width: WIDTH,
      height: HEIGHT,
      title: { text: fold(title, 70, 2), anchor: "start", fontSize: 13 },
      data: { values },
      layer: [
        { mark: { type: "line", color: BLUE }, encoding: { x, y: y("mean") } },
        {
          mark: { type: "rule", color: BLUE, strokeWidth: 2 },
          encoding: { x, y: y("low"), y2: { field: "high" } },
        },
        { mark: { type: "point", filled: true, color: BLUE, size: 40, opacity: 1 }, encoding: { x, y: y("mean") } },
        {
          transform: [{ filter: "datum.isAnswer" }],
          mark: { type: "point", color: INK, size: 220, strokeWidth: 2, opacity: 1 },
          encoding: { x, y: y("mean") },
        },
        {
          mark: { type: "rule", strokeDash: [6, 4], color: QUIET, strokeWidth: 1.5 },
          encoding: { y: { datum: scaled(target.limit, target.unit), type: "quantitative" } },
        },
        {
          transform: [{ filter: "datum.isAnswer" }],
          mark: { type: "text", align: "left", dx: 14, dy: -10, fontWeight: "bold", color: INK },
          encoding: { x, y: y("mean"), text: { field: "size", type: "quantitative", format: "," } },
        },
        {
          data: { values: [{ label: target.text }] },
          mark: { type: "text", align: "right", baseline: "bottom", dx: -4, dy: -3, color: QUIET },
          encoding: {
            x: { value: WIDTH },
            y: { datum: scaled(target.limit, target.unit), type: "quantitative" },
            text: { field: "label" },
          },
        },
      ],
    } as unknown as TopLevelSpec,
    { title, description: `The dashed line is the target, ${target.text}.` },
  );
  return { svg, title, width: widthOf(svg) };
}

/** Two places: for each size of the second, the fewest of the first; beside each point its cost a year, where there is one. */
export async function frontierPanel(findings: SizeFindings): Promise<Panel> {
  const [first, second] = findings.places as [SizeFindings["places"][number], SizeFindings["places"][number]];
  const values = (findings.frontier ?? []).flatMap(({ second: of, point }) =>
    point === null
      ? []
      : [
          {
            second: of,
            first: point.sizes[0],
            cost: point.cost === null ? "" : `£${(point.cost.mean / 1e6).toPrecision(3)}m`,
            isAnswer: String(point.sizes) === String(findings.answer?.sizes),
          },
        ],
  );
  const title = `${first.label} against ${second.label}: the fewest that will do`;
  const x = {
    field: "second",
    type: "quantitative",
    scale: { zero: false },
    title: `${capital(second.counts)}, ${second.label}`,
  };
  const y = {
    field: "first",
    type: "quantitative",
    scale: { zero: false },
    title: `${capital(first.counts)}, ${first.label}`,
  };
  const svg = await drawLite(
    {
      width: WIDTH,
      height: HEIGHT,
      title: { text: fold(title, 70, 2), anchor: "start", fontSize: 13 },
      data: { values },
      layer: [
        { mark: { type: "line", color: BLUE }, encoding: { x, y } },
        { mark: { type: "point", filled: true, color: BLUE, size: 40, opacity: 1 }, encoding: { x, y } },
        { mark: { type: "text", align: "left", dx: 8, dy: -8 }, encoding: { x, y, text: { field: "cost" } } },
        {
          transform: [{ filter: "datum.isAnswer" }],
          mark: { type: "point", color: INK, size: 220, strokeWidth: 2, opacity: 1 },
          encoding: { x, y },
        },
      ],
    } as unknown as TopLevelSpec,
    { title, description: values.map((v) => `${v.first} beside ${v.second}${v.cost && `, ${v.cost}`}`).join("; ") },
  );
  return { svg, title, width: widthOf(svg) };
}

function scaled(value: number, unit: string): number {
  return unit === "share" ? value * 100 : value;
}
