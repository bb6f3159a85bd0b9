/** Sensitivity findings as one self-contained page: chart, table, and how they came about. */
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import { sensitivityPanel } from "./chart-tornado.js";
import { type Document, originOf, type Table, type Text } from "./document.js";
import { renderHtml } from "./html.js";
import {
  measureInWords,
  moversInWords,
  type NumberInWords,
  numbersInWords,
  sayHalf,
  sayWorth,
} from "./sensitivity-words.js";
import { counted, howLong, number, percent, sayEstimate } from "./words.js";

const METHODS: Record<SensitivityFindings["question"]["method"], string> = {
  tornado:
    "Each number in turn is put at its low and at its high, the others as they are written, and the same patients live through it (common random numbers). Bars show the paired difference from the scenario as written; lines their 95 % interval from chance.",
  sobol:
    "Numbers are drawn by Latin hypercube from what they may be. First: the share of the variance that would go were the number known; total: the share that would stay were all the others known (Saltelli et al. 2010; Jansen 1999). Intervals are 95 % bootstrap.",
  evppi:
    "Every number is drawn, and every option is run with each draw. What one number is worth knowing before choosing is the gain from choosing the best option for its value rather than the best on average, by regression (Strong, Oakley & Brennan 2014). Intervals are 95 % bootstrap.",
};

/** The page, and the chart by itself. */
export async function sensitivityPage(findings: SensitivityFindings): Promise<{ html: string; svg: string }> {
  const panel = await sensitivityPanel(findings);
  const { identity, question, halved, notDrawn } = findings;
  const against = question.against === null ? "" : `, difference from ${question.against}`;
  const table = tableBehind(findings);
  const notes: Text[] = [
    METHODS[question.method],
    `${counted(findings.numbers.length, "number")} carry low and high or a range. Low to high is read as a 95 % interval about the value as median.`,
    ...(halved > 0
      ? [`${counted(halved, "set")} of numbers moved towards what is written, as no such scenario could be.`]
      : []),
    ...(notDrawn.length > 0 ? [`Held as written, as nothing can multiply them: ${notDrawn.join("; ")}.`] : []),
  ];
  const document: Document = {
    title: `${panel.title}`,
    language: "en-GB",
    facts: [
      { name: "Scenario", value: `${question.scenario}${against}` },
      {
        name: "As written",
        value: sayEstimate({ mean: question.written, low: Number.NaN, high: Number.NaN, unit: question.unit }).value,
      },
      {
        name: "Run",
        value: `${howLong(identity.years)} after ${counted(identity.warmUpDays, "day")} of warm-up`,
      },
      { name: "Replications", value: `${identity.replications} of each set of numbers` },
    ],
    sections: [
      {
        id: "answer",
        heading: "The answer",
        blocks: [
          {
            kind: "figure",
            id: "chart",
            title: moversInWords(findings),
            note: METHODS[question.method],
            alt: `${measureInWords(findings)}: see the table.`,
            panels: [panel],
            tables: [],
          },
          table,
        ],
      },
      {
        id: "method",
        heading: "How it was found",
        blocks: [
          { kind: "list", items: notes },
          { kind: "command", text: identity.command },
        ],
      },
    ],
    footer: `Careshift ${identity.version}, seed ${identity.seed}, run ${identity.scenario.slice(0, 12)}.`,
    origin: originOf(identity),
  };
  return { html: renderHtml(document), svg: panel.svg };
}

/** The figures of its method, number by number. */
export function tableBehind(findings: SensitivityFindings): Table {
  return { tornado, sobol, evppi }[findings.question.method](findings, numbersInWords(findings));
}

function tornado({ tornado: of, question }: SensitivityFindings, words: NumberInWords[]): Table {
  return tableOf(
    "Each number at its low and its high",
    ["At low", "At high"],
    of!.bars.map(({ number: n, low, high }) => [
      words[n]!,
      [low, high].map(({ difference, half }) => sayHalf(difference, half, question.unit)),
    ]),
    [],
  );
}

function sobol({ sobol: of }: SensitivityFindings, words: NumberInWords[]): Table {
  const say = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${number(value, 0.01)} (${number(low, 0.01)} to ${number(high, 0.01)})`;
  return tableOf(
    "Shares of the variance",
    ["First", "Total"],
    of!.indices.map(({ number: n, first, total }) => [words[n]!, [say(first), say(total)]]),
    [`Of ${of!.screened} numbers, those with the widest bars in a tornado; the others are held as written.`],
  );
}

function evppi({ evppi: of, question }: SensitivityFindings, words: NumberInWords[]): Table {
  const options = of!.options.map(
    ({ name, mean, best }) =>
      `${name}: ${sayEstimate({ mean, low: Number.NaN, high: Number.NaN, unit: question.unit }).value} on average, best in ${percent(best)} of draws.`,
  );
  return tableOf(
    "What each number is worth knowing before choosing",
    ["Worth", "Interval", "Days a year", "£ a year", "Best at low, middle, high"],
    of!.worths
      .filter(({ value }) => value > 0)
      .map(({ number: n, value, low, high, bedDays, pounds, best }) => [
        words[n]!,
        [
          sayWorth(value, question.unit),
          `${sayWorth(low, question.unit)} to ${sayWorth(high, question.unit)}`,
          bedDays === null ? "–" : sayWorth(bedDays, "days"),
          pounds === null ? "–" : sayWorth(pounds, "£"),
          best.join("; "),
        ],
      ]),
    [
      `As ${of!.aim === "least" ? "little" : "much"} as can be is best. Chosen now: ${of!.chosen}.`,
      ...options,
      `Knowing every number, and chance, would gain ${sayWorth(of!.atMost, question.unit)} at most.`,
    ],
  );
}

function tableOf(caption: string, headings: string[], rows: [NumberInWords, string[]][], notes: string[]): Table {
  return {
    kind: "table",
    id: "figures",
    caption,
    columns: [
      { heading: "Number", align: "text" },
      ...headings.map((heading) => ({ heading, align: "number" as const })),
    ],
    rows: rows.map(([{ label, range }, cells]) => ({
      cells: [{ text: label, under: range }, ...cells.map((text) => ({ text }))],
    })),
    notes,
  };
}
