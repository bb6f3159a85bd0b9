/** What a session script must hold together: names that exist, questions with one answer, figures that can be read. */
import type { MeasureKey } from "../care/measures.js";
import type { Path } from "../scenario/tree.js";
import type { FigureName, Question, Stage } from "./session-format.js";
import * as say from "./session-messages.js";
import type { Session } from "./session-read.js";
import { figuresIn } from "./session-text.js";

type Tell = (message: string, path?: Path, onKey?: boolean) => void;

/** The key of a measure among those that the scenario gives. */
export function keyOf(
  keys: readonly MeasureKey[],
  { measure, place }: { measure: string; place?: string | undefined },
) {
  return keys.find((key) => key.measure === measure && key.place === (place ?? null) && key.group === null);
}

/** Complains of measures that the scenario does not give. */
export function checkMeasures({ measures, figures, stages }: Session, keys: readonly MeasureKey[], tell: Tell): void {
  const check = (of: { measure: string; place?: string | undefined }, path: Path) => {
    if (keyOf(keys, of) === undefined) tell(say.noSuchMeasure(of.measure, of.place), [...path, "measure"]);
  };
  for (const [i, each] of measures.entries()) check(each, ["measures", i]);
  for (const [name, figure] of Object.entries(figures ?? {})) check(figure, ["figures", name]);
  for (const [i, { predict }] of stages.entries())
    for (const [name, { choose }] of Object.entries(predict?.questions ?? {}))
      if (choose) check(choose, ["stages", i, "predict", "questions", name, "choose"]);
}

/** Complains of everything in a session that does not fit together; the scenario itself is read elsewhere. */
export function checkSession(session: Session, tell: Tell): void {
  checkOptions(session, tell);
  checkLevers(session, tell);
  checkFigures(session, tell);
  for (const [i, stage] of session.stages.entries()) checkStage(session, stage, ["stages", i], tell);
}

function checkOptions({ options }: Session, tell: Tell): void {
  const seen = new Set<string>();
  for (const [name, { label, changes, redesign }] of Object.entries(options)) {
    if (seen.has(label)) tell(say.sameLabel(label), ["options", name, "label"]);
    seen.add(label);
    if (redesign === undefined && (changes?.length ?? 0) === 0) tell(say.noChange(), ["options", name], true);
  }
}

function checkLevers({ levers }: Session, tell: Tell): void {
  for (const [name, { from, to, step }] of Object.entries(levers ?? {})) {
    if (from >= to) tell(say.badRange(from, to), ["levers", name, "from"]);
    if (step !== undefined && step <= 0) tell(say.badStep(), ["levers", name, "step"]);
  }
}

function checkFigures({ figures, options }: Session, tell: Tell): void {
  for (const [name, { option, as }] of Object.entries(figures ?? {})) {
    if (option !== undefined) known(options, "option", option, ["figures", name, "option"], tell);
    else if (as === "difference") tell(say.differenceOfNothing(), ["figures", name, "as"]);
  }
}

function checkStage(session: Session, stage: Stage, path: Path, tell: Tell): void {
  const { predict, run, plan, debrief } = stage;
  for (const [kind, written] of Object.entries(stage)) {
    if (written?.text !== undefined) checkText(session, written.text, [...path, kind, "text"], tell);
  }
  for (const [name, question] of Object.entries(predict?.questions ?? {}))
    checkQuestion(session, question, [...path, "predict", "questions", name], tell);
  for (const [i, name] of (run?.options ?? []).entries())
    known(session.options, "option", name, [...path, "run", "options", i], tell);
  for (const [i, name] of (plan?.levers ?? []).entries())
    known(session.levers ?? {}, "lever", name, [...path, "plan", "levers", i], tell);
  for (const [i, point] of (debrief?.points ?? []).entries()) {
    const here = [...path, "debrief", "points", i];
    checkText(session, point.say, [...here, "say"], tell);
    const { figure, is, than } = point.when ?? {};
    if (figure !== undefined) {
      const found = known(session.figures ?? {}, "figure", figure, [...here, "when", "figure"], tell);
      if (found !== undefined && than === undefined && !isDifference(found as FigureName))
        tell(say.notADifference(figure), [...here, "when", is === undefined ? "figure" : "is"]);
    }
    if (than !== undefined) known(session.figures ?? {}, "figure", than, [...here, "when", "than"], tell);
  }
}

function checkQuestion(session: Session, question: Question, path: Path, tell: Tell): void {
  const { choose, number, direction } = question;
  if ([choose, number, direction].filter((answer) => answer !== undefined).length !== 1)
    tell(say.oneAnswer(), path, true);
  for (const [i, name] of (choose?.among ?? []).entries())
    known(session.options, "option", name, [...path, "choose", "among", i], tell);
  const figure = number?.figure ?? direction?.figure;
  if (figure === undefined) return;
  const at = [...path, number ? "number" : "direction", "figure"];
  const found = known(session.figures ?? {}, "figure", figure, at, tell) as FigureName | undefined;
  if (direction && found && !isDifference(found)) tell(say.notADifference(figure), at);
  if (number && number.from >= number.to) tell(say.badRange(number.from, number.to), [...path, "number", "from"]);
}

function checkText({ figures }: Session, text: string, path: Path, tell: Tell): void {
  for (const name of figuresIn(text)) if (!Object.hasOwn(figures ?? {}, name)) tell(say.openBrace(`{${name}}`), path);
}

function isDifference({ as, option }: FigureName): boolean {
  return as === "difference" && option !== undefined;
}

function known(of: Record<string, unknown>, what: string, name: string, path: Path, tell: Tell): unknown {
  if (Object.hasOwn(of, name)) return of[name];
  tell(say.noSuch(what, name, Object.keys(of)), path);
  return undefined;
}
