import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { redrawThreads } from "../experiment/runners/redraw-threads.js";
import { sensitivity as study } from "../experiment/sensitivity.js";
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import { onDisk, readPaths } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { parseArguments, quoted } from "./arguments.js";
import { EXIT, UsageError } from "./errors.js";
import { fromHere, outFolder, readyToWrite, writeWhole } from "./files.js";
import { setupOf, yearsFor } from "./redraw-setup.js";
import { stoppable } from "./stoppable.js";
import { VERSION } from "./version.js";

const whole = (least: number, most: number) => z.number().int().min(least).max(most);

const argumentsSchema = z.object({
  path: z.string(),
  measure: z.string().min(1),
  place: z.string().min(1).optional(),
  against: z.string().min(1).optional(),
  method: z.enum(["tornado", "sobol", "evppi"]),
  aim: z.enum(["least", "most"]),
  replications: whole(1, 100_000).optional(),
  draws: whole(8, 100_000).optional(),
  top: whole(1, 50),
  years: z
    .number()
    .min(1 / 365.25)
    .max(500)
    .optional(),
  seed: z.string().min(1).optional(),
  threads: whole(1, 1024).optional(),
  out: z.string().min(1).optional(),
  json: z.boolean(),
  quiet: z.boolean(),
});

type Arguments = z.infer<typeof argumentsSchema>;

/** How many sets and replications unless said: so that a small scenario takes seconds, and Torbay minutes. */
const USUAL = {
  tornado: { draws: 0, replications: 3 },
  sobol: { draws: 64, replications: 1 },
  evppi: { draws: 100, replications: 1 },
};

/** `careshift sensitivity PATH` */
export const sensitivity: CommandModule = {
  command: "sensitivity <path>",
  describe: "which uncertain numbers matter for a measure: tornado, Sobol' indices, value of information",
  builder: (yargs) =>
    yargs
      .positional("path", {
        type: "string",
        describe: "a scenario file, or a folder (its baseline; for evppi its options)",
      })
      .option("measure", { type: "string", demandOption: true, describe: "its name: careshift schema measures" })
      .option("place", { type: "string", describe: "the place it is measured of (the whole system)" })
      .option("against", { type: "string", describe: "baseline: ask about a redesign's difference from its baseline" })
      .option("method", {
        type: "string",
        default: "tornado",
        describe:
          "tornado: each number at its low and high; sobol: shares of the variance; evppi: what is worth knowing better",
      })
      .option("aim", {
        type: "string",
        default: "least",
        describe: "for evppi: whether least or most of the measure is best",
      })
      .option("replications", { type: "number", describe: "of each set of numbers (tornado 3, else 1)" })
      .option("draws", { type: "number", describe: "sets drawn: points for sobol (64), draws for evppi (100)" })
      .option("top", { type: "number", default: 6, describe: "for sobol: how many numbers the tornado leaves" })
      .option("years", { type: "number", describe: "years observed (1, or to a year after the last dated change)" })
      .option("seed", { type: "string", describe: "any text: the same text gives the same results" })
      .option("threads", { type: "number", describe: "threads to run on (as many as there are cores)" })
      .option("out", { type: "string", describe: "folder for findings and chart (reports/ and the scenario's folder)" })
      .option("json", { type: "boolean", default: false, describe: "print the findings as JSON instead of the table" })
      .option("quiet", { type: "boolean", default: false, describe: "no progress bar" })
      .example("$0 sensitivity scenarios/torbay --measure occupancy --place torbay-acute", "which numbers move it")
      .example(
        "$0 sensitivity scenarios/torbay/redesign-paignton.yaml --measure cost --against baseline",
        "which numbers the saving hangs on",
      )
      .example(
        "$0 sensitivity scenarios/torbay --measure cost --method evppi",
        "which number to find out before choosing",
      ),
  handler: async (argv) => {
    process.exitCode = await run(argv);
  },
};

async function run(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(argumentsSchema, argv);
  if (args.against !== undefined && args.against !== "baseline")
    throw new UsageError(`--against ${args.against}: wanted is baseline, the scenario that a redesign extends`);
  const scenarios = asked(args, readPaths([args.path]));
  const out = args.out ?? outFolder(args.path);
  readyToWrite(out);
  const findings = await findingsOf(args, scenarios);
  const json = `${JSON.stringify(findings, null, 1)}\n`;
  writeWhole(join(out, "sensitivity.json"), json);
  const { sensitivityPage } = await import("../report/sensitivity-page.js");
  const { html, svg } = await sensitivityPage(findings);
  writeWhole(join(out, "sensitivity.html"), html);
  writeWhole(join(out, `${args.method}.svg`), svg);
  if (args.json) process.stdout.write(json);
  else await print(findings, out);
  return EXIT.done;
}

async function print(findings: SensitivityFindings, out: string): Promise<void> {
  const { sensitivityTable } = await import("../report/sensitivity-table.js");
  console.log(sensitivityTable(findings, process.stdout.columns ?? 80));
  const { seconds, threads } = findings.timings;
  console.log(` Chart     ${fromHere(join(out, "sensitivity.html"))}`);
  console.log(
    ` Findings  ${fromHere(join(out, "sensitivity.json"))}   ${seconds.toFixed(0)} s on ${threads} thread${threads === 1 ? "" : "s"}`,
  );
}

/** The scenarios that are run: for evppi all options; else the one asked about, and its baseline where it is compared. */
function asked(
  args: Arguments,
  read: ReadScenario[],
): { files: string[]; scenario: number; against: number | null; read: ReadScenario[] } {
  const isFile = statSync(args.path).isFile();
  if (args.method === "evppi") {
    if (args.against !== undefined)
      throw new UsageError("--method evppi compares all options of a folder: leave out --against");
    if (read.length < 2)
      throw new UsageError(
        `${args.path}: --method evppi is for a choice between options; there is one scenario only. Name a folder with redesigns`,
      );
    return { files: read.map(({ file }) => file), scenario: 0, against: null, read };
  }
  const wanted = isFile ? read.at(-1)! : read[0]!;
  const root = read.find(({ file }) => file === wanted.root)!;
  if (args.against === undefined) return { files: [wanted.file], scenario: 0, against: null, read: [wanted] };
  if (root === wanted) {
    const known = read.slice(1).map(({ file }) => file);
    const such = known.length > 0 ? `such as ${known[0]}` : `in ${dirname(args.path)}`;
    throw new UsageError(`${args.path}: --against baseline is for a redesign; name its file, ${such}`);
  }
  return { files: [wanted.file, root.file], scenario: 0, against: 1, read: [wanted, root] };
}

async function findingsOf(args: Arguments, { files, scenario, against, read }: ReturnType<typeof asked>) {
  const usual = USUAL[args.method];
  const replications = args.replications ?? usual.replications;
  const years = args.years ?? yearsFor(read);
  const settings = { years, seed: args.seed, replications };
  return stoppable(args, (onProgress, signal) =>
    study(setupOf(onDisk, files, settings), redrawThreads(args.threads), {
      method: args.method,
      measure: args.measure,
      place: args.place ?? null,
      scenario,
      against,
      replications,
      draws: args.draws ?? usual.draws,
      top: args.top,
      aim: args.aim,
      version: VERSION,
      command: commandLine(args),
      onProgress,
      signal,
    }),
  );
}

/** The command that gives the same findings; threads do not change them. */
function commandLine(args: Arguments): string {
  const flags = (
    ["measure", "place", "against", "method", "aim", "replications", "draws", "top", "years", "seed"] as const
  )
    .filter(
      (name) =>
        args[name] !== undefined &&
        !(name === "aim" && args.method !== "evppi") &&
        !(name === "top" && args.method !== "sobol"),
    )
    .map((name) => `--${name} ${quoted(String(args[name]))}`);
  return ["careshift sensitivity", quoted(args.path), ...flags].join(" ");
}
