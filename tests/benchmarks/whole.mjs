/**
 * The whole system: Torbay's baseline with everything on, one replication at a time, in this thread; and where the time
 * goes, by V8's sampling profiler over further replications. Reading and compiling are left out.
 *
 *   node tests/benchmarks/whole.mjs
 */
import { readFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { fileURLToPath } from "node:url";
import { median } from "./agreement.mjs";

const BASELINE = fileURLToPath(new URL("../../scenarios/torbay/baseline.yaml", import.meta.url));
const [TIMED, PROFILED] = [5, 10];
const MICROSECONDS = 100;

/** Parts of a run, by the files that do nothing else; and lines of other files of the care model that only count. */
const PARTS = [
  ["calendar", /\/dist\/engine\/calendar/],
  ["draws", /\/dist\/(engine\/(random|quantiles|jumps)|care\/(draws|candidates))\.js$/],
  ["statistics", /\/dist\/(engine\/levels|care\/(tally|window|accounts|roll-call))\.js$/],
];
const COUNTS = /\btally\b|\bcounts\b|\bcount\(|\.change\(|takeCensus/;

/**
 * @returns {Promise<{ days: number, events: number, seconds: number, shares: Record<string, number> }>} medians over
 *   replications; shares of the time inside `simulate`, summing to 1
 */
export async function runWhole() {
  const { compile, readScenario, simulate } = await import("../../dist/index.js");
  const { epochs } = await readScenario(BASELINE);
  const { plan } = compile(epochs);
  for (let replication = 0; replication < 2; replication++) simulate(plan, 1_000_000 + replication);
  const runs = Array.from({ length: TIMED }, (_, replication) => timed(simulate, plan, replication));
  const shares = await profiled(() => {
    for (let replication = 0; replication < PROFILED; replication++) simulate(plan, replication);
  });
  const middle = (what) => median(runs.map((run) => run[what]));
  return { days: plan.horizon, events: middle("events"), seconds: middle("seconds"), shares };
}

function timed(simulate, plan, replication) {
  const start = process.hrtime.bigint();
  const { events } = simulate(plan, replication);
  return { events, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
}

async function profiled(work) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: MICROSECONDS });
  await session.post("Profiler.start");
  work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return sharesOf(profile);
}

/** Ticks by part; a profile's node is a function as called from one place, and tells how often each line was met. */
async function sharesOf({ nodes }) {
  const ticks = { calendar: 0, draws: 0, statistics: 0, "all else": 0 };
  const texts = new Map();
  for (const { callFrame, positionTicks = [] } of nodes) {
    const { url } = callFrame;
    if (!url.includes("/dist/")) continue;
    if (!texts.has(url)) texts.set(url, (await readFile(fileURLToPath(url), "utf8")).split("\n"));
    for (const { line, ticks: n } of positionTicks) ticks[partOf(url, texts.get(url)[line - 1] ?? "")] += n;
  }
  const all = Object.values(ticks).reduce((a, b) => a + b, 0);
  return Object.fromEntries(Object.entries(ticks).map(([part, n]) => [part, n / all]));
}

function partOf(url, text) {
  const part = PARTS.find(([, files]) => files.test(url));
  if (part) return part[0];
  return url.includes("/dist/care/") && COUNTS.test(text) ? "statistics" : "all else";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await runWhole()));
