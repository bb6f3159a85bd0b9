import { simulate } from "../../care/simulate.js";
import type { CalendarMaker } from "../../engine/calendar.js";
import { simjsCalendar } from "../../engine/calendar-simjs.js";
import type { CalendarName, Runner } from "./runner.js";

/** Runs replications one after another in this thread; between two of them other work may go on. */
export function here(calendar: CalendarName = "default"): Runner {
  return {
    threads: 1,
    async run(plans, tasks, each, signal) {
      const maker = await calendarMaker(calendar);
      for (const task of tasks) {
        await new Promise((resolve) => setTimeout(resolve));
        if (signal?.aborted) return;
        each(task, simulate(plans[task.scenario]!, task.replication, maker));
      }
    },
  };
}

/** The maker for a calendar's name; undefined: the default. */
export async function calendarMaker(name: CalendarName): Promise<CalendarMaker | undefined> {
  return name === "simjs" ? simjsCalendar() : undefined;
}
