/** What has happened in a session so far: kept through a reload, and in a file for whoever wants to go on another day. */
import { useEffect } from "preact/hooks";
import type { Script } from "../planning/bundle.js";
import type { Prediction } from "../session-answers.js";
import type { Settings } from "../session-play.js";
import type { Session } from "../session-read.js";
import { isRecord, parsed } from "./foreign.js";
import { keep, keptFor } from "./kept.js";

export interface Played {
  stage: number;
  /** By question. */
  predictions: Record<string, Prediction>;
  /** Options that were run, and the players' own plan. */
  run: string[];
  settings: Settings;
  hasPlan: boolean;
}

export const NOTHING_PLAYED: Played = { stage: 0, predictions: {}, run: [], settings: {}, hasPlan: false };

const MOST_TEXT = 40;

/** Under which a session is kept, and what it belongs to. */
export function placeOf(session: Session): [room: string, of: string] {
  return [`session ${session.file}`, JSON.stringify(session)];
}

/** What is kept of a session that something has happened in; undefined where nothing has. */
export function begunOf(session: Session): Played | undefined {
  const played = keptFor(...placeOf(session)) as Played | undefined;
  return played && hasBegun(played) ? played : undefined;
}

/** Whether something would be lost by beginning again. */
export function hasBegun({ predictions, run, settings }: Played): boolean {
  return [predictions, run, settings].some((each) => Object.keys(each).length > 0);
}

/** A session as a file. What was run is not in it: it is run again, to the same figures. */
export function playedText({ file, name }: Session, played: Played): string {
  return JSON.stringify({ "careshift-session-played": 1, file, name, played }, null, 1);
}

/** The session that a saved file belongs to, and how far it was; undefined where the file is none, or of no session of this page. May be anyone's: every part is checked. */
export function readPlayed(text: string, scripts: readonly Script[]): { script: Script; played: Played } | undefined {
  const data = parsed(text);
  if (!isRecord(data) || data["careshift-session-played"] !== 1 || !isRecord(data.played)) return undefined;
  const script = scripts.find(({ session }) => session.file === data.file && session.name === data.name);
  const played = script && playedFrom(data.played, script.session);
  return script && played && { script, played };
}

function playedFrom(data: Record<string, unknown>, session: Session): Played | undefined {
  const { stage, predictions, run, settings, hasPlan } = data;
  if (!Number.isInteger(stage) || (stage as number) < 0 || (stage as number) >= session.stages.length) return undefined;
  if (!isRecord(predictions) || !Object.values(predictions).every(isPrediction)) return undefined;
  if (!Array.isArray(run) || !run.every((name) => Object.hasOwn(session.options, String(name)))) return undefined;
  if (!isRecord(settings) || !isCounts(settings) || typeof hasPlan !== "boolean") return undefined;
  if (!Object.keys(settings).every((name) => Object.hasOwn(session.levers ?? {}, name))) return undefined;
  return { stage, predictions, run, settings, hasPlan } as Played;
}

function isPrediction(data: unknown): boolean {
  return isRecord(data) && isAnswerText(data.said) && isRecord(data.hands) && isCounts(data.hands);
}

function isAnswerText(said: unknown): boolean {
  return typeof said === "string" && said.length <= MOST_TEXT;
}

function isCounts(data: Record<string, unknown>): boolean {
  return Object.values(data).every((value) => typeof value === "number" && Number.isFinite(value));
}

/** What was saved last of each session, by its file: whoever has it in a file loses nothing. */
const saved = new Map<string, string>();

/** Notes that this much of a session is in a file. */
export function noteSaved(session: Session, played: Played): void {
  saved.set(session.file, playedText(session, played));
}

/** Puts a session back to where a file has it. */
export function goOnFrom({ session }: Script, played: Played): void {
  noteSaved(session, played);
  keep(...placeOf(session), played);
}

/** Lets the browser ask before a tab goes that holds what is in no file. */
export function useLeaveWarning(scripts: readonly Script[]): void {
  useEffect(() => {
    const isLost = ({ session }: Script) => {
      const played = begunOf(session);
      return played !== undefined && saved.get(session.file) !== playedText(session, played);
    };
    const onLeave = (event: BeforeUnloadEvent) => {
      if (scripts.some(isLost)) event.preventDefault();
    };
    addEventListener("beforeunload", onLeave);
    return () => removeEventListener("beforeunload", onLeave);
  }, [scripts]);
}
