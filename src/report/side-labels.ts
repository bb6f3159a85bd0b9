/** Names beside a chart that never cover each other: as layers for Vega-Lite. */
import { styleOf } from "./palette.js";

const LINE = 14;

export interface SideLabel {
  /** Which scenario: says its colour. */
  i: number;
  /** Where it would like to stand, px from the top. */
  at: number;
  lines: string[];
}

/** Moves labels apart, from the top, and back up where they would leave a panel of this height. */
export function spread<T extends SideLabel>(labels: T[], height: number): T[] {
  const sorted = [...labels].sort((a, b) => a.at - b.at);
  const gap = (above: T, below: T) => ((above.lines.length + below.lines.length) / 2) * LINE + 4;
  for (const [i, label] of sorted.entries())
    if (i > 0) label.at = Math.max(label.at, (sorted[i - 1] as T).at + gap(sorted[i - 1] as T, label));
  for (let i = sorted.length - 1; i >= 0; i--) {
    const label = sorted[i] as T;
    const below = sorted[i + 1];
    label.at = Math.min(label.at, below === undefined ? height + 6 : below.at - gap(label, below));
  }
  return sorted;
}

/** What says its own place in px, not on a scale. */
const unscaled = (field: string) => ({ field, type: "quantitative", scale: null, axis: null });
/** What each row of data says of itself, as it is. */
const said = (field: string) => ({ field, type: "nominal", scale: null, legend: null });

/** Lines that each look like their scenario: rows of one layer with `color`, `dash`, `wide`, which `STYLED` reads. */
export function styled(i: number): { series: number; color: string; dash: number[]; wide: number } {
  const { color, dash } = styleOf(i);
  return { series: i, color, dash, wide: i === 0 ? 2.4 : 1.8 };
}
/** The channels of a layer whose rows are `styled`: many lines in one layer draw several times faster than a layer each. */
export const STYLED = {
  detail: { field: "series", type: "nominal" },
  color: said("color"),
  strokeDash: said("dash"),
  strokeWidth: { field: "wide", type: "quantitative", scale: null, legend: null },
};

/** Names to the right of a panel, each after a sample of its line. */
export function afterLines(labels: SideLabel[], { width, height }: { width: number; height: number }): object[] {
  const placed = spread(labels, height);
  return [
    {
      data: { values: placed.map(({ i, at }) => ({ ...styled(i), at })) },
      mark: { type: "rule" },
      encoding: { ...STYLED, x: { value: width + 6 }, x2: { value: width + 28 }, y: unscaled("at") },
    },
    namesLayer(placed, width + 33),
  ];
}

/** Names to the right of a panel of points, each after its mark and a thin line that leads to its point. */
export function besideLines(
  labels: (SideLabel & { from: { x: number; y: number } })[],
  { width, height, x, y }: { width: number; height: number; x: object; y: { scale: { domain: [number, number] } } },
): object[] {
  const placed = spread(labels, height);
  const [low, high] = y.scale.domain;
  const values = placed.map(({ i, at, from }) => ({
    ...styled(i),
    ...from,
    at,
    // Both ends of a line are on one scale: the label's place in px as the scale would say it.
    yOfLabel: high - (at / height) * (high - low),
    shape: styleOf(i).shape,
  }));
  return [
    {
      data: { values },
      mark: { type: "rule", strokeWidth: 0.6, opacity: 0.6 },
      encoding: {
        x: { ...x, field: "x" },
        x2: { value: width + 6 },
        y: { ...y, field: "y" },
        y2: { field: "yOfLabel" },
        color: STYLED.color,
      },
    },
    {
      data: { values },
      mark: { type: "point", size: 60, fill: "white", strokeWidth: 1.8, opacity: 1 },
      encoding: { x: { value: width + 13 }, y: unscaled("at"), stroke: STYLED.color, shape: said("shape") },
    },
    namesLayer(placed, width + 24),
  ];
}

/** Every name, a row for each of its lines; the baseline's is bold. */
function namesLayer(labels: SideLabel[], left: number): object {
  const rows = labels.flatMap(({ i, at, lines }) =>
    lines.map((text, n) => ({
      text,
      at: at + (n - (lines.length - 1) / 2) * LINE,
      color: styleOf(i).color,
      weight: i === 0 ? "bold" : "normal",
    })),
  );
  return {
    data: { values: rows },
    mark: { type: "text", align: "left", baseline: "middle", fontWeight: { expr: "datum.weight" } },
    encoding: { x: { value: left }, y: unscaled("at"), text: { field: "text" }, color: said("color") },
  };
}
