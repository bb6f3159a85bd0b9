/** What was read from data, and how well it fits: as text for the screen, and as a page. */
import type { FittedArrivals, Turn } from "../scenario/import/arrivals.js";
import type { FittedStays } from "../scenario/import/stays.js";
import { drawLite, widthOf } from "./charts.js";
import type { Document, Figure, Panel, Table } from "./document.js";
import { plain } from "./escape.js";
import { BAND, BLUE } from "./palette.js";

const BAR = 36;

/** A bar chart in text: what was observed as a bar, what is fitted as a mark on it. */
export function arrivalsText(found: FittedArrivals): string {
  const head = `${found.arrivals} arrivals in ${found.days} days, ${found.from} to ${found.to}: ${found.perDay.toFixed(2)} a day.`;
  const spread = Number.isFinite(found.dispersion)
    ? `Daily counts vary ${found.dispersion.toFixed(2)} times as much as Poisson arrivals of this rhythm (1: just so).`
    : "";
  return [head, ...found.turns.map(turnText), spread, ...found.notes].filter((line) => line !== "").join("\n\n");
}

function turnText({ of, names, observed, multipliers }: Turn): string {
  const most = Math.max(...observed.filter(Number.isFinite));
  const rows = names.flatMap((name, i) => {
    const seen = observed[i]!;
    if (!Number.isFinite(seen)) return [];
    const bar = "█".repeat(Math.round((seen / most) * BAR));
    return [`  ${name.padEnd(10)}${seen.toFixed(1).padStart(8)}  ${multipliers[i]!.toFixed(3)}  ${bar}`];
  });
  return [`By ${of}: observed arrivals a day, multiplier`, ...rows].join("\n");
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

/** A page with the observed arrivals as bars and the fitted ones as a line, by each turn of the clock. */
export async function arrivalsPage(found: FittedArrivals, file: string, command: string): Promise<Document> {
  const panels = await Promise.all(found.turns.map((turn) => turnPanel(turn, found)));
  const figure: Figure = {
    kind: "figure",
    id: "rhythm",
    title: `Arrivals follow ${found.turns.map(({ of }) => `the ${of}`).join(", ")}`,
    note: "Bars: observed arrivals a day. Dots: the rate times the multiplier of that month, weekday or hour alone.",
    alt: found.turns.map(busiest).join(" "),
    panels,
    tables: found.turns.map((turn) => turnTable(turn, found)),
  };
  return {
    title: `Arrivals in ${plain(file)}`,
    language: "en-GB",
    facts: [
      { name: "Arrivals", value: String(found.arrivals) },
      { name: "From and to", value: `${found.from} to ${found.to}, ${found.days} days` },
      { name: "A day", value: found.perDay.toFixed(2) },
      { name: "Spread of daily counts over that of Poisson arrivals", value: found.dispersion.toFixed(2) },
    ],
    sections: [
      {
        id: "fit",
        heading: "What was observed, and the rhythm that fits it",
        blocks: [
          ...found.notes.map((note) => ({ kind: "paragraph" as const, text: plain(note) })),
          figure,
          { kind: "command", text: command },
        ],
      },
    ],
    footer: "Made by Careshift.",
    origin: { version: "", run: "", seed: "", replications: 0, command },
  };
}

function busiest({ of, names, observed }: Turn): string {
  const seen = observed.map((value) => (Number.isFinite(value) ? value : 0));
  const most = seen.indexOf(Math.max(...seen));
  return `By ${of}, most in ${names[most]}: ${seen[most]!.toFixed(1)} a day.`;
}

async function turnPanel(turn: Turn, found: FittedArrivals): Promise<Panel> {
  const values = turn.names.flatMap((name, i) =>
    Number.isFinite(turn.observed[i])
      ? [{ name: name.slice(0, 3), observed: turn.observed[i], fitted: found.perDay * turn.multipliers[i]! }]
      : [],
  );
  const x = {
    field: "name",
    type: "ordinal",
    sort: values.map((value) => value.name),
    title: turn.of,
    axis: { labelAngle: 0 },
  } as const;
  const svg = await drawLite(
    {
      width: 460,
      height: 160,
      data: { values },
      layer: [
        {
          mark: { type: "bar", color: BAND },
          encoding: { x, y: { field: "observed", type: "quantitative", title: "a day" } },
        },
        {
          mark: { type: "point", color: BLUE, filled: true },
          encoding: { x, y: { field: "fitted", type: "quantitative" } },
        },
      ],
    },
    { title: `Arrivals a day by ${turn.of}`, description: busiest(turn) },
  );
  return { svg, title: `By ${turn.of}`, width: widthOf(svg) };
}

function turnTable({ of, names, observed, multipliers }: Turn, { perDay }: FittedArrivals): Table {
  return {
    kind: "table",
    id: `by-${of}`,
    caption: `Arrivals a day by ${of}`,
    columns: [
      { heading: of, align: "text" },
      { heading: "Observed", unit: "per day", align: "number" },
      { heading: "Multiplier", align: "number" },
      { heading: "Rate times multiplier", unit: "per day", align: "number" },
    ],
    rows: names.flatMap((name, i) =>
      Number.isFinite(observed[i])
        ? [
            {
              cells: [
                { text: name },
                { text: observed[i]!.toFixed(2), quantity: { value: observed[i]!, unit: "per day" } },
                { text: multipliers[i]!.toFixed(3), quantity: { value: multipliers[i]!, unit: "" } },
                {
                  text: (perDay * multipliers[i]!).toFixed(2),
                  quantity: { value: perDay * multipliers[i]!, unit: "per day" },
                },
              ],
            },
          ]
        : [],
    ),
    notes: [],
  };
}
