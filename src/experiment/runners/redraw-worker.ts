/** What a worker thread does: one job at a time, of the scenarios it was started with. */
import { workerData } from "node:worker_threads";
import { type Job, type Outcome, Redraws, type Setup } from "../redraw.js";

const redraws = new Redraws(workerData as Setup);

/** Runs a job with redrawn numbers. */
export default function redraw(job: Job): Outcome {
  return redraws.run(job);
}
