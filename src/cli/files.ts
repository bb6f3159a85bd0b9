import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { isOurPage } from "../web/generator.js";
import { UsageError } from "./errors.js";

/** Writes a file whole or not at all: beside its place first, then into it. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  makeFolder(dirname(path));
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/**
 * Makes sure that results can be written before anything is simulated.
 * @throws {UsageError} where they can't
 */
export function readyToWrite(folder: string): void {
  const why = whyNot(folder);
  if (why !== undefined)
    throw new UsageError(
      `--out ${folder}: nothing can be written there (${why}); name a folder, such as --out reports/mine`,
    );
}

/**
 * The same for one file that was named.
 * @param example what might be typed instead
 * @throws {UsageError} where it can't be written
 */
export function readyToWriteFile(path: string, flag: string, example: string): void {
  if (existsSync(path) && statSync(path).isDirectory())
    throw new UsageError(
      `${flag} ${path}: that is a folder; name a file in it, such as ${flag} ${join(path, example)}`,
    );
  const why = whyNot(dirname(path));
  if (why !== undefined)
    throw new UsageError(
      `${flag} ${path}: nothing can be written there (${why}); name another file, such as ${flag} ${example}`,
    );
}

/**
 * The same for a page, which is made again and again: it may take the place of a page of ours, and of nothing else.
 * @throws {UsageError} where something else is there and nobody said `--force`
 */
export function readyToWritePage(path: string, flag: string, example: string, force: boolean): void {
  readyToWriteFile(path, flag, example);
  if (force || !existsSync(path) || statSync(path).size === 0 || isOurPage(beginningOf(path))) return;
  throw new UsageError(
    `${flag} ${path}: that file is no page of Careshift's, and would be lost; name another, such as ${flag} ${example}, or add --force to write over it`,
  );
}

/** As much of a file as holds the head of a page. */
function beginningOf(path: string): string {
  const bytes = Buffer.alloc(4096);
  const file = openSync(path, "r");
  try {
    return bytes.toString("utf8", 0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

/** The code of what goes wrong where a file is written into a folder; undefined where nothing does. Leaves nothing behind but the folder. */
function whyNot(folder: string): string | undefined {
  const probe = join(folder, `.careshift-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, "");
    rmSync(probe);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

/** Node's own `recursive` never comes back where a folder can't be made in one that is there (as in /proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(`${path} is a file`), { code: "ENOTDIR" });
    return;
  }
  makeFolder(dirname(resolve(path)));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Where the results of a run go unless said: `reports/` and the folder's name; a file given alone has a folder of its own in it. */
export function outFolder(path: string): string {
  if (statSync(path).isDirectory()) return join("reports", basename(resolve(path)));
  return join("reports", basename(resolve(dirname(path))), basename(path).replace(/\.[^.]*$/, ""));
}

/** A path as the user would type it from here. */
export function fromHere(path: string): string {
  return relative(process.cwd(), path) || ".";
}
