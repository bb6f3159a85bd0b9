import type { Law } from "../engine/laws.js";
import { compileQuantiles, standardise } from "../engine/quantiles.js";
import type { By } from "../scenario/scenario.js";
import { type ClassOfPeople, valueFor } from "./classes.js";

/** Where a value by class lies: `array[base + stride * class]`. */
export interface Whereabouts {
  base: number;
  stride: 0 | 1;
}

/** Gathers numbers and laws by class into flat arrays, each distinct one once. */
export class ValueStore {
  private readonly numbers: number[] = [];
  private readonly numberAt = new Map<string, Whereabouts>();
  private readonly lawIndices: number[] = [];
  private readonly lawsAt = new Map<string, Whereabouts>();
  private readonly lawNumber = new Map<string, number>();
  private readonly tableAt = new Map<string, number>();
  private readonly tables: Float64Array[] = [];
  private tablesLength = 0;
  readonly lawTable: number[] = [];
  readonly lawScale: number[] = [];

  constructor(private readonly people: ClassOfPeople[]) {}

  /** Numbers by class; the same list of numbers lies in one place however often it is asked for. */
  byClass(numbers: number[]): Whereabouts {
    const alike = numbers.every((n) => n === numbers[0]);
    const kept = alike ? numbers.slice(0, 1) : numbers;
    const key = kept.join(" ");
    let at = this.numberAt.get(key);
    if (at === undefined) {
      at = { base: this.numbers.length, stride: alike ? 0 : 1 };
      for (const n of kept) this.numbers.push(n);
      this.numberAt.set(key, at);
    }
    return at;
  }

  number(value: By<number>): Whereabouts {
    return this.byClass(this.each(value));
  }

  /** A value for every class. */
  each(value: By<number>): number[] {
    return this.people.map((who) => valueFor(value, who));
  }

  zeros(): number[] {
    return this.people.map(() => 0);
  }

  /** The sum of several values, for every class. */
  sum(values: By<number>[]): number[] {
    return this.people.map((who) => values.reduce((total, value) => total + valueFor(value, who), 0));
  }

  laws(value: By<Law>): Whereabouts {
    const indices = this.people.map((who) => this.law(valueFor(value, who)));
    const alike = indices.every((i) => i === indices[0]);
    const kept = alike ? indices.slice(0, 1) : indices;
    const key = kept.join(" ");
    let at = this.lawsAt.get(key);
    if (at === undefined) {
      at = { base: this.lawIndices.length, stride: alike ? 0 : 1 };
      for (const index of kept) this.lawIndices.push(index);
      this.lawsAt.set(key, at);
    }
    return at;
  }

  /** One law's number; laws that differ by scale alone share one table of quantiles. */
  law(law: Law): number {
    const name = JSON.stringify(law);
    let number = this.lawNumber.get(name);
    if (number === undefined) {
      const { key, table, scale } = standardise(law);
      number = this.lawTable.length;
      this.lawNumber.set(name, number);
      this.lawTable.push(key === "fixed" ? -1 : this.table(key, table));
      this.lawScale.push(scale);
    }
    return number;
  }

  private table(key: string, law: Law): number {
    let at = this.tableAt.get(key);
    if (at === undefined) {
      at = this.tablesLength;
      const table = quantilesOf(key, law);
      this.tables.push(table);
      this.tablesLength += table.length;
      this.tableAt.set(key, at);
    }
    return at;
  }

  arrays(): {
    values: Float64Array;
    laws: Int32Array;
    lawTable: Int32Array;
    lawScale: Float64Array;
    tables: Float64Array;
  } {
    const tables = new Float64Array(this.tablesLength);
    let at = 0;
    for (const table of this.tables) {
      tables.set(table, at);
      at += table.length;
    }
    return {
      values: Float64Array.from(this.numbers),
      laws: Int32Array.from(this.lawIndices),
      lawTable: Int32Array.from(this.lawTable),
      lawScale: Float64Array.from(this.lawScale),
      tables,
    };
  }
}

/** Tables made last, by name: redesigns share most of their baseline's laws. A table takes about 100 kB. */
const MOST_KEPT = 128;
const kept = new Map<string, Float64Array>();

function quantilesOf(key: string, law: Law): Float64Array {
  const table = kept.get(key) ?? compileQuantiles(law);
  kept.delete(key);
  kept.set(key, table);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
  return table;
}
