import { join } from "node:path";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { type Calibration, calibrate as fitted } from "../experiment/calibrate.js";
import { type CalibrationFindings, calibrationFindings, fittedLines } from "../experiment/calibration-findings.js";
import { markedFitted, readFit } from "../experiment/fitted-value.js";
import { type Sorted, sortFigures } from "../experiment/observed-figures.js";
import { observedPeriod } from "../experiment/periods.js";
import { withRun } from "../experiment/settings.js";
import { identityFor } from "../experiment/size-findings.js";
import { Trials } from "../experiment/trials.js";
import { redesignText, variantsOf } from "../experiment/variants.js";
import { isDate } from "../scenario/dates.js";
import { observedBeside, observedIn } from "../scenario/observed.js";
import { onDisk } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { Unreadable } from "../scenario/source.js";
import { warningsOf } from "../scenario/warnings.js";
import { parseArguments } from "./arguments.js";
import { EXIT, UsageError } from "./errors.js";
import { fromHere, outFolder, readyToWrite } from "./files.js";
import { showFound } from "./found.js";
import {
  commandText,
  extendsFrom,
  fileFlag,
  mustBeNew,
  readWithRoot,
  searchArguments,
  searchFlags,
  searching,
  several,
  writeNew,
} from "./searches.js";
import { VERSION } from "./version.js";

const calibrateArguments = searchArguments.extend({
  fit: several.optional(),
  observed: z.string().min(1).optional(),
  backtest: z.string().optional(),
  output: z.string().min(1).optional(),
});

type CalibrateArguments = z.infer<typeof calibrateArguments>;

/** `careshift calibrate PATH` */
export const calibrate: CommandModule = {
  command: "calibrate <path>",
  describe: "fit values of a scenario to observed figures; write the fitted scenario as a new file",
  builder: (yargs) =>
    searchFlags(
      fileFlag(yargs, "the fitted scenario")
        .positional("path", { type: "string", describe: "a scenario file, or a folder: its baseline" })
        .option("fit", {
          type: "string",
          array: true,
          describe: "path=low..high of a value to fit (those whose `why:` begins with `fitted`)",
        })
        .option("observed", { type: "string", describe: "the observed figures (observed.csv beside the scenario)" })
        .option("backtest", {
          type: "string",
          describe: "a date: fit to figures of periods before it, foretell those from it on",
        }),
    )
      .example("$0 calibrate scenarios/torbay --replications 4 --years 2", "the values that say they were fitted")
      .example(
        "$0 calibrate scenarios/torbay --fit pathways.emergency.ward.stay.times=0.9..1.3 --fit places.home-care.packages=140..170",
        "two values by their paths",
      ),
  handler: async (argv) => {
    process.exitCode = await calibrateCommand(argv);
  },
};

async function calibrateCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(calibrateArguments, argv);
  mustBeNew(args.output);
  const { read, root } = readWithRoot(args.path);
  const out = args.out ?? outFolder(args.path);
  readyToWrite(out);
  const [set] = withRun([read], args) as [ReadScenario];
  for (const warning of warningsOf(set)) console.error(warning);
  if (args.backtest !== undefined && !isDate(args.backtest))
    throw new UsageError(`--backtest ${args.backtest}: wanted is a date, such as --backtest 2005-04-01`);
  const { findings, found } = await searching(args, read, (runner, options) =>
    answered(args, read, set, new Trials(root, runner, options)),
  );
  const shown = { ...findings, file: fromHere(writeFitted(found, findings, read, args, out)) };
  const { calibrationPaper } = await import("../report/calibration.js");
  const more = [` Fitted    ${shown.file}`];
  await showFound("calibration", shown, await calibrationPaper(shown), { out, json: args.json }, more);
  return EXIT.done;
}

async function answered(args: CalibrateArguments, read: ReadScenario, set: ReadScenario, trials: Trials) {
  const values = (args.fit ?? []).map((typed) => readFit(typed, read));
  if (values.length === 0) values.push(...markedFitted(read));
  if (values.length === 0)
    throw new UsageError(
      "--fit is wanted, since no value of the scenario says that it was fitted (`why: fitted …`, with `low` and `high`): such as --fit needs.acute-illness.rate=0.8..1.2",
    );
  const sorted = sortFigures(observedOf(args, read), trials.keysOf(read), observedPeriod(set), args.backtest);
  mustHaveFigures(sorted, args);
  const found = await fitted(trials, variantsOf(onDisk, read.file), values, sorted.figures);
  const findings: CalibrationFindings = {
    identity: identityFor([trials.root, read], trials.options, { version: VERSION, command: commandOf(args) }),
    scenario: { name: read.epochs[0]!.scenario.name, file: read.file },
    backtest: args.backtest ?? null,
    ...calibrationFindings(found, sorted),
    notes: notesOf(sorted, values.length),
    file: null,
  };
  return { findings, found };
}

function observedOf(args: CalibrateArguments, read: ReadScenario) {
  try {
    return args.observed === undefined ? observedBeside(read.file, onDisk) : observedIn(args.observed, onDisk);
  } catch (error) {
    if (error instanceof Unreadable) throw new UsageError(`--observed ${args.observed}: ${error.message}`);
    throw error;
  }
}

function mustHaveFigures({ figures, unused }: Sorted, { backtest }: CalibrateArguments): void {
  const why = unused.map(({ measure, why: reason }) => `\n  ${measure}: ${reason}`).join("");
  if (!figures.some(({ use }) => use === "fit"))
    throw new UsageError(
      `there is no observed figure to fit to${backtest === undefined ? "; observed.csv beside the scenario, or --observed FILE, has columns measure, place, value" : ` of a period before ${backtest}; columns from and to say which days a figure is of`}${why}`,
    );
  if (backtest !== undefined && !figures.some(({ use }) => use === "predict"))
    throw new UsageError(`--backtest ${backtest}: there is no observed figure of a period from then on${why}`);
}

function notesOf({ figures }: Sorted, values: number): string[] {
  const fitted = figures.filter(({ use }) => use === "fit");
  const assumed = fitted.filter(({ sdFrom }) => sdFrom === "assumed").map(({ measure }) => measure);
  return [
    ...(fitted.length < values
      ? [`There are more values (${values}) than figures to fit them to (${fitted.length}).`]
      : []),
    ...(assumed.length > 0
      ? [`Nothing is said of the spread of ${[...new Set(assumed)].join(", ")}: 5 % is taken.`]
      : []),
  ];
}

function commandOf(args: CalibrateArguments): string {
  return commandText("calibrate", args, [
    ...(args.fit ?? []).map((text) => ["fit", text] as const),
    ...(args.observed === undefined ? [] : [["observed", args.observed] as const]),
    ...(args.backtest === undefined ? [] : [["backtest", args.backtest] as const]),
  ]);
}

function writeFitted(
  found: Calibration,
  findings: CalibrationFindings,
  read: ReadScenario,
  args: CalibrateArguments,
  out: string,
): string {
  const { command } = findings.identity;
  const lines = fittedLines(found, `fitted to observed figures by ${command}`);
  const notes = [
    `Written by Careshift ${VERSION}: ${command}`,
    "The ranges are those that the observed figures leave.",
  ];
  const name = `${findings.scenario.name}, fitted`;
  const wanted = args.output ?? join(out, "fitted.yaml");
  return writeNew(wanted, (path) => redesignText(extendsFrom(path, read.file), name, lines, { notes }));
}
