import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { caveatsUnder } from "./caveats.js";
import { said } from "./cells.js";
import { untoldWords } from "./comparison.js";
import { contestLine } from "./contests.js";
import { plain } from "./escape.js";
import { fold, lengthOf } from "./fold.js";
import { baselineOf, isReached, measureOf, NOT_REACHED, nameOf, reached, redesignsOf } from "./look-up.js";
import { namesFor } from "./names.js";
import { precisionLine } from "./precision.js";
import { type Row, rowsFor } from "./rows.js";
import { warmUpLine } from "./warm-up.js";
import { counted, date, howLong, number, percent, shortRunNote } from "./words.js";

export interface ScreenOptions {
  /** Characters to a line; fewer than 60 are taken as 60. */
  width: number;
  /** Whether the terminal shows bold and faint. */
  color: boolean;
  /** Whether it shows −, ≈, ± and £. */
  unicode: boolean;
}

interface Column {
  heading: string;
  cells: { text: string; isUnclear: boolean }[];
}

/** What lies between columns. */
const GAP = "  ";
/** No heading is folded narrower. */
const LEAST = 16;
/** No label is folded narrower, unless the terminal itself is. */
const NARROW = 27;

/** The terminal's table: a line for each thing planners ask, a column for each redesign; columns that do not fit stand in tables below. */
export function screenTable(findings: Findings, options: ScreenOptions): string {
  const width = Math.max(60, options.width);
  const shown = options.unicode ? (text: string) => text.replaceAll("\u00a0", " ") : ascii;
  const labels = labelsOf(findings).map(shown);
  const columns = findings.scenarios.map((scenario) => inLetters(columnOf(findings, scenario), shown));
  const beside = labelWidth(columns, labels, width);
  const tables = blocksOf(columns, beside, width).map((block) => drawBlock(block, labels, beside, options.color));
  const text = [heading(findings, width), ...tables, legend(findings, width)].join("\n\n");
  return shown(text);
}

function inLetters({ heading, cells }: Column, shown: (text: string) => string): Column {
  return { heading: shown(heading), cells: cells.map(({ text, isUnclear }) => ({ text: shown(text), isUnclear })) };
}

function heading(findings: Findings, width: number): string {
  const { identity } = findings;
  const baseline = baselineOf(findings);
  const people = measureOf(baseline, { measure: "people", place: null, group: null })?.mean;
  const parts = [
    `${plain(baseline.name)}: ${howLong(identity.years)} from ${date(baseline.start)}`,
    ...(people === undefined ? [] : [`${number(people, 1000)} people`]),
    counted(identity.replications, "replication"),
    ...(redesignsOf(findings).length === 0 ? [] : ["the same patients in every column"]),
    identity.replications > 1 ? "95 % intervals" : "no intervals: they want two replications or more",
  ];
  const warnings = identity.complete
    ? []
    : [
        `STOPPED EARLY: not all replications were done${identity.replications > 1 ? "; intervals are wider than meant" : ""}.`,
      ];
  return [parts.join(" · "), ...warnings]
    .flatMap((line) => fold(line, width - 1))
    .map(indent)
    .join("\n");
}

function rowsOf(findings: Findings): Row[] {
  return rowsFor(findings, namesFor(findings));
}

function labelsOf(findings: Findings): string[] {
  const all = findings.scenarios.some((s) => s.allTargets) ? ["Meets all targets"] : [];
  return [...rowsOf(findings).map((row) => `${row.isPart ? "  " : ""}${plain(row.label)}`), ...all];
}

function columnOf(findings: Findings, scenario: ScenarioFindings): Column {
  const cells = rowsOf(findings).map((row) => cellOf(findings, scenario, row));
  const all = findings.scenarios.some((s) => s.allTargets) ? [{ text: inHundred(scenario), isUnclear: false }] : [];
  return {
    heading:
      scenario === baselineOf(findings) && redesignsOf(findings).length > 0 ? "baseline" : plain(nameOf(scenario)),
    cells: [...cells, ...all],
  };
}

function cellOf(findings: Findings, scenario: ScenarioFindings, row: Row): Column["cells"][number] {
  const { value, interval, kind } = said(findings, scenario, row);
  const bare = value.replace(/\u00a0points$/, "");
  const isUnclear = kind === "unclear";
  if (kind === "estimate") return { text: interval === null ? value : `${value} ${interval}`, isUnclear };
  return { text: `${bare}${interval === null ? "" : ` (${interval})`}${isUnclear ? " ≈" : ""}`, isUnclear };
}

function inHundred(scenario: ScenarioFindings): string {
  const { allTargets } = scenario;
  if (!isReached(scenario)) return NOT_REACHED;
  return allTargets ? `${percent(allTargets.met)} of runs` : "–";
}

/** As many columns side by side as fit beside labels of that width. */
function blocksOf(columns: Column[], beside: number, width: number): Column[][] {
  const blocks: Column[][] = [];
  let left = 0;
  for (const column of columns) {
    const needed = GAP.length + widthOf(column);
    if (blocks.length === 0 || needed > left) {
      blocks.push([]);
      left = width - beside;
    }
    blocks.at(-1)?.push(column);
    left -= needed;
  }
  return blocks;
}

function widthOf({ cells }: Column): number {
  return Math.max(LEAST, ...cells.map(({ text }) => lengthOf(text)));
}

/** The widest labels with which there are fewest tables: labels are folded where that lets one more column stand beside them. */
function labelWidth(columns: Column[], labels: string[], width: number): number {
  const natural = 1 + Math.max(...labels.map(lengthOf));
  const room = width - Math.max(...columns.map(widthOf)) - GAP.length;
  const widths = Array.from(
    { length: Math.max(1, natural - NARROW + 1) },
    (_, i) => Math.min(natural, Math.max(12, room)) - i,
  ).filter((w) => w >= Math.min(NARROW, room));
  const counts = widths.map((beside) => blocksOf(columns, beside, width).length);
  return widths[counts.indexOf(Math.min(...counts))] ?? NARROW;
}

function drawBlock(block: Column[], labels: string[], beside: number, color: boolean): string {
  const heads = block.map((column) => fold(column.heading, widthOf(column), 3));
  const deep = Math.max(...heads.map((lines) => lines.length));
  const top = Array.from({ length: deep }, (_, i) => {
    const cells = block.map((column, c) =>
      bold(pad(heads[c]?.[i - deep + (heads[c]?.length ?? 0)] ?? "", widthOf(column)), color),
    );
    return [" ".repeat(beside), ...cells].join(GAP);
  });
  const rows = labels.flatMap((label, r) => drawRow(label, block, r, beside, color));
  return [...top, ...rows].map((line) => line.trimEnd()).join("\n");
}

function drawRow(label: string, block: Column[], r: number, beside: number, color: boolean): string[] {
  const isPart = label.startsWith("  ");
  const lines = fold(label.trim(), beside - (isPart ? 3 : 1));
  return lines.map((line, i) => {
    const isLast = i === lines.length - 1;
    const cells = block.map((column) => {
      const { text = "", isUnclear = false } = column.cells[r] ?? {};
      return isLast ? faint(pad(text, widthOf(column)), color && isUnclear) : " ".repeat(widthOf(column));
    });
    return [pad(`${isPart ? "   " : " "}${line}`, beside), ...cells].join(GAP);
  });
}

function legend(findings: Findings, width: number): string {
  const { identity, scenarios } = findings;
  const broken = scenarios.filter((s) => s.audit.some((line) => !line.ok));
  const runs = scenarios.length * identity.replications;
  const unsteady = scenarios.filter((s) => !s.steady.ok);
  const lines = [
    ...(redesignsOf(findings).length === 0
      ? []
      : [
          `${identity.replications > 1 ? "≈ no clear difference. " : ""}Redesigns: difference from the baseline; of shares, in percentage points.`,
        ]),
    ...(redesignsOf(findings).length > 0 ? caveatsUnder(findings, rowsOf(findings)).map(plain) : []),
    ...shortRunNote(identity.years),
    ...untoldWords(findings, namesFor(findings)).map(plain),
    ...contestLine(reached(findings)),
    ...warmUpLine(findings).map(plain),
    ...precisionLine(findings).map(plain),
    broken.length === 0
      ? `Audit: everyone accounted for in ${number(runs)} of ${number(runs)} runs.`
      : `AUDIT FAILED in ${broken.map((s) => plain(s.name)).join("; ")}: do not use these figures.`,
    ...(unsteady.length === 0
      ? [steadyLine(scenarios)]
      : unsteady.slice(0, 1).map((s) => `NOT STEADY, ${plain(s.name)}: ${plain(s.steady.why)}`)),
    ...(unsteady.length < 2
      ? []
      : [
          `NOT STEADY either: ${unsteady
            .slice(1)
            .map((s) => plain(s.name))
            .join("; ")}. The paper says what drifts.`,
        ]),
    `Run ${identity.scenario.slice(0, 12)}, seed ${plain(identity.seed)}, Careshift ${identity.version}: ${plain(identity.command)}`,
  ];
  return lines
    .flatMap((line) => fold(line, width - 1))
    .map(indent)
    .join("\n");
}

function indent(line: string): string {
  return ` ${line}`;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - lengthOf(text)));
}

function bold(text: string, isOn: boolean): string {
  return isOn ? `\u001b[1m${text}\u001b[22m` : text;
}

function faint(text: string, isOn: boolean): string {
  return isOn ? `\u001b[2m${text}\u001b[22m` : text;
}

const ASCII: Record<string, string> = {
  "\u00a0": " ",
  "−": "-",
  "–": "-",
  "≈": "~",
  "±": "+-",
  "†": "*",
  "£": "GBP ",
  "·": "|",
  "’": "'",
  "“": '"',
  "”": '"',
  "…": "~",
};

/** Signs that plain terminals lack, each by letters that they have; letters lose their accents. */
function ascii(text: string): string {
  return [...text.normalize("NFD")]
    .map((c) => ASCII[c] ?? (/\p{Mn}/u.test(c) ? "" : c > "\u007e" && c !== "\u001b" ? "?" : c))
    .join("");
}

/** Where no scenario is found to drift: whether that means that none does. */
function steadyLine(scenarios: ScenarioFindings[]): string {
  const untold = scenarios.find(({ steady }) => steady.told === false);
  return untold === undefined
    ? "Steady: no place drifts while it is observed."
    : `Steady or not can't be told: ${plain(untold.steady.why)}.`;
}
