import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { threads } from "../experiment/runners/threads.js";
import { type Verification, verifyCases } from "../experiment/verify.js";
import { parseArguments } from "./arguments.js";
import { shippedCases } from "./cases.js";
import { EXIT } from "./errors.js";
import { progressBar } from "./progress.js";
import { VERSION } from "./version.js";

const verifyArguments = z.object({
  cases: z.array(z.string()).default([]),
  thorough: z.boolean(),
  json: z.boolean(),
  quiet: z.boolean(),
  threads: z.number().int().min(1).max(1024).optional(),
});

/** `careshift verify [cases…]` */
export const verify: CommandModule = {
  command: "verify [cases..]",
  describe: "run models with a known answer, and hold what comes out against it",
  builder: (yargs) =>
    yargs
      .positional("cases", { type: "string", array: true, describe: "cases, such as monks-2016 (all of them)" })
      .option("thorough", { type: "boolean", default: false, describe: "ten times the replications" })
      .option("threads", { type: "number", describe: "threads to run on (as many as there are cores)" })
      .option("json", {
        type: "boolean",
        default: false,
        describe: "for machines; schema: careshift schema verification",
      })
      .option("quiet", { type: "boolean", default: false, describe: "no progress bar" })
      .example("$0 verify", "every case; exit 1 when a figure differs")
      .example("$0 verify monks-2016 --thorough", "one published model, ten times as long"),
  handler: async (argv) => {
    process.exitCode = await verifyCommand(argv);
  },
};

async function verifyCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(verifyArguments, argv);
  const cases = shippedCases(args.cases);
  const bar = progressBar(!args.quiet && !args.json);
  const command = ["careshift verify", ...args.cases, ...(args.thorough ? ["--thorough"] : [])].join(" ");
  let found: Verification;
  try {
    const { thorough } = args;
    found = await verifyCases(cases, threads(args.threads), {
      version: VERSION,
      command,
      thorough,
      onProgress: bar.at,
    });
  } finally {
    bar.stop();
  }
  if (args.json) process.stdout.write(`${JSON.stringify(found, null, 1)}\n`);
  else {
    const { verificationTable } = await import("../report/verification.js");
    console.log(verificationTable(found, process.stdout.columns ?? 80));
  }
  return found.ok ? EXIT.done : EXIT.no;
}
