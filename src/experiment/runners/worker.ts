/** What a worker thread does: one replication at a time, of the plans it was started with. */
import { workerData } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import type { Plan } from "../../care/plan.js";
import { simulate } from "../../care/simulate.js";
import type { Tally } from "../../care/tally.js";
import { calendarMaker } from "./here.js";
import type { CalendarName, Task } from "./runner.js";

const { plans, calendar } = workerData as { plans: Plan[]; calendar: CalendarName };
const maker = await calendarMaker(calendar);

/** The tally, its arrays handed over instead of copied. */
export default function replicate(task: Task): unknown {
  const tally: Tally = simulate(plans[task.scenario]!, task.replication, maker);
  const arrays = Object.values(tally).filter((value) => ArrayBuffer.isView(value));
  return move({ [transferableSymbol]: arrays.map((array) => array.buffer), [valueSymbol]: tally } as never);
}
