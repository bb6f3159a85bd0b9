import type { Findings } from "../experiment/findings.js";
import type { Ignorance } from "../experiment/ignorance.js";
import { type Block, type Cell, paragraph, type Section, type Table } from "./document.js";
import { isSame, span } from "./ignorance-table.js";
import { baselineOf, comparisonOf, measureOf, redesignsOf } from "./look-up.js";
import type { Row } from "./rows.js";
import { counted, list, percent, sayDifference, sayEstimate } from "./words.js";

type Scenario = Findings["scenarios"][number];

/** Chance and ignorance told apart, where the run drew the numbers that are not known; else nothing. */
export function ignoranceSections(findings: Findings, rows: readonly Row[]): Section[] {
  const { ignorance } = findings;
  if (ignorance === undefined) return [];
  const shown = rows.filter(({ isKey, isPart }) => isKey || !isPart);
  return [
    {
      id: "ignorance",
      heading: "Chance, and what is not known",
      blocks: [
        paragraph(
          `Two things make these figures uncertain, and they are shown apart. Chance: the same system has good years and bad ones; more replications narrow that. Ignorance: ${counted(ignorance.numbers, "number")} of the scenarios are known only within bounds; only knowing them better narrows that. The other tables of this paper show chance alone, with every number as written.`,
          "lead",
        ),
        baselineTable(findings, ignorance, shown),
        ...redesignsOf(findings).map((redesign, r): Block => redesignTable(findings, ignorance, shown, redesign, r)),
        ...notes(ignorance),
      ],
    },
  ];
}

function baselineTable(findings: Findings, ignorance: Ignorance, rows: readonly Row[]): Table {
  const baseline = baselineOf(findings);
  return {
    kind: "table",
    id: "ignorance-baseline",
    caption: `${baseline.name}: by chance, and by what is not known`,
    columns: [
      { heading: "", align: "text" },
      { heading: "by chance", align: "number" },
      { heading: "by what is not known", align: "number" },
      { heading: "ignorance's share", align: "number" },
    ],
    rows: rows.flatMap((row) => {
      const chance = measureOf(baseline, row);
      const own = ignorance.scenarios[0]?.measures.find((measure) => isSame(measure, row));
      if (!chance || !own) return [];
      const { value, spread } = sayEstimate(chance);
      const drawn = { value: own.mean, low: own.low, high: own.high, unit: chance.unit };
      return [
        {
          cells: [
            { text: row.label },
            { text: value, ...(spread !== null && { under: spread }) },
            { text: span(own, chance.unit), quantity: drawn },
            shareCell(own.share),
          ],
        },
      ];
    }),
    notes: [
      "By chance: the mean with half of its 95 % interval, every number as written. By what is not known: 95 % of long-run means lie there. Ignorance's share: of the variance of a single run, what comes of not knowing and not of chance.",
    ],
  };
}

function redesignTable(
  findings: Findings,
  ignorance: Ignorance,
  rows: readonly Row[],
  redesign: Scenario,
  r: number,
): Table {
  return {
    kind: "table",
    id: `ignorance-redesign-${r + 1}`,
    caption: `${redesign.name}: difference by chance, and by what is not known`,
    columns: [
      { heading: "", align: "text" },
      { heading: "by chance", align: "number" },
      { heading: "by what is not known", align: "number" },
      { heading: "lower in", align: "number" },
    ],
    rows: rows.flatMap((row) => {
      const chance = comparisonOf(findings, redesign, row);
      const own = ignorance.comparisons.find((each) => each.scenario === redesign.name && isSame(each, row));
      if (!chance || !own) return [];
      const isNothing = own.low === own.high && own.mean === 0;
      return [
        {
          cells: [
            { text: row.label },
            differenceCell(chance),
            isNothing ? { text: "no change" } : differenceCell({ ...own, difference: own.mean, unit: chance.unit }),
            isNothing ? { text: "–" } : shareCell(own.below),
          ],
        },
      ];
    }),
    notes: [
      "Differences from the baseline, with 95 % intervals; of shares, in percentage points. Lower in: the share of draws in which the redesign lowers it. Where that is far from 0 and 100 %, what is not known decides whether it helps.",
    ],
  };
}

function differenceCell(of: { difference: number; low: number; high: number; unit: string }): Cell {
  const { value, interval } = sayDifference(of);
  const quantity = { value: of.difference, low: of.low, high: of.high, unit: of.unit };
  return { text: value, ...(interval !== null && { under: interval }), quantity };
}

function shareCell(share: number): Cell {
  return { text: percent(share), quantity: { value: share, unit: "share" } };
}

function notes({ draws, replications, notDrawn, halved }: Ignorance): Block[] {
  const said = [
    `${counted(draws, "draw")} of all these numbers, ${counted(replications, "replication")} of each.`,
    ...(notDrawn.length > 0 ? [`Held as written, as nothing can multiply them: ${list(notDrawn)}.`] : []),
    ...(halved > 0 ? [`${counted(halved, "draw")} moved towards what is written: no such scenario could be.`] : []),
  ];
  return [paragraph(said.join(" "), "note")];
}
