/** How places, steps and exits of a scenario are called in its explanation. */
import type { Scenario } from "../../scenario/scenario.js";

const EXITS: Record<string, string> = {
  home: "home",
  died: "died",
  elsewhere: "another system",
  refused: "turned away",
};

/** A place, need, pathway, segment or any other key. */
export function label(scenario: Scenario, name: string): string {
  return scenario.labels[name] ?? name;
}

/** A step, seen from a pathway: of another pathway, that is named as well. */
export function stepLabel(scenario: Scenario, pathway: string, go: string): string {
  const [other, step] = go.includes(".") ? (go.split(".") as [string, string]) : [pathway, go];
  const isStep = scenario.pathways.some(
    ({ name, steps }) => name === other && steps.some((each) => each.name === step),
  );
  if (!isStep) return EXITS[go] ?? go;
  const own = scenario.labels[`${other}.${step}`] ?? label(scenario, step);
  return other === pathway ? own : `${own} (${label(scenario, other)})`;
}

/** A title, and lines with their sub-lines; nothing where there are none. */
export function section(title: string, items: (string | string[])[]): string {
  const lines = items.flatMap((item) => {
    const [first, ...more] = typeof item === "string" ? [item] : item;
    return [`- ${first}`, ...more.map((line) => `  - ${line}`)];
  });
  return lines.length === 0 ? "" : [`## ${title}`, ...lines].join("\n");
}
