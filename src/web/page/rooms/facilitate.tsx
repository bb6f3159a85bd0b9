import { useEffect, useState } from "preact/hooks";
import { ask, reasonOf, useHash } from "./ask.js";
import { Conduct } from "./conduct.js";
import { Frame } from "./frame.js";

interface SessionListed {
  id: string;
  name: string;
  summary: string;
  minutes: number;
  rounds: number;
}
interface RoomListed {
  code: string;
  session: string;
  phase: string;
  teams: number;
}

/** The facilitator's page: sessions to open a room for, rooms that are open, and the one that is conducted. */
export function Facilitate() {
  const [secret = "", code = ""] = useHash();
  return code === "" ? <Rooms secret={secret} /> : <Conduct key={code} secret={secret} code={code} />;
}

function Rooms({ secret }: { secret: string }) {
  const [sessions, setSessions] = useState<SessionListed[]>([]);
  const [rooms, setRooms] = useState<RoomListed[]>([]);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    Promise.all([ask<SessionListed[]>("/api/sessions", secret), ask<RoomListed[]>("/api/rooms", secret)])
      .then(([listed, open]) => {
        setSessions(listed);
        setRooms(open);
      })
      .catch((error) => setProblem(reasonOf(error)));
  }, [secret]);
  const open = (session: string) =>
    ask<{ code: string }>("/api/rooms", secret, { session })
      .then(({ code }) => location.assign(`#${secret}.${code}`))
      .catch((error) => setProblem(reasonOf(error)));
  return (
    <Frame title="Sessions with teams" above="Careshift, for the facilitator" problem={problem}>
      {sessions.map(({ id, name, summary, minutes, rounds }) => (
        <section class="card" key={id}>
          <h2 class="nhsuk-heading-m">{name}</h2>
          <p>{summary}</p>
          <p class="small">
            {minutes} minutes in all; {rounds} rounds for teams
          </p>
          <button type="button" class="nhsuk-button" onClick={() => open(id)} aria-label={`Open a room for ${name}`}>
            Open a room
          </button>
        </section>
      ))}
      {rooms.length === 0 ? null : (
        <section class="card">
          <h2 class="nhsuk-heading-m">Rooms that are kept</h2>
          <ul>
            {rooms.map(({ code, session, phase, teams }) => (
              <li key={code}>
                <a href={`#${secret}.${code}`}>
                  {code}: {session}
                </a>
                , {teams} {teams === 1 ? "team" : "teams"}, {phase}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Frame>
  );
}
