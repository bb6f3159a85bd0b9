/** Works out what comes of the teams' plans, a batch at a time, with the seed of the scenario: everyone sees the same figures. */
import { runExperiment } from "../../experiment/experiment.js";
import type { Findings } from "../../experiment/findings.js";
import type { Runner } from "../../experiment/runners/runner.js";
import { withRun } from "../../experiment/settings.js";
import { comparisonOf, measureOf } from "../../report/look-up.js";
import { readFrom } from "../../scenario/from.js";
import type { Source } from "../../scenario/source.js";
import { planScenario } from "../session-play.js";
import { asRoot, type Session } from "../session-read.js";
import type { Outcome, Plan } from "./room.js";
import type { Rooms } from "./rooms.js";

/** Plans that are run together: the scenario as it is need be run only once for them. */
const BATCH = 8;

/** Runs the plans of rooms as they come in, until it is stopped. */
export class Referee {
  private readonly stopping = new AbortController();
  private working: Promise<void> = Promise.resolve();
  private busy = false;

  constructor(
    private readonly rooms: Rooms,
    private readonly source: Source,
    private readonly runner: Runner,
    private readonly version: string,
  ) {
    rooms.on("change", () => this.look());
    this.look();
  }

  /** Stops what is under way; plans without a result are run again after a restart. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  private look(): void {
    if (this.busy || this.stopping.signal.aborted) return;
    const [first] = this.rooms.waiting();
    if (first === undefined) return;
    this.busy = true;
    const plans = [...first.plans.values()].slice(0, BATCH);
    this.working = this.judge(first.room.code, first.session, plans)
      .then(
        () => true,
        // Not on disk, so nobody is told: these plans are run again as soon as something else happens.
        (error) => void console.error(`a result could not be kept: ${error instanceof Error ? error.message : error}`),
      )
      .then((kept) => {
        this.busy = false;
        if (kept) this.look();
      });
  }

  private async judge(room: string, session: Session, plans: Plan[]): Promise<void> {
    let outcomes: Outcome[];
    try {
      outcomes = await this.outcomes(session, plans);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      console.error(`a plan could not be run: ${error instanceof Error ? error.message : String(error)}`);
      outcomes = plans.map(() => ({ fault: "This plan could not be run; the server's own screen says why." }));
    }
    for (const [i, plan] of plans.entries()) this.rooms.result(room, plan, outcomes[i] as Outcome);
  }

  private async outcomes(session: Session, plans: Plan[]): Promise<Outcome[]> {
    const { years, replications } = session.run;
    const baseline = readFrom(this.source, session.baseline);
    const redesigns = plans.map((plan, i) => planScenario(session, this.source, `Plan ${i + 1}`, plan.settings));
    const scenarios = withRun([asRoot(baseline, session), ...redesigns], { years, replications });
    const findings = await runExperiment(scenarios, this.runner, {
      replications,
      version: this.version,
      command: "careshift serve",
      signal: this.stopping.signal,
    });
    if (!findings.identity.complete) throw new Error("stopped");
    return plans.map((_, i) => outcomeOf(session, findings, i + 1));
  }
}

/** What the n-th scenario of the findings shows of each measure of the session. */
export function outcomeOf(session: Session, findings: Findings, n: number): Outcome {
  const scenario = findings.scenarios[n];
  if (scenario === undefined) return { fault: "There is no such plan." };
  return {
    figures: session.measures.map(({ measure, place }) => {
      const wanted = { measure, place: place ?? null, group: null };
      const found = measureOf(scenario, wanted);
      const against = comparisonOf(findings, scenario, wanted);
      return {
        mean: found?.mean ?? null,
        difference: against?.difference ?? null,
        low: finite(against?.low),
        high: finite(against?.high),
      };
    }),
  };
}

function finite(bound: number | undefined): number | null {
  return bound !== undefined && Number.isFinite(bound) ? bound : null;
}
