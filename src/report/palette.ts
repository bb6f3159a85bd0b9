/** Blue, black and white, and colours that colour-blind readers tell apart; in grey, dashes and labels do it. */
export const INK = "#212b32";
export const QUIET = "#4c6272";
export const BLUE = "#005eb8";
export const RULE = "#d8dde0";
export const BAND = "#c3ccd3";

/** How one scenario is drawn; the first is the baseline. Every colour has 4.5 : 1 or more against white, so that labels may wear it. */
export interface Style {
  color: string;
  /** Lengths of dashes and gaps; empty: unbroken. */
  dash: number[];
  /** The mark of a point. */
  shape: string;
}

/** Paths within −1 to 1, for marks that Vega has no name for. */
const STAR = "M0,-1L0.29,-0.4L0.95,-0.31L0.48,0.15L0.59,0.81L0,0.5L-0.59,0.81L-0.48,0.15L-0.95,-0.31L-0.29,-0.4Z";
const HEXAGON = "M-0.5,-0.87L0.5,-0.87L1,0L0.5,0.87L-0.5,0.87L-1,0Z";

const STYLES: Style[] = [
  { color: INK, dash: [], shape: "circle" },
  { color: BLUE, dash: [7, 3], shape: "square" },
  { color: "#b34700", dash: [2, 2], shape: "triangle-up" },
  { color: "#00704a", dash: [10, 3, 2, 3], shape: "diamond" },
  { color: "#8a2b6b", dash: [4, 2], shape: "triangle-down" },
  { color: "#6b5b00", dash: [1, 3], shape: "cross" },
  { color: "#5d5d5d", dash: [12, 4], shape: "triangle-right" },
  { color: "#1a6b8f", dash: [8, 3, 2, 3, 2, 3], shape: "triangle-left" },
  { color: "#9c1f1f", dash: [5, 5], shape: STAR },
  { color: "#4b3fa0", dash: [1, 1], shape: HEXAGON },
];

/** The most scenarios that one chart can tell apart, the baseline among them. */
export const MOST_IN_CHART = STYLES.length;

/** The style of the n-th scenario; beyond the last, styles come again. */
export function styleOf(n: number): Style {
  return STYLES[n % STYLES.length] as Style;
}
