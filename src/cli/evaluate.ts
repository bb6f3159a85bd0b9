import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { evaluate as evaluated, TooShort } from "../experiment/evaluate.js";
import type { EvaluationFindings } from "../experiment/evaluate-findings.js";
import { evaluateRedesign, NoStudy } from "../experiment/evaluate-redesign.js";
import type { Runner } from "../experiment/runners/runner.js";
import { identityFor } from "../experiment/size-findings.js";
import { type TrialOptions, Trials } from "../experiment/trials.js";
import { isDate } from "../scenario/dates.js";
import { readFolder, readScenario } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { nearest } from "../scenario/suggest.js";
import { warningsOf } from "../scenario/warnings.js";
import { parseArguments } from "./arguments.js";
import { EXIT, UsageError } from "./errors.js";
import { outFolder, readyToWrite } from "./files.js";
import { showFound } from "./found.js";
import { commandText, searchArguments, searchFlags, searching, several } from "./searches.js";
import { VERSION } from "./version.js";

const evaluateArguments = searchArguments.extend({
  policy: z.string().min(1).optional(),
  measure: several.optional(),
  from: z.string().refine(isDate).optional(),
});

type EvaluateArguments = z.infer<typeof evaluateArguments>;

/** A scenario and the one at its root, with what there is to evaluate of it: one of its policies, or all that it changes. */
interface Case {
  read: ReadScenario;
  root: ReadScenario;
  policy?: string;
}

/** `careshift evaluate PATH` */
export const evaluate: CommandModule = {
  command: "evaluate <path>",
  describe:
    "what a before-and-after, a matched-control and a randomised study would claim of a redesign, and the truth",
  builder: (yargs) =>
    searchFlags(
      yargs
        .positional("path", { type: "string", describe: "a folder or scenario file" })
        .option("policy", {
          type: "string",
          describe: "only the policy of this name, by the people it takes on (all that find cases, and all redesigns)",
        })
        .option("measure", {
          type: "string",
          array: true,
          describe: "of a redesign: such as cost, or 'wait of torbay-acute' (admissions, beds, delays, cost)",
        })
        .option("from", {
          type: "string",
          describe: "of a redesign: day that parts the years before and after (its changes' own)",
        }),
    )
      .example("$0 evaluate scenarios/torbay/redesign-paignton.yaml --replications 12 --years 3", "did it work?")
      .example("$0 evaluate scenarios/torbay/case-managers.yaml --replications 4 --years 2", "by the people on a list"),
  handler: async (argv) => {
    process.exitCode = await evaluateCommand(argv);
  },
};

async function evaluateCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(evaluateArguments, argv);
  const reads = readFolder(args.path).map((file) => readScenario(file));
  const out = args.out ?? outFolder(args.path);
  readyToWrite(out);
  for (const warning of reads.flatMap(warningsOf)) console.error(warning);
  const cases = casesOf(args, reads);
  const findings = await searching(args, reads[0]!, (runner, options) => answered(args, reads, cases, runner, options));
  const { evaluationPaper } = await import("../report/evaluation.js");
  await showFound("evaluation", findings, evaluationPaper(findings), { out, json: args.json });
  return EXIT.done;
}

async function answered(
  args: EvaluateArguments,
  reads: ReadScenario[],
  cases: readonly Case[],
  runner: Runner,
  options: TrialOptions,
): Promise<EvaluationFindings> {
  const each = 3 * options.replications;
  const measures = (args.measure ?? []).map(namedMeasure);
  const policies = [];
  const redesigns = [];
  for (const [i, { read, root, policy }] of cases.entries()) {
    const own = {
      ...options,
      onProgress: (done: number) => options.onProgress?.(i * each + done, cases.length * each),
    };
    if (policy === undefined) {
      const trials = new Trials(root, runner, own);
      const asked = { from: args.from, measures };
      redesigns.push(
        ...(await evaluateRedesign(read, trials, asked).then((found) => [found], leftOut(policies.length))),
      );
    } else policies.push(await evaluated([read, root], policy, runner, own).catch(asUsage));
  }
  const command = commandText("evaluate", args, [
    ...(args.policy === undefined ? [] : [["policy", args.policy] as const]),
    ...(args.measure ?? []).map((measure) => ["measure", measure] as const),
    ...(args.from === undefined ? [] : [["from", args.from] as const]),
  ]);
  return { identity: identityFor(reads, options, { version: VERSION, command }), policies, redesigns };
}

/** `wait of torbay-acute` */
function namedMeasure(typed: string): { measure: string; place?: string } {
  const [, measure = typed, place] = /^(\S+)\s+(?:of|at|in)\s+(\S+)$/.exec(typed.trim()) ?? [];
  return { measure, ...(place !== undefined && { place }) };
}

/** A redesign that can't be studied stops nothing where policies were: it is said. */
function leftOut(policies: number): (error: unknown) => never[] {
  return (error) => {
    if (!(error instanceof NoStudy) || policies === 0) return asUsage(error);
    console.error(`${error.message} (left out: the redesign as a whole)`);
    return [];
  };
}

function asUsage(error: unknown): never {
  throw error instanceof TooShort || error instanceof NoStudy ? new UsageError(error.message) : error;
}

/** What there is to evaluate. @throws {UsageError} where there is nothing, or no policy of that name */
function casesOf({ path, policy: wanted }: EvaluateArguments, reads: ReadScenario[]): Case[] {
  const all = reads.flatMap((read): Case[] => {
    const isRedesign = read.root !== read.file;
    const root = isRedesign ? readScenario(read.root) : read;
    const inherited = isRedesign ? root.epochs[0]!.scenario.policies.map((policy) => JSON.stringify(policy)) : [];
    const own = read.epochs[0]!.scenario.policies.filter((policy) => !inherited.includes(JSON.stringify(policy)));
    const named = wanted === undefined ? own : read.epochs[0]!.scenario.policies;
    const policies = named.map(({ name }): Case => ({ read, root, policy: name }));
    return isRedesign ? [...policies, { read, root }] : policies;
  });
  if (all.length === 0)
    throw new UsageError(
      `${path}: no scenario here is a redesign (\`extends:\`) or has a policy that finds cases, so there is nothing to evaluate; name a redesign's file`,
    );
  const names = [...new Set(all.flatMap(({ policy }) => policy ?? []))];
  if (wanted === undefined || names.includes(wanted))
    return all.filter(({ policy }) => wanted === undefined || policy === wanted);
  const near = nearest(wanted, names);
  throw new UsageError(
    `--policy ${wanted}: there is no such policy here;${near === undefined ? "" : ` did you mean ${near}?`} ${names.length === 0 ? "no scenario here has one" : `there are ${names.join(", ")}`}`,
  );
}
