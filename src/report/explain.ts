import type { By, Evidence, ReadScenario, Scenario, Step, WhenFull } from "../scenario/scenario.js";

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
  return [
    `# ${scenario.name}`,
    scenario.summary,
    runWords(scenario),
    heading("Who", peopleWords(scenario)),
    heading("Why they come", [
      ...scenario.needs.map((n) => needWords(n, scenario)),
      ...scenario.arrivals.map((a) => arrivalWords(a, scenario)),
    ]),
    heading(
      "Places",
      scenario.places.map((place) => placeWords(place, scenario)),
    ),
    ...scenario.pathways.map((p) =>
      heading(
        `Pathway: ${label(scenario, p.name)}`,
        p.steps.map((step) => stepWords(step, scenario)),
      ),
    ),
    heading(
      "Policies",
      scenario.policies.map(
        (p) =>
          `${label(scenario, p.name)}: every ${days(p.every)}, the people aged ${p.fromAge} and over at highest predicted risk, as far as ${p.sees.join(", ")} tell, are taken on by ${label(scenario, p.at)}.`,
      ),
    ),
    heading(
      "Changes",
      read.changes.map(
        (c) => `${c.from ?? "throughout"}: ${c.path}: ${c.what}${c.why === undefined ? "" : ` (${c.why})`}`,
      ),
    ),
    heading("Diagram (Mermaid)", ["", "```mermaid", flowDiagram(read), "```"], ""),
    evidenceWords(read.evidence),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function heading(title: string, lines: string[], bullet = "- "): string {
  return lines.length === 0 ? "" : `## ${title}\n${lines.map((line) => `${bullet}${line}`).join("\n")}`;
}

function label(scenario: Scenario, name: string): string {
  return scenario.labels[name] ?? name;
}

function runWords({ run }: Scenario): string {
  const warmUp = run.findWarmUp
    ? "after a warm-up that the run finds"
    : run.warmUp === 0
      ? "no warm-up"
      : `after ${days(run.warmUp)} of warm-up`;
  return `Observed from ${run.start} for ${days(run.length)}, ${warmUp}; ${run.precision === undefined ? `${run.replications} replications` : `replications until means are within ±${run.precision.wanted * 100} %, at most ${run.replications}`}; seed \`${run.seed}\`.`;
}

function peopleWords(scenario: Scenario): string[] {
  const people = scenario.population;
  if (people === undefined) return ["No population: people come by streams of arrivals alone."];
  const places = people.localities.map((l) => `${label(scenario, l.name)} ${percent(l.share)}`);
  return [
    `${people.people.toLocaleString("en-GB")} people${places.length === 0 ? "" : ` in ${places.join(", ")}`}.`,
    `A year per 1,000: ${per1000(people.yearly.births)} births, ${per1000(people.yearly.movingIn)} moving in, ${per1000(people.yearly.movingOut)} moving out; deaths outside the pathways ${by(people.yearly.deaths)}.`,
  ];
}

function needWords(need: Scenario["needs"][number], scenario: Scenario): string {
  const after = need.afterDischarge;
  const more =
    after === undefined
      ? ""
      : `; ${after.times} times as likely on leaving care, fading over ${days(after.fadingOver)}`;
  return `${label(scenario, need.name)}: a rate ${need.rate.by.length === 0 ? "the same for everyone" : by(need.rate)}${need.frailty ? ", and by the person's frailty" : ""}${more}; to the pathway ${label(scenario, need.pathway)}.`;
}

function arrivalWords(arrivals: Scenario["arrivals"][number], scenario: Scenario): string {
  const rate = arrivals.rate === undefined ? "by a law of the gaps between them" : `${arrivals.rate.toFixed(1)} a day`;
  return `${label(scenario, arrivals.name)} (no population behind them): ${rate}; to the pathway ${label(scenario, arrivals.pathway)}.`;
}

function placeWords(place: Scenario["places"][number], scenario: Scenario): string {
  const room = roomWords(place);
  return `${label(scenario, place.name)}: ${room}; paid by ${place.payer}.`;
}

const UNITS = { beds: "beds", caseload: "places on the list", package: "packages", team: "staff on shift" };

function roomWords({ kind, capacity, takesVisits, slots, timetable, escalation }: Scenario["places"][number]): string {
  if (slots !== undefined) return `${slots.join(", ")} people taken on the days from Monday to Sunday`;
  if (capacity === undefined || !(kind in UNITS)) return "without limit";
  const unit = takesVisits ? "visits a day" : UNITS[kind as keyof typeof UNITS];
  const hours = timetable.length > 0 ? ", other numbers by the timetable" : "";
  const more = escalation === undefined ? "" : `, and ${escalation.beds} more while it is very full`;
  return `${capacity} ${unit}${hours}${more}`;
}

function stepWords(step: Step, scenario: Scenario): string {
  const ways = step.next.map(
    (b) => `${label(scenario, b.go)}${b.chance === undefined ? " (the rest)" : ` (${chance(b.chance)})`}`,
  );
  return `${label(scenario, step.name)}, at ${label(scenario, step.at)}: stay ${by(step.stay)}${isLimited(step, scenario) ? `; when it is full, ${whenFull(step.full, scenario)}` : ""}; then ${ways.length === 0 ? "home" : ways.join(", ")}.`;
}

function isLimited(step: Step, scenario: Scenario): boolean {
  return scenario.places.find((place) => place.name === step.at)?.capacity !== undefined;
}

function whenFull(full: WhenFull, scenario: Scenario): string {
  if (full.rule === "go" && full.cancels) return `is cancelled, and goes back to ${label(scenario, full.to)}`;
  if (full.rule === "go") return `goes at once to ${label(scenario, full.to)}`;
  const wait = full.rule === "hold" ? "keeps the bed they are in (a delayed transfer)" : "waits in no bed";
  if (full.rule === "wait" && full.room !== undefined)
    return `${wait} where fewer than ${full.room} wait, else ${full.then === "hold" ? "keeps the bed they are in" : label(scenario, full.then ?? "home")}`;
  return full.atMost === undefined
    ? wait
    : `${wait}, at most ${days(full.atMost)}, then ${label(scenario, full.then ?? "home")}`;
}

function chance(value: By<number>): string {
  return value.by.length === 0 ? percent(value.others) : by(value);
}

function by(value: By<unknown>): string {
  return value.by.length === 0 ? "of one distribution for everyone" : `by ${value.by.join(" and ")}`;
}

function days(n: number): string {
  if (n >= 365.25 && Math.abs(n / 365.25 - Math.round(n / 365.25)) < 0.01)
    return plural(Math.round(n / 365.25), "year");
  return n < 1 ? plural(Number((n * 24).toPrecision(3)), "hour") : plural(Number(n.toPrecision(4)), "day");
}

function plural(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function per1000(perDay: number): string {
  return (perDay * 365.25 * 1000).toFixed(1);
}

function evidenceWords(evidence: Evidence[]): string {
  const line = (e: Evidence) => {
    const range = e.low === undefined && e.high === undefined ? "" : ` (${e.low ?? "?"} to ${e.high ?? "?"})`;
    return `${e.path}: ${e.value}${range}${e.why === undefined ? "" : `; ${e.why}`}${e.citation === undefined ? "" : `; ${e.citation}`} [${e.where}]`;
  };
  return [
    heading("Assumed", evidence.filter((e) => e.source === "assumed").map(line)),
    heading("No source named", evidence.filter((e) => e.source === undefined).map(line)),
    heading("Sourced", evidence.filter((e) => e.source !== undefined && e.source !== "assumed").map(line)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Where people go, in Mermaid's language: a box for each place, an arrow for each way, dashed where a full place diverts. */
export function flowDiagram(read: ReadScenario): string {
  const scenario = read.epochs[0]!.scenario;
  const ids = new Map<string, string>();
  const id = (name: string) => ids.get(name) ?? ids.set(name, `n${ids.size}`).get(name)!;
  const arrows = new Set<string>();
  const placeOf = (pathway: string, go: string): string => {
    const own = scenario.pathways.find((p) => p.name === pathway)?.steps.find((s) => s.name === go);
    const [other, step] = go.split(".");
    return own?.at ?? scenario.pathways.find((p) => p.name === other)?.steps.find((s) => s.name === step)?.at ?? go;
  };
  for (const stream of [...scenario.needs, ...scenario.arrivals]) {
    const first = scenario.pathways.find((p) => p.name === stream.pathway)?.steps[0];
    if (first !== undefined)
      arrows.add(`  ${id(`need ${stream.name}`)}([${quoted(label(scenario, stream.name))}]) --> ${id(first.at)}`);
  }
  for (const pathway of scenario.pathways) {
    for (const step of pathway.steps) {
      for (const go of step.next.length === 0 ? ["home"] : step.next.map((b) => b.go))
        arrows.add(`  ${id(step.at)} --> ${id(placeOf(pathway.name, go))}`);
      const diverted = step.full.rule === "go" ? step.full.to : step.full.then;
      if (diverted !== undefined) arrows.add(`  ${id(step.at)} -. full .-> ${id(placeOf(pathway.name, diverted))}`);
    }
  }
  const boxes = [...ids]
    .filter(([name]) => !name.startsWith("need "))
    .map(([name, n]) => `  ${n}[${quoted(label(scenario, name))}]`);
  return ["flowchart LR", ...boxes, ...[...arrows].filter((arrow) => !/^ {2}(\S+) -+> \1$/.test(arrow))].join("\n");
}

/** Mermaid takes quoted text as it is, but for quotes and angle brackets. */
function quoted(text: string): string {
  return `"${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}"`;
}
