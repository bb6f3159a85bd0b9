import { useEffect } from "preact/hooks";
import { Faults } from "./change.js";
import { Compared } from "./compared.js";
import type { Desk } from "./desk.js";
import { shownOf } from "./shown.js";
import { Spoken } from "./spoken.js";
import { optionOf } from "./state.js";
import { subjectOf } from "./study.js";
import { useTelephone } from "./telephone.js";

/** Any options side by side, each against the same one, under the same patients. */
export function Compare({ desk }: { desk: Desk }) {
  const { study, plan, replications } = desk;
  const against = optionOf(plan, plan.against);
  const compared = plan.options.filter(({ id }) => id !== against.id && plan.compared.includes(id));
  // A telephone shows one of them beside what it is read against: the one that is being worked on.
  const isTelephone = useTelephone();
  const others = isTelephone
    ? compared.sort((a, b) => Number(b.id === plan.current) - Number(a.id === plan.current))
    : compared;
  const subjects = [against, ...others].map(subjectOf);
  useEffect(() => study.want(subjects, replications), [study, plan, replications, isTelephone]);
  const sound = subjects.filter((subject) => study.faultsOf(subject).length === 0);
  const shown = shownOf(study, sound, ["whole"]);
  return (
    <>
      <h2 class="nhsuk-heading-m">Compare</h2>
      <Choice desk={desk} />
      <div class="panel">
        <Faults faults={subjects.flatMap((subject) => study.faultsOf(subject))} />
        {shown ? <Compared shown={shown} /> : <p>Everyone is living through it …</p>}
        <Spoken shown={shown} of={replications} />
      </div>
    </>
  );
}

function Choice({ desk: { plan, change } }: { desk: Desk }) {
  const toggle = (id: string, isIn: boolean) =>
    change({ ...plan, compared: isIn ? [...plan.compared, id] : plan.compared.filter((each) => each !== id) });
  return (
    <div class="panel choice">
      <div class="nhsuk-form-group">
        <label class="nhsuk-label" for="against">
          Read against
        </label>
        <select
          class="nhsuk-select"
          id="against"
          value={plan.against}
          onChange={(event) => change({ ...plan, against: event.currentTarget.value })}
        >
          {plan.options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <fieldset class="nhsuk-fieldset">
        <legend class="nhsuk-fieldset__legend">Options to compare</legend>
        {plan.options
          .filter(({ id }) => id !== plan.against)
          .map(({ id, name }) => (
            <label key={id} class="tick">
              <input
                type="checkbox"
                checked={plan.compared.includes(id)}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />{" "}
              {name}
            </label>
          ))}
      </fieldset>
    </div>
  );
}
