import type { CommandModule } from "yargs";
import { MEASURES } from "../care/measures.js";
import { calibrationJsonSchema } from "../experiment/calibration-findings.js";
import { evaluationJsonSchema } from "../experiment/evaluate-findings.js";
import { findingsJsonSchema } from "../experiment/findings-schema.js";
import { sensitivityJsonSchema } from "../experiment/sensitivity-schema.js";
import { sizeJsonSchema } from "../experiment/size-findings.js";
import { stressJsonSchema } from "../experiment/stress-findings.js";
import { verificationJsonSchema } from "../experiment/verify-schema.js";
import { scenarioJsonSchema } from "../scenario/schema.js";
import { sessionJsonSchema } from "../web/session-format.js";

/** `careshift schema [what]` */
export const schema: CommandModule = {
  command: "schema [what]",
  describe:
    "print the JSON Schema of scenarios, findings, verifications, session scripts or sizings, or the list of measures",
  builder: (yargs) =>
    yargs
      .positional("what", {
        choices: [
          "scenario",
          "findings",
          "verification",
          "measures",
          "session",
          "size",
          "calibrate",
          "sensitivity",
          "stress",
          "evaluate",
        ] as const,
        default: "scenario",
      })
      .example("$0 schema > scenario.schema.json", "for an editor that completes and checks YAML"),
  handler: (argv) => {
    const of = {
      scenario: scenarioJsonSchema,
      findings: findingsJsonSchema,
      verification: verificationJsonSchema,
      measures: () => MEASURES,
      session: sessionJsonSchema,
      size: sizeJsonSchema,
      sensitivity: sensitivityJsonSchema,
      calibrate: calibrationJsonSchema,
      stress: stressJsonSchema,
      evaluate: evaluationJsonSchema,
    };
    process.stdout.write(`${JSON.stringify(of[argv.what as keyof typeof of](), null, 2)}\n`);
  },
};
