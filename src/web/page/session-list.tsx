import type { Script } from "../planning/bundle.js";
import { begunOf } from "./played.js";
import { OpenSaved, type Saved } from "./saved.js";

interface Props {
  scripts: Script[];
  onBegin: (i: number) => void;
  onOpen: (saved: Saved) => void;
}

/** Sessions that may be played; those that were begun go on. */
export function SessionList({ scripts, onBegin, onOpen }: Props) {
  return (
    <>
      <h2 class="nhsuk-heading-m">Sessions</h2>
      {scripts.map(({ session }, i) => (
        <section key={session.file} class="panel">
          <h3>{session.name}</h3>
          <p>{session.summary}</p>
          <p class="quiet">{session.minutes} minutes</p>
          <button type="button" class="small-button" onClick={() => onBegin(i)}>
            {begunOf(session) ? "Go on" : "Begin"}
            <span class="nhsuk-u-visually-hidden">: {session.name}</span>
          </button>
        </section>
      ))}
      <div class="toolbar">
        <OpenSaved scripts={scripts} onOpen={onOpen} />
      </div>
    </>
  );
}
