/** What every import does with files: reads them, and writes over none unless it is told to. */
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { ArgumentsCamelCase, Argv } from "yargs";
import { readFrom } from "../scenario/from.js";
import type { Handed } from "../scenario/import/grid.js";
import type { Imported } from "../scenario/import/pathsimr.js";
import { onDisk } from "../scenario/read.js";
import { inMemory, Unreadable } from "../scenario/source.js";
import { warningsOf } from "../scenario/warnings.js";
import { UsageError } from "./errors.js";
import { fromHere, readyToWriteFile, writeWhole } from "./files.js";

/** `-o FILE`; it and the file of `--picture` can be written, are two, and must not be there yet unless `--force`. */
export function output(yargs: Argv, isDemanded = true): Argv {
  return yargs
    .option("output", {
      alias: "o",
      type: "string",
      ...(isDemanded && { demandOption: "-o FILE: where to write" }),
      describe: "where to write",
    })
    .option("force", { type: "boolean", default: false, describe: "write over a file that is there" })
    .middleware((argv: ArgumentsCamelCase) => {
      const [path, picture] = [String(argv.output ?? ""), String(argv.picture ?? "")];
      if (path !== "") mayWrite(path, "-o", "mine.yaml", argv.force === true);
      if (picture !== "") mayWrite(picture, "--picture", "fit.html", argv.force === true);
      if (path !== "" && resolve(path) === resolve(picture))
        throw new UsageError(`-o and --picture both name ${path}: name another file for the picture, such as fit.html`);
    }, false);
}

/** @throws {UsageError} where a file can't be written, or is there and may not be written over */
function mayWrite(path: string, flag: string, example: string, force: boolean): void {
  readyToWriteFile(path, flag, example);
  if (!force && existsSync(path))
    throw new UsageError(`${path} is there already: name another file, or add --force to write over it`);
}

/**
 * A file that was named.
 * @throws {UsageError} where it can't be read
 */
export function handed(path: string): Handed {
  try {
    return { file: path, text: onDisk.read(path) };
  } catch (error) {
    if (error instanceof Unreadable) throw new UsageError(error.message);
    throw error;
  }
}

/** What a file is called, as a title. */
export function titleOf(path: string): string {
  const words = basename(path)
    .replace(/\.[^.]*$/, "")
    .replace(/[-_.]?network$/i, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return words === "" ? "Imported" : `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

/** Writes a scenario that reads well, says what there is to know of it, and what to type next. */
export function writeScenario({ scenario, tables = {}, notes }: Imported, path: string): void {
  const read = readFrom(inMemory({ ...tables, "imported.yaml": scenario }), "imported.yaml");
  for (const [name, table] of Object.entries(tables)) writeWhole(join(dirname(path), name), table);
  writeWhole(path, scenario);
  for (const note of [...notes, ...warningsOf(read)]) console.error(note);
  const more = Object.keys(tables).length;
  const are = more === 0 ? "is" : `and ${more} table${more === 1 ? "" : "s"} of arrivals beside it are`;
  console.log(`${fromHere(path)} ${are} written. To run it: careshift run ${fromHere(path)}`);
}
