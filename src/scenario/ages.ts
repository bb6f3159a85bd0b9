/** The table of ages: people by single year of age and sex. */
import { goodColumns } from "./by.js";
import * as words from "./messages.js";
import type { Sex } from "./scenario.js";
import type { Path } from "./tree.js";
import { count, readAmount } from "./units.js";
import type { Raw, Say } from "./values.js";
import { describeWho, OLDEST, parseAges } from "./who.js";

/** People of one age, in years, and sex. */
export type Age = { age: number; sex: Sex; people: number };
type Row = { from: number; to: number; sex: Sex; people: number };

/** Rows of the table as single years; a band's people are spread evenly, an open last row is one age. Undefined after complaints. */
export function readAges(rows: readonly Raw[], say: Say): Age[] | undefined {
  const [head] = rows;
  if (
    !head ||
    !goodColumns(head, ["age", "sex", "people"], (message, path = [], onKey) => say(message, path.slice(1), onKey))
  )
    return undefined;
  const read = rows.map((row, i) => readRow(row, (message, path = []) => say(message, ["rows", i, ...path])));
  if (read.includes(undefined)) return undefined;
  const good = (["female", "male"] as const).map((sex) => complete(read as Row[], sex, say));
  if (good.includes(false)) return undefined;
  if ((read as Row[]).every(({ people }) => people === 0)) return void say(words.nobodyLives(), ["rows"]);
  return (read as Row[]).flatMap(years);
}

const PEOPLE = { ...count, called: "a number of people", whole: false };

function readRow(row: Raw, say: Say): Row | undefined {
  const ages = parseAges(String(row.age));
  const sex = row.sex === "female" || row.sex === "male" ? row.sex : undefined;
  const people = readAmount(row.people, PEOPLE);
  if (!ages) say(words.wrongRow(String(row.age), "age"), ["age"]);
  if (!sex) say(words.wrongRow(String(row.sex), "sex"), ["sex"]);
  if ("wrong" in people) return void say(people.wrong, ["people"]);
  return ages && sex && { ...ages, sex, people: people.value };
}

/** Whether the rows of one sex follow each other from 0 without a gap; a sex without rows is complete. */
function complete(rows: Row[], sex: Sex, say: Say): boolean {
  let next = 0;
  const rising = rows
    .map((row, i) => ({ ...row, i }))
    .filter((row) => row.sex === sex)
    .sort((a, b) => a.from - b.from);
  for (const { from, to, i } of rising) {
    const path = ["rows", i, "age"];
    const who = (age: { from: number; to: number }) => describeWho({ sex, age });
    if (from < next) return refused(words.agesTwice(who({ from, to })), path, say);
    if (from > next) return refused(words.agesGap(who({ from: next, to: from })), path, say);
    next = to;
  }
  return true;
}

function refused(message: string, path: Path, say: Say): false {
  say(message, path);
  return false;
}

function years({ from, to, sex, people }: Row): Age[] {
  if (to === OLDEST) return [{ age: from, sex, people }];
  return Array.from({ length: to - from }, (_, i) => ({ age: from + i, sex, people: people / (to - from) }));
}
