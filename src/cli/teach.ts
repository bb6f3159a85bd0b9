import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { CommandModule } from "yargs";
import * as z from "zod";
import { onDisk, readFolder, readPaths } from "../scenario/read.js";
import { type Bundle, gatherBundle } from "../web/planning/bundle.js";
import { withFirstResults } from "../web/planning/first-results.js";
import { sessionNotes } from "../web/session-notes.js";
import { readSession } from "../web/session-read.js";
import { singlePage } from "../web/single.js";
import { parseArguments } from "./arguments.js";
import { UsageError } from "./errors.js";
import { fromHere, readyToWritePage, writeWhole } from "./files.js";
import { progressBar } from "./progress.js";
import { VERSION } from "./version.js";

const teachArguments = z.object({
  path: z.string().min(1),
  output: z.string().min(1),
  notes: z.string().min(1).optional(),
  force: z.boolean(),
});

/** `careshift teach PATH -o FILE` */
export const teach: CommandModule = {
  command: "teach <path>",
  describe: "one page that plans and teaches in any browser: no server, no network",
  builder: (yargs) =>
    yargs
      .positional("path", { type: "string", describe: "a folder, a scenario file or a session script" })
      .option("output", { alias: "o", type: "string", default: "session.html", describe: "the page to write" })
      .option("notes", { type: "string", describe: "also the facilitator's notes of one session, to print" })
      .option("force", { type: "boolean", default: false, describe: "write over a file that is no page of ours" })
      .example("$0 teach scenarios/torbay -o session.html", "every scenario and session of the folder in one page")
      .example("$0 teach scenarios/torbay/sessions/ten-beds.yaml -o session.html", "one session")
      .example("$0 teach scenarios/torbay/sessions/ten-beds.yaml --notes notes.html", "and its notes, to print"),
  handler: (argv) => {
    const { path, output, notes, force } = parseArguments(teachArguments, argv);
    readyToWritePage(output, "-o", "session.html", force);
    if (notes !== undefined) readyForNotes(notes, output, force);
    const bundle = bundleOf(path);
    const printed = notes === undefined ? undefined : notesOf(bundle, path);
    const bar = progressBar(true);
    const files = bundle.scenarios.filter(({ file, root }) => file === root).map(({ file }) => file);
    const page = singlePage(builtPage(), withFirstResults(bundle, files, bar.at));
    bar.stop();
    writeWhole(output, page);
    const megabytes = (Buffer.byteLength(page) / 1e6).toFixed(1);
    console.log(
      `${fromHere(output)} (${megabytes} MB): open it in a browser; it needs no network and sends nothing anywhere.`,
    );
    if (notes === undefined || printed === undefined) return;
    writeWhole(notes, printed);
    console.log(`${fromHere(notes)}: the facilitator's notes; print them from a browser.`);
  },
};

/** @throws UsageError where the notes can't be written, or would take the page's place */
function readyForNotes(notes: string, output: string, force: boolean): void {
  readyToWritePage(notes, "--notes", "notes.html", force);
  if (resolve(notes) === resolve(output))
    throw new UsageError(`-o and --notes both name ${notes}: give the notes a file of their own, such as notes.html`);
}

/** @throws UsageError where the path does not hold just one session */
function notesOf({ sessions }: Bundle, path: string): string {
  const [only, ...more] = sessions;
  if (only === undefined) throw new UsageError(`${path} holds no session: --notes wants a session script`);
  if (more.length > 0)
    throw new UsageError(
      `${path} holds ${sessions.length} sessions, and --notes wants one: name its file, for example ${path}/${only.session.file.split("/").slice(-2).join("/")}`,
    );
  return sessionNotes(only.session);
}

/**
 * Everything a page needs of a folder, a scenario file or a session script.
 * @throws ScenarioFaults with everything that is wrong in the files
 */
export function bundleOf(path: string): Bundle {
  const { scenarios, scripts } = chosen(path);
  // First by the names that were typed, so that what is wrong is told by them; then by whole paths, so that they can be cut alike.
  readPaths(scenarios);
  for (const script of scripts) readSession(onDisk, script);
  return gatherBundle(onDisk, scenarios.map(whole), scripts.map(whole), VERSION);
}

function chosen(path: string): { scenarios: string[]; scripts: string[] } {
  if (existsSync(path) && statSync(path).isDirectory())
    return { scenarios: readFolder(path), scripts: scriptsIn(join(path, "sessions")) };
  if (!isScript(path)) return { scenarios: readPaths([path]).map(({ file }) => file), scripts: [] };
  const { baseline } = readSession(onDisk, path.replaceAll(sep, "/"));
  return { scenarios: readFolder(dirname(baseline)), scripts: [path] };
}

function scriptsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name).replaceAll(sep, "/"));
}

/** A session script says so itself. */
function isScript(path: string): boolean {
  return existsSync(path) && /^careshift-session\s*:/m.test(readFileSync(path, "utf8"));
}

function whole(path: string): string {
  return resolve(path).replaceAll(sep, "/");
}

function builtPage(): { script: string; style: string } {
  const part = (name: string) => {
    const file = new URL(`../web/${name}`, import.meta.url);
    if (!existsSync(file)) throw new UsageError("the page is not built: npm run build");
    return readFileSync(file, "utf8");
  };
  return { script: part("careshift.js"), style: part("careshift.css") };
}
