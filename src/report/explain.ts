/** What a scenario says, in words and as a diagram, for planners who check their own file. */
import { MEASURES } from "../care/measures.js";
import type { ChangeRead, Evidence, ReadScenario, Scenario, Target } from "../scenario/scenario.js";
import { flowDiagram } from "./explain/diagram.js";
import { asCode, asData, asParagraph, label, section, stepLabel } from "./explain/labels.js";
import { arrivalWords, needWords, policyWords, populationWords } from "./explain/people.js";
import { placeWords } from "./explain/places.js";
import { stepWords } from "./explain/steps.js";
import { days, limitWords, plain, plural, share } from "./explain/values.js";
import { capital, date, list, signed } from "./words.js";

export { flowDiagram };

/** What a scenario says, as data for machines. */
export function explanation(read: ReadScenario) {
  const scenario = read.epochs[0]!.scenario;
  return {
    file: read.file,
    name: scenario.name,
    summary: scenario.summary,
    words: explainInWords(read),
    diagram: flowDiagram(read),
    evidence: read.evidence,
    changes: read.changes,
  };
}

/** A scenario in words: what there is, where people go, what a redesign changes, and what stands behind every number. */
export function explainInWords(read: ReadScenario): string {
  const scenario = read.epochs[0]!.scenario;
  const dated = read.changes.some(({ from }) => from !== undefined);
  return [
    `# ${asData(scenario.name)}`,
    asParagraph(scenario.summary),
    `${runWords(scenario)}${dated ? " What follows is as on the first day; dated changes stand under “Changes”." : ""}`,
    section("Changes", read.changes.map(changeWords)),
    section("Who", populationWords(scenario)),
    section("Why they come", [
      ...scenario.needs.map((need) => needWords(need, scenario)),
      ...scenario.arrivals.map((arrivals) => arrivalWords(arrivals, scenario)),
    ]),
    section(
      "Places",
      scenario.places.map((place) => placeWords(place, scenario)),
    ),
    ...scenario.pathways.map((pathway) =>
      section(
        `Pathway: ${label(scenario, pathway.name)}`,
        pathway.steps.map((step) => stepWords(step, pathway, scenario)),
      ),
    ),
    section(
      "Policies",
      scenario.policies.map((policy) => policyWords(policy, scenario)),
    ),
    section("Clocks", clockWords(scenario)),
    section("There on day one", openingWords(scenario)),
    section(
      "Targets",
      scenario.targets.map((target) => targetWords(target, scenario)),
    ),
    section("Bad spells, for `careshift stress` alone", shockWords(scenario)),
    `## Diagram (Mermaid)\n\n\`\`\`mermaid\n${flowDiagram(read)}\n\`\`\``,
    evidenceWords(read.evidence),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function runWords({ run }: Scenario): string {
  const warmUp = run.findWarmUp
    ? "after a warm-up that the run finds"
    : run.warmUp === 0
      ? "no warm-up"
      : `after ${days(run.warmUp)} of warm-up`;
  const often =
    run.precision === undefined
      ? plural(run.replications, "replication")
      : `replications until means are within ±${share(run.precision.wanted)}, at most ${plain(run.replications)}`;
  return [
    `Observed from ${date(run.start)} for ${days(run.length)}, ${warmUp}; ${often}; seed ${asCode(run.seed)}.`,
    ...(run.uncertainty ? ["Every number with bounds is drawn too."] : []),
    `People who block each other in a ring ${run.deadlocks === "exchange" ? "exchange beds" : "stay where they are"}.`,
  ].join(" ");
}

function changeWords(change: ChangeRead): string {
  const why = change.why === undefined ? "" : ` (${asData(change.why)})`;
  return `${change.from === undefined ? "throughout" : `from ${date(change.from)}`}: ${change.path}: ${asData(change.what)}${why}`;
}

function clockWords(scenario: Scenario): string[] {
  const steps = (names: string[]) => list(names.map((name) => stepLabel(scenario, "", name)));
  return scenario.clocks.map(({ name, starts, stops, within }) => {
    const end = stops.length === 0 ? "leaving care" : `coming into ${steps(stops)}, or leaving care`;
    return `${capital(name.replaceAll("-", " "))}: from asking for ${steps(starts)} to ${end}, within ${days(within)}`;
  });
}

function openingWords(scenario: Scenario): string[] {
  return scenario.opening.map(
    ({ step, from, occupied, delayed, waiting }) =>
      `${stepLabel(scenario, "", step)}: ${plain(occupied)} in it, ${plain(delayed)} of them ready to leave, and ${plain(waiting)} waiting outside; they came by ${label(scenario, from)}`,
  );
}

function targetWords({ name, measure, place, clock, atMost, atLeast }: Target, scenario: Scenario): string {
  const unit = MEASURES.find(({ name: each }) => each === measure)?.unit ?? "";
  const at = [place, clock].flatMap((key) => (key === undefined ? [] : [label(scenario, key)]));
  const of = at.length === 0 ? "" : ` of ${at.join(", ")}`;
  return `${label(scenario, name)}: \`${measure}\`${of} ${limitWords({ atMost, atLeast }, unit)}`;
}

function shockWords(scenario: Scenario): string[] {
  return scenario.shocks.map(({ label: called, from, until, changes }) => {
    const said = changes.map((c) =>
      c.add === undefined
        ? `${c.scale} × ${plain(c.by)}`
        : `${c.add} ${signed(c.by, Number.isInteger(c.by) ? 1 : 0.01)}`,
    );
    return `${asData(called)}: from ${date(from)} to ${date(until)}: ${said.join("; ")}`;
  });
}

function evidenceWords(evidence: Evidence[]): string {
  const line = (e: Evidence) => {
    const isFixed = [e.low, e.high].every((bound) => bound === undefined || /^[−+-]?0 ?%$/.test(bound));
    const range = isFixed ? "" : ` (${e.low ?? "?"} to ${e.high ?? "?"})`;
    const said = [e.why, e.citation].flatMap((text) => (text === undefined ? [] : `; ${asData(text)}`)).join("");
    return `${e.path}: ${asData(e.value)}${range}${said} [${e.where}]`;
  };
  return [
    section("Assumed", evidence.filter((e) => e.source === "assumed").map(line)),
    section("No source named", evidence.filter((e) => e.source === undefined).map(line)),
    section("Sourced", evidence.filter((e) => e.source !== undefined && e.source !== "assumed").map(line)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
