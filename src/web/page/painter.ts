/** Draws the map. Shape tells what colour tells: a filled square is treated, a crossed one delayed, a ring waits, a star is followed. */
import { BLUE, INK, QUIET } from "../../report/palette.js";
import type { Film } from "../planning/film.js";
import type { Crowd, countsOf, Mark } from "./crowd.js";
import { cellSpot, type Layout, type Ward } from "./map-layout.js";

const DELAYED = "#b34700";
const EMPTY = "#76838c";
const FOLLOWED = "#ffeb3b";

type Counts = ReturnType<typeof countsOf>;

export function paint(
  to: CanvasRenderingContext2D,
  film: Film,
  layout: Layout,
  crowd: Crowd,
  counts: Counts,
  followed: number,
): void {
  to.clearRect(0, 0, layout.width, layout.height);
  paintHome(to, film, layout, counts);
  for (const ward of layout.wards) paintWard(to, film, layout, ward, counts[ward.place]!);
  const side = Math.max(3, layout.cell - 2);
  paintTreated(to, crowd, side);
  paintDelayed(to, crowd, side);
  paintWaiting(to, crowd, side);
  for (const mark of crowd.marks.values()) if (followed >= 0 && mark.person === followed) paintFollowed(to, mark, side);
}

/** Room for a caseload in the home, px, and where the first stands: below where people come and go, or beside it. */
const LISTED = 44;
const FIRST = { below: 110, beside: 120 };

function paintHome(to: CanvasRenderingContext2D, film: Film, { home, width: whole }: Layout, counts: Counts): void {
  const { x, y, width, height } = home;
  panel(to, x, y, width, height);
  title(to, "Home", x, y, width);
  to.fillStyle = QUIET;
  to.font = "13px Arial, sans-serif";
  to.fillText("everyone else", x + 8, y + 34, width - 16);
  const isWide = width < whole;
  const lists = film.places.flatMap(({ kind, label }, p) => (kind === "caseload" ? [{ label, ...counts[p]! }] : []));
  const part = (width - FIRST.beside) / Math.max(1, lists.length);
  lists.forEach(({ label, inside, open }, i) => {
    const left = isWide ? x : x + FIRST.beside + i * part;
    const top = isWide ? y + FIRST.below + i * LISTED : y;
    to.fillStyle = INK;
    to.font = "bold 13px Arial, sans-serif";
    to.fillText(label, left + 8, top + 18, (isWide ? width : part) - 16);
    to.fillStyle = QUIET;
    to.font = "13px Arial, sans-serif";
    to.fillText(`${inside}${open < 0 ? "" : ` of ${open}`} listed`, left + 8, top + 34, (isWide ? width : part) - 16);
  });
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

function paintTreated(to: CanvasRenderingContext2D, { marks }: Crowd, side: number): void {
  to.fillStyle = BLUE;
  to.beginPath();
  for (const mark of marks.values()) {
    if (mark.awaited >= 0) continue;
    if (mark.place >= 0 && mark.x === mark.toX) to.rect(mark.x - side / 2, mark.y - side / 2, side, side);
    else {
      to.moveTo(mark.x + side / 2, mark.y);
      to.arc(mark.x, mark.y, side / 2, 0, 7);
    }
  }
  to.fill();
}

function paintDelayed(to: CanvasRenderingContext2D, { marks }: Crowd, side: number): void {
  const half = side / 2;
  const delayed = [...marks.values()].filter(({ place, awaited }) => place >= 0 && awaited >= 0);
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

function paintWaiting(to: CanvasRenderingContext2D, { marks }: Crowd, side: number): void {
  to.strokeStyle = INK;
  to.lineWidth = Math.max(1.5, side / 6);
  to.beginPath();
  for (const { x, y, place, awaited } of marks.values()) {
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
