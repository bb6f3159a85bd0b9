/**
 * The benchmark models on Careshift itself, built: the scenario file of the model beside this page, one replication, in
 * this thread. Reading and compiling are left out of the time.
 *
 *   node tests/benchmarks/careshift.mjs mm5|chain-balanced|chain-blocked [REPLICATION]
 */
import { fileURLToPath } from "node:url";

/** Where things are counted in a tally: see src/care/codes.ts. */
const [ADMITTED, LEFT, WAIT_DAYS] = [0, 1, 7];
/** Counts that a tally keeps for each place. */
const countsOf = ({ counts }, { places }) => counts.length / places.length;

/**
 * Runs one replication after another one that warms the compiler up and is discarded.
 * @param {string} model
 * @param {number} replication
 * @returns {Promise<{ model: string, days: number, events: number, seconds: number, check: Record<string, number> }>}
 */
export async function runCareshift(model, replication = 0) {
  const { compile, readScenario, simulate } = await import("../../dist/index.js");
  const { epochs } = await readScenario(fileURLToPath(new URL(`${model}.yaml`, import.meta.url)));
  const { plan, legend } = compile(epochs);
  simulate(plan, replication + 1_000_000);
  const start = process.hrtime.bigint();
  const tally = simulate(plan, replication);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return {
    model,
    days: tally.days,
    events: eventsOf(tally, countsOf(tally, legend)),
    seconds,
    check: checkOf(tally, legend),
  };
}

/** Arrivals and ends of stays, as every engine here counts; the run's own diary is left out. */
function eventsOf({ came, counts }, each) {
  let events = came.reduce((a, b) => a + b, 0);
  for (let at = LEFT; at < counts.length; at += each) events += counts[at];
  return events;
}

/** The figures that every engine gives, by the names in simjs.mjs. */
function checkOf(tally, legend) {
  const at = (name) => legend.places.findIndex((place) => place.name === name);
  const aDay = (days, name) => days[at(name)] / tally.days;
  const count = (name, what) => tally.counts[at(name) * countsOf(tally, legend) + what];
  const wait = (name) => count(name, WAIT_DAYS) / count(name, ADMITTED);
  if (at("ward") >= 0) return { occupancy: aDay(tally.occupiedDays, "ward"), wait: wait("ward") };
  return {
    acute: aDay(tally.occupiedDays, "acute"),
    acuteBlocked: aDay(tally.delayedDays, "acute"),
    community: aDay(tally.occupiedDays, "community"),
    communityBlocked: aDay(tally.delayedDays, "community"),
    homeCare: aDay(tally.occupiedDays, "home-care"),
    waiting: aDay(tally.waitingDays, "acute"),
    wait: wait("acute"),
    delayAcute: wait("community"),
    delayCommunity: wait("home-care"),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(await runCareshift(process.argv[2], Number(process.argv[3] ?? 0))));
