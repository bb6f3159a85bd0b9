import { useState } from "preact/hooks";
import { pounds } from "../../pounds.js";
import type { LeverView, TeamView } from "../../server/views.js";
import { forget, useKept } from "../kept.js";
import { NumberBox } from "../number-box.js";
import { ask, reasonOf } from "./ask.js";

type Settings = Record<string, number>;

/** What is not submitted yet; a reload brings it back. */
interface Draft {
  settings: Settings;
  prediction: string;
}

/** The levers of a plan with what they cost, and a prediction. */
export function PlanForm({ view, token }: { view: TeamView; token: string }) {
  const last = view.plan ?? view.before;
  const [{ settings, prediction }, setDraft] = useKept<Draft>("plan", `${view.code} ${view.me.id} ${view.round}`, {
    settings: last?.settings ?? {},
    prediction: view.plan?.prediction?.toString() ?? "",
  });
  const [problem, setProblem] = useState("");
  const [done, setDone] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    try {
      const predicted = prediction.trim() === "" ? null : Number(prediction);
      await ask(`/api/rooms/${view.code}/plan`, token, { settings, prediction: predicted });
      forget("plan");
      setProblem("");
      setDone("Submitted.");
    } catch (error) {
      setProblem(reasonOf(error));
      setDone("");
    }
  };
  return (
    <form class="card" onSubmit={submit} noValidate>
      <fieldset class="nhsuk-fieldset" disabled={view.phase !== "open"}>
        <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">Your plan</legend>
        <Budget view={view} settings={settings} />
        {view.levers.map((lever) => (
          <LeverInput
            key={lever.name}
            lever={lever}
            to={settings[lever.name] ?? 0}
            set={(to) => {
              setDone("");
              setDraft({ settings: { ...settings, [lever.name]: to }, prediction });
            }}
          />
        ))}
        <PredictionInput view={view} value={prediction} set={(to) => setDraft({ settings, prediction: to })} />
        <div role="alert">{problem ? <p class="problem">{problem}</p> : null}</div>
        <button class="nhsuk-button" type="submit">
          {view.plan === null ? "Submit plan" : "Submit changed plan"}
        </button>
        <p role="status">{done}</p>
      </fieldset>
    </form>
  );
}

function Budget({ view, settings }: { view: TeamView; settings: Settings }) {
  const spent = view.levers.reduce((sum, { name, price }) => sum + (settings[name] ?? 0) * price, 0);
  const left = view.session.budget - spent;
  return (
    <p class={left < -0.005 ? "budget budget--over" : "budget"} role="status">
      {left < -0.005
        ? `${pounds(-left)} a year too much: the budget is ${pounds(view.session.budget)}.`
        : `${pounds(left)} a year left of ${pounds(view.session.budget)}.`}
    </p>
  );
}

function LeverInput({ lever, to, set }: { lever: LeverView; to: number; set: (to: number) => void }) {
  const { name, label, unit, from, step, price } = lever;
  const id = `lever-${name}`;
  const clamp = (wanted: number) => set(Math.min(lever.to, Math.max(from, wanted)));
  return (
    <div class="nhsuk-form-group lever">
      <label class="nhsuk-label" for={id}>
        {label}
      </label>
      <div class="nhsuk-hint" id={`${id}-hint`}>
        {signed(from)} to {signed(lever.to)} {unit}
        {price === 0 ? "" : `, ${pounds(price)} a year each`}
      </div>
      <div class="lever__controls">
        <button type="button" class="small-button" aria-label={`${label}: less`} onClick={() => clamp(to - step)}>
          −
        </button>
        <NumberBox
          id={id}
          describedBy={`${id}-hint`}
          min={from}
          max={lever.to}
          step={step}
          value={to}
          isLive
          onSet={set}
        />
        <button type="button" class="small-button" aria-label={`${label}: more`} onClick={() => clamp(to + step)}>
          +
        </button>
      </div>
    </div>
  );
}

function PredictionInput({ view, value, set }: { view: TeamView; value: string; set: (to: string) => void }) {
  const [measure] = view.measures;
  if (measure === undefined) return null;
  return (
    <div class="nhsuk-form-group">
      <label class="nhsuk-label" for="prediction">
        Your prediction, if you like: by how much will this change?
      </label>
      <div class="nhsuk-hint" id="prediction-hint">
        {measure.label}. Less is below nought, such as −5.
      </div>
      <input
        class="nhsuk-input lever__number"
        id="prediction"
        type="number"
        step="any"
        value={value}
        aria-describedby="prediction-hint"
        onInput={(event) => set(event.currentTarget.value)}
      />
    </div>
  );
}

function signed(number: number): string {
  return number > 0 ? `+${number}` : String(number).replace("-", "−");
}
