import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import { threads } from "../experiment/runners/threads.js";
import { onDisk } from "../scenario/read.js";
import type { Bundle } from "../web/planning/bundle.js";
import { withFirstResults } from "../web/planning/first-results.js";
import { idOf, sessionFiles } from "../web/server/find-sessions.js";
import { isLocal } from "../web/server/guard.js";
import { StateTaken } from "../web/server/journal.js";
import { filesOf } from "../web/server/pages.js";
import { type Running, serve as start } from "../web/server/serve.js";
import { readSession, type Session } from "../web/session-read.js";
import { parseArguments } from "./arguments.js";
import { EXIT, stopAtOnce, UsageError } from "./errors.js";
import { bundleOf } from "./teach.js";
import { VERSION } from "./version.js";

const serveArguments = z.object({
  path: z.string().min(1),
  port: z.number().int().min(0).max(65_535),
  host: z.string().min(1),
  state: z.string().min(1).optional(),
  threads: z.number().int().min(1).max(1024).optional(),
});
type ServeArguments = z.infer<typeof serveArguments>;

/** `careshift serve PATH` */
export const serve: CommandModule = {
  command: "serve [path]",
  describe: "the page for planning, and sessions with teams, on this machine",
  builder: (yargs) =>
    yargs
      .positional("path", {
        type: "string",
        default: "scenarios/torbay",
        describe: "a scenario's folder, or a session",
      })
      .option("port", { type: "number", default: 8300, describe: "port to listen at (0: any that is free)" })
      .option("host", {
        type: "string",
        default: "127.0.0.1",
        describe: "address to listen at; 0.0.0.0 lets in everyone on the same network",
      })
      .option("state", {
        type: "string",
        describe: "folder that sessions are kept in (reports/ and the folder's name)",
      })
      .option("threads", { type: "number", describe: "threads to run on (as many as there are cores)" })
      .example("$0 serve scenarios/torbay", "for this machine alone")
      .example("$0 serve scenarios/torbay --host 0.0.0.0", "teams join from their own browsers on the same network"),
  handler: async (argv) => {
    process.exitCode = await serveCommand(argv);
  },
};

async function serveCommand(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(serveArguments, argv);
  if (!existsSync(args.path))
    throw new UsageError(`there is nothing at ${args.path}; name a scenario's folder, such as scenarios/torbay`);
  const sessions = sessionsOf(args.path);
  const running = await started(args, sessions);
  const stopped = interrupted();
  console.log(greeting(args, sessions, running));
  await stopped;
  console.log("Stopping: what teams submitted is on disk, and the same command goes on from there.");
  await running.stop();
  return EXIT.done;
}

function sessionsOf(path: string): Map<string, Session> {
  return new Map(sessionFiles(path).map((file) => [idOf(file), readSession(onDisk, file)]));
}

async function started(args: ServeArguments, sessions: Map<string, Session>): Promise<Running> {
  try {
    return await start({
      host: args.host,
      port: args.port,
      state: args.state ?? stateFolder(args.path),
      sessions,
      source: onDisk,
      runner: threads(args.threads),
      version: VERSION,
      files: filesOf(fileURLToPath(new URL("../web", import.meta.url)), firstOf(bundleOf(args.path))),
    });
  } catch (error) {
    throw whyNot(error, args);
  }
}

/** The page to plan with opens with figures of the first scenario; the others are run by whoever asks for them. */
function firstOf(bundle: Bundle): Bundle {
  return withFirstResults(bundle, [bundle.scenarios[0]!.file]);
}

function stateFolder(path: string): string {
  const folder = /\.ya?ml$/.test(path) ? dirname(path) : path;
  const name = basename(resolve(folder));
  return join("reports", name === "sessions" ? basename(dirname(resolve(folder))) : name, "serve");
}

/** What stands in the way of listening, in words that say what to type. */
function whyNot(error: unknown, { port, host }: ServeArguments): unknown {
  if (error instanceof StateTaken) return new UsageError(error.message);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE")
    return new UsageError(`port ${port} is in use by another program: choose another, such as --port ${port + 1}`);
  if (code === "EACCES")
    return new UsageError(`port ${port} is not for everyone to use: choose one from 1024 on, such as --port 8300`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new UsageError(`--host ${host} is no address of this machine: leave it out, or use 0.0.0.0 for all of them`);
  return error;
}

function greeting(args: ServeArguments, sessions: Map<string, Session>, running: Running): string {
  const lines = [` Careshift      ${running.urls.join("\n                ")}`];
  if (sessions.size > 0)
    lines.push(
      ` Facilitator    ${running.facilitator}`,
      "                keep this link to yourself: it starts rounds and shows results",
    );
  for (const { name, minutes } of sessions.values()) lines.push(` Session        ${name}, ${minutes} minutes`);
  if (running.rooms > 0) lines.push(` Kept rooms     ${running.rooms}, as they were`);
  lines.push(
    "",
    isLocal(args.host)
      ? " Only this machine can reach it. For teams on the same network: --host 0.0.0.0"
      : ` ANYONE ON THE NETWORK OF THIS MACHINE CAN REACH IT (--host ${args.host}), and what is sent is not\n encrypted. Use it on a network you trust, and stop it afterwards.`,
    " Ctrl-C stops it.",
  );
  return lines.join("\n");
}

/** Resolves at Ctrl-C or a polite end. The new ear is there before the old one goes, so that no signal falls between. */
function interrupted(): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  process.removeListener("SIGINT", stopAtOnce);
  return heard;
}
