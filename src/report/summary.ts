import type { Comparison, Findings, ScenarioFindings } from "../experiment/findings.js";
import { daysLater } from "../scenario/dates.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { caveatsOf } from "./caveats.js";
import { noneWord } from "./cells.js";
import { type Block, bullets, type Definitions, paragraph, type Section, warning } from "./document.js";
import { glanceTable } from "./glance.js";
import { headlines } from "./headlines.js";
import {
  acutePlaces,
  baselineOf,
  comparisonOf,
  isReached,
  isUnmeasured,
  measureOf,
  nameOf,
  redesignsOf,
} from "./look-up.js";
import { type Row, TOPICS, type Topic } from "./rows.js";
import { sentence, spokenOf, VERDICT_RULE, type Verdict } from "./verdicts.js";
import { counted, date, howLong, list, number, sayEstimate, shortRunNote } from "./words.js";

/** What was found, in plain words: how things are, and what each redesign does to them. */
export function summarySection(findings: Findings, rows: Row[]): Section {
  const redesigns = redesignsOf(findings);
  return {
    id: "summary",
    heading: "Summary",
    blocks: [
      paragraph(whatWasAsked(findings), "lead"),
      paragraph(asThingsAre(findings)),
      ...shortRunNote(findings.identity.years).map((text) => paragraph(text, "note")),
      ...(baselineOf(findings).summary === "" ? [] : [paragraph(baselineOf(findings).summary)]),
      ...(redesigns.length === 0 ? [] : atOnce(findings, rows)),
    ],
    sections: redesigns.map((redesign, i) => redesignSection(findings, redesign, i, rows)),
  };
}

function atOnce(findings: Findings, rows: Row[]): Block[] {
  const lines = headlines(findings, rows);
  return [
    ...(lines.length === 0 ? [] : [{ kind: "callout" as const, heading: "What stands out", blocks: [bullets(lines)] }]),
    glanceTable(findings, rows),
    ...(hasDatedChanges(findings) ? [paragraph(DATED)] : []),
    paragraph(VERDICT_RULE.join(" "), "note"),
    paragraph(ONLY_CHANCE, "note"),
    ...(rows.some((row) => row.topic === "staff") ? [] : [paragraph(NO_STAFF, "note")]),
  ];
}

const DATED =
  "Every figure is a mean over the whole time observed, the time before a dated change takes hold included. Once a change is fully in place its effect is usually larger than these means.";
const ONLY_CHANCE =
  "These words speak of chance alone: who falls ill when, and how long each stays. Doubt about the assumptions comes on top of it; they are listed under “Risks and assumptions”.";
const NO_STAFF =
  "Of staff this run says nothing: the scenarios give no staff to places. An open bed is taken to be staffed, and what that costs is in its price.";

function hasDatedChanges(findings: Findings): boolean {
  return redesignsOf(findings).some((s) => s.changes.some((c) => c.from !== undefined));
}

function whatWasAsked(findings: Findings): string {
  const { identity } = findings;
  const baseline = baselineOf(findings);
  const redesigns = redesignsOf(findings).map((s) => s.name);
  const what =
    redesigns.length === 0
      ? `This paper describes ${baseline.name}`
      : `This paper compares ${baseline.name} with ${counted(redesigns.length, "redesign")}: ${list(redesigns)}`;
  return `${what}. It follows the system for ${howLong(identity.years)} from ${date(baseline.start)}, ${identity.replications === 1 ? "once" : `${number(identity.replications)} times over`}.`;
}

function asThingsAre(findings: Findings): string {
  const baseline = baselineOf(findings);
  const places = acutePlaces(baseline).map(({ name, label, kind, capacity }) => {
    const of = (measure: string) => measureOf(baseline, { measure, place: name, group: null });
    const [occupied, over, delayed] = [of("occupancy"), of("days-over-92"), of("delayed")];
    const escalation = of("escalation-beds");
    const limit = capacity === null || (occupied?.mean ?? 0) > capacity ? "" : ` of ${number(capacity)}`;
    const extra =
      escalation === undefined || escalation.mean === 0 || capacity === null
        ? ""
        : ` (there are ${number(capacity)}, and on average ${sayEstimate(escalation).value} escalation beds are open)`;
    const parts = [
      ...(occupied === undefined
        ? []
        : [
            `on average ${sayEstimate(occupied).value}${limit} ${kind === "beds" ? "beds" : "places"} are occupied${extra}`,
          ]),
      ...(over === undefined ? [] : [`${sayEstimate(over).value} of midnights are over 92\u00a0% full`]),
      ...(delayed === undefined
        ? []
        : [
            sayEstimate(delayed).value === "1"
              ? "1 patient is ready to leave and has nowhere to go"
              : `${sayEstimate(delayed).value} patients are ready to leave and have nowhere to go`,
          ]),
    ];
    return `At ${label} ${list(parts)}.`;
  });
  const [first = "", ...rest] = [...places, ...system(baseline)];
  return first === "" ? "" : [`As things are, ${first.charAt(0).toLowerCase()}${first.slice(1)}`, ...rest].join(" ");
}

function system(baseline: ScenarioFindings): string[] {
  const admissions = measureOf(baseline, { measure: "emergency-admissions", place: null, group: null });
  const cost = measureOf(baseline, { measure: "cost", place: null, group: null });
  return [
    ...(admissions === undefined ? [] : [`There are ${sayEstimate(admissions).value} emergency admissions a year.`]),
    ...(cost === undefined || cost.mean === 0
      ? []
      : [`Care in the places modelled costs ${sayEstimate(cost).value} a year.`]),
  ];
}

function redesignSection(findings: Findings, redesign: ScenarioFindings, i: number, rows: Row[]): Section {
  const said = isReached(redesign) ? effects(findings, redesign, rows) : { kind: "definitions" as const, items: [] };
  return {
    id: `summary-${i + 1}`,
    heading: nameOf(redesign),
    blocks: [
      ...cutShort(findings, redesign),
      ...(redesign.summary === "" ? [] : [paragraph(redesign.summary)]),
      ...newlyUnproven(findings, redesign).map((text) => paragraph(text)),
      ...(said.items.length === 0 ? [] : [said]),
    ],
  };
}

/** That a run ends before what a redesign changes; first of all, as no figure then is of the redesign as it is meant. */
function cutShort({ identity }: Findings, { cutShort, start }: ScenarioFindings): Block[] {
  if (cutShort === undefined) return [];
  const end = date(daysLater(start, Math.round(identity.years * DAYS_PER_YEAR) - 1));
  const longer = "Run it for longer (--years) before deciding on it.";
  return [
    cutShort === "never"
      ? warning("Not reached in this run", `All that it changes is dated after the end of this run, ${end}. ${longer}`)
      : warning(
          "Not complete in this run",
          `The run ends on ${end}, before all that it changes has taken hold: its figures are of the part that has. ${longer}`,
        ),
  ];
}

/** What rests on an unproven effect in a redesign and not already in the baseline. */
function newlyUnproven(findings: Findings, redesign: ScenarioFindings): string[] {
  const before = new Set(unproven(baselineOf(findings)));
  return unproven(redesign).filter((text) => !before.has(text));
}

/** An effect whose published interval includes none is said to be unproven before what follows from it. */
export function unproven({ evidence }: ScenarioFindings): string[] {
  return evidence.flatMap(({ path, value, low, high }) => {
    const isEffect = /^policies\..*effects.*times/.test(path) && low !== undefined && high !== undefined;
    if (!isEffect || !(Number.parseFloat(low) < 1 && Number.parseFloat(high) > 1)) return [];
    return [
      `What follows rests on the published estimate of the effect, ${value} times the usual rate. Its interval, ${low} to ${high}, includes no effect at all: the evidence does not show that there is one, in either direction.`,
    ];
  });
}

interface Effect {
  row: Row;
  of: Comparison;
  baseline: number;
  verdict: Verdict;
}

const TOPIC_WORDS: Record<Topic, string> = {
  beds: "Beds and places",
  admissions: "Admissions",
  delays: "Delays",
  waits: "Waits, and people sent elsewhere",
  deaths: "Deaths",
  cost: "Cost",
  staff: "Staff",
};

/** What a redesign does, topic by topic: what is likely, what may be, and of what there is no clear difference. */
function effects(findings: Findings, redesign: ScenarioFindings, rows: Row[]): Definitions {
  const found = rows
    .filter((row) => row.isKey)
    .flatMap((row): Effect[] => {
      const of = comparisonOf(findings, redesign, row);
      const baseline = measureOf(baselineOf(findings), row)?.mean ?? 0;
      return of === undefined ? [] : [{ row, of, baseline, verdict: spokenOf(of) }];
    });
  return {
    kind: "definitions",
    items: TOPICS.flatMap((topic) => {
      const about = found.filter((e) => e.row.topic === topic);
      const text = [
        ...(about.length === 0 ? [] : [inWords(about)]),
        ...caveatsOf(
          findings,
          redesign,
          about.map(({ row }) => row),
        ),
        ...untold(
          findings,
          redesign,
          rows.filter((row) => row.isKey && row.topic === topic),
        ),
      ];
      return text.length === 0 ? [] : [{ term: TOPIC_WORDS[topic], text: text.join(" ") }];
    }),
  };
}

/** Of what a redesign leaves nobody to measure: that is said, as a figure that is not there would be read as nought. */
function untold(findings: Findings, redesign: ScenarioFindings, rows: Row[]): string[] {
  const untold = rows.filter((row) => isUnmeasured(redesign, row) && !isUnmeasured(baselineOf(findings), row));
  return ["nobody", "never open"].flatMap((word) => {
    const each = untold.filter((row) => noneWord(row.measure) === word).map((row) => lower(row.label));
    const why = word === "nobody" ? "there is nobody to measure" : "it is never open then";
    return each.length === 0 ? [] : [`No figure, as ${why}: ${each.join("; ")}.`];
  });
}

/** Parts of a whole are spoken of where they change, and passed over where they do not. */
function inWords(found: Effect[]): string {
  const spoken = (...verdicts: Verdict[]) =>
    found.filter((e) => verdicts.includes(e.verdict)).map((e) => `${sentence(e.row.subject, e.of, e.baseline)}.`);
  const whole = found.filter((e) => !e.row.isPart);
  const nothingSpoken = spoken("likely", "unknown", "may").length === 0;
  const rest = (verdict: Verdict, alone: string, among: string) => {
    const those = whole.filter((e) => e.verdict === verdict);
    if (those.length === 0) return [];
    return [
      those.length === found.length || (those.length === whole.length && nothingSpoken)
        ? alone
        : `${among}: ${those.map((e) => lower(e.row.label)).join("; ")}.`,
    ];
  };
  return [
    ...spoken("likely", "unknown"),
    ...spoken("may"),
    ...rest("unclear", "No clear difference.", "No clear difference in"),
    ...rest("same", "Exactly as in the baseline.", "Exactly as in the baseline"),
  ].join(" ");
}

/** `Emergency admissions a year` inside a sentence; names of places keep their capital. */
function lower(label: string): string {
  return label.includes(":") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
