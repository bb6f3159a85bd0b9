import type { RoomView } from "../../server/views.js";

/** Where the room stands, in a sentence; a screen reader is told when it changes. */
export function Phase({ view, children }: { view: RoomView; children?: string }) {
  return (
    <p class="phase" role="status">
      <strong>{phaseWords(view)}</strong> {children}
    </p>
  );
}

/** `Round 1 of 2, Spend it: teams are planning.` */
export function phaseWords({ phase, round, rounds }: RoomView): string {
  const name = rounds[round]?.name;
  const where = `Round ${round + 1} of ${rounds.length}${name ? `, ${name}` : ""}`;
  switch (phase) {
    case "lobby":
      return "Teams are joining.";
    case "open":
      return `${where}: teams are planning.`;
    case "paused":
      return `${where}: paused.`;
    case "revealed":
      return `${where}: here is what came of it.`;
    case "closed":
      return "The session is over.";
  }
}

/** Who is here, and who has submitted. */
export function Teams({ view }: { view: RoomView }) {
  const planning = view.phase === "open" || view.phase === "paused";
  if (view.teams.length === 0) return <p>No team has joined yet.</p>;
  return (
    <ul class="teams">
      {view.teams.map((team) => (
        <li key={team.id} class="teams__one">
          <bdi>{team.name}</bdi>
          {planning ? <span class="teams__state">{team.submitted ? "✓ submitted" : "planning"}</span> : null}
        </li>
      ))}
    </ul>
  );
}
