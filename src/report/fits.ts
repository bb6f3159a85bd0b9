/** What was read from data, and how well it fits, as text for the screen. */
import type { FittedArrivals, Turn } from "../scenario/import/rhythm-fit.js";
import type { FittedStays } from "../scenario/import/stays.js";
import { capital, date } from "./words.js";

const BAR = 36;

/** What arrivals by a turn of the clock are counted in, and how many of these a day has. */
export function countedIn(of: string): { unit: "a day" | "an hour"; aDay: number } {
  return of === "hour" ? { unit: "an hour", aDay: 24 } : { unit: "a day", aDay: 1 };
}

/** A bar chart in text: what was observed as a bar, what is fitted as a mark on it. */
export function arrivalsText(found: FittedArrivals): string {
  const head = `${found.arrivals.toLocaleString("en-GB")} arrivals in ${daysWords(found)}, ${date(found.from)} to ${date(found.to)}: ${found.perDay.toFixed(2)} a day.`;
  const spread = Number.isFinite(found.dispersion)
    ? `Daily counts vary ${found.dispersion.toFixed(2)} times as much as Poisson arrivals of this rhythm (1: just so).`
    : "";
  return [head, ...found.turns.map(turnText), spread, ...found.notes].filter((line) => line !== "").join("\n\n");
}

/** `365 days`, or `304 known days of 365` where some are left out. */
export function daysWords({ days, unknown }: FittedArrivals): string {
  return unknown === 0 ? `${days} days` : `${days - unknown} known days of ${days}`;
}

function turnText({ of, names, observed, multipliers }: Turn): string {
  const { unit, aDay } = countedIn(of);
  const most = Math.max(...observed.filter(Number.isFinite));
  const rows = names.flatMap((name, i) => {
    const seen = observed[i]!;
    if (!Number.isFinite(seen)) return [];
    const bar = "█".repeat(Math.round((seen / most) * BAR));
    return [
      `  ${capital(name).padEnd(10)}${(seen / aDay).toFixed(aDay === 1 ? 1 : 2).padStart(8)}  ${multipliers[i]!.toFixed(3)}  ${bar}`,
    ];
  });
  return [`By ${of}: observed arrivals ${unit}, multiplier`, ...rows].join("\n");
}

/** The fits, likeliest first, and the shares of stays at most so long, observed beside fitted. */
export function staysText(found: FittedStays): string {
  const { n, mean, sd, median, unit, fits } = found;
  const rows = fits.map(
    ({ law, aic, distance }) =>
      `  ${law.law.padEnd(12)}${aic.toFixed(1).padStart(12)}${distance.toFixed(4).padStart(12)}`,
  );
  return [
    `${n} stays: mean ${mean.toPrecision(4)}, sd ${sd.toPrecision(4)}, median ${median.toPrecision(4)} ${unit}.`,
    [`  ${"law".padEnd(12)}${"AIC".padStart(12)}${"distance".padStart(12)}`, ...rows].join("\n"),
    "AIC (Akaike 1974): less is likelier. Distance (Kolmogorov and Smirnov): the widest gap between the shares of stays at most so long, fitted and observed.",
    ...found.notes,
  ].join("\n\n");
}
