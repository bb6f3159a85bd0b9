/** What sensitivity findings say, number by number, as screen, page and chart show it. */
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import { plain } from "./escape.js";
import { namesFor } from "./names.js";
import { decimals, stepOf } from "./rounding.js";
import { capital, list, MINUS, number, sayDifference, sayEstimate } from "./words.js";

/** A number's name for people, and from where to where it may lie. */
export interface NumberInWords {
  label: string;
  /** `low 44, high 56`, `0.85 to 1.15 times`. */
  range: string;
}

/** The names and ranges of all numbers, in order. */
export function numbersInWords({ numbers, question }: SensitivityFindings): NumberInWords[] {
  const names = namesFor({ scenarios: [] }, question.labels);
  return numbers.map((of) => ({
    label: plain(`${names.path(of.path)}${of.change === null ? "" : ` (as changed: ${of.change})`}`),
    range: rangeOf(of),
  }));
}

/** Measures of a place whose name alone says little, as papers say them. */
const OF_PLACE: Record<string, (place: string) => string> = {
  "occupancy-share": (place) => `share occupied of ${place}`,
  "days-over-92": (place) => `midnights with ${place} over 92 % full`,
  admissions: (place) => `admissions to ${place}`,
  delayed: (place) => `delayed patients at ${place}`,
  waiting: (place) => `people waiting for ${place}`,
  wait: (place) => `mean wait for ${place}`,
  "wait-p95": (place) => `wait for ${place} that one in twenty exceeds`,
  "gave-up": (place) => `people sent elsewhere after waiting for ${place}`,
  diverted: (place) => `people sent elsewhere at once from ${place}`,
  refused: (place) => `people turned away from ${place}`,
};

/** What is measured: `Occupancy of Torbay Hospital`, `Cost`. */
export function measureInWords({ question: { measure, place, labels } }: SensitivityFindings): string {
  const names = namesFor({ scenarios: [] }, labels);
  if (place === null) return plain(names.of(measure));
  const said = OF_PLACE[measure]?.(names.of(place)) ?? `${names.of(measure)} of ${names.of(place)}`;
  return plain(capital(said));
}

/** The same within a sentence. */
export function measureWithin(findings: SensitivityFindings): string {
  const words = measureInWords(findings);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** The two numbers with the widest bars, as far as their intervals hold no nought: `“Bay: beds” and “Bay: length of stay” move …`. */
export function moversInWords(findings: SensitivityFindings): string {
  const words = numbersInWords(findings);
  const clear = [...new Set(clearNumbers(findings).map((number) => words[number]?.label ?? ""))].slice(0, 2);
  const of = measureWithin(findings);
  if (clear.length === 0) return `No number clearly moves ${of}: every bar is within what chance does`;
  return `${list(clear.map((label) => `“${label}”`))} ${clear.length === 1 ? "moves" : "move"} ${of} most`;
}

/** Positions of the numbers that clearly matter, widest first. */
function clearNumbers({ tornado, sobol, evppi }: SensitivityFindings): number[] {
  const isClear = ({ difference, half }: { difference: number; half: number | null }) =>
    half !== null && Math.abs(difference) > half;
  if (tornado !== null)
    return tornado.bars.filter(({ low, high }) => isClear(low) || isClear(high)).map((b) => b.number);
  if (sobol !== null) return sobol.indices.filter(({ total }) => total.low > 0).map((index) => index.number);
  return (evppi?.worths ?? []).filter(({ value, low }) => value > 0 && low > 0).map((worth) => worth.number);
}

/** A paired difference with half of its interval: `−2.1 ± 0.1`. */
export function sayHalf(difference: number, half: number | null, unit: string): string {
  const size = Math.abs(difference);
  const bounds = half === null ? [Number.NaN, Number.NaN] : [size - half, size + half];
  const { value, spread } = sayEstimate({ mean: size, low: bounds[0]!, high: bounds[1]!, unit });
  const sign = difference === 0 || !/[1-9]/.test(value) ? "" : difference < 0 ? MINUS : "+";
  return `${sign}${value}${spread === null ? "" : ` ${spread}`}`;
}

/** A worth: `£120k`, `0.8`. Never with a sign. */
export function sayWorth(value: number, unit: string): string {
  const said = sayDifference({ difference: value, low: value * 0.9, high: value * 1.1, unit }).value;
  return said.replace(/^\+/, "");
}

function rangeOf({ low, high, unit }: SensitivityFindings["numbers"][number]): string {
  const step = stepOf(high, (high - low) / 20);
  const say = (value: number) => figure(value, step);
  if (unit === "times") return `× ${say(low)} to ${say(high)}`;
  if (unit.startsWith("£")) return `£${say(low)} to £${say(high)}${unit === "£" ? "" : unit.slice(1)}`;
  if (unit.startsWith("%")) return `${say(low)} to ${say(high)}${unit}`;
  return `${say(low)} to ${say(high)}${unit === "" ? "" : ` ${unit}`}`;
}

function figure(value: number, step: number): string {
  const text = number(value, step);
  return decimals(step) === 0 ? text : text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}
