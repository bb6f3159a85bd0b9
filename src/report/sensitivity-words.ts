/** What sensitivity findings say, number by number, as screen, page and chart show it. */
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import { plain } from "./escape.js";
import { namesFor } from "./names.js";
import { decimals, stepOf } from "./rounding.js";
import { MINUS, number, sayDifference, sayEstimate } from "./words.js";

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

/** What is measured: `Occupancy of Torbay Hospital`, `Cost`. */
export function measureInWords({ question }: SensitivityFindings): string {
  const names = namesFor({ scenarios: [] }, question.labels);
  const what = names.of(question.measure);
  return plain(question.place === null ? what : `${what} of ${names.of(question.place)}`);
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
