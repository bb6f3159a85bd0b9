/** How places, steps and exits of a scenario are called in its explanation. */
import type { Scenario } from "../../scenario/scenario.js";
import { plain } from "../escape.js";

const EXITS: Record<string, string> = {
  home: "home",
  died: "died",
  elsewhere: "another system",
  refused: "turned away",
};

/** A place, need, pathway, segment or any other key, as it is called; for where it is not among Markdown. */
export function bareLabel(scenario: Scenario, name: string): string {
  return scenario.labels[name] ?? name;
}

/** The same in a line of Markdown. */
export function label(scenario: Scenario, name: string): string {
  return asData(bareLabel(scenario, name));
}

/** What somebody wrote, on one line, without signs that nobody sees. */
export function onOneLine(text: string): string {
  return plain(text).replace(/\s+/g, " ").trim();
}

/** The same, its signs taken for no Markdown: labels are data. */
export function asData(text: string): string {
  return onOneLine(text).replace(/[\\`*_[\]|<]/g, "\\$&");
}

/** The same between backquotes. */
export function asCode(text: string): string {
  return `\`${onOneLine(text.replaceAll("`", " "))}\``;
}

/** The same of a paragraph of its own, which might begin like a heading, a list or a quotation. */
export function asParagraph(text: string): string {
  return asData(text)
    .replace(/^[#+=>-]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** A step, seen from a pathway: of another pathway, that is named as well. */
export function stepLabel(scenario: Scenario, pathway: string, go: string): string {
  const [other, step] = go.includes(".") ? (go.split(".") as [string, string]) : [pathway, go];
  const isStep = scenario.pathways.some(
    ({ name, steps }) => name === other && steps.some((each) => each.name === step),
  );
  if (!isStep) return EXITS[go] ?? go;
  const own = asData(scenario.labels[`${other}.${step}`] ?? bareLabel(scenario, step));
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
