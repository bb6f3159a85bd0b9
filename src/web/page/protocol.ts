/** What the page asks its workers, and what they answer. */
import type { Findings } from "../../experiment/findings.js";
import type { Bundle } from "../planning/bundle.js";
import type { Film, Shot } from "../planning/film.js";
import type { Runnable } from "../planning/option.js";
import type { About, Length } from "../planning/workbench.js";

/** The first message to a worker. */
export interface Open {
  kind: "open";
  bundle: Bundle;
}

export interface Jobs {
  about: { asks: { runnable: Runnable; length: Length }; gives: About };
  values: { asks: { runnable: Runnable; length: Length; replication: number }; gives: Float64Array };
  fingerprint: { asks: { runnable: Runnable; length: Length; replication: number }; gives: string };
  film: { asks: { runnable: Runnable; shot: Shot }; gives: Film };
  findings: { asks: { runnables: Runnable[]; replications: number }; gives: Findings };
}
export type JobKind = keyof Jobs;

export type Ask = { [K in JobKind]: { id: number; kind: K } & Jobs[K]["asks"] }[JobKind];

export type Answer =
  | { id: number; gives: unknown }
  | { id: number; faults: string[] }
  | { id: number; done: number; of: number };
