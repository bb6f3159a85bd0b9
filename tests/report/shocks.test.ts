import { describe, expect, it } from "vitest";
import type { StressFindings } from "../../src/experiment/stress-findings.js";
import { shockPanel } from "../../src/report/chart-shocks.js";
import type { Table } from "../../src/report/document.js";
import { stressPaper, stressText } from "../../src/report/shocks.js";

const TARGET: StressFindings["targets"][number] = {
  text: "occupancy <= 92%",
  measure: "occupancy-share",
  place: "hospital",
  unit: "share",
  side: "most",
  limit: 0.92,
};

const MARKS = /<path[^>]*fill="[^"]*"[^>]*stroke-width="2"[^>]*>/g;

/** Two shocks on two options; the second option is clearly worse under the first shock alone. */
function findings(): StressFindings {
  const shocks = ["winter", "heat"].map((name) => ({
    name,
    label: `A ${name} <b>longer</b> than most people remember it`,
  }));
  const shaken = shocks.flatMap(({ name }) =>
    ["As it is", "Changed"].map((option) => {
      const isClear = name === "winter" && option === "Changed";
      return {
        shock: name,
        option,
        target: TARGET.text,
        difference: { mean: 0.02, low: isClear ? 0.01 : -0.03, high: 0.07 },
      };
    }),
  );
  return { shocks, shaken, targets: [TARGET] } as unknown as StressFindings;
}

describe("the chart of shocks", () => {
  it("is narrow enough for a telephone, and says every difference in words beside its mark", async () => {
    const { svg, width } = await shockPanel(findings(), TARGET, "Occupancy of hospital");
    expect(width).toBeLessThanOrEqual(330);
    expect(svg.match(/>\+2 points \(−3 to \+7\)</g)).toHaveLength(3);
    expect(svg).toContain(">+2 points (+1 to +7)<");
    expect(svg).toContain("&lt;b&gt;longer");
  });

  it("says so, and marks nothing, where there is nobody to measure", async () => {
    const { shaken, ...rest } = findings();
    const [first, ...others] = shaken;
    const nobody = { ...first!, difference: { mean: null, low: null, high: null } };
    const { svg } = await shockPanel({ ...rest, shaken: [nobody, ...others] } as StressFindings, TARGET, "Occupancy");
    expect(svg.match(/>nobody to measure</g)).toHaveLength(1);
    expect(svg.match(MARKS)).toHaveLength(3);
  });

  it("fills the mark of a clear difference alone", async () => {
    const { svg } = await shockPanel(findings(), TARGET, "Occupancy of hospital");
    const marks = svg.match(MARKS) ?? [];
    expect(marks.map((mark) => /fill="([^"]*)"/.exec(mark)![1] !== "white")).toEqual([false, true, false, false]);
  });
});

describe("the words and tables of shocks", () => {
  const at = (mean: number, half: number) => ({ mean, low: mean - half, high: mean + half, sd: 1, n: 4 });
  const shift = (calm: number, shocked: number, half = 0.01) => ({
    calm: at(calm, half),
    shocked: at(shocked, half),
    difference: at(shocked - calm, half),
  });
  const shock = (name: string, label: string) => ({
    name,
    label,
    from: "2025-06-01",
    until: "2025-08-31",
    watchedTo: "2025-10-26",
    changes: [{ add: "places.hospital.beds", by: -2 }],
  });
  const kept = (calm: string, shocked: string) => ({ keptCalm: calm, keptShocked: shocked });
  const found = {
    identity: { scenario: "abc", seed: "s", version: "1", replications: 4, command: "careshift stress ." },
    options: [
      { name: "As it is", file: "baseline.yaml" },
      { name: "Changed", file: "redesign.yaml" },
    ],
    targets: [TARGET],
    shocks: [shock("loss", "A site is lost"), shock("winter", "Winter")],
    shaken: [
      { option: "As it is", shock: "loss", target: TARGET.text, ...shift(0.99, 0.43), ...kept("no", "yes") },
      {
        option: "Changed",
        shock: "loss",
        target: TARGET.text,
        ...shift(0.9, 0.92, 0.03),
        ...kept("unclear", "unclear"),
      },
      { option: "As it is", shock: "winter", target: TARGET.text, ...shift(1, 1.001), ...kept("no", "no") },
      { option: "Changed", shock: "winter", target: TARGET.text, ...shift(0.8, 0.92, 0.03), ...kept("yes", "unclear") },
    ],
    shutOut: ["loss", "winter"].flatMap((name) =>
      ["As it is", "Changed"].map((option) => ({
        option,
        shock: name,
        waiting: shift(5, name === "loss" && option === "As it is" ? 165 : 5, 2),
        elsewhere: shift(0, name === "loss" ? 12 : 0, 3),
      })),
    ),
    growthOver: { from: "2025-10-01", to: "2027-03-31" },
    headroom: [{ option: "As it is", target: TARGET.text, growth: 3, never: false }],
    notes: [],
  } as unknown as StressFindings;

  it("claim no success of a loss: the target that it keeps is marked, and who waits or is turned away is said first", async () => {
    const said = stressText(found);
    expect(said).toContain("No shock clearly breaks a target that is kept without it.");
    expect(said).toContain("Under 1 shock it can't be told of some target whether it is still kept (≈).");
    expect(said).toContain("Most wait under “A site is lost” (As it is): 160 people more at a time.");
    expect(said).toContain("turned away, sent elsewhere or give up under “A site is lost” (As it is): 12 people more.");
    const never = found.shaken.map((each) => ({ ...each, keptCalm: "unclear" as const }));
    expect(stressText({ ...found, shaken: never })).toContain("No option clearly keeps a target even without a shock");
    const text = JSON.stringify(await stressPaper(found));
    expect(text).toContain("no → yes †");
    expect(text).toContain("the place is emptier as fewer get in");
    expect(text).toContain("People waiting, all places");
  });

  it("say kept only where the interval tells, differences in points, over which days growth is, and why beds are over-full", async () => {
    const { sections } = await stressPaper(found);
    const blocks = sections[0]!.blocks;
    const tables = blocks.flatMap((block): Table[] =>
      block.kind === "figure" ? (block.tables as Table[]) : block.kind === "table" ? [block] : [],
    );
    const cells = (id: string) => tables.find((table) => table.id === id)!.rows.map((row) => row.cells.at(-1)!.text);
    expect(cells("shock-winter").slice(0, 3)).toEqual(["", "no", "yes → ≈"]);
    expect(cells("shock-loss").slice(0, 3)).toEqual(["", "no → yes †", "≈"]);
    const [loss, winter] = ["loss", "winter"].map((name) => tables.find(({ id }) => id === `shock-${name}`)!);
    expect(loss!.rows[1]!.cells[3]!.text).toBe("−56.0 points");
    expect(winter!.notes.join()).toContain("More than 100 % of beds are occupied while beds that close");
    expect(loss!.notes.join()).not.toContain("More than 100 %");
    expect(tables.find(({ id }) => id === "growth")!.notes.join()).toContain("from 1 October 2025 to 31 March 2027");
  });
});
