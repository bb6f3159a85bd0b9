import { useState } from "preact/hooks";
import { counted } from "../../../report/words.js";
import { pounds } from "../../pounds.js";
import type { FacilitatorView } from "../../server/views.js";
import { ask, reasonOf, useNews } from "./ask.js";
import { Frame } from "./frame.js";
import { Phase } from "./phase.js";
import { Results } from "./results.js";

type Act = (action: string, team?: string) => void;

/** One room, as its facilitator conducts it. */
export function Conduct({ secret, code }: { secret: string; code: string }) {
  const { view, problem } = useNews<FacilitatorView>(`/api/rooms/${encodeURIComponent(code)}/facilitator`, secret);
  const [refused, setRefused] = useState("");
  const act: Act = (action, team) => {
    ask(`/api/rooms/${code}/act`, secret, { action, team })
      .then(() => setRefused(""))
      .catch((error) => setRefused(reasonOf(error)));
  };
  if (view === undefined) {
    return (
      <Frame title="Facilitator" above="Careshift" problem={problem}>
        <p>Looking for the room …</p>
      </Frame>
    );
  }
  return (
    <Frame title={view.session.name} above="Careshift, for the facilitator" problem={problem || refused}>
      <p>
        <a href={`#${secret}`}>All rooms</a>
      </p>
      <p class="join">
        Teams join at <span class="join__address">{view.address}</span> with the code{" "}
        <strong class="join__code">{view.code}</strong>
      </p>
      <p>
        <a href={`/board#${view.code}`} target="_blank" rel="noopener">
          Open the board for the projector (in a new tab)
        </a>
      </p>
      <Phase view={view}>{began(view)}</Phase>
      <Buttons view={view} act={act} />
      <Notes view={view} />
      <TeamTable view={view} act={act} />
      {[...view.results.keys()].reverse().map((round) => (
        <section class="card" key={round}>
          <Results view={view} round={round} />
        </section>
      ))}
    </Frame>
  );
}

function Buttons({ view, act }: { view: FacilitatorView; act: Act }) {
  const { phase, round, rounds } = view;
  const next = rounds[round + 1];
  const button = (action: string, words: string, secondary = false, isMeant = () => true) => (
    <button
      type="button"
      class={secondary ? "nhsuk-button nhsuk-button--secondary" : "nhsuk-button"}
      onClick={() => isMeant() && act(action)}
    >
      {words}
    </button>
  );
  return (
    <div class="toolbar" role="group" aria-label="Conduct the session">
      {(phase === "lobby" || phase === "revealed") && next
        ? button("start", `Start round ${round + 2}: ${next.name}`)
        : null}
      {phase === "open" || phase === "paused"
        ? button("reveal", "End the round and reveal", false, () => confirm(endOf(view)))
        : null}
      {phase === "revealed" ? button("reopen", `Open round ${round + 1} again`, true) : null}
      {phase === "open" ? button("pause", "Pause", true) : null}
      {phase === "paused" ? button("resume", "Go on", true) : null}
      {phase === "closed" ? null : (
        <button
          type="button"
          class="nhsuk-button nhsuk-button--secondary"
          onClick={() => confirm("End the session for everybody? It can’t be opened again.") && act("close")}
        >
          End the session
        </button>
      )}
    </div>
  );
}

/** What ending the round means, to be asked before it is done. */
function endOf({ round, teams, submitted }: FacilitatorView): string {
  const without = teams.length - submitted.length;
  const who =
    teams.length === 0
      ? "No team has joined yet."
      : without === 0
        ? "Every team has submitted a plan."
        : `${without} of ${counted(teams.length, "team")} ${without === 1 ? "has" : "have"} not submitted a plan.`;
  return `End round ${round + 1} and show everybody what came of it? ${who}`;
}

function Notes({ view }: { view: FacilitatorView }) {
  const at = view.phase === "lobby" || view.phase === "revealed" ? view.round + 1 : view.round;
  const round = view.rounds[at];
  if (round === undefined || view.phase === "closed") return null;
  return (
    <section class="card notes">
      <h2 class="nhsuk-heading-s">
        For you: round {at + 1}, {round.name}, {round.minutes} minutes
      </h2>
      {round.text ? <p>{round.text}</p> : null}
      {view.notes[at] ? <p>{view.notes[at]}</p> : null}
    </section>
  );
}

function TeamTable({ view, act }: { view: FacilitatorView; act: Act }) {
  const costs = new Map(view.submitted.map(({ team, cost }) => [team, cost]));
  if (view.teams.length === 0) return <p>No team has joined yet.</p>;
  return (
    <section class="card scroll" aria-label="Teams" tabIndex={0}>
      <table class="nhsuk-table">
        <caption class="nhsuk-table__caption nhsuk-table__caption--m">Teams</caption>
        <thead>
          <tr>
            <th scope="col">Team</th>
            <th scope="col">This round</th>
            <th scope="col">Take away</th>
          </tr>
        </thead>
        <tbody>
          {view.teams.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>{costs.has(id) ? `submitted, ${pounds(costs.get(id) as number)} a year` : "nothing yet"}</td>
              <td>
                <button
                  type="button"
                  class="small-button"
                  aria-label={`Remove ${name}`}
                  onClick={() =>
                    confirm(`Remove ${name} and its plans? The team can’t come back to them.`) && act("remove", id)
                  }
                >
                  Remove
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {view.pending === 0 ? null : (
        <p role="status">{view.pending === 1 ? "One plan is" : `${view.pending} plans are`} being worked out …</p>
      )}
    </section>
  );
}

function began({ phase, began: at, round, rounds }: FacilitatorView): string {
  if (phase !== "open" && phase !== "paused") return "";
  const time = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `It began at ${time} and is meant to take ${rounds[round]?.minutes ?? 0} minutes.`;
}
