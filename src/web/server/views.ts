/** What browsers are told of a room: everyone only what is theirs to know. */
import type { Session } from "../session-read.js";
import { keyOf, type OutcomeFigure, type Phase, type Plan, pending, type Room, type Team } from "./room.js";

/** What the board shows, and all else is built on. */
export interface RoomView {
  version: number;
  /** Where teams join. */
  address: string;
  code: string;
  phase: Phase;
  round: number;
  revealed: number;
  began: string;
  session: { name: string; summary: string; text: string; budget: number };
  rounds: { name: string; minutes: number; text: string }[];
  measures: { label: string; unit: string; better: string }[];
  levers: LeverView[];
  teams: { id: string; name: string; submitted: boolean }[];
  /** Rounds that are revealed, the best plan first. */
  results: RevealedPlan[][];
}

export interface LeverView {
  name: string;
  label: string;
  unit: string;
  from: number;
  to: number;
  step: number;
  price: number;
}

export interface RevealedPlan extends Plan {
  team: string;
  name: string;
  /** Null while it is worked out; a text where it could not be. */
  outcome: OutcomeFigure[] | string | null;
}

/** What a team sees: the board, and its own plans. */
export interface TeamView extends RoomView {
  me: { id: string; name: string };
  /** Its plan of this round; null before it has submitted one. */
  plan: Plan | null;
  /** Its plan of the round before, to begin from. */
  before: Plan | null;
}

/** What the facilitator sees: the board, and what is whispered. */
export interface FacilitatorView extends RoomView {
  notes: string[];
  submitted: { team: string; cost: number }[];
  /** Plans that are still being worked out. */
  pending: number;
}

export function boardView(room: Room, session: Session, address: string): RoomView {
  const { teams } = session;
  const now = room.plans[room.round] ?? {};
  return {
    version: room.version,
    address,
    code: room.code,
    phase: room.phase,
    round: room.round,
    revealed: room.revealed,
    began: room.began,
    session: { name: session.name, summary: session.summary, text: teams?.text ?? "", budget: teams?.budget ?? 0 },
    rounds: (teams?.rounds ?? []).map(({ name, minutes, text }) => ({ name, minutes, text: text ?? "" })),
    measures: session.measures.map(({ label, unit, better }) => ({ label, unit, better: better ?? "neither" })),
    levers: leversOf(session),
    teams: room.teams.map(({ id, name }) => ({ id, name, submitted: Object.hasOwn(now, id) })),
    results: Array.from({ length: room.revealed }, (_, round) => revealed(room, session, round)),
  };
}

export function teamView(room: Room, session: Session, address: string, { id, name }: Team): TeamView {
  const plan = (round: number) => room.plans[round]?.[id] ?? null;
  return {
    ...boardView(room, session, address),
    me: { id, name },
    plan: plan(room.round),
    before: plan(room.round - 1),
  };
}

export function facilitatorView(room: Room, session: Session, address: string): FacilitatorView {
  const now = Object.entries(room.plans[room.round] ?? {});
  return {
    ...boardView(room, session, address),
    notes: (session.teams?.rounds ?? []).map(({ notes }) => notes ?? ""),
    submitted: now.map(([team, { cost }]) => ({ team, cost })),
    pending: pending(room).size,
  };
}

function leversOf({ levers }: Session): LeverView[] {
  return Object.entries(levers ?? {}).map(([name, { label, unit, from, to, step, price }]) => ({
    name,
    label,
    unit: unit ?? "",
    from,
    to,
    step: step ?? 1,
    price: price ?? 0,
  }));
}

/** The plans of a round, the best by the session's first measure at the top; those without a result at the end. */
function revealed(room: Room, session: Session, round: number): RevealedPlan[] {
  const plans = room.teams.flatMap(({ id, name }): RevealedPlan[] => {
    const plan = room.plans[round]?.[id];
    return plan === undefined ? [] : [{ ...plan, team: id, name, outcome: outcomeOf(room, plan) }];
  });
  const sign = session.measures[0]?.better === "higher" ? -1 : 1;
  const rank = ({ outcome }: RevealedPlan) => {
    const difference = Array.isArray(outcome) ? outcome[0]?.difference : undefined;
    return difference === null || difference === undefined ? Number.POSITIVE_INFINITY : sign * difference;
  };
  return plans.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function outcomeOf(room: Room, plan: Plan): RevealedPlan["outcome"] {
  const key = keyOf(plan);
  const result = Object.hasOwn(room.results, key) ? room.results[key] : undefined;
  if (result === undefined) return null;
  return "fault" in result ? result.fault : result.figures;
}
