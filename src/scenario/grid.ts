/** Sums over people: chances and shares that must come to one for everybody, and rows that leave someone out. */
import type { ByRead } from "./by.js";
import { type Cell, cells, rowFor } from "./who.js";

/** What holds for a group, by its row or as one of the others; undefined where nothing does. */
export function valueFor<T>(table: ByRead<T>, cell: Cell): T | undefined {
  const row = rowFor(table.rows, cell);
  return row ? row.value : table.others;
}

/** The sum of several tables for each group of people within which none of them differs. */
export function sums(tables: ByRead<number>[]): { who: Cell; sum: number }[] {
  return cells(tables).map((who) => ({
    who,
    sum: tables.reduce((sum, table) => sum + (valueFor(table, who) ?? 0), 0),
  }));
}

/** What the others leave of one, for everybody. */
export function complement(tables: ByRead<number>[]): ByRead<number> {
  const by = [...new Set(tables.flatMap((table) => table.by))];
  const rows =
    by.length === 0 ? [] : sums(tables).map(({ who, sum }) => ({ who, value: Math.max(0, 1 - sum), path: [] }));
  return { by, rows, others: by.length === 0 ? Math.max(0, 1 - (sums(tables)[0]?.sum ?? 0)) : 0 };
}

/**
 * The first people for whom a table says nothing. Segments and localities that the scenario knows may all be named
 * by rows, and then nobody is left over.
 */
export function firstLeftOut(
  table: ByRead<unknown>,
  members: { segment: readonly string[]; locality: readonly string[] },
): Cell | undefined {
  if (table.others !== undefined) return undefined;
  const everyone = { by: table.by, rows: [...membersAsRows(table, members), ...table.rows] };
  return cells([everyone]).find((cell) => !isNobody(cell, table, members) && !rowFor(table.rows, cell));
}

function membersAsRows(table: ByRead<unknown>, members: { segment: readonly string[]; locality: readonly string[] }) {
  const dimensions = (["segment", "locality"] as const).filter((dimension) => table.by.includes(dimension));
  return dimensions.flatMap((dimension) => members[dimension].map((name) => ({ who: { [dimension]: name } })));
}

function isNobody(
  cell: Cell,
  table: ByRead<unknown>,
  members: { segment: readonly string[]; locality: readonly string[] },
): boolean {
  return (["segment", "locality"] as const).some(
    (dimension) => table.by.includes(dimension) && members[dimension].length > 0 && cell[dimension] === undefined,
  );
}
