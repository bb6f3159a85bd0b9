/** Finding session scripts on disk. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * The session scripts that a path names: the file itself, or of a scenario's folder those in its `sessions/`, in order of
 * name. Scenario files that lie among them are left out.
 */
export function sessionFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return isSession(path) ? [path] : [];
  const folder = basename(path) === "sessions" ? path : join(path, "sessions");
  return namesIn(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter(isSession);
}

/** The name that a session goes by in a list: that of its file. */
export function idOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/, "");
}

function isSession(path: string): boolean {
  return /^["']?careshift-session["']?\s*:/m.test(readFileSync(path, "utf8"));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
