import { beforeAll, describe, expect, it } from "vitest";
import type { Findings } from "../../src/experiment/findings.js";
import { type Document, figuresOf, plainText, type Section, type Table, tablesOf } from "../../src/report/document.js";
import { headlines } from "../../src/report/headlines.js";
import { namesFor } from "../../src/report/names.js";
import { boardPaper } from "../../src/report/paper.js";
import { unbeaten } from "../../src/report/pareto.js";
import { detailedRowsFor, rowsFor } from "../../src/report/rows.js";
import { percent, sayDifference, sayEstimate } from "../../src/report/words.js";
import { CASE_MANAGERS, findings, type RedesignFixture, SENSITIVITY, STEP_DOWN } from "./fixture.js";

const SMALLER: RedesignFixture = {
  name: "Smaller hospital",
  summary: "",
  differences: {
    "occupancy medical-wards": [-60, 4],
    "wait medical-wards": [0.6, 0.1],
    "gave-up medical-wards": [900, 80],
    cost: [-6_000_000, 300_000],
    "cost council": [410_000, 30_000],
  },
};

/** All text of a section that a reader sees, block by block. */
function textOf(section: Section): string {
  return JSON.stringify([section.heading, section.blocks, section.sections?.map(textOf)]).replaceAll("\u00a0", " ");
}

const tableOf = (paper: Document, id: string): Table | undefined => tablesOf(paper.sections).find((t) => t.id === id);
const textsOf = (table: Table | undefined) =>
  table?.rows.map(({ cells }) => cells.map((c) => plainText(c.text).replaceAll("\u00a0", " ")));
const rowsOf = (of: Findings) => detailedRowsFor(of, namesFor(of));

describe("the summary", () => {
  const of = findings([STEP_DOWN, CASE_MANAGERS, SMALLER]);
  let paper: Document;
  beforeAll(async () => {
    paper = await boardPaper(of);
  });

  it("holds no number that is not in the findings", () => {
    const digits = (text: string) => text.match(/\d+(,\d{3})*(\.\d+)?/g) ?? [];
    const known = new Set(
      [
        ...of.scenarios.flatMap((s) => [
          ...s.measures.flatMap((m) => [sayEstimate(m).value, percent(m.mean)]),
          ...s.places.map((p) => String(p.capacity)),
          ...[...s.targets, s.allTargets].flatMap((t) => (t ? [t.met, t.low, t.high].map((v) => percent(v)) : [])),
          s.name,
          s.summary,
        ]),
        ...of.comparisons.flatMap((c) => Object.values(sayDifference(c)).map(String)),
        ...[of.identity.replications, of.identity.years, of.scenarios.length - 1].map(String),
        "1 April 2003 92 % 95 % 1 %", // the start, what “over 92 % full” means, and the rule's own numbers
      ].flatMap(digits),
    );
    const seen = [
      ...(paper.sections[0]?.blocks ?? []),
      ...(paper.sections[0]?.sections ?? []).flatMap((s) => s.blocks),
    ];
    const words = JSON.stringify(seen, (key, value) => (key === "quantity" || key === "id" ? undefined : value));
    expect(digits(words).length).toBeGreaterThan(60);
    expect(digits(words).filter((n) => !known.has(n))).toEqual([]);
  });
  it("speaks of beds, admissions, delays, waits, deaths and cost of each redesign, and says that of staff nothing is known", () => {
    const sections = paper.sections[0]?.sections ?? [];
    expect(sections.map((s) => s.heading)).toEqual(["Bay as step-down", "Case managers", "Smaller hospital"]);
    for (const { blocks } of sections) {
      const terms = blocks.flatMap((b) => (b.kind === "definitions" ? b.items.map((i) => i.term) : []));
      expect(terms).toEqual([
        "Beds and places",
        "Admissions",
        "Delays",
        "Waits, and people sent elsewhere",
        "Deaths",
        "Cost",
      ]);
    }
    expect(textOf(paper.sections[0] as Section)).toContain("Of staff this run says nothing");
  });
  it("tells beds set free from beds that people could not get into", () => {
    const lines = headlines(of, rowsOf(of)).map((line) => plainText(line).replaceAll("\u00a0", " "));
    expect(lines[0]).toContain("Bay as step-down is likely to free most beds at Medical wards of the redesigns that");
    expect(lines[1]).toBe(
      "Smaller hospital leaves 60 fewer occupied (56 to 64) at Medical wards, but is likely to bring 900 more people a year giving up waiting and longer waits for a bed (+0.60 days on average). Beds that are empty because people could not get into them are not beds set free.",
    );
  });
  it("says who pays more where the whole costs less", () => {
    const lines = headlines(of, rowsOf(of)).map(plainText).join("\n");
    expect(lines).toContain(
      "What “Bay as step-down” saves in all is not saved by everyone: more is likely to fall to NHS community (+£550k) and Council (+£120k) a year.",
    );
  });
  it("shows each redesign at a glance with an arrow and a word, never an arrow alone", () => {
    const glance = tableOf(paper, "at-a-glance");
    expect(textsOf(glance)?.[1]?.slice(0, 3)).toEqual(["Case managers", "≈", "▽ −0.9"]);
    expect(glance?.rows[1]?.cells.slice(1, 3).map((c) => c.under)).toEqual(["no clear difference", "may fall"]);
    expect(glance?.rows[0]?.cells[1]?.quantity).toMatchObject({ value: -34.2, unit: "people" });
  });
});

describe("risks and assumptions", () => {
  it("name who is likely to be worse off, by rule", async () => {
    const risks = textsOf(tableOf(await boardPaper(findings([STEP_DOWN, SMALLER])), "risks"));
    const where = (risk: string) => risks?.find(([first]) => first?.startsWith(risk))?.[1];
    expect(where("People give up waiting")).toBe("Smaller hospital: Medical wards: gave up waiting, a year: +900.");
    expect(where("A payer pays more")).toBe(
      "Bay as step-down: NHS community +£550k and Council +£120k a year. Smaller hospital: Council +£410k a year.",
    );
    expect(where("More deaths")).toBeUndefined();
  });
  it("say what to type where nobody has worked out what the answer hangs on", async () => {
    const text = JSON.stringify((await boardPaper(findings())).sections);
    expect(text).toContain("careshift sensitivity . --measure occupancy --place medical-wards --out FOLDER");
    expect(text).toContain("careshift report FOLDER");
  });
  it("show how far the answer moves with each number, where that was worked out", async () => {
    const paper = await boardPaper(findings(), { sensitivity: SENSITIVITY });
    expect(textsOf(tableOf(paper, "assumed"))?.[0]?.[3]).toBe("−4.0 ± 0.5 / +6.0 ± 0.5");
    expect(textsOf(tableOf(paper, "no-source"))?.[0]?.[3]).toBe("not worked out");
    expect(textsOf(tableOf(paper, "sensitivity-table"))).toHaveLength(1);
  });
});

describe("the options appraisal", () => {
  it("keeps those that none beats on both measures", () => {
    const at = (x: number, y: number) => ({ x, y });
    expect(unbeaten([at(1, 3), at(2, 2), at(3, 1), at(3, 3), at(2, 4)])).toEqual([at(1, 3), at(2, 2), at(3, 1)]);
    expect(unbeaten([at(1, 1), at(1, 1)])).toHaveLength(2);
  });
  it("marks on the frontier who is cheap because people are sent elsewhere", async () => {
    const paper = await boardPaper(findings([STEP_DOWN, SMALLER]));
    expect(textsOf(tableOf(paper, "frontier-occupancy"))?.map((r) => [r[0], r[3]])).toEqual([
      ["Exampleshire (baseline)", "no"],
      ["Bay as step-down", "no"],
      ["Smaller hospital †", "yes"],
    ]);
  });
});

describe("the model against real figures", () => {
  it("says what is within the range, what is not and by how much, and what cannot be compared", async () => {
    const observed = textsOf(tableOf(await boardPaper(findings()), "observed"));
    expect(observed?.map((r) => [r[0], r[2], r[3]])).toEqual([
      ["Medical wards: occupancy", "309", "within the range"],
      ["Deaths in care", "1,204", "outside: 20 % above"],
      ["Births", "not measured", "cannot be compared"],
    ]);
  });
  it("does not say of a figure that the model does not measure that it was fitted to it", async () => {
    const of = findings();
    for (const figure of of.observed ?? []) figure.use = "fit";
    const rows = tableOf(await boardPaper(of), "observed")?.rows ?? [];
    expect(rows.map(({ cells }) => cells[3]?.under)).toEqual(["fitted to it", "fitted to it", undefined]);
  });
  it("say that no real figure is a check where all are the baseline's own assumptions", async () => {
    const of = findings();
    for (const figure of of.observed ?? []) figure.use = "input";
    const text = (await boardPaper(of)).sections.map((section) => textOf(section as Section)).join(" ");
    expect(text).toContain("None of these figures is one that the baseline can be held against.");
    expect(text).not.toContain("it was fitted to all of them");
  });

  it("counts no figure as met that the baseline itself assumes", async () => {
    const of = findings();
    for (const figure of of.observed ?? []) if (figure.measure === "occupancy") figure.use = "input";
    const paper = await boardPaper(of);
    expect(tableOf(paper, "observed")?.rows[0]?.cells[3]?.under).toBe("its own assumption: no check");
    expect(JSON.stringify(paper.sections)).toContain("Of 1 real figure that the baseline can be held against");
  });
  it("says so where nobody has written real figures down", async () => {
    const { observed: _, ...none } = findings();
    expect(JSON.stringify((await boardPaper(none)).sections)).toContain("there is no observed.csv beside the baseline");
  });
});

describe("figures whose ratio means nothing", () => {
  const NOUGHT = { mean: 0.0001, low: -0.0003, high: 0.0005, sd: 0.0002 };
  const withNought = () => {
    const of = findings();
    const wait = of.scenarios[0]!.measures.find((m) => m.measure === "wait");
    Object.assign(wait!, NOUGHT);
    return of;
  };
  it("are a dash with its reason where the mean is printed as nought", async () => {
    const paper = await boardPaper(withNought());
    const row = (id: string) => textsOf(tableOf(paper, id))?.find(([what]) => what?.includes("wait for a bed, mean"));
    expect(row("half-widths")?.slice(1, 4)).toEqual(["0.00", "–", "–"]);
    expect(tableOf(paper, "half-widths")?.notes.join()).toContain("nought as far as it is printed");
    expect(row("pairing")?.slice(1)).toEqual(["–", "–"]);
  });
  it("are left out, with a word why, where few replications were run", async () => {
    const few = findings();
    few.identity.replications = 3;
    const paper = await boardPaper(few);
    expect(tableOf(paper, "pairing")).toBeUndefined();
    expect(JSON.stringify(paper.sections)).toContain("from fewer than 10 replications means next to nothing");
  });
});

describe("the account of every pound", () => {
  it("says that days are rounded, as the products of printed figures do not come out to the pound", async () => {
    const account = tableOf(await boardPaper(findings()), "account-1");
    expect(account?.notes.join()).toContain("the product of two printed figures may be some pounds off");
  });
});

describe("the summary of one redesign alone", () => {
  it("calls it by its name, and makes no contest of it", async () => {
    const paper = await boardPaper(findings([STEP_DOWN]));
    const lines = headlines(findings([STEP_DOWN]), rowsOf(findings([STEP_DOWN]))).map(plainText);
    expect(lines[0]?.replaceAll("\u00a0", " ")).toBe(
      "Bay as step-down is likely to free beds at Medical wards, without longer waits or anyone sent elsewhere: 34.2 fewer occupied (32.3 to 36.1).",
    );
    const titles = figuresOf(paper.sections).map(({ title }) => title);
    expect(titles).toContain("“Bay as step-down” clearly lowers the acute beds occupied and clearly costs less");
    const dear = findings([CASE_MANAGERS]);
    expect(figuresOf((await boardPaper(dear)).sections).map(({ title }) => title)).toContain(
      "“Case managers” does not clearly change the acute beds occupied and clearly costs more",
    );
  });
});

describe("a target", () => {
  const slow = () => {
    const of = findings();
    for (const s of of.scenarios) {
      const [first] = s.targets;
      const wards = { ...first!, place: "medical-wards" };
      s.targets = [
        first!,
        { ...wards, target: "nobody-waits-long", measure: "wait-p95", atMost: 0.2916666666666667 },
        { ...wards, target: "budget", measure: "cost", place: null, atMost: 1500000 },
      ];
    }
    return of;
  };
  it("is written in its unit: a share in per cent, hours where it is under a day, pounds", async () => {
    const chances = textsOf(tableOf(await boardPaper(slow()), "chances"));
    expect(chances?.slice(0, 3).map(([words]) => words)).toEqual([
      "Occupancy, Medical wards: at most 92 %",
      "Nobody waits long, Medical wards: at most 7 hours",
      "Budget: at most £1,500,000 per year",
    ]);
  });
  it("on the slowest waits has a line in the main table, and one only in the paper's", () => {
    const isSlowest = ({ measure }: { measure: string }) => measure === "wait-p95";
    expect(rowsFor(findings(), namesFor(findings())).filter(isSlowest)).toEqual([]);
    expect(rowsFor(slow(), namesFor(slow())).filter(isSlowest)).toHaveLength(1);
    expect(rowsOf(slow()).filter(isSlowest)).toHaveLength(1);
  });
});

describe("two acute places", () => {
  const ONE_SITE: RedesignFixture = {
    name: "One site",
    differences: { "occupancy medical-wards": [3.4, 0.5], "occupancy bay": [-5.1, 0.8] },
  };
  const twoSites = () => {
    const of = findings([ONE_SITE, { ...ONE_SITE, name: "One smaller site" }]);
    for (const scenario of of.scenarios)
      scenario.places = scenario.places.map((p) => (p.name === "bay" ? { ...p, payer: "nhs-acute" } : p));
    return of;
  };
  it("are each called by their own name, and neither stands for both", async () => {
    const paper = await boardPaper(twoSites());
    const titles = figuresOf(paper.sections).map(({ title }) => title.replaceAll("\u00a0", " "));
    expect(titles.join("\n")).toContain("None of 2 redesigns clearly lower the beds occupied at Medical wards");
    expect(titles.join("\n")).toContain(
      "No redesign lowers the beds occupied at Medical wards, which with “One site” are likely to rise by 3.4",
    );
    const glance = tableOf(paper, "at-a-glance");
    expect(glance?.columns.slice(1, 3).map(({ heading }) => heading)).toEqual([
      "Beds occupied at Medical wards",
      "Beds occupied at Bay Hospital",
    ]);
    expect(glance?.notes.join()).toContain("Delays and waits are those of Medical wards");
    expect(JSON.stringify(paper)).not.toMatch(/acute beds occupied|frees beds/i);
  });
  it("are both in the headlines, the one whose beds rise and the one whose beds fall", () => {
    const of = twoSites();
    const lines = headlines(of, rowsOf(of)).map((line) => plainText(line).replaceAll("\u00a0", " "));
    expect(lines[0]).toBe("No redesign is likely to lower the beds occupied at Medical wards.");
    expect(lines[1]).toMatch(/^Beds occupied at Medical wards are likely to rise by 3\.4 .*“One site” and by 3\.4 /);
    expect(lines[2]).toMatch(/^Beds occupied at Bay Hospital are likely to fall by 5\.1 .*“One site” and by 5\.1 /);
  });
});

describe("the numbers with a source", () => {
  it("have commas in thousands, days of the week with a capital, and a common unit once", async () => {
    const of = findings();
    const [beds] = of.scenarios[0]!.evidence;
    of.scenarios[0]!.evidence = [
      { ...beds!, path: "population.people", value: "140000", low: "133000", high: "147000" },
      { ...beds!, path: "places.bay.stay", value: "10 days", low: "7 days", high: "14 days" },
      { ...beds!, path: "needs.ill.rhythm.weekday.monday", value: "1.25", low: undefined, high: undefined },
      { ...beds!, path: "needs.ill.rhythm.weekday.friday", value: "0.75", low: undefined, high: undefined },
    ];
    const table = textsOf(tableOf(await boardPaper(of), "sourced"));
    expect(table?.slice(0, 3).map((row) => row.slice(1, 3))).toEqual([
      ["140,000", "133,000 to 147,000"],
      ["10 days", "7 to 14 days"],
      ["Monday 1.25, Friday 0.75", "not given"],
    ]);
  });
  it("keep the dash of bands of ages that are read together", async () => {
    const of = findings();
    const [first] = of.scenarios;
    const [beds] = first!.evidence;
    for (const [key, value] of Object.entries({ "20-29": "4.4%", "90+": "rest" }))
      first!.evidence.push({
        ...beds!,
        path: `arrivals.all.people.age.${key}`,
        value,
        low: undefined,
        high: undefined,
      });
    expect(JSON.stringify(tableOf(await boardPaper(of), "sourced"))).toContain("20–29 4.4%, 90+ rest");
  });
});

describe("the front and the annex", () => {
  it("take flags before the scenario's own words, and leave blanks blank", async () => {
    const { title, facts } = await boardPaper(findings(), { front: { title: "Another", author: "A. Planner" } });
    expect(title).toBe("Another");
    expect(facts.map((f) => f.value)).toEqual(["Board of Exampleshire", "A. Planner", null, "decision", null]);
  });
  it("go through all 24 items of STRESS-DES in order", async () => {
    const items = textsOf(tableOf(await boardPaper(findings()), "stress-des"))?.map((r) => r[0]);
    expect(items?.join(" ")).toBe(
      "1.1 1.2 1.3 2.1 2.2 2.3 2.4 2.5.1 2.5.2 2.5.3 2.5.4 2.5.5 3.1 3.2 3.3 3.4 4.1 4.2 4.3 5.1 5.2 5.3 5.4 6.1",
    );
  });
  it("ask the board what a redesign run alone says itself, not what the baseline asks of them all", async () => {
    const asking = (redesigns: RedesignFixture[]) => {
      const of = findings(redesigns);
      for (const [i, s] of of.scenarios.entries())
        s.paper = { ...s.paper, asks: i === 0 ? "which of five" : `yes or no to ${i}` };
      return of;
    };
    const asked = async (of: Findings) => {
      const paper = await boardPaper(of);
      const checklist = textsOf(tableOf(paper, "stress-des"));
      return [paper.facts.find((f) => f.name === "The board is asked")?.value, checklist?.[0]?.[2]];
    };
    expect(await asked(asking([STEP_DOWN]))).toEqual(["yes or no to 1", "It is to help the board yes or no to 1."]);
    expect(await asked(asking([STEP_DOWN, SMALLER]))).toEqual([
      "which of five",
      "It is to help the board which of five.",
    ]);
  });
  it("ask the board what each redesign asks where several were picked by their files, if each has words of its own", async () => {
    const picked = (asks: (string | undefined)[]) => {
      const of = findings([STEP_DOWN, SMALLER]);
      of.identity.command = "careshift run town/redesign-1.yaml town/redesign-2.yaml";
      for (const [i, s] of of.scenarios.entries()) s.paper = { ...s.paper, ...(asks[i] && { asks: asks[i] }) };
      return boardPaper(of).then(({ facts }) => facts.find((f) => f.name === "The board is asked")?.value);
    };
    expect(await picked(["which of five", "to take the one", "to take the other"])).toBe(
      "to take the one; to take the other",
    );
    expect(await picked(["which of five", "to take the one", "which of five"])).toBe("which of five");
    expect(await picked(["which of five", "to take the one"])).toBe("which of five");
  });
  it("count sources as English does, and speak of a warm-up only where there is one", async () => {
    const of = findings();
    of.identity.warmUpDays = 0;
    const items = new Map(
      textsOf(tableOf(await boardPaper(of), "stress-des"))?.map(([n = "", , said = ""]) => [n, said]),
    );
    expect(items.get("3.1")).toMatch(/^1 source, each beside/);
    expect(items.get("4.2")).toBe("5 years from 1 April 2003.");
  });
  it("say of numbers without a source only what is so", async () => {
    const said = async (of: Findings) =>
      textsOf(tableOf(await boardPaper(of), "stress-des"))?.find((r) => r[0] === "3.4")?.[2];
    expect(await said(findings())).toContain("with these exceptions: 1 number names no source nor a reason;");
    const all = findings();
    for (const s of all.scenarios) s.evidence = s.evidence.filter((e) => e.source !== undefined);
    expect(await said(all)).toContain("Every number without a source is called assumed and says why.");
    for (const s of all.scenarios) for (const e of s.evidence) e.why = undefined;
    expect(await said(all)).toContain("1 called assumed does not say why;");
  });
  it("give every table and figure an id of its own", async () => {
    const paper = await boardPaper(findings(), { sensitivity: SENSITIVITY });
    const ids = tablesOf(paper.sections).map((t) => t.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
