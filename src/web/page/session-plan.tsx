import { pounds } from "../pounds.js";
import type { Settings } from "../session-play.js";
import type { Session } from "../session-read.js";
import { unitBeside } from "../unit-beside.js";
import { NumberBox } from "./number-box.js";

interface Props {
  session: Session;
  levers: string[];
  settings: Settings;
  /** Pounds a year. */
  cost: number;
  onSet: (settings: Settings) => void;
}

/** The levers that a session gives to its players, and what their plan costs. */
export function SessionPlan({ session, levers, settings, cost, onSet }: Props) {
  return (
    <>
      {levers.map((name) => {
        const lever = session.levers?.[name];
        if (!lever) return null;
        const set = (to: number) => onSet({ ...settings, [name]: to });
        const shared = { min: lever.from, max: lever.to, step: lever.step ?? 1, value: settings[name] ?? 0 };
        return (
          <div key={name} class="lever">
            <label class="nhsuk-label lever__label" for={`plan-${name}`}>
              {lever.label} <span class="lever__unit">{unitBeside(lever.label, lever.unit)}</span>
            </label>
            <div class="lever__controls">
              <div class="lever__track">
                <input
                  type="range"
                  aria-label={lever.label}
                  {...shared}
                  onInput={(event) => set(Number(event.currentTarget.value))}
                />
              </div>
              <NumberBox id={`plan-${name}`} {...shared} onSet={set} />
            </div>
          </div>
        );
      })}
      <p>
        The plan costs <strong>{pounds(cost)}</strong> a year
        {session.teams ? ` of a budget of ${pounds(session.teams.budget)}` : ""}.
      </p>
    </>
  );
}
