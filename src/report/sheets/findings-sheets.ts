/** The findings themselves, unrounded, one observation a row: for whoever wants to work with them. */
import type { MeasureKey } from "../../care/measures.js";
import type { Findings, ScenarioFindings } from "../../experiment/findings.js";
import { plain } from "../escape.js";
import { baselineOf } from "../look-up.js";
import { steadyWord } from "../words.js";
import type { Tidy, Value } from "./tidy.js";

/** A sheet with what it is called and what it holds. */
export interface DataSheet extends Tidy {
  name: string;
  about: string;
}

/** Every measure, difference and week of the findings, with key names as `careshift schema measures` lists them. */
export function dataSheets(findings: Findings): DataSheet[] {
  return [measures(findings), differences(findings), census(findings)].filter(({ rows }) => rows.length > 0);
}

function measures({ scenarios }: Findings): DataSheet {
  return {
    name: "Data measures",
    about:
      "Every measure of every scenario: mean over replications, its 95 % interval, standard deviation between replications",
    headings: [
      "Scenario",
      "Measure",
      "Place",
      "Group",
      "Unit",
      "Mean",
      "Low",
      "High",
      "Standard deviation",
      "Replications",
    ],
    rows: scenarios.flatMap((scenario) =>
      scenario.measures.map((m) => [scenario.name, ...key(m), m.mean, m.low, m.high, m.sd, m.n].map(clean)),
    ),
  };
}

function differences({ comparisons }: Findings): DataSheet {
  return {
    name: "Data differences",
    about:
      "Every measure of every redesign against the baseline: paired differences under common random numbers, with 95 % intervals",
    headings: [
      "Scenario",
      "Against",
      "Measure",
      "Place",
      "Group",
      "Unit",
      "Difference",
      "Low",
      "High",
      "Replications",
      "Interval leaves out nought",
    ],
    rows: comparisons.map((c) =>
      [c.scenario, c.against, ...key(c), c.difference, c.low, c.high, c.n, c.clear].map(clean),
    ),
  };
}

function census(findings: Findings): DataSheet {
  return {
    name: "Data census",
    about: "Midnight census by week: means over replications; low and high: where 90 % of replications lie; people",
    headings: [
      "Scenario",
      "Place",
      "Week from",
      "Occupied (people)",
      "Low (people)",
      "High (people)",
      "Delayed (people)",
      "Waiting (people)",
    ],
    rows: findings.scenarios.flatMap((scenario) =>
      scenario.census.flatMap(({ place, weeks }) =>
        weeks.map((w) => [scenario.name, place, w.start, w.occupied, w.low, w.high, w.delayed, w.waiting].map(clean)),
      ),
    ),
  };
}

/** Identity of the run, how to remake it, its checks, and every number with its source. */
export function auditTrail(findings: Findings, command: string): Tidy {
  const { identity } = findings;
  const line = (
    kind: string,
    what: string,
    value: Value,
    more: Partial<Record<"low" | "high" | "source" | "why" | "confidence" | "where", string>> = {},
  ): Value[] =>
    [
      kind,
      what,
      value,
      more.low ?? "",
      more.high ?? "",
      more.source ?? "",
      more.why ?? "",
      more.confidence ?? "",
      more.where ?? "",
    ].map(clean);
  return {
    headings: ["Kind", "What", "Value", "Low", "High", "Source", "Why", "Confidence", "Written in"],
    rows: [
      line("identity", "Careshift version", identity.version),
      line("identity", "SHA-256 of the resolved scenarios", identity.scenario),
      line("identity", "Seed", identity.seed),
      line("identity", "Replications", identity.replications),
      line("identity", "Warm-up (days)", identity.warmUpDays),
      line("identity", "Years observed", identity.years),
      line("identity", "Run complete", identity.complete),
      line("identity", "Baseline", baselineOf(findings).name),
      line("command", "Makes the findings again", identity.command),
      line("command", "Makes the paper again", command),
      ...findings.scenarios.flatMap((scenario) => [
        ...checks(scenario, line),
        ...numbers(scenario, line),
        ...changes(scenario, line),
      ]),
    ],
  };
}

type Line = (
  kind: string,
  what: string,
  value: Value,
  more?: Partial<Record<"low" | "high" | "source" | "why" | "confidence" | "where", string>>,
) => Value[];

function checks({ name, audit, steady }: ScenarioFindings, line: Line): Value[][] {
  const failed = audit.filter(({ ok }) => !ok).length;
  return [
    line(
      "check",
      `${name}: self-audit`,
      failed === 0 ? `${audit.length} checks passed` : `${failed} of ${audit.length} checks failed`,
    ),
    line("check", `${name}: steady state`, steadyWord(steady), { why: steady.why }),
  ];
}

function numbers({ name, evidence }: ScenarioFindings, line: Line): Value[][] {
  return evidence.map((e) =>
    line(
      e.source === "assumed" ? "assumed" : e.source === undefined ? "no source" : "sourced",
      `${name}: ${e.path}`,
      e.value,
      {
        ...(e.low !== undefined && { low: e.low }),
        ...(e.high !== undefined && { high: e.high }),
        source: e.citation ?? e.source ?? "none named",
        ...(e.why !== undefined && { why: e.why }),
        ...(e.confidence !== undefined && { confidence: e.confidence }),
        where: e.where,
      },
    ),
  );
}

function changes({ name, file, changes: all }: ScenarioFindings, line: Line): Value[][] {
  return all.map((c) =>
    line("change", `${name}: ${c.path}`, `${c.what}${c.from === undefined ? "" : ` from ${c.from}`}`, {
      source: c.source ?? "none named",
      ...(c.why !== undefined && { why: c.why }),
      where: file,
    }),
  );
}

function key({ measure, place, group, unit }: MeasureKey): string[] {
  return [measure, place ?? "", group === null ? "" : Object.entries(group).flat().join(": "), unit];
}

function clean(value: Value): Value {
  if (typeof value === "number" && !Number.isFinite(value)) return null;
  return typeof value === "string" ? plain(value) : value;
}
