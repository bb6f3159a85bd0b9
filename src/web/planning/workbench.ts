import { type AuditLine, audit } from "../../care/audit.js";
import { compile } from "../../care/compile.js";
import { type MeasureKey, Measures } from "../../care/measures.js";
import { type Legend, type Plan, UNLIMITED } from "../../care/plan.js";
import { simulate } from "../../care/simulate.js";
import { runExperiment } from "../../experiment/experiment.js";
import type { Findings } from "../../experiment/findings.js";
import type { Runner } from "../../experiment/runners/runner.js";
import { withRun } from "../../experiment/settings.js";
import { readFrom } from "../../scenario/from.js";
import type { ChangeRead, ReadScenario, Target } from "../../scenario/scenario.js";
import { type Source, Unreadable } from "../../scenario/source.js";
import { DAYS_PER_YEAR } from "../../scenario/units.js";
import { warningsOf } from "../../scenario/warnings.js";
import type { Bundle } from "./bundle.js";
import { epochDate } from "./dates.js";
import { type Film, Recorder, type Shot } from "./film.js";
import { fingerprintOf } from "./fingerprint.js";
import type { Runnable } from "./option.js";

/** How long a run is: the scenario's own, so many years, or a first look or glance, short so that it answers at once. */
export type Length = "glance" | "look" | "whole" | number;

/**
 * What is seen before the whole run: a glance at once, then a look. Years, after a warm-up of at most so many days; as many
 * replications as give an interval at all, and as give one that means something.
 */
export const FIRST_LOOKS = {
  glance: { years: 0.25, warmUp: 30, replications: 2 },
  look: { years: 1, warmUp: 90, replications: 4 },
} as const;

/** What a scenario is, for a page to show; all of it plain data. */
export interface About {
  name: string;
  summary: string;
  start: string;
  years: number;
  warmUpDays: number;
  /** As many as the scenario asks for. */
  replications: number;
  keys: MeasureKey[];
  places: { name: string; label: string; kind: string; payer: string; capacity: number | null }[];
  labels: Record<string, string>;
  changes: ChangeRead[];
  targets: Target[];
  warnings: string[];
  /** Whether dated changes lie beyond the end of this run: it then says little of the whole. */
  leavesOut: boolean;
}

interface Case {
  read: ReadScenario;
  plan: Plan;
  legend: Legend;
  measures: Measures;
  leavesOut: boolean;
}

/** Plans kept ready: those run last. */
const KEPT = 12;

/** Where options are read, compiled and run, one replication at a time. Knows nothing of threads or of the page. */
export class Workbench {
  private readonly cases = new Map<string, Case>();
  /** Files of the bundle never change: each is read once. */
  private readonly reads = new Map<string, ReadScenario>();
  private readonly texts = new Map<string, string>();
  private readonly source: Source;

  constructor(bundle: Bundle) {
    this.source = {
      trees: new Map(),
      read: (path) => {
        const text = this.texts.get(path) ?? (Object.hasOwn(bundle.files, path) ? bundle.files[path] : undefined);
        if (text === undefined) throw new Unreadable(`${path} is not in this page`, true);
        return text;
      },
    };
  }

  /** @throws ScenarioFaults where an option is none that can be run */
  about(runnable: Runnable, length: Length): About {
    const { read, plan, legend, measures, leavesOut } = this.caseOf(runnable, length);
    const { scenario } = read.epochs[0]!;
    const { run } = scenario;
    return {
      name: scenario.name,
      summary: scenario.summary,
      start: run.start,
      years: run.length / DAYS_PER_YEAR,
      warmUpDays: run.warmUp,
      replications: run.replications,
      keys: measures.keys,
      places: legend.places.map((place, p) => ({ ...place, capacity: limitOf(plan, p) })),
      labels: scenario.labels,
      changes: read.changes,
      targets: scenario.targets,
      warnings: warningsOf(read),
      leavesOut,
    };
  }

  /** The values of one replication, one for each of the keys that `about` gives. */
  values(runnable: Runnable, length: Length, replication: number): Float64Array {
    const { plan, legend, measures } = this.caseOf(runnable, length);
    const tally = simulate(plan, replication);
    refuseBreach(audit(plan, legend, tally), replication);
    return measures.of(tally);
  }

  /** SHA-256 of one replication's tally: the same bytes wherever it is run. */
  fingerprint(runnable: Runnable, length: Length, replication: number): string {
    return fingerprintOf(simulate(this.caseOf(runnable, length).plan, replication));
  }

  /** One replication, filmed. */
  film(runnable: Runnable, { year, every, days, day }: Shot): Film {
    const { read, plan, legend } = this.caseOf(runnable, year);
    const from = Math.floor(plan.warmUp + (year - 1) * DAYS_PER_YEAR) + day;
    const recorder = new Recorder(plan, { from, every, until: Math.min(from + days, plan.horizon) });
    simulate(plan, 0, undefined, recorder);
    return recorder.film(legend, epochDate(read, from));
  }

  /**
   * Runs scenarios and says what they show, with everything that papers ask for. Those without moves are scenarios of the bundle.
   * @param onProgress called with the runs done and to be done
   */
  findings(
    runnables: Runnable[],
    replications: number,
    version: string,
    onProgress: (done: number, of: number) => void,
  ): Promise<Findings> {
    const reads = withRoots(
      runnables.map((runnable) => this.read(runnable)),
      (file) => this.read({ file, text: undefined }),
    );
    const command = `careshift run ${reads.map(({ file }) => file).join(" ")} --replications ${replications}`;
    const runner: Runner = {
      threads: 1,
      run: async (plans, tasks, each) => {
        for (const task of tasks) each(task, simulate(plans[task.scenario]!, task.replication));
      },
    };
    return runExperiment(reads, runner, { replications, version, command, onProgress });
  }

  /** A scenario as read, for an experiment of its own. */
  read({ file, text }: Runnable): ReadScenario {
    if (text !== undefined) {
      this.texts.set(file, text);
      this.source.trees?.delete(file);
      return readFrom(this.source, file);
    }
    const known = this.reads.get(file) ?? readFrom(this.source, file);
    this.reads.set(file, known);
    return known;
  }

  private caseOf(runnable: Runnable, length: Length): Case {
    const key = JSON.stringify([runnable, length]);
    const known = this.cases.get(key);
    this.cases.delete(key);
    const found = known ?? this.made(runnable, length);
    this.cases.set(key, found);
    if (this.cases.size > KEPT) this.cases.delete(this.cases.keys().next().value as string);
    return found;
  }

  private made(runnable: Runnable, length: Length): Case {
    const whole = this.read(runnable);
    const read = cut(whole, length);
    const root = read.root === read.file ? read : cut(this.read({ file: read.root, text: undefined }), length);
    const { plan, legend } = compile(read.epochs, root.epochs);
    const leavesOut = read.epochs.length < whole.epochs.length;
    return { read, plan, legend, measures: new Measures(plan, legend), leavesOut };
  }
}

function cut(read: ReadScenario, length: Length): ReadScenario {
  if (length === "whole") return read;
  if (typeof length === "number") return withRun([read], { years: length })[0]!;
  const { run } = read.epochs[0]!.scenario;
  const warmUp = Math.min(run.warmUp, FIRST_LOOKS[length].warmUp);
  const years = Math.min(run.length / DAYS_PER_YEAR, FIRST_LOOKS[length].years);
  const [short] = withRun([read], { years });
  // Epochs count from the first day of the warm-up: a shorter one brings them nearer.
  const sooner = (from: number) => Math.max(0, from - (run.warmUp - warmUp));
  const epochs = short!.epochs.map(({ from, scenario }) => ({
    from: sooner(from),
    scenario: { ...scenario, run: { ...scenario.run, warmUp } },
  }));
  return { ...short!, epochs };
}

function refuseBreach(lines: AuditLine[], replication: number): void {
  const broken = lines
    .filter((line) => !line.ok)
    .map(({ check, expected, got }) => `${check}: expected ${expected}, got ${got}`);
  if (broken.length > 0) throw new Error(`the self-audit failed in replication ${replication}: ${broken.join("; ")}`);
}

function limitOf(plan: Plan, place: number): number | null {
  const capacity = plan.places.capacity[place]!;
  return capacity === UNLIMITED ? null : capacity;
}

/** Scenarios in order, each root in front of what extends it. */
function withRoots(reads: ReadScenario[], read: (file: string) => ReadScenario): ReadScenario[] {
  const found = new Map<string, ReadScenario>();
  for (const one of reads) {
    if (!found.has(one.root)) found.set(one.root, one.root === one.file ? one : read(one.root));
    found.set(one.file, one);
  }
  return [...found.values()];
}
