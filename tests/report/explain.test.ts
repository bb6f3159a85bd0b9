import { describe, expect, test } from "vitest";
import { linesWithin } from "../../src/report/explain/lines.js";
import { meanOfRhythm, rhythmWords } from "../../src/report/explain/rhythm.js";
import { explainInWords } from "../../src/report/explain.js";
import { readFrom } from "../../src/scenario/from.js";
import { readPaths } from "../../src/scenario/read.js";
import { inMemory } from "../../src/scenario/source.js";

const [baseline, ...redesigns] = readPaths(["scenarios/exampleshire"]);
const words = explainInWords(baseline!);
/** The lines of a thing: its own and those indented below it. */
function lines(text: string, beginning: string): string[] {
  const all = text.split("\n");
  const at = all.findIndex((line) => line.startsWith(`- ${beginning}`));
  const end = all.findIndex((line, i) => i > at && !line.startsWith("  - "));
  return all.slice(at, end).map((line) => line.replace(/^ *- /, ""));
}

describe("what somebody wrote", () => {
  const text = JSON.stringify({
    careshift: 1,
    name: "A *bold*\n# name",
    summary: "# no heading\n- no list | no `code` <b>",
    run: { start: "2020-01-01", length: "60 days", "warm-up": "10 days", seed: "a\n`b" },
    arrivals: {
      come: {
        label: "Walk-ins\n- [x](y)",
        rate: { value: "5 per day", source: "assumed", why: "guess\n## why", range: "±5%" },
        pathway: "way",
      },
    },
    places: { ward: { kind: "beds", beds: 80, label: 'Ward "A"; #1\n``` & <i>' } },
    pathways: { way: [{ step: "in", label: "In_a_bed", at: "ward", stay: "3 days" }] },
  });
  const said = explainInWords(readFrom(inMemory({ "a.yaml": text }), "a.yaml"));

  test("is data: it breaks no line, and makes no heading, list, code or link", () => {
    expect(said.split("\n").filter((line) => line.startsWith("#"))).toEqual([
      "# A \\*bold\\* # name",
      "## Who",
      "## Why they come",
      "## Places",
      "## Pathway: Way",
      "## Diagram (Mermaid)",
      "## Assumed",
      "## No source named",
    ]);
    expect(said).toContain("\\# no heading - no list \\| no \\`code\\` \\<b>");
    expect(said).toContain("- Walk-ins - \\[x\\](y) (no population behind them)");
    expect(said).toContain('- In\\_a\\_bed, at Ward "A"; #1 \\`\\`\\` & \\<i>: 3 days');
    expect(said).toContain("guess ## why");
  });

  test("and in the diagram stays between its quotes", () => {
    expect(said).toContain('["Ward &quot;A&quot;#59; #35;1 #96;#96;#96; &amp; &lt;i&gt;"]');
    expect(said.match(/```/g)).toHaveLength(2);
  });
});

describe("A scenario in words", () => {
  test("a place says what it holds and when, who goes first, its rules, its staff, its cost and who pays", () => {
    expect(lines(words, "Medical wards (")).toEqual([
      "Medical wards (beds, acute hospital): 80 beds",
      "10 more, opened above 96 % full and closed below 88 %",
      "when there is no room, people lie in Flexible ward and Surgical wards",
      "cleaning a bed that was left takes 40 minutes to 80 minutes, all alike",
      "1.4 whole-time staff for each that is open",
      "costs £200 a day that one is open and £119 a day that someone is in one, paid by NHS acute",
    ]);
    expect(lines(words, "In-hours emergency car (")).toContain("1 on shift: Monday to Friday, from 14:30 to 18:30");
    expect(lines(words, "Practices (")).toEqual([
      "Practices (clinic, primary care): 1,080 on Mondays, 1,010 on Tuesdays, 980 on Wednesdays, 980 on Thursdays and 960 on Fridays taken, at 13:30",
      "who waits goes in this order: See today (Urgent) and See (Routine)",
      "meant to take people in within 14 days",
      "costs £39 a stay, paid by NHS community",
    ]);
  });

  test("a need says its rate, all that multiplies it, and the clock's part in it", () => {
    expect(lines(words, "Brought by ambulance: ")).toEqual([
      "Brought by ambulance: to the pathway Brought by ambulance, as an emergency",
      "per 1,000 people a year: under 18: 20, 18–44: 32, 45–64: 48, 65–74: 80, 75–84: 190, 85+: 330",
      "times: Long-term conditions: × 1.3, Complex needs: × 2",
      "times the person's frailty",
      "× 11 on leaving care, fading to × 1 over 30 days",
      "by month, from × 0.95 (August) to × 1.06 (January)",
      "by hour, from × 0.2786 (05:00) to × 1.603 (11:00)",
    ]);
  });

  test("a rate whose rhythm does not average 1 says what it comes to, and which hours and days are meant", () => {
    const [weeks] = readPaths(["scenarios/six-weeks/baseline.yaml"]);
    // 3 × (5 × 1 + 0 + 0.5) / 7 × 18 / 24 = 1.768
    expect(lines(explainInWords(weeks!), "Planned (")).toEqual([
      "Planned (no population behind them): to the pathway Planned, not as an emergency",
      "3 a day × rhythm, 1.77 a day on average",
      "by weekday, × 0 (Saturday), × 0.5 (Sunday), else × 1",
      "by hour, × 0 (00:00 to 06:00), else × 1",
    ]);
    expect(lines(explainInWords(weeks!), "Emergencies (")).toContain("12.8 a day");
  });

  test("lines fit the terminal, under the beginning of their item, and the diagram's code stays whole", () => {
    const within = linesWithin(words, 80).split("\n");
    const code = (lines: string[]) => lines.slice(lines.indexOf("```mermaid"), lines.indexOf("```") + 1);
    expect(code(within)).toEqual(code(words.split("\n")));
    const prose = within.filter((line) => !code(within).includes(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(linesWithin("  - one two three four five six seven eight nine ten", 40)).toBe(
      "  - one two three four five six seven\n    eight nine ten",
    );
    const long = `\`\`\`mermaid\n${"  n1 --> n2".repeat(9)}\n\`\`\``;
    expect(linesWithin(long, 80)).toBe(long);
    expect(linesWithin(words, undefined)).toBe(words);
  });

  test("a number that is fixed has no range of nothing", () => {
    const [weeks] = readPaths(["scenarios/six-weeks/baseline.yaml"]);
    const said = explainInWords(weeks!);
    expect(said).toContain("- places.wards.beds: 98; made up");
    expect(said).toContain("- places.help-at-home.packages: 20 (−10% to +10%); made up");
  });

  test("hours are told round midnight, and months weigh their days", () => {
    const hour = Array.from({ length: 24 }, (_, h) => (h >= 22 || h < 5 ? 0.5 : 1));
    expect(rhythmWords({ hour }, 0)).toEqual(["by hour, × 0.5 (22:00 to 05:00), else × 1"]);
    const month = Array.from({ length: 12 }, (_, m) => (m === 1 ? 0 : 1));
    expect(meanOfRhythm({ month })).toBeCloseTo(1 - 28.25 / 365.25, 10);
    const alternate = Array.from({ length: 24 }, (_, h) => h % 2);
    expect(rhythmWords({ hour: alternate }, 0)).toEqual(["by hour, × 1 (12 of 24), else × 0"]);
  });

  test("nobody's frailty is spoken of where people do not differ by it", () => {
    const [town] = readPaths(["tests/care/small-town.yaml"]);
    const same = { ...town!.epochs[0]!.scenario.population!, frailty: { law: "fixed" as const, value: 1 } };
    const read = { ...town!, epochs: [{ from: 0, scenario: { ...town!.epochs[0]!.scenario, population: same } }] };
    expect(town!.epochs[0]!.scenario.needs[0]!.frailty).toBe(true);
    expect(explainInWords(read)).toContain("No frailty");
    expect(explainInWords(read)).not.toContain("the person's frailty");
  });

  test("a step says how long on average by whom, with whom, what when it is full, when people leave, where to", () => {
    const ward = lines(words, "Ward, at Medical wards");
    expect(ward[0]).toBe(
      "Ward, at Medical wards: under 45: 3 days on average (lognormal, sd 4 days), 45–64: 5 days on average (lognormal, sd 6 days), 65–74: 6.5 days on average (lognormal, sd 8 days), 75+: 8 days on average (lognormal, sd 9 days)",
    );
    expect(ward).toContain("needs one of Ward physiotherapists for 50 minutes");
    expect(ward).toContain(
      "people leave between 10:00 and 20:00, 80 % of those ready on Saturdays, 60 % of those ready on Sundays",
    );
    expect(ward.at(-1)).toContain("died (45–64: 2 %, 65–74: 4 %, 75–84: 7 %, 85+: 12 %)");
    expect(lines(words, "See today, at Practices")).toContain(
      "until they are taken, waits in no bed, at most 26 hours; then Waited too long",
    );
    expect(lines(words, "Reablement, at")).toEqual(
      expect.arrayContaining(["4 visits a day, falling to 1", "2 % longer for each day delayed before"]),
    );
  });

  test("steps of one name in two pathways are each called by their own", () => {
    expect(words).toContain("- Majors, at A&E cubicles");
    expect(words).toContain("- Majors, by ambulance, at A&E cubicles");
    expect(words).toContain("## Pathway: Urgent");
  });

  test("targets, clocks, policies, frailty and bad spells are told, in their units", () => {
    for (const line of [
      "Four hours: `clock-in-time` of Four hours at least 95\u00a0%",
      "or leaving care, within 18 weeks",
      "with a c-statistic of 0.7",
      "the rate of Brought by ambulance: × 1.165",
      "Frailty, the hidden relative risk of one person: 1 on average (gamma, sd 1.1).",
      "places.medical-wards.beds −12; needs.ambulance.rate × 1.1",
    ])
      expect(words).toContain(line);
  });

  test("who is there on day one is told, and arrivals by date", () => {
    const forecast = explainInWords(readPaths(["scenarios/six-weeks/baseline.yaml"])[0]!);
    expect(forecast).toContain("## There on day one");
    expect(forecast).toMatch(/by date, \d+ rates from/);
  });

  test("a redesign's changes come first, and dated ones are said to be told there alone", () => {
    const homeFirst = explainInWords(redesigns.find(({ file }) => file.includes("home-first"))!);
    expect(homeFirst.indexOf("## Changes")).toBeLessThan(homeFirst.indexOf("## Who"));
    expect(homeFirst).toContain("dated changes stand under “Changes”");
    expect(homeFirst).toContain("from 1 April 2025: places.medical-wards.beds:");
  });
});
