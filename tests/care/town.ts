import { type Compiled, compile } from "../../src/care/compile.js";
import { readFrom } from "../../src/scenario/from.js";
import { onDisk } from "../../src/scenario/read.js";
import type { ReadScenario } from "../../src/scenario/scenario.js";

const FOLDER = new URL(".", import.meta.url).pathname;

/** The small town, as its file has it. */
export function smallTown(): ReadScenario {
  return readFrom(onDisk, `${FOLDER}small-town.yaml`);
}

/** A redesign of the small town, its changes written as YAML lines. */
export function redesign(...changes: string[]): ReadScenario {
  const text = [
    "careshift: 1",
    "extends: small-town.yaml",
    "name: A redesign",
    "changes:",
    ...changes.map((line) => `  - ${line}`),
  ].join("\n");
  const path = `${FOLDER}redesign-in-memory.yaml`;
  return readFrom({ read: (file) => (file === path ? text : onDisk.read(file)) }, path);
}

/** A redesign compiled in the frame of the town it extends. */
export function compiled(read: ReadScenario): Compiled {
  return compile(read.epochs, smallTown().epochs);
}
