/** Draws the map. Shape tells what colour tells: a filled square is treated, a crossed one delayed, a ring waits, a star is followed. */
import { BLUE, INK, QUIET } from "../../report/palette.js";
import type { Film } from "../planning/film.js";
import type { Crowd, countsOf, Mark } from "./crowd.js";
import { cellSpot, type Layout, type Ward } from "./map-layout.js";

const DELAYED = "#b34700";
const EMPTY = "#76838c";
const FOLLOWED = "#ffeb3b";

type Counts = ReturnType<typeof countsOf>;

/** What stands still on a picture: places, cells, and everyone who is where they belong. */
export function paintStill(
  to: CanvasRenderingContext2D,
  film: Film,
  layout: Layout,
  standing: readonly Mark[],
  counts: Counts,
): void {
  to.clearRect(0, 0, layout.width, layout.height);
  paintHome(to, film, layout, counts);
  for (const ward of layout.wards) paintWard(to, film, layout, ward, counts[ward.place]!);
  paintMarks(to, standing, layout);
}

/** Everyone on their way, and over all the one who is followed. */
export function paintMoving(
  to: CanvasRenderingContext2D,
  layout: Layout,
  crowd: Crowd,
  walking: readonly Mark[],
  followed: number,
): void {
  paintMarks(
    to,
    walking.filter(({ spell }) => crowd.marks.has(spell)),
    layout,
  );
  if (followed < 0) return;
  for (const mark of crowd.marks.values()) if (mark.person === followed) paintFollowed(to, mark, sideOf(layout));
}

function paintMarks(to: CanvasRenderingContext2D, marks: readonly Mark[], layout: Layout): void {
  const side = sideOf(layout);
  paintTreated(to, marks, side);
  paintDelayed(to, marks, side);
  paintWaiting(to, marks, side);
}

function sideOf({ cell }: Layout): number {
  return Math.max(3, cell - 2);
}

/** Where the first caseload stands in the home, px: below where people come and go, or beside it. */
const FIRST = { below: 110, beside: 120 };
const LINE = 16;

function paintHome(to: CanvasRenderingContext2D, film: Film, { home, width: whole }: Layout, counts: Counts): void {
  const { x, y, width, height } = home;
  panel(to, x, y, width, height);
  title(to, "Home", x, y, width);
  to.fillStyle = QUIET;
  to.font = "13px Arial, sans-serif";
  to.fillText("everyone else", x + 8, y + 34, width - 16);
  const isWide = width < whole;
  const lists = film.places.flatMap(({ kind, label }, p) => (kind === "caseload" ? [{ label, ...counts[p]! }] : []));
  const part = isWide ? width : (width - FIRST.beside) / Math.max(1, lists.length);
  let top = isWide ? y + FIRST.below : y;
  lists.forEach(({ label, inside, open }, i) => {
    const left = isWide ? x : x + FIRST.beside + i * part;
    to.fillStyle = INK;
    to.font = "bold 13px Arial, sans-serif";
    const lines = isWide ? linesOf(to, label, part - 16) : [label];
    lines.forEach((line, n) => void to.fillText(line, left + 8, top + 18 + n * LINE, part - 16));
    to.fillStyle = QUIET;
    to.font = "13px Arial, sans-serif";
    const below = top + 18 + lines.length * LINE;
    to.fillText(`${inside}${open < 0 ? "" : ` of ${open}`} listed`, left + 8, below, part - 16);
    if (isWide) top = below + LINE;
  });
}

/** A label cut between its words into lines that fit a width, px. */
function linesOf(to: CanvasRenderingContext2D, label: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(" ")) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && to.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function paintWard(to: CanvasRenderingContext2D, film: Film, layout: Layout, ward: Ward, counts: Counts[number]): void {
  panel(to, ward.x, ward.y, ward.width, ward.height);
  title(to, film.places[ward.place]!.label, ward.x, ward.y, ward.width);
  to.fillStyle = QUIET;
  to.font = "13px Arial, sans-serif";
  to.fillText(figures(counts, film.places[ward.place]!.kind), ward.x + 8, ward.y + 34, ward.width - 16);
  if (counts.open < 0) return;
  to.strokeStyle = EMPTY;
  to.lineWidth = 1;
  const side = Math.max(2, layout.cell - 2);
  to.beginPath();
  for (let slot = 0; slot < counts.open; slot++) {
    const { x, y } = cellSpot(layout, ward, slot);
    to.rect(Math.round(x - side / 2) + 0.5, Math.round(y - side / 2) + 0.5, side - 1, side - 1);
  }
  to.stroke();
}

function figures({ inside, delayed, waiting, open }: Counts[number], kind: string): string {
  if (kind === "list") return `${waiting} waiting`;
  const of =
    open < 0
      ? `${inside}`
      : open === 0
        ? inside === 0
          ? "closed now"
          : `${inside}, closed now`
        : `${inside} of ${open}`;
  const parts = [of, ...(delayed > 0 ? [`${delayed} delayed`] : []), ...(waiting > 0 ? [`${waiting} waiting`] : [])];
  return parts.join(" · ");
}

function paintTreated(to: CanvasRenderingContext2D, marks: readonly Mark[], side: number): void {
  to.fillStyle = BLUE;
  to.beginPath();
  for (const mark of marks) {
    if (mark.awaited >= 0) continue;
    if (mark.place >= 0 && mark.x === mark.toX) to.fillRect(mark.x - side / 2, mark.y - side / 2, side, side);
    else {
      to.moveTo(mark.x + side / 2, mark.y);
      to.arc(mark.x, mark.y, side / 2, 0, 7);
    }
  }
  to.fill();
}

function paintDelayed(to: CanvasRenderingContext2D, marks: readonly Mark[], side: number): void {
  const half = side / 2;
  const delayed = marks.filter(({ place, awaited }) => place >= 0 && awaited >= 0);
  to.fillStyle = DELAYED;
  for (const { x, y } of delayed) to.fillRect(x - half, y - half, side, side);
  to.strokeStyle = "#fff";
  to.lineWidth = Math.max(1, side / 8);
  to.beginPath();
  for (const { x, y } of delayed) {
    to.moveTo(x - half, y - half);
    to.lineTo(x + half, y + half);
    to.moveTo(x + half, y - half);
    to.lineTo(x - half, y + half);
  }
  to.stroke();
}

function paintWaiting(to: CanvasRenderingContext2D, marks: readonly Mark[], side: number): void {
  to.strokeStyle = INK;
  to.lineWidth = Math.max(1.5, side / 6);
  to.beginPath();
  for (const { x, y, place, awaited } of marks) {
    if (place >= 0 || awaited < 0) continue;
    to.moveTo(x + side / 2 - 1, y);
    to.arc(x, y, Math.max(1, side / 2 - 1), 0, 7);
  }
  to.stroke();
}

/** A star, larger than its cell. */
function paintFollowed(to: CanvasRenderingContext2D, { x, y }: Mark, side: number): void {
  const size = Math.max(12, side);
  to.beginPath();
  for (let i = 0; i < 10; i++) {
    const turn = (i * Math.PI) / 5 - Math.PI / 2;
    const far = i % 2 === 0 ? size : size * 0.45;
    to.lineTo(x + far * Math.cos(turn), y + far * Math.sin(turn));
  }
  to.closePath();
  to.fillStyle = FOLLOWED;
  to.fill();
  to.strokeStyle = "#000";
  to.lineWidth = 2;
  to.stroke();
}

function panel(to: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  to.fillStyle = "#fff";
  to.fillRect(x, y, width, height);
  to.strokeStyle = "#aeb7bd";
  to.lineWidth = 1;
  to.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
}

function title(to: CanvasRenderingContext2D, text: string, x: number, y: number, width: number): void {
  to.fillStyle = INK;
  to.font = "bold 15px Arial, sans-serif";
  to.fillText(text, x + 8, y + 18, width - 16);
}
