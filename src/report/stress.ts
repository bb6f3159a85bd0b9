import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import type { Evidence } from "../scenario/scenario.js";
import { keyOf } from "./assumptions.js";
import type { Cell, Table, Text } from "./document.js";
import { baselineOf, frontOf, redesignsOf } from "./look-up.js";
import type { Names } from "./names.js";
import { counted, date, howLong, list, number } from "./words.js";

const CITATION: Text = [
  "Monks T, Currie CSM, Onggo BS, Robinson S, Kunc M, Taylor SJE. Strengthening the reporting of empirical simulation studies: introducing the STRESS guidelines. Journal of Simulation 2019; 13(1): 55–67. ",
  { link: "https://doi.org/10.1080/17477778.2018.1442155", text: "doi:10.1080/17477778.2018.1442155" },
];

/** What the checklist asks of a discrete-event simulation, item by item, and what is so here. */
export function stressTable(findings: Findings, names: Names): Table {
  const items: [number: string, item: string, said: Text][] = [
    ...objectives(findings),
    ...logic(findings, names),
    ...data(findings),
    ...experimentation(findings),
    ...implementation(findings),
  ];
  return {
    kind: "table",
    id: "stress-des",
    caption: "Reporting checklist STRESS-DES, item by item",
    columns: [
      { heading: "Item", align: "text" },
      { heading: "What it asks", align: "text" },
      { heading: "Here", align: "text" },
    ],
    rows: items.map(([n, item, said]): { cells: Cell[] } => ({ cells: [{ text: n }, { text: item }, { text: said }] })),
    notes: [CITATION],
  };
}

type Item = [number: string, item: string, said: Text];

function objectives(findings: Findings): Item[] {
  const { asks } = frontOf(findings);
  const redesigns = redesignsOf(findings);
  return [
    [
      "1.1",
      "Purpose of the model",
      asks === undefined
        ? "The scenarios do not say what the board is asked: see the front of this paper."
        : `It is to help the board ${asks.replace(/\.$/, "")}.`,
    ],
    [
      "1.2",
      "Model outputs",
      [
        "Every measure has a stable name, a unit and a definition, which ",
        { code: "careshift schema measures" },
        " lists; those of this paper are in ",
        { to: "appraisal", text: "the options appraisal" },
        ".",
      ],
    ],
    [
      "1.3",
      "Aims of experimentation",
      redesigns.length === 0
        ? "To describe the system as it is; nothing is compared."
        : `To compare ${counted(redesigns.length, "redesign")} with the baseline: ${list(redesigns.map((s) => s.name))}. What each changes, and when, is under “What each redesign changes”.`,
    ],
  ];
}

function logic(findings: Findings, names: Names): Item[] {
  const baseline = baselineOf(findings);
  const kinds = [...new Set(baseline.places.map((p) => p.kind))];
  const more = particulars(findings);
  const of = (kind: string) => baseline.places.filter((p) => p.kind === kind).map((p) => p.label);
  return [
    [
      "2.1",
      "Diagram of the base model",
      [
        { to: "figure-flows", text: "Where people go" },
        " shows it with its flows; ",
        { code: "careshift explain" },
        " draws every step.",
      ],
    ],
    [
      "2.2",
      "Logic of the base model",
      `People fall ill (a need) or arrive, come to the first step of a pathway, stay in its place for a length of treatment, and go on by chances that may depend on age, sex, segment and locality. Where the next place is full they wait, hold the bed they are in (a delayed transfer), or go elsewhere, as the scenario says. Delay comes on top of treatment and never shortens it.${more.map((words) => ` ${words}`).join("")}`,
    ],
    [
      "2.3",
      "Logic of the scenarios",
      "A redesign is the baseline with a list of changes, dated or throughout; nothing else differs. Dated changes are phased in as each says.",
    ],
    [
      "2.4",
      "Algorithms",
      "Demand by thinning (Lewis and Shedler 1979), so that a rate may depend on season, hour, frailty and recent discharge exactly. Who waits for a place goes in the order the scenario gives, then first come first served; at the same instant a bed is released before the next is asked for. People who block each other in a ring exchange beds, unless the scenario says otherwise.",
    ],
    [
      "2.5.1",
      "People (the checklist says entities)",
      "Persons of the population, who persist and may come again, each with age, sex, locality, segment and a hidden frailty; and people of streams of arrivals, who come once.",
    ],
    [
      "2.5.2",
      "Activities",
      "Stays at the steps of pathways; their laws are in the register of numbers under “Risks and assumptions”.",
    ],
    ["2.5.3", "Places (the checklist says resources)", kinds.map((kind) => `${kind}: ${list(of(kind))}`).join("; ")],
    [
      "2.5.4",
      "Queues",
      "One for each place that has a limit; by the order of steps that the scenario gives, then first come first served; limits to holding and waiting as each step says. Clinics and lists take people once a day, by rank and then by who came first.",
    ],
    [
      "2.5.5",
      "Where people come in and go out",
      `They come in by need or stream of arrivals; they go out by ${list([...exitsIn(baseline)].map((exit) => names.of(exit).toLowerCase()))}.`,
    ],
  ];
}

/** Rules that only some scenarios have, each told where a scenario of these has it. */
const PARTICULARS: { words: string; measure?: string; path?: RegExp; kind?: string }[] = [
  {
    kind: "team",
    words:
      "Teams are wanted beside a bed: treatment begins when one of the team is free; when staff are short, the work waits.",
  },
  { kind: "clinic", words: "Clinics take so many people a day; some do not attend." },
  {
    kind: "list",
    words: "Lists call people in by rank, so many a day; whoever has no bed on the day goes back to it.",
  },
  { measure: "outliers", words: "Where a ward is full, its people may lie on another as outliers." },
  {
    measure: "escalation-beds",
    words: "Escalation beds open above one share of occupancy and close below another, judged every hour.",
  },
  { path: /\.cleaning\b/, words: "A bed that was left is cleaned before the next patient." },
  { path: /\.leaves\b/, words: "Who is ready leaves only on the days and at the hours that the step gives." },
  {
    path: /\.longer-per-delayed-day\b/,
    words: "Those who were delayed need longer afterwards, by a share for each day of delay.",
  },
  {
    path: /\.level-of-care\b/,
    words: "For some a lower level of care would do after part of the stay; those days are counted.",
  },
  { measure: "clock-in-time", words: "Clocks run for each person from asking for one step to coming into another." },
];

function particulars({ scenarios }: Findings): string[] {
  return PARTICULARS.filter(({ kind, measure, path }) =>
    scenarios.some(
      (s) =>
        (kind !== undefined && s.places.some((p) => p.kind === kind)) ||
        (measure !== undefined && s.measures.some((m) => m.measure === measure)) ||
        (path !== undefined && s.evidence.some((e) => path.test(e.path))),
    ),
  ).map(({ words }) => words);
}

function exitsIn(baseline: ScenarioFindings): Set<string> {
  return new Set(baseline.flows.flatMap(({ toPlace, to }) => (toPlace === null ? [to] : [])));
}

function data(findings: Findings): Item[] {
  const evidence = findings.scenarios.flatMap((s) => s.evidence);
  const sources = new Set(
    evidence.flatMap(({ source }) => (source === undefined || source === "assumed" ? [] : [source])),
  );
  return [
    [
      "3.1",
      "Data sources",
      sources.size === 0
        ? "None is named: see “Risks and assumptions”."
        : `${counted(sources.size, "source")}, each beside the numbers it stands behind: see “Risks and assumptions”.`,
    ],
    [
      "3.2",
      "Pre-processing",
      "Stated in the register of sources and in the first lines of each table of the scenario.",
    ],
    [
      "3.3",
      "Input parameters",
      "All of them, with value, range, source and confidence, under “Risks and assumptions”; base and scenario values are told apart.",
    ],
    ["3.4", "Assumptions", `${assumedAndWhy(evidence)} What the model leaves out has a list of its own.`],
  ];
}

/** Whether every number without a source is called assumed and says why, or how many are not and do not; counted as under the risks. */
function assumedAndWhy(evidence: Evidence[]): string {
  const numbers = [...new Map(evidence.map((e) => [keyOf(e), e])).values()];
  const silent = numbers.filter((e) => e.source === undefined).length;
  const unexplained = numbers.filter((e) => e.source === "assumed" && e.why === undefined).length;
  if (silent + unexplained === 0) return "Every number without a source is called assumed and says why.";
  const faults = [
    ...(silent > 0 ? [`${counted(silent, "number names", "numbers name")} no source nor a reason`] : []),
    ...(unexplained > 0
      ? [`${number(unexplained)} called assumed ${unexplained === 1 ? "does" : "do"} not say why`]
      : []),
  ];
  return `Numbers without a source are called assumed and say why, with these exceptions: ${list(faults)}; each is listed under “Risks and assumptions”.`;
}

function experimentation(findings: Findings): Item[] {
  const { identity } = findings;
  return [
    [
      "4.1",
      "Initialisation",
      identity.warmUpDays === 0
        ? "No warm-up: the run begins with the people whom the scenario's opening census puts there, or empty."
        : `A warm-up of ${counted(identity.warmUpDays, "day")} that is not counted. Whether places drift afterwards is tested in every run; see “How it was done”.`,
    ],
    [
      "4.2",
      "Run length",
      `${howLong(identity.years)} from ${date(baselineOf(findings).start)}${identity.warmUpDays === 0 ? "" : ", after the warm-up"}.`,
    ],
    [
      "4.3",
      "Estimation approach",
      `${counted(identity.replications, "independent replication")}; Student’s t intervals of 95 %; differences paired under common random numbers; shares of replications by Wilson (1927). Intervals are not widened for looking at several measures and redesigns at once.`,
    ],
  ];
}

function implementation({ identity }: Findings): Item[] {
  return [
    ["5.1", "Software", `Careshift ${identity.version} on Node.js, TypeScript; the engine is the project’s own.`],
    [
      "5.2",
      "Random sampling",
      "A counter-based generator, Threefry-2x32 (Salmon and others 2011). Every draw is named by seed, replication, purpose, person and occasion, so that a person meets the same chance in every scenario; variates by inversion of tabulated quantiles.",
    ],
    [
      "5.3",
      "How the model is run",
      "Next event first; events at the same instant in the order in which they were scheduled. Replications run on any number of threads and give the same bytes on each.",
    ],
    ["5.4", "System", "Any machine with Node 20.19 or later; the figures do not depend on it."],
    [
      "6.1",
      "Sharing",
      [
        "The scenarios and the code are all that is needed: this paper is made by ",
        { code: identity.command },
        ". Scenarios: SHA-256 ",
        { code: identity.scenario },
        ".",
      ],
    ],
  ];
}
