import type { z } from "zod";
import type { verificationSchema } from "../experiment/verify-schema.js";
import { type Block, paragraph, type Table } from "./document.js";
import { counted, number } from "./words.js";

/** A verification as it is read from `verification.json`. */
export type Verification = z.infer<typeof verificationSchema>;

const VERDICTS: Record<Verification["lines"][number]["verdict"], string> = {
  agrees: "agrees",
  differs: "differs",
  shown: "shown beside",
};

/** Models with a known answer: what was expected, what came out. Where no verification lies beside the run, how to make one. */
export function verificationBlocks(found: Verification | undefined): Block[] {
  if (found === undefined)
    return [
      paragraph([
        "The engine is held against models with a known answer by ",
        { code: "careshift verify" },
        ". No such verification lies beside this run; ",
        { code: "careshift verify --json > verification.json" },
        " in its folder, and the paper made again, puts the table here.",
      ]),
    ];
  const judged = found.lines.filter((line) => line.verdict !== "shown");
  const agree = judged.filter((line) => line.verdict === "agrees");
  return [
    paragraph(
      `Careshift ${found.identity.version} was held against ${counted(found.cases.length, "model")} with a known answer: ${number(agree.length)} of ${counted(judged.length, "figure")} agree.`,
    ),
    verificationTable(found),
  ];
}

function verificationTable({ lines, cases, identity }: Verification): Table {
  const titles = new Map(cases.map((c) => [c.name, c.title]));
  return {
    kind: "table",
    id: "verification",
    caption: "Models with a known answer",
    columns: [
      { heading: "Model", align: "text" },
      { heading: "Figure", align: "text" },
      { heading: "Expected", align: "number" },
      { heading: "Got", unit: "95 % interval", align: "number" },
      { heading: "Verdict", align: "text" },
    ],
    rows: lines.map((line) => ({
      cells: [
        { text: titles.get(line.case) ?? line.case },
        { text: `${line.quantity}${line.unit === "" ? "" : `, ${line.unit}`}`, under: line.source },
        { text: figure(line.expected), quantity: { value: line.expected, unit: line.unit } },
        {
          text: figure(line.got),
          ...(line.low !== null && line.high !== null && { under: `${figure(line.low)} to ${figure(line.high)}` }),
          quantity: {
            value: line.got,
            ...(line.low !== null && line.high !== null && { low: line.low, high: line.high }),
            unit: line.unit,
          },
        },
        { text: VERDICTS[line.verdict], under: line.why },
      ],
    })),
    notes: [["Made by ", { code: identity.command }, "."]],
  };
}

/** Four digits. */
function figure(value: number): string {
  if (value === 0) return "0";
  const digits = 3 - Math.floor(Math.log10(Math.abs(value)));
  return number(value, Number(`1e${-Math.max(0, digits)}`));
}
