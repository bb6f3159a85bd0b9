import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { CommandModule } from "yargs";
import * as z from "zod";
import { importIpacs } from "../scenario/import/ipacs.js";
import { IPACS_FILES } from "../scenario/import/ipacs-tables.js";
import { parseArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { handed, output, writeScenario } from "./import-files.js";

const ipacsArguments = z.object({
  folder: z.string().min(1),
  stays: z.string().min(1),
  capacity: z.enum(["base", "unlimited"]),
  locality: z.array(z.string()).default([]),
  pathway: z.array(z.string()).default([]),
  name: z.string().optional(),
  force: z.boolean(),
  output: z.string().min(1),
});

/** `careshift import ipacs FOLDER` */
export const ipacs: CommandModule = {
  command: "ipacs <folder>",
  describe: "the tables of the IPACS discharge-to-assess model as a scenario",
  builder: (yargs) =>
    output(yargs)
      .positional("folder", { type: "string", describe: `holds ${Object.values(IPACS_FILES).join(", ")}` })
      .option("stays", { type: "string", default: "Blos", describe: "scenario of stays: Blos, S1los, S2los" })
      .option("capacity", { choices: ["base", "unlimited"] as const, default: "base", describe: "which capacity" })
      .option("locality", { type: "string", array: true, describe: "only these, such as NS (all)" })
      .option("pathway", { type: "string", array: true, describe: "only these, such as P1 P2 (all)" })
      .option("name", { type: "string", describe: "the scenario's name" })
      .example("$0 import ipacs inputs -o discharge.yaml", "")
      .example("$0 import ipacs inputs --locality NS --pathway P2 P3 --stays S1los -o ns.yaml", ""),
  handler: (argv) => {
    const args = parseArguments(ipacsArguments, argv);
    const chosen = [...args.locality, ...args.pathway];
    const made = importIpacs(
      {
        arrivals: handed(join(args.folder, IPACS_FILES.arrivals)),
        capacity: handed(join(args.folder, IPACS_FILES.capacity)),
        stays: handed(join(args.folder, IPACS_FILES.stays)),
      },
      {
        stays: args.stays,
        capacity: args.capacity,
        localities: args.locality,
        pathways: args.pathway,
        name: args.name ?? ["Discharge to assess", ...(chosen.length > 0 ? [chosen.join(" ")] : [])].join(", "),
        tables: basename(args.output).replace(/\.[^.]*$/, ""),
      },
    );
    const there = Object.keys(made.tables ?? {}).find((name) => existsSync(join(dirname(args.output), name)));
    if (there !== undefined && !args.force)
      throw new UsageError(`${there} is there already: name another file, or add --force to write over it`);
    writeScenario(made, args.output);
  },
};
