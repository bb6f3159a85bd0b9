import type { Findings, ScenarioFindings } from "../experiment/findings.js";
import { type Block, bullets, type Cell, paragraph, type Section, type Table, warning } from "./document.js";
import { halfWidthsTable, isNought } from "./half-widths.js";
import { baselineOf, comparisonOf, measureOf, redesignsOf } from "./look-up.js";
import type { Names } from "./names.js";
import { precisionBlocks } from "./precision.js";
import type { Row } from "./rows.js";
import { capital, counted, date, howLong, list, number, sayEstimate, steadyWord } from "./words.js";

/** What stands in the way of reading the figures as they are: a run cut short, an unsteady system, a failed check, a single replication. */
export function warningsOf(findings: Findings): Block[] {
  const { identity, scenarios } = findings;
  const unsteady = scenarios.filter((s) => !s.steady.ok);
  const broken = scenarios.filter((s) => s.audit.some((line) => !line.ok));
  return [
    ...(identity.complete
      ? []
      : [
          warning(
            "This run was stopped early",
            `Only ${counted(identity.replications, "replication")} of every scenario were finished. Intervals are wider than they were meant to be. Run it again before deciding on it.`,
          ),
        ]),
    ...(broken.length === 0
      ? []
      : [
          warning(
            "The self-audit failed",
            `Do not use these figures. It failed in: ${broken.map((s) => s.name).join("; ")}.`,
          ),
        ]),
    ...(unsteady.length === 0 ? [] : [warning("Not in a steady state", unsteadyWords(findings, unsteady))]),
    ...(identity.replications > 1
      ? []
      : [
          warning(
            "Only one replication",
            "Without a second one nobody can say how far chance goes: there are no intervals, and no difference here is more than an example.",
          ),
        ]),
  ];
}

/** How it was done: replications, warm-up, steadiness, pairing, and the run's own checks. */
export function methodSection(findings: Findings, rows: Row[], names: Names): Section {
  const { identity } = findings;
  const warmUp =
    identity.warmUpDays === 0 && findings.warmUp?.rule !== "mser-5"
      ? "There was no warm-up: the run begins with the people that the scenario puts there."
      : `Before that it ran for ${counted(identity.warmUpDays, "day")} that are not counted, so that places fill as they would.`;
  return {
    id: "method",
    heading: "Annex: how it was done",
    isOnNewPage: true,
    blocks: [
      paragraph(
        `Careshift lets everyone live through the system: who falls ill, who waits for which bed, who goes where. ${capital(counted(identity.replications, "replication"))} were run, each with its own chance, and ${howLong(identity.years)} from ${date(baselineOf(findings).start)} observed in each. ${warmUp}`,
      ),
      bullets(findings.scenarios.map((s) => `${s.name}: ${steadyWord(s.steady)}; ${ended(s.steady.why)}`)),
      ...precisionBlocks(findings, names),
      ...findings.scenarios.flatMap((s) => s.warnings.map((text) => warning(`Remark on ${s.name}`, text))),
      halfWidthsTable(findings, rows),
      ...pairing(findings, rows),
      auditTable(findings, names),
    ],
  };
}

/** What drifts in the first of them; the others are told under “How it was done”. */
function unsteadyWords(findings: Findings, unsteady: ScenarioFindings[]): string {
  const [first, ...others] = unsteady;
  if (first === undefined) return "";
  const rest = others.length === 0 ? "" : ` So do ${list(others.map((s) => `“${s.name}”`))}: see “How it was done”.`;
  return `In ${unsteady.length} of ${counted(findings.scenarios.length, "scenario")} a mean over the whole time hides a drift. “${first.name}” drifts. ${ended(first.steady.why)}${rest}`;
}

function ended(why: string): string {
  return /[.!?]$/.test(why) ? why : `${why}.`;
}

/** With fewer replications a ratio of variances is not known to within a factor of four (F of 9 and 9 degrees of freedom, 97.5 %: 4.03). */
const FEWEST_FOR_GAIN = 10;

function pairing(findings: Findings, rows: Row[]): Block[] {
  const redesigns = redesignsOf(findings);
  if (redesigns.length === 0) return [];
  const paired = paragraph(
    "Every scenario meets the same chance (common random numbers): the same people fall ill at the same times and, where nothing changes for them, stay as long. A difference is taken within each replication, and its interval is Student’s t over those differences.",
  );
  if (findings.identity.replications < FEWEST_FOR_GAIN)
    return [
      paired,
      paragraph(
        `How many replications pairing spared is not said: a ratio of two variances from fewer than ${FEWEST_FOR_GAIN} replications means next to nothing.`,
      ),
    ];
  const gained = rows.filter((row) => redesigns.some((s) => comparisonOf(findings, s, row)?.gain != null));
  const table: Table = {
    kind: "table",
    id: "pairing",
    caption: "What pairing gained: how many times the replications it would take without it",
    columns: [
      { heading: "Measure", align: "text" },
      ...redesigns.map((s) => ({ heading: s.name, align: "number" as const })),
    ],
    rows: gained.map((row) => ({
      isPart: row.isPart,
      cells: [{ text: row.label }, ...redesigns.map((s) => gainCell(gainOf(findings, s, row)))],
    })),
    notes: [
      "Variance of the difference had the two been independent, over the variance it has. Below 1, pairing did not help. – nothing varies, or the baseline’s mean is nought as far as it is printed and the ratio means nothing.",
    ],
  };
  return [paired, table];
}

/** Null where it means nothing: the baseline's mean is nought as it is printed, or nothing varies. */
function gainOf(findings: Findings, scenario: ScenarioFindings, row: Row): number | null {
  const own = measureOf(baselineOf(findings), row);
  if (own !== undefined && isNought(sayEstimate(own).value)) return null;
  return comparisonOf(findings, scenario, row)?.gain ?? null;
}

function gainCell(gain: number | null): Cell {
  if (gain === null) return { text: "–" };
  return { text: `×${number(gain, gain < 10 ? 0.1 : 1)}`, quantity: { value: gain, unit: "times" } };
}

type AuditLine = ScenarioFindings["audit"][number];

/** One line a check; every place and replication of it must agree. */
function auditTable(findings: Findings, names: Names): Table {
  const checks = [...new Set(findings.scenarios.flatMap((s) => s.audit.map((line) => line.check)))];
  return {
    kind: "table",
    id: "self-audit",
    caption: "Self-audit: nobody lost, nobody counted twice",
    columns: [
      { heading: "Check", align: "text" },
      ...findings.scenarios.map((s) => ({ heading: s.name, align: "text" as const })),
    ],
    rows: checks.map((check) => ({
      cells: [
        { text: capital(check) },
        ...findings.scenarios.map((s) =>
          auditCell(
            s.audit.filter((line) => line.check === check),
            names,
          ),
        ),
      ],
    })),
    notes: ["Every replication is checked; “largest gap” is the worst of all, as a share of what was expected."],
  };
}

function auditCell(lines: AuditLine[], names: Names): Cell {
  const failed = lines.find((line) => !line.ok);
  if (failed)
    return {
      text: [{ strong: "Failed" }],
      under: `${failed.place === null ? "" : `${names.of(failed.place)}: `}expected ${number(failed.expected, 0.001)}, got ${number(failed.got, 0.001)}`,
    };
  if (lines.length === 0) return { text: "–" };
  const gap = Math.max(...lines.map(({ expected, got }) => Math.abs(expected - got) / Math.max(1, Math.abs(expected))));
  const places = lines.length > 1 ? `${counted(lines.length, "place")}, ` : "";
  return {
    text: "Passed",
    under: `${places}${
      gap === 0
        ? "no gap"
        : `largest gap ${gap
            .toExponential(0)
            .replace("e-", " × 10⁻")
            .replace(/⁻(\d+)/, (_, n: string) => `⁻${superscript(n)}`)}`
    }`,
  };
}

function superscript(digits: string): string {
  return [...digits].map((d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)]).join("");
}

/**
 * What was run, and how to run it again.
 * @param beside the commands that made what lay beside the run and is in its paper
 */
export function identitySection(findings: Findings, beside: readonly string[] = []): Section {
  const { identity } = findings;
  const facts: [string, string][] = [
    ["Careshift", identity.version],
    ["Scenarios, SHA-256", identity.scenario],
    ["Seed", identity.seed],
    ["Replications", number(identity.replications)],
    ["Warm-up", counted(identity.warmUpDays, "day")],
    ["Observed", howLong(identity.years)],
    ["Complete", identity.complete ? "yes" : "no: stopped early"],
  ];
  return {
    id: "identity",
    heading: "Annex: this run, and how to repeat it",
    blocks: [
      {
        kind: "table",
        id: "identity-table",
        caption: "Identity of the run",
        columns: [
          { heading: "What", align: "text" },
          { heading: "Value", align: "text" },
        ],
        rows: facts.map(([name, value]) => ({ cells: [{ text: name }, { text: [{ code: value }] }] })),
        notes: [],
      },
      paragraph(
        `The same scenarios, seed and version give the same figures to the last digit, on any machine. ${
          beside.length === 0
            ? "This command makes the figures and this paper again:"
            : "The first of these commands makes the figures again; what the paper holds beyond them was found by the others, and is in a paper again once it lies in the folder of the run:"
        }`,
      ),
      { kind: "command", text: [identity.command, ...beside].join("\n") },
    ],
  };
}
