/** What a run answers: the figures a session's texts name, which option came out best, and which points may be made. */
import type { Comparison, Findings, MeasureFinding } from "../experiment/findings.js";
import { baselineOf, comparisonOf, measureOf, type Wanted } from "../report/look-up.js";
import { NBSP, sayDifference, sayEstimate } from "../report/words.js";
import { intervalOf } from "./possible.js";
import type { FigureName, Point, Question } from "./session-format.js";
import type { Session } from "./session-read.js";
import { runsOf } from "./session-text.js";

/** A figure of the run just made, with its 95 % interval. */
export interface Figure {
  mean: number;
  low: number;
  high: number;
  /** `61 ± 4`, `−12 (−14 to −10)`, as people read it. */
  said: string;
  /** Whether it is a difference from the scenario as it is. */
  isDifference: boolean;
}

/** The answer that the run gives to a question. */
export type Answer =
  | {
      kind: "choose";
      best: string;
      /** Other options that the run cannot tell apart from the best: the 95 % interval of the paired difference holds nought. */
      alike: string[];
      each: { option: string; figure: Figure }[];
    }
  | { kind: "number"; figure: Figure }
  | { kind: "direction"; is: Direction; figure: Figure };

/** Whether what was said answers a question: something was chosen, or a number within its bounds. */
export function isAnswer({ number: of }: Question, said: string): boolean {
  return said !== "" && (of === undefined || (Number(said) >= of.from && Number(said) <= of.to));
}

/** What was predicted: what one person says, and how many hands were counted for each choice. */
export interface Prediction {
  said: string;
  hands: Record<string, number>;
}

/** Whether a question was answered, by somebody or by a count of hands. */
export function isAnswered(question: Question, prediction: Prediction | undefined): boolean {
  if (prediction === undefined) return false;
  return isAnswer(question, prediction.said) || Object.values(prediction.hands).some((hands) => hands > 0);
}

/** What the room says: the answer that was chosen, else that of the most hands; empty where it has none, or two have as many. */
export function saidBy({ said, hands }: Prediction): string {
  if (said !== "") return said;
  const [first, second] = Object.entries(hands).sort(([, a], [, b]) => b - a);
  if (first === undefined || first[1] === 0 || first[1] === second?.[1]) return "";
  return first[0];
}

export type Direction = "more" | "fewer" | "about the same";

/** A measure of a scenario, which goes by its name. */
export interface Measured extends Wanted {
  scenario: string;
}

/** The difference of one measured figure from another, replication by replication; undefined where it is not known. */
export type Paired = (of: Measured, from: Measured) => Pick<Comparison, "low" | "high"> | undefined;

/** Said in place of a figure whose option was not run yet. */
export const NOT_RUN = "(not run yet)";

/** A figure that a session names; undefined where its option was not run, or the scenario has no such measure. */
export function figureOf(session: Session, findings: Findings, name: string): Figure | undefined {
  const figure = Object.hasOwn(session.figures ?? {}, name) ? session.figures?.[name] : undefined;
  return figure && figureFrom(session, findings, figure);
}

/** A text with its figures filled in from the run. */
export function filled(session: Session, findings: Findings, text: string): string {
  return runsOf(text)
    .map((run) => ("text" in run ? run.text : (figureOf(session, findings, run.figure)?.said ?? NOT_RUN)))
    .join("");
}

/** The points of a debrief that this run bears out, with their figures. */
export function pointsOf(session: Session, findings: Findings, points: readonly Point[], paired: Paired): string[] {
  return points
    .filter((point) => holds(session, findings, point, paired))
    .map((point) => filled(session, findings, point.say));
}

/** What the run answers to a question; undefined where what it asks of was not run. */
export function answerOf(session: Session, findings: Findings, question: Question, paired: Paired): Answer | undefined {
  const { choose, number, direction } = question;
  if (choose) return chosen(session, findings, choose, paired);
  const figure = figureOf(session, findings, number?.figure ?? direction?.figure ?? "");
  if (figure === undefined) return undefined;
  return number ? { kind: "number", figure } : { kind: "direction", is: directionOf(figure), figure };
}

/** Which way a difference goes: about the same where its interval holds nought. */
export function directionOf({ low, high }: Pick<Figure, "low" | "high">): Direction {
  if (low > 0) return "more";
  return high < 0 ? "fewer" : "about the same";
}

function chosen(
  session: Session,
  findings: Findings,
  { among, by, measure, place }: NonNullable<Question["choose"]>,
  paired: Paired,
): Answer | undefined {
  const each = among.flatMap((option) => {
    const figure = figureFrom(session, findings, { option, measure, place });
    return figure === undefined ? [] : [{ option, figure }];
  });
  if (each.length < among.length) return undefined;
  const sign = by === "lowest" ? 1 : -1;
  const [best, ...others] = [...each].sort((a, b) => sign * (a.figure.mean - b.figure.mean));
  if (best === undefined) return undefined;
  const measured = (option: string): Measured => measuredIn(session, findings, { option, measure, place });
  const alike = others.filter(({ option }) => {
    const of = paired(measured(option), measured(best.option));
    return of !== undefined && directionOf(of) === "about the same";
  });
  return { kind: "choose", best: best.option, alike: alike.map(({ option }) => option), each };
}

/** What a figure is measured of: an option, or the scenario as it is. */
function measuredIn(session: Session, findings: Findings, { option, measure, place }: FigureName): Measured {
  const scenario = option === undefined ? baselineOf(findings).name : (session.options[option]?.label ?? option);
  return { scenario, measure, place: place ?? null, group: null };
}

function figureFrom(session: Session, findings: Findings, figure: FigureName): Figure | undefined {
  const { scenario: name, ...wanted } = measuredIn(session, findings, figure);
  const scenario = findings.scenarios.find((s) => s.name === name);
  if (scenario === undefined) return undefined;
  if (figure.as === "difference") return ofDifference(comparisonOf(findings, scenario, wanted));
  return ofMeasure(measureOf(scenario, wanted));
}

function ofMeasure(measure: MeasureFinding | undefined): Figure | undefined {
  if (measure === undefined) return undefined;
  const { value } = sayEstimate(measure);
  const { mean, low, high } = measure;
  const interval = intervalOf(measure);
  return { mean, low, high, said: interval === null ? value : `${value}${NBSP}${interval}`, isDifference: false };
}

function ofDifference(of: Comparison | undefined): Figure | undefined {
  if (of === undefined) return undefined;
  const { value, interval, unit } = sayDifference(of);
  const words = unit === "" ? value : `${value}${NBSP}${unit}`;
  const { difference: mean, low, high } = of;
  return { mean, low, high, said: interval === null ? words : `${words} (${interval})`, isDifference: true };
}

const IS: Record<Direction, NonNullable<Point["when"]>["is"]> = {
  fewer: "below",
  more: "above",
  "about the same": "unclear",
};

function holds(session: Session, findings: Findings, { when }: Point, paired: Paired): boolean {
  if (when === undefined) return true;
  const figure = figureOf(session, findings, when.figure);
  const apart = when.than === undefined ? figure : apartBy(session, findings, when.figure, when.than, paired);
  return apart !== undefined && IS[directionOf(apart)] === when.is;
}

/** How far one figure lies from another, in the same replications; where these can't be paired, between the ends of their intervals. */
function apartBy(
  session: Session,
  findings: Findings,
  name: string,
  than: string,
  paired: Paired,
): Pick<Figure, "low" | "high"> | undefined {
  const [ours, theirs] = [figureOf(session, findings, name), figureOf(session, findings, than)];
  const [of, from] = [session.figures?.[name], session.figures?.[than]];
  if (!ours || !theirs || !of || !from) return undefined;
  // Two differences from the scenario as it is differ by as much as what they are differences of.
  const known = ours.isDifference === theirs.isDifference;
  const found = known && paired(measuredIn(session, findings, of), measuredIn(session, findings, from));
  return found || { low: ours.low - theirs.high, high: ours.high - theirs.low };
}
