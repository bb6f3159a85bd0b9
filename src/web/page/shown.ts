import { compare, measured, type Sample } from "../../experiment/compare.js";
import type { Comparison, Findings, ScenarioFindings } from "../../experiment/findings.js";
import { targetFindings } from "../../experiment/targets.js";
import { type Said, said } from "../../report/cells.js";
import type { Wanted } from "../../report/look-up.js";
import { type Verdict, verdictOf } from "../../report/verdicts.js";
import { pairedOf } from "../planning/paired.js";
import type { Length } from "../planning/workbench.js";
import { intervalOf, withinReach } from "../possible.js";
import type { Paired } from "../session-answers.js";
import { LEAST, type Sampled, type Study, type Subject } from "./study.js";

/** What can be shown of some options now: findings of the replications that all of them have. */
export interface Shown {
  /** In the order of `options`; the first is what the others are compared with. */
  findings: Findings;
  options: Subject[];
  length: Length;
  replications: number;
  /** Whether these are too few, or too short, to speak of anything as sure. */
  isFirst: boolean;
  /** Any two of the options against each other, replication by replication. */
  paired: Paired;
}

/** Of fewer replications nothing is called clear, however narrow their interval: two or three can agree by chance. */
const LEAST_SURE = 4;

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
    const isLook = length === "look" || length === "glance";
    if (isLook && samples.some((sample) => sample!.about.leavesOut)) continue;
    const findings = findingsOf(options, samples as Sampled[], replications);
    const paired = pairedOf(samplesOf(options, samples as Sampled[], replications));
    const isFirst = isLook || replications < Math.min(LEAST_SURE, study.asked);
    return { findings, options, length, replications, isFirst, paired };
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
    comparisons: samples.slice(1).flatMap((sample) => compare(sample, samples[0]!).map(withinReach)),
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

/** What a table shows of a scenario, with no interval beyond what there can be. */
export function saidOf({ findings }: Shown, scenario: ScenarioFindings, wanted: Wanted): Said {
  const one = said(findings, scenario, wanted);
  if (one.kind !== "estimate" || one.quantity === undefined) return one;
  const { value: mean, low = Number.NaN, high = Number.NaN, unit } = one.quantity;
  return { ...one, interval: intervalOf({ mean, low, high, unit: unit ?? "" }) };
}

/** How sure a difference lets us speak, in a word or two. */
const VERDICT_WORDS: Record<Verdict, string> = {
  likely: "clear",
  may: "may be",
  unclear: "≈ no clear difference",
  same: "no difference",
  unknown: "not known yet",
};

/** A difference as it is spoken of and drawn: a first look is sure of nothing. */
export function judged({ isFirst }: Shown, of: Comparison): { words: string; of: Comparison } {
  const verdict = verdictOf(of);
  if (!isFirst || verdict === "unknown") return { words: VERDICT_WORDS[verdict], of };
  return { words: "first look", of: { ...of, clear: false } };
}
