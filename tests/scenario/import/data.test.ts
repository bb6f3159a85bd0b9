import { describe, expect, it } from "vitest";
import { type Law, quantile } from "../../../src/engine/laws.js";
import { readFrom } from "../../../src/scenario/from.js";
import { fitArrivals, streamOf } from "../../../src/scenario/import/arrivals.js";
import { digamma, trigamma } from "../../../src/scenario/import/gamma.js";
import { importPopulation } from "../../../src/scenario/import/population.js";
import { fitStays, stayTable } from "../../../src/scenario/import/stays.js";
import { writeYaml } from "../../../src/scenario/import/write.js";
import { inMemory } from "../../../src/scenario/source.js";

const file = "data.csv";

describe("import population", () => {
  const wanted = "0,female,5\n0,male,6\n1,female,7\n1,male,8\n90+,female,3\n90+,male,1\n";
  const body = (table: string) => table.split("\n").slice(2).join("\n");

  it.each([
    ["a row per age and sex", "age,sex,people\n0,F,5\n0,M,6\n1,F,7\n1,M,8\n90,F,2\n91 and over,F,1\n90+,M,1"],
    [
      "columns for women and men, below a title",
      "Mid-2023 estimates,,,\n,,,\nAge,Females,Males,Persons\n0,5,6,11\n1,7,8,15\n90+,3,1,4\nAll ages,15,15,30",
    ],
  ])("reads %s", (_, text) => {
    expect(body(importPopulation({ file, text }).table)).toBe(wanted);
  });

  it("reads the ONS layout of a row per area and sex, one area of it", () => {
    const ages = Array.from({ length: 91 }, (_, age) => (age === 90 ? "90+" : String(age)));
    const row = (area: string, sex: string, people: number) =>
      `E06,${area},${sex},${91 * people},${ages.map(() => people).join(",")}`;
    const text = [
      `Code,Name,Sex,All ages,${ages.join(",")}`,
      row("Bath", "F", 2),
      row("Bath", "M", 3),
      row("Bristol", "F", 9),
      row("Bristol", "M", 9),
    ].join("\n");
    expect(importPopulation({ file, text }, { area: "bath" }).people).toBe(91 * 5);
    expect(() => importPopulation({ file, text })).toThrow(
      /there are 2 areas here; say which one by --area, such as --area 'Bath'/,
    );
    expect(() => importPopulation({ file, text }, { area: "York" })).toThrow(
      /there is no area `York`; there are .*Bath, Bristol/,
    );
  });

  it.each([
    ["age,sex,people\nold,F,5", /row 2, column A: `old` is no age; write 4, 0-4 or 90\+/],
    ["age,sex,people\n4,X,5", /row 2, column B: `X` is neither female nor male/],
    ["age,sex,people\n4,F,many", /row 2, column C: `many` is no number of people/],
    ["age,sex,people\n4,F,5\n4,F,6\n4,M,1", /age 4, female, is there twice/],
    ["age,sex,people\n4,F,5", /there is nobody who is male/],
    ["name,town\nx,y", /no row names the columns/],
    ["age,people\n4,5", /a column `sex` is wanted beside `age`/],
  ])("tells what is wrong with %j", (text, message) => {
    expect(() => importPopulation({ file, text })).toThrow(message);
  });
});

describe("import arrivals", () => {
  /** Ten a day in January, twenty in February; twice as many on Mondays; all between 8 and 10. */
  const rows: string[] = [];
  for (let day = 0; day < 364; day++) {
    const date = new Date(Date.UTC(2023, 0, 1 + day));
    const n = (date.getUTCMonth() === 1 ? 20 : 10) * (date.getUTCDay() === 1 ? 2 : 1);
    for (let i = 0; i < n; i++) rows.push(`${date.toISOString().slice(0, 10)} ${i % 2 === 0 ? "08:30" : "09:15"}`);
  }
  const found = fitArrivals({ file, text: ["arrived", ...rows].join("\n") });
  const turn = (of: string) => found.turns.find((each) => each.of === of)!;

  it("finds the months, weekdays and hours that made the data, apart from each other", () => {
    const { multipliers: month } = turn("month");
    expect(month[1]! / month[0]!).toBeCloseTo(2, 9);
    const { multipliers: weekday } = turn("weekday");
    expect(weekday[0]! / weekday[3]!).toBeCloseTo(2, 9);
    expect(turn("hour").multipliers[8]).toBeCloseTo(12, 9);
    expect(found.daily.every(({ observed, fitted }) => Math.abs(observed - fitted) < 1e-6)).toBe(true);
    expect(found.dispersion).toBeCloseTo(0, 9);
  });

  it("is the same from counts by day and hour, from British dates, and without hours but for the hours", () => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row.slice(0, 13), (counts.get(row.slice(0, 13)) ?? 0) + 1);
    const byHour = [
      "date,hour,count",
      ...[...counts].map(([key, n]) => `${key.slice(0, 10)},${key.slice(11)},${n}`),
    ].join("\n");
    expect(fitArrivals({ file, text: byHour }).turns).toEqual(found.turns);
    const british = rows.map((row) => row.replace(/^(\d+)-(\d+)-(\d+)/, "$3/$2/$1"));
    expect(fitArrivals({ file, text: british.join("\n") }).turns).toEqual(found.turns);
    const daily = fitArrivals({ file, text: rows.map((row) => row.slice(0, 10)).join("\n") });
    expect(daily.turns.map(({ of }) => of)).toEqual(["month", "weekday"]);
    expect(daily.notes.join()).toContain("no hours");
    expect(daily.arrivals).toBe(rows.length);
  });

  it("writes a stream that the scenario language reads", () => {
    const scenario = writeYaml({
      careshift: 1,
      name: "x",
      run: { start: "2024-01-01", length: "1 year", "warm-up": "10 days", replications: 2, seed: "x" },
      arrivals: { patients: { ...streamOf(found), pathway: "stay" } },
      places: { ward: { kind: "unlimited" } },
      pathways: { stay: [{ step: "ward", at: "ward", stay: "1 day" }] },
    });
    const read = readFrom(inMemory({ "a.yaml": scenario }), "a.yaml").epochs[0]!.scenario.arrivals[0]!;
    expect(read.rate).toBeCloseTo(found.perDay, 2);
    expect(read.rhythm.hour?.[9]).toBe(12);
  });

  it.each([
    ["arrived\n2023-13-01 10:00", /no column holds dates/],
    [["arrived", ...rows, "2023-02-30 10:00"].join("\n"), /`2023-02-30 10:00` is no date/],
    [["arrived", ...rows, "2203-02-20 10:00"].join("\n"), /are \d+ days; a year may be mistyped/],
    ["date,count\n2023-01-01,lots", /row 2, column B: `lots` is no number of arrivals/],
    ["arrived\n2023-01-01\n2023-01-02", /there are 2 arrivals in 2 days, where 50 in 7 days are wanted/],
  ])("tells what is wrong", (text, message) => {
    expect(() => fitArrivals({ file, text })).toThrow(message);
  });
});

describe("import arrivals of files with days that no row names", () => {
  const DAY = 86_400_000;
  const first = Date.UTC(2024, 3, 1); // a Monday
  const at = (day: number) => new Date(first + day * DAY);
  const iso = (day: number) => at(day).toISOString().slice(0, 10);
  const year = Array.from({ length: 364 }, (_, day) => day);
  const counts = (days: number[], n = (_: number) => 5) =>
    ["date,count", ...days.map((day) => `${iso(day)},${n(day)}`)].join("\n");
  const lacks = (...months: number[]) => year.filter((day) => !months.includes(at(day).getUTCMonth() + 1));
  const isWeekend = (day: number) => day % 7 > 4;
  const fitted = (text: string, missing?: "nobody" | "unknown") => fitArrivals({ file, text }, { missing });
  const refusal = (days: number[]) => () => fitted(counts(days));

  it("refuses a table of counts, and says how many days, which is the first and what to type", () => {
    expect(refusal(lacks(5, 6))).toThrow(
      "61 of the 364 days from 2024-04-01 to 2025-03-30 have no row, the first of them 2024-05-01; add --missing unknown if nobody counted then, or --missing nobody if nobody came",
    );
    expect(refusal(year.filter((day) => day !== 30))).toThrow(
      "1 of the 364 days from 2024-04-01 to 2025-03-30 has no row: 2024-05-01; add",
    );
    expect(fitted(counts(year)).unknown).toBe(0);
  });

  it("guesses why: weekends, counts by week or by month, days and months mistaken for each other", () => {
    expect(refusal(year.filter((day) => !isWeekend(day)))).toThrow("(Saturday or Sunday never has a row); add");
    expect(refusal(year.filter((day) => day % 7 === 0))).toThrow("are these counts by the week?");
    expect(refusal(year.filter((day) => at(day).getUTCDate() === 1))).toThrow("are these counts by the month?");
    expect(refusal(year.filter((day) => at(day).getUTCDate() <= 12))).toThrow("did a program take month for day");
  });

  it("takes them as without anyone, or leaves them out of every rate, as it is told", () => {
    const text = counts(lacks(5, 6), (day) => (at(day).getUTCMonth() === 6 ? 10 : 5));
    const none = fitted(text, "nobody");
    expect(none.turns[0]!.multipliers[4]).toBe(0);
    expect(none.notes.join()).toContain("61 days have no row: taken to be without anyone");
    const left = fitted(text, "unknown");
    expect([left.unknown, left.perDay]).toEqual([61, expect.closeTo((272 * 5 + 31 * 10) / 303, 9)]);
    expect(left.perDay * left.turns[0]!.multipliers[6]!).toBeCloseTo(10, 6);
    expect(left.turns[0]!.multipliers[4]).toBe(1);
    expect(left.notes.join()).toContain("say nothing of May, June: the multiplier is 1 there");
    expect(left.dispersion).toBeCloseTo(0, 9);
    expect(JSON.stringify(left.daily[30])).toMatch(/"observed":null/);
  });

  it("leaves weekends out of the weekdays' rhythm, and empty cells are days without a row", () => {
    const left = fitted(counts(year.filter((day) => !isWeekend(day))), "unknown");
    expect([left.perDay, left.turns[1]!.multipliers[6]]).toEqual([expect.closeTo(5, 9), 1]);
    const gappy = counts(year).replaceAll(/(2024-05-\d\d),5/g, "$1,");
    expect(() => fitted(gappy)).toThrow("31 of the 364 days");
    expect(fitted(gappy, "unknown").perDay).toBeCloseTo(5, 9);
  });

  it("takes a column of counts for counts, not for one arrival a row", () => {
    expect(() => fitted(counts(year).replace("count", "Total seen"))).toThrow(
      "row 1, column B: every row has a date of its own, and `Total seen` holds whole numbers; if these are arrivals, call the column `count`",
    );
  });

  it("tells of long spells and weekdays when nobody came, of a file with a row for each arrival", () => {
    const each = (days: number[]) => ["arrived", ...days.flatMap((day) => [iso(day), iso(day)])].join("\n");
    const spell = fitted(each(lacks(5, 6)));
    expect(spell.notes.join()).toContain(
      "Nobody came from 2024-05-01 to 2024-06-30 (61 days), where about 102 would have come at the average rate. These 61 days count as days when nobody came; if nobody wrote down who came, add --missing unknown.",
    );
    expect(spell.perDay).toBeCloseTo(606 / 364, 9);
    expect(fitted(each(lacks(5, 6)), "unknown").perDay).toBeCloseTo(2, 9);
    expect(fitted(each(year.filter((day) => !isWeekend(day)))).notes.join()).toContain(
      "Nobody ever came on a Saturday or Sunday. These 102 days",
    );
    expect(fitted(each(year.filter((day) => day % 3 > 0))).notes.join()).not.toContain("Nobody");
  });

  it("says of a date with the month first that this may be so", () => {
    expect(() => fitted("date,count\n01/12/2024,5\n01/13/2024,5")).toThrow("here it may be the month");
  });
});

describe("files with much that is wrong", () => {
  const faultsOf = (read: () => unknown): string[] => {
    try {
      read();
      return [];
    } catch (error) {
      return String((error as Error).message).split("\n");
    }
  };

  it("have thirty faults told, and the rest counted", () => {
    const told = faultsOf(() =>
      fitStays({ file, text: ["los", ...Array(500).fill("long")].join("\n") }, { unit: "days" }),
    );
    expect(told).toHaveLength(31);
    expect(told[0]).toMatch(/row 2, column A: `long` is no length of stay/);
    expect(told[30]).toMatch(/:32:1: and 470 more faults from here on; perhaps another column/);
  });

  it("are told of once where they are empty", () => {
    expect(faultsOf(() => fitArrivals({ file, text: "" }))).toEqual([
      expect.stringContaining("the file holds no table"),
    ]);
    expect(faultsOf(() => importPopulation({ file, text: "\n" }))).toEqual([
      expect.stringContaining("the file holds no table"),
    ]);
  });
});

describe("import stays", () => {
  /** A thousand stays at equally spaced quantiles of a law. */
  const stays = (law: Law) =>
    Array.from({ length: 1000 }, (_, i) => {
      const u = (i + 0.5) / 1000;
      return u <= 0.5 ? quantile(law, u, false) : quantile(law, 1 - u, true);
    });
  const csv = (values: number[]) => ["los", ...values].join("\n");

  it.each<Law>([
    { law: "lognormal", mean: 5, sd: 6 },
    { law: "gamma", mean: 5, sd: 2 },
    { law: "weibull", shape: 2.5, scale: 6 },
    { law: "weibull", shape: 0.6, scale: 6 },
  ])("finds the law that made them: %j", (law) => {
    const { fits } = fitStays({ file, text: csv(stays(law)) }, { unit: "days" });
    expect(fits[0]!.law.law).toBe(law.law);
    for (const [key, value] of Object.entries(law))
      if (typeof value === "number") expect((fits[0]!.law as never)[key] / value, key).toBeCloseTo(1, 1);
    expect(fits[0]!.distance).toBeLessThan(0.02);
  });

  it("prefers the exponential law to its richer relatives where it is enough", () => {
    const { fits } = fitStays({ file, text: csv(stays({ law: "exponential", mean: 5 })) }, { unit: "days" });
    expect(fits[0]!.law.law).toBe("exponential");
  });

  it("has the likeliest parameters: no small step makes the data likelier", () => {
    const values = stays({ law: "gamma", mean: 5, sd: 4 });
    const gamma = fitStays({ file, text: csv(values) }, { unit: "days" }).fits.find(({ law }) => law.law === "gamma")!;
    // Another program (R's fitdistr and its like) solves the same equation: log k − ψ(k) = log(mean) − mean(log).
    const mean = values.reduce((a, b) => a + b) / values.length;
    const k = (mean / (gamma.law as { sd: number }).sd) ** 2;
    const gap = Math.log(mean) - values.reduce((sum, x) => sum + Math.log(x), 0) / values.length;
    expect(Math.log(k) - digamma(k)).toBeCloseTo(gap, 9);
  });

  it("knows ψ and ψ′ at 1: −0.5772156649 and π²/6", () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 9);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 8);
  });

  it("says what it did with stays of nothing, and when no law fits", () => {
    const halves = fitStays(
      { file, text: csv([...Array(300).fill(0), ...Array(300).fill(1), ...Array(300).fill(30)]) },
      { unit: "days" },
    );
    expect(halves.notes[0]).toContain("300 of 900 stays are 0; for fitting they are taken as 0.5 days");
    expect(halves.notes[1]).toContain("No law fits closely");
    expect(stayTable(halves, file).split("\n").length).toBe(903);
  });

  it.each([
    ["los\n1\n2\nlong", /row 4, column A: `long` is no length of stay/],
    ["los\n1\n2", /there are 2 stays, where 10 are wanted/],
    [csv(Array(20).fill(3)), /every stay is 3: write \{ fixed: 3 days \}/],
    ["a,b\n1,2", /none is called stay or los; say which by --column/],
  ])("tells what is wrong with %j", (text, message) => {
    expect(() => fitStays({ file, text }, { unit: "days" })).toThrow(message);
  });
});
