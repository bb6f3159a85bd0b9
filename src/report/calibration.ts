import type { CalibrationFindings } from "../experiment/calibration-findings.js";
import { calibrationPanel } from "./chart-calibration.js";
import { type Block, bullets, type Document, madeFrom, paragraph, type Table } from "./document.js";
import { estimated } from "./size-table.js";
import { counted, howLong, list, number, percent, sayEstimate } from "./words.js";

type Found = CalibrationFindings["figures"][number];
type Value = CalibrationFindings["values"][number];

const USES = { fit: "fitted to", check: "held against", predict: "foretold" } as const;

/** What a calibration found, as a document: how well it fits, what could not be told, and how it was done. */
export async function calibrationPaper(findings: CalibrationFindings): Promise<Document> {
  const { identity, scenario } = findings;
  return {
    title: `${scenario.name}: fitted to what was observed`,
    language: "en-GB",
    facts: [],
    sections: [
      {
        id: "answer",
        heading: "What was found",
        blocks: [
          paragraph(fitText(findings), "lead"),
          ...untold(findings),
          valueTable(findings),
          {
            kind: "figure",
            id: "fit",
            title: "How far off each figure is",
            note: "Simulated less observed, in standard errors of the observed figure: hollow with the scenario's own values, filled with the fitted ones. Within the grey band the two agree.",
            alt: fitText(findings),
            panels: [await calibrationPanel(findings)],
            tables: [figureTable(findings)],
          },
        ],
      },
      {
        id: "how",
        heading: "How it was done",
        blocks: [bullets(method(findings)), { kind: "command", text: identity.command }],
      },
    ],
    ...madeFrom(identity),
  };
}

/** How well it fits, in a few sentences. */
export function fitText({ values, figures, coverage, backtest, tried, identity }: CalibrationFindings): string {
  const fitted = figures.filter(({ use }) => use === "fit");
  const off = (which: "before" | "after") => root(fitted.map((of) => (of[which].mean - of.observed) / of.sd));
  const told = values.filter(({ verdict }) => verdict === "fitted").length;
  return [
    `${counted(values.length, "value")} fitted to ${counted(fitted.length, "observed figure")}: the simulated figures are ${off("after")} standard errors of the observed ones off (root of the mean square), ${off("before")} before.`,
    ...chanceText(fitted),
    `The figures tell ${told === values.length ? "all" : number(told)} of the values.`,
    ...(coverage === null
      ? []
      : [
          `Of ${counted(coverage.of, "figure")} from ${backtest} on, foretold from those before, ${number(coverage.inside)} lie inside their 95 % prediction intervals (${percent(coverage.inside / coverage.of)}).`,
        ]),
    `${counted(tried, "combination")} tried, each for the same ${counted(identity.replications, "replication")}.`,
  ].join(" ");
}

/** How far off chance alone puts the simulated figures: their own standard error, in those of the observed ones. */
function chanceText(fitted: Found[]): string[] {
  if (fitted.some(({ after }) => after.n < 2))
    return ["How far chance alone puts them off, one replication does not tell."];
  const chance = root(fitted.map(({ after: { sd, n }, sd: yardstick }) => sd / Math.sqrt(n) / yardstick));
  return [`Chance alone puts means of so many replications about ${chance} off; more of them make that less.`];
}

function root(offs: number[]): string {
  return number(Math.sqrt(offs.reduce((sum, off) => sum + off * off, 0) / offs.length), 0.01);
}

function untold({ values, unused, notes }: CalibrationFindings): Block[] {
  const lines = [
    ...values.flatMap(whyNot),
    ...unused.map(
      ({ measure, place, why }) =>
        `Not used: ${measure}${place === null ? "" : ` of ${place}`}: ${/[.?]$/.test(why) ? why : `${why}.`}`,
    ),
    ...notes,
  ];
  return lines.length === 0 ? [] : [bullets(lines)];
}

/** What could not be fitted, and why. */
function whyNot({ path, verdict, fitted, low, high, tiedTo }: Value): string[] {
  if (verdict === "bound")
    return [
      `${path} ran into a bound (${fitted} of ${low} to ${high}): the best value may lie beyond it, or something else is wrong.`,
    ];
  if (verdict === "unseen")
    return [`${path} could not be fitted: over its whole range it moves no figure by enough to tell.`];
  if (verdict === "tied")
    return [
      `${path} could not be told from ${tiedTo.length > 0 ? list(tiedTo) : "the others"}: only together do they fit. Fix one, or observe a figure that tells them apart.`,
    ];
  return [];
}

function valueTable({ values }: CalibrationFindings): Table {
  return {
    kind: "table",
    id: "values",
    caption: "Values fitted",
    columns: [
      { heading: "value", align: "text" },
      { heading: "was", align: "number" },
      { heading: "fitted", align: "number" },
      { heading: "95 % range", align: "number" },
      { heading: "bounds", align: "number" },
    ],
    rows: values.map(({ path, verb, was, fitted, from, to, low, high }) => ({
      cells: [
        { text: `${path}${verb === "scale" ? ", times" : ""}` },
        { text: String(was) },
        { text: String(fitted) },
        { text: `${from} to ${to}` },
        { text: `${low} to ${high}` },
      ],
    })),
    notes: [],
  };
}

function figureTable({ figures }: CalibrationFindings): Table {
  const isForetold = figures.some(({ prediction }) => prediction !== null);
  return {
    kind: "table",
    id: "figures",
    caption: "Observed and simulated",
    columns: [
      { heading: "figure", align: "text" },
      { heading: "observed", align: "number" },
      { heading: "before", align: "number" },
      { heading: "fitted", align: "number" },
      { heading: "use", align: "text" },
      ...(isForetold ? [{ heading: "95 % prediction", align: "number" as const }] : []),
    ],
    rows: figures.map((of) => ({
      cells: [
        { text: named(of, isForetold) },
        { text: said(of.observed, of), under: `± ${said(2 * of.sd, of)}` },
        estimated(of.before, of.unit),
        estimated(of.after, of.unit),
        { text: USES[of.use] },
        ...(isForetold ? [{ text: predicted(of) }] : []),
      ],
    })),
    notes: [
      "Simulated: means over replications with half of their 95 % interval. Observed: with two standard errors, taken as 5 % of the figure where nothing is said of it.",
    ],
  };
}

function named({ measure, place, from, to, unit }: Found, isDated: boolean): string {
  const of = place === null ? "" : ` of ${place}`;
  const in_ = unit === "share" || unit.startsWith("£") ? "" : `, ${unit}`;
  return `${measure}${of}${in_}${isDated ? `, ${from} to ${to}` : ""}`;
}

function said(value: number, { unit, sd }: Found): string {
  const half = sd / 2;
  return sayEstimate({ mean: value, low: value - half, high: value + half, unit }).value;
}

function predicted(of: Found): string {
  if (of.prediction === null) return "–";
  const { low, high, inside } = of.prediction;
  return `${said(low, of)} to ${said(high, of)}${inside ? "" : ", missed"}`;
}

function method({ identity, backtest }: CalibrationFindings): string[] {
  return [
    "Weighted least squares by Levenberg and Marquardt's method without derivatives (Brown & Dennis 1971), within the bounds given. Each figure weighs by its standard error, the simulation's own included.",
    `Every combination is simulated for the same ${counted(identity.replications, "replication")} of ${howLong(identity.years)} with the same random numbers, so that what differs comes from the values alone.`,
    "Ranges are from the curvature at the fit: what the figures leave of a value that might else lie anywhere within its bounds. A value counts as told where that is less than half of the spread of its bounds.",
    ...(backtest === null
      ? []
      : [
          "A prediction interval (Student's t) holds the variance between replications, of their mean, of the fitted values carried through, and of the figure itself where its `sd` is given.",
        ]),
    `Run ${identity.scenario.slice(0, 12)}, seed ${identity.seed}, Careshift ${identity.version}.`,
  ];
}
