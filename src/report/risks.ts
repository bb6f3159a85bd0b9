import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { type Block, type Inline, paragraph, type Table, type Text } from "./document.js";
import { baselineOf, comparisonOf, nameOf, redesignsOf, waitingInVain } from "./look-up.js";
import type { Row } from "./rows.js";
import { unproven } from "./summary.js";
import { spokenOf } from "./verdicts.js";
import { counted, list, NBSP, number, sayDifference } from "./words.js";

/** A risk that the findings show, in which scenarios, and what would lessen it or the doubt about it. */
interface Risk {
  risk: string;
  where: Text;
  lessen: string;
}

/** What can go wrong, as far as this run shows it; made by rule from the findings, so that none is forgotten and none is thought up. */
export function riskBlocks(findings: Findings, rows: Row[]): Block[] {
  const risks = [
    ...shut(findings),
    ...WORSE.flatMap((worse) => worsening(findings, rows, worse)),
    ...costShifts(findings, rows),
    ...ownAssumptions(findings),
    ...unprovenEffects(findings),
    ...drifts(findings),
    ...notInRun(findings),
  ];
  if (risks.length === 0) return [paragraph("By the rules that this paper follows, the run shows no risk of its own.")];
  return [riskTable(risks)];
}

function riskTable(risks: Risk[]): Table {
  return {
    kind: "table",
    id: "risks",
    caption: "Risks that this run shows",
    columns: [
      { heading: "Risk", align: "text" },
      { heading: "Where, and how much", align: "text" },
      { heading: "What would lessen it, or the doubt", align: "text" },
    ],
    rows: risks.map(({ risk, where, lessen }) => ({ cells: [{ text: risk }, { text: where }, { text: lessen }] })),
    notes: [
      "Made by rule from the findings: whatever is likely to get worse, whoever is likely to pay more, and whatever the figures rest on that nobody has measured. Risks outside the model (staff, buildings, consent) are for the board to add.",
    ],
  };
}

/** Measures of which more is worse. */
const WORSE: { measures: string[]; risk: string; lessen: string }[] = [
  {
    measures: ["gave-up", "diverted", "refused"],
    risk: "People give up waiting, are sent elsewhere or turned away because there is no bed or place",
    lessen: "Find the fewest beds that avoid it: careshift size.",
  },
  {
    measures: ["wait"],
    risk: "People wait longer for a bed",
    lessen: "Find the fewest beds that avoid it: careshift size.",
  },
  {
    measures: ["days-over-92"],
    risk: "More midnights with the hospital over 92 % full, when infection, cancelled operations and crowding are likelier",
    lessen: "Weigh it against the target for occupancy; phase the change in after what frees beds.",
  },
  {
    measures: ["delayed", "waiting"],
    risk: "More people wait in a bed they no longer need, or for a place to go on to",
    lessen: "More places to step down to, or care at home, before beds close.",
  },
  {
    measures: ["deaths-in-care"],
    risk: "More deaths in care",
    lessen: "Read it as where people die unless admissions are unchanged; ask what the redesign does to each cause.",
  },
];

function worsening(findings: Findings, rows: Row[], { measures, risk, lessen }: (typeof WORSE)[number]): Risk[] {
  const where = redesignsOf(findings).flatMap((redesign) => {
    const parts = rows
      .filter((row) => measures.includes(row.measure))
      .flatMap((row) => {
        const of = comparisonOf(findings, redesign, row);
        if (of === undefined || of.difference <= 0 || spokenOf(of) !== "likely") return [];
        const { value, unit } = sayDifference(of);
        return [`${row.label}: ${value}${unit === "" ? "" : `${NBSP}${unit}`}`];
      });
    return parts.length === 0 ? [] : [[{ strong: redesign.name }, `: ${parts.join("; ")}.`]];
  });
  return where.length === 0 ? [] : [{ risk, where: spaced(where), lessen }];
}

/** Places that a redesign lets nobody into any more, while people wait for them. */
function shut(findings: Findings): Risk[] {
  const where = redesignsOf(findings).flatMap((redesign) => {
    const parts = baselineOf(findings).places.flatMap(({ name: place, label }) => {
      const waiting = waitingInVain(findings, redesign, place);
      return waiting === 0 ? [] : [`${label}: ${number(waiting)} waiting`];
    });
    return parts.length === 0 ? [] : [[{ strong: redesign.name }, `: ${parts.join("; ")}.`]];
  });
  if (where.length === 0) return [];
  return [
    {
      risk: "Nobody is let into a place for which people wait: no wait is measured there, and no target on it can be met",
      where: spaced(where),
      lessen: "Say where these people go instead, or leave some of it open.",
    },
  ];
}

/** Whoever is likely to pay more, whatever the whole does. */
function costShifts(findings: Findings, rows: Row[]): Risk[] {
  const where = redesignsOf(findings).flatMap((redesign) => {
    const parts = rows
      .filter((row) => row.measure === "cost" && row.isPart)
      .flatMap((row) => {
        const of = comparisonOf(findings, redesign, row);
        if (of === undefined || of.difference <= 0 || spokenOf(of) !== "likely") return [];
        return [`${row.label.replace(/^of which /, "")} ${sayDifference(of).value}`];
      });
    return parts.length === 0 ? [] : [[{ strong: redesign.name }, `: ${list(parts)} a year.`]];
  });
  if (where.length === 0) return [];
  return [
    {
      risk: "A payer pays more, whatever the whole system saves",
      where: spaced(where),
      lessen: "Agree beforehand who moves how much money to whom.",
    },
  ];
}

/** Numbers that only a redesign rests upon and that nobody has measured. */
function ownAssumptions(findings: Findings): Risk[] {
  const known = new Set(baselineOf(findings).evidence.map(keyOf));
  const where = redesignsOf(findings).flatMap((redesign) => {
    const own = redesign.evidence.filter((e) => e.source === "assumed" && !known.has(keyOf(e)));
    const all = redesign.evidence.filter((e) => !known.has(keyOf(e)));
    if (own.length === 0) return [];
    return [[{ strong: redesign.name }, `: ${own.length} of its own ${counted(all.length, "number")}.`]];
  });
  if (where.length === 0) return [];
  return [
    {
      risk: "What a redesign is said to do is assumed, not measured",
      where: spaced(where),
      lessen: "Try it small and measure; see below how much the answer moves with each number.",
    },
  ];
}

/** One after another, with a space between. */
function spaced(parts: Inline[][]): Inline[] {
  return parts.flatMap((part, i) => (i === 0 ? part : [" ", ...part]));
}

function keyOf({ path, value, source }: ScenarioFindings["evidence"][number]): string {
  return JSON.stringify([path, value, source]);
}

function unprovenEffects(findings: Findings): Risk[] {
  const names = redesignsOf(findings)
    .filter((s) => unproven(s).length > 0)
    .map((s) => s.name);
  if (names.length === 0) return [];
  return [
    {
      risk: "The published effect may be none",
      where: `${list(names)}: the interval of the estimate includes no effect at all.`,
      lessen: "Decide as if it were none, or as part of a trial.",
    },
  ];
}

function drifts(findings: Findings): Risk[] {
  const names = findings.scenarios.filter((s) => !s.steady.ok).map((s) => s.name);
  if (names.length === 0) return [];
  return [
    {
      risk: "Things are still moving at the end of the time observed, so that means understate or overstate what comes after",
      where: `${list(names)}.`,
      lessen: "Look at the pictures over time; run it for longer.",
    },
  ];
}

/** Dated changes that a shortened run ends before. */
function notInRun(findings: Findings): Risk[] {
  const names = redesignsOf(findings)
    .filter((s) => s.cutShort !== undefined)
    .map(nameOf);
  if (names.length === 0) return [];
  return [
    {
      risk: "The run ends before changes of a redesign happen or are complete: its figures here are not those of the redesign",
      where: `${list(names)}.`,
      lessen: "Run it for longer before deciding.",
    },
  ];
}
