import { type Answer, answerOf, saidBy } from "../session-answers.js";
import type { Question } from "../session-format.js";
import type { Session } from "../session-read.js";
import { ABOUT_THE_SAME, isWhole, type Progress, soFar, verdictOn } from "../verdicts.js";
import { choicesOf, type Predictions } from "./predict.js";
import type { Shown } from "./shown.js";

interface Props {
  session: Session;
  questions: Record<string, Question>;
  predictions: Predictions;
  shown: Shown | undefined;
  progress: Progress;
}

interface Row {
  name: string;
  question: Question;
  prediction: Predictions[string] | undefined;
  answer: Answer | undefined;
}

/** Prediction beside outcome, for every question that the run answers; judged, and said to a screen reader, when the run is done. */
export function Outcomes({ session, questions, predictions, shown, progress }: Props) {
  const rows = Object.entries(questions).map(
    ([name, question]): Row => ({
      name,
      question,
      prediction: predictions[name],
      answer: shown && answerOf(session, shown.findings, question, shown.paired),
    }),
  );
  return (
    <>
      <p class="nhsuk-u-visually-hidden" role="status">
        {isWhole(progress) ? spoken(rows) : ""}
      </p>
      {shown && <Table session={session} rows={rows} progress={progress} />}
    </>
  );
}

/** Every verdict in a sentence. */
function spoken(rows: Row[]): string {
  return rows
    .map(({ question, answer, prediction }) => ({ ask: question.ask, verdict: togetherOf(answer, prediction) }))
    .flatMap(({ ask, verdict }) => (verdict === "" ? [] : [`${ask} ${verdict.replace(/^\W+/, "")}.`]))
    .join(" ");
}

function togetherOf(answer: Answer | undefined, prediction: Predictions[string] | undefined): string {
  const said = prediction ? saidBy(prediction) : "";
  return answer && said !== "" ? verdictOn(answer, said) : "";
}

function Table({ session, rows, progress }: { session: Session; rows: Row[]; progress: Progress }) {
  return (
    <div class="scroll" role="region" aria-label="Prediction and outcome" tabIndex={0}>
      <table class="nhsuk-table results">
        <caption class="nhsuk-table__caption nhsuk-table__caption--s">What you said, and what happened</caption>
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col">You said</th>
            <th scope="col">What happened</th>
            <th scope="col">Together</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, question, prediction, answer }) => (
            <tr key={name}>
              <th scope="row">{question.ask}</th>
              <td>{prediction ? saidIn(session, question, prediction) : "nothing"}</td>
              <td>{answer ? outcomeIn(session, answer) : "not run yet"}</td>
              <td>{isWhole(progress) ? togetherOf(answer, prediction) : soFar(progress)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function saidIn(session: Session, question: Question, { said, hands }: Predictions[string]): string {
  const choices = choicesOf(session, question);
  const counted = choices
    .filter(({ value }) => (hands[value] ?? 0) > 0)
    .map(({ value, label }) => `${label}: ${hands[value]}`);
  const own = choices.find(({ value }) => value === said)?.label ?? said;
  if (counted.length === 0) return own === "" ? "nothing" : own;
  return own === "" ? `Hands: ${counted.join("; ")}` : `${own} (hands: ${counted.join("; ")})`;
}

function outcomeIn(session: Session, answer: Answer): string {
  if (answer.kind === "choose") {
    const label = (option: string) => session.options[option]?.label ?? option;
    const best = [answer.best, ...answer.alike].map(label).join(" or ");
    const apart = answer.alike.length > 0 ? ": this run cannot tell them apart" : "";
    return `${best}${apart} (${answer.each.map(({ option, figure }) => `${label(option)} ${figure.said}`).join("; ")})`;
  }
  if (answer.kind === "number") return answer.figure.said;
  return `${answer.is === "about the same" ? ABOUT_THE_SAME : answer.is}: ${answer.figure.said}`;
}
