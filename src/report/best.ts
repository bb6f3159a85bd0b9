import type { BestFindings, BestOption } from "../experiment/best.js";
import { type Block, type Document, madeFrom, paragraph, type Table } from "./document.js";
import { counted, number, percent, sayDifference, sayEstimate } from "./words.js";

/** Which option is the best on a measure, as a document. */
export function bestPaper(findings: BestFindings): Document {
  const { identity, measure, place } = findings;
  return {
    title: `The ${findings.wanted} ${measure.replaceAll("-", " ")}${place === null ? "" : ` of ${place}`}`,
    language: "en-GB",
    facts: [],
    sections: [
      {
        id: "answer",
        heading: "The answer",
        blocks: [paragraph(answerText(findings), "lead"), ...doubt(findings), table(findings)],
      },
    ],
    ...madeFrom(identity),
  };
}

function answerText(findings: BestFindings): string {
  const { best, confidence, indifference, identity, unit, options } = findings;
  const most = Math.max(...options.map((o) => o.n));
  if (best === null)
    return `Not decided after ${counted(most, "replication")} of those still in the race. Allow more (--max-replications), or say that larger differences do not matter (--indifference).`;
  return `${best}. With ${percent(confidence)} confidence it is the best, or differs from the best by less than ${amount(indifference, unit)}. It took ${counted(identity.replications, "replication")} in all.`;
}

function doubt({ options, best }: BestFindings): Block[] {
  const close = options.filter((o) => o.behind !== null && o.behind.low <= 0 && o.behind.high >= 0);
  return best === null || close.length === 0
    ? []
    : [
        paragraph(
          `Hardly worse: ${close.map((o) => o.scenario).join("; ")}. What differs by less than the indifference may be picked by chance.`,
        ),
      ];
}

function amount(value: number, unit: string): string {
  return (
    sayEstimate({ mean: value, low: value * 0.95, high: value * 1.05, unit }).value +
    (unit.startsWith("£") || unit === "share" ? "" : ` ${unit}`)
  );
}

function table({ options, unit, best, wanted }: BestFindings): Table {
  const sign = wanted === "largest" ? -1 : 1;
  const inOrder = [...options].sort((a, b) => sign * (a.mean - b.mean));
  return {
    kind: "table",
    id: "table-best",
    caption: "The options, best first",
    columns: [
      { heading: "Option", align: "text" },
      { heading: "Mean", unit, align: "number" },
      { heading: "Behind the best", align: "number" },
      { heading: "Left out after", unit: "replications", align: "number" },
    ],
    rows: inOrder.map((o) => ({
      cells: [
        { text: o.scenario === best ? [{ strong: o.scenario }] : o.scenario },
        { text: said(o, unit) },
        { text: o.behind === null ? "–" : behindText(o.behind, unit) },
        { text: o.outAfter === null ? "stayed in" : number(o.outAfter) },
      ],
    })),
    notes: [
      "Means ± half of their 95 % intervals, and paired differences with theirs, over the replications that each option had.",
    ],
  };
}

function said(o: BestOption, unit: string): string {
  const { value, spread } = sayEstimate({ ...o, unit });
  return spread === null ? value : `${value} ${spread}`;
}

function behindText(behind: NonNullable<BestOption["behind"]>, unit: string): string {
  const { value, interval, unit: points } = sayDifference({ ...behind, difference: behind.mean, unit });
  return `${value}${points === "" ? "" : ` ${points}`}${interval === null ? "" : ` (${interval})`}`;
}
