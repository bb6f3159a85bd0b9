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
}

const STYLES: Style[] = [
  { color: INK, dash: [] },
  { color: BLUE, dash: [7, 3] },
  { color: "#b34700", dash: [2, 2] },
  { color: "#00704a", dash: [10, 3, 2, 3] },
  { color: "#8a2b6b", dash: [4, 2] },
  { color: "#6b5b00", dash: [1, 3] },
  { color: "#5d5d5d", dash: [12, 4] },
];

/** The most scenarios that one chart can tell apart, the baseline among them. */
export const MOST_IN_CHART = STYLES.length;

/** The style of the n-th scenario; beyond the last, styles come again. */
export function styleOf(n: number): Style {
  return STYLES[n % STYLES.length] as Style;
}
