import { number } from "../../report/words.js";
import { isAnswer, type Prediction } from "../session-answers.js";
import type { Question } from "../session-format.js";
import type { Session } from "../session-read.js";

/** What was predicted, by question; hands are counted by answer where the whole room predicts. */
export type Predictions = Record<string, Prediction>;

const DIRECTIONS = ["more", "fewer", "about the same"];

/** The answers that can be chosen; none where a number is asked for. */
export function choicesOf(session: Session, { choose, direction }: Question): { value: string; label: string }[] {
  if (choose) return choose.among.map((value) => ({ value, label: session.options[value]?.label ?? value }));
  return direction ? DIRECTIONS.map((value) => ({ value, label: value })) : [];
}

interface Props {
  session: Session;
  questions: Record<string, Question>;
  predictions: Predictions;
  onPredict: (name: string, prediction: Predictions[string]) => void;
}

/** Questions that everyone answers before anything is run. */
export function Questions({ session, questions, predictions, onPredict }: Props) {
  return (
    <>
      {Object.entries(questions).map(([name, question]) => {
        const prediction = predictions[name] ?? { said: "", hands: {} };
        const say = (said: string) => onPredict(name, { ...prediction, said });
        const show = (value: string, typed: string) => {
          const { [value]: _, ...others } = prediction.hands;
          const hands = typed === "" ? others : { ...others, [value]: Math.max(0, Math.floor(Number(typed))) };
          onPredict(name, { ...prediction, hands });
        };
        return (
          <fieldset key={name} class="nhsuk-fieldset question">
            <legend class="nhsuk-fieldset__legend question__ask">{question.ask}</legend>
            {question.number ? (
              <NumberAnswer
                name={name}
                of={question.number}
                said={prediction.said}
                isOutside={prediction.said !== "" && !isAnswer(question, prediction.said)}
                onSay={say}
              />
            ) : (
              choicesOf(session, question).map(({ value, label }) => (
                <div key={value} class="question__choice">
                  <label class="tick">
                    <input
                      type="radio"
                      name={`predict-${name}`}
                      value={value}
                      checked={prediction.said === value}
                      onChange={() => say(value)}
                    />{" "}
                    {label}
                  </label>
                  <label class="question__hands">
                    Hands<span class="nhsuk-u-visually-hidden"> for {label}</span>
                    <input
                      class="nhsuk-input"
                      type="number"
                      min={0}
                      max={999}
                      value={prediction.hands[value] ?? ""}
                      onInput={(event) => show(value, event.currentTarget.value)}
                    />
                  </label>
                </div>
              ))
            )}
          </fieldset>
        );
      })}
    </>
  );
}

function NumberAnswer(props: {
  name: string;
  of: NonNullable<Question["number"]>;
  said: string;
  isOutside: boolean;
  onSay: (said: string) => void;
}) {
  const { name, of, said, isOutside, onSay } = props;
  const id = `predict-${name}`;
  return (
    <div class="nhsuk-form-group">
      <label class="nhsuk-label" for={id}>
        Between {number(of.from)} and {number(of.to)} {of.unit ?? ""}
      </label>
      {isOutside && (
        <p class="nhsuk-error-message" id={`${id}-outside`}>
          {said} is not between {number(of.from)} and {number(of.to)}.
        </p>
      )}
      <input
        class="nhsuk-input nhsuk-input--width-5"
        id={id}
        aria-invalid={isOutside}
        aria-describedby={isOutside ? `${id}-outside` : undefined}
        type="number"
        min={of.from}
        max={of.to}
        step={of.step ?? 1}
        value={said}
        onInput={(event) => onSay(event.currentTarget.value)}
      />
    </div>
  );
}
