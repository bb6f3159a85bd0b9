import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = join(ROOT, "dist", "cli", "main.js");

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command as a child process and waits for its end. */
export function careshift(args: string[], cwd = ROOT): Ended {
  const ended = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 1 << 28,
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

/** Starts the command, presses Ctrl-C after a while, and says how long it then took to end. */
export async function interrupted(args: string[], afterMs: number, cwd = ROOT): Promise<Ended & { tookMs: number }> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...process.env, NO_COLOR: "1" } });
  let out = "";
  let err = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (err += data));
  let pressed = 0;
  setTimeout(() => {
    pressed = performance.now();
    child.kill("SIGINT");
  }, afterMs);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err, tookMs: performance.now() - pressed };
}

/** A folder of its own with the small town as its baseline, and further files. */
export function townFolder(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "careshift-"));
  cpSync(join(ROOT, "tests/care/small-town.yaml"), join(folder, "baseline.yaml"));
  cpSync(join(ROOT, "tests/care/small-town-ages.csv"), join(folder, "small-town-ages.csv"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export const MORE_COTTAGE = `careshift: 1
extends: baseline.yaml
name: Two more cottage beds
changes: [ { from: 2003-10-01, add: places.cottage.beds, by: 2, over: 2 months, source: assumed, why: a try, range: ±50% } ]
`;
