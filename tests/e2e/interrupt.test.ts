import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, townFolder } from "./careshift.js";

/** Presses Ctrl-C at the very moment the scenario's file is read, when nothing else of this process can be listened to. */
const PRESS = `
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const { readFileSync } = fs;
let pressed = false;
fs.readFileSync = (path, ...more) => {
  if (!pressed && String(path).endsWith("baseline.yaml")) {
    pressed = true;
    process.kill(process.pid, "SIGINT");
  }
  return readFileSync(path, ...more);
};
syncBuiltinESMExports();
`;

test.each([
  ["run", ["--no-paper"]],
  ["best", ["--measure", "occupancy", "--place", "hospital", "--max-replications", "30"]],
  ["size", ["--place", "cottage", "--target", "occupancy <= 99%", "--between", "2,3"]],
  ["sensitivity", ["--measure", "occupancy", "--place", "hospital"]],
])(
  "Ctrl-C while %s reads its files is not lost",
  (command, more) => {
    const folder = townFolder({
      "redesign-a.yaml":
        "careshift: 1\nextends: baseline.yaml\nname: A\nchanges: [ { add: places.cottage.beds, by: { value: 2, low: 1, high: 3, source: assumed, why: a try } } ]\n",
    });
    const file = command === "sensitivity" ? join(folder, "redesign-a.yaml") : folder;
    const flags = command === "best" ? [] : ["--replications", "3", "--out", mkdtempSync(join(tmpdir(), "careshift-"))];
    const ended = spawnSync(
      process.execPath,
      [
        ...["--import", `data:text/javascript,${encodeURIComponent(PRESS)}`, join(ROOT, "dist", "cli", "main.js")],
        ...[command, file, "--years", "1", "--threads", "2", "--quiet", ...flags, ...more],
      ],
      { encoding: "utf8" },
    );
    expect(ended.stderr).toMatch(/[Ss]topped/);
    expect(ended.status).toBe(130);
  },
  120_000,
);

/** Says on stderr that the scenario's file is being read: from then on Ctrl-C is heard. */
const SAY = PRESS.replace('process.kill(process.pid, "SIGINT");', 'process.stderr.write("reading ");').replace(
  "baseline.yaml",
  "endless.yaml",
);

/** Nearly a patient a second for two years: one replication takes far longer than anybody waits. */
const ENDLESS = `careshift: 1
name: Endless
run: { start: 2000-01-01, length: 2 years, warm-up: none, replications: 3, seed: endless }
arrivals: { patients: { rate: 80000 per day, pathway: stay } }
places: { ward: { kind: unlimited } }
pathways: { stay: [ { step: stay, at: ward, stay: { exponential: { mean: 1 hour } } } ] }
`;

test("Ctrl-C on one thread stops within seconds, while a replication is under way", async () => {
  const folder = mkdtempSync(join(tmpdir(), "careshift-"));
  writeFileSync(join(folder, "endless.yaml"), ENDLESS);
  const file = join(folder, "endless.yaml");
  const child = spawn(
    process.execPath,
    [
      ...["--import", `data:text/javascript,${encodeURIComponent(SAY)}`, join(ROOT, "dist", "cli", "main.js")],
      ...["run", file, "--threads", "1", "--no-paper", "--out", join(folder, "out")],
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  while (!said.includes("reading")) await new Promise((resolve) => setTimeout(resolve, 100));
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const pressed = Date.now();
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(said).toMatch(/[Ss]topped/);
  expect(Date.now() - pressed).toBeLessThan(4000);
}, 120_000);
