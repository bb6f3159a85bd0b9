/** Changes as studies report them: in words and in the cells of a table. */
import type { Claim } from "../experiment/evaluate-findings.js";
import type { Cell } from "./document.js";
import { MINUS, NBSP, number, percent } from "./words.js";

type Figure = Claim["rate"];

/** A bound that one replication can't give is infinite, and null once it was JSON. */
export function known(bound: number | null): bound is number {
  return bound !== null && Number.isFinite(bound);
}

/** `95 % 45–49 %`; where it holds no change, `95 % from 12 % fewer to 8 % more`. */
export function rangeText({ low, high }: Figure, [less, more] = ["fewer", "more"]): string {
  if (!known(low) || !known(high)) return "interval not known";
  const [from, to] = [low - 1, high - 1];
  const step = Math.max(Math.abs(from), Math.abs(to)) < 0.095 ? 0.1 : 1;
  if (from < 0 && to > 0) return `95${NBSP}% from ${percent(-from, step)} ${less} to ${percent(to, step)} ${more}`;
  const ends = [Math.abs(from), Math.abs(to)].sort((a, b) => a - b) as [number, number];
  return `95${NBSP}% ${number(ends[0] * 100, step)}–${percent(ends[1], step)}`;
}

/** Heading over such cells. */
export const CHANGE = { heading: "change", unit: "95 % interval", align: "number" } as const;

/** The change and, under it, its interval. */
export function changeCell({ ratio }: Pick<Claim, "ratio">): Cell {
  if (ratio === null) return { text: "–" };
  const { mean, low, high } = ratio;
  const value = mean - 1;
  const quantity = {
    value,
    ...(known(low) && { low: low - 1 }),
    ...(known(high) && { high: high - 1 }),
    unit: "share",
  };
  const interval = known(low) && known(high) ? `(${points(low - 1)} to ${points(high - 1)})` : "not known";
  return { text: change(value), under: interval, quantity };
}

function change(share: number): string {
  return `${points(share)}${NBSP}%`;
}

/** A change in per cent, with its sign. */
function points(share: number): string {
  const text = (Math.abs(share) * 100).toFixed(1);
  return text === "0.0" ? text : `${share < 0 ? MINUS : "+"}${text}`;
}
