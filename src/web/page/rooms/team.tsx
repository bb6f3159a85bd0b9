import type { TeamView } from "../../server/views.js";
import { useHash, useNews } from "./ask.js";
import { Frame } from "./frame.js";
import { Phase, Teams } from "./phase.js";
import { PlanForm } from "./plan-form.js";
import { Results } from "./results.js";

/** What a team sees on its own browsers. */
export function TeamPage() {
  const [code = "", token = ""] = useHash();
  const { view, problem } = useNews<TeamView>(`/api/rooms/${encodeURIComponent(code)}/team`, token);
  if (view === undefined) {
    return (
      <Frame title="Your plan" above="Careshift" problem={problem}>
        <p>
          Looking for your team … If this lasts, <a href="/join">join again</a>.
        </p>
      </Frame>
    );
  }
  const { phase, round, rounds } = view;
  const isPlanning = phase === "open" || phase === "paused";
  return (
    <Frame title={view.me.name} above={view.session.name} problem={problem}>
      <Phase view={view}>{waits(view)}</Phase>
      {phase === "lobby" ? (
        <section class="card">
          <p>{view.session.summary}</p>
          <p>{view.session.text}</p>
          <h2 class="nhsuk-heading-s">Teams</h2>
          <Teams view={view} />
        </section>
      ) : null}
      {isPlanning && rounds[round]?.text ? <p>{rounds[round].text}</p> : null}
      {isPlanning ? <PlanForm key={round} view={view} token={token} /> : null}
      {[...view.results.keys()].reverse().map((each) => (
        <section class="card" key={each}>
          <Results view={view} round={each} mine={view.me.id} />
        </section>
      ))}
      <p class="small">
        Keep this page’s address: it is your team’s own, and opens this page again on any browser of your team.
      </p>
    </Frame>
  );
}

function waits({ phase, plan }: TeamView): string {
  if (phase === "lobby") return "The facilitator starts the first round.";
  if (phase === "open")
    return plan === null ? "Submit your plan." : "Your plan is in. You can change it until the round ends.";
  if (phase === "paused") return "Your plan can be submitted when the facilitator goes on.";
  return "";
}
