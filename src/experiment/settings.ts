import type { ReadScenario, Run } from "../scenario/scenario.js";

const YEAR = 365.25;

/** Settings of a run that may be given instead of the scenario's own. */
export interface RunSettings {
  replications?: number | undefined;
  years?: number | undefined;
  seed?: string | undefined;
}

/** The scenarios with other settings of the run. Changes dated after a shortened run are left out. */
export function withRun(scenarios: ReadScenario[], settings: RunSettings): ReadScenario[] {
  return scenarios.map((read) => {
    const run: Run = { ...read.epochs[0]!.scenario.run };
    if (settings.replications !== undefined) run.replications = settings.replications;
    if (settings.years !== undefined) run.length = Math.round(settings.years * YEAR);
    if (settings.seed !== undefined) run.seed = settings.seed;
    const epochs = read.epochs.filter((epoch) => epoch.from < run.warmUp + run.length);
    return { ...read, epochs: epochs.map((epoch) => ({ ...epoch, scenario: { ...epoch.scenario, run } })) };
  });
}
