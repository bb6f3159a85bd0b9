import { mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";

/** Writes a file whole or not at all: beside its place first, then into it. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  writeFileSync(beside, text);
  renameSync(beside, path);
}

/** Where the results of a run go unless said: `reports/` and the name of the folder that the scenario lies in. */
export function outFolder(path: string): string {
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  return join("reports", basename(resolve(folder)));
}

/** A path as the user would type it from here. */
export function fromHere(path: string): string {
  return relative(process.cwd(), path) || ".";
}
