import type { CommandModule } from "yargs";
import { MEASURES } from "../care/measures.js";
import { findingsJsonSchema } from "../experiment/findings-schema.js";
import { scenarioJsonSchema } from "../scenario/schema.js";

/** `careshift schema [what]` */
export const schema: CommandModule = {
  command: "schema [what]",
  describe: "print the JSON Schema of scenarios or of findings, or the list of measures",
  builder: (yargs) =>
    yargs
      .positional("what", { choices: ["scenario", "findings", "measures"] as const, default: "scenario" })
      .example("$0 schema > scenario.schema.json", "for an editor that completes and checks YAML"),
  handler: (argv) => {
    const of = { scenario: scenarioJsonSchema, findings: findingsJsonSchema, measures: () => MEASURES };
    process.stdout.write(`${JSON.stringify(of[argv.what as keyof typeof of](), null, 2)}\n`);
  },
};
