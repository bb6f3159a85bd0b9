/** Vega and Vega-Lite specifications to SVG text, without a screen. */
import type { Spec, View } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { escapeText } from "./escape.js";
import { INK, QUIET, RULE } from "./palette.js";

export const FONT = "Arial, sans-serif";

const IS_NODE = typeof globalThis.process?.versions?.node === "string";

/** What a chart is for those who do not see it. */
export interface Accessible {
  title: string;
  description: string;
}

const AXIS = {
  labelFont: FONT,
  titleFont: FONT,
  labelFontSize: 12,
  titleFontSize: 12,
  labelColor: QUIET,
  titleColor: QUIET,
  titleFontWeight: "normal",
  gridColor: RULE,
  domainColor: QUIET,
  tickColor: QUIET,
} as const;

/** What all charts share. */
export const CONFIG = {
  font: FONT,
  background: "white",
  view: { stroke: null },
  axis: AXIS,
  text: { font: FONT, fontSize: 12, fill: INK },
  aria: false,
} as const;

/** Draws a Vega-Lite specification. */
export async function drawLite(spec: TopLevelSpec, words: Accessible): Promise<string> {
  const { compile } = await import("vega-lite");
  return draw(compile({ ...spec, config: CONFIG } as TopLevelSpec).spec as Spec, words);
}

/** Draws a Vega specification. */
export async function draw(spec: Spec, words: Accessible): Promise<string> {
  const vega = await import("vega");
  const view = await viewOf(vega, spec);
  const svg = await view.toSVG();
  view.finalize();
  return accessible(svg, words);
}

/** Expressions are compiled in Node; in a page, whose policy may forbid that, they are walked, which is slower and draws the same. */
async function viewOf(vega: typeof import("vega"), spec: Spec): Promise<View> {
  const quiet = { renderer: "none", logLevel: vega.Error } as const;
  if (IS_NODE) return new vega.View(vega.parse(spec), quiet);
  const { expressionInterpreter } = await import("vega-interpreter");
  return new vega.View(vega.parse(spec, undefined, { ast: true }), { ...quiet, expr: expressionInterpreter });
}

/** The natural width of a drawn chart, in px. */
export function widthOf(svg: string): number {
  return Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1] ?? 0);
}

/** What a scenario may hold and XML may not, and what would turn the direction of reading; Vega escapes the rest. */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu;

/** What Vega says of single marks: the image is one, with one name. */
const OF_MARKS = /\s(role="graphics-[a-z]+"|aria-(roledescription|label)="[^"]*")/g;

/** One image with a name and a description, that shrinks with the page. */
function accessible(svg: string, { title, description }: Accessible): string {
  const words = `<title>${escapeText(title)}</title><desc>${escapeText(description)}</desc>`;
  return svg
    .replace(FORBIDDEN, " ")
    .replace(OF_MARKS, "")
    .replace(/<svg\b([^>]*)>/, (_, attributes: string) => {
      const kept = attributes.replace(/\s(class|style|role|aria-[a-z]+)="[^"]*"/g, "");
      return `<svg${kept} role="img" aria-label="${escapeText(title)}" style="max-width:100%;height:auto">${words}`;
    });
}
