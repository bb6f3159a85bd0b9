import { join } from "node:path";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { NothingFinished, runExperiment } from "../experiment/experiment.js";
import type { Findings } from "../experiment/findings.js";
import { type Ignorance, ignorance } from "../experiment/ignorance.js";
import { redrawThreads } from "../experiment/runners/redraw-threads.js";
import { threads } from "../experiment/runners/threads.js";
import { unlikeRuns, withRun } from "../experiment/settings.js";
import type { Format } from "../report/formats.js";
import { observedBeside } from "../scenario/observed.js";
import { onDisk, readPaths } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { warningsOf } from "../scenario/warnings.js";
import { dashed, parseArguments, quoted, type RunArguments, runArguments } from "./arguments.js";
import { EXIT, UsageError } from "./errors.js";
import { fromHere, outFolder, readyToWrite, writeWhole } from "./files.js";
import { parseFormats, writePapers } from "./paper.js";
import { setupOf } from "./redraw-setup.js";
import { stoppable } from "./stoppable.js";
import { VERSION } from "./version.js";

/** `careshift run PATH…` */
export const run: CommandModule = {
  command: "run <paths..>",
  describe: "run a folder's baseline and redesigns, or files: table on screen, findings and paper on disk",
  builder: (yargs) =>
    yargs
      .positional("paths", { type: "string", array: true, describe: "folders or scenario files" })
      .option("replications", {
        type: "string",
        describe: "how often everyone lives through it; auto: until the means are precise",
      })
      .option("precision", { type: "string", describe: "with auto: half-width wanted over the mean (5%)" })
      .option("max-replications", { type: "number", describe: "with auto: never more than this (500)" })
      .option("warm-up", { type: "string", describe: "auto: as long as places take to fill (what the scenario says)" })
      .option("years", { type: "number", describe: "years observed, after the warm-up" })
      .option("seed", { type: "string", describe: "any text: the same text gives the same results" })
      .option("threads", { type: "number", describe: "threads to run on (as many as there are cores)" })
      .option("calendar", {
        type: "string",
        default: "default",
        describe: "default, or simjs: an independent, slower one, for checking",
      })
      .option("uncertainty", {
        type: "boolean",
        describe:
          "draw every number that has low and high or a range, and tell chance from ignorance (if the run says so)",
      })
      .option("draws", { type: "number", describe: "with --uncertainty: sets of numbers, two replications each (50)" })
      .option("best", {
        type: "string",
        array: true,
        requiresArg: true,
        nargs: 1,
        describe:
          "find the best option on this measure too, such as cost or 'wait of torbay-acute' (those with a target)",
      })
      .option("out", { type: "string", describe: "folder for findings and paper (reports/ and the scenario's folder)" })
      .option("paper", {
        type: "string",
        default: "html",
        describe: "the paper's formats: html, docx, pdf, xlsx, md, joined by commas; or all (--no-paper: none)",
      })
      .option("theme", {
        type: "string",
        describe: "the paper's house style: a file with name, logo, colours and font",
      })
      .option("json", { type: "boolean", default: false, describe: "print the findings as JSON instead of the table" })
      .option("strict", {
        type: "boolean",
        default: false,
        describe: "exit 1 when a target is missed in half the replications or more",
      })
      .option("quiet", { type: "boolean", default: false, describe: "no progress bar" })
      .example("$0 run scenarios/torbay", "the baseline and every redesign in the folder")
      .example(
        "$0 run scenarios/torbay/redesign-paignton.yaml --replications 5 --years 2",
        "a quick look at one redesign",
      ),
  handler: async (argv) => {
    process.exitCode = await runCommand(argv);
  },
};

async function runCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(runArguments, argv);
  const formats = formatsOf(args);
  const theme = args.theme === undefined ? undefined : (await import("../report/read-theme.js")).readTheme(args.theme);
  const scenarios = withRun(readPaths(args.paths), args);
  const unlike = unlikeRuns(scenarios);
  if (unlike.length > 0) throw new UsageError(unlike.join("\n"));
  const out = args.out ?? outFolder(args.paths[0]!);
  const observed = observedBeside(scenarios[0]!.root, onDisk);
  readyToWrite(out);
  for (const warning of new Set(scenarios.flatMap(warningsOf))) console.error(warning);
  const drawing = args.uncertainty ?? scenarios[0]!.epochs[0]!.scenario.run.uncertainty === true;
  const found = await experiment(scenarios, args);
  const unknown = drawing && found.identity.complete ? await withIgnorance(scenarios, args) : undefined;
  const findings: Findings = {
    ...found,
    ...(observed.length > 0 && { observed }),
    ...(unknown && { ignorance: unknown }),
  };
  const json = asJson(findings);
  writeWhole(join(out, "findings.json"), json);
  const { papers, missing } = await writePapers(findings, out, formats, theme);
  if (args.json) process.stdout.write(json);
  else await printTable(findings, out, papers);
  for (const { format, why } of missing) console.error(`no ${format}: ${why}`);
  if (!findings.identity.complete || (drawing && !unknown)) return EXIT.stopped;
  return (args.strict && isTargetMissed(findings)) || missing.length > 0 ? EXIT.no : EXIT.done;
}

/** The same scenarios with their uncertain numbers drawn; undefined, and said, where that was stopped. */
async function withIgnorance(scenarios: ReadScenario[], args: RunArguments): Promise<Ignorance | undefined> {
  const setup = setupOf(
    onDisk,
    scenarios.map(({ file }) => file),
    { years: args.years, seed: args.seed, replications: 1 },
  );
  try {
    return await stoppable(args, (onProgress, signal) =>
      ignorance(setup, redrawThreads(args.threads), { draws: args.draws ?? 50, replications: 2, onProgress, signal }),
    );
  } catch (error) {
    if (!(error instanceof NothingFinished)) throw error;
    console.error("Stopped while numbers were being drawn: the findings below hold every number as written.");
    return undefined;
  }
}

async function experiment(scenarios: ReadScenario[], args: RunArguments): Promise<Findings> {
  const { replications, precision } = scenarios[0]!.epochs[0]!.scenario.run;
  const findings = await stoppable(args, (onProgress, signal) =>
    runExperiment(scenarios, threads(args.threads, args.calendar), {
      replications,
      precision,
      best: args.best?.map(namedMeasure),
      version: VERSION,
      command: commandLine(args),
      onProgress,
      signal,
    }),
  );
  if (!findings.identity.complete) console.error(stoppedText(findings, replications));
  return findings;
}

/** `wait of torbay-acute`, or `cost`. */
function namedMeasure(text: string): { measure: string; place?: string | undefined } {
  const [measure = "", place] = text.trim().split(/\s+of\s+/);
  return { measure, place };
}

function stoppedText(findings: Findings, wanted: number): string {
  const { replications } = findings.identity;
  const [are, but] =
    replications > 1
      ? ["are", "the intervals below are wider for it"]
      : ["is", "that gives no intervals, which want two or more"];
  return `Stopped: ${replications} of ${wanted} replications of every scenario ${are} done and kept; ${but}.`;
}

/** The command that gives the same findings; threads do not change them. */
function commandLine(args: RunArguments): string {
  const flags = (["replications", "precision", "maxReplications", "warmUp", "years", "seed", "draws"] as const).flatMap(
    (name) => (args[name] === undefined ? [] : [`--${dashed(name)} ${quoted(String(args[name]))}`]),
  );
  const best = (args.best ?? []).map((text) => `--best ${quoted(text)}`);
  const calendar = args.calendar === "default" ? [] : [`--calendar ${args.calendar}`];
  const drawing = args.uncertainty === undefined ? [] : [args.uncertainty ? "--uncertainty" : "--no-uncertainty"];
  return ["careshift run", ...args.paths.map(quoted), ...flags, ...best, ...drawing, ...calendar].join(" ");
}

/** As printed by `--json` and kept in `findings.json`: the same bytes. What can't be known (an interval of one replication) is null. */
function asJson(findings: Findings): string {
  return `${JSON.stringify(findings, null, 1)}\n`;
}

function isTargetMissed(findings: Findings): boolean {
  return findings.scenarios.some((scenario) => scenario.targets.some((target) => target.met <= 0.5));
}

/** `--paper` alone is as without it; `--no-paper` is none. */
function formatsOf({ paper }: RunArguments): Format[] {
  if (paper === false) return [];
  return parseFormats(paper === true || paper === "" ? "html" : paper, "--paper");
}

async function printTable(findings: Findings, out: string, papers: string[]): Promise<void> {
  const { screenTable } = await import("../report/table.js");
  const width = process.stdout.columns ?? 100;
  const color = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  console.log(screenTable(findings, { width, color, unicode: true }));
  if (findings.ignorance) {
    const { ignoranceTable } = await import("../report/ignorance-table.js");
    console.log(`\n${ignoranceTable(findings, findings.ignorance, width)}\n`);
  }
  const { seconds, threads: count } = findings.timings;
  for (const paper of papers) console.log(` Paper     ${fromHere(paper)}`);
  console.log(
    ` Findings  ${fromHere(join(out, "findings.json"))}   ${seconds.toFixed(0)} s on ${count} thread${count === 1 ? "" : "s"}`,
  );
}
