import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a paper whole or not at all, making its folder; the only part of this room that knows of files. */
export function writePaper(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.part`;
  writeFileSync(half, contents);
  renameSync(half, path);
}
