import { noSuchFile } from "./messages.js";
import type { Mapping } from "./tree.js";

/** Where texts come from: files on disk, or a map in memory (a browser, a test). */
export interface Source {
  /**
   * The text of a file.
   * @throws Unreadable where there is no such file, or none that holds text
   */
  read(path: string): string;
  /** Files as trees, by path, where their texts never change: each is parsed once. Trees are not changed by reading them. */
  trees?: Map<string, Mapping>;
}

/** Why a file could not be read, in plain English. */
export class Unreadable extends Error {
  readonly missing: boolean;

  constructor(message: string, missing = false) {
    super(message);
    this.name = "Unreadable";
    this.missing = missing;
  }
}

/** Scenario files kept in memory: path to text. */
export function inMemory(files: Record<string, string>): Source {
  const texts = new Map(Object.entries(files));
  return {
    read(path) {
      const text = texts.get(path);
      if (text === undefined) throw new Unreadable(noSuchFile(path), true);
      return text;
    },
  };
}

/** The path of a file named relative to another: `beside("a/b.yaml", "../c.csv")` is `c.csv`. */
export function beside(file: string, relative: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const part of relative.split("/")) {
    if (part === "." || part === "") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** Whether a path leaves no doubt about where it points: relative, with forward slashes, not a web address. */
export function isRelative(path: string): boolean {
  return path !== "" && !/^\/|\\|^[a-z][a-z0-9+.-]*:/i.test(path);
}
