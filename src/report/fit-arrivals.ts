/** How well a rhythm fits the arrivals it was read from, as a page. */
import type { FittedArrivals, Turn } from "../scenario/import/rhythm-fit.js";
import { drawLite, widthOf } from "./charts.js";
import type { Document, Figure, Panel, Table } from "./document.js";
import { plain } from "./escape.js";
import { countedIn, daysWords } from "./fits.js";
import { BAND, BLUE, INK } from "./palette.js";
import { capital, date, list } from "./words.js";

const DAY = 86_400_000;
/** So many days or fewer are shown one by one, more by the week. */
const FEW = 62;
/** Of a normal law, within so many standard deviations of its mean lie 95 %. */
const WITHIN = 1.96;

/** Days or whole weeks: arrivals observed and fitted, and what chance alone allows (Poisson, normal approximation, 95 %). */
export interface Stretch {
  /** ISO date of its first day. */
  from: string;
  observed: number;
  fitted: number;
  low: number;
  high: number;
}

/** A page with the arrivals over time and by each turn of the clock, observed beside fitted. */
export async function arrivalsPage(found: FittedArrivals, file: string, command: string): Promise<Document> {
  const stretches = stretchesOf(found);
  const what = found.days <= FEW ? "days" : "weeks";
  const turns: Figure = {
    kind: "figure",
    id: "rhythm",
    title: `Arrivals follow ${list(found.turns.map(({ of }) => `the ${of}`))}`,
    note: "Bars: observed arrivals, a day or an hour as the axis says. Dots: the rate times the multiplier of that month, weekday or hour alone; where months and weekdays are not all as often there, the two differ a little.",
    alt: found.turns.map(busiest).join(" "),
    panels: await Promise.all(found.turns.map((turn) => turnPanel(turn, found))),
    tables: found.turns.map((turn) => turnTable(turn, found)),
  };
  return {
    title: `Arrivals in ${plain(file)}`,
    language: "en-GB",
    facts: [
      { name: "Arrivals", value: found.arrivals.toLocaleString("en-GB") },
      { name: "From and to", value: `${date(found.from)} to ${date(found.to)}, ${daysWords(found)}` },
      { name: "A day", value: found.perDay.toFixed(2) },
      {
        name: "Spread of daily counts over that of Poisson arrivals",
        value: Number.isFinite(found.dispersion) ? found.dispersion.toFixed(2) : "too few days to say",
      },
    ],
    sections: [
      {
        id: "fit",
        heading: "What was observed, and the rhythm that fits it",
        blocks: [
          ...found.notes.map((note) => ({ kind: "paragraph" as const, text: plain(note) })),
          await overTime(stretches, what),
          turns,
          { kind: "command", text: command },
        ],
      },
    ],
    footer: "Made by Careshift.",
    origin: { version: "", run: "", seed: "", replications: 0, command },
  };
}

/** The days of a short record, the whole weeks of a long one; of each what is known, and none of which nothing is. */
export function stretchesOf({ from, days, daily }: FittedArrivals): Stretch[] {
  const length = days <= FEW ? 1 : 7;
  return Array.from({ length: Math.floor(days / length) }, (_, i) => i * length).flatMap((at) => {
    const some = daily.slice(at, at + length).filter((day) => Number.isFinite(day.observed));
    if (some.length === 0) return [];
    const observed = some.reduce((sum, day) => sum + day.observed, 0);
    const fitted = some.reduce((sum, day) => sum + day.fitted, 0);
    const by = WITHIN * Math.sqrt(fitted);
    const first = new Date(Date.parse(from) + at * DAY).toISOString().slice(0, 10);
    return [{ from: first, observed, fitted, low: Math.max(0, fitted - by), high: fitted + by }];
  });
}

async function overTime(stretches: Stretch[], what: "days" | "weeks"): Promise<Figure> {
  const isDays = what === "days";
  const inside = stretches.filter(({ observed, low, high }) => observed >= low && observed <= high).length;
  const title = `${inside} of ${stretches.length} ${what} lie within what chance allows`;
  const svg = await drawLite(
    {
      width: 860,
      height: 200,
      data: { values: stretches },
      encoding: {
        x: { field: "from", type: "temporal", title: null, axis: { format: isDays ? "%-d %b %Y" : "%b %Y" } },
      },
      layer: [
        {
          mark: { type: "area", color: BAND },
          encoding: {
            y: { field: "low", type: "quantitative", title: `arrivals in ${isDays ? "a day" : "a week"}` },
            y2: { field: "high" },
          },
        },
        { mark: { type: "line", color: BLUE }, encoding: { y: { field: "fitted", type: "quantitative" } } },
        {
          mark: { type: "point", color: INK, filled: true, size: 16 },
          encoding: { y: { field: "observed", type: "quantitative" } },
        },
      ],
    },
    { title: `Arrivals by ${isDays ? "day" : "week"}`, description: title },
  );
  return {
    kind: "figure",
    id: "over-time",
    title,
    note: `Dots: observed. Line: the rate with its rhythm. Band: where 95 % of ${what} would lie were arrivals Poisson with that rate; a row of dots on one side of it is a trend, an epidemic or a holiday.`,
    alt: `${title}; about ${Math.round(stretches.length * 0.95)} would be expected.`,
    panels: [{ svg, title: `By ${isDays ? "day" : "week"}`, width: widthOf(svg) }],
    tables: [stretchTable(stretches, what)],
  };
}

function stretchTable(stretches: Stretch[], what: string): Table {
  const unit = "arrivals";
  const cell = (value: number) => ({ text: value.toFixed(1), quantity: { value, unit } });
  return {
    kind: "table",
    id: `by-${what}`,
    caption: `Arrivals, ${what} from the date given`,
    columns: [
      { heading: "From", align: "text" },
      ...["Observed", "Fitted", "Low", "High"].map((heading) => ({ heading, unit, align: "number" as const })),
    ],
    rows: stretches.map(({ from, observed, fitted, low, high }) => ({
      cells: [{ text: from }, cell(observed), cell(fitted), cell(low), cell(high)],
    })),
    notes: [],
  };
}

function busiest({ of, names, observed }: Turn): string {
  const seen = observed.map((value) => (Number.isFinite(value) ? value : 0));
  const most = seen.indexOf(Math.max(...seen));
  const { unit, aDay } = countedIn(of);
  return `By ${of}, most in ${capital(names[most]!)}: ${(seen[most]! / aDay).toFixed(1)} ${unit}.`;
}

async function turnPanel(turn: Turn, found: FittedArrivals): Promise<Panel> {
  const { unit, aDay } = countedIn(turn.of);
  const values = turn.names.flatMap((name, i) =>
    Number.isFinite(turn.observed[i])
      ? [
          {
            name: capital(name.slice(0, 3)),
            observed: turn.observed[i]! / aDay,
            fitted: (found.perDay * turn.multipliers[i]!) / aDay,
          },
        ]
      : [],
  );
  const x = {
    field: "name",
    type: "ordinal",
    sort: values.map((value) => value.name),
    title: turn.of,
    axis: {
      labelAngle: 0,
      ...(turn.of === "hour" && { values: values.flatMap(({ name }, i) => (i % 3 ? [] : [name])) }),
    },
  } as const;
  const svg = await drawLite(
    {
      width: 340,
      height: 150,
      data: { values },
      layer: [
        {
          mark: { type: "bar", color: BAND },
          encoding: { x, y: { field: "observed", type: "quantitative", title: `arrivals ${unit}` } },
        },
        {
          mark: { type: "point", color: BLUE, filled: true },
          encoding: { x, y: { field: "fitted", type: "quantitative" } },
        },
      ],
    },
    { title: `Arrivals ${unit} by ${turn.of}`, description: busiest(turn) },
  );
  return { svg, title: `By ${turn.of}`, width: widthOf(svg) };
}

function turnTable({ of, names, observed, multipliers }: Turn, { perDay }: FittedArrivals): Table {
  const { unit, aDay } = countedIn(of);
  const per = unit.replace(/^an? /, "per ");
  const cell = (value: number, digits: number, unit: string) => ({
    text: value.toFixed(digits),
    quantity: { value, unit },
  });
  return {
    kind: "table",
    id: `by-${of}`,
    caption: `Arrivals ${unit} by ${of}`,
    columns: [
      { heading: of, align: "text" },
      { heading: "Observed", unit: per, align: "number" },
      { heading: "Multiplier", align: "number" },
      { heading: "Rate times multiplier", unit: per, align: "number" },
    ],
    rows: names.flatMap((name, i) => {
      const [seen, times] = [observed[i]! / aDay, multipliers[i]!];
      if (!Number.isFinite(seen)) return [];
      return [
        {
          cells: [
            { text: capital(name) },
            cell(seen, 2, per),
            cell(times, 3, ""),
            cell((perDay * times) / aDay, 2, per),
          ],
        },
      ];
    }),
    notes: [],
  };
}
