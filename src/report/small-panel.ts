/**
 * Small panels whose marks know their own places in px: they ask for no scale and no axis, so Vega draws them at once; by
 * Vega-Lite each takes several times as long, and a paper has dozens.
 */
import type { Spec } from "vega";
import { FONT } from "./charts.js";
import { INK, QUIET } from "./palette.js";

/** A line from one end to the other, over a white edge where it has one. */
interface Rule {
  x: number;
  x2: number;
  y: number;
  y2: number;
  color: string;
  wide: number;
}
interface Rectangle {
  x: number;
  x2: number;
  /** Its middle. */
  y: number;
  height: number;
  color: string;
}
interface Dot {
  x: number;
  y: number;
  stroke: string;
  fill: string;
}
/** Its left end, and the middle of its height. */
interface Words {
  x: number;
  y: number;
  text: string;
  weight: "bold" | "normal";
}

/** What a small panel shows; later kinds of mark lie over earlier ones. */
export interface SmallPanel {
  width: number;
  height: number;
  title: string[];
  subtitle?: string;
  rectangles?: Rectangle[];
  rules: Rule[];
  dots?: Dot[];
  words: Words[];
}

const LINE = 15;

/** The panel for Vega; its title stands above, one or two lines and a subtitle. */
export function smallSpec({
  width,
  height,
  title,
  subtitle,
  rectangles = [],
  rules,
  dots = [],
  words,
}: SmallPanel): Spec {
  const top = title.length * LINE + (subtitle === undefined ? 15 : 36);
  const field = (name: string) => ({ field: name });
  return {
    width,
    height,
    autosize: "none",
    background: "white",
    padding: { left: 5, right: 5, top, bottom: 5 },
    title: {
      text: title,
      anchor: "start",
      frame: "group",
      offset: 6,
      font: FONT,
      fontSize: 13,
      ...(subtitle !== undefined && {
        subtitle,
        subtitleFont: FONT,
        subtitleFontSize: 12,
        subtitleColor: QUIET,
        subtitlePadding: 4,
      }),
    },
    data: [
      { name: "rectangles", values: rectangles },
      { name: "rules", values: rules },
      { name: "dots", values: dots },
      { name: "words", values: words },
    ],
    marks: [
      {
        type: "rect",
        from: { data: "rectangles" },
        encode: {
          enter: {
            x: field("x"),
            x2: field("x2"),
            yc: field("y"),
            height: field("height"),
            fill: field("color"),
          },
        },
      },
      {
        type: "rule",
        from: { data: "rules" },
        encode: {
          enter: {
            x: field("x"),
            x2: field("x2"),
            y: field("y"),
            y2: field("y2"),
            stroke: field("color"),
            strokeWidth: field("wide"),
          },
        },
      },
      {
        type: "symbol",
        from: { data: "dots" },
        encode: {
          enter: {
            x: field("x"),
            y: field("y"),
            size: { value: 80 },
            stroke: field("stroke"),
            strokeWidth: { value: 2 },
            fill: field("fill"),
          },
        },
      },
      {
        type: "text",
        from: { data: "words" },
        encode: {
          enter: {
            x: field("x"),
            y: field("y"),
            text: field("text"),
            baseline: { value: "middle" },
            font: { value: FONT },
            fontSize: { value: 12 },
            fontWeight: field("weight"),
            fill: { value: INK },
          },
        },
      },
    ],
  };
}
