import type { StressFindings } from "../experiment/stress-findings.js";
import { draw, widthOf } from "./charts.js";
import type { Panel } from "./document.js";
import { fold, shorten } from "./fold.js";
import { BLUE, INK, QUIET } from "./palette.js";
import { isKnown, saidDifference } from "./size-table.js";
import { smallSpec } from "./small-panel.js";

type Shaken = StressFindings["shaken"][number];

/** Narrow enough for a telephone. */
const WIDTH = 300;
const LINE = 15;
/** Height of one option under a shock, and how far down in it stand its name, its figures and its interval. */
const EACH = 54;
const NAME = 8;
const SAID = 22;
const MARK = 38;
/** Room above the next shock. */
const GAP = 12;

interface Placed {
  shaken: Shaken;
  /** Its upper edge. */
  y: number;
}

/** One target: what each shock does to each option, a dot for the paired difference with its 95 % interval, all on one scale. Hollow and grey where there is no clear one. */
export async function shockPanel(
  { shaken, shocks }: StressFindings,
  { text, unit }: StressFindings["targets"][number],
  called: string,
): Promise<Panel> {
  const heads: { y: number; text: string }[] = [];
  const placed: Placed[] = [];
  let y = 0;
  for (const { name, label } of shocks) {
    const under = shaken.filter((each) => each.shock === name && each.target === text);
    if (under.length === 0) continue;
    for (const line of fold(label, 44, 2)) {
      heads.push({ y: y + LINE / 2, text: line });
      y += LINE;
    }
    for (const each of under) {
      placed.push({ shaken: each, y });
      y += EACH;
    }
    y += GAP;
  }
  const title = `${called}: change under each shock`;
  const spec = smallSpec({
    width: WIDTH,
    height: Math.max(1, y - GAP),
    title: fold(title, 40, 2),
    ...marksOf(placed),
    words: [
      ...heads.map((head) => ({ x: 0, ...head, weight: "bold" as const })),
      ...placed.flatMap(({ shaken: of, y: at }) => [
        { x: 0, y: at + NAME, text: shorten(of.option, 44), weight: "normal" as const },
        { x: 0, y: at + SAID, text: saidOf(of, unit), weight: "normal" as const },
      ]),
    ],
  });
  const svg = await draw(spec, {
    title,
    description: placed.map(({ shaken: of }) => `${labelOf(shocks, of)}, ${of.option}: ${saidOf(of, unit)}`).join("; "),
  });
  return { svg, title, width: widthOf(svg) };
}

function marksOf(placed: readonly Placed[]) {
  const marks = placed.flatMap(({ y, shaken: { difference: of } }) =>
    isKnown(of.mean) ? [{ y: y + MARK, mean: of.mean, low: of.low ?? of.mean, high: of.high ?? of.mean }] : [],
  );
  const reach = [0, ...marks.flatMap(({ low, high }) => [low, high])];
  const [from, to] = [Math.min(...reach), Math.max(...reach)];
  const room = (to - from || 1) * 0.06;
  const x = (value: number) => ((value - from + room) / (to - from + 2 * room)) * WIDTH;
  const colorOf = ({ low, high }: { low: number; high: number }) => (isClear(low, high) ? BLUE : QUIET);
  const rules = marks.flatMap((mark) => [
    { x: x(0), x2: x(0), y: mark.y - 9, y2: mark.y + 9, color: INK, wide: 1.5 },
    { x: x(mark.low), x2: x(mark.high), y: mark.y, y2: mark.y, color: colorOf(mark), wide: 2.5 },
  ]);
  const dots = marks.map((mark) => ({
    x: x(mark.mean),
    y: mark.y,
    stroke: colorOf(mark),
    fill: isClear(mark.low, mark.high) ? BLUE : "white",
  }));
  return { rules, dots };
}

function isClear(low: number, high: number): boolean {
  return low > 0 || high < 0;
}

function saidOf({ difference }: Shaken, unit: string): string {
  const said = saidDifference(difference, unit);
  if (said === undefined) return "nobody to measure";
  return `${said.value}${said.unit === "" ? "" : ` ${said.unit}`}${said.interval === null ? "" : ` (${said.interval})`}`;
}

function labelOf(shocks: StressFindings["shocks"], { shock }: Shaken): string {
  return shocks.find(({ name }) => name === shock)!.label;
}
