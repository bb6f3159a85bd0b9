import type { RoomView } from "../../server/views.js";
import { useHash, useNews } from "./ask.js";
import { Frame } from "./frame.js";
import { Phase, Teams } from "./phase.js";
import { Results } from "./results.js";

/** What everybody sees, on a projector. */
export function Board() {
  const [code = ""] = useHash();
  const { view, problem } = useNews<RoomView>(`/api/rooms/${encodeURIComponent(code)}/board`, "");
  if (view === undefined) {
    return (
      <Frame title="The board" above="Careshift" problem={problem}>
        <p>Looking for the room …</p>
      </Frame>
    );
  }
  return (
    <Frame title={view.session.name} above="Careshift" problem={problem}>
      {view.phase === "closed" ? null : (
        <p class="join">
          Join at <span class="join__address">{view.address}</span> with the code{" "}
          <strong class="join__code">{view.code}</strong>
        </p>
      )}
      <Phase view={view} />
      <section class="card">
        <h2 class="nhsuk-heading-s">Teams</h2>
        <Teams view={view} />
      </section>
      {[...view.results.keys()].reverse().map((round) => (
        <section class="card" key={round}>
          <Results view={view} round={round} />
        </section>
      ))}
    </Frame>
  );
}
