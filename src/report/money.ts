import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import type { Terms } from "../experiment/terms.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import type { Section, Table, TableRow } from "./document.js";
import { measureOf } from "./look-up.js";
import type { Names } from "./names.js";
import { number, percent } from "./words.js";

/** What is paid for, and what a year of it is counted in. */
const KINDS = [
  { key: "occupiedDay", what: "occupied days", unit: "days" },
  { key: "openDay", what: "open days", unit: "days" },
  { key: "stay", what: "stays", unit: "stays" },
] as const;
type Kind = (typeof KINDS)[number];

/** One line of the account: so many a year, at a price, make so many pounds a year. */
interface Line {
  place: string;
  payer: string;
  what: string;
  /** NaN where several prices change during the run and only their sum is known. */
  quantity: number;
  unit: string;
  /** Lowest and highest price over the time observed. */
  low: number;
  high: number;
  pounds: number;
}

/** Days, stays and prices behind every pound, scenario by scenario; null where the findings keep no prices or nothing costs anything. */
export function moneySection(findings: Findings, names: Names): Section | null {
  const sections = findings.scenarios.flatMap((scenario, i): Section[] => {
    const lines = accountOf(scenario);
    if (lines.length === 0) return [];
    return [{ id: `money-${i + 1}`, heading: scenario.name, blocks: [accountTable(scenario, lines, i, names)] }];
  });
  if (sections.length === 0) return null;
  return {
    id: "money",
    heading: "Where every pound comes from",
    blocks: [
      {
        kind: "paragraph",
        text: "Cost here is days and stays times their prices, nothing else. Occupied days are the mean number in the place times 365.25; open days are the beds or places that the scenario keeps open; both are means a year over the time observed. Prices are the scenario’s own: see “Risks and assumptions” for what stands behind each.",
      },
    ],
    sections,
  };
}

/** The lines of every place that costs anything; they add up to its measured cost. */
export function accountOf(scenario: ScenarioFindings): Line[] {
  return scenario.places.flatMap(({ name, payer }) => {
    const terms = (scenario.terms ?? []).filter((t) => t.place === name);
    const cost = measureOf(scenario, { measure: "cost", place: name, group: null })?.mean ?? 0;
    if (cost === 0 || terms.length === 0) return [];
    const lines = KINDS.flatMap((kind) => line(scenario, name, payer, terms, kind) ?? []);
    return settled(lines, cost);
  });
}

function line(scenario: ScenarioFindings, place: string, payer: string, terms: Terms[], kind: Kind): Line | undefined {
  const prices = terms.map(({ prices }) => prices[kind.key] ?? 0);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  if (high === 0 && low === 0) return undefined;
  const of = (measure: string) => measureOf(scenario, { measure, place, group: null })?.mean ?? 0;
  const occupied = of("occupancy") * DAYS_PER_YEAR;
  const isLimited = terms.every((t) => t.capacity !== null);
  const base = { place, payer, what: kind.what, unit: kind.unit, low, high };
  if (kind.key === "openDay" && isLimited) {
    const days = terms.reduce((sum, t) => sum + t.days, 0);
    const yearly = (get: (t: Terms) => number) =>
      (terms.reduce((sum, t) => sum + t.days * get(t), 0) / days) * DAYS_PER_YEAR;
    return {
      ...base,
      quantity: yearly((t) => t.capacity ?? 0),
      pounds: yearly((t) => (t.capacity ?? 0) * (t.prices.openDay ?? 0)),
    };
  }
  const quantity = kind.key === "stay" ? of("admissions") : occupied;
  return { ...base, quantity, pounds: low === high ? quantity * low : Number.NaN };
}

/** What a line with a changing price costs is what the measured cost leaves for it; several such lines become one. */
function settled(lines: Line[], cost: number): Line[] {
  const open = lines.filter((l) => Number.isNaN(l.pounds));
  const [first, ...others] = open;
  if (first === undefined) return lines;
  const rest = cost - lines.reduce((sum, l) => sum + (Number.isNaN(l.pounds) ? 0 : l.pounds), 0);
  const what = open.map((l) => l.what).join(" and ");
  const merged: Line =
    others.length === 0 ? { ...first, pounds: rest } : { ...first, what, quantity: Number.NaN, pounds: rest };
  return [...lines.filter((l) => !open.includes(l)), merged];
}

function accountTable(scenario: ScenarioFindings, lines: Line[], i: number, names: Names): Table {
  const total = measureOf(scenario, { measure: "cost", place: null, group: null })?.mean ?? 0;
  const sum = lines.reduce((all, l) => all + l.pounds, 0);
  const payers = [...new Set(lines.map((l) => l.payer))];
  return {
    kind: "table",
    id: `account-${i + 1}`,
    caption: `What a year costs, line by line: ${scenario.name}`,
    columns: [
      { heading: "Paid by, for", align: "text" },
      { heading: "So many a year", align: "number" },
      { heading: "At a price of", unit: "£", align: "number" },
      { heading: "Comes to", unit: "£ a year", align: "number" },
    ],
    rows: [
      ...payers.flatMap((payer) => {
        const own = lines.filter((l) => l.payer === payer);
        return [sumRow(names.of(payer), own), ...own.map((l) => lineRow(l, names))];
      }),
      { ...sumRow("All payers", lines), isTotal: true },
    ],
    notes: [
      "Days, stays and prices are printed rounded, and pounds were worked out before rounding: the product of two printed figures may be some pounds off.",
      `The cost measured in the run is £${number(total)} a year; these lines add up to ${Math.abs(sum - total) < 1 ? "the same to the pound" : `£${number(sum)}, which is ${percent(Math.abs(sum - total) / total, 0.01)} off: the places that cost have more to pay for than days and stays`}.${lines.some((l) => l.low !== l.high) ? " Where a price changes during the run its range is given, and the mean price that was paid under it." : ""}`,
    ],
  };
}

function sumRow(name: string, lines: Line[]): TableRow {
  const pounds = lines.reduce((sum, l) => sum + l.pounds, 0);
  return {
    cells: [
      { text: [{ strong: name }] },
      { text: "" },
      { text: "" },
      { text: [{ strong: number(pounds) }], quantity: { value: pounds, unit: "£ per year" } },
    ],
  };
}

function lineRow({ place, what, quantity, unit, low, high, pounds }: Line, names: Names): TableRow {
  const isCounted = Number.isFinite(quantity);
  const mean = isCounted && quantity > 0 ? pounds / quantity : low;
  const price = (value: number) => number(value, Number.isInteger(value) ? 1 : 0.01);
  return {
    isPart: true,
    cells: [
      { text: `${names.of(place)}: ${what}` },
      isCounted
        ? { text: `${number(quantity)}\u00a0${unit}`, quantity: { value: quantity, unit: `${unit} per year` } }
        : { text: "–" },
      low === high
        ? { text: price(low), quantity: { value: low, unit: "£" } }
        : {
            text: `${price(low)} to ${price(high)}`,
            ...(isCounted && { under: `mean ${number(mean, 0.01)}`, quantity: { value: mean, unit: "£" } }),
          },
      { text: number(pounds), quantity: { value: pounds, unit: "£ per year" } },
    ],
  };
}
