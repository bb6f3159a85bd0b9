/** Where things stand on the map: home on one side, the hospital on the other; beds as cells, queues beside the place they are for. */
import type { Film } from "../planning/film.js";

export interface Spot {
  x: number;
  y: number;
}

/** One place on the map. */
export interface Ward {
  /** Index in the film's places. */
  place: number;
  x: number;
  y: number;
  width: number;
  height: number;
  columns: number;
  /** Cells drawn: as many as are ever open, or ever needed. */
  cells: number;
  queueRows: number;
}

export interface Layout {
  width: number;
  height: number;
  /** Side of a cell with the gap to the next, px. */
  cell: number;
  home: Ward;
  wards: Ward[];
}

const TITLE = 44;
const PAD = 8;
const GAP = 12;
const LARGEST = 24;
const SMALLEST = 6;
const NARROW = 700;
const HOME_WIDTH = 110;
/** Least width of a column. */
const COLUMN = 220;
const HOME = { place: -1, columns: 1, cells: 0, queueRows: 0 };

/** How much of each place a film ever shows. */
export interface Needs {
  cells: number[];
  queue: number[];
}

/** The most cells and the longest queue of each place, over a whole film. */
export function needsOf(film: Film): Needs {
  const count = film.places.length;
  const cells = film.places.map(() => 0);
  const queue = film.places.map(() => 0);
  film.capacity.forEach((open, i) => {
    cells[i % count] = Math.max(cells[i % count]!, open);
  });
  const inside = new Int32Array(count);
  const waiting = new Int32Array(count);
  for (let picture = 0; picture + 1 < film.at.length; picture++) {
    inside.fill(0);
    waiting.fill(0);
    for (let i = film.at[picture]!; i < film.at[picture + 1]!; i++) {
      const place = film.place[i]!;
      if (place >= 0) inside[place]!++;
      else if (film.awaited[i]! >= 0) waiting[film.awaited[i]!]!++;
    }
    for (let p = 0; p < count; p++) {
      cells[p] = Math.max(cells[p]!, inside[p]!);
      queue[p] = Math.max(queue[p]!, waiting[p]!);
    }
  }
  return { cells, queue };
}

/** Lays the map out in a width, with the largest cells that keep it about as high as wanted; what is higher with the smallest is so. */
export function layoutOf({ places }: Film, needs: Needs, width: number, height: number): Layout {
  const zone = (p: number) => (places[p]!.kind !== "beds" ? 0 : places[p]!.payer === "nhs-acute" ? 2 : 1);
  const order = places
    .map((_, p) => p)
    .filter((p) => places[p]!.kind !== "caseload")
    .sort((a, b) => zone(a) - zone(b));
  const room = width - HOME_WIDTH;
  const most = width < NARROW ? 1 : Math.max(1, Math.min(order.length, Math.floor(room / (COLUMN + GAP))));
  for (let cell = LARGEST; ; cell--) {
    const limits = cell > SMALLEST ? [height] : Array.from({ length: 40 }, (_, i) => height * 1.1 ** i);
    for (const limit of limits) {
      // As few columns as do, so that none stays empty; two where there is room, so that home lies left of the hospital.
      for (let count = Math.min(2, most); count <= most; count++) {
        const layout = tried(order, needs, width, cell, limit, count);
        if (layout) return layout;
      }
    }
    if (cell <= SMALLEST) return tried(order, needs, width, cell, Number.POSITIVE_INFINITY, most)!;
  }
}

/** Places in order, column by column from home to the hospital; undefined where they need more columns than there is room for. */
function tried(
  order: number[],
  needs: Needs,
  width: number,
  cell: number,
  limit: number,
  count: number,
): Layout | undefined {
  const isNarrow = width < NARROW;
  const side = isNarrow ? width : HOME_WIDTH;
  const room = isNarrow ? width : width - side - GAP;
  const own = Math.floor((room - GAP * (count - 1)) / count);
  const left = isNarrow ? 0 : side + GAP;
  const top = isNarrow ? 60 + GAP : 0;
  const wards: Ward[] = [];
  let [column, y, height] = [0, top, 0];
  for (const place of order) {
    const ward = wardOf(place, needs, own, cell);
    if (y > top && y + ward.height > limit) [column, y] = [column + 1, top];
    if (column >= count) return undefined;
    wards.push({ ...ward, x: left + column * (own + GAP), y });
    y += ward.height + GAP;
    height = Math.max(height, y - GAP);
  }
  if (height > limit) return undefined;
  return { width, height, cell, home: { ...HOME, x: 0, y: 0, width: side, height: isNarrow ? 60 : height }, wards };
}

function wardOf(place: number, { cells, queue }: Needs, width: number, cell: number): Ward {
  const columns = Math.max(1, Math.floor((width - 2 * PAD) / cell));
  const queueRows = Math.ceil(queue[place]! / columns);
  const rows = Math.ceil(cells[place]! / columns) + queueRows;
  const height = TITLE + PAD + rows * cell + (queueRows > 0 ? PAD : 0);
  return { place, x: 0, y: 0, width, height, columns, cells: cells[place]!, queueRows };
}

/** The middle of a cell of a place. */
export function cellSpot({ cell }: Layout, { x, y, columns, queueRows }: Ward, slot: number): Spot {
  const top = y + TITLE + queueRows * cell + (queueRows > 0 ? PAD : 0);
  return { x: x + PAD + ((slot % columns) + 0.5) * cell, y: top + (Math.floor(slot / columns) + 0.5) * cell };
}

/** Where the n-th of a queue stands: above the cells. */
export function queueSpot({ cell }: Layout, { x, y, columns }: Ward, n: number): Spot {
  return { x: x + PAD + ((n % columns) + 0.5) * cell, y: y + TITLE + (Math.floor(n / columns) + 0.5) * cell };
}

/** Where people come from and go to. */
export function homeSpot({ home }: Layout): Spot {
  return { x: home.x + home.width / 2, y: home.y + Math.min(home.height, 90) - 20 };
}
