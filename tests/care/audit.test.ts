import { describe, expect, it } from "vitest";
import { audit } from "../../src/care/audit.js";
import { simulate } from "../../src/care/simulate.js";
import { type Calendar, TournamentCalendar } from "../../src/engine/calendar.js";
import { Levels } from "../../src/engine/levels.js";
import { AuditBreach } from "../../src/experiment/case.js";
import { runExperiment } from "../../src/experiment/experiment.js";
import type { Runner } from "../../src/experiment/runners/runner.js";
import { compiled, smallTown } from "./town.js";

const town = compiled(smallTown());
const TREATMENT_BELOW = 1 << 28;

/** A calendar that loses one end of treatment: a leak as a faulty engine would make it. */
class LeakyCalendar extends TournamentCalendar implements Calendar {
  private ends = 0;

  override next(): number {
    const payload = super.next();
    const isEnd = payload >= 0 && payload < TREATMENT_BELOW;
    return isEnd && ++this.ends === 500 ? super.next() : payload;
  }
}

describe("the self-audit", () => {
  it("finds nothing in a sound run", () => {
    for (let r = 0; r < 4; r++) {
      const lines = audit(town.plan, town.legend, simulate(town.plan, r));
      expect(lines.filter((line) => !line.ok)).toEqual([]);
      expect(lines.length).toBeGreaterThan(20);
    }
  });

  it("checks something: people moved, waited, were delayed and died in the run it passes", () => {
    const tally = simulate(town.plan, 0);
    expect(tally.population.every((n) => n > 0)).toBe(true);
    expect(tally.delayedDays[0]).toBeGreaterThan(1);
    expect(tally.waitingDays[0]).toBeGreaterThan(1);
    expect(tally.spells[3]).toBeGreaterThan(0);
  });

  it("finds a person whose end of treatment was lost", () => {
    const tally = simulate(town.plan, 0, () => new LeakyCalendar());
    const broken = audit(town.plan, town.legend, tally).filter((line) => !line.ok);
    expect(broken.map((line) => line.check)).toContain("nobody forgotten in a place");
  });

  it("finds a person who left a place without being taken off its census", () => {
    const vacate = Levels.prototype.change;
    let forgotten = 0;
    Levels.prototype.change = function (this: Levels, place: number, by: number) {
      if (by === -1 && place === 0 && ++forgotten === 300) return;
      vacate.call(this, place, by);
    };
    try {
      const lines = audit(town.plan, town.legend, simulate(town.plan, 0));
      expect(lines.filter((line) => !line.ok).map((line) => line.check)).toContain("census equals people found");
    } finally {
      Levels.prototype.change = vacate;
    }
  });

  it("finds a patient-day that was counted by time but not by person", () => {
    const tally = simulate(town.plan, 0);
    tally.staysCut[0] = tally.staysCut[0]! - 1;
    expect(
      audit(town.plan, town.legend, tally)
        .filter((l) => !l.ok)
        .map((l) => [l.check, l.place]),
    ).toEqual([["Little's law, occupied: census over time = stays", "hospital"]]);
  });

  it("makes the whole experiment fail, and says where", async () => {
    const leaky: Runner = {
      threads: 1,
      async run(plans, tasks, each) {
        for (const task of tasks)
          each(
            task,
            simulate(plans[task.scenario]!, task.replication, () => new LeakyCalendar()),
          );
      },
    };
    const run = runExperiment([smallTown()], leaky, { replications: 1, version: "0", command: "" });
    await expect(run).rejects.toThrow(AuditBreach);
    await expect(run).rejects.toThrow(/Small town, replication 0: .*nobody forgotten/);
  });
});
