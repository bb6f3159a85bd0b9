import type { ReadScenario } from "../../scenario/scenario.js";

const DAY = 86_400_000;

/** The ISO date of a day of the run, counted from the first day of the warm-up. */
export function epochDate(read: ReadScenario, day: number): string {
  const { start, warmUp } = read.epochs[0]!.scenario.run;
  return new Date(Date.parse(start) + (day - warmUp) * DAY).toISOString().slice(0, 10);
}
