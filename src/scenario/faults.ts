/** One complaint about a scenario file, with the place it is about. */
export interface Fault {
  /** `file:line:col` */
  where: string;
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  col: number;
  /** One line: what is there, what is wanted, what to type. */
  message: string;
}

/** A place in a file; line and column count from 1. */
export interface Spot {
  file: string;
  line: number;
  col: number;
}

/** How readers complain: a place and one line of plain English. */
export type Complain = (spot: Spot, message: string) => void;

/** Everything wrong with the scenarios that were read, of all files at once, in order of file and line. */
export class ScenarioFaults extends Error {
  readonly faults: Fault[];
  /** What did not happen because of them. */
  readonly undone: string = "nothing was run, and earlier results are as they were";

  constructor(faults: Fault[]) {
    const inOrder = sorted(faults);
    super(inOrder.map((fault) => `${fault.where}: ${fault.message}`).join("\n"));
    this.name = "ScenarioFaults";
    this.faults = inOrder;
  }
}

/** Everything wrong with files of other programs that were to be made into something. */
export class ImportFaults extends ScenarioFaults {
  override readonly undone = "nothing was written";
}

/** Gathers complaints, so that a planner hears of everything at once. */
export class Complaints {
  readonly faults: Fault[] = [];

  readonly add: Complain = ({ file, line, col }, message) => {
    const oneLine = message.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
    this.faults.push({ where: `${file}:${line}:${col}`, file, line, col, message: oneLine });
  };

  /** @throws ScenarioFaults if anything was complained of */
  settle(): void {
    if (this.faults.length > 0) throw new ScenarioFaults(this.faults);
  }
}

function sorted(faults: Fault[]): Fault[] {
  const different = new Map(faults.map((fault) => [`${fault.where} ${fault.message}`, fault]));
  return [...different.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.col - b.col || compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
