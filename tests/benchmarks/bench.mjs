/**
 * How fast Careshift is here, against other engines on the same models: `npm run bench`.
 * Every round runs every engine in turn, beginning with another one each time, and each round has its own seed; figures
 * are medians over rounds, ratios are taken round by round.
 *
 * Then the whole system, which no other engine has: see whole.mjs.
 *
 *   node tests/benchmarks/bench.mjs [--rounds 5] [--model mm5 …] [--json]
 */
import { execFile } from "node:child_process";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import Table from "cli-table3";
import { agrees, median, reference, spread } from "./agreement.mjs";
import { findEngines, NOT_HERE } from "./engines.mjs";
import { models } from "./models.mjs";

/** The name of the whole system among the models. */
const WHOLE = "whole-system";
const options = {
  rounds: { type: "string", default: "5" },
  model: { type: "string", multiple: true, default: [...Object.keys(models), WHOLE] },
  json: { type: "boolean", default: false },
};

/** What the C program gives, by model and days. */
const references = new Map();
const plain = { head: [], border: [] };

const { values: asked } = parseArgs({ options });
const rounds = Number(asked.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) throw new RangeError(`--rounds ${asked.rounds}: a whole number from 1`);
for (const model of asked.model)
  if (!(model in models) && model !== WHOLE)
    throw new RangeError(`--model ${model}: one of ${Object.keys(models).join(", ")}, ${WHOLE}`);

const { engines, leftOut, close } = await findEngines();
try {
  const found = [];
  for (const model of asked.model) if (model !== WHOLE) found.push(await measure(model));
  const whole = asked.model.includes(WHOLE) ? await measureWhole() : undefined;
  const machine = `${os.cpus()[0].model}, Node ${process.versions.node}`;
  if (asked.json) console.log(JSON.stringify({ machine, rounds, models: found, whole, leftOut, notHere: NOT_HERE }));
  else print(machine, found, whole);
  if (found.some((f) => f.engines.some((e) => e.disagrees.length > 0))) process.exitCode = 1;
} finally {
  await close();
}

async function measure(model) {
  const results = new Map(engines.map((engine) => [engine.name, []]));
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < engines.length; turn++) {
      const engine = engines[(round + turn) % engines.length];
      process.stderr.write(`${model}, round ${round + 1} of ${rounds}: ${engine.name}\n`);
      results.get(engine.name).push(await engine.run(model, round + 1));
    }
  const rows = [];
  for (const engine of engines) rows.push(await summary(model, engine, results));
  return { model, engines: rows };
}

async function measureWhole() {
  process.stderr.write(`${WHOLE}\n`);
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(new URL("whole.mjs", import.meta.url)),
  ]);
  return JSON.parse(stdout);
}

async function summary(model, engine, results) {
  const own = results.get(engine.name);
  const keys = Object.keys(own[0].check);
  const check = Object.fromEntries(keys.map((key) => [key, spread(own.map((r) => r.check[key])).mean]));
  const expected = await expectedOf(model, engine);
  return {
    name: engine.name,
    days: engine.days(model),
    eventsPerSecond: median(own.map(speed)),
    toC: ratio(own, results.get("C")),
    toSimjs: ratio(own, results.get("simjs")),
    check,
    disagrees: expected ? keys.filter((key) => !agrees(check[key], rounds, expected[key])) : [],
    judged: expected !== undefined,
  };
}

function speed(result) {
  return result.events / result.seconds;
}

function ratio(own, other) {
  return other && median(own.map((result, round) => speed(result) / speed(other[round])));
}

/** What the C program gives at the engine's days; undefined where there is no C. */
async function expectedOf(model, engine) {
  const inC = engines.find((e) => e.name === "C");
  const days = engine.days(model);
  const key = `${model} ${days}`;
  if (inC && !references.has(key)) references.set(key, await reference(inC, model, days));
  return references.get(key);
}

function print(machine, found, whole) {
  console.log(`${machine}; ${rounds} rounds; an event is an arrival or the end of a stay; one core\n`);
  for (const { model, engines: rows } of found) {
    console.log(`${model}\n${speeds(rows)}\n${checks(rows)}\n`);
  }
  if (whole) console.log(`${wholeLines(whole)}\n`);
  for (const { name, why } of leftOut) console.log(`Left out: ${name}: ${why}`);
  console.log(`Left out: ${NOT_HERE}`);
}

function speeds(rows) {
  const table = new Table({ head: ["engine", "days", "events a second", "to C", "to simjs"], style: plain });
  for (const row of rows) {
    const perSecond = `${(row.eventsPerSecond / 1e6).toPrecision(3)} million`;
    table.push([row.name, row.days.toLocaleString("en-GB"), perSecond, times(row.toC), times(row.toSimjs)]);
  }
  return table.toString();
}

function wholeLines({ days, events, seconds, shares }) {
  const table = new Table({ head: ["whole system", "scenarios/torbay/baseline.yaml, one replication"], style: plain });
  table.push(["days", days.toLocaleString("en-GB")], ["events", events.toLocaleString("en-GB")]);
  table.push(["seconds", seconds.toPrecision(3)]);
  table.push(["events a second", `${(events / seconds / 1e6).toPrecision(3)} million`]);
  for (const [part, share] of Object.entries(shares)) table.push([`time in ${part}`, `${Math.round(share * 100)}%`]);
  return table.toString();
}

function times(x) {
  return x === undefined ? "not measured" : `${Number(x.toPrecision(3))} ×`;
}

/** The means over rounds; fewer days give other waits where a queue grows, so each engine is judged at its own days. */
function checks(rows) {
  const table = new Table({ head: ["check", ...rows.map((row) => row.name)], style: plain });
  for (const key of Object.keys(rows[0].check)) table.push([key, ...rows.map((row) => shown(row, key))]);
  table.push(["agrees with C", ...rows.map(verdict)]);
  return table.toString();
}

function shown(row, key) {
  return `${Number(row.check[key].toPrecision(4))}${row.disagrees.includes(key) ? " (!)" : ""}`;
}

function verdict(row) {
  if (!row.judged) return "not judged: no C";
  return row.disagrees.length === 0 ? "yes" : "NO";
}
