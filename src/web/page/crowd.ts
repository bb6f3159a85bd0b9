/** Everyone on the map: who stands in which cell or queue, and the way there. */
import type { Film } from "../planning/film.js";
import { cellSpot, homeSpot, type Layout, queueSpot, type Ward } from "./map-layout.js";

export interface Mark {
  spell: number;
  person: number;
  place: number;
  slot: number;
  awaited: number;
  /** Where it is, and where it is going, px. */
  x: number;
  y: number;
  toX: number;
  toY: number;
  leaves: boolean;
}

/** Share of the way that is left after a second. */
const LEFT_PER_SECOND = 0.0005;
const NEAR = 0.5;

export class Crowd {
  readonly marks = new Map<number, Mark>();
  private taken: boolean[][] = [];
  private picture = -2;
  private wards: Ward[] = [];

  constructor(
    private readonly film: Film,
    private layout: Layout,
  ) {
    this.settleOn(layout);
  }

  /** Another layout: everyone stands at once where they belong. */
  settleOn(layout: Layout): void {
    this.layout = layout;
    this.wards = [];
    for (const ward of layout.wards) this.wards[ward.place] = ward;
    const { picture } = this;
    this.picture = -2;
    if (picture >= 0) this.goTo(picture, false);
  }

  /** Shows a picture of the film; from one to the next, people walk. */
  goTo(picture: number, walking: boolean): void {
    if (picture === this.picture) return;
    const walks = walking && picture === this.picture + 1;
    if (!walks) this.clear();
    this.picture = picture;
    const { film } = this;
    const [from, to] = [film.at[picture]!, film.at[picture + 1]!];
    const now = new Map<number, number>();
    for (let i = from; i < to; i++) now.set(film.spell[i]!, i);
    // Whoever goes makes room before anyone comes: a picture never needs more cells than are open.
    for (const mark of this.marks.values()) {
      const i = now.get(mark.spell);
      if (i === undefined) this.sendHome(mark);
      else if (film.place[i] !== mark.place) this.leaveCell(mark);
    }
    for (let i = from; i < to; i++) this.put(film.spell[i]!, film.person[i]!, film.place[i]!, film.awaited[i]!);
    this.queueUp();
    if (!walks) this.arrive();
  }

  /** Moves everyone on their way; true while somebody still walks. */
  walk(seconds: number): boolean {
    const part = 1 - LEFT_PER_SECOND ** seconds;
    let moving = false;
    for (const mark of this.marks.values()) {
      const [dx, dy] = [mark.toX - mark.x, mark.toY - mark.y];
      if (Math.abs(dx) < NEAR && Math.abs(dy) < NEAR) {
        mark.x = mark.toX;
        mark.y = mark.toY;
        if (mark.leaves) this.marks.delete(mark.spell);
        continue;
      }
      moving = true;
      mark.x += dx * part;
      mark.y += dy * part;
    }
    return moving;
  }

  /** Who stands where they belong, and who is on the way. */
  parted(): { standing: Mark[]; walking: Mark[] } {
    const all = [...this.marks.values()];
    const isThere = ({ x, y, toX, toY }: Mark) => x === toX && y === toY;
    return { standing: all.filter(isThere), walking: all.filter((mark) => !isThere(mark)) };
  }

  private clear(): void {
    this.marks.clear();
    this.taken = this.film.places.map(() => []);
  }

  private put(spell: number, person: number, place: number, awaited: number): void {
    const mark = this.marks.get(spell) ?? this.comes(spell, person);
    if (mark.place !== place) {
      mark.place = place;
      mark.slot = place < 0 ? -1 : this.takeCell(place);
      const ward = this.wards[place];
      if (ward) this.send(mark, cellSpot(this.layout, ward, mark.slot));
    }
    mark.awaited = awaited;
  }

  private comes(spell: number, person: number): Mark {
    const { x, y } = homeSpot(this.layout);
    const mark: Mark = { spell, person, place: -1, slot: -1, awaited: -1, x, y, toX: x, toY: y, leaves: false };
    this.marks.set(spell, mark);
    return mark;
  }

  private sendHome(mark: Mark): void {
    if (mark.leaves) return;
    this.leaveCell(mark);
    mark.leaves = true;
    mark.place = -1;
    mark.awaited = -1;
    this.send(mark, homeSpot(this.layout));
  }

  private queueUp(): void {
    const lengths = this.film.places.map(() => 0);
    for (const mark of this.marks.values()) {
      const ward = this.wards[mark.awaited];
      if (mark.place < 0 && ward) this.send(mark, queueSpot(this.layout, ward, lengths[mark.awaited]!++));
    }
  }

  private arrive(): void {
    for (const mark of this.marks.values()) {
      mark.x = mark.toX;
      mark.y = mark.toY;
    }
  }

  private send(mark: Mark, { x, y }: { x: number; y: number }): void {
    mark.toX = x;
    mark.toY = y;
  }

  private takeCell(place: number): number {
    const taken = this.taken[place]!;
    const free = taken.indexOf(false);
    const slot = free < 0 ? taken.length : free;
    taken[slot] = true;
    return slot;
  }

  private leaveCell(mark: Mark): void {
    if (mark.place >= 0) this.taken[mark.place]![mark.slot] = false;
    mark.place = -1;
  }
}

/** How many are in each place on a picture, how many of these are delayed, and how many wait for it in no bed. */
export function countsOf(
  film: Film,
  picture: number,
): { inside: number; delayed: number; waiting: number; open: number }[] {
  const counts = film.places.map((_, p) => ({
    inside: film.listed[picture * film.places.length + p]!,
    delayed: 0,
    waiting: 0,
    open: film.capacity[picture * film.places.length + p]!,
  }));
  for (let i = film.at[picture]!; i < film.at[picture + 1]!; i++) {
    const [place, awaited] = [film.place[i]!, film.awaited[i]!];
    if (place >= 0) counts[place]!.inside++;
    if (place >= 0 && awaited >= 0) counts[place]!.delayed++;
    if (place < 0 && awaited >= 0) counts[awaited]!.waiting++;
  }
  return counts;
}
