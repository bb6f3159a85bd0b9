import type { Findings } from "../experiment/findings.js";
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import type { SizeFindings } from "../experiment/size-findings.js";
import type { Scenario } from "../scenario/scenario.js";
import { assumptionsBlocks, changesSection, type Register } from "./assumptions.js";
import { comparisonTable, targetBlocks } from "./comparison.js";
import { contestSections } from "./contests.js";
import { type Block, bullets, type Document, type Fact, originOf, type Section } from "./document.js";
import {
  delayFigures,
  differenceFigures,
  flowFigures,
  frontierFigures,
  histogramFigures,
  monthFigures,
  occupancyFigures,
  waitFigures,
} from "./figures.js";
import { ignoranceSections } from "./ignorance-section.js";
import { leftOutOf } from "./left-out.js";
import { baselineOf, frontOf, reached, redesignsOf } from "./look-up.js";
import { identitySection, methodSection, warningsOf } from "./method.js";
import { moneySection } from "./money.js";
import { movesBlocks } from "./moves.js";
import { type Names, namesFor } from "./names.js";
import { observedBlocks } from "./observed.js";
import { riskBlocks } from "./risks.js";
import { detailedRowsFor, type Row } from "./rows.js";
import { sizedSections } from "./sized.js";
import { stressTable } from "./stress.js";
import { summarySection } from "./summary.js";
import { type Verification, verificationBlocks } from "./verified.js";
import { warmUpBlocks } from "./warm-up.js";
import { counted, date } from "./words.js";

export interface PaperOptions {
  /** How keys are shown, beyond what the findings' places say. */
  labels?: Record<string, string>;
  /** Sources, for links and years beside the citations. */
  register?: Register;
  /** What the model leaves out; by default what `leftOutOf` tells. */
  leftOut?: readonly string[];
  /** What the answer hangs on, of this run's scenarios. */
  sensitivity?: SensitivityFindings;
  /** How many places would be enough. */
  size?: SizeFindings;
  /** Models with a known answer. */
  verification?: Verification;
  /** What is said on the front, where it is to differ from the scenario's `paper:`. */
  front?: Scenario["paper"];
}

/**
 * The board paper: what was found, the options side by side, what it all rests on, and an annex for those who check.
 *
 * @throws {RangeError} when the findings hold no scenario
 */
export async function boardPaper(findings: Findings, options: PaperOptions = {}): Promise<Document> {
  const names = namesFor(findings, options.labels);
  const rows = detailedRowsFor(findings, names);
  const register = options.register ?? registerOf(findings);
  const front = { ...frontOf(findings), ...options.front };
  const summary = summarySection(findings, rows);
  const tried = reached(findings);
  return {
    title: front.title ?? defaultTitle(findings),
    language: "en-GB",
    facts: factsOf(front),
    sections: [
      { ...summary, blocks: [...warningsOf(findings), ...summary.blocks] },
      await appraisalSection(findings, rows, names),
      ...ignoranceSections(tried, rows),
      ...(await pictureSections(tried, names)),
      changesSection(findings, names),
      ...(await sizedSections(options.size)),
      await risksSection(findings, rows, names, { ...options, register }),
      {
        id: "against-observed",
        heading: "The model against real figures",
        blocks: observedBlocks(findings, names, register),
      },
      withBlocks(methodSection(findings, rows, names), await warmUpBlocks(findings, names)),
      {
        id: "verified",
        heading: "Annex: models with a known answer",
        blocks: verificationBlocks(options.verification),
      },
      { id: "stress", heading: "Annex: reporting checklist", blocks: [stressTable(findings, names)] },
      ...contestSections(tried, names),
      ...annexed(moneySection(tried, names)),
      identitySection(findings, commandsBeside(options)),
    ],
    origin: originOf(findings.identity),
    footer: `Made by Careshift ${findings.identity.version} from the findings of one run; no figure was entered by hand.`,
  };
}

/** What made what lay beside the run. */
function commandsBeside({ sensitivity, size, verification }: PaperOptions): string[] {
  return [sensitivity, size, verification].flatMap((found) => (found === undefined ? [] : [found.identity.command]));
}

function withBlocks(section: Section, blocks: Section["blocks"]): Section {
  return { ...section, blocks: [...section.blocks, ...blocks] };
}

function annexed(section: Section | null): Section[] {
  return section === null
    ? []
    : [{ ...section, heading: `Annex: ${section.heading.charAt(0).toLowerCase()}${section.heading.slice(1)}` }];
}

function defaultTitle(findings: Findings): string {
  const count = redesignsOf(findings).length;
  return count === 0
    ? baselineOf(findings).name
    : `${baselineOf(findings).name}: ${counted(count, "redesign")} compared`;
}

function factsOf(front: Scenario["paper"]): Fact[] {
  return [
    { name: "Meeting", value: front.meeting ?? null },
    { name: "Author", value: front.author ?? null },
    { name: "Date", value: front.date === undefined ? null : date(front.date) },
    { name: "Purpose", value: front.purpose ?? null },
    { name: "The board is asked", value: front.asks ?? null, isLong: true },
  ];
}

async function appraisalSection(findings: Findings, rows: Row[], names: Names): Promise<Section> {
  const isCompared = redesignsOf(findings).length > 0;
  const tried = reached(findings);
  const frontier = await frontierFigures(tried);
  return {
    id: "options",
    heading: isCompared ? "Options appraisal" : "The figures",
    isOnNewPage: true,
    blocks: [comparisonTable(findings, rows, isCompared)],
    sections: [
      { id: "targets", heading: "Will the targets be met?", blocks: targetBlocks(findings, names) },
      ...section("frontier", "Cost against delays and beds", frontier),
      ...section("differences", "What each redesign changes, in pictures", await differenceFigures(tried, rows)),
    ],
  };
}

async function pictureSections(findings: Findings, names: Names): Promise<Section[]> {
  return [
    ...section("over-time", "Beds over time", [
      ...(await occupancyFigures(findings)),
      ...(await monthFigures(findings)),
      ...(await histogramFigures(findings)),
    ]),
    ...section("delays-waits", "Delays and waits", [
      ...(await delayFigures(findings)),
      ...(await waitFigures(findings)),
    ]),
    ...section("flows", "Where people go", await flowFigures(findings, names)),
  ];
}

async function risksSection(
  findings: Findings,
  rows: Row[],
  names: Names,
  { register = {}, leftOut = leftOutOf(findings), sensitivity }: PaperOptions,
): Promise<Section> {
  return {
    id: "risks-assumptions",
    heading: "Risks and assumptions",
    isOnNewPage: true,
    blocks: riskBlocks(findings, rows),
    sections: [
      { id: "moves", heading: "What the answer hangs on", blocks: await movesBlocks(findings, sensitivity) },
      {
        id: "assumptions",
        heading: "What is assumed, and what is known",
        blocks: assumptionsBlocks(findings, names, register, sensitivity),
      },
      { id: "left-out", heading: "What the model leaves out", blocks: [bullets([...leftOut])] },
    ],
  };
}

function section(id: string, heading: string, blocks: Block[]): Section[] {
  return blocks.length === 0 ? [] : [{ id, heading, blocks }];
}

/** The sources of every scenario, together. */
function registerOf(findings: Findings): Register {
  return Object.assign({}, ...findings.scenarios.map((scenario) => scenario.register)) as Register;
}
