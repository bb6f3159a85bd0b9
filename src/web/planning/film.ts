/** One replication as a film: who was where, picture by picture. */
import { Row, State } from "../../care/codes.js";
import type { People } from "../../care/people.js";
import { type Legend, type Plan, UNLIMITED } from "../../care/plan.js";
import type { Scene, Watcher } from "../../care/watcher.js";
import { DAYS_PER_YEAR } from "../../scenario/units.js";

/** What is to be filmed. */
export interface Shot {
  /** Year of the run after the warm-up, from 1. */
  year: number;
  /** Day of that year on which it begins, from 0. */
  day: number;
  /** Days it lasts. */
  days: number;
  /** Days between two pictures. */
  every: number;
}

/** Everyone in care on every picture, in arrays that lie beside each other; picture f is `at[f]` up to `at[f + 1]`. */
export interface Film {
  /** ISO date of the first picture, which is taken at midnight. */
  start: string;
  /** Days between two pictures. */
  every: number;
  places: { name: string; label: string; kind: string; payer: string }[];
  /** [picture × places] open; −1: without limit. */
  capacity: Int32Array;
  /** [picture × places] on the list of a caseload, whose people live at home; 0 for other places. */
  listed: Int32Array;
  at: Int32Array;
  /** Number of the stay in care: the same from presentation to leaving. */
  spell: Int32Array;
  /** Row of the person in the population; −1: nobody of it. */
  person: Int32Array;
  /** Place whose bed they hold, and place they wait for; −1: none. */
  place: Int8Array;
  awaited: Int8Array;
  /** People worth following, oldest and most often in care first. */
  cast: Cast[];
}

/** Somebody of the population who was in care more than once. */
export interface Cast {
  person: number;
  /** Years, on the first picture. */
  age: number;
  isWoman: boolean;
}

/** At most so many people are offered to follow. */
const MOST_CAST = 6;
const OLD = 65;

/** Takes the pictures. */
export class Recorder implements Watcher {
  readonly from: number;
  readonly every: number;
  private readonly until: number;
  private readonly at: number[] = [0];
  private readonly capacity: number[] = [];
  private readonly listed: number[] = [];
  private readonly spell: number[] = [];
  private readonly person: number[] = [];
  private readonly place: number[] = [];
  private readonly awaited: number[] = [];
  /** The stay in each row of the last picture, and what told it from the one before. */
  private readonly spellOfRow: number[] = [];
  private readonly keyOfRow: number[] = [];
  private spells = 0;
  private people: People | null = null;

  constructor(
    private readonly plan: Plan,
    { from, every, until }: { from: number; every: number; until: number },
  ) {
    this.from = from;
    this.every = every;
    this.until = until;
  }

  look({ time, rows, capacity, occupied, people }: Scene): void {
    if (time > this.until) return;
    this.people = people;
    for (const open of capacity) this.capacity.push(open === UNLIMITED ? -1 : open);
    this.plan.places.isCaseload.forEach((is, p) => {
      this.listed.push(is === 1 ? (occupied[p] as number) : 0);
    });
    for (let row = 0; row < rows.top; row++) {
      const r = row << Row.shift;
      const state = rows.whole[r + Row.state] as number;
      if (state === State.free) {
        this.keyOfRow[row] = Number.NaN;
        continue;
      }
      this.spell.push(this.spellIn(row, rows.whole[r + Row.key0] as number, rows.whole[r + Row.key1] as number));
      this.person.push(rows.whole[r + Row.person] as number);
      this.place.push(rows.whole[r + Row.place] as number);
      const waits = state === State.delayed || state === State.waiting || state === State.listed;
      this.awaited.push(waits ? (this.plan.steps.place[rows.whole[r + Row.awaited] as number] as number) : -1);
    }
    this.at.push(this.spell.length);
  }

  film({ places }: Legend, start: string): Film {
    return {
      start,
      every: this.every,
      places: places.map(({ name, label, kind, payer }) => ({ name, label, kind, payer })),
      capacity: Int32Array.from(this.capacity),
      listed: Int32Array.from(this.listed),
      at: Int32Array.from(this.at),
      spell: Int32Array.from(this.spell),
      person: Int32Array.from(this.person),
      place: Int8Array.from(this.place),
      awaited: Int8Array.from(this.awaited),
      cast: this.cast(),
    };
  }

  /** The number of the stay in a row; rows are used again, so the keys of its draws tell one stay from the next. */
  private spellIn(row: number, key0: number, key1: number): number {
    const key = (key0 >>> 0) * 2097152 + (key1 >>> 11);
    if (this.keyOfRow[row] !== key) {
      this.keyOfRow[row] = key;
      this.spellOfRow[row] = this.spells++;
    }
    return this.spellOfRow[row] as number;
  }

  private cast(): Cast[] {
    const { people } = this;
    if (people === null) return [];
    const stays = new Map<number, Set<number>>();
    this.person.forEach((person, i) => {
      if (person < 0) return;
      const seen = stays.get(person) ?? new Set<number>();
      stays.set(person, seen.add(this.spell[i] as number));
    });
    return [...stays]
      .filter(([, spells]) => spells.size > 1)
      .map(([person, spells]) => ({
        person,
        spells: spells.size,
        age: Math.floor((this.from - people.bornOn(person)) / DAYS_PER_YEAR),
        isWoman: people.sexOf(person) === 0,
      }))
      .filter(({ age }) => age >= OLD)
      .sort((a, b) => b.spells - a.spells || a.person - b.person)
      .slice(0, MOST_CAST)
      .map(({ person, age, isWoman }) => ({ person, age, isWoman }));
  }
}

/** Something that changed for the person who is followed, between one picture and the next. */
export interface Happening {
  /** The picture on which it is first seen. */
  picture: number;
  what: "comes" | "moves" | "waits" | "waits-in-bed" | "leaves";
  /** Place where they are now (or were, on leaving), and place they wait for; −1: none. */
  place: number;
  awaited: number;
}

/** What happened to one person, picture by picture. */
export function storyOf({ at, person, place, awaited }: Film, who: number): Happening[] {
  const story: Happening[] = [];
  let before: { place: number; awaited: number } | undefined;
  for (let picture = 0; picture + 1 < at.length; picture++) {
    const i = person.subarray(at[picture], at[picture + 1]).indexOf(who);
    const now = i < 0 ? undefined : { place: place[at[picture]! + i]!, awaited: awaited[at[picture]! + i]! };
    const what = changeOf(before, now);
    if (what) story.push({ picture, what, ...(now ?? before!) });
    before = now;
  }
  return story;
}

interface Seen {
  place: number;
  awaited: number;
}

function changeOf(before: Seen | undefined, now: Seen | undefined): Happening["what"] | undefined {
  if (now === undefined) return before && "leaves";
  if (before && before.place === now.place && before.awaited === now.awaited) return undefined;
  if (now.awaited >= 0) return now.place >= 0 ? "waits-in-bed" : "waits";
  return before ? "moves" : "comes";
}
