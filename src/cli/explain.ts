import type { CommandModule } from "yargs";
import { linesWithin } from "../report/explain/lines.js";
import { explainInWords, explanation, flowDiagram } from "../report/explain.js";
import { readPaths } from "../scenario/read.js";

/** `careshift explain PATH` */
export const explain: CommandModule = {
  command: "explain <path>",
  describe: "a scenario in words, as a diagram (Mermaid), and every assumption with its source",
  builder: (yargs) =>
    yargs
      .positional("path", { type: "string", describe: "a folder or scenario file" })
      .option("json", { type: "boolean", default: false, describe: "for machines" })
      .option("diagram", { type: "boolean", default: false, describe: "only the diagram" })
      .example("$0 explain scenarios/torbay", "the baseline and its redesigns")
      .example("$0 explain scenarios/torbay/baseline.yaml --diagram > torbay.mmd", "for any Mermaid viewer"),
  handler: (argv) => {
    const scenarios = readPaths([argv.path as string]);
    if (argv.json) process.stdout.write(`${JSON.stringify(scenarios.map(explanation), null, 1)}\n`);
    else if (argv.diagram) process.stdout.write(`${flowDiagram(scenarios[0]!)}\n`);
    else process.stdout.write(`${linesWithin(scenarios.map(explainInWords).join("\n\n"), process.stdout.columns)}\n`);
  },
};
