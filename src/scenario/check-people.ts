/** What a scenario says of its people: segments and localities that exist, and nobody whom rates and stays leave out. */

import { mean } from "../engine/laws.js";
import type { ByRead } from "./by.js";
import { firstLeftOut } from "./grid.js";
import * as words from "./messages.js";
import type { Written } from "./schema.js";
import { nearest } from "./suggest.js";
import type { Path } from "./tree.js";
import type { Say } from "./values.js";
import { describeWho } from "./who.js";

type Members = { segment: string[]; locality: string[] };

/** Complains, by path, of what does not fit the population; `written` has passed the schema. */
export function checkPeople(written: Written, say: Say): void {
  const { population } = written;
  const members = {
    segment: (population?.segments ?? []).map(({ name }) => name),
    locality: (population?.localities ?? []).map(([name]) => name),
  };
  for (const { table, path, whole } of tables(written)) {
    checkMembers(table, members, path, say);
    const lost = whole ? firstLeftOut(table, members) : undefined;
    if (lost) say(words.leftOut(describeWho(lost), String(path.at(-1))), path);
  }
  const frailty = population?.frailty && mean(population.frailty);
  if (frailty !== undefined && Math.abs(frailty - 1) > 1e-6) say(words.frailtyMean(frailty), ["population", "frailty"]);
}

/** Complains of what must hold on day one: nobody delayed who is not there, no place fuller than it holds, no more people than there are. */
export function checkDayOne(written: Written, say: Say): void {
  checkCensus(written, say);
  const people = written.population?.people;
  const sum = Object.values(written.opening ?? {}).reduce(
    (all, { occupied = 0, waiting = 0 }) => all + occupied + waiting,
    0,
  );
  if (people !== undefined && sum > people) say(words.morePatients(sum, people), ["opening"]);
  checkRows(written, say);
}

/** A row takes 21 bytes. */
const MOST_ROWS = 200_000_000;

/** Everyone who will ever live here has a row. */
function checkRows({ population, run }: Written, say: Say): void {
  if (population === undefined || run === undefined) return;
  const { births = 0, "moving-in": movingIn = 0 } = population.yearly ?? {};
  const rows = population.people * (1 + (births + movingIn) * (run.warmUp + run.length));
  if (rows > MOST_ROWS) say(words.tooManyRows(rows, MOST_ROWS), ["population", "yearly"]);
}

interface Table {
  table: ByRead<unknown>;
  path: Path;
  /** Whether it must speak of everybody. */
  whole: boolean;
}

/** Everything that may differ between people, with its path. */
function tables(written: Written): Table[] {
  return [...populationTables(written), ...needTables(written), ...stepTables(written)];
}

function populationTables({ population }: Written): Table[] {
  const found: Table[] = [];
  const deaths = population?.yearly?.deaths;
  if (deaths) found.push({ table: deaths, path: ["population", "yearly", "deaths"], whole: true });
  for (const [i, { share }] of (population?.segments ?? []).entries()) {
    if (share) found.push({ table: share, path: ["population", "segments", i, "share"], whole: false });
  }
  return found;
}

function needTables({ needs }: Written): Table[] {
  return Object.entries(needs ?? {}).flatMap(([name, need]) => [
    { table: need.rate, path: ["needs", name, "rate"], whole: true },
    ...(need.times ?? []).flatMap((each, i) =>
      "by" in each ? [{ table: each.by, path: ["needs", name, "times", i], whole: false }] : [],
    ),
  ]);
}

function stepTables({ pathways }: Written): Table[] {
  return Object.entries(pathways ?? {}).flatMap(([name, steps]) =>
    steps.flatMap((step, i) => [
      { table: step.stay, path: ["pathways", name, i, "stay"], whole: true },
      ...(step.next ?? []).flatMap(({ chance }, j) =>
        chance ? [{ table: chance, path: ["pathways", name, i, "next", j, "chance"], whole: false }] : [],
      ),
    ]),
  );
}

function checkMembers(table: ByRead<unknown>, members: Members, path: Path, say: Say): void {
  for (const row of table.rows) {
    for (const dimension of ["segment", "locality"] as const) {
      const name = row.who[dimension];
      const known = members[dimension];
      if (name === undefined || known.includes(name)) continue;
      const where = [...path, ...cellOf(row.path, dimension)];
      say(words.unknownMember(name, dimension, nearest(name, known), known), where, row.path[0] !== "table");
    }
  }
}

/** A row's path in a table ends with a column; exchange it for that of the dimension. Inline, the key is meant. */
function cellOf(path: Path, dimension: string): Path {
  return path[0] === "table" ? [...path.slice(0, -1), dimension] : path;
}

function checkCensus({ opening = {}, pathways = {}, places = {} }: Written, say: Say): void {
  const there = new Map<string, number>();
  for (const [full, { occupied = 0, delayed = 0 }] of Object.entries(opening)) {
    if (delayed > occupied) say(words.moreDelayed(delayed, occupied), ["opening", full, "delayed"]);
    const [pathway = "", step] = full.split(".");
    const place = pathways[pathway]?.find((each) => each.step === step)?.at ?? "";
    const sum = (there.get(place) ?? 0) + occupied;
    there.set(place, sum);
    const capacity = places[place]?.capacity;
    if (capacity !== undefined && sum > capacity)
      say(words.overfull(place, sum, capacity), ["opening", full, "occupied"]);
  }
}
