import type { Findings } from "../../src/experiment/findings.js";
import { findings, STEP_DOWN } from "./fixture.js";

/** Names that a scenario may hold by accident or on purpose, and that a format may take for its own signs. */
export const HOSTILE = [
  `<script>alert(1)</script>"'&`,
  "=cmd|'/c calc'!A1",
  "+1+1",
  "-2+3",
  "@SUM(A1:A9)",
  "]]> <![CDATA[ &amp; &lt;b&gt;",
  "control \u0000\u0007\u000b\u001b[2J signs",
  "right\u202eto\u2066left",
  "lone \ud800 half",
  "# heading | pipe `code` *bold* _it_ [link](javascript:alert(1)) ![x](y) \\ ~~no~~ $m$",
  `long ${"w".repeat(900)}`,
  "[]:*?/\\ 'quoted'",
];

/** Findings in which everything that a scenario may name is hostile. */
export function hostile(): Findings {
  const name = (i: number) => HOSTILE[i % HOSTILE.length] as string;
  const redesigns = HOSTILE.slice(0, 4).map((words) => ({ ...STEP_DOWN, name: words, summary: words }));
  const of = findings(redesigns);
  for (const [s, scenario] of of.scenarios.entries()) {
    scenario.places = scenario.places.map((place, i) => ({ ...place, label: `${name(i + 4)} ${place.name}` }));
    scenario.evidence = scenario.evidence.map((e, i) => ({
      ...e,
      why: name(i),
      value: name(i + 2),
      citation: name(i + 5),
    }));
    scenario.changes = scenario.changes.map((c) => ({ ...c, what: name(s), why: name(s + 9) }));
    scenario.labels = Object.fromEntries(Object.keys(scenario.labels).map((key, i) => [key, name(i)]));
    scenario.steady = { ok: false, why: name(s + 3) };
    scenario.warnings = [name(s + 1), name(s + 9)];
    scenario.targets = scenario.targets.map((t) => ({ ...t, target: name(10) }));
    scenario.paper = s === 0 ? { title: name(0), meeting: name(1), author: name(5), asks: name(9) } : {};
  }
  of.identity.command = `careshift run '${name(0)}' ${name(9)}`;
  return of;
}
