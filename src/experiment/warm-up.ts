import { compile } from "../care/compile.js";
import type { Tally } from "../care/tally.js";
import type { Epoch, ReadScenario, Rhythm, Run, Scenario } from "../scenario/scenario.js";
import { batched, mser } from "./mser.js";
import { NothingFinished } from "./replicate.js";
import type { Runner } from "./runners/runner.js";

/** How the warm-up came about, where it was left to be found. */
export interface WarmUpFindings {
  /** `opening`: the scenario says who is there on day one, so there is none. */
  rule: "mser-5" | "opening";
  days: number;
  /** Whether every place that decides settles within the longest pilot. */
  settled: boolean;
  /** Replications averaged in the pilot, and its length in days; nought for an opening. */
  replications: number;
  pilotDays: number;
  places: WarmUpPlace[];
}

export interface WarmUpPlace {
  scenario: string;
  place: string;
  /** Days until it settles. */
  days: number;
  settled: boolean;
  /** Whether the warm-up waits for it: places of beds. */
  decides: boolean;
  /** People in the place or waiting for it at midnight, mean of five days and all replications of the pilot. */
  series: number[];
}

/** Replications whose series are averaged: what Hoad et al. begin with. */
const REPLICATIONS = 5;
const BATCH = 5;
const YEAR = 365;
const LONGEST = 4 * YEAR;

/**
 * Finds a warm-up that all scenarios share: MSER-5 over the midnight census of every place of beds, averaged over
 * replications of a pilot that starts empty: Hoad, Robinson & Davies (2010), "Automating warm-up length estimation", Journal
 * of the Operational Research Society 61(9):1389-1403, doi 10.1057/jors.2009.87. The pilot has neither months nor growth nor
 * dated changes, which no warm-up would end; it is made longer until every truncation point lies in its first half.
 *
 * @returns the scenarios with that warm-up, and how it was found
 * @throws {NothingFinished} when stopped by the signal
 */
export async function withWarmUp(
  scenarios: ReadScenario[],
  runner: Runner,
  options: { onProgress?: ((done: number, of: number) => void) | undefined; signal?: AbortSignal | undefined } = {},
): Promise<{ scenarios: ReadScenario[]; warmUp: WarmUpFindings }> {
  const empty = scenarios.filter((read) => read.epochs[0]!.scenario.opening.length === 0);
  const warmUp = empty.length === 0 ? OPENING : await fromPilots(empty, scenarios, runner, options);
  return { scenarios: scenarios.map((read) => shifted(read, warmUp.days)), warmUp };
}

const OPENING: WarmUpFindings = {
  rule: "opening",
  days: 0,
  settled: true,
  replications: 0,
  pilotDays: 0,
  places: [],
};

async function fromPilots(
  empty: ReadScenario[],
  all: ReadScenario[],
  runner: Runner,
  options: Parameters<typeof withWarmUp>[2],
): Promise<WarmUpFindings> {
  for (let days = YEAR; ; days *= 2) {
    const places = await pilot(empty, all, runner, days, options ?? {});
    const deciding = places.filter((place) => place.decides);
    const settled = deciding.every((place) => place.settled);
    if (!settled && days < LONGEST) continue;
    // What never settles has no warm-up that would do: a year, and the findings say so.
    const found = Math.max(settled ? 0 : YEAR, ...deciding.filter((p) => p.settled).map((p) => p.days));
    return { rule: "mser-5", days: found, settled, replications: REPLICATIONS, pilotDays: days, places };
  }
}

async function pilot(
  empty: ReadScenario[],
  all: ReadScenario[],
  runner: Runner,
  days: number,
  {
    onProgress,
    signal,
  }: { onProgress?: ((done: number, of: number) => void) | undefined; signal?: AbortSignal | undefined },
): Promise<WarmUpPlace[]> {
  const compiled = empty.map((read) =>
    compile(pilotOf(read, days), pilotOf(all.find((other) => other.file === read.root) ?? read, days)),
  );
  const tasks = Array.from({ length: REPLICATIONS * empty.length }, (_, i) => ({
    scenario: i % empty.length,
    replication: Math.floor(i / empty.length),
  }));
  const tallies = empty.map((): Tally[] => []);
  let done = 0;
  await runner.run(
    compiled.map((c) => c.plan),
    tasks,
    (task, tally) => {
      tallies[task.scenario]![task.replication] = tally;
      done++;
      onProgress?.(done, tasks.length);
    },
    signal,
  );
  if (done < tasks.length) throw new NothingFinished();
  return empty.flatMap((read, s) =>
    compiled[s]!.legend.places.flatMap(({ name, kind }, p) =>
      kind === "caseload" ? [] : [placeOf(read, name, kind === "beds", tallies[s]!, p)],
    ),
  );
}

function placeOf(read: ReadScenario, place: string, decides: boolean, tallies: Tally[], p: number): WarmUpPlace {
  const { name, places } = read.epochs[0]!.scenario;
  const days = Math.floor(tallies[0]!.days);
  const census = Array.from({ length: days }, (_, day) =>
    tallies.reduce((sum, t) => {
      const at = day * places.length + p;
      return sum + (t.censusOccupied[at]! + t.censusWaiting[at]!) / tallies.length;
    }, 0),
  );
  const series = batched(census, BATCH);
  const { at, settled } = mser(series);
  return { scenario: name, place, days: at * BATCH, settled, decides, series };
}

/** The scenario from its first day on, without months, growth and dated changes, from a seed of its own. */
function pilotOf(read: ReadScenario, days: number): Epoch[] {
  const scenario = read.epochs[0]!.scenario;
  const run: Run = { ...scenario.run, warmUp: 0, length: days, seed: `${scenario.run.seed}, warm-up` };
  const flat = <T extends { rhythm: Rhythm; trend: number }>(stream: T): T => ({
    ...stream,
    rhythm: { ...stream.rhythm, ...(stream.rhythm.month && { month: evenly(stream.rhythm.month) }) },
    trend: 0,
  });
  const even: Scenario = {
    ...scenario,
    run,
    needs: scenario.needs.map(flat),
    arrivals: scenario.arrivals.map(flat),
    opening: [],
  };
  return [{ from: 0, scenario: even }];
}

function evenly(months: number[]): number[] {
  const mean = months.reduce((a, b) => a + b, 0) / months.length;
  return months.map(() => mean);
}

/** The same scenario after another warm-up: dated changes keep their dates. */
function shifted(read: ReadScenario, warmUp: number): ReadScenario {
  const by = warmUp - read.epochs[0]!.scenario.run.warmUp;
  const moved = read.epochs.map(({ from, scenario }, i) => ({
    from: i === 0 ? 0 : from + by,
    scenario: { ...scenario, run: { ...scenario.run, warmUp } },
  }));
  // Without a warm-up, what is dated on the first day holds from the beginning.
  return { ...read, epochs: moved.filter((_, i) => !(moved[i + 1] && moved[i + 1]!.from <= 0)) };
}
