import type { Findings } from "../experiment/findings.js";
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import { sensitivityPanel } from "./chart-tornado.js";
import { type Block, type Figure, paragraph } from "./document.js";
import { acutePlaces, baselineOf } from "./look-up.js";
import { tableBehind } from "./sensitivity-page.js";
import { measureWithin, moversInWords, numbersInWords, sayHalf } from "./sensitivity-words.js";
import { counted, list } from "./words.js";

/** How far the answer moves with each number of the scenarios, by where the number is written (`file:line:col`). */
export type Moves = ReadonlyMap<string, string>;

/** From a tornado: the answer with the number at its low and at its high; empty where none was made. */
export function movesOf(sensitivity: SensitivityFindings | undefined): Moves {
  const moves = new Map<string, string>();
  const unit = sensitivity?.question.unit ?? "";
  for (const { number, low, high } of sensitivity?.tornado?.bars ?? []) {
    const said = [low, high].map(({ difference, half }) => sayHalf(difference, half, unit)).join(" / ");
    for (const where of sensitivity?.numbers[number]?.where ?? []) moves.set(where, said);
  }
  return moves;
}

/** The picture of what the answer hangs on; or, where nobody has worked it out, how to. */
export async function movesBlocks(findings: Findings, sensitivity: SensitivityFindings | undefined): Promise<Block[]> {
  if (sensitivity === undefined) return [notWorkedOut(findings)];
  return [
    paragraph([
      `How much ${measureWithin(sensitivity)} in “${sensitivity.question.scenario}” moves with the numbers that have a range, worked out apart from this run by `,
      { code: sensitivity.identity.command },
      ".",
    ]),
    await movesFigure(sensitivity),
  ];
}

async function movesFigure(sensitivity: SensitivityFindings): Promise<Figure> {
  const panel = await sensitivityPanel(sensitivity);
  const behind = tableBehind(sensitivity);
  return {
    kind: "figure",
    id: "figure-sensitivity",
    title: moversInWords(sensitivity),
    note: "Bars show how far the answer moves from what it is as written; the line across the end of a bar is its 95 % interval from chance. Numbers with shorter bars are in the table.",
    alt: `Bars for each number, the longest first: ${list(numbersOf(sensitivity).slice(0, 5))}. The figures are in the table below.`,
    panels: [panel],
    tables: [{ ...behind, id: "sensitivity-table" }],
  };
}

function numbersOf(sensitivity: SensitivityFindings): string[] {
  const words = numbersInWords(sensitivity);
  const order = (sensitivity.tornado?.bars ?? sensitivity.sobol?.indices ?? sensitivity.evppi?.worths ?? []).map(
    ({ number }) => words[number]?.label ?? "",
  );
  return order.filter((label) => label !== "");
}

/** Says that nobody has worked it out, and what to type. */
function notWorkedOut(findings: Findings): Block {
  const baseline = baselineOf(findings);
  const ranged = baseline.evidence.filter((e) => e.low !== undefined && e.high !== undefined).length;
  const [place] = acutePlaces(baseline);
  const of = place === undefined ? "--measure cost" : `--measure occupancy --place ${place.name}`;
  return {
    kind: "callout",
    heading: "How much the answer moves with each number has not been worked out",
    blocks: [
      paragraph([
        `${counted(ranged, "number of the baseline has", "numbers of the baseline have")} a range. What the answer does over those ranges is found by `,
        { code: `careshift sensitivity ${folderOf(baseline.file)} ${of} --out FOLDER` },
        ", where FOLDER is the folder that holds this run’s findings.json; ",
        { code: "careshift report FOLDER" },
        " then makes the paper again, with the answer in it.",
      ]),
    ],
  };
}

/** The folder a file lies in, with forward slashes; `.` where its path names none. */
function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, Math.max(1, file.lastIndexOf("/"))) : ".";
}
