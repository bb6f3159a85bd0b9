import type { Findings, ScenarioFindings, TargetFinding } from "../experiment/findings.js";
import { caveatsUnder } from "./caveats.js";
import { noneWords, said } from "./cells.js";
import { type Block, bullets, type Cell, paragraph, type Table } from "./document.js";
import { limitWords } from "./explain/values.js";
import { isReached, NOT_REACHED, nameOf } from "./look-up.js";
import type { Names } from "./names.js";
import type { Row } from "./rows.js";
import { counted, percent } from "./words.js";

/** The chance of meeting each target, and all of them at once. */
export function targetBlocks(findings: Findings, names: Names): Block[] {
  const targets = [...new Map(findings.scenarios.flatMap((s) => s.targets).map((t) => [t.target, t])).values()];
  if (targets.length === 0) return [paragraph("The scenarios set no targets.")];
  const untold = untoldWords(findings, names);
  const rows = targets.map((t) => ({
    cells: [
      { text: targetWords(findings, t, names) },
      ...findings.scenarios.map((s) =>
        chance(
          s,
          s.targets.find((o) => o.target === t.target),
        ),
      ),
    ],
  }));
  const all =
    targets.length < 2
      ? []
      : [
          {
            cells: [
              { text: [{ strong: "All of them, in the same replication" }] },
              ...findings.scenarios.map((s) => chance(s, s.allTargets)),
            ],
          },
        ];
  return [chances(findings, [...rows, ...all]), ...(untold.length === 0 ? [] : [bullets(untold)])];
}

/** Targets of which nothing can be told in some replication, scenario by scenario: nobody was there, so they count as not met. */
export function untoldWords({ scenarios }: Pick<Findings, "scenarios">, names: Names): string[] {
  return scenarios.filter(isReached).flatMap((s) =>
    s.targets.flatMap(({ target, measure, place, untold = 0 }) => {
      if (untold === 0) return [];
      const often = untold === 1 ? "" : ` in ${percent(untold)} of replications`;
      const why = noneWords(measure, place === null ? null : names.of(place));
      return [
        `${s.name}: whether “${names.of(target)}” is met can’t be told${often}, as ${why}. That counts as not met.`,
      ];
    }),
  );
}

function chances(findings: Findings, rows: Table["rows"]): Table {
  return {
    kind: "table",
    id: "chances",
    caption: "Chance of meeting each target over the whole time observed",
    columns: [{ heading: "Target", align: "text" }, ...columns(findings.scenarios)],
    rows,
    notes: [
      `The chance is the share of ${counted(findings.identity.replications, "replication")} that meet the target; under it, its 95 % interval (Wilson 1927).`,
    ],
  };
}

function chance(scenario: ScenarioFindings, found: TargetFinding | null | undefined): Cell {
  if (!isReached(scenario)) return { text: NOT_REACHED };
  return found
    ? {
        text: found.untold === 1 ? "can’t be told" : percent(found.met),
        under: found.untold === 1 ? "not met" : `${percent(found.low)} to ${percent(found.high)}`,
        quantity: { value: found.met, low: found.low, high: found.high, unit: "share" },
      }
    : { text: "–" };
}

/** `Occupancy: at most 92 %`, `Nobody waits long: at most 7 hours`: the bound in the measure's unit. */
function targetWords(findings: Findings, found: TargetFinding, names: Names): string {
  const { target, measure, place } = found;
  const keys = findings.scenarios.flatMap((s) => [...s.measures, ...(s.unmeasured ?? [])]);
  const unit = keys.find((key) => key.measure === measure)?.unit ?? "";
  return `${names.of(target)}${place === null ? "" : `, ${names.of(place)}`}: ${limitWords(found, unit) || found.wanted}`;
}

/** Measures down, scenarios across: the baseline’s means, and the redesigns’ paired differences. */
export function comparisonTable(findings: Findings, rows: Row[], isCompared: boolean): Table {
  return {
    kind: "table",
    id: "appraisal",
    caption: isCompared ? "Baseline, and what each redesign changes" : "Means over the time observed",
    columns: [{ heading: "Measure", align: "text" }, ...columns(findings.scenarios)],
    rows: rows.map((row) => ({
      isPart: row.isPart,
      cells: [{ text: row.label }, ...findings.scenarios.map((s) => figureCell(findings, s, row))],
    })),
    notes: isCompared ? [HOW_TO_READ, PAIRING, ...caveatsUnder(findings, rows)] : [OWN],
  };
}

const OWN = "± is half of the 95 % interval of the mean over replications.";
const HOW_TO_READ =
  "The first column of figures is the baseline’s mean, ± half of its 95 % interval. The others are differences from it, with their 95 % intervals in brackets; “points” are percentage points. ≈ no clear difference: the interval includes none.";
const PAIRING =
  "Differences are paired: in every replication the same people fall ill at the same times in every column, so that what differs is what the redesign does, and the intervals are narrow. They measure chance, not doubt about the assumptions.";

function figureCell(findings: Findings, scenario: ScenarioFindings, row: Row): Cell {
  const { value, interval, quantity, kind } = said(findings, scenario, row);
  const machine = quantity === undefined ? {} : { quantity };
  if (kind === "same") return { text: value, under: "no change", ...machine };
  const text = kind === "unclear" ? `${value}\u00a0≈` : value;
  if (interval === null) return { text, ...machine };
  return { text, under: kind === "estimate" ? interval : `(${interval})`, ...machine };
}

function columns(scenarios: ScenarioFindings[]): Table["columns"] {
  return scenarios.map((s, i) => ({
    heading: nameOf(s),
    align: "number" as const,
    ...(i === 0 && scenarios.length > 1 && { unit: "baseline" }),
  }));
}
