import { join } from "node:path";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { type Frontier, frontier } from "../experiment/frontier.js";
import { estimate } from "../experiment/intervals.js";
import { fewest, isUnbound, type SizeAnswer, Sizes } from "../experiment/size.js";
import { identityFor, type SizeFindings } from "../experiment/size-findings.js";
import { rangeFor, sizedPlace, sizeLines } from "../experiment/sized-place.js";
import { checkLimit, readTarget, targetsOf, type Wanted } from "../experiment/target-words.js";
import { Trials, valuesOf } from "../experiment/trials.js";
import { redesignText, variantsOf } from "../experiment/variants.js";
import { onDisk } from "../scenario/read.js";
import type { ReadScenario } from "../scenario/scenario.js";
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
  sayWarnings,
  searchArguments,
  searchFlags,
  searching,
  several,
  writeNew,
} from "./searches.js";
import { VERSION } from "./version.js";

const sizeArguments = searchArguments.extend({
  place: several.pipe(z.array(z.string()).min(1).max(2)),
  target: several.optional(),
  between: several.optional(),
  confidence: z.string(),
  output: z.string().min(1).optional(),
});

type SizeArguments = z.infer<typeof sizeArguments>;

/** `careshift size PATH` */
export const size: CommandModule = {
  command: "size <path>",
  describe: "the fewest beds, places or packages that meet targets with a stated confidence",
  builder: (yargs) =>
    searchFlags(
      fileFlag(yargs, "the redesign")
        .positional("path", { type: "string", describe: "a scenario file, or a folder: its baseline" })
        .option("place", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "the place to size; two give the frontier between them",
        })
        .option("target", {
          type: "string",
          array: true,
          describe: "such as 'occupancy <= 92%'; all must be met (the scenario's own targets)",
        })
        .option("confidence", {
          type: "string",
          default: "95%",
          describe: "how sure the long-run mean is to keep its limit",
        })
        .option("between", {
          type: "string",
          array: true,
          describe: "sizes to look at, such as 20,80, one for each place",
        }),
    )
      .example("$0 size scenarios/torbay --place torbay-acute --target 'occupancy <= 92%'", "beds of one hospital")
      .example(
        "$0 size scenarios/torbay --place torbay-acute --place home-care --target 'occupancy <= 92%' --between 700,900 --between 140,200",
        "beds against home care, with their cost",
      ),
  handler: async (argv) => {
    process.exitCode = await sizeCommand(argv);
  },
};

async function sizeCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(sizeArguments, argv);
  const out = args.out ?? outFolder(args.path);
  mustBeNew(args.output);
  readyToWrite(out);
  const { read, root } = readWithRoot(args.path);
  sayWarnings([read], args);
  const findings = await searching(args, read, (runner, options) =>
    answered(args, read, new Trials(root, runner, options)),
  );
  const file = findings.answer === null ? null : writeRedesign(findings, read, args, out);
  const found = { ...findings, file: file && fromHere(file) };
  const { sizePaper } = await import("../report/size.js");
  const more = file === null ? [] : [` Redesign  ${found.file}`, `           try it: careshift run ${found.file}`];
  await showFound("size", found, await sizePaper(found), { out, json: args.json }, more);
  return found.answer === null ? EXIT.no : EXIT.done;
}

async function answered(args: SizeArguments, read: ReadScenario, trials: Trials): Promise<SizeFindings> {
  const confidence = confidenceOf(args.confidence);
  const places = args.place.map((name) => sizedPlace(read, name));
  if (places.length === 2 && places[0]!.name === places[1]!.name)
    throw new UsageError(`--place ${places[0]!.name}, twice: two different places give a frontier`);
  const targets = wantedOf(args, read, trials, places[0]!.name);
  const ranges = places.map((place, i) => rangeFor(place, betweenOf(args.between, i, place.least)));
  const sizes = new Sizes(trials, variantsOf(onDisk, read.file), places, targets, confidence);
  const [first, second] = ranges;
  const along = second && (await frontier(sizes, first!, second));
  const one: SizeAnswer | undefined = along ? undefined : await fewest(sizes, first!);
  const answer = along ? along.best : one!.fewest;
  return {
    identity: identityFor([trials.root, read], trials.options, { version: VERSION, command: commandOf(args) }),
    scenario: { name: read.epochs[0]!.scenario.name, file: read.file },
    places: places.map(({ name, label, counts, now }, i) => ({ name, label, counts, now, ...lookedAt(sizes, i) })),
    targets,
    confidence,
    answer,
    points: sizes.points,
    frontier: along?.points ?? null,
    monotone: along?.monotone ?? one!.monotone,
    notes: [
      ...notesOf(
        read,
        sizes,
        answer?.sizes,
        ranges.map((range) => range.least),
      ),
      ...(isUnbound({ answer, points: sizes.points }) ? [whatBinds(sizes)] : []),
      ...(along && answer && hangsOnFirstAlone(along) ? [`The targets do not hang on ${places[1]!.label}.`] : []),
    ],
    file: null,
  };
}

function wantedOf(args: SizeArguments, read: ReadScenario, trials: Trials, place: string): Wanted[] {
  const keys = trials.keysOf(read);
  const typed = (args.target ?? []).map((text) => readTarget(text, keys, place));
  for (const target of typed) checkLimit(target, place, sizedPlace(read, place).now);
  if (typed.length > 0) return typed;
  const own = targetsOf(read.epochs[0]!.scenario.targets, keys);
  if (own.length > 0) return own;
  throw new UsageError(
    "--target is wanted, since the scenario has none of its own: such as --target 'occupancy <= 92%'",
  );
}

function confidenceOf(typed: string): number {
  const number = typed.trim().endsWith("%") ? Number(typed.trim().slice(0, -1)) / 100 : Number(typed);
  if (number >= 0.5 && number < 1) return number;
  throw new UsageError(`--confidence ${typed}: wanted is from 50% to below 100%, such as --confidence 95%`);
}

function betweenOf(typed: readonly string[] | undefined, i: number, least: number): [number, number] | undefined {
  const text = typed?.[i];
  if (text === undefined) return undefined;
  const [, from, to] = /^\s*(\d+)\s*(?:,|-|\.\.|to)\s*(\d+)\s*$/.exec(text) ?? [];
  if (from === undefined || Number(from) >= Number(to))
    throw new UsageError(`--between ${text}: wanted are two whole numbers, the smaller first, such as --between 20,80`);
  if (Number(from) < least)
    throw new UsageError(
      `--between ${text}: the scenario opens with ${least} people there, so wanted are sizes from ${least}`,
    );
  return [Number(from), Number(to)];
}

function lookedAt(sizes: Sizes, i: number): { from: number; to: number } {
  const all = sizes.points.map((point) => point.sizes[i] as number);
  return { from: Math.min(...all), to: Math.max(...all) };
}

function notesOf(
  read: ReadScenario,
  sizes: Sizes,
  answer: readonly number[] | undefined,
  least: readonly number[],
): string[] {
  const first = read.epochs[0]!.scenario;
  return sizes.places.flatMap((place, i) => {
    const capacities = read.epochs.map(
      ({ scenario }) => scenario.places[first.places.findIndex(({ name }) => name === place.name)]!.capacity,
    );
    const dated = capacities.some((capacity) => capacity !== place.now);
    const atLeast = answer?.[i] === least[i] && least[i]! > 0;
    return [
      ...(dated ? [`Dated changes of ${place.label} are overruled: it has the size tried throughout.`] : []),
      ...(atLeast
        ? [`No fewer than ${least[i]} ${place.counts} of ${place.label} were looked at; perhaps fewer would do.`]
        : []),
    ];
  });
}

/** Whether the same of the first place is wanted beside every size of the second. */
function hangsOnFirstAlone({ points }: Frontier): boolean {
  return points.length > 1 && points.every(({ point }) => point?.sizes[0] === points[0]!.point?.sizes[0]);
}

/** Where even none at all keeps the targets: where people then go, and a target that hangs on the size. */
function whatBinds(sizes: Sizes): string {
  const { name, label, counts, now } = sizes.places[0]!;
  const [none] = sizes.points.map((point) => point.sizes);
  const tried = sizes.points.map((point) => point.sizes).filter(([, second]) => second === none![1]);
  const near = tried.reduce((best, size) => (Math.abs(size[0]! - now) < Math.abs(best[0]! - now) ? size : best));
  const ayear = (size: readonly number[], measure: string) => {
    const sample = sizes.sampleOf(size);
    const has = sample.keys.some((key) => key.measure === measure && key.place === name && key.group === null);
    return has ? estimate(valuesOf(sample, { measure, place: name })).mean : 0;
  };
  const measure = ["diverted", "refused"].find((each) => ayear(none!, each) > 0);
  const isKept = sizes.points[0]!.meets ? "the target is kept" : "nobody is there to measure, and with more it is kept";
  if (measure === undefined) return `With 0 ${counts} of ${label} ${isKept}: ask for one that is broken then.`;
  const does = measure === "diverted" ? "sent elsewhere" : "turned away";
  const [with0, withNow] = [none!, near].map((size) => Math.round(ayear(size, measure)));
  return `With 0 ${counts} of ${label} ${with0} people a year are ${does}, and so are ${withNow} with ${near[0]}: how many may be is a target that hangs on the size, such as --target '${measure} of ${name} <= ${withNow}'.`;
}

function commandOf(args: SizeArguments): string {
  const each = (name: string, typed: readonly string[] | undefined) =>
    (typed ?? []).map((text) => [name, text] as const);
  const confidence = args.confidence === "95%" ? [] : [["confidence", args.confidence] as const];
  return commandText("size", args, [
    ...each("place", args.place),
    ...each("target", args.target),
    ...each("between", args.between),
    ...confidence,
  ]);
}

function writeRedesign(findings: SizeFindings, read: ReadScenario, args: SizeArguments, out: string): string {
  const { command } = findings.identity;
  const places = findings.places.map((place) => sizedPlace(read, place.name));
  const sizes = findings.answer!.sizes;
  const variant = variantsOf(onDisk, read.file);
  const lines = sizeLines(
    variant,
    places.map((place, i) => ({ place, size: sizes[i] as number })),
  ).map((line) => ({
    ...line,
    why: `fewest that keep ${findings.targets.map(({ text }) => text).join(" and ")}; found by ${command}`,
  }));
  const name = `${findings.scenario.name}: ${places.map(({ label, counts }, i) => `${sizes[i]} ${counts} of ${label}`).join(", ")}`;
  const notes = [
    `Written by Careshift ${VERSION}: ${command}`,
    "Edit it as you like; run it with: careshift run and this file's name.",
  ];
  const wanted = args.output ?? join(out, `redesign-${places.map((place) => place.name).join("-")}-sized.yaml`);
  return writeNew(wanted, (path) => redesignText(extendsFrom(path, read.file), name, lines, { notes }));
}
