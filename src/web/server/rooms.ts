/** The rooms of a server: what facilitators and teams may do, kept on disk before it is told. */
import { EventEmitter } from "node:events";
import { plain } from "../../report/escape.js";
import type { Source } from "../../scenario/source.js";
import { costOf, faultsOf, planScenario, type Settings } from "../session-play.js";
import type { Session } from "../session-read.js";
import type { Journal } from "./journal.js";
import {
  happened,
  keyOf,
  type Outcome,
  type Phase,
  type Plan,
  pending,
  type Room,
  type RoomEvent,
  type Team,
} from "./room.js";
import { joinCode, same, tidyCode, token } from "./secrets.js";

/** Why something asked for can't be done, with the status of HTTP that says so. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const MOST_TEAMS = 40;
const MOST_ROOMS = 100;
const LONGEST_NAME = 40;

/** A session that can be played, under its id. */
export interface Playable {
  id: string;
  session: Session;
}

/** All rooms; emits `change` with a room's code after each event. */
export class Rooms extends EventEmitter<{ change: [string] }> {
  readonly rooms = new Map<string, Room>();

  constructor(
    readonly sessions: Map<string, Session>,
    private readonly source: Source,
    private readonly journal: Pick<Journal<RoomEvent>, "append">,
    events: RoomEvent[],
  ) {
    super();
    this.setMaxListeners(0);
    for (const event of events) happened(this.rooms, event);
  }

  /** @throws {Refused} where there is no such session, or too many rooms */
  open(session: string): Room {
    if (this.sessions.get(session)?.teams === undefined) throw new Refused(404, "There is no such session for teams.");
    if (this.rooms.size >= MOST_ROOMS)
      throw new Refused(409, `There are ${MOST_ROOMS} rooms already: restart with another --state folder.`);
    let code = joinCode();
    while (this.rooms.has(code)) code = joinCode();
    this.record({ kind: "opened", room: code, session, at: new Date().toISOString() });
    return this.room(code);
  }

  /** @throws {Refused} where there is none */
  room(code: string): Room {
    const room = this.rooms.get(tidyCode(code));
    if (room === undefined || !this.sessions.has(room.session))
      throw new Refused(404, "No room has this code. Is it typed as the board shows it?");
    return room;
  }

  session(room: Room): Session {
    return this.sessions.get(room.session) as Session;
  }

  /** @throws {Refused} where the name is taken or is none, the room is full or closed */
  join(code: string, wanted: unknown): { room: Room; team: Team } {
    const room = this.room(code);
    if (room.phase === "closed") throw new Refused(409, "This room is closed.");
    if (room.teams.length >= MOST_TEAMS) throw new Refused(409, `The room is full: it holds ${MOST_TEAMS} teams.`);
    const name = goodName(wanted);
    if (room.teams.some((team) => alike(team.name) === alike(name)))
      throw new Refused(409, "Another team has this name. Choose another.");
    const team: Team = { id: token().slice(0, 8), name, token: token() };
    this.record({ kind: "joined", room: room.code, team: team.id, name, token: team.token });
    return { room, team };
  }

  /** The team that a token belongs to. @throws {Refused} where it is nobody's */
  team(code: string, secret: string): { room: Room; team: Team } {
    const room = this.room(code);
    const team = room.teams.find((each) => same(each.token, secret));
    if (team === undefined) throw new Refused(401, "This browser does not belong to a team of this room. Join again.");
    return { room, team };
  }

  /** @throws {Refused} where no round is open, or the plan is none */
  submit(room: Room, team: Team, body: { settings?: unknown; prediction?: unknown }): void {
    if (room.phase !== "open")
      throw new Refused(409, room.phase === "paused" ? "The round is paused." : "No round is open.");
    const session = this.session(room);
    const settings = goodSettings(body.settings);
    const faults = faultsOf(session, settings);
    if (faults.length > 0) throw new Refused(422, faults.join(" "));
    this.check(session, settings);
    const plan: Plan = { settings, prediction: goodPrediction(body.prediction), cost: costOf(session, settings) };
    this.record({ kind: "submitted", room: room.code, round: room.round, team: team.id, plan });
  }

  /** Reads the plan as a redesign: what can't be run is refused here, with the reason. */
  private check(session: Session, settings: Settings): void {
    try {
      planScenario(session, this.source, "Plan", settings);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ScenarioFaults") throw error;
      const faults = (error as Error & { faults: { message: string }[] }).faults;
      throw new Refused(422, `This can't be run: ${faults.map((fault) => fault.message).join("; ")}.`);
    }
  }

  /** What the facilitator does. @throws {Refused} where it makes no sense now */
  act(code: string, action: unknown, team?: unknown): Room {
    const room = this.room(code);
    const { rounds = [] } = this.session(room).teams ?? {};
    const only = (...phases: Phase[]) => {
      if (!phases.includes(room.phase)) throw new Refused(409, `The room is ${room.phase}: this can't be done now.`);
    };
    if (action === "start") {
      only("lobby", "revealed");
      if (room.round + 1 >= rounds.length) throw new Refused(409, "All rounds are played.");
      this.record({ kind: "round", room: room.code, round: room.round + 1, at: new Date().toISOString() });
    } else if (action === "pause") {
      only("open");
      this.record({ kind: "paused", room: room.code });
    } else if (action === "resume") {
      only("paused");
      this.record({ kind: "resumed", room: room.code });
    } else if (action === "reveal") {
      only("open", "paused");
      this.record({ kind: "revealed", room: room.code });
    } else if (action === "reopen") {
      only("revealed");
      this.record({ kind: "reopened", room: room.code });
    } else if (action === "close") {
      only("lobby", "open", "paused", "revealed");
      this.record({ kind: "closed", room: room.code });
    } else if (action === "remove") {
      if (!room.teams.some((each) => each.id === team)) throw new Refused(404, "There is no such team.");
      this.record({ kind: "left", room: room.code, team: String(team) });
    } else throw new Refused(400, "The action is one of start, pause, resume, reveal, reopen, close and remove.");
    return room;
  }

  /** Keeps what came of a plan. */
  result(room: string, plan: Pick<Plan, "settings">, result: Outcome): void {
    this.record({ kind: "result", room, plan: keyOf(plan), result });
  }

  /** Rooms with plans that wait for their results. */
  waiting(): { room: Room; session: Session; plans: Map<string, Plan> }[] {
    return [...this.rooms.values()].flatMap((room) => {
      const session = this.sessions.get(room.session);
      const plans = pending(room);
      return session === undefined || plans.size === 0 || room.phase === "closed" ? [] : [{ room, session, plans }];
    });
  }

  private record(event: RoomEvent): void {
    this.journal.append(event);
    happened(this.rooms, event);
    this.emit("change", event.room);
  }
}

/** A name on one line, in one normal form, without characters that steer; how it looks is how it is kept. */
function goodName(wanted: unknown): string {
  const name = typeof wanted === "string" ? plain(wanted.normalize("NFC")).replace(/\s+/g, " ").trim() : "";
  if (!/[\p{L}\p{N}]/u.test(name)) throw new Refused(422, "A name has at least one letter or digit.");
  if ([...name].length > LONGEST_NAME) throw new Refused(422, `A name has at most ${LONGEST_NAME} characters.`);
  return name;
}

function alike(name: string): string {
  return name.normalize("NFKC").toLocaleLowerCase("en-GB");
}

function goodSettings(raw: unknown): Settings {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    throw new Refused(422, "A plan is a number for each lever.");
  const entries = Object.entries(raw);
  if (entries.length > 200 || entries.some(([, to]) => typeof to !== "number"))
    throw new Refused(422, "A plan is a number for each lever.");
  return Object.fromEntries(entries as [string, number][]);
}

function goodPrediction(raw: unknown): number | null {
  if (raw === null || raw === undefined) return null;
  if (typeof raw !== "number" || !Number.isFinite(raw) || Math.abs(raw) > 1e12)
    throw new Refused(422, "A prediction is a number.");
  return raw;
}
