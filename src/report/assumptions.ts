import type { Findings } from "../experiment/findings.js";
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import type { ChangeRead, Evidence, ReadScenario } from "../scenario/scenario.js";
import { type Block, bullets, type Cell, paragraph, type Section, type Table, type Text } from "./document.js";
import { safeLink, withLinks } from "./escape.js";
import { baselineOf } from "./look-up.js";
import { type Moves, movesOf } from "./moves.js";
import { type Names, readable } from "./names.js";
import { capital, counted, date, NBSP, withCommas } from "./words.js";

export type Register = ReadScenario["register"];

/** A number of the scenarios, and in which of them it stands where it is not the baseline. */
interface Used {
  evidence: Evidence;
  /** Where it is written: several places where it was read as one with its neighbours. */
  wheres: string[];
  only: string[];
}

/** Every number: the assumed ones first, then those that name no source, then those that do. */
export function assumptionsBlocks(
  findings: Findings,
  names: Names,
  register: Register,
  sensitivity?: SensitivityFindings,
): Block[] {
  const moves = movesOf(sensitivity);
  const used = everyNumber(findings);
  const of = (kind: (e: Evidence) => boolean) => used.filter(({ evidence }) => kind(evidence));
  const assumed = of((e) => e.source === "assumed");
  const silent = of((e) => e.source === undefined);
  const sourced = of((e) => e.source !== undefined && e.source !== "assumed");
  return [
    paragraph(
      `${capital(counted(assumed.length, "number, table or law is", "numbers, tables and laws are"))} assumed, ${silent.length === 0 ? "" : `${counted(silent.length, "names", "name")} no source, `}and ${counted(sourced.length, "has", "have")} a source. The assumed ones deserve the board’s doubt first. Those that stand side by side with the same source and reason share a line below.`,
    ),
    ...section(assumed.length, () => assumedTable(together(assumed), names, moves)),
    ...section(silent.length, () => silentTable(together(silent), names, moves)),
    ...section(sourced.length, () => sourcedTable(together(sourced), names, register, moves)),
  ];
}

function section(count: number, make: () => Table): Block[] {
  return count === 0 ? [] : [make()];
}

function everyNumber(findings: Findings): Used[] {
  const found = new Map<string, Used>();
  for (const scenario of findings.scenarios) {
    for (const evidence of scenario.evidence) {
      const key = keyOf(evidence);
      const used = found.get(key);
      if (used === undefined)
        found.set(key, {
          evidence,
          wheres: [evidence.where],
          only: scenario === baselineOf(findings) ? [] : [scenario.name],
        });
      else if (used.only.length > 0 && !used.only.includes(scenario.name)) used.only.push(scenario.name);
    }
  }
  return [...found.values()];
}

/** The same for one number wherever it is inherited. */
export function keyOf({ path, value, source, low, high }: Evidence): string {
  return JSON.stringify([path, value, source, low, high]);
}

/** Numbers that stand side by side with the same source, reason and range are read as one: `monday 1.25, tuesday 1.25`. */
function together(used: Used[]): Used[] {
  const groups = new Map<string, Used[]>();
  for (const one of used) {
    const { path, source, why, low, high, confidence } = one.evidence;
    const key = JSON.stringify([path.split(".").slice(0, -1), source, why, low, high, confidence, one.only]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => (group.length === 1 ? (group[0] as Used) : merged(group)));
}

function merged(group: Used[]): Used {
  const { evidence, only } = group[0] as Used;
  const each = group.map(
    ({ evidence: { path, value } }) => `${inCalendar(readable(path.split(".").at(-1) ?? ""))} ${value}`,
  );
  return {
    evidence: { ...evidence, path: evidence.path.split(".").slice(0, -1).join("."), value: each.join(", ") },
    wheres: group.flatMap(({ wheres }) => wheres),
    only,
  };
}

/** Days of the week and months with a capital; other words as they are. */
function inCalendar(word: string): string {
  return CALENDAR.test(word) ? capital(word) : word;
}

const CALENDAR =
  /^((mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$/;

function assumedTable(used: Used[], names: Names, moves: Moves): Table {
  return table(
    "assumed",
    "Assumed: every number, table and law",
    ["What", "Value", "Low to high", ...moved(moves), "Confidence", "Why"],
    used.map((u) => [
      what(u, names),
      withCommas(u.evidence.value),
      range(u.evidence),
      ...moved(moves, u),
      u.evidence.confidence ?? "not given",
      u.evidence.why ?? "no reason given",
    ]),
  );
}

function silentTable(used: Used[], names: Names, moves: Moves): Table {
  return table(
    "no-source",
    "No source named",
    ["What", "Value", "Low to high", ...moved(moves)],
    used.map((u) => [what(u, names), withCommas(u.evidence.value), range(u.evidence), ...moved(moves, u)]),
  );
}

function sourcedTable(used: Used[], names: Names, register: Register, moves: Moves): Table {
  const rows = used.map((u) => [
    what(u, names),
    withCommas(u.evidence.value),
    range(u.evidence),
    ...moved(moves, u),
    u.evidence.confidence ?? "not given",
    source(u.evidence, register),
  ]);
  return table(
    "sourced",
    "With a source",
    ["What", "Value", "Low to high", ...moved(moves), "Confidence", "Source"],
    rows,
  );
}

/** The column that says how far the answer moves, where that was worked out: its heading, or what a number does. */
function moved(moves: Moves, used?: Used): string[] {
  if (moves.size === 0) return [];
  if (used === undefined) return ["Moves the answer by, at low / high"];
  const said = [...new Set(used.wheres.flatMap((where) => moves.get(where) ?? []))];
  return [said.length === 0 ? "not worked out" : said.join("; ")];
}

function table(id: string, caption: string, headings: string[], rows: Text[][]): Table {
  return {
    kind: "table",
    id,
    caption,
    columns: headings.map((heading) => ({ heading, align: "text" })),
    rows: rows.map((cells) => ({ cells: cells.map((text): Cell => ({ text })) })),
    notes: [],
  };
}

function what({ evidence, only }: Used, names: Names): string {
  return `${names.path(evidence.path)}${only.length === 0 ? "" : ` (in ${only.length > 2 ? `${only.length} redesigns` : only.join(" and ")})`}`;
}

/** Two ends of so many letters together stay on one line. */
const SHORT = 16;

/** `10 to 14 days`: a unit that both ends have is said once, and a line is not broken between them. */
function range({ low, high }: Evidence): string {
  if (low === undefined && high === undefined) return "not given";
  const [from, to] = [low ?? "not given", high ?? "not given"].map(withCommas) as [string, string];
  const [, first = from, unit] = /^([+−-]?£?[\d.,]+%?) (.+)$/.exec(from) ?? [];
  const between = (from + to).length <= SHORT ? NBSP : " ";
  if (unit === undefined || !to.endsWith(` ${unit}`)) return `${from}${between}to${between}${to}`;
  return `${first}${NBSP}to${NBSP}${to}`;
}

function source({ source: key, citation, why }: Evidence, register: Register): Text {
  const entry = key === undefined ? undefined : register[key];
  const text = citation ?? entry?.title ?? key ?? "";
  const year = entry?.year === undefined ? "" : `, ${entry.year}`;
  const link = entry?.url === undefined ? undefined : safeLink(entry.url);
  return [
    ...(link === undefined ? withLinks(text) : [{ link, text }]),
    `${year}${why === undefined ? "" : `. ${capital(why)}`}`,
  ];
}

/** The changes of each redesign, as a board could read them aloud. */
export function changesSection(findings: Findings, names: Names): Section {
  const redesigns = findings.scenarios.filter((s) => s !== baselineOf(findings));
  return {
    id: "changes",
    heading: "What each redesign changes",
    blocks: redesigns.length === 0 ? [paragraph("There is no redesign in this run.")] : [],
    sections: redesigns.map(({ name, changes }, i) => ({
      id: `changes-${i + 1}`,
      heading: name,
      blocks:
        changes.length === 0
          ? [paragraph("It lists no changes: what differs is written in its own parts.")]
          : [bullets(changes.map((change) => aloud(change, names)))],
    })),
  };
}

function aloud({ from, path, what: done, why, source: key }: ChangeRead, names: Names): Text {
  const when = from === undefined ? "Throughout" : `From ${date(from)}`;
  const reason = [
    ...(why === undefined ? [] : [capital(why)]),
    ...(key === undefined ? ["No source named"] : key === "assumed" ? ["Assumed"] : [`Source: ${key}`]),
  ];
  return [
    { strong: `${when}, ${names.path(path)}:` },
    ` ${withCommas(done)}. ${reason.map((r) => `${r.replace(/\.$/, "")}.`).join(" ")}`,
  ];
}
