import { isUnbound } from "../experiment/size.js";
import type { SizeFindings } from "../experiment/size-findings.js";
import { frontierPanel, sizePanel } from "./chart-size.js";
import type { Block, Document, Figure } from "./document.js";
import { bullets, madeFrom, paragraph } from "./document.js";
import { closeCall } from "./size-margin.js";
import { frontierTable, pointTable } from "./size-table.js";
import { capital, counted, howLong, list, number, percent } from "./words.js";

/** What a sizing found, as a document: the answer, the trade-off curve with its figures, and how it was found. */
export async function sizePaper(findings: SizeFindings): Promise<Document> {
  const { identity, scenario } = findings;
  return {
    title: `${scenario.name}: how many ${list(findings.places.map(({ counts, label }) => `${counts} of ${label}`))}?`,
    language: "en-GB",
    facts: [],
    sections: [
      { id: "answer", heading: "The answer", blocks: [...answer(findings), await curve(findings)] },
      {
        id: "how",
        heading: "How it was found",
        blocks: [bullets(method(findings)), { kind: "command", text: identity.command }],
      },
    ],
    ...madeFrom(identity),
  };
}

function answer(findings: SizeFindings): Block[] {
  const { monotone, notes } = findings;
  const warnings = [...(monotone?.why ?? []), ...notes];
  const close = closeCall(findings);
  return [
    paragraph(answerText(findings), "lead"),
    ...(close === "" ? [] : [paragraph(close)]),
    ...(warnings.length === 0 ? [] : [bullets(warnings)]),
  ];
}

/** The answer in one or two sentences. */
export function answerText({
  answer: found,
  places,
  targets,
  confidence,
  frontier,
  identity,
  points,
}: SizeFindings): string {
  const asked = list(targets.map(({ text, place }) => `${text}${placeOf(text, place)}`));
  const looked = list(places.map(({ from, to, counts, label }) => `${from} to ${to} ${counts} of ${label}`));
  if (isUnbound({ answer: found, points }))
    return `${capital(asked)}: kept with every size that was tried, ${points[0]!.meets ? "even with none" : "but for none, when there is nobody to measure"} (${looked}), so this does not say how many are wanted, and no number is given.`;
  if (found === null && points.some(({ meets }) => meets))
    return `${capital(asked)}: kept with some of ${looked}, but by having fewer, not more, so that no number is the fewest that is enough, and none is given.`;
  if (found === null) return `Nothing from ${looked} keeps ${asked} with ${percent(confidence)} confidence.`;
  const sizes = list(places.map(({ counts, label }, i) => `${number(found.sizes[i]!)} ${counts} of ${label}`));
  const now = list(places.map((place) => number(place.now)));
  const which =
    frontier === null
      ? "the fewest that keep"
      : found.cost === null
        ? "the fewest in all that keep"
        : "the cheapest that keep";
  const inRuns = found.targets.map(({ inRuns }) => inRuns.met);
  return (
    `${sizes}: ${which} ${asked} with ${percent(confidence)} confidence in the long-run mean, over ` +
    `${counted(identity.replications, "replication")}. There are ${now} now. ` +
    `Single runs keep ${targets.length === 1 ? "it" : "each target"} in ${list(inRuns.map((met) => percent(met)))} of cases.`
  );
}

function placeOf(text: string, place: string | null): string {
  return place === null || text.includes(place) ? "" : ` of ${place}`;
}

async function curve(findings: SizeFindings): Promise<Figure> {
  const isFrontier = findings.frontier !== null;
  const panels = isFrontier
    ? [await frontierPanel(findings)]
    : await Promise.all(findings.targets.map((_, t) => sizePanel(findings, t)));
  return {
    kind: "figure",
    id: "curve",
    title: isFrontier ? "What one place buys of the other" : "What each size buys",
    note: isFrontier
      ? "Each point: the fewest of the first place that keep every target beside so many of the second; ringed: the answer."
      : "Dots are means over replications, bars their 95 % intervals, the dashed line the target; ringed: the answer.",
    alt: answerText(findings),
    panels,
    tables: [isFrontier ? frontierTable(findings) : pointTable(findings)],
  };
}

function method({ identity, confidence, points }: SizeFindings): string[] {
  return [
    `${counted(points.length, "size")} tried, each for the same ${counted(identity.replications, "replication")} of ${howLong(identity.years)}: the same people fall ill at the same times beside every size.`,
    `A target is kept where the one-sided ${percent(confidence)} bound of its mean (Student's t) keeps the limit. Each target is held to the full confidence, so that all are kept together with it.`,
    "The search looks at an even spread of sizes, then halves the gap that holds the answer.",
    `Run ${identity.scenario.slice(0, 12)}, seed ${identity.seed}, Careshift ${identity.version}.`,
  ];
}
