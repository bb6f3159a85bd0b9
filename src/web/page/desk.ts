import { type Names, namesFor } from "../../report/names.js";
import type { Bundle, Listed } from "../planning/bundle.js";
import type { Option } from "../planning/option.js";
import type { Hand } from "./crew.js";
import type { Plan } from "./state.js";
import type { Study } from "./study.js";

/** What every view works with. */
export interface Desk {
  bundle: Bundle;
  study: Study;
  /** Runs what a session runs. */
  roomStudy: Study;
  /** The worker that makes films, between its other work. */
  filmer: Hand;
  plan: Plan;
  names: Names;
  /** Replications of a whole run that are wanted. */
  replications: number;
  /** A change that can be undone; `continues`: it takes the place of the last one. */
  change: (plan: Plan, continues?: boolean) => void;
}

/** The scenario of the bundle that an option begins from. */
export function listedOf({ scenarios }: Bundle, option: Option): Listed {
  return scenarios.find(({ file }) => file === option.from) ?? scenarios[0]!;
}

/** How keys are shown, from the labels that the scenarios give. */
export function namesOf({ scenarios }: Bundle): Names {
  const labelled = scenarios.map(({ labels }) => ({ places: [], labels }));
  return namesFor({ scenarios: labelled } as unknown as Parameters<typeof namesFor>[0]);
}
