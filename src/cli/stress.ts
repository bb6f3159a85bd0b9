import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { withRun } from "../experiment/settings.js";
import { type Shock, settledOn, sparedBy, usualShocks, wards } from "../experiment/shocks.js";
import { shocksIn } from "../experiment/shocks-file.js";
import { identityFor } from "../experiment/size-findings.js";
import { growthPeriod, headroom, type Option, shaken, watched } from "../experiment/stress.js";
import type { StressFindings } from "../experiment/stress-findings.js";
import { readTarget, targetsOf, type Wanted, watchedMeasures } from "../experiment/target-words.js";
import { Trials } from "../experiment/trials.js";
import { variantsOf } from "../experiment/variants.js";
import { onDisk, readPaths } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { nearest } from "../scenario/suggest.js";
import { parseArguments } from "./arguments.js";
import { EXIT, UsageError } from "./errors.js";
import { outFolder, readyToWrite } from "./files.js";
import { showFound } from "./found.js";
import { commandText, sayWarnings, searchArguments, searchFlags, searching, several } from "./searches.js";
import { VERSION } from "./version.js";

const stressArguments = searchArguments.extend({
  shocks: z.string().min(1).optional(),
  shock: several.optional(),
  target: several.optional(),
  growth: z.boolean(),
});

type StressArguments = z.infer<typeof stressArguments>;

/** `careshift stress PATH` */
export const stress: CommandModule = {
  command: "stress <path>",
  describe: "what named shocks do to every option of a folder, and how far demand can grow before a target fails",
  builder: (yargs) =>
    searchFlags(
      yargs
        .positional("path", { type: "string", describe: "a folder or scenario file" })
        .option("shock", { type: "string", array: true, describe: "only shocks of this name, such as winter-surge" })
        .option("shocks", {
          type: "string",
          describe: "a YAML file of your own shocks, instead of the scenario's and the usual ones",
        })
        .option("target", {
          type: "string",
          array: true,
          describe: "such as 'occupancy <= 92%': of the place with most beds unless said (the scenario's own targets)",
        })
        .option("growth", {
          type: "boolean",
          default: true,
          describe: "how far demand can grow (--no-growth: only the shocks)",
        }),
    )
      .example("$0 stress scenarios/torbay --replications 4", "five shocks on the baseline and every redesign")
      .example(
        "$0 stress scenarios/torbay --shock winter-surge --target 'occupancy of torbay-acute <= 92%'",
        "one of them",
      ),
  handler: async (argv) => {
    process.exitCode = await stressCommand(argv);
  },
};

async function stressCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(stressArguments, argv);
  const reads = readPaths([args.path]);
  const out = args.out ?? outFolder(args.path);
  readyToWrite(out);
  sayWarnings(reads, args);
  const findings = await searching(args, reads[0]!, (runner, options) =>
    answered(args, reads, new Trials(reads[0]!, runner, options)),
  );
  const { stressPaper } = await import("../report/shocks.js");
  await showFound("stress", findings, await stressPaper(findings), { out, json: args.json });
  return EXIT.done;
}

async function answered(args: StressArguments, reads: ReadScenario[], trials: Trials): Promise<StressFindings> {
  const set = withRun(reads, { years: args.years, seed: args.seed });
  const options = set.map(
    (read, i): Option => ({
      name: read.epochs[0]!.scenario.name,
      read,
      variant: asLong(read, reads[i]!, variantsOf(onDisk, read.file)),
    }),
  );
  const shocks = chosen(args, set, options);
  const own = wantedOf(args, reads[0]!, trials);
  const targets = own.length > 0 ? own : watchedMeasures(reads[0]!, trials.keysOf(reads[0]!));
  const found = await shaken(trials, options, shocks, targets);
  const growthOver = args.growth && own.length > 0 ? growthPeriod(set) : null;
  const { version, command } = { version: VERSION, command: commandOf(args) };
  return {
    identity: identityFor(reads, trials.options, { version, command }),
    options: options.map(({ name, read }) => ({ name, file: read.file })),
    targets: targets.map((target) => ({ ...target, limit: Number.isFinite(target.limit) ? target.limit : null })),
    shocks: shocks.map((shock) => ({ ...shock, watchedTo: watched(shock, set[0]!).to })),
    ...found,
    growthOver,
    headroom: growthOver === null ? [] : await headroom(trials, options, own, growthOver),
    notes: [
      ...early(shocks, set),
      ...spared(shocks, options),
      ...(own.length > 0
        ? []
        : [
            "The scenario has no targets, and none was asked for by --target: measures are watched, and growth has no limit to meet.",
          ]),
    ],
  };
}

/** The shocks asked for; those of which an option has not all that they change are refused where the scenario is read. */
function chosen({ shocks, shock }: StressArguments, reads: ReadScenario[], options: readonly Option[]): Shock[] {
  const written = reads[0]!.epochs[0]!.scenario.shocks;
  const usual = usualShocks(reads[0]!, settledOn(reads)).filter(
    ({ name }) => !written.some((own) => own.name === name),
  );
  const all = shocks === undefined ? [...written, ...usual] : shocksIn(shocks, onDisk, options);
  const names = all.map(({ name }) => name);
  for (const name of shock ?? []) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    throw new UsageError(
      `--shock ${name}: there is no such shock here;${near === undefined ? "" : ` did you mean ${near}?`} there are ${names.join(", ")}`,
    );
  }
  const kept = all.filter(({ name }) => shock === undefined || shock.includes(name));
  if (kept.length === 0)
    throw new UsageError(
      "no shock fits into the run: it begins at least eight weeks after the start, so make the run longer with --years",
    );
  return kept;
}

/** Shocks that come before all that the options change has taken hold: options may be alike under them for that reason alone. */
function early(shocks: readonly Shock[], reads: readonly ReadScenario[]): string[] {
  const settled = settledOn(reads);
  const before = shocks.filter(({ from }) => from < settled).map(({ name }) => name);
  if (before.length === 0) return [];
  return [
    `Not all that the options change has taken hold before ${settled}, and ${before.join(", ")} ${before.length === 1 ? "comes" : "come"} earlier: options may be alike there because they have not begun. A longer run (--years) puts the usual shocks after them.`,
  ];
}

/** Shocks that would take more than an option has: they take what there is. */
function spared(shocks: readonly Shock[], options: readonly Option[]): string[] {
  return options.flatMap(({ name, read }) =>
    shocks.flatMap((shock) =>
      sparedBy(shock, read).map(
        ({ path, asked, taken }) =>
          `${name}: ${shock.name} would take ${asked} from ${path}, which is ${taken} then; it takes ${taken === 0 ? "none" : "those"}.`,
      ),
    ),
  );
}

/** Variants of a run made longer by `--years` are as long as it, so that shocks after the file's own end can be dated. */
function asLong(read: ReadScenario, written: ReadScenario, variant: Option["variant"]): Option["variant"] {
  const { length } = read.epochs[0]!.scenario.run;
  if (length <= written.epochs[0]!.scenario.run.length) return variant;
  return (lines) => variant([{ set: "run.length", to: `${length} days` }, ...lines]);
}

function wantedOf({ target }: StressArguments, read: ReadScenario, trials: Trials): Wanted[] {
  const keys = trials.keysOf(read);
  const [largest] = wards(read.epochs[0]!.scenario);
  return target === undefined
    ? targetsOf(read.epochs[0]!.scenario.targets, keys)
    : target.map((text) => readTarget(text, keys, largest?.name ?? ""));
}

function commandOf(args: StressArguments): string {
  const each = (name: string, typed: readonly string[] | undefined) =>
    (typed ?? []).map((text) => [name, text] as const);
  const command = commandText("stress", args, [
    ...each("shock", args.shock),
    ...each("shocks", args.shocks === undefined ? [] : [args.shocks]),
    ...each("target", args.target),
  ]);
  return args.growth ? command : `${command} --no-growth`;
}
