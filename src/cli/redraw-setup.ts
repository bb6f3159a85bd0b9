import type { Setup } from "../experiment/redraw.js";
import type { RunSettings } from "../experiment/settings.js";
import { loadFrom } from "../scenario/from.js";
import type { ReadScenario } from "../scenario/scenario.js";
import type { Source } from "../scenario/source.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";

/** The texts of some scenarios' files, so that threads can read them again with other numbers. */
export function setupOf(source: Source, files: string[], settings: RunSettings): Setup {
  const texts: Record<string, string> = {};
  const remembering: Source = {
    read(path) {
      texts[path] = source.read(path);
      return texts[path];
    },
  };
  for (const file of files) loadFrom(remembering, file);
  return { texts, files, settings };
}

/** Years that show what is asked, and no more: one, or until a year after the last dated change; never more than the run has. */
export function yearsFor(read: readonly ReadScenario[]): number {
  const { run } = read[0]!.epochs[0]!.scenario;
  const lastChange = Math.max(0, ...read.map(({ epochs }) => epochs.at(-1)!.from - run.warmUp));
  const years = Math.ceil((4 * lastChange) / DAYS_PER_YEAR) / 4 + 1;
  return Math.min(run.length / DAYS_PER_YEAR, years);
}
