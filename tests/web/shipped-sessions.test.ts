import { describe, expect, it } from "vitest";
import { runExperiment } from "../../src/experiment/experiment.js";
import type { Findings } from "../../src/experiment/findings.js";
import { here } from "../../src/experiment/runners/here.js";
import { withRun } from "../../src/experiment/settings.js";
import { onDisk } from "../../src/scenario/read.js";
import { sessionFiles } from "../../src/web/server/find-sessions.js";
import { answerOf, figureOf, pointsOf } from "../../src/web/session-answers.js";
import { planScenario } from "../../src/web/session-play.js";
import { readSession, readSessionWith, stageOf } from "../../src/web/session-read.js";
import { figuresIn } from "../../src/web/session-text.js";

const THOROUGH = process.env.CARESHIFT_THOROUGH === "1";
const FILES = sessionFiles(new URL("../../scenarios/torbay", import.meta.url).pathname);

async function played(file: string, years?: number, replications?: number): Promise<Findings> {
  const { session, baseline, options } = readSessionWith(onDisk, file);
  const run = { years: years ?? session.run.years, replications: replications ?? session.run.replications };
  const scenarios = withRun([baseline, ...options.values()], run);
  return runExperiment(scenarios, here(), { replications: run.replications, version: "test", command: "" });
}

describe.each(FILES.map((file) => [file.split("/").at(-1) as string, file]))("the session %s", (_, file) => {
  const session = readSession(onDisk, file);
  const texts = session.stages.flatMap((stage) => [
    stageOf(stage).text ?? "",
    stageOf(stage).notes ?? "",
    ...(stage.debrief?.points ?? []).map((point) => point.say),
  ]);

  it("fits 45 minutes, with teams too, and is predicted, run, debriefed and discussed, with notes for every part but the last", () => {
    expect(session.minutes).toBe(45);
    const rounds = session.teams?.rounds.reduce((sum, { minutes }) => sum + minutes, 0);
    const plans = session.stages.map(stageOf).filter(({ kind }) => kind === "plan");
    expect(rounds).toBeLessThanOrEqual(plans.reduce((sum, { minutes }) => sum + minutes, 0));
    const kinds = session.stages.map((stage) => stageOf(stage).kind);
    expect(kinds[0]).toBe("brief");
    for (const kind of ["predict", "run", "debrief", "discuss"]) expect(kinds).toContain(kind);
    expect(kinds.indexOf("predict")).toBeLessThan(kinds.indexOf("run"));
    for (const stage of session.stages.slice(0, -1)) expect(stageOf(stage).notes).toBeDefined();
  });

  it("names only figures that it has, and its debrief types in none", () => {
    for (const name of texts.flatMap(figuresIn)) expect(Object.keys(session.figures ?? {})).toContain(name);
    const debrief = session.stages.flatMap(({ debrief: of }) => [
      of?.text ?? "",
      ...(of?.points ?? []).map((p) => p.say),
    ]);
    const typed = debrief
      .join(" ")
      .replace(/\{[^}]*\}/g, "")
      .match(/\b\d+\b(?! % full)/g);
    expect(typed ?? []).toEqual([]);
  });

  it("has two rounds for teams, with a budget, and a first measure by which one plan is better than another", () => {
    expect(session.teams?.rounds.length).toBe(2);
    expect(Object.values(session.levers ?? {}).length).toBeGreaterThan(1);
    expect(session.measures[0]?.better).toMatch(/lower|higher/);
  });

  it("has levers that can be moved to both ends", () => {
    for (const [name, { from, to }] of Object.entries(session.levers ?? {}))
      for (const end of [from, to])
        expect(planScenario(session, onDisk, "Plan", { [name]: end }).epochs.length).toBeGreaterThan(0);
  });
});

describe("where to put ten beds", () => {
  it("is answered by a run: every figure is there, and places outside set more acute beds free than acute beds do", async () => {
    const file = FILES.find((each) => each.endsWith("ten-beds.yaml")) as string;
    const session = readSession(onDisk, file);
    const findings = await played(file, 0.5, 2);
    for (const name of Object.keys(session.figures ?? {}))
      expect(figureOf(session, findings, name)?.said).toMatch(/\d/);
    const { which } = session.stages.find(({ predict }) => predict)?.predict?.questions ?? {};
    const answer = answerOf(session, findings, which as NonNullable<typeof which>, () => undefined);
    expect(answer?.kind === "choose" && answer.best).not.toBe("acute");
    const points = session.stages.find(({ debrief }) => debrief)?.debrief?.points ?? [];
    expect(pointsOf(session, findings, points, () => undefined).join(" ")).not.toMatch(/[{}]|not run yet/);
  });
});

describe.skipIf(!THOROUGH)("every session, as it is played", () => {
  it.each(FILES)(
    "%s gives all its figures",
    async (file) => {
      const session = readSession(onDisk, file);
      const findings = await played(file);
      for (const name of Object.keys(session.figures ?? {}))
        expect(figureOf(session, findings, name)?.said).toMatch(/\d/);
    },
    600_000,
  );
});
