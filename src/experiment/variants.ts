/** Variants of a scenario: the same files with a few more changes laid over them, in memory. */
import { stringify } from "yaml";
import { readFrom } from "../scenario/from.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { type Source, Unreadable } from "../scenario/source.js";

/** A line of `changes:` as plain data, in the scenario language's own words: `{ set: "places.bay.beds", to: 40 }`. */
export interface ChangeLine {
  /** ISO date; left out: throughout the run. */
  from?: string;
  set?: string;
  to?: unknown;
  add?: string;
  scale?: string;
  by?: number | string;
  remove?: string;
  over?: string;
  source?: string;
  why?: string;
  low?: number | string;
  high?: number | string;
  range?: string;
}

/**
 * Makes variants of one scenario, by the machinery that reads redesigns: units are checked, steps named, dates ordered
 * as in any file. Files are read from the source once. The variant's `root` is that of the scenario, so that, compiled
 * in the root's frame, it meets the same candidates (common random numbers).
 *
 * @param file the scenario that variants extend
 * @returns makes the variant of some lines; no line gives the scenario itself. Throws ScenarioFaults for lines that can't be made
 */
export function variantsOf(
  source: Source,
  file: string,
): (lines: readonly ChangeLine[], name?: string) => ReadScenario {
  const texts = remembered(source);
  const original = readFrom(texts, file);
  const path = `${file.replace(/\.[^./]*$/, "")}~variant.yaml`;
  return (lines, name = original.epochs[0]!.scenario.name) => {
    const text = redesignText(file.split("/").at(-1) as string, name, lines);
    return readFrom({ read: (wanted) => (wanted === path ? text : texts.read(wanted)) }, path);
  };
}

/**
 * A redesign as the text of its file.
 * @param base the scenario it extends, relative to where the redesign will stand
 * @param notes lines of comment at the top
 */
export function redesignText(
  base: string,
  name: string,
  lines: readonly ChangeLine[],
  { summary, notes = [] }: { summary?: string; notes?: readonly string[] } = {},
): string {
  const comment = notes.map((note) => `# ${note.replace(/\s+/g, " ")}\n`).join("");
  const whole = { careshift: 1, extends: base, name, ...(summary !== undefined && { summary }), changes: lines };
  return comment + stringify(whole, { lineWidth: 120 });
}

/** A source that asks another for each file once; that a file is missing is remembered too. */
function remembered(source: Source): Source {
  const known = new Map<string, string | Unreadable>();
  return {
    read(path) {
      const text = known.get(path) ?? attempt(source, path);
      known.set(path, text);
      if (text instanceof Unreadable) throw text;
      return text;
    },
  };
}

function attempt(source: Source, path: string): string | Unreadable {
  try {
    return source.read(path);
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}
