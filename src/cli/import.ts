import { basename } from "node:path";
import type { Argv, CommandModule } from "yargs";
import * as z from "zod";
import type { Document } from "../report/document.js";
import { fitArrivals, streamOf } from "../scenario/import/arrivals.js";
import { MISSING } from "../scenario/import/missing-days.js";
import { slug } from "../scenario/import/names.js";
import { importPathsimr } from "../scenario/import/pathsimr.js";
import { importPopulation } from "../scenario/import/population.js";
import { fitStays, stayTable } from "../scenario/import/stays.js";
import { writeYaml } from "../scenario/import/write.js";
import { parseArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { fromHere, writeWhole } from "./files.js";
import { handed, output, titleOf, writeScenario } from "./import-files.js";
import { ipacs } from "./import-ipacs.js";

const text = z.string().min(1);

/** `careshift import WHAT FILE…` */
export const importing: CommandModule = {
  command: "import",
  describe: "make scenarios, tables, rates and laws from other programs' files and from data",
  builder: (yargs) =>
    [pathsimr, ipacs, population, arrivals, stays]
      .reduce((all, command) => all.command(command), yargs as Argv)
      .demandCommand(
        1,
        "say what to import: pathsimr, ipacs, population, arrivals or stays. For help: careshift import --help",
      ),
  handler: () => {},
};

const pathsimrArguments = z.object({
  network: text,
  calendar: text,
  unit: z.enum(["hours", "days"]),
  name: text.optional(),
  length: text.optional(),
  warmUp: text.optional(),
  output: text,
});

const pathsimr: CommandModule = {
  command: "pathsimr <network> <calendar>",
  describe: "PathSimR's two templates as a scenario",
  builder: (yargs) =>
    output(yargs)
      .positional("network", { type: "string", describe: "CSV of service points, chances, stays, queues and delays" })
      .positional("calendar", { type: "string", describe: "CSV of arrivals and places by time" })
      .option("unit", {
        choices: ["hours", "days"] as const,
        demandOption: "--unit hours or --unit days: the unit of time of both files, which they do not say",
        describe: "unit of time of both files",
      })
      .option("name", { type: "string", describe: "the scenario's name (the network file's)" })
      .option("length", { type: "string", describe: "how long to observe (28 days by the hour, 365 days by the day)" })
      .option("warm-up", { type: "string", describe: "run before that (7 days by the hour, 300 days by the day)" })
      .example("$0 import pathsimr network.csv calendar.csv --unit days -o stroke.yaml", ""),
  handler: (argv) => {
    const args = parseArguments(pathsimrArguments, argv);
    const made = importPathsimr(handed(args.network), handed(args.calendar), {
      unit: args.unit,
      name: args.name ?? titleOf(args.network),
      length: args.length,
      warmUp: args.warmUp,
    });
    writeScenario(made, args.output);
  },
};

const populationArguments = z.object({ file: text, area: text.optional(), output: text });

const population: CommandModule = {
  command: "population <file>",
  describe: "people by age and sex (ONS mid-year layouts) as a scenario's table of ages",
  builder: (yargs) =>
    output(yargs)
      .positional("file", { type: "string", describe: "CSV: a row per age and sex, per age, or per area and sex" })
      .option("area", { type: "string", describe: "name or code of the area, where the file has several" })
      .example("$0 import population mid-2023.csv --area 'North Somerset' -o ages.csv", ""),
  handler: (argv) => {
    const args = parseArguments(populationArguments, argv);
    const made = importPopulation(handed(args.file), { area: args.area });
    writeWhole(args.output, made.table);
    for (const note of made.notes) console.error(note);
    console.log(
      `${fromHere(args.output)} is written. In a scenario: population: { people: ${made.people}, ages: { table: ${basename(args.output)} } }`,
    );
  },
};

const arrivalsArguments = z.object({
  file: text,
  column: text.optional(),
  missing: z.enum(MISSING).optional(),
  output: text.optional(),
  picture: text.optional(),
  json: z.boolean(),
});

const arrivals: CommandModule = {
  command: "arrivals <file>",
  describe: "times or counts of arrivals as a rate by hour, weekday and month, with a picture of fit",
  builder: (yargs) =>
    output(yargs, false)
      .positional("file", { type: "string", describe: "CSV of times (one row each), or of counts by day or hour" })
      .option("column", { type: "string", describe: "the column of times" })
      .option("missing", {
        choices: MISSING,
        describe: "days without a row: nobody came on them, or unknown (left out)",
      })
      .option("picture", { type: "string", describe: "write a page with the picture of fit (HTML)" })
      .option("json", { type: "boolean", default: false, describe: "for machines" })
      .example("$0 import arrivals admissions.csv -o arrivals.yaml --picture fit.html", ""),
  handler: async (argv) => {
    const args = parseArguments(arrivalsArguments, argv);
    const found = fitArrivals(handed(args.file), { column: args.column, missing: args.missing });
    const stream = { arrivals: { [slug(titleOf(args.file))]: streamOf(found) } };
    const yaml = writeYaml(stream, [
      `Made by careshift import arrivals from ${args.file}; add emergency: and pathway:`,
    ]);
    if (args.output !== undefined) writeWhole(args.output, yaml);
    const { arrivalsText } = await import("../report/fits.js");
    if (args.picture !== undefined) {
      const { arrivalsPage } = await import("../report/fit-arrivals.js");
      const command = `careshift import arrivals ${args.file}${args.missing ? ` --missing ${args.missing}` : ""}`;
      await drawn(args.picture, await arrivalsPage(found, basename(args.file), command));
    }
    if (args.json) process.stdout.write(`${JSON.stringify({ ...found, stream: streamOf(found) }, null, 1)}\n`);
    else
      console.log(
        [
          arrivalsText(found),
          args.output === undefined ? yaml.trimEnd() : written(args.output),
          ...pictured(args.picture),
        ].join("\n\n"),
      );
  },
};

const LAWS = ["best", "exponential", "lognormal", "gamma", "weibull", "empirical"] as const;
const staysArguments = z.object({
  file: text,
  unit: z.enum(["minutes", "hours", "days"]),
  column: text.optional(),
  law: z.enum(LAWS),
  output: text.optional(),
  picture: text.optional(),
  json: z.boolean(),
});

const stays: CommandModule = {
  command: "stays <file>",
  describe: "lengths of stay as the likeliest law, with its goodness of fit, or as observed",
  builder: (yargs) =>
    output(yargs, false)
      .positional("file", { type: "string", describe: "CSV with a column of lengths of stay" })
      .option("unit", {
        choices: ["minutes", "hours", "days"] as const,
        default: "days",
        describe: "unit of the lengths",
      })
      .option("column", { type: "string", describe: "the column of lengths" })
      .option("law", { choices: LAWS, default: "best", describe: "which law to write" })
      .option("picture", { type: "string", describe: "write a page with the picture of fit (HTML)" })
      .option("json", { type: "boolean", default: false, describe: "for machines" })
      .example("$0 import stays spells.csv --column los --picture fit.html", "")
      .example("$0 import stays spells.csv --law empirical -o stays.csv", "the observed stays as a table"),
  handler: async (argv) => {
    const args = parseArguments(staysArguments, argv);
    const found = fitStays(handed(args.file), { unit: args.unit, column: args.column });
    const table = args.output === undefined ? "stays.csv" : basename(args.output);
    const chosen = args.law === "best" ? found.fits[0]! : found.fits.find(({ law }) => law.law === args.law);
    const law = chosen?.written ?? { empirical: { table, unit: args.unit } };
    const yaml = writeYaml({ stay: law });
    if (args.output !== undefined)
      writeWhole(args.output, args.law === "empirical" ? stayTable(found, args.file) : yaml);
    else if (args.law === "empirical")
      throw new UsageError("--law empirical writes a table: say where by -o, such as -o stays.csv");
    if (args.output !== undefined) console.error(written(args.output));
    const { staysText } = await import("../report/fits.js");
    if (args.picture !== undefined) {
      const { staysPage } = await import("../report/fit-stays.js");
      const command = `careshift import stays ${args.file} --unit ${args.unit}`;
      await drawn(args.picture, await staysPage(found, basename(args.file), command));
    }
    if (args.json) process.stdout.write(`${JSON.stringify({ ...found, stay: law }, null, 1)}\n`);
    else console.log([staysText(found), yaml.trimEnd(), ...pictured(args.picture)].join("\n\n"));
  },
};

async function drawn(path: string, page: Document): Promise<void> {
  const { renderHtml } = await import("../report/html.js");
  writeWhole(path, renderHtml(page));
}

function pictured(path: string | undefined): string[] {
  return path === undefined ? [] : [`Picture of fit: ${fromHere(path)}`];
}

function written(path: string): string {
  return `${fromHere(path)} is written.`;
}
