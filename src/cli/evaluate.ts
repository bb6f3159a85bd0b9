import { join } from "node:path";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { evaluate as evaluated, TooShort } from "../experiment/evaluate.js";
import type { EvaluationFindings } from "../experiment/evaluate-findings.js";
import { identityFor } from "../experiment/size-findings.js";
import { readPaths, readScenario } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { nearest } from "../scenario/suggest.js";
import { parseArguments } from "./arguments.js";
import { EXIT, UsageError } from "./errors.js";
import { fromHere, outFolder, readyToWrite, writeWhole } from "./files.js";
import { commandText, searchArguments, searchFlags, searching } from "./searches.js";
import { VERSION } from "./version.js";

const evaluateArguments = searchArguments.extend({ policy: z.string().min(1).optional() });

type EvaluateArguments = z.infer<typeof evaluateArguments>;

/** A policy of one scenario, and the scenario at its root. */
interface Case {
  read: ReadScenario;
  root: ReadScenario;
  policy: string;
}

/** `careshift evaluate PATH` */
export const evaluate: CommandModule = {
  command: "evaluate <path>",
  describe: "what a before-and-after, a matched-control and a randomised study would claim of a policy, and the truth",
  builder: (yargs) =>
    searchFlags(
      yargs
        .positional("path", { type: "string", describe: "a folder or scenario file" })
        .option("policy", { type: "string", describe: "only the policy of this name (all that find cases)" }),
    ).example("$0 evaluate scenarios/torbay/case-managers.yaml --replications 4 --years 2", "did it work?"),
  handler: async (argv) => {
    process.exitCode = await evaluateCommand(argv);
  },
};

async function evaluateCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(evaluateArguments, argv);
  const out = args.out ?? outFolder(args.path);
  readyToWrite(out);
  const reads = readPaths([args.path]);
  for (const warning of reads.flatMap((read) => read.warnings)) console.error(warning);
  const cases = casesOf(args, reads);
  const findings = await searching(args, reads[0]!, async (runner, options): Promise<EvaluationFindings> => {
    const policies = [];
    const each = 3 * options.replications;
    for (const [i, { read, root, policy }] of cases.entries())
      policies.push(
        await evaluated([read, root], policy, runner, {
          ...options,
          onProgress: (done) => options.onProgress?.(i * each + done, cases.length * each),
        }).catch(asUsage),
      );
    const command = commandText("evaluate", args, args.policy === undefined ? [] : [["policy", args.policy]]);
    return { identity: identityFor(reads, options, { version: VERSION, command }), policies };
  });
  return show(findings, args, out);
}

function asUsage(error: unknown): never {
  throw error instanceof TooShort ? new UsageError(error.message) : error;
}

/** The policies to evaluate. @throws {UsageError} where there is none, or none of that name */
function casesOf({ path, policy: wanted }: EvaluateArguments, reads: ReadScenario[]): Case[] {
  const all = reads.flatMap((read) => {
    const root = read.root === read.file ? read : readScenario(read.root);
    return read.epochs[0]!.scenario.policies.map(({ name }): Case => ({ read, root, policy: name }));
  });
  if (all.length === 0)
    throw new UsageError(
      `${path}: no scenario here has a policy that finds cases, so there is nothing to evaluate; see \`policies:\` in docs/scenario.md`,
    );
  const names = [...new Set(all.map(({ policy }) => policy))];
  if (wanted === undefined || names.includes(wanted))
    return all.filter(({ policy }) => wanted === undefined || policy === wanted);
  const near = nearest(wanted, names);
  throw new UsageError(
    `--policy ${wanted}: there is no such policy here;${near === undefined ? "" : ` did you mean ${near}?`} there are ${names.join(", ")}`,
  );
}

async function show(findings: EvaluationFindings, args: EvaluateArguments, out: string): Promise<number> {
  const json = `${JSON.stringify(findings, null, 1)}\n`;
  writeWhole(join(out, "evaluation.json"), json);
  const { evaluationPaper } = await import("../report/evaluation.js");
  const { renderHtml } = await import("../report/html.js");
  const paper = evaluationPaper(findings);
  writeWhole(join(out, "evaluation.html"), renderHtml(paper));
  if (args.json) process.stdout.write(json);
  else {
    const { onScreen } = await import("../report/screen.js");
    console.log(onScreen(paper, process.stdout.columns ?? 80));
    console.log(`\n Page      ${fromHere(join(out, "evaluation.html"))}`);
  }
  return EXIT.done;
}
