import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { audit } from "../../src/care/audit.js";
import { type Compiled, compile } from "../../src/care/compile.js";
import { Measures } from "../../src/care/measures.js";
import { simulate } from "../../src/care/simulate.js";
import type { Tally } from "../../src/care/tally.js";
import { type Estimate, estimate } from "../../src/experiment/intervals.js";
import { readScenario } from "../../src/scenario/read.js";

const DAY = 86_400_000;

/** A row of expected.csv. */
export interface Expected {
  case: string;
  quantity: string;
  measure: string;
  place: string;
  expected: string;
  basis: string;
}

export const EXPECTED: Expected[] = Papa.parse<Expected>(
  readFileSync(new URL("expected.csv", import.meta.url), "utf8"),
  {
    header: true,
    skipEmptyLines: true,
  },
).data;

/** Runs a case as its file has it; returns a mean with its standard error for each quantity asked for. */
export function runCase(name: string, rows: Expected[]): { row: Expected; got: Estimate; standardError: number }[] {
  const read = readScenario(new URL(`${name}.yaml`, import.meta.url).pathname);
  const root = read.root === read.file ? read : readScenario(read.root);
  const compiled = compile(read.epochs, root.epochs);
  const tallies = Array.from({ length: read.epochs[0]!.scenario.run.replications }, (_, r) =>
    simulate(compiled.plan, r),
  );
  for (const tally of tallies) {
    const broken = audit(compiled.plan, compiled.legend, tally).filter((line) => !line.ok);
    if (broken.length > 0) throw new Error(`${name}: ${JSON.stringify(broken)}`);
  }
  return rows.map((row) => {
    const got = estimate(tallies.map((tally) => quantity(compiled, tally, row)));
    return { row, got, standardError: got.sd / Math.sqrt(got.n) };
  });
}

function quantity(compiled: Compiled, tally: Tally, { measure, place }: Expected): number {
  const p = compiled.legend.places.findIndex((each) => each.name === place);
  const [name, detail] = measure.split(":") as [string, string | undefined];
  if (name === "chance-full-with") return chanceFull(compiled, tally, p, Number(detail));
  if (name === "midnight-census") return midnights(compiled, tally, p, () => true);
  if (name === "midnight-census-in-month") return midnights(compiled, tally, p, (month) => month === Number(detail));
  if (name === "delay-per-stay") return delayPerStay(compiled, tally, p, detail as string);
  const keys = new Measures(compiled.plan, compiled.legend);
  const at = keys.keys.findIndex((key) => key.measure === name && key.place === place);
  if (at === -1) throw new Error(`no measure ${name} of ${place}`);
  return keys.of(tally)[at]!;
}

/** P(N = n) / P(N ≤ n). */
function chanceFull({ plan }: Compiled, tally: Tally, p: number, beds: number): number {
  const histogram = tally.histogram.subarray(plan.places.histogramAt[p]!, plan.places.histogramAt[p]! + beds + 1);
  return histogram[beds]! / histogram.reduce((a, b) => a + b, 0);
}

function midnights({ plan, legend }: Compiled, tally: Tally, p: number, wanted: (month: number) => boolean): number {
  const counted = Array.from({ length: tally.censusOccupied.length / plan.places.count }, (_, day) => day).filter(
    (day) => wanted(new Date(Date.parse(legend.start) + day * DAY).getUTCMonth() + 1),
  );
  return counted.reduce((sum, day) => sum + tally.censusOccupied[day * plan.places.count + p]!, 0) / counted.length;
}

/** Days that people held a bed here for a step, per admission to that step's place. */
function delayPerStay({ legend }: Compiled, tally: Tally, p: number, step: string): number {
  const next = legend.places.findIndex((place) => place.name === legend.steps.find((s) => s.name === step)?.place);
  return tally.delayedDays[p]! / tally.counts[next << 4]!;
}
