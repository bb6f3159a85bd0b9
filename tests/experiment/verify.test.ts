import { describe, expect, it } from "vitest";
import { shippedCases } from "../../src/cli/cases.js";
import { here } from "../../src/experiment/runners/here.js";
import { withRun } from "../../src/experiment/settings.js";
import { type VerificationCase, verifyCases } from "../../src/experiment/verify.js";
import { type Expected, halfOfLastDigit, parseExpected } from "../../src/experiment/verify-expected.js";
import { judge } from "../../src/experiment/verify-judge.js";
import { verificationSchema } from "../../src/experiment/verify-schema.js";
import { verificationTable } from "../../src/report/verification.js";

const row = (more: Partial<Expected> = {}): Expected => ({
  case: "a/b",
  quantity: "wait",
  measure: "wait",
  place: "ward",
  unit: "days",
  expected: "10",
  basis: "exact",
  source: "Erlang",
  runs: "",
  known: "",
  ...more,
});

/** Mean 10 + off, standard deviation 1.0, 25 values: a standard error of 0.2. */
const values = (off: number) => Array.from({ length: 25 }, (_, i) => 10 + off + (i === 24 ? 0 : i % 2 === 0 ? 1 : -1));

describe("a verdict", () => {
  it.each([
    [0.59, "agrees"],
    [0.62, "differs"],
    [-0.62, "differs"],
  ])(
    "on an exact figure that is %s off with a standard error of 0.2 is that it %s: three are allowed",
    (off, verdict) => {
      const line = judge(row({ expected: "10.0000000" }), values(off));
      expect(line.standardError).toBeCloseTo(0.2, 10);
      expect(line.verdict).toBe(verdict);
    },
  );

  it("on a published figure allows for the spread of its own runs, taken to be the spread here", () => {
    const published = row({ basis: "published", expected: "10.000000" });
    expect(judge({ ...published, runs: "25" }, values(0.8)).verdict).toBe("agrees"); // 3 × 0.2 × √2 = 0.85
    expect(judge({ ...published, runs: "25" }, values(0.9)).verdict).toBe("differs");
    expect(judge({ ...published, runs: "" }, values(0.8)).verdict).toBe("differs");
  });

  it("allows what rounding alone can do", () => {
    expect(halfOfLastDigit("0.14")).toBeCloseTo(0.005, 12);
    expect(halfOfLastDigit("12")).toBe(0.5);
    const same = [10.4, 10.4, 10.4];
    expect(judge(row({ basis: "published" }), same).verdict).toBe("agrees");
    expect(judge(row({ basis: "published", expected: "10.0" }), same).verdict).toBe("differs");
  });

  it("is not passed on a published figure that is known to be wrong, and says why", () => {
    const line = judge(row({ basis: "published", expected: "12", known: "its arrivals are too few" }), values(0));
    expect([line.verdict, line.why]).toEqual(["shown", "the published figure is off: its arrivals are too few"]);
  });

  it("is never passed on a printed figure beside an exact one, and says which way it is wrong", () => {
    const printed = row({ basis: "published", expected: "0.14" });
    const far = judge(printed, values(0), row({ expected: "0.128273" }));
    expect([far.verdict, far.why]).toEqual(["shown", "the printed figure is off; the exact value, 0.128273, decides"]);
    expect(judge(printed, values(0), row({ expected: "0.1417" })).why).toContain("printed, rounded");
  });
});

describe("expected.csv", () => {
  const head = "case,quantity,measure,place,unit,expected,basis,source,runs,known";

  it.each([
    ["case,quantity\na,b", /no column measure/],
    [`${head}\na,b,wait,p,days,twelve,exact,s,,`, /expected\.csv:2: a number is expected, not `twelve`/],
    [`${head}\na,b,wait,p,days,12,guessed,s,,`, /exact or published, not `guessed`/],
    [`${head}\na,b,wait,p,days,12,exact,s,many,`, /not `many`/],
  ])("is refused where it makes no sense: %j", (text, message) => {
    expect(() => parseExpected(text)).toThrow(message);
  });
});

/** One short case whose expected figures may be bent. */
function short(bend: (rows: Expected[]) => Expected[]): VerificationCase {
  const [found] = shippedCases(["mm1"]);
  const [read] = withRun([found!.read], { replications: 6, years: 0.5 });
  return { ...found!, read: read!, root: read!, expected: bend(found!.expected) };
}

describe("a verification", () => {
  const options = { version: "0", command: "careshift verify mm1" };

  it("has the published shape, and prints 80 columns", async () => {
    const found = await verifyCases([short((rows) => rows)], here(), options);
    expect(() => verificationSchema.parse(JSON.parse(JSON.stringify(found)))).not.toThrow();
    const table = verificationTable(found, 80);
    expect(Math.max(...table.split("\n").map((line) => line.length))).toBeLessThan(80);
    for (const word of ["expected", "got", "95 % interval", "verdict", "Erlang (1917)", "agrees"])
      expect(table).toContain(word);
  });

  it("fails when a figure is wrong, but only after a second look at four times as many new replications", async () => {
    const wrong = short((rows) => rows.map((each) => ({ ...each, expected: String(Number(each.expected) * 2) })));
    const found = await verifyCases([wrong], here(), options);
    expect(found.ok).toBe(false);
    expect(found.lines.map(({ verdict, replications }) => [verdict, replications])).toEqual(
      Array(3).fill(["differs", 24]),
    );
    expect(verificationTable(found, 80)).toContain("DIFFERS");
  });

  it("converts between days, hours and minutes, and says which measure there is not", async () => {
    const inMinutes = short((rows) => rows.slice(0, 1).map((each) => ({ ...each, unit: "minutes" })));
    const inDays = short((rows) => rows.slice(0, 1));
    const [minutes, days] = await Promise.all(
      [inMinutes, inDays].map(async (each) => (await verifyCases([each], here(), options)).lines[0]!),
    );
    expect(minutes!.got / days!.got).toBeGreaterThan(1000);
    const nothing = short((rows) => rows.map((each) => ({ ...each, measure: "weight" })));
    await expect(verifyCases([nothing], here(), options)).rejects.toThrow("there is no measure `weight` of `scanner`");
  });
});
