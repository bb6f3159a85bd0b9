import type { CommandModule } from "yargs";
import { compile } from "../care/compile.js";
import { Measures } from "../care/measures.js";
import { checkTargets } from "../experiment/targets.js";
import { readPaths } from "../scenario/read.js";
import { warningsOf } from "../scenario/warnings.js";

/** `careshift check PATH…` */
export const check: CommandModule = {
  command: "check <paths..>",
  describe: "read scenarios and say everything that is wrong with them; run nothing",
  builder: (yargs) =>
    yargs
      .positional("paths", { type: "string", array: true, describe: "folders or scenario files" })
      .option("json", { type: "boolean", default: false, describe: "for machines" })
      .example("$0 check scenarios/torbay", "every scenario of the folder"),
  handler: (argv) => {
    const scenarios = readPaths(argv.paths as string[]);
    for (const { file, epochs } of scenarios) {
      const { plan, legend } = compile(epochs);
      checkTargets(file, epochs[0]!.scenario.targets, new Measures(plan, legend).keys);
    }
    const lines = scenarios.map((read) => ({
      file: read.file,
      name: read.epochs[0]!.scenario.name,
      dates: read.epochs.length - 1,
      numbers: read.evidence.length,
      assumed: read.evidence.filter((e) => e.source === "assumed").length,
      unsourced: read.evidence.filter((e) => e.source === undefined).length,
      changes: read.changes.map(({ from, path, what }) => `${from ?? "throughout"}: ${path}: ${what}`),
      warnings: warningsOf(read),
    }));
    if (argv.json) {
      process.stdout.write(`${JSON.stringify({ ok: true, scenarios: lines }, null, 1)}\n`);
      return;
    }
    for (const line of lines) {
      console.log(
        `${line.file}: good. ${line.name}; ${line.numbers} numbers, ${line.assumed} of them assumed, ${line.unsourced} without a source.`,
      );
      for (const change of line.changes) console.log(`  ${change}`);
      for (const warning of line.warnings) console.log(`  ${warning}`);
    }
  },
};
