import type { Desk } from "./desk.js";
import { copied, isShipped, optionOf, removed, renamed } from "./state.js";

/** Which option the levers move; a new one, its name, and away with it. */
export function OptionBar({ desk: { plan, change } }: { desk: Desk }) {
  const current = optionOf(plan, plan.current);
  return (
    <div class="option-bar">
      <div class="nhsuk-form-group">
        <label class="nhsuk-label" for="current-option">
          Option
        </label>
        <select
          class="nhsuk-select"
          id="current-option"
          value={current.id}
          onChange={(event) => change({ ...plan, current: event.currentTarget.value })}
        >
          {plan.options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {isShipped(current) ? (
        <p class="nhsuk-hint">As the scenario has it. Moving a lever makes a new option from it.</p>
      ) : (
        <div class="nhsuk-form-group">
          <label class="nhsuk-label" for="option-name">
            Its name
          </label>
          <input
            class="nhsuk-input"
            id="option-name"
            type="text"
            maxLength={80}
            value={current.name}
            onChange={(event) => change(renamed(plan, current.id, event.currentTarget.value))}
          />
        </div>
      )}
      <div class="option-bar__buttons">
        <button type="button" class="small-button" onClick={() => change(copied(plan, current))}>
          New option from this
        </button>
        {!isShipped(current) && (
          <button type="button" class="small-button" onClick={() => change(removed(plan, current.id))}>
            Remove<span class="nhsuk-u-visually-hidden"> {current.name}</span>
          </button>
        )}
      </div>
    </div>
  );
}
