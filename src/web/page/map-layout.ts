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
const SMALLEST = 5;
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

/** Lays the map out in a width, with the largest cells that keep it about as high as wanted. */
export function layoutOf({ places }: Film, needs: Needs, width: number, height: number): Layout {
  const isNarrow = width < 700;
  const order = places.map((_, p) => p).filter((p) => places[p]!.kind !== "caseload");
  const zone = (p: number) => (places[p]!.kind !== "beds" ? 0 : places[p]!.payer === "nhs-acute" ? 2 : 1);
  const zones = [0, 1, 2].map((z) => order.filter((p) => zone(p) === z)).filter((of) => of.length > 0);
  const columns = isNarrow ? [order.toSorted((a, b) => zone(a) - zone(b))] : zones;
  for (let cell = LARGEST; ; cell--) {
    const layout = tried(columns, needs, width, cell, isNarrow);
    if (cell <= SMALLEST || layout.height <= height) return layout;
  }
}

function tried(columns: number[][], { cells, queue }: Needs, width: number, cell: number, isNarrow: boolean): Layout {
  const homeWidth = isNarrow ? width : 110;
  const room = isNarrow ? width : width - homeWidth - GAP * columns.length;
  const weights = columns.map((of) => Math.sqrt(of.reduce((sum, p) => sum + cells[p]!, 1)));
  const all = weights.reduce((a, b) => a + b, 0);
  const wards: Ward[] = [];
  let x = isNarrow ? 0 : homeWidth + GAP;
  let height = 0;
  for (const [i, of] of columns.entries()) {
    const own = isNarrow ? width : Math.floor(120 + (room - 120 * columns.length) * (weights[i]! / all));
    let y = isNarrow ? 60 + GAP : 0;
    for (const place of of) {
      const across = Math.max(1, Math.floor((own - 2 * PAD) / cell));
      const queueRows = Math.ceil(queue[place]! / across);
      const tall = TITLE + PAD + (Math.ceil(cells[place]! / across) + queueRows) * cell + (queueRows > 0 ? PAD : 0);
      wards.push({ place, x, y, width: own, height: tall, columns: across, cells: cells[place]!, queueRows });
      y += tall + GAP;
    }
    height = Math.max(height, y - GAP);
    x += own + GAP;
  }
  const home = { ...HOME, x: 0, y: 0, width: homeWidth, height: isNarrow ? 60 : height };
  return { width, height, cell, home, wards };
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
