/** Observed figures made ready for a fit: which measure each is, of which days, and how far off a simulated one may be. */
import type { MeasureKey } from "../care/measures.js";
import type { Observed } from "../scenario/observed.js";
import { nearest } from "../scenario/suggest.js";
import type { Period } from "./periods.js";

/** `fit`: fitted to; `check`: only held against; `predict`: of a later period, to be foretold. */
export type FigureUse = "fit" | "check" | "predict";

/** An observed figure that a simulated one can be held against. */
export interface Figure {
  measure: string;
  place: string | null;
  unit: string;
  use: FigureUse;
  period: Period;
  observed: number;
  /** How far off a simulated figure is as likely as not to be: the yardstick of the fit. */
  sd: number;
  /** Where `sd` comes from. */
  sdFrom: "sd" | "range" | "assumed";
}

/** Figures, and those that can't be used, with the reason. */
export interface Sorted {
  figures: Figure[];
  unused: { measure: string; place: string | null; why: string }[];
}

/** Taken where a figure says nothing of its own spread: this share of its value. */
const ASSUMED = 0.05;

/**
 * Sorts what was observed. A figure's yardstick is its `sd`; else a quarter of what lies between its `low` and `high` (95 % of a
 * normal law); else 5 % of its value. Where no figure is marked `use: fit`, all but those for context and those that are the baseline's own input are fitted to.
 *
 * @param whole the days that the scenario observes
 * @param backtest figures of a period that begins on this ISO date or later are foretold from those of periods before it
 */
export function sortFigures(
  observed: readonly Observed[],
  keys: readonly MeasureKey[],
  whole: Period,
  backtest: string | undefined,
): Sorted {
  const marked = observed.some(({ use }) => use === "fit");
  const sorted: Sorted = { figures: [], unused: [] };
  for (const each of observed.filter(({ use }) => use !== "context" && use !== "input")) {
    const { measure, place } = each;
    const key = keys.find((k) => k.measure === measure && k.place === place && k.group === null);
    const period = { from: each.from ?? whole.from, to: each.to ?? whole.to };
    const why = key ? outside(period, whole) : unknown(each, keys);
    const use = useOf(each, period, backtest, marked);
    if (why !== undefined || use === undefined)
      sorted.unused.push({ measure, place, why: why ?? `its days lie on both sides of ${backtest}` });
    else sorted.figures.push({ measure, place, unit: key!.unit, use, period, observed: each.value, ...spread(each) });
  }
  return sorted;
}

function useOf(each: Observed, period: Period, backtest: string | undefined, marked: boolean): FigureUse | undefined {
  const use = each.use === "fit" || !marked ? "fit" : "check";
  if (backtest === undefined) return use;
  if (each.from === undefined && each.to === undefined) return "check";
  if (period.to < backtest) return "fit";
  return period.from >= backtest ? "predict" : undefined;
}

function spread({ value, low, high, sd }: Observed): Pick<Figure, "sd" | "sdFrom"> {
  if (sd !== undefined && sd > 0) return { sd, sdFrom: "sd" };
  if (low !== undefined && high !== undefined && high > low) return { sd: (high - low) / 4, sdFrom: "range" };
  return { sd: Math.max(Math.abs(value) * ASSUMED, 1e-9), sdFrom: "assumed" };
}

function outside({ from, to }: Period, whole: Period): string | undefined {
  if (from > to) return `it ends on ${to}, before it begins on ${from}`;
  if (from >= whole.from && to <= whole.to) return undefined;
  return `its days, ${from} to ${to}, lie outside those simulated, ${whole.from} to ${whole.to}; --years makes a run longer`;
}

function unknown({ measure, place }: Observed, keys: readonly MeasureKey[]): string {
  const known = keys.filter((key) => key.group === null);
  const elsewhere = known.filter((key) => key.measure === measure).map((key) => key.place ?? "the whole system");
  if (elsewhere.length > 0)
    return `there is no measure \`${measure}\` of ${place ?? "the whole system"}, only of ${elsewhere.join(", ")}`;
  const near = nearest(measure, new Set(known.map((key) => key.measure)));
  return `there is no measure \`${measure}\`${near === undefined ? "" : `; did you mean \`${near}\`?`}`;
}
