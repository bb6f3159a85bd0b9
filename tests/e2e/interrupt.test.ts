import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
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
