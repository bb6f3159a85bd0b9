#!/usr/bin/env node
import yargs from "yargs";
import { hideBin } from "yargs/helpers";

import { best } from "./best.js";
import { calibrate } from "./calibrate.js";

import { check } from "./check.js";
import { EXIT, report, stopAtOnce, UsageError } from "./errors.js";
import { evaluate } from "./evaluate.js";
import { explain } from "./explain.js";
import { importing } from "./import.js";
import { asked, misuse } from "./misuse.js";
import { reportCommand } from "./report.js";
import { run } from "./run.js";
import { schema } from "./schema.js";
import { sensitivity } from "./sensitivity.js";
import { serve } from "./serve.js";
import { size } from "./size.js";
import { stress } from "./stress.js";
import { teach } from "./teach.js";
import { verify } from "./verify.js";
import { VERSION } from "./version.js";

/** Parses the arguments, runs the command, and ends with its exit code. */
async function main(): Promise<void> {
  const debug = process.argv.includes("--debug");
  try {
    await yargs(asked(hideBin(process.argv)))
      .scriptName("careshift")
      .usage(
        "careshift: what happens to beds, delays, waits, deaths and cost when a health and care system is redesigned\n\n$0 <command>",
      )
      .command(run)
      .command(reportCommand)
      .command(best)
      .command(check)
      .command(explain)
      .command(verify)
      .command(importing)
      .command(size)
      .command(sensitivity)
      .command(calibrate)
      .command(serve)
      .command(stress)
      .command(evaluate)
      .command(schema)
      .command(teach)
      .option("debug", { type: "boolean", hidden: true, describe: "show the stack trace of a fault" })
      .demandCommand(
        1,
        "say what to do: run, report, best, check, explain, verify, import, size, sensitivity, calibrate, stress, evaluate, serve, teach or schema. For help: careshift --help",
      )
      .recommendCommands()
      .strict()
      .version(VERSION)
      .alias("h", "help")
      .wrap(Math.min(100, process.stdout.columns ?? 80))
      .fail((message, error) => {
        throw error ?? new UsageError(misuse(message, hideBin(process.argv)));
      })
      .completion("completion", "print a script that completes commands in your shell")
      .parseAsync();
  } catch (error) {
    process.exitCode = report(error, debug);
  }
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // `careshift … | head` closes the pipe early: that is not a fault.
  if (error.code === "EPIPE") process.exit(EXIT.done);
  throw error;
});

process.on("SIGINT", stopAtOnce);
await main();
