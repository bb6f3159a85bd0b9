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

/** Names to the right of a panel, each after a sample of its line. */
export function afterLines(labels: SideLabel[], { width, height }: { width: number; height: number }): object[] {
  return spread(labels, height).flatMap((label) => {
    const { color, dash } = styleOf(label.i);
    return [
      {
        data: { values: [{}] },
        mark: { type: "rule", color, strokeDash: dash, strokeWidth: label.i === 0 ? 2.4 : 1.8 },
        encoding: { x: { value: width + 6 }, x2: { value: width + 28 }, y: { value: label.at } },
      },
      nameLayer(label, width + 33),
    ];
  });
}

/** Names to the right of a panel of points, each after its mark and a thin line that leads to its point. */
export function besideLines(
  labels: (SideLabel & { from: { x: number; y: number } })[],
  { width, height, x, y }: { width: number; height: number; x: object; y: object },
): object[] {
  return spread(labels, height).flatMap((label) => {
    const { color, shape } = styleOf(label.i);
    return [
      {
        data: { values: [label.from] },
        mark: { type: "rule", color, strokeWidth: 0.6, opacity: 0.6 },
        encoding: {
          x: { ...x, field: "x" },
          x2: { value: width + 6 },
          y: { ...y, field: "y" },
          y2: { value: label.at },
        },
      },
      {
        data: { values: [{}] },
        mark: { type: "point", shape, size: 60, stroke: color, fill: "white", strokeWidth: 1.8, opacity: 1 },
        encoding: { x: { value: width + 13 }, y: { value: label.at } },
      },
      nameLayer(label, width + 24),
    ];
  });
}

function nameLayer({ i, at, lines }: SideLabel, left: number): object {
  return {
    data: { values: [{}] },
    mark: {
      type: "text",
      text: lines,
      align: "left",
      baseline: "middle",
      color: styleOf(i).color,
      fontWeight: i === 0 ? "bold" : "normal",
      lineHeight: LINE,
    },
    encoding: { x: { value: left }, y: { value: at - ((lines.length - 1) * LINE) / 2 } },
  };
}
