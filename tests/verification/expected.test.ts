import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { erlangB, waitedFor } from "../../src/experiment/exact.js";
import { censusFromEmpty, hourlyRates, lognormalSurvival, meanOver } from "../../src/experiment/exact-census.js";
import { blockedTandem } from "../../src/experiment/exact-tandem.js";
import {
  allAsPatient,
  anyShape,
  fewPeople,
  network,
  patientByChance,
  twoClasses,
  yearlySegments,
  yearlySteps,
} from "./solve-queues.js";

interface Row {
  case: string;
  measure: string;
  place: string;
  expected: string;
  basis: string;
}

const beside = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const rows = Papa.parse<Row>(beside("expected.csv").trim(), { header: true }).data;

/** What a planner wrote in a case's file; loosely typed, as it is only read here. */
// biome-ignore lint/suspicious/noExplicitAny: a scenario file as plain data
const written = (name: string): any => parse(beside(`${name}.yaml`));
const days = (text: string) => Number(text.split(" ")[0]);

type Figures = Record<string, number>;

const solved = new Map<string, Figures>();

/** The exact figures of every case by measure and place, from the numbers in its file. */
function exactly(name: string): Figures {
  if (!solved.has(name)) solved.set(name, solve(name));
  return solved.get(name)!;
}

const QUEUES: Record<string, (file: ReturnType<typeof written>) => Figures> = {
  "mg1/mg1": anyShape,
  "priorities/priorities": twoClasses,
  "reneging/erlang-a": patientByChance,
  "reneging/fixed-patience": allAsPatient,
  "jackson/jackson": network,
  "engset/engset": fewPeople,
  "population-step/population-step": yearlySteps,
  "population-step/segments": (file) =>
    yearlySegments(
      file,
      Papa.parse<{ from: string; to: string; chance: string }>(
        beside("population-step/moves.csv").replace(/^#.*\n/, ""),
        {
          header: true,
        },
      ).data,
    ),
};

function solve(name: string): Figures {
  const queue = QUEUES[name];
  if (queue) return queue(written(name));
  if (name.startsWith("treat-sim")) return opening();
  if (name.startsWith("mm")) return waited(name);
  if (name.startsWith("erlang-ward")) return refused(name);
  if (name.startsWith("blocked-tandem")) return tandem(name);
  if (name.startsWith("mg-infinity")) return rhythm(name);
  return stroke(name);
}

/** The centre's arrivals: the sum of the rates of each hour that it is run for, by stream. */
function opening(): Figures {
  const { run, arrivals } = written("treat-sim/base");
  const rates = beside("treat-sim/hours.csv")
    .match(/^\d+,.*$/gm)!
    .map((line) => Number(line.split(",")[1]));
  const sum = rates.slice(0, days(run.length) / 60).reduce((a, b) => a + b, 0);
  return Object.fromEntries(
    Object.entries<{ rate: string }>(arrivals).map(([name, { rate }]) => [`presentations ${name}`, sum * days(rate)]),
  );
}

function waited(name: string): Figures {
  const file = written(name);
  const [place, { beds }] = Object.entries<{ beds: number }>(file.places)[0]!;
  const hours = String(file.arrivals.patients.rate).endsWith("per hour");
  const [step] = Object.values<{ stay: { exponential: { mean: string } } }[]>(file.pathways)[0]!;
  const stay = days(step!.stay.exponential.mean) / (hours ? 24 : 1);
  const figures = waitedFor(beds, days(file.arrivals.patients.rate) * (hours ? 24 : 1), stay);
  return {
    [`wait ${place}`]: figures.wait,
    [`waiting ${place}`]: figures.waiting,
    [`occupancy ${place}`]: figures.occupancy,
  };
}

function refused(name: string): Figures {
  const file = written(name);
  const { stay } = file.pathways.stay[0];
  const load = days(file.arrivals.patients.rate) * days(stay.exponential?.mean ?? stay.lognormal?.mean ?? stay);
  const share = erlangB(file.places.ward.beds, load);
  return { "refused-share ward": share, "occupancy ward": load * (1 - share) };
}

function tandem(name: string): Figures {
  const { arrivals, places, pathways } = written(name);
  const [acute, community] = pathways.hospital;
  const figures = blockedTandem({
    arrivals: days(arrivals.patients.rate),
    acuteBeds: places.acute.beds,
    communityBeds: places.community.beds,
    acuteStay: days(acute.stay.exponential.mean),
    communityStay: days(community.stay.exponential.mean),
    chance: Number.parseFloat(acute.next[0].chance) / 100,
  });
  return {
    "refused-share acute": figures.refused,
    "occupancy acute": figures.acute,
    "delayed acute": figures.blocked,
    "occupancy community": figures.community,
    "delay-per-stay:hospital.community acute": figures.delay,
  };
}

function rhythm(name: string): Figures {
  const { run, arrivals, pathways } = written(name);
  const hour = beside("mg-infinity/hours.csv")
    .match(/^\d+,.*$/gm)!
    .map((line) => Number(line.split(",")[1]));
  const month = Object.values<number>(arrivals.patients.rhythm.month);
  const stay = pathways.assessment[0].stay.lognormal;
  const from = days(run["warm-up"]) * 24;
  const to = from + days(run.length) * 24;
  const dayZero = new Date(Date.parse(run.start) - from * 3_600_000).toISOString().slice(0, 10);
  const census = censusFromEmpty(
    hourlyRates(days(arrivals.patients.rate), { month, hour }, dayZero, to),
    lognormalSurvival(days(stay.mean), days(stay.sd)),
  );
  // The midnight that ends a day is counted with that day and its month.
  const nights = Array.from({ length: (to - from) / 24 }, (_, day) => {
    const date = new Date(Date.parse(run.start) + day * 24 * 3_600_000);
    return { month: date.getUTCMonth() + 1, census: census[from + (day + 1) * 24]! };
  });
  const mean = (some: typeof nights) => some.reduce((sum, night) => sum + night.census, 0) / some.length;
  const figures: Figures = {
    "occupancy unit": meanOver(census, from, to),
    "midnight-census unit": mean(nights),
  };
  for (let m = 1; m <= 12; m++)
    figures[`midnight-census-in-month:${m} unit`] = mean(nights.filter((night) => night.month === m));
  return figures;
}

/** Loads from the printed paper, not from the file, so that a slip in the file shows. */
function stroke(name: string): Figures {
  const acute = (0.24 * 7.4 + 0.13 * 4.6 + 0.63 * 7) / 1.2 + 1.8 / 9.3 + 4 / 3.6 + 3.8 / 3.2;
  const rehab =
    (0.24 / 1.2 + 1 / 21.8) * (0.4 * 30.3 + 0.6 * 28.4) +
    (0.01 / 9.3) * 18.7 +
    (0.11 / 3.6 + 1 / 31.7) * 27.6 +
    (0.05 / 3.2 + 1 / 28.6) * 16.1;
  const more = name.endsWith("busier") ? 1 / 0.95 : 1;
  const loads = { acute: acute * more, rehab: rehab * more, pooled: acute + rehab };
  const figures: Figures = {};
  for (const [place, load] of Object.entries(loads)) {
    figures[`occupancy ${place}`] = load;
    for (let beds = 1; beds <= 30; beds++) figures[`chance-full-with:${beds} ${place}`] = erlangB(beds, load);
  }
  return figures;
}

describe("expected.csv", () => {
  it.each(rows.filter((row) => row.basis === "exact").map((row) => [row.case, row.measure, row.place, row] as const))(
    "%s: %s of %s is what the exact solver gives for the numbers in the file",
    (name, measure, place, row) => {
      expect(exactly(name)[`${measure} ${place}`]).toBeCloseTo(Number(row.expected), 5);
    },
  );

  it("has rows for every case, and names no case without a file", () => {
    const cases = new Set(rows.map((row) => row.case));
    for (const name of cases) expect(written(name).careshift, name).toBe(1);
    expect([...cases].sort()).toEqual([
      "blocked-tandem/blocked-tandem-10",
      "blocked-tandem/blocked-tandem-6",
      "engset/engset",
      "erlang-ward/exponential",
      "erlang-ward/fixed",
      "erlang-ward/lognormal",
      "jackson/jackson",
      "mg-infinity/mg-infinity",
      "mg1/mg1",
      "mm1/mm1",
      "mm5/mm5",
      "monks-2016/busier",
      "monks-2016/monks-2016",
      "monks-2016/pooled",
      "pathsimr-ae/pathsimr-ae",
      "pathsimr-stroke/pathsimr-stroke",
      "population-step/population-step",
      "population-step/segments",
      "priorities/priorities",
      "reneging/erlang-a",
      "reneging/fixed-patience",
      "treat-sim/base",
      "treat-sim/one-more-room",
    ]);
  });
});

/** The load that a file makes at a place: each stream's rate times the stays there of whoever it sends. */
function loadOf(file: ReturnType<typeof written>, place: string): number {
  const steps = (pathway: string) => file.pathways[pathway];
  const onward = (pathway: string, index: number): number => {
    const step = steps(pathway)[index];
    const here = step.at === place ? days(step.stay.lognormal.mean) : 0;
    const next: { go: string; chance?: string }[] = step.next ?? [];
    const said = next.reduce((sum, branch) => sum + Number.parseFloat(branch.chance ?? "0") / 100, 0);
    const scale = step.normalise ? 1 / said : 1;
    return next.reduce((sum, branch) => {
      const share = branch.chance === undefined ? 1 - said : (Number.parseFloat(branch.chance) / 100) * scale;
      const [to, name] = branch.go.includes(".") ? branch.go.split(".") : [pathway, branch.go];
      const at = steps(to!)?.findIndex((s: { step: string }) => s.step === name) ?? -1;
      return at < 0 ? sum : sum + share * onward(to!, at);
    }, here);
  };
  return Object.values<{ gaps: { exponential: { mean: string } }; pathway: string }>(file.arrivals).reduce(
    (sum, stream) => sum + onward(stream.pathway, 0) / days(stream.gaps.exponential.mean),
    0,
  );
}

describe("monks-2016.yaml", () => {
  it("makes the loads of the printed paper", () => {
    const file = written("monks-2016/monks-2016");
    expect(loadOf(file, "acute")).toBeCloseTo(8.1454928, 7);
    expect(loadOf(file, "rehab")).toBeCloseTo(9.7182176, 7);
  });

  it("is 5 % busier in every stream, and pooled in every step", () => {
    const { arrivals, pathways } = written("monks-2016/monks-2016");
    const busier: { scale: string; by: number }[] = written("monks-2016/busier").changes;
    expect(busier).toEqual(Object.keys(arrivals).map((name) => ({ scale: `arrivals.${name}.gaps`, by: 0.95 })));
    const pooled: { set: string; to: string }[] = written("monks-2016/pooled").changes.filter(
      (change: object) => "set" in change,
    );
    const all = Object.entries<{ step: string }[]>(pathways).flatMap(([p, steps]) =>
      steps.map((s) => `pathways.${p}.${s.step}.at`),
    );
    expect(pooled.map((change) => change.set).sort()).toEqual(all.sort());
    expect(new Set(pooled.map((change) => change.to))).toEqual(new Set(["pooled"]));
  });
});
