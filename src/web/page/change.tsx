import { useEffect, useRef } from "preact/hooks";
import type { Move } from "../planning/option.js";
import { type Desk, listedOf } from "./desk.js";
import { Levers } from "./levers.js";
import { OptionBar } from "./option-bar.js";
import { Results } from "./results.js";
import { shownOf } from "./shown.js";
import { Spoken } from "./spoken.js";
import { moved, optionOf } from "./state.js";
import { subjectOf } from "./study.js";
import { useTelephone } from "./telephone.js";

/** Levers on one side, what they do on the other; on a telephone what they do comes first, to the eye, the keyboard and the ear alike. */
export function Change({ desk }: { desk: Desk }) {
  const { bundle, study, plan, names, replications } = desk;
  const option = optionOf(plan, plan.current);
  const against = optionOf(plan, plan.against);
  const pair = (option.id === against.id ? [against] : [against, option]).map(subjectOf);
  useEffect(() => study.want(pair, replications), [study, plan, replications]);
  const shown = shownOf(study, pair);
  const faults = pair.flatMap((one) => study.faultsOf(one));
  const isTelephone = useTelephone();
  const dragged = useRef("");
  const onMove = (path: string, move: Move | null) => {
    const continues = dragged.current === `${option.id} ${path}`;
    dragged.current = `${option.id} ${path}`;
    desk.change(moved(plan, path, move), continues);
  };
  const levers = (
    <section class="change__levers" key="levers" aria-labelledby="levers-heading">
      <h2 class="nhsuk-heading-m" id="levers-heading">
        Change it
      </h2>
      <OptionBar desk={desk} />
      <Levers levers={listedOf(bundle, option).levers} option={option} names={names} onMove={onMove} />
    </section>
  );
  const results = (
    <section class="change__results" key="results" aria-labelledby="results-heading">
      <h2 class="nhsuk-heading-m" id="results-heading">
        What happens
      </h2>
      <Faults faults={faults} />
      {shown ? <Results shown={shown} /> : faults.length === 0 && <p>Everyone is living through it …</p>}
      <Spoken shown={shown} of={replications} />
    </section>
  );
  return <div class="change">{isTelephone ? [results, levers] : [levers, results]}</div>;
}

/** What can't be run, and why. */
export function Faults({ faults }: { faults: string[] }) {
  if (faults.length === 0) return null;
  return (
    <div class="nhsuk-error-summary" role="alert">
      <h3 class="nhsuk-error-summary__title">This can’t be run</h3>
      <ul class="nhsuk-list nhsuk-error-summary__list">
        {[...new Set(faults)].map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  );
}
