import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UsageError } from "./errors.js";

/** Writes a file whole or not at all: beside its place first, then into it. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  writeFileSync(beside, content);
  renameSync(beside, path);
}

/**
 * Makes sure that results can be written before anything is simulated.
 * @throws {UsageError} where they can't
 */
export function readyToWrite(folder: string): void {
  const probe = join(folder, `.careshift-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new UsageError(
      `--out ${folder}: nothing can be written there (${(error as NodeJS.ErrnoException).code}); name a folder, such as --out reports/mine`,
    );
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
