import { compare, measured, type Sample } from "../../experiment/compare.js";
import type { Findings, ScenarioFindings } from "../../experiment/findings.js";
import { targetFindings } from "../../experiment/targets.js";
import { pairedOf } from "../planning/paired.js";
import type { Length } from "../planning/workbench.js";
import type { Paired } from "../session-answers.js";
import { LEAST, type Sampled, type Study, type Subject } from "./study.js";

/** What can be shown of some options now: findings of the replications that all of them have. */
export interface Shown {
  /** In the order of `options`; the first is what the others are compared with. */
  findings: Findings;
  options: Subject[];
  length: Length;
  replications: number;
  /** Any two of the options against each other, replication by replication. */
  paired: Paired;
}

/**
 * The whole run where two replications of every option are done, else a first look, else a glance, else nothing yet. A look
 * that would leave out dated changes is none.
 */
export function shownOf(
  study: Study,
  options: Subject[],
  lengths: Length[] = ["whole", "look", "glance"],
): Shown | undefined {
  for (const length of lengths) {
    const replications = study.done(options, length);
    const samples = options.map((option) => study.sampleOf(option, length));
    if (replications < LEAST || samples.some((sample) => sample === undefined)) continue;
    if ((length === "look" || length === "glance") && samples.some((sample) => sample!.about.leavesOut)) continue;
    const findings = findingsOf(options, samples as Sampled[], replications);
    const paired = pairedOf(samplesOf(options, samples as Sampled[], replications));
    return { findings, options, length, replications, paired };
  }
  return undefined;
}

function samplesOf(options: Subject[], sampled: Sampled[], replications: number): Sample[] {
  return sampled.map(({ about, values }, i) => {
    return { name: options[i]!.name, keys: about.keys, values: values.slice(0, replications) as Float64Array[] };
  });
}

/** Options go by their own names: an option with no lever moved is the scenario it begins from, under another name. */
function findingsOf(options: Subject[], sampled: Sampled[], replications: number): Findings {
  const samples = samplesOf(options, sampled, replications);
  const { years, warmUpDays } = sampled[0]!.about;
  return {
    identity: { scenario: "", seed: "", version: "", replications, warmUpDays, years, command: "", complete: true },
    scenarios: sampled.map((one, i) => scenarioOf(one, samples[i]!)),
    comparisons: samples.slice(1).flatMap((sample) => compare(sample, samples[0]!)),
    timings: { seconds: 0, threads: 0, eventsPerSecond: 0 },
  };
}

function scenarioOf({ about }: Sampled, sample: Sample): ScenarioFindings {
  const targets = targetFindings(about.targets, sample);
  return {
    name: sample.name,
    summary: about.summary,
    file: "",
    start: about.start,
    steady: { ok: true, why: "" },
    ...measured(sample),
    targets: targets.each,
    allTargets: targets.all,
    audit: [],
    places: about.places,
    flows: [],
    census: [],
    changes: about.changes,
    evidence: [],
    labels: about.labels,
    register: {},
    paper: {},
    warnings: about.warnings,
  };
}
