/** The evaluation trap: what studies inside the model would conclude about a policy, against what it truly does. */
import { audit } from "../care/audit.js";
import { compile } from "../care/compile.js";
import type { Plan, PolicyPlan, StudyPlan } from "../care/plan.js";
import { ARM, STUDIED } from "../care/study.js";
import type { Tally } from "../care/tally.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { AuditBreach } from "./case.js";
import type { Claim, Evaluated } from "./evaluate-findings.js";
import { estimate } from "./intervals.js";
import { aboveNought, ratioOf, verdictOf } from "./ratios.js";
import type { Runner } from "./runners/runner.js";
import { withRun } from "./settings.js";
import { Stopped, type TrialOptions } from "./trials.js";

/** The worlds that a policy is run in: as written; the same people with no effect; half of them, by lot, with none. */
const WORLD = { written: 0, untreated: 1, trial: 2, count: 3 } as const;

/** What one replication of one world saw of one arm. */
interface Arm {
  people: number;
  before: number;
  after: number;
  /** Person-years of history (one each), and followed. */
  yearsBefore: number;
  years: number;
  crossed: number;
}

/** The run is too short to follow anyone: `wanted` years would do. */
export class TooShort extends Error {
  constructor(
    readonly policy: string,
    readonly years: number,
    readonly wanted: number,
  ) {
    super(
      `${policy}: ${years} years are too short to follow anyone after a year of history; try --years ${Math.ceil(wanted * 10) / 10}`,
    );
  }
}

/**
 * Evaluates one policy of a scenario.
 * @throws {TooShort} where nobody could be followed to the end
 * @throws {AuditBreach} when a replication fails the self-audit
 * @throws {Stopped} when stopped by the signal
 */
export async function evaluate(
  [read, root]: readonly [ReadScenario, ReadScenario],
  policy: string,
  runner: Runner,
  options: TrialOptions,
): Promise<Evaluated> {
  const [own, frame] = withRun([read, root], options);
  const { plan, legend } = compile(own!.epochs, frame!.epochs);
  const { scenario } = own!.epochs[0]!;
  const at = scenario.policies.findIndex(({ name }) => name === policy);
  const study = studyOf(plan, at, policy);
  const seen: Float64Array[][] = Array.from({ length: WORLD.count }, () => []);
  const tasks = Array.from({ length: options.replications }, (_, replication) =>
    seen.map((_, world) => ({ scenario: world, replication })),
  ).flat();
  let done = 0;
  await runner.run(
    worlds(plan, study),
    tasks,
    (task, tally: Tally) => {
      const broken = audit(plan, legend, tally).filter((line) => !line.ok);
      if (broken.length > 0) throw new AuditBreach(scenario.name, task.replication, broken);
      seen[task.scenario]![task.replication] = tally.study ?? new Float64Array();
      options.onProgress?.(++done, tasks.length);
    },
    options.signal,
  );
  if (options.signal?.aborted) throw new Stopped();
  const place = scenario.places.find(({ name }) => name === scenario.policies[at]!.at);
  return {
    scenario: scenario.name,
    file: read.file,
    policy,
    label: scenario.labels[policy] ?? policy,
    place: place?.name ?? scenario.policies[at]!.at,
    effects: scenario.policies[at]!.effects,
    followDays: study.follow,
    beginsDay: study.begins - plan.warmUp,
    ...concluded(seen),
  };
}

/** The list opens with the days observed, or a year into the run if that is later; each is followed for their time on it, a year at most. */
function studyOf(plan: Plan, policy: number, name: string): StudyPlan {
  const { leavesAfter, every } = plan.policies[policy]!;
  const follow = Math.min(leavesAfter, DAYS_PER_YEAR);
  const begins = Math.max(plan.warmUp, DAYS_PER_YEAR);
  const until = plan.horizon - follow;
  // The first round after the list opens.
  const first = Math.ceil((begins - 1e-6) / every) * every;
  if (until < first) {
    const years = (plan.horizon - plan.warmUp) / DAYS_PER_YEAR;
    throw new TooShort(name, Number(years.toFixed(2)), years + (first - until) / DAYS_PER_YEAR);
  }
  return { policy, begins, until, follow, halved: false };
}

function worlds(plan: Plan, study: StudyPlan): Plan[] {
  const policies = plan.policies.map((policy, i): PolicyPlan => (i === study.policy ? withoutEffects(policy) : policy));
  return [
    { ...plan, study },
    { ...plan, policies, study },
    { ...plan, study: { ...study, halved: true } },
  ];
}

function withoutEffects(policy: PolicyPlan): PolicyPlan {
  return { ...policy, times: policy.times.map(() => 1), stayTimes: policy.stayTimes.map(() => 1) };
}

function concluded(
  seen: Float64Array[][],
): Pick<Evaluated, "people" | "sameShare" | "crossedShare" | "controlsBefore" | "claims"> {
  const [written, untreated, trial] = seen as [Float64Array[], Float64Array[], Float64Array[]];
  const everyone = () => true;
  const same = written.map((rows, r) => inBoth(rows, untreated[r]!));
  const arm = (world: Float64Array[], which: number) => world.map((rows) => armOf(rows, which, everyone));
  const treated = arm(written, ARM.treated);
  const matched = arm(written, ARM.matched);
  const sum = (arms: Arm[], of: (arm: Arm) => number) => arms.reduce((total, each) => total + of(each), 0);
  const withEffect = written.map((rows, r) => armOf(rows, ARM.treated, same[r]!));
  const without = untreated.map((rows, r) => armOf(rows, ARM.treated, same[r]!));
  const people = sum(treated, (a) => a.people);
  return {
    people: estimate(treated.map((a) => a.people)).mean,
    sameShare: people === 0 ? 1 : sum(withEffect, (a) => a.people) / people,
    crossedShare: share(
      sum(matched, (a) => a.crossed),
      sum(matched, (a) => a.people),
    ),
    controlsBefore: estimate(rates(matched.map(before))),
    claims: [
      claim("before-and-after", treated.map(after), treated.map(before)),
      claim("matched-control", treated.map(after), matched.map(after)),
      claim("randomised-trial", arm(trial, ARM.treated).map(after), arm(trial, ARM.usual).map(after)),
      claim("truth", withEffect.map(after), without.map(after)),
      claim("untouched", without.map(after), without.map(before)),
    ],
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Admissions and the person-years they are of. */
interface Rate {
  admissions: number;
  years: number;
}

const after = (arm: Arm): Rate => ({ admissions: arm.after, years: arm.years });
const before = (arm: Arm): Rate => ({ admissions: arm.before, years: arm.yearsBefore });

/** Whether the people of one world were taken on in another at the same round too. */
function inBoth(rows: Float64Array, others: Float64Array): (person: number, at: number) => boolean {
  const { person, at, arm, length } = STUDIED;
  const when = new Map<number, number>();
  for (const world of [rows, others]) {
    const known = world === rows ? null : new Map(when);
    when.clear();
    for (let r = 0; r < world.length; r += length)
      if (world[r + arm] === ARM.treated && (known === null || known.get(world[r + person]!) === world[r + at]))
        when.set(world[r + person]!, world[r + at]!);
  }
  return (who, day) => when.get(who) === day;
}

function armOf(rows: Float64Array, which: number, counts: (person: number, at: number) => boolean): Arm {
  const arm: Arm = { people: 0, before: 0, after: 0, yearsBefore: 0, years: 0, crossed: 0 };
  for (let r = 0; r < rows.length; r += STUDIED.length) {
    if (rows[r + STUDIED.arm] !== which || !counts(rows[r + STUDIED.person]!, rows[r + STUDIED.at]!)) continue;
    arm.people++;
    arm.before += rows[r + STUDIED.before]!;
    arm.after += rows[r + STUDIED.after]!;
    arm.yearsBefore++;
    arm.years += rows[r + STUDIED.days]! / DAYS_PER_YEAR;
    arm.crossed += rows[r + STUDIED.crossed]!;
  }
  return arm;
}

/** What a study compares, by replication: the policy's people against those it takes to show what would have been. */
function claim(study: Claim["study"], policy: Rate[], instead: Rate[]): Claim {
  const rate = rates(policy);
  const other = rates(instead);
  const ratio = ratioOf(rate, other);
  const found = ratio === null ? null : aboveNought(estimate(ratio));
  return {
    study,
    rate: estimate(rate),
    against: estimate(other),
    ratio: found,
    difference: estimate(rate.map((value, r) => value - other[r]!)),
    verdict: verdictOf(found),
  };
}

function rates(of: Rate[]): number[] {
  return (
    ratioOf(
      of.map(({ admissions }) => admissions),
      of.map(({ years }) => years),
    ) ?? of.map(() => 0)
  );
}
