/** What happened, a line of JSON each, kept on disk: a server that is killed and started again reads it and goes on. */
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** The state folder is held by another server, or can't be used. */
export class StateTaken extends Error {}

/** An append-only file of events; each is on disk before anyone is told of it. */
export class Journal<Event> {
  private readonly file: number;

  private constructor(
    path: string,
    /** Bytes of whole lines. */
    private length: number,
  ) {
    this.file = openSync(path, "a", 0o600);
    ftruncateSync(this.file, length);
  }

  /**
   * Opens the journal at a path and gives what it holds. A last line that was cut short by a crash was never
   * acknowledged: it is taken away.
   * @throws {StateTaken} where a whole line is no JSON, so that nothing is lost by going on
   */
  static open<Event>(path: string): { journal: Journal<Event>; events: Event[] } {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const text = readOrNothing(path);
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const events = whole
      .split("\n")
      .filter((line) => line !== "")
      .map((line, i) => parsed<Event>(line, path, i + 1));
    return { journal: new Journal<Event>(path, Buffer.byteLength(whole)), events };
  }

  /**
   * Writes an event and waits until the disk has it. A full disk may take a part of a line: that part is taken away
   * again, so that the next event begins a line of its own.
   * @throws the system's error where the disk did not take all of it
   */
  append(event: Event): void {
    const line = Buffer.from(`${JSON.stringify(event)}\n`);
    try {
      for (let written = 0; written < line.length; ) written += writeSync(this.file, line, written);
      fsyncSync(this.file);
    } catch (error) {
      ftruncateSync(this.file, this.length);
      throw error;
    }
    this.length += line.length;
  }

  close(): void {
    closeSync(this.file);
  }
}

/**
 * Takes a state folder for this process alone; what is returned gives it back.
 * @throws {StateTaken} where a running process holds it
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "held-by");
  const holder = Number(readOrNothing(path));
  if (holder > 0 && holder !== process.pid && isRunning(holder)) {
    throw new StateTaken(
      `${folder} is in use by process ${holder}: stop that one, or give this one a folder of its own with --state DIR`,
    );
  }
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function parsed<Event>(line: string, path: string, number: number): Event {
  try {
    return JSON.parse(line) as Event;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StateTaken(
      `${path}:${number}: this line is no JSON, so what follows can't be trusted; move the file away to begin anew`,
    );
  }
}
