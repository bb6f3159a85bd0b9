import type { Findings } from "../experiment/findings.js";
import type { PrecisionReached } from "../experiment/precision.js";
import { type Block, paragraph, type Table } from "./document.js";
import type { Names } from "./names.js";
import { capital, counted, number, percent } from "./words.js";

/** On the screen: how many replications the wanted precision took; nothing where their number was given. */
export function precisionLine({ precision, identity }: Findings): string[] {
  if (precision === undefined) return [];
  const wanted = `±${percent(precision.wanted, 0.1).replace(".0", "")}`;
  const worst = worstOf(precision.measures);
  if (precision.reached)
    return [`${capital(counted(identity.replications, "replication"))}: all means watched are within ${wanted}.`];
  const where = worst === undefined ? "" : `: ${worst.measure}${worst.place === null ? "" : ` of ${worst.place}`}`;
  return [
    `NOT AS PRECISE AS WANTED after ${counted(identity.replications, "replication")}: ±${percent(worst?.precision ?? 1, 0.1)} where ${wanted} is wanted${where}.`,
  ];
}

/** In the paper: the rule, and what it came to for each measure. */
export function precisionBlocks(findings: Findings, names: Names): Block[] {
  const { precision, identity } = findings;
  if (precision === undefined) return [];
  const end = precision.reached
    ? `They were after ${counted(identity.replications, "replication")}.`
    : `They were not within ${counted(identity.replications, "replication")}${identity.complete ? ", the most allowed" : ""}: read the intervals.`;
  return [
    paragraph(
      `Replications went on until the 95 % interval of every mean below was within ±${percent(precision.wanted, 0.1).replace(".0", "")} of it and stayed so for ${counted(precision.lookAhead, "further replication")} (Hoad, Robinson & Davies 2010). ${end}`,
    ),
    precisionTable(precision.measures, names, findings.scenarios.length > 1),
  ];
}

function precisionTable(measures: PrecisionReached[], names: Names, isMany: boolean): Table {
  return {
    kind: "table",
    id: "table-precision",
    caption: "How precise the means are",
    columns: [
      { heading: "Measure", align: "text" },
      ...(isMany ? [{ heading: "Scenario", align: "text" as const }] : []),
      { heading: "Half-width", unit: "of the mean", align: "number" },
      { heading: "Enough after", unit: "replications", align: "number" },
    ],
    rows: measures.map((m) => ({
      cells: [
        { text: `${capital(m.measure.replaceAll("-", " "))}${m.place === null ? "" : `, ${names.of(m.place)}`}` },
        ...(isMany ? [{ text: m.scenario }] : []),
        { text: percent(m.precision, 0.1) },
        { text: m.after === null ? "not yet" : number(m.after) },
      ],
    })),
    notes: ["Of what a target speaks of: over the target’s bound, where that is larger than the mean."],
  };
}

function worstOf(measures: PrecisionReached[]): PrecisionReached | undefined {
  return measures.filter((m) => m.after === null).sort((a, b) => b.precision - a.precision)[0];
}
