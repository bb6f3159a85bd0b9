/** What is said between a run and its worker threads. */
import type { Plan } from "../../care/plan.js";
import type { Task } from "./runner.js";

/** One replication that a worker is asked for. */
export interface Asked extends Task {
  /** Which run it belongs to: plans of another are forgotten. */
  set: number;
  /** Comes along only where the worker said that it was missing. */
  plan?: Plan;
}

/** A worker's answer where it was never given the plan. */
export const MISSING = "no plan";
