/** A room: teams playing the rounds of one session. Everything in it follows from its events, in order. */
import type { Settings } from "../session-play.js";

/** Something that happened in a room; these lines are what is kept on disk. */
export type RoomEvent =
  | { kind: "opened"; room: string; session: string; at: string }
  | { kind: "joined"; room: string; team: string; name: string; token: string }
  | { kind: "left"; room: string; team: string }
  | { kind: "round"; room: string; round: number; at: string }
  | { kind: "paused"; room: string }
  | { kind: "resumed"; room: string }
  | { kind: "submitted"; room: string; round: number; team: string; plan: Plan }
  | { kind: "result"; room: string; plan: string; result: Outcome }
  | { kind: "revealed"; room: string }
  | { kind: "reopened"; room: string }
  | { kind: "closed"; room: string };

/** What a team submits. */
export interface Plan {
  settings: Settings;
  /** What the team predicts the first measure will differ by; null where it predicts nothing. */
  prediction: number | null;
  /** Pounds a year. */
  cost: number;
}

/** What a plan leads to, measure by measure in the order of the session; or why it could not be worked out. */
export type Outcome = { figures: OutcomeFigure[] } | { fault: string };
export interface OutcomeFigure {
  /** As the plan has it; null where the scenario has no such measure. */
  mean: number | null;
  /** Against the scenario as it is, with the 95 % interval; null where the measure is not known. */
  difference: number | null;
  low: number | null;
  high: number | null;
}

export interface Team {
  id: string;
  name: string;
  /** Known to the team's own browsers alone. */
  token: string;
}

/** `lobby`: teams join; `open`: they plan; `paused`: they wait; `revealed`: the board shows what came of it; `closed`: over. */
export type Phase = "lobby" | "open" | "paused" | "revealed" | "closed";

export interface Room {
  code: string;
  session: string;
  phase: Phase;
  /** From 0; −1 before the first. */
  round: number;
  /** How many rounds are revealed. */
  revealed: number;
  /** When the round began, ISO. */
  began: string;
  teams: Team[];
  /** By round and team. */
  plans: Record<string, Plan>[];
  /** By the key of a plan: equal plans have equal results. */
  results: Record<string, Outcome>;
  /** Goes up with every event. */
  version: number;
}

/** The rooms after one more event. What is written on disk is trusted; what comes from outside is checked before. */
export function happened(rooms: Map<string, Room>, event: RoomEvent): void {
  if (event.kind === "opened") {
    rooms.set(event.room, blank(event.room, event.session, event.at));
    return;
  }
  const room = rooms.get(event.room);
  if (room === undefined) return;
  room.version++;
  change(room, event);
}

function blank(code: string, session: string, at: string): Room {
  return {
    code,
    session,
    phase: "lobby",
    round: -1,
    revealed: 0,
    began: at,
    teams: [],
    plans: [],
    results: {},
    version: 1,
  };
}

function change(room: Room, event: Exclude<RoomEvent, { kind: "opened" }>): void {
  switch (event.kind) {
    case "joined":
      room.teams.push({ id: event.team, name: event.name, token: event.token });
      return;
    case "left":
      room.teams = room.teams.filter((team) => team.id !== event.team);
      return;
    case "round":
      room.round = event.round;
      room.plans[event.round] = {};
      room.began = event.at;
      room.phase = "open";
      return;
    case "paused":
      room.phase = "paused";
      return;
    case "resumed":
      room.phase = "open";
      return;
    case "submitted":
      room.plans[event.round] = { ...room.plans[event.round], [event.team]: event.plan };
      return;
    case "result":
      room.results[event.plan] = event.result;
      return;
    case "revealed":
      room.phase = "revealed";
      room.revealed = room.round + 1;
      return;
    case "reopened":
      room.phase = "open";
      room.revealed = room.round;
      return;
    case "closed":
      room.phase = "closed";
      return;
  }
}

/** The key of a plan's result: its settings, those at nought left out, in order of name. */
export function keyOf({ settings }: Pick<Plan, "settings">): string {
  const moved = Object.entries(settings).filter(([, to]) => to !== 0);
  return JSON.stringify(moved.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Keys of plans of a room whose results are not worked out yet, with the plan. */
export function pending(room: Room): Map<string, Plan> {
  const plans = room.plans.flatMap((round) => Object.values(round));
  const without = plans.filter((plan) => !Object.hasOwn(room.results, keyOf(plan)));
  return new Map(without.map((plan) => [keyOf(plan), plan]));
}
