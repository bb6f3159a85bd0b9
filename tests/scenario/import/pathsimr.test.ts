import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ScenarioFaults } from "../../../src/scenario/faults.js";
import { readFrom } from "../../../src/scenario/from.js";
import type { Handed } from "../../../src/scenario/import/grid.js";
import { importPathsimr } from "../../../src/scenario/import/pathsimr.js";
import { inMemory } from "../../../src/scenario/source.js";

const FOLDER = new URL("../../fixtures/pathsimr/", import.meta.url);
const fixture = (file: string): Handed => ({ file, text: readFileSync(new URL(file, FOLDER), "utf8") });

/** What is said of a pair of files, one line a fault. */
function faultsOf(network: Handed, calendar: Handed): string[] {
  try {
    importPathsimr(network, calendar, { unit: "days", name: "x" });
  } catch (error) {
    if (error instanceof ScenarioFaults) return error.faults.map(({ file, message }) => `${file} ${message}`);
    throw error;
  }
  return [];
}

describe("PathSimR's templates with faults", () => {
  it("are told apart where they are handed over the wrong way round", () => {
    expect(faultsOf(fixture("ae-calendar.csv"), fixture("ae-network.csv"))).toEqual([
      "ae-calendar.csv row 1, column A: this is the calendar, and the other file is the network: name the network first",
    ]);
  });

  it("get one line for every fault, with its row and column as a spreadsheet shows them", () => {
    expect(faultsOf(fixture("faulty-network.csv"), fixture("faulty-calendar.csv"))).toMatchInlineSnapshot(`
      [
        "faulty-calendar.csv row 1, column D: the last end is 10 days, so that the calendar would repeat every 240 hours; it must be a day, a part of a day or a week",
        "faulty-calendar.csv row 2, column B: \`A\` of the network has no arrivals here; add a row such as ext_arr,A,0,NA,0",
        "faulty-calendar.csv row 2, column B: \`B\` of the network has no places here; add a row such as cap,B,0,NA,10",
        "faulty-calendar.csv row 3, column D: the end \`5\` is not after the start \`11\`",
        "faulty-calendar.csv row 3, column E: the value is missing",
        "faulty-network.csv row 1, column A: every row is a service point: there is no exit; add a column and an empty row, such as Home",
        "faulty-network.csv row 2, column A: nobody who comes to \`A\` ever reaches an exit; give a chance of one on the way",
        "faulty-network.csv row 2, column B: \`-1\` is below 0; a chance from 0 to 1 is wanted",
        "faulty-network.csv row 2, column B: the chances of going on from \`A\` sum to 0, where 1 is wanted",
        "faulty-network.csv row 2, column E: parameters are missing; exp takes rate (stay at \`A\`)",
        "faulty-network.csv row 2, column K: \`NA\` in \`NA;0.1\` is no number; unif takes min;max (transition delay)",
        "faulty-network.csv row 3, column A: the calendar has rows for \`B\`, so that it is a service point, but its row says nothing; fill it in, or, if it is an exit, take it out of the calendar",
        "faulty-network.csv row 3, column B: the chances of going on from \`B\` sum to 0, where 1 is wanted",
        "faulty-network.csv row 3, column D: a distribution is missing; one of exp, unif, lnorm, gamma, weibull, norm, tnorm (stay at \`B\`)",
        "faulty-network.csv row 3, column E: parameters are missing (stay at \`B\`)",
        "faulty-network.csv row 3, column F: the external queue of \`B\` is missing; a whole number is wanted, 0 for none, Inf for no limit",
        "faulty-network.csv row 3, column G: the internal queue of \`B\` is missing; a whole number is wanted, 0 for none, Inf for no limit",
      ]
    `);
  });

  const network = ",A,Home,serv_dist,serv_dist_param,ext_queue,int_queue\nA,0,1,exp,1,Inf,0\nHome,,,,,,\n";
  const calendar = "metric,node,start,end,value\next_arr,A,0,,1\ncap,A,0,,2\n";
  const bent = (from: string | RegExp, to: string) =>
    faultsOf({ file: "n", text: network.replace(from, to) }, { file: "c", text: calendar });
  const late = (from: string | RegExp, to: string) =>
    faultsOf({ file: "n", text: network }, { file: "c", text: calendar.replace(from, to) });

  it("is read without a fault where there is none", () => {
    expect(faultsOf({ file: "n", text: network }, { file: "c", text: calendar })).toEqual([]);
  });

  it.each([
    [
      "a distribution that is misspelt",
      "exp,1",
      "expp,1",
      /row 2, column D: `expp` is no distribution; did you mean exp\?/,
    ],
    ["too many parameters", "exp,1", "exp,1;2", /row 2, column E: `1;2` has 2 parts; exp takes rate/],
    ["a rate of nothing", "exp,1", "exp,0", /row 2, column E: the rate must be above 0, not 0/],
    ["a chance above one", "A,0,1", "A,0,1.5", /row 2, column C: `1.5` is more than 1/],
    ["a queue of words", "Inf,0", "lots,0", /row 2, column F: the external queue of `A` is `lots`/],
    ["a row without a column", "Home,,,,,,\n", "Home,,,,,,\nB,,,,,,\n", /row 4, column A: `B` has a row but no column/],
    ["a column without a row", "Home,,,,,,\n", "", /row 1, column C: `Home` has a column but no row/],
    ["no column of queues", "int_queue", "queue", /row 1, column A: there is no column `int_queue`/],
    ["nobody leaving", "A,0,1", "A,1,0", /row 2, column A: nobody who comes to `A` ever reaches an exit/],
    ["an empty file", /^[\s\S]*$/, "", /row 1, column A: the file holds no table/],
  ])("%s is told", (_, from, to, message) => {
    expect(bent(from, to).join("\n")).toMatch(message);
  });

  it.each([
    [
      "a service point that there is none of",
      "ext_arr,A",
      "ext_arr,Aa",
      /row 2, column B: `Aa` is no service point of the network; did you mean A\?/,
    ],
    ["arrivals at an exit", "ext_arr,A", "ext_arr,Home", /`Home` has rows|column A: the calendar has rows for `Home`/],
    [
      "no places",
      /cap.*\n/,
      "",
      /row 2, column B: `A` of the network has no places here; add a row such as cap,A,0,NA,10/,
    ],
    ["half a bed", "cap,A,0,,2", "cap,A,0,,2.5", /row 3, column E: `2.5`: places are a whole number/],
    [
      "a gap",
      "cap,A,0,,2",
      "cap,A,0,0.5,2\ncap,A,0.75,1,3",
      /row 4, column C: nothing is said of the places of A from 0.5 to 0.75/,
    ],
    [
      "an overlap",
      "cap,A,0,,2",
      "cap,A,0,0.5,2\ncap,A,0.25,1,3",
      /row 4, column C: the places of A are told twice from 0.25 to 0.5/,
    ],
    [
      "a calendar of three days",
      "cap,A,0,,2",
      "cap,A,0,1,2\ncap,A,1,3,3",
      /repeat every 72 hours; it must be a day, a part of a day or a week/,
    ],
    [
      "a calendar that stops short",
      "cap,A,0,,2",
      "cap,A,0,0.5,2\ncap,A,0.5,1,3\next_arr,A,0,0.5,1",
      /told twice|nothing is said/,
    ],
    ["a metric that is none", "cap,A", "beds,A", /row 3, column A: `beds` is no metric; ext_arr/],
  ])("%s is told", (_, from, to, message) => {
    expect(late(from, to).join("\n")).toMatch(message);
  });
});

describe("both samples", () => {
  it.each([
    ["stroke", "days"],
    ["ae", "hours"],
  ] as const)("of %s become the scenario that the published results are held against, and it is read", (name, unit) => {
    const { scenario } = importPathsimr(fixture(`${name}-network.csv`), fixture(`${name}-calendar.csv`), {
      unit,
      name,
    });
    const shipped = new URL(`../../verification/pathsimr-${name}/pathsimr-${name}.yaml`, import.meta.url);
    const { arrivals, places, pathways } = parse(scenario);
    expect({ arrivals, places, pathways }).toEqual(
      (({ arrivals, places, pathways }) => ({ arrivals, places, pathways }))(parse(readFileSync(shipped, "utf8"))),
    );
    const [epoch] = readFrom(inMemory({ "a.yaml": scenario }), "a.yaml").epochs;
    expect(epoch!.scenario.places.length).toBe(Object.keys(places).length);
  });
});

describe("the stroke network", () => {
  const { scenario, notes } = importPathsimr(fixture("stroke-network.csv"), fixture("stroke-calendar.csv"), {
    unit: "days",
    name: "Stroke",
  });
  const read = parse(scenario);

  it("has its arrivals, beds and stays", () => {
    expect(read.arrivals).toEqual({ hasu: { rate: "5.14 per day", emergency: false, pathway: "hasu" } });
    expect(read.places.hasu).toEqual({ kind: "beds", label: "HASU", beds: 40 });
    expect(Number.parseFloat(read.pathways.hasu[0].stay.exponential.mean)).toBe(3.3);
    expect(notes).toEqual([]);
  });

  it("waits without limit outside the first ward, and blocks the bed behind everywhere else", () => {
    const steps = Object.values<{ step: string; full: unknown }[]>(read.pathways).flat();
    expect(steps.filter(({ full }) => full !== undefined).map(({ step, full }) => [step, full])).toEqual([
      ["from-outside", "wait"],
      ["from-inside", "hold"],
      ["from-inside", "hold"],
      ["from-inside", "hold"],
    ]);
  });

  it("holds the bed while on the way to an exit, and names the exits", () => {
    const home = read.pathways.hasu[0].next.find(({ go }: { go: string }) => go === "to-home.leave");
    expect(home.chance).toBe(0.15);
    expect(Number.parseFloat(home.delay.exponential.mean)).toBe(0.5);
    expect(read.pathways["to-death"]).toEqual([
      { step: "leave", at: "to-death", stay: "0 minutes", next: [{ go: "died" }] },
    ]);
    expect(read.places["to-home"]).toEqual({ kind: "unlimited", label: "Home" });
  });
});

describe("the A&E network", () => {
  const read = parse(
    importPathsimr(fixture("ae-network.csv"), fixture("ae-calendar.csv"), { unit: "hours", name: "A&E" }).scenario,
  );

  it("repeats its calendar daily: places by the clock, arrivals by a rhythm of hours", () => {
    expect(read.places["shock-room"].beds).toBe(3);
    expect(read.places["shock-room"].timetable).toEqual([{ from: "08:00", to: "20:00", beds: 6 }]);
    const { rate, rhythm } = read.arrivals["shock-room"];
    const perHour = Number.parseFloat(rate);
    expect(rate).toMatch(/per hour$/);
    for (const [hour, value] of [
      [0, 0.1725],
      [6, 0.345],
      [13, 0.3335],
      [23, 0.299],
    ] as const)
      expect(perHour * rhythm.hour[hour]).toBeCloseTo(value, 6);
  });

  it("takes those inside before those outside, where both come", () => {
    expect(read.places["emergency-yellow"].takes).toEqual([
      "emergency-yellow.from-inside",
      "emergency-yellow.from-outside",
    ]);
    expect(
      read.pathways["emergency-yellow"].map(({ step, full }: { step: string; full: unknown }) => [step, full]),
    ).toEqual([
      ["from-outside", "wait"],
      ["from-inside", "wait"],
    ]);
  });

  it("keeps mean and spread of R's lognormal: meanlog −0.88056, sdlog 1.1467", () => {
    const { mean, sd } = read.pathways["shock-room"][0].stay.lognormal;
    expect(Number.parseFloat(mean)).toBeCloseTo(Math.exp(-0.88056 + 1.1467 ** 2 / 2), 6);
    expect((Number.parseFloat(sd) / Number.parseFloat(mean)) ** 2).toBeCloseTo(Math.expm1(1.1467 ** 2), 6);
  });
});

describe("a weekly calendar in hours", () => {
  it("makes a timetable of the weekdays and hours at which a place has other beds than usual", () => {
    const network = ",A,Home,serv_dist,serv_dist_param,ext_queue,int_queue\nA,0,1,exp,1,Inf,0\nHome,,,,,,\n";
    // 10 beds from Monday to Friday, 4 at the weekend, 2 on Saturday nights from 20:00.
    const calendar =
      "metric,node,start,end,value\next_arr,A,0,168,1\ncap,A,0,120,10\ncap,A,120,140,4\ncap,A,140,144,2\ncap,A,144,168,4\n";
    const { scenario } = importPathsimr(
      { file: "n", text: network },
      { file: "c", text: calendar },
      { unit: "hours", name: "week" },
    );
    const { epochs } = readFrom(inMemory({ "week.yaml": scenario }), "week.yaml");
    const { capacity, timetable } = epochs[0]!.scenario.places[0]!;
    const bedsAt = (day: number, hour: number) =>
      timetable.find(
        ({ days, from, to }) => (days === undefined || days.includes(day)) && hour * 2 >= from && hour * 2 < to,
      )?.capacity ?? capacity;
    for (let day = 0; day < 7; day++)
      for (let hour = 0; hour < 24; hour++)
        expect([day, hour, bedsAt(day, hour)]).toEqual([day, hour, day < 5 ? 10 : day === 5 && hour >= 20 ? 2 : 4]);
    expect(scenario).toContain("days:");
  });
});
