import type { Comparison, Findings, ScenarioFindings } from "../experiment/findings.js";
import type { Text } from "./document.js";
import {
  acutePlaces,
  baselineOf,
  comparisonOf,
  measureOf,
  occupiedAt,
  reached,
  redesignsOf,
  waitingInVain,
} from "./look-up.js";
import type { Row } from "./rows.js";
import { spokenOf, type Verdict } from "./verdicts.js";
import { capital, list, number, percent, sayAmount, sayDifference, withoutSign } from "./words.js";

/**
 * Measures of which more is worse for those who need a bed or other care, and what they are called in a sentence. Harms are told
 * in order of their size beside the baseline, or beside `floor` (days, or people a year) where the baseline has less.
 */
const PRICES: { measure: string; words: string; floor: number }[] = [
  { measure: "wait", words: "longer waits for a bed", floor: 0.1 },
  { measure: "gave-up", words: "people a year giving up waiting", floor: 10 },
  { measure: "diverted", words: "people a year sent elsewhere at once", floor: 10 },
  { measure: "refused", words: "people a year turned away", floor: 10 },
  { measure: "cancelled", words: "people a year cancelled for want of a bed", floor: 10 },
];

/** What a board would want to hear first: who frees beds and at what price, what it costs whom, and whether targets are met. */
export function headlines(all: Findings, rows: Row[]): Text[] {
  const findings = reached(all);
  if (redesignsOf(findings).length === 0) return [];
  return [...beds(findings, rows), ...otherBeds(findings, rows), ...cost(findings, rows), ...targets(findings)];
}

function beds(findings: Findings, rows: Row[]): Text[] {
  const row = first(rows, "occupancy");
  if (row === undefined) return [];
  const place = row.label.split(":")[0] ?? "";
  const freeing = clearly(findings, row, -1);
  const honest = freeing.filter(({ redesign }) => pricesOf(findings, redesign, rows).length === 0);
  const [best] = honest;
  const others = freeing.filter((f) => !honest.includes(f));
  const lines: Text[] = [];
  const isOnly = redesignsOf(findings).length === 1;
  if (best !== undefined && isOnly)
    lines.push([
      { strong: best.redesign.name },
      ` is likely to free beds at ${place}, without longer waits or anyone sent elsewhere: ${sayAmount(best.of, " fewer occupied")}.`,
    ]);
  else if (best !== undefined)
    lines.push([
      { strong: best.redesign.name },
      ` is likely to free most beds at ${place} of the redesigns that lengthen no wait and send nobody away: ${sayAmount(best.of, " fewer occupied")}.`,
    ]);
  else if (freeing.length === 0)
    lines.push(
      `No redesign is likely to lower the beds occupied at ${place}${mayToo(clearly(findings, row, -1, "may"))}.`,
    );
  else lines.push(`No redesign is likely to free beds at ${place} without longer waits or people sent elsewhere.`);
  for (const { redesign, of } of others)
    lines.push([
      { strong: redesign.name },
      ` leaves ${sayAmount(of, " fewer occupied")} at ${place}, but is likely to bring ${list(pricesOf(findings, redesign, rows))}. Beds that are empty because people could not get into them are not beds set free.`,
    ]);
  for (const redesign of redesignsOf(findings).filter((s) => !freeing.some((f) => f.redesign === s))) {
    const prices = pricesOf(findings, redesign, rows);
    if (prices.length > 0) lines.push([{ strong: redesign.name }, ` is likely to bring ${list(prices)}.`]);
  }
  return lines;
}

/** Where there are several acute places: what becomes of the beds of each, so that the busiest does not speak for all. */
function otherBeds(findings: Findings, rows: Row[]): Text[] {
  const places = acutePlaces(baselineOf(findings));
  if (places.length < 2) return [];
  return places.flatMap((place, i) => {
    const row = rows.find((r) => r.measure === "occupancy" && r.place === place.name && !r.isPart);
    if (row === undefined) return [];
    const changes = ([-1, 1] as const).flatMap((sign) => {
      const found = i === 0 && sign < 0 ? [] : clearly(findings, row, sign);
      const by = found.map(({ redesign, of }) => `by ${sayAmount(of)} with “${redesign.name}”`);
      return by.length === 0 ? [] : [`${sign < 0 ? "fall" : "rise"} ${list(by)}`];
    });
    if (changes.length === 0) return [];
    return [`${capital(occupiedAt(place))} are likely to ${changes.join(", and to ")}.`];
  });
}

/** What gets likely worse for those who need a bed: `2,400 more people a year giving up waiting`. */
export function pricesOf(findings: Findings, redesign: ScenarioFindings, rows: Row[]): string[] {
  return [...closed(findings, redesign, rows), ...worse(findings, redesign, rows)];
}

/** Where nobody is let in any more there is no wait to lengthen: who waits in vain is the price. */
function closed(findings: Findings, redesign: ScenarioFindings, rows: Row[]): string[] {
  const row = first(rows, "wait");
  const waiting = row === undefined ? 0 : waitingInVain(findings, redesign, row.place);
  return waiting === 0 ? [] : [`an end to letting anyone in, with ${number(waiting)} waiting in vain`];
}

/** So many harms are told of one redesign; the comparison has them all. */
const MOST_HARMS = 3;

function worse(findings: Findings, redesign: ScenarioFindings, rows: Row[]): string[] {
  const harms = PRICES.flatMap((price) => {
    const own = rows.filter((row) => row.measure === price.measure && !row.isPart);
    return own.flatMap((row) => {
      const of = comparisonOf(findings, redesign, row);
      if (of === undefined || !(of.difference > 0) || spokenOf(of) !== "likely") return [];
      const before = measureOf(baselineOf(findings), row)?.mean ?? 0;
      const size = of.difference / Math.max(before, price.floor);
      return [{ size, said: harm(findings, price, of, own.length > 1) }];
    });
  }).sort((a, b) => b.size - a.size);
  const more = harms.length - MOST_HARMS;
  return [
    ...harms.slice(0, MOST_HARMS).map(({ said }) => said),
    ...(more > 0 ? [`${number(more)} more such harms`] : []),
  ];
}

/** `longer waits for A&E (+5.4 days on average)`; the place is named where others have the measure too. */
function harm(
  findings: Findings,
  { measure, words }: (typeof PRICES)[number],
  of: Comparison,
  isOneOfSeveral: boolean,
): string {
  const { value } = sayDifference(of);
  const place = baselineOf(findings).places.find(({ name }) => name === of.place)?.label ?? "";
  if (measure === "wait") return `longer waits for ${isOneOfSeveral ? place : "a bed"} (${value} days on average)`;
  return `${withoutSign(value)} more ${words}${isOneOfSeveral ? ` at ${place}` : ""}`;
}

function cost(findings: Findings, rows: Row[]): Text[] {
  const row = first(rows, "cost");
  if (row === undefined) return [];
  const [cheaper, dearer] = [clearly(findings, row, -1), clearly(findings, row, 1)];
  const [less, more] = [clearly(findings, row, -1, "may"), clearly(findings, row, 1, "may")];
  const parts = rows.filter((r) => r.measure === "cost" && r.isPart);
  const said = (found: Found[], what: string) =>
    found.length === 0
      ? []
      : [`${what} in all: ${list(found.map(({ redesign, of }) => `“${redesign.name}” by ${sayAmount(of)}`))} a year.`];
  return [
    ...(cheaper.length + less.length > 0
      ? []
      : [
          redesignsOf(findings).length === 1
            ? "It is not likely to cost less in all."
            : "No redesign is likely to cost less in all.",
        ]),
    ...said(cheaper, "Likely to cost less"),
    ...said(less, "May cost less"),
    ...said(dearer, "Likely to cost more"),
    ...said(more, "May cost more"),
    ...cheaper.flatMap(({ redesign }) => {
      const losers = parts.flatMap((part) => {
        const of = comparisonOf(findings, redesign, part);
        if (of === undefined || of.difference <= 0 || spokenOf(of) !== "likely") return [];
        return [`${part.label.replace(/^of which /, "")} (${sayDifference(of).value})`];
      });
      return losers.length === 0
        ? []
        : [
            `What “${redesign.name}” saves in all is not saved by everyone: more is likely to fall to ${list(losers)} a year.`,
          ];
    }),
  ];
}

function targets(findings: Findings): Text[] {
  const set = findings.scenarios.filter((s) => s.allTargets !== null);
  if (set.length === 0) return [];
  const [best] = [...set].sort((a, b) => (b.allTargets?.met ?? 0) - (a.allTargets?.met ?? 0));
  const met = best?.allTargets?.met ?? 0;
  if (met === 0) return ["Nothing compared here, the baseline included, meets all targets in any replication."];
  const bests = set.filter((s) => s.allTargets?.met === met);
  const who =
    bests.length === set.length
      ? "Everything compared here"
      : list(bests.map((s) => (s === baselineOf(findings) ? "the baseline" : `“${s.name}”`)));
  return [
    `${who === "the baseline" ? "The baseline" : who} meet${bests.length === 1 && bests.length !== set.length ? "s" : ""} all targets most often: in ${percent(met)} of replications.`,
  ];
}

/** Of what none is likely to do: who may. */
function mayToo(found: Found[]): string {
  if (found.length === 0) return "";
  return `; ${list(found.map(({ redesign, of }) => `“${redesign.name}” may, by ${sayAmount(of)}`))}`;
}

interface Found {
  redesign: ScenarioFindings;
  of: Comparison;
}

/** The redesigns that clearly lower (−1) or raise (1) a measure, or that may, the largest difference first. */
function clearly(findings: Findings, row: Row, sign: 1 | -1, how: Verdict = "likely"): Found[] {
  return redesignsOf(findings)
    .flatMap((redesign) => {
      const of = comparisonOf(findings, redesign, row);
      return of !== undefined && of.difference * sign > 0 && spokenOf(of) === how ? [{ redesign, of }] : [];
    })
    .sort((a, b) => sign * (b.of.difference - a.of.difference));
}

function first(rows: Row[], measure: string): Row | undefined {
  return rows.find((row) => row.measure === measure && !row.isPart);
}
