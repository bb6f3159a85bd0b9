import type { Findings } from "../experiment/findings.js";
import type { Scenario } from "../scenario/scenario.js";
import { assumptionsSection, changesSection, type Register } from "./assumptions.js";
import { differencePanel } from "./chart-differences.js";
import { exitsOf, flowPanel, flowTable, hasBackwardFlows, streamsOf } from "./chart-flows.js";
import { occupancyPanel, occupancyTable } from "./chart-occupancy.js";
import { comparisonSection, targetsSection } from "./comparison.js";
import { type Block, bullets, type Document, type Figure, paragraph, type Section, type Table } from "./document.js";
import { acutePlaces, baselineOf, communityPlaces, comparisonOf, redesignsOf } from "./look-up.js";
import { identitySection, methodSection, warningsOf } from "./method.js";
import { type Names, namesFor } from "./names.js";
import { MOST_IN_CHART } from "./palette.js";
import { detailedRowsFor, type Row } from "./rows.js";
import { summarySection } from "./summary.js";
import { differencesTitle, occupancyTitle } from "./titles.js";
import { verdictOf } from "./verdicts.js";
import { about, counted, date, list, number, percent } from "./words.js";

export interface PaperOptions {
  /** How keys are shown, beyond what the findings' places say. */
  labels?: Record<string, string>;
  /** Sources, for links and years beside the citations. */
  register?: Register;
  /** What the model leaves out; by default `LEFT_OUT`. */
  leftOut?: readonly string[];
}

/** True of every scenario in this version of Careshift. */
export const LEFT_OUT: readonly string[] = [
  "Care that needs none of the places listed: attendances at A&E, outpatient clinics, general practice and ambulances, and their queues.",
  "Staff: a bed that is open is taken to be staffed, and nobody is off sick.",
  "Differences between beds of one place: specialties, side rooms, single-sex bays and closures for infection. Any free bed will do.",
  "Working hours of discharge: a stay may end at any hour of any day, unless its length was measured where it could not.",
  "Pressure on judgement: nobody is sent home sooner, or kept at home longer, because the hospital is full, unless the scenario says so.",
  "Money beyond prices of occupied days, open days and stays: no capital, double running, redundancy, inflation or discounting.",
  "What becomes of people who are sent to another system, and what that costs there.",
  "Whether anyone dies who would not have: deaths in care follow from admissions, so a redesign that admits more shows more of them. Read them as where people die.",
  "Outcomes other than deaths and readmissions: quality of life, harm, and the work of families.",
];

/**
 * The board paper: what was found, then what it rests on.
 *
 * @throws {RangeError} when the findings hold no scenario
 */
export async function boardPaper(findings: Findings, options: PaperOptions = {}): Promise<Document> {
  const names = namesFor(findings, options.labels);
  const rows = detailedRowsFor(findings, names);
  const paper = paperBlock(findings);
  const summary = summarySection(findings, rows);
  return {
    title: paper.title ?? defaultTitle(findings),
    language: "en-GB",
    facts: factsOf(paper),
    sections: [
      { ...summary, blocks: [...warningsOf(findings), ...summary.blocks] },
      targetsSection(findings, names),
      comparisonSection(findings, rows),
      ...(await chartSections(findings, rows, names)),
      assumptionsSection(findings, names, options.register ?? registerOf(findings)),
      changesSection(findings, names),
      { id: "left-out", heading: "What the model leaves out", blocks: [bullets([...(options.leftOut ?? LEFT_OUT)])] },
      methodSection(findings, rows, names),
      identitySection(findings),
    ],
    origin: {
      version: findings.identity.version,
      run: findings.identity.scenario,
      seed: findings.identity.seed,
      replications: findings.identity.replications,
      command: findings.identity.command,
    },
    footer: `Made by Careshift ${findings.identity.version} from the findings of one run; no figure was entered by hand.`,
  };
}

function defaultTitle(findings: Findings): string {
  const count = redesignsOf(findings).length;
  return count === 0
    ? baselineOf(findings).name
    : `${baselineOf(findings).name}: ${counted(count, "redesign")} compared`;
}

/** The first scenario that says something of the paper speaks for all. */
function paperBlock(findings: Findings): Scenario["paper"] {
  return findings.scenarios.map((s) => s.paper ?? {}).find((paper) => Object.keys(paper).length > 0) ?? {};
}

function factsOf(paper: Scenario["paper"]): Document["facts"] {
  return [
    { name: "Meeting", value: paper.meeting ?? null },
    { name: "Author", value: paper.author ?? null },
    { name: "Date", value: paper.date === undefined ? null : date(paper.date) },
    { name: "Purpose", value: paper.purpose ?? null },
    { name: "The board is asked", value: paper.asks ?? null, isLong: true },
  ];
}

async function chartSections(findings: Findings, rows: Row[], names: Names): Promise<Section[]> {
  const section = (id: string, heading: string, blocks: Block[]): Section[] =>
    blocks.length === 0 ? [] : [{ id, heading, blocks }];
  return [
    ...section("over-time", "Beds over time", await occupancyFigures(findings)),
    ...section("differences", "What each redesign changes, in pictures", await differenceFigures(findings, rows)),
    ...section("flows", "Where people go", await flowFigures(findings, names)),
  ];
}

async function occupancyFigures(findings: Findings): Promise<Block[]> {
  const places = [...acutePlaces(baselineOf(findings)), ...communityPlaces(baselineOf(findings))].filter(
    (place) => occupancyTable(findings, place).rows.length > 0,
  );
  const [first] = places;
  if (first === undefined) return [];
  const figure: Figure = {
    kind: "figure",
    id: "figure-over-time",
    title: occupancyTitle(findings, first),
    note: `Means of each week over all replications. Grey band: nine in ten replications of the baseline lie within it. The axes do not begin at nought.${tooMany(findings)}`,
    alt: `Lines of the people in ${list(places.map((p) => p.label))} from week to week, the baseline against the redesigns. The figures are in the tables below.`,
    panels: await Promise.all(places.map((place) => occupancyPanel(findings, place))),
    tables: places.map((place) => occupancyTable(findings, place)),
  };
  return [figure];
}

function tooMany(findings: Findings): string {
  const over = findings.scenarios.length - MOST_IN_CHART;
  return over > 0
    ? ` ${counted(over, "scenario")} beyond the first ${MOST_IN_CHART} are in the comparison table only.`
    : "";
}

async function differenceFigures(findings: Findings, rows: Row[]): Promise<Block[]> {
  if (redesignsOf(findings).length === 0) return [];
  const key = rows.filter((row) => row.isKey && isMoved(findings, row));
  if (key.length === 0) return [];
  const still = rows.filter((row) => row.isKey && !key.includes(row)).map((row) => row.label);
  const [behind] = comparisonSection(findings, key).blocks;
  const figure: Figure = {
    kind: "figure",
    id: "figure-differences",
    title: differencesTitle(findings, rows),
    note: `Each dot is a redesign’s difference from the baseline, its line the 95 % interval; the upright mark is no difference. Filled blue: clear. Hollow grey, and ≈: no clear difference. Every panel has its own scale.${still.length === 0 ? "" : ` No redesign changes at all: ${still.join("; ")}.`}`,
    alt: `Dots with intervals, one panel for each of ${counted(key.length, "measure")}: ${list(key.map((row) => row.label))}. The figures are in the table below.`,
    panels: await Promise.all(key.map((row) => differencePanel(findings, row))),
    tables: [{ ...(behind as Table), id: "differences-table", caption: "Differences behind the chart" }],
  };
  return [figure];
}

/** Whether a redesign changes it at all. */
function isMoved(findings: Findings, row: Row): boolean {
  return redesignsOf(findings).some((s) => {
    const of = comparisonOf(findings, s, row);
    return of !== undefined && verdictOf(of) !== "same";
  });
}

async function flowFigures(findings: Findings, names: Names): Promise<Block[]> {
  const streams = streamsOf(baselineOf(findings));
  if (streams.length === 0) return [];
  const back = hasBackwardFlows(findings) ? " Moves back to a place that people came from are in the table only." : "";
  const figure: Figure = {
    kind: "figure",
    id: "figure-flows",
    title: flowTitle(findings, names),
    note: `Bars are places and, in grey, ways out of care; bands are people a year, as thick as they are many, in the baseline. First admissions are not drawn: a bar is as high as all who come or leave.${back}`,
    alt: `Bands from place to place. Largest: ${streams
      .slice(0, 4)
      .map((s) => `${names.of(s.from)} to ${names.of(s.to)}, ${number(s.perYear)} a year`)
      .join("; ")}. All are in the table below.`,
    panels: [await flowPanel(findings, names)],
    tables: [flowTable(findings, names)],
  };
  return [figure, paragraph("Redesigns’ flows are in the table behind the chart.", "note")];
}

function flowTitle(findings: Findings, names: Names): string {
  const baseline = baselineOf(findings);
  const [place] = acutePlaces(baseline);
  const leaving = streamsOf(baseline).filter((s) => s.from === place?.name);
  const all = leaving.reduce((sum, s) => sum + s.perYear, 0);
  if (all === 0) return "Where people go from each place";
  const exits = new Set(exitsOf(baseline));
  const share = (of: typeof leaving) => percent(of.reduce((sum, s) => sum + s.perYear, 0) / all);
  return `Of ${about(all)} people who leave ${names.of(place?.name ?? "")} a year, ${share(leaving.filter((s) => s.to === "home"))} go home and ${share(leaving.filter((s) => !exits.has(s.to)))} go on to other care`;
}

/** The sources of every scenario, together. */
function registerOf(findings: Findings): Register {
  return Object.assign({}, ...findings.scenarios.map((scenario) => scenario.register)) as Register;
}
