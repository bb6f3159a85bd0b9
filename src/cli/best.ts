import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { type BestFindings, pickBest } from "../experiment/best.js";
import { FIRST_STAGE } from "../experiment/kim-nelson.js";
import { threads } from "../experiment/runners/threads.js";
import { withRun } from "../experiment/settings.js";
import { readPaths } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { warningsOf } from "../scenario/warnings.js";
import { parseArguments, runArguments, share } from "./arguments.js";
import { EXIT, UsageError } from "./errors.js";
import { quoted } from "./searches.js";
import { stoppable } from "./stoppable.js";
import { VERSION } from "./version.js";

const bestArguments = runArguments
  .pick({ paths: true, years: true, seed: true, threads: true, calendar: true, json: true, quiet: true })
  .extend({
    measure: z.string().min(1),
    place: z.string().min(1).optional(),
    larger: z.boolean(),
    confidence: share,
    indifference: z.number().positive().optional(),
    maxReplications: z.number().int().min(FIRST_STAGE).max(1_000_000),
  });

type BestArguments = z.infer<typeof bestArguments>;

/** `careshift best PATH… --measure M` */
export const best: CommandModule = {
  command: "best <paths..>",
  describe: "which scenario is the best on one measure, with stated confidence; replications only where needed",
  builder: (yargs) =>
    yargs
      .positional("paths", { type: "string", array: true, describe: "folders or scenario files" })
      .option("measure", { type: "string", demandOption: true, describe: "see careshift schema measures" })
      .option("place", { type: "string", describe: "the place it is measured at (the whole system)" })
      .option("larger", { type: "boolean", default: false, describe: "the largest mean is the best" })
      .option("smaller", { type: "boolean", describe: "the smallest mean is the best, as it is unless said" })
      .conflicts("larger", "smaller")
      .option("confidence", { type: "string", default: "95%", describe: "how sure the pick is to be" })
      .option("indifference", {
        type: "number",
        describe: "a smaller difference does not matter, in the measure's unit (1% of the first mean)",
      })
      .option("max-replications", { type: "number", default: 1000, describe: "never more than this of an option" })
      .option("years", { type: "number", describe: "years observed, after the warm-up" })
      .option("seed", { type: "string", describe: "any text: the same text gives the same results" })
      .option("threads", { type: "number", describe: "threads to run on (as many as there are cores)" })
      .option("calendar", { type: "string", default: "default", describe: "default, or simjs: slower, for checking" })
      .option("json", { type: "boolean", default: false, describe: "for machines" })
      .option("quiet", { type: "boolean", default: false, describe: "no progress bar" })
      .example("$0 best scenarios/torbay --measure cost --years 1", "the cheapest of the folder")
      .example(
        "$0 best scenarios/torbay --measure delayed --place torbay-acute --indifference 2",
        "the fewest delayed",
      ),
  handler: async (argv) => {
    process.exitCode = await bestCommand(argv);
  },
};

async function bestCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(bestArguments, { ...argv, larger: argv.larger ?? false });
  const scenarios = withRun(readPaths(args.paths), { years: args.years, seed: args.seed });
  if (scenarios.length < 2)
    throw new UsageError("one scenario has nothing to be better than; name a folder with redesigns, or several files");
  for (const warning of new Set(scenarios.flatMap(warningsOf))) console.error(warning);
  const findings = await picking(scenarios, args);
  if (args.json) process.stdout.write(`${JSON.stringify(findings, null, 1)}\n`);
  else {
    const { bestPaper } = await import("../report/best.js");
    const { onScreen } = await import("../report/screen.js");
    console.log(onScreen(bestPaper(findings), process.stdout.columns ?? 100));
  }
  return findings.best === null ? EXIT.no : EXIT.done;
}

async function picking(scenarios: ReadScenario[], args: BestArguments): Promise<BestFindings> {
  const { measure, place, larger, confidence, indifference, maxReplications } = args;
  return stoppable(args, (onProgress, signal) =>
    pickBest(
      scenarios,
      threads(args.threads, args.calendar),
      { measure, place: place ?? null, larger, confidence, indifference, most: maxReplications },
      { version: VERSION, command: commandOf(args), onProgress, signal },
    ),
  );
}

/** The command that picks the same again; threads do not change it. */
function commandOf(args: BestArguments): string {
  const flags = (["measure", "place", "indifference", "years", "seed"] as const).flatMap((name) =>
    args[name] === undefined ? [] : [`--${name} ${quoted(String(args[name]))}`],
  );
  const others = [
    ...(args.larger ? ["--larger"] : []),
    ...(args.confidence === 0.95 ? [] : [`--confidence ${args.confidence}`]),
    ...(args.maxReplications === 1000 ? [] : [`--max-replications ${args.maxReplications}`]),
    ...(args.calendar === "default" ? [] : [`--calendar ${args.calendar}`]),
  ];
  return ["careshift best", ...args.paths.map(quoted), ...flags, ...others].join(" ");
}
