/**
 * How long a large paper takes: a baseline and nine redesigns of a small town, twenty measures or more, in every format, from
 * findings on disk, by the command as users type it.
 *
 *   node src/ready.mjs && node tests/benchmarks/paper.mjs [--rounds 3] [--keep FOLDER]
 *
 * The findings come from a real run, made once into FOLDER (else a temporary one). Seconds are of the whole process: `wall` by
 * the clock, `cpu` of Node and, where it prints, of nothing else (the browser is a process of its own).
 */
import { execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { median } from "./agreement.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLI = join(ROOT, "dist", "cli", "main.js");
const TOWN = ["small-town.yaml", "small-town-ages.csv"];
const FORMATS = ["html", "docx", "pdf", "xlsx", "md"];

/** Nine redesigns of the town: what they are called, and what they change. */
const REDESIGNS = {
  "Three more hospital beds": "add: places.hospital.beds, by: 3",
  "Two fewer hospital beds": "add: places.hospital.beds, by: -2",
  "A larger cottage hospital": "add: places.cottage.beds, by: 3",
  "No cottage hospital": "set: places.cottage.beds, to: 0",
  "More home care": "add: places.home-care.packages, by: 4",
  "Shorter packages of home care": "scale: pathways.emergency.help-at-home.stay, by: 0.7",
  "Shorter stays in the cottage hospital": "scale: pathways.emergency.step-down.stay, by: 0.7",
  "Fewer people fall ill": "scale: needs.illness.rate, by: 0.9",
  "More case managers": "set: places.case-managers.places, to: 150",
};

const { values: asked } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, keep: { type: "string" } },
});
const rounds = Number(asked.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) throw new RangeError(`--rounds ${asked.rounds}: a whole number from 1`);

const folder = asked.keep ?? mkdtempSync(join(tmpdir(), "careshift-paper-"));
try {
  const run = findingsIn(folder);
  const table = new Table({
    head: ["formats", "wall, s", "cpu of Node, s", "kB"],
    style: { head: [], border: [] },
  });
  for (const formats of [...FORMATS, FORMATS.join(",")]) table.push(await timed(run, formats));
  const { scenarios } = JSON.parse(readFileSync(join(run, "findings.json"), "utf8"));
  console.log(`${scenarios.length} scenarios, ${scenarios[0].measures.length} estimates of each; medians of ${rounds}`);
  console.log(table.toString());
} finally {
  if (asked.keep === undefined) rmSync(folder, { recursive: true });
}

/** The folder of a real run of the baseline and the redesigns. */
function findingsIn(to) {
  const run = join(to, "run");
  if (existsSync(join(run, "findings.json"))) return run;
  mkdirSync(to, { recursive: true });
  for (const file of TOWN) copyFileSync(join(ROOT, "tests", "care", file), join(to, file));
  const files = Object.entries(REDESIGNS).map(([name, change]) => {
    const file = join(to, `redesign-${name.toLowerCase().replaceAll(" ", "-")}.yaml`);
    const evidence = "source: assumed, why: what if, range: ±20%";
    writeFileSync(file, `careshift: 1\nextends: ${TOWN[0]}\nname: ${name}\nchanges:\n  - { ${change}, ${evidence} }\n`);
    return file;
  });
  execFileSync(process.execPath, [CLI, "run", join(to, TOWN[0]), ...files, "--replications", "5", "--out", run], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return run;
}

/** The command, so many times over; its slowest part is what a planner waits for. */
async function timed(run, formats) {
  const out = mkdtempSync(join(tmpdir(), "careshift-paper-"));
  try {
    const times = [];
    for (let round = 0; round < rounds; round++) times.push(await once(run, formats, out));
    const of = (key) => median(times.map((time) => time[key])).toFixed(2);
    const size = formats.split(",").reduce((sum, f) => sum + statSync(join(out, `board-paper.${f}`)).size, 0);
    return [formats, of("wall"), of("cpu"), (size / 1000).toFixed(0)];
  } finally {
    rmSync(out, { recursive: true });
  }
}

function once(run, formats, out) {
  const script = encodeURIComponent("process.on('exit', () => process.send?.(process.cpuUsage()))");
  return new Promise((resolve, reject) => {
    const from = performance.now();
    let used = 0;
    const child = spawn(
      process.execPath,
      ["--import", `data:text/javascript,${script}`, CLI, "report", run, "--format", formats, "--out", out],
      { stdio: ["ignore", "ignore", "inherit", "ipc"] },
    );
    child.on("message", ({ user, system }) => (used = (user + system) / 1e6));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0
        ? resolve({ wall: (performance.now() - from) / 1000, cpu: used })
        : reject(new Error(`careshift report --format ${formats} ended with ${code}`)),
    );
  });
}
