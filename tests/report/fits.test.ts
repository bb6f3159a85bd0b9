import { describe, expect, it } from "vitest";
import { arrivalsPage, stretchesOf } from "../../src/report/fit-arrivals.js";
import { classesOf, staysPage } from "../../src/report/fit-stays.js";
import { arrivalsText } from "../../src/report/fits.js";
import { renderHtml } from "../../src/report/html.js";
import { fitArrivals } from "../../src/scenario/import/arrivals.js";
import { fitStays } from "../../src/scenario/import/stays.js";

/** So many days from 2 January 2023, a Monday, with ten arrivals each but forty on one of them. */
function arrivals(days: number) {
  const rows = Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(2023, 0, 2 + day)).toISOString().slice(0, 10);
    return `${date},${day === 30 ? 40 : 10}`;
  });
  return fitArrivals({ file: "seen.csv", text: ["date,count", ...rows].join("\n") });
}

const stays = fitStays(
  { file: "los.csv", text: ["los", ...Array.from({ length: 200 }, (_, i) => ((i % 50) + 1) / 4)].join("\n") },
  { unit: "hours" },
);

describe("the picture of how a rhythm fits", () => {
  it("has the whole weeks of a long record, and every day of a short one", () => {
    const weeks = stretchesOf(arrivals(100));
    expect(weeks.map(({ from }) => from).slice(0, 2)).toEqual(["2023-01-02", "2023-01-09"]);
    expect(weeks).toHaveLength(14);
    expect(weeks[0]!.observed).toBeCloseTo(70, 9);
    expect(weeks[4]!.observed).toBeCloseTo(100, 9);
    expect(stretchesOf(arrivals(40))).toHaveLength(40);
  });

  it("has a band of what chance allows: 1.96 standard deviations of Poisson arrivals", () => {
    const { fitted, low, high } = stretchesOf(arrivals(100))[3]!;
    expect(high - fitted).toBeCloseTo(1.96 * Math.sqrt(fitted), 9);
    expect(fitted - low).toBeCloseTo(1.96 * Math.sqrt(fitted), 9);
  });

  it("says in its title how many lie in it, shows the table, and takes a file's name as text", async () => {
    const html = renderHtml(await arrivalsPage(arrivals(100), "<b>seen.csv", "careshift import arrivals seen.csv"));
    expect(html).toContain("13 of 14 weeks lie within what chance allows");
    expect(html).toContain("2023-01-30");
    expect(html.match(/<svg/g)).toHaveLength(3);
    expect(html).not.toContain("<b>seen");
  });
});

describe("arrivals with days that are unknown", () => {
  const rows = Array.from({ length: 100 }, (_, day) => new Date(Date.UTC(2023, 0, 2 + day)).toISOString().slice(0, 10));
  const text = ["date,count", ...rows.flatMap((date, day) => (day > 9 && day < 30 ? [] : [`${date},10`]))].join("\n");
  const found = fitArrivals({ file: "seen.csv", text }, { missing: "unknown" });

  it("are compared over the days that are known, and weeks of which nothing is are not there", () => {
    const weeks = stretchesOf(found);
    expect(weeks.map(({ from }) => from).slice(0, 4)).toEqual(["2023-01-02", "2023-01-09", "2023-01-30", "2023-02-06"]);
    expect([weeks[1]!.observed, weeks[1]!.fitted]).toEqual([expect.closeTo(30, 9), expect.closeTo(30, 6)]);
    expect(arrivalsText(found)).toContain("800 arrivals in 80 known days of 100, 2 January 2023");
  });
});

describe("arrivals by the hour", () => {
  const rows = Array.from({ length: 14 * 24 }, (_, i) => {
    const at = new Date(Date.UTC(2023, 0, 2, i)).toISOString().slice(0, 16).replace("T", " ");
    return `${at},${i % 24 === 11 ? 7 : 2}`;
  });
  const found = fitArrivals({ file: "hours.csv", text: ["time,count", ...rows].join("\n") });

  it("are said an hour, as they were counted, on the screen and in the picture", async () => {
    const said = arrivalsText(found);
    expect(said).toContain("By hour: observed arrivals an hour, multiplier");
    expect(said).toMatch(/^ {2}11 +7\.00 {2}3\.\d+/m);
    expect(said).toContain("742 arrivals in 14 days, 2 January 2023 to 15 January 2023");
    const { sections } = await arrivalsPage(found, "hours.csv", "careshift import arrivals hours.csv");
    const figure = sections[0]!.blocks.find((block) => block.kind === "figure" && block.id === "rhythm");
    expect(JSON.stringify(figure)).toContain("By hour, most in 11: 7.0 an hour.");
    expect(JSON.stringify(figure)).toContain("Arrivals an hour by hour");
  });
});

describe("the picture of how a law fits stays", () => {
  it("has classes that hold every stay, and a law's shares that sum to one", () => {
    const classes = classesOf(stays);
    expect(classes.reduce((sum, { observed }) => sum + observed, 0)).toBeCloseTo(1, 9);
    expect(classes.reduce((sum, { fitted }) => sum + fitted, 0)).toBeCloseTo(1, 9);
    expect(classes.at(-1)!.to).toBe(Number.POSITIVE_INFINITY);
    expect(classes[0]!.observed).toBeCloseTo(8 / 200, 9); // 0.25 and 0.5 of stays up to 12.5 hours, four times each
  });

  it("names the likeliest law and the widest gap, in the unit of the file", async () => {
    const html = renderHtml(await staysPage(stays, "los.csv", "careshift import stays los.csv --unit hours"));
    expect(html).toContain(`The likeliest law is ${stays.fits[0]!.law.law}`);
    expect(html).toContain("stay, hours");
    expect(html.match(/<svg/g)).toHaveLength(2);
  });
});
