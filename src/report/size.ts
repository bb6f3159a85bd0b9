import type { SizeFindings } from "../experiment/size-findings.js";
import { frontierPanel, sizePanel } from "./chart-size.js";
import type { Block, Cell, Document, Figure, Table } from "./document.js";
import { bullets, paragraph } from "./document.js";
import { counted, howLong, list, number, percent, sayEstimate } from "./words.js";

type Point = SizeFindings["points"][number];
type Estimated = { mean: number; low: number | null; high: number | null };

/** What a sizing found, as a document: the answer, the trade-off curve with its figures, and how it was found. */
export async function sizePaper(findings: SizeFindings): Promise<Document> {
  const { identity, scenario } = findings;
  return {
    title: `${scenario.name}: how many ${list(findings.places.map(({ counts, label }) => `${counts} of ${label}`))}?`,
    language: "en-GB",
    facts: [],
    sections: [
      { id: "answer", heading: "The answer", blocks: [...answer(findings), await curve(findings)] },
      {
        id: "how",
        heading: "How it was found",
        blocks: [bullets(method(findings)), { kind: "command", text: identity.command }],
      },
    ],
    footer: `Made by Careshift ${identity.version}; no figure was entered by hand.`,
    origin: {
      version: identity.version,
      run: identity.scenario,
      seed: identity.seed,
      replications: identity.replications,
      command: identity.command,
    },
  };
}

function answer(findings: SizeFindings): Block[] {
  const { monotone, notes } = findings;
  const warnings = [...(monotone?.why ?? []), ...notes];
  return [paragraph(answerText(findings), "lead"), ...(warnings.length === 0 ? [] : [bullets(warnings)])];
}

/** The answer in one or two sentences. */
export function answerText({ answer: found, places, targets, confidence, frontier, identity }: SizeFindings): string {
  const asked = list(targets.map(({ text, place }) => `${text}${placeOf(text, place)}`));
  const looked = list(places.map(({ from, to, counts, label }) => `${from} to ${to} ${counts} of ${label}`));
  if (found === null) return `Nothing from ${looked} keeps ${asked} with ${percent(confidence)} confidence.`;
  const sizes = list(places.map(({ counts, label }, i) => `${number(found.sizes[i]!)} ${counts} of ${label}`));
  const now = list(places.map((place) => number(place.now)));
  const which =
    frontier === null
      ? "the fewest that keep"
      : found.cost === null
        ? "the fewest in all that keep"
        : "the cheapest that keep";
  const inRuns = found.targets.map(({ inRuns }) => inRuns.met);
  return (
    `${sizes}: ${which} ${asked} with ${percent(confidence)} confidence in the long-run mean, over ` +
    `${counted(identity.replications, "replication")}. There are ${now} now. ` +
    `Single runs keep ${targets.length === 1 ? "it" : "each target"} in ${list(inRuns.map((met) => percent(met)))} of cases.`
  );
}

function placeOf(text: string, place: string | null): string {
  return place === null || text.includes(place) ? "" : ` of ${place}`;
}

async function curve(findings: SizeFindings): Promise<Figure> {
  const isFrontier = findings.frontier !== null;
  const panels = isFrontier
    ? [await frontierPanel(findings)]
    : await Promise.all(findings.targets.map((_, t) => sizePanel(findings, t)));
  return {
    kind: "figure",
    id: "curve",
    title: isFrontier ? "What one place buys of the other" : "What each size buys",
    note: isFrontier
      ? "Each point: the fewest of the first place that keep every target beside so many of the second; ringed: the answer."
      : "Dots are means over replications, bars their 95 % intervals, the dashed line the target; ringed: the answer.",
    alt: answerText(findings),
    panels,
    tables: [isFrontier ? frontierTable(findings) : pointTable(findings)],
  };
}

function pointTable(findings: SizeFindings): Table {
  const [place] = findings.places;
  return {
    kind: "table",
    id: "sizes",
    caption: "Every size that was tried",
    columns: [
      { heading: place!.counts, align: "number" },
      ...figureColumns(findings),
      { heading: "keeps all", align: "text" },
    ],
    rows: findings.points.map((point) => ({
      cells: [{ text: mark(number(point.sizes[0]!), point, findings) }, ...figures(point, findings), verdict(point)],
    })),
    notes: [
      "Means with half of their 95 % interval; ▸ marks the answer. A target is kept where its one-sided bound keeps it.",
    ],
  };
}

function frontierTable(findings: SizeFindings): Table {
  const [first, second] = findings.places;
  return {
    kind: "table",
    id: "frontier",
    caption: "The fewest of the first place for each size of the second",
    columns: [
      { heading: `${second!.counts} of ${second!.label}`, align: "number" },
      { heading: `${first!.counts} of ${first!.label}`, align: "number" },
      ...figureColumns(findings),
    ],
    rows: (findings.frontier ?? []).map(({ second: of, point }) => ({
      cells: [
        { text: mark(number(of), point, findings) },
        ...(point === null
          ? [{ text: `none up to ${first!.to}` }, ...figureColumns(findings).map(() => ({ text: "–" }))]
          : [{ text: number(point.sizes[0]!) }, ...figures(point, findings)]),
      ],
    })),
    notes: ["Means with half of their 95 % interval; ▸ marks the answer."],
  };
}

function figureColumns({ targets, points }: SizeFindings): Table["columns"] {
  const priced = points.some(({ cost }) => cost !== null);
  return [
    ...targets.map(({ text, unit }) => ({
      heading: text,
      ...(unit !== "share" && !unit.startsWith("£") && { unit }),
      align: "number" as const,
    })),
    ...(priced ? [{ heading: "cost a year", align: "number" as const }] : []),
  ];
}

function figures(point: Point, { targets }: SizeFindings): Cell[] {
  return [
    ...targets.map(({ unit }, t) => figure(point.targets[t]!, unit)),
    ...(point.cost === null ? [] : [figure(point.cost, "£ per year")]),
  ];
}

/** An estimate as a cell: its mean, half its interval, and the number itself for spreadsheets. */
export function figure(of: Estimated, unit: string): Cell {
  const [low, high] = [of.low ?? Number.NEGATIVE_INFINITY, of.high ?? Number.POSITIVE_INFINITY];
  const { value, spread } = sayEstimate({ mean: of.mean, low, high, unit });
  const bounds = of.low === null || of.high === null ? {} : { low: of.low, high: of.high };
  return { text: value, ...(spread !== null && { under: spread }), quantity: { value: of.mean, ...bounds, unit } };
}

function mark(text: string, point: Point | null, { answer: found }: SizeFindings): string {
  return point !== null && found !== null && String(point.sizes) === String(found.sizes) ? `▸ ${text}` : text;
}

function verdict({ meets }: Point): Cell {
  return { text: meets ? "yes" : "no" };
}

function method({ identity, confidence, points }: SizeFindings): string[] {
  return [
    `${counted(points.length, "size")} tried, each for the same ${counted(identity.replications, "replication")} of ${howLong(identity.years)}: the same people fall ill at the same times beside every size.`,
    `A target is kept where the one-sided ${percent(confidence)} bound of its mean (Student's t) keeps the limit. Each target is held to the full confidence, so that all are kept together with it.`,
    "The search looks at an even spread of sizes, then halves the gap that holds the answer.",
    `Run ${identity.scenario.slice(0, 12)}, seed ${identity.seed}, Careshift ${identity.version}.`,
  ];
}
