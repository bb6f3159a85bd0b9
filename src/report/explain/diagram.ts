/** Where people go, in Mermaid's language. */
import type { ReadScenario } from "../../scenario/scenario.js";
import { bareLabel, onOneLine } from "./labels.js";

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
      arrows.add(`  ${id(`need ${stream.name}`)}([${quoted(bareLabel(scenario, stream.name))}]) --> ${id(first.at)}`);
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
    .map(([name, n]) => `  ${n}[${quoted(bareLabel(scenario, name))}]`);
  return ["flowchart LR", ...boxes, ...[...arrows].filter((arrow) => !/^ {2}(\S+) -+> \1$/.test(arrow))].join("\n");
}

/**
 * Mermaid takes quoted text as it is, on one line, but for quotes, angle brackets, signs of an entity (`#`, `;`) and a backquote, which
 * makes it Markdown.
 */
function quoted(text: string): string {
  return `"${onOneLine(text).replace(/[#;&"<>`]/g, (sign) => CODES[sign]!)}"`;
}

const CODES: Record<string, string> = {
  "#": "#35;",
  ";": "#59;",
  "&": "&amp;",
  '"': "&quot;",
  "<": "&lt;",
  ">": "&gt;",
  "`": "#96;",
};
