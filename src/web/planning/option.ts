/** What a planner tries: a scenario of the bundle with some levers moved. Written out as a redesign, it is run as one. */

/** One lever moved: what it does to the scenario, in the scenario's own language. */
export interface Move {
  /** A path as in `changes:`. */
  path: string;
  verb: "add" | "scale" | "set";
  /** What is added, multiplied by, or set. */
  by: number;
  /** ISO date; throughout the run unless given. */
  from?: string;
}

export interface Option {
  /** Unique among the options; lower-case letters, digits and dashes. */
  id: string;
  name: string;
  /** The scenario file it begins from. */
  from: string;
  moves: Move[];
}

/** What is read and run for an option: the file, and its text where it is no file of the bundle. */
export interface Runnable {
  file: string;
  text: string | undefined;
}

/** The file of an option: the scenario itself where no lever was moved, else a redesign that extends it, in the same folder. */
export function runnableOf(option: Option): Runnable {
  if (option.moves.length === 0) return { file: option.from, text: undefined };
  return { file: `${folderOf(option.from)}redesign-page-${option.id}.yaml`, text: redesignText(option) };
}

/** An option as a redesign file that `careshift run` takes. */
export function redesignText({ name, from, moves }: Option): string {
  const head = [
    "careshift: 1",
    `extends: ${JSON.stringify(from.slice(folderOf(from).length))}`,
    `name: ${JSON.stringify(name)}`,
  ];
  if (moves.length === 0) return `${head.join("\n")}\n`;
  return `${[...head, "changes:", ...moves.map(changeLine)].join("\n")}\n`;
}

function changeLine({ path, verb, by, from }: Move): string {
  const date = from === undefined ? "" : `from: ${from}, `;
  return `  - { ${date}${verb}: ${path}, ${verb === "set" ? "to" : "by"}: ${plain(by)}, why: tried on the planning page }`;
}

/** A number without the last bits' noise: 0.1 + 0.2 is 0.3. */
function plain(value: number): number {
  return Number(value.toPrecision(10));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
