/** How well laws fit the stays they were read from, as a page. */
import { cdf } from "../engine/laws.js";
import type { FittedStays } from "../scenario/import/stays.js";
import { drawLite, widthOf } from "./charts.js";
import type { Document, Figure, Panel, Table } from "./document.js";
import { plain } from "./escape.js";
import { BAND, BLUE, INK } from "./palette.js";

/** Days in a unit. */
const DAYS = { minutes: 1 / 1440, hours: 1 / 24, days: 1 };
/** Classes of the histogram, up to the stay that so many do not exceed; longer ones are in the table. */
const CLASSES = 24;
const SHOWN = 0.98;
/** Points of a curve. */
const POINTS = 120;

/** Stays from one length up to another: shares observed and fitted. */
export interface Class {
  from: number;
  to: number;
  observed: number;
  fitted: number;
}

/** A page with the stays and the likeliest law: how many stay how long, and the shares of stays at most so long. */
export async function staysPage(found: FittedStays, file: string, command: string): Promise<Document> {
  const { n, mean, median, unit, fits, notes } = found;
  const best = fits[0]!;
  const classes = classesOf(found);
  const gap = `nowhere more than ${(100 * best.distance).toFixed(1)} percentage points apart`;
  const figure: Figure = {
    kind: "figure",
    id: "stays",
    title: `The likeliest law is ${best.law.law}: observed and fitted shares are ${gap}`,
    note: `Bars: observed shares of stays of each length; dots: the law's. Black: observed shares of stays at most so long; blue: the law's. Up to the stay that ${100 * SHOWN} % do not exceed.`,
    alt: `Of ${n} stays the median is ${median.toPrecision(3)} ${unit}; the ${best.law.law} law is ${gap}.`,
    panels: [await lengths(classes, unit), await atMost(found)],
    tables: [fitTable(found), classTable(classes, unit)],
  };
  return {
    title: `Stays in ${plain(file)}`,
    language: "en-GB",
    facts: [
      { name: "Stays", value: n.toLocaleString("en-GB") },
      { name: "Mean", value: `${mean.toPrecision(4)} ${unit}` },
      { name: "Median", value: `${median.toPrecision(4)} ${unit}` },
      { name: "Likeliest law", value: best.law.law },
    ],
    sections: [
      {
        id: "fit",
        heading: "What was observed, and the law that fits it best",
        blocks: [
          ...notes.map((note) => ({ kind: "paragraph" as const, text: plain(note) })),
          figure,
          { kind: "command", text: command },
        ],
      },
    ],
    footer: "Made by Careshift.",
    origin: { version: "", run: "", seed: "", replications: 0, command },
  };
}

/** Classes of equal width, and one for all that is longer. */
export function classesOf({ values, fits, unit, n }: FittedStays): Class[] {
  const top = longest(values);
  const ends = [...Array.from({ length: CLASSES + 1 }, (_, i) => (i * top) / CLASSES), Number.POSITIVE_INFINITY];
  const share = (to: number) => (to === Number.POSITIVE_INFINITY ? 1 : cdf(fits[0]!.law, to * DAYS[unit]));
  return ends.slice(1).map((to, i) => {
    const from = ends[i]!;
    const isIn = (value: number) => (i === 0 || value > from) && value <= to;
    return { from, to, observed: values.filter(isIn).length / n, fitted: share(to) - (i === 0 ? 0 : share(from)) };
  });
}

function longest(sorted: number[]): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(SHOWN * sorted.length))]!;
}

async function lengths(classes: Class[], unit: string): Promise<Panel> {
  const values = classes
    .filter(({ to }) => Number.isFinite(to))
    .map((each) => ({ ...each, middle: (each.from + each.to) / 2 }));
  const svg = await drawLite(
    {
      width: 340,
      height: 220,
      data: { values },
      layer: [
        {
          mark: { type: "bar", color: BAND },
          encoding: {
            x: { field: "from", type: "quantitative", title: `stay, ${unit}`, bin: { binned: true } },
            x2: { field: "to" },
            y: { field: "observed", type: "quantitative", title: "share of stays", axis: { format: "%" } },
          },
        },
        {
          mark: { type: "point", color: BLUE, filled: true },
          encoding: { x: { field: "middle", type: "quantitative" }, y: { field: "fitted", type: "quantitative" } },
        },
      ],
    },
    { title: "Stays by length", description: "Observed shares as bars, those of the likeliest law as dots." },
  );
  return { svg, title: "Stays by length", width: widthOf(svg) };
}

async function atMost({ values, fits, unit, n }: FittedStays): Promise<Panel> {
  const top = longest(values);
  const seen = values.filter((value) => value <= top).map((stay, i) => ({ stay, share: (i + 1) / n }));
  const curve = Array.from({ length: POINTS + 1 }, (_, i) => {
    const stay = (i * top) / POINTS;
    return { stay, share: cdf(fits[0]!.law, stay * DAYS[unit]) };
  });
  const encoding = {
    x: { field: "stay", type: "quantitative", title: `stay at most, ${unit}` },
    y: { field: "share", type: "quantitative", title: "share of stays", axis: { format: "%" } },
  } as const;
  const svg = await drawLite(
    {
      width: 340,
      height: 220,
      layer: [
        { data: { values: seen }, mark: { type: "line", interpolate: "step-after", color: INK }, encoding },
        { data: { values: curve }, mark: { type: "line", color: BLUE }, encoding },
      ],
    },
    { title: "Stays at most so long", description: "Observed shares as steps, the likeliest law as a curve." },
  );
  return { svg, title: "Stays at most so long", width: widthOf(svg) };
}

function fitTable({ fits }: FittedStays): Table {
  const cell = (value: number, digits: number) => ({ text: value.toFixed(digits), quantity: { value, unit: "" } });
  return {
    kind: "table",
    id: "laws",
    caption: "Laws fitted by maximum likelihood, the likeliest first",
    columns: [
      { heading: "Law", align: "text" },
      { heading: "AIC", align: "number" },
      { heading: "Distance", align: "number" },
    ],
    rows: fits.map(({ law, aic, distance }) => ({ cells: [{ text: law.law }, cell(aic, 1), cell(distance, 4)] })),
    notes: [
      "AIC (Akaike 1974): less is likelier. Distance (Kolmogorov and Smirnov): the widest gap between the shares of stays at most so long.",
    ],
  };
}

function classTable(classes: Class[], unit: string): Table {
  const share = (value: number) => ({ text: `${(100 * value).toFixed(1)} %`, quantity: { value, unit: "share" } });
  return {
    kind: "table",
    id: "lengths",
    caption: "Shares of stays by length",
    columns: [
      { heading: `Stay, ${unit}`, align: "text" },
      { heading: "Observed", align: "number" },
      { heading: "Fitted", align: "number" },
    ],
    rows: classes.map(({ from, to, observed, fitted }) => ({
      cells: [
        {
          text: Number.isFinite(to)
            ? `${from.toPrecision(3)} to ${to.toPrecision(3)}`
            : `longer than ${from.toPrecision(3)}`,
        },
        share(observed),
        share(fitted),
      ],
    })),
    notes: [],
  };
}
