#!/usr/bin/env node
import yargs, { type Argv, type CommandModule } from "yargs";
import { hideBin } from "yargs/helpers";

import { EXIT, report, stopAtOnce, UsageError } from "./errors.js";
import { asked, misuse } from "./misuse.js";
import { VERSION } from "./version.js";

/** Each command is loaded when it is typed, which spares those that are not. */
const COMMANDS: Record<string, () => Promise<CommandModule>> = {
  run: async () => (await import("./run.js")).run,
  report: async () => (await import("./report.js")).reportCommand,
  best: async () => (await import("./best.js")).best,
  check: async () => (await import("./check.js")).check,
  explain: async () => (await import("./explain.js")).explain,
  verify: async () => (await import("./verify.js")).verify,
  import: async () => (await import("./import.js")).importing,
  size: async () => (await import("./size.js")).size,
  sensitivity: async () => (await import("./sensitivity.js")).sensitivity,
  calibrate: async () => (await import("./calibrate.js")).calibrate,
  stress: async () => (await import("./stress.js")).stress,
  evaluate: async () => (await import("./evaluate.js")).evaluate,
  serve: async () => (await import("./serve.js")).serve,
  teach: async () => (await import("./teach.js")).teach,
  schema: async () => (await import("./schema.js")).schema,
};

/** The one that was typed; all of them where help lists them, or where a word is none and a near one is looked for. */
async function commandsFor(word: string | undefined): Promise<CommandModule[]> {
  const named = Object.entries(COMMANDS).filter(([name]) => name === word);
  return Promise.all((named.length > 0 ? named : Object.entries(COMMANDS)).map(([, load]) => load()));
}

/** The options of the command that is being parsed: yargs knows them, though its types leave that out. */
function optionsOf(cli: Argv): string[] {
  const { key } = (cli as unknown as { getOptions(): { key: Record<string, unknown> } }).getOptions();
  return Object.keys(key).filter((name) => name.length > 1 && name !== "debug");
}

/** Parses the arguments, runs the command, and ends with its exit code. */
async function main(): Promise<void> {
  const debug = process.argv.includes("--debug");
  const typed = asked(hideBin(process.argv));
  try {
    const commands = await commandsFor(typed[0]);
    const cli: Argv = yargs(typed);
    await cli
      .scriptName("careshift")
      .usage(
        "careshift: what happens to beds, delays, waits, deaths and cost when a health and care system is redesigned\n\n$0 <command>",
      )
      .command(commands)
      .option("debug", { type: "boolean", hidden: true, describe: "show the stack trace of a fault" })
      .demandCommand(
        1,
        `say what to do: ${Object.keys(COMMANDS)
          .join(", ")
          .replace(/, ([^,]+)$/, " or $1")}. For help: careshift --help`,
      )
      .recommendCommands()
      .strict()
      .version(VERSION)
      .alias("h", "help")
      .wrap(Math.min(100, process.stdout.columns ?? 80))
      .fail((message, error) => {
        throw error ?? new UsageError(misuse(message, typed, optionsOf(cli)));
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
