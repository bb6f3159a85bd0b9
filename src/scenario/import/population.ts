/** Tables of population, as the Office for National Statistics and others publish them, as the table of ages of a scenario. */
import { shown } from "../messages.js";
import { Desk, type Grid, type Handed, isBlank, isNothing, numberIn } from "./grid.js";

/** A table of ages, its size, and what a planner should know of it. */
export interface ImportedPopulation {
  /** CSV with the columns age, sex, people. */
  table: string;
  people: number;
  notes: string[];
}

export interface PopulationOptions {
  /** Only rows of this area, by name or code. */
  area?: string | undefined;
}

const AGE = ["age", "age group", "age_group", "ageband", "age band", "single year of age", "singleyear"];
const SEX = ["sex", "gender"];
const COUNT = ["people", "persons", "count", "population", "value", "number", "obs_value", "n", "all"];
const WOMEN = ["females", "female", "women", "f"];
const MEN = ["males", "male", "men", "m"];
const AREA = /^(area|la|ladcode|laname|geography|name|code|authority|ccg|icb|region)/;
const OLDEST = 90;

type Sex = "female" | "male";
interface Row {
  from: number;
  age: string;
  sex: Sex;
  people: number;
}

/**
 * Reads people by age and sex from any of three layouts: one row per age and sex; one row per age with a column for women and one
 * for men; or, as in the ONS mid-year estimates, a row per area and sex with a column for each year of age.
 * @throws ScenarioFaults with everything that is wrong, by row and column
 */
export function importPopulation(handed: Handed, options: PopulationOptions = {}): ImportedPopulation {
  const desk = new Desk();
  const grid = desk.open(handed);
  desk.settle();
  const head = headOf(grid);
  desk.settle();
  const heads = (grid.rows[head] ?? []).map((cell) => cell.toLowerCase());
  const body = grid.rows
    .map((cells, row) => ({ cells, row }))
    .filter(({ cells, row }) => row > head && !isBlank(cells));
  const picked = ofArea(grid, head, heads, body, options.area);
  const rows = readRows(grid, head, heads, picked);
  desk.settle();
  if (rows.length === 0) grid.complain(head, 0, "no row of the table gives people of an age and sex");
  checkAges(grid, head, rows);
  desk.settle();
  return written(rows, handed.file);
}

/** The heading is the first row that names an age and nothing but words, past the titles that published sheets begin with. */
function headOf(grid: Grid): number {
  const head = grid.rows.findIndex((cells) => {
    const heads = cells.map((cell) => cell.toLowerCase());
    return heads.some((cell) => AGE.includes(cell)) || agesAmong(heads).length >= 10;
  });
  if (head === -1)
    grid.complain(
      0,
      0,
      "no row names the columns: `age`, `sex`, `people`; or `age`, `females`, `males`; or 0, 1, 2, … 90+",
    );
  return Math.max(0, head);
}

/** Columns headed by an age. */
function agesAmong(heads: readonly string[]): { column: number; age: string }[] {
  return heads.flatMap((cell, column) => {
    const age = ageOf(cell.replace(/^(age|aged|m|f)[ _]?(?=\d)/, ""));
    return age === undefined ? [] : [{ column, age }];
  });
}

/** `4`, `90+`, `0-4`; undefined: no age. */
function ageOf(cell: string): string | undefined {
  const plain = cell
    .toLowerCase()
    .replace(/^aged? /, "")
    .replace(/ ?(years?|and over|or over|plus)( and over)?$/, (found) => (/over|plus/.test(found) ? "+" : ""))
    .replace(/ ?(to|–|−) ?/, "-")
    .trim();
  return /^\d{1,3}(\+|-\d{1,3})?$/.test(plain) ? plain : undefined;
}

type Body = { cells: string[]; row: number }[];

function ofArea(grid: Grid, head: number, heads: string[], body: Body, area: string | undefined): Body {
  const columns = heads.flatMap((cell, i) => (AREA.test(cell) ? [i] : []));
  const names = (column: number) => [...new Set(body.map(({ cells }) => cells[column] ?? ""))];
  if (area === undefined) {
    const many = columns.find((column) => names(column).length > 1);
    if (many !== undefined)
      grid.complain(
        head,
        many,
        `there are ${names(many).length} areas here; say which one by --area, such as --area '${names(many)[0]}'`,
      );
    return body;
  }
  const wanted = body.filter(({ cells }) => columns.some((i) => cells[i]?.toLowerCase() === area.toLowerCase()));
  if (wanted.length === 0) {
    const known = columns.flatMap(names).slice(0, 8);
    grid.complain(
      head,
      columns[0] ?? 0,
      `there is no area ${shown(area)}${known.length > 0 ? `; there are ${known.join(", ")} …` : ""}`,
    );
  }
  return wanted;
}

function readRows(grid: Grid, head: number, heads: string[], body: Body): Row[] {
  const at = (names: string[]) => heads.findIndex((cell) => names.includes(cell));
  const [age, sex, count, women, men] = [AGE, SEX, COUNT, WOMEN, MEN].map(at) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const wide = agesAmong(heads);
  if (age === -1 && wide.length >= 10 && sex === -1) {
    grid.complain(head, 0, "each row has a column for each age, but none says the sex; add a column `sex`");
    return [];
  }
  if (age === -1)
    return body.flatMap(({ cells, row }) => {
      const of = sexOf(cells[sex]);
      if (of === undefined && !isAll(cells[sex]))
        grid.complain(row, sex, `${shown(cells[sex])} is neither female nor male`);
      return of === undefined
        ? []
        : wide.flatMap(({ column, age: written }) => rowOf(grid, row, column, written, of, cells[column]));
    });
  if (women >= 0 && men >= 0)
    return body.flatMap(({ cells, row }) => {
      const written = agedAt(grid, row, age, cells[age]);
      if (written === undefined) return [];
      return [
        ...rowOf(grid, row, women, written, "female", cells[women]),
        ...rowOf(grid, row, men, written, "male", cells[men]),
      ];
    });
  if (sex === -1 || count === -1) {
    grid.complain(
      head,
      0,
      `a column ${sex === -1 ? "`sex`" : "`people`"} is wanted beside \`age\`, or columns \`females\` and \`males\``,
    );
    return [];
  }
  return body.flatMap(({ cells, row }) => {
    const written = agedAt(grid, row, age, cells[age]);
    const of = sexOf(cells[sex]);
    if (of === undefined && !isAll(cells[sex]))
      grid.complain(row, sex, `${shown(cells[sex])} is neither female nor male`);
    return of === undefined || written === undefined ? [] : rowOf(grid, row, count, written, of, cells[count]);
  });
}

function agedAt(grid: Grid, row: number, column: number, cell: string | undefined): string | undefined {
  const age = ageOf(cell ?? "");
  if (age === undefined && !/all|total/i.test(cell ?? ""))
    grid.complain(row, column, `${shown(cell)} is no age; write 4, 0-4 or 90+`);
  return age;
}

function rowOf(grid: Grid, row: number, column: number, age: string, sex: Sex, cell: string | undefined): Row[] {
  const people = isNothing(cell) ? undefined : numberIn(cell);
  if (people !== undefined && people >= 0) return [{ from: Number.parseInt(age, 10), age, sex, people }];
  grid.complain(row, column, `${shown(cell)} is no number of people`);
  return [];
}

function sexOf(cell: string | undefined): Sex | undefined {
  const word = cell?.toLowerCase() ?? "";
  if (["female", "females", "f", "women", "woman", "2"].includes(word)) return "female";
  return ["male", "males", "m", "men", "man", "1"].includes(word) ? "male" : undefined;
}

/** Both sexes together: told again by the rows of each. */
function isAll(cell: string | undefined): boolean {
  return /^(all|persons?|people|both|total|t|3|all persons|both sexes)$/i.test(cell ?? "");
}

function checkAges(grid: Grid, head: number, rows: Row[]): void {
  for (const sex of ["female", "male"] as const) {
    const own = rows.filter((row) => row.sex === sex);
    const twice = own.find((row, i) => own.findIndex((other) => other.from === row.from) < i);
    if (twice) grid.complain(head, 0, `age ${twice.age}, ${sex}, is there twice; name one area by --area, or one year`);
    if (own.length === 0) grid.complain(head, 0, `there is nobody who is ${sex}`);
  }
}

/** Ages from 90 on are one row, open at the end. */
function written(rows: Row[], file: string): ImportedPopulation {
  const notes: string[] = [];
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const isOld = row.from >= OLDEST || row.age.endsWith("+");
    const key = `${isOld ? "last" : row.age} ${row.sex}`;
    const before = sums.get(key);
    sums.set(key, {
      ...row,
      age: isOld ? `${Math.min(row.from, before?.from ?? row.from)}+` : row.age,
      from: Math.min(row.from, before?.from ?? row.from),
      people: row.people + (before?.people ?? 0),
    });
  }
  const inOrder = [...sums.values()].sort((a, b) => a.from - b.from || (a.sex < b.sex ? -1 : 1));
  const last = inOrder.at(-1);
  if (last && !last.age.endsWith("+")) {
    notes.push(`The last age, ${last.age}, is taken to stand for everyone older, too.`);
    for (const row of inOrder) if (row.from === last.from) row.age = `${row.from}+`;
  }
  const lines = inOrder.map(({ age, sex, people }) => `${age},${sex},${people}`);
  const people = inOrder.reduce((sum, row) => sum + row.people, 0);
  return {
    table: [
      `# Made by careshift import population from ${file.replace(/\s+/g, " ")}`,
      "age,sex,people",
      ...lines,
      "",
    ].join("\n"),
    people,
    notes,
  };
}
