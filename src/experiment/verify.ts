/** Models with a known answer, run like any scenario, and their figures held against what is expected. */
import { audit } from "../care/audit.js";
import { type Compiled, compile } from "../care/compile.js";
import type { Tally } from "../care/tally.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { AuditBreach } from "./experiment.js";
import type { Runner, Task } from "./runners/runner.js";
import type { Expected } from "./verify-expected.js";
import { judge, type VerificationLine } from "./verify-judge.js";
import { type Quantity, quantityOf } from "./verify-quantities.js";

/** A scenario with a known answer. */
export interface VerificationCase {
  /** Its file in the folder of cases, without `.yaml`. */
  name: string;
  read: ReadScenario;
  /** The scenario at the root of its `extends`; `read` itself for a baseline. */
  root: ReadScenario;
  expected: Expected[];
}

/** What a verification found. */
export interface Verification {
  identity: { version: string; command: string; thorough: boolean };
  /** Whether no figure differs. */
  ok: boolean;
  cases: { name: string; title: string; seed: string; replications: number; ok: boolean }[];
  lines: VerificationLine[];
  /** The only part that may differ between two runs of the same thing. */
  timings: { seconds: number; threads: number };
}

export interface VerifyOptions {
  version: string;
  /** The command that does it again. */
  command: string;
  /** Ten times the replications. */
  thorough?: boolean;
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/** How many times the replications of the file a thorough verification runs. */
const THOROUGH = 10;
/** A figure in doubt gets so many times the replications again, all of them new. */
const SECOND_LOOK = 4;

/**
 * Runs the cases with the replications their files say (ten times as many when thorough) and judges every expected figure.
 * With a hundred figures at three standard errors, one in four verifications would show a figure outside by chance; so a figure
 * that is outside is looked at a second time, on four times as many new replications, which alone decide.
 * @throws {AuditBreach} when a replication fails the self-audit
 * @throws {Error} where a case expects a measure that it has not got
 */
export async function verifyCases(
  cases: VerificationCase[],
  runner: Runner,
  options: VerifyOptions,
): Promise<Verification> {
  const started = performance.now();
  const runs = cases.map((each) => new Run(each, options.thorough === true));
  await replicate(runs, runner, options);
  const first = runs.map((run) => run.lines());
  const doubted = runs.filter((_, i) => first[i]!.some((line) => line.verdict === "differs"));
  for (const run of doubted) run.lookAgain();
  if (doubted.length > 0 && !options.signal?.aborted) await replicate(doubted, runner, options);
  const lines = runs.map((run, i) => (doubted.includes(run) ? settled(first[i]!, run.lines()) : first[i]!));
  return {
    identity: { version: options.version, command: options.command, thorough: options.thorough === true },
    ok: lines.flat().every((line) => line.verdict !== "differs"),
    cases: runs.map((run, i) => ({ ...run.about, ok: lines[i]!.every((line) => line.verdict !== "differs") })),
    lines: lines.flat(),
    timings: { seconds: (performance.now() - started) / 1000, threads: runner.threads },
  };
}

/** The first look's lines, with those in doubt exchanged for the second look's. */
function settled(first: VerificationLine[], second: VerificationLine[]): VerificationLine[] {
  return first.map((line, i) =>
    line.verdict === "differs" ? { ...second[i]!, why: `${second[i]!.why} (second look)` } : line,
  );
}

async function replicate(runs: Run[], runner: Runner, options: VerifyOptions): Promise<void> {
  const tasks: Task[] = runs.flatMap((run, scenario) =>
    run.replications.map((replication) => ({ scenario, replication })),
  );
  let done = 0;
  await runner.run(
    runs.map((run) => run.compiled.plan),
    tasks,
    ({ scenario, replication }, tally) => {
      runs[scenario]!.take(replication, tally);
      done++;
      options.onProgress?.(done, tasks.length);
    },
    options.signal,
  );
}

/** One case under way: the values of its figures in each replication, kept in order whatever order they come in. */
class Run {
  readonly compiled: Compiled;
  replications: number[];
  private readonly quantities: Quantity[];
  private values: number[][];

  constructor(
    private readonly of: VerificationCase,
    thorough: boolean,
  ) {
    this.compiled = compile(of.read.epochs, of.root.epochs);
    this.quantities = of.expected.map((row) => quantityOf(this.compiled, row));
    const count = of.read.epochs[0]!.scenario.run.replications * (thorough ? THOROUGH : 1);
    this.replications = Array.from({ length: count }, (_, r) => r);
    this.values = [];
  }

  get about() {
    const { name, run } = this.of.read.epochs[0]!.scenario;
    const { replications, of } = this;
    return { name: of.name, title: name, seed: run.seed, replications: replications.length };
  }

  /** Asks for new replications, past those already done. */
  lookAgain(): void {
    const done = this.replications.length;
    this.replications = Array.from({ length: SECOND_LOOK * done }, (_, i) => done + i);
    this.values = [];
  }

  take(replication: number, tally: Tally): void {
    const { plan, legend } = this.compiled;
    const broken = audit(plan, legend, tally).filter((line) => !line.ok);
    if (broken.length > 0) throw new AuditBreach(this.of.name, replication, broken);
    this.values[replication] = this.quantities.map((quantity) => quantity(tally));
  }

  lines(): VerificationLine[] {
    const { expected } = this.of;
    const values = this.replications.flatMap((r) => (this.values[r] ? [this.values[r]] : []));
    return expected.map((row, i) => {
      const exact = row.basis === "published" ? expected.find((other) => isExactOf(other, row)) : undefined;
      return judge(
        row,
        values.map((each) => each[i]!),
        exact,
      );
    });
  }
}

function isExactOf(other: Expected, row: Expected): boolean {
  return other.basis === "exact" && other.measure === row.measure && other.place === row.place;
}
