/** What a worker thread does: one replication at a time, of plans it is given once in a run. */
import { workerData } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import type { Plan } from "../../care/plan.js";
import { simulate } from "../../care/simulate.js";
import type { Tally } from "../../care/tally.js";
import { calendarMaker } from "./here.js";
import type { CalendarName } from "./runner.js";
import { type Asked, MISSING } from "./task.js";

const { calendar } = workerData as { calendar: CalendarName };
const maker = await calendarMaker(calendar);
let set = 0;
const plans = new Map<number, Plan>();

/** The tally, its arrays handed over instead of copied; `MISSING` where the plan has not come here yet. */
export default function replicate(asked: Asked): unknown {
  const plan = planOf(asked);
  if (plan === undefined) return MISSING;
  const tally: Tally = simulate(plan, asked.replication, maker);
  const arrays = Object.values(tally).filter((value) => ArrayBuffer.isView(value));
  return move({ [transferableSymbol]: arrays.map((array) => array.buffer), [valueSymbol]: tally } as never);
}

function planOf(asked: Asked): Plan | undefined {
  if (asked.set !== set) plans.clear();
  set = asked.set;
  if (asked.plan !== undefined) plans.set(asked.scenario, asked.plan);
  return plans.get(asked.scenario);
}
