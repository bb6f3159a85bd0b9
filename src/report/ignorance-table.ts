/** What chance and what ignorance do to the answers, on the screen. */
import type { Findings } from "../experiment/findings.js";
import type { Ignorance } from "../experiment/ignorance.js";
import { plain } from "./escape.js";
import { fold, lengthOf } from "./fold.js";
import { baselineOf, comparisonOf, measureOf, redesignsOf, type Wanted } from "./look-up.js";
import { namesFor } from "./names.js";
import { rowsFor } from "./rows.js";
import { counted, percent, sayDifference, sayEstimate } from "./words.js";

const GAP = "  ";

/** A table for the baseline and one for each redesign's difference: the interval of chance beside that of ignorance. */
export function ignoranceTable(findings: Findings, of: Ignorance, width: number): string {
  const wide = Math.max(60, width) - 1;
  const rows = rowsFor(findings, namesFor(findings));
  const labels = rows.map(({ label, isPart }) => `${isPart ? "  " : ""}${plain(label)}`);
  const baseline = baselineOf(findings);
  const first = rows.map((row) => {
    const chance = measureOf(baseline, row);
    const own = of.scenarios[0]?.measures.find((measure) => isSame(measure, row));
    if (!chance || !own) return ["–", "–", "–"];
    const said = sayEstimate(chance);
    return [
      `${said.value}${said.spread === null ? "" : ` ${said.spread}`}`,
      span(own, chance.unit),
      percent(own.share),
    ];
  });
  const others = redesignsOf(findings).map((redesign) => ({
    title: `${plain(redesign.name)}: difference from ${plain(baseline.name)}`,
    head: ["by chance", "by what is not known", "lower in"],
    cells: rows.map((row) => {
      const chance = comparisonOf(findings, redesign, row);
      const own = of.comparisons.find((each) => each.scenario === redesign.name && isSame(each, row));
      if (!chance || !own) return ["–", "–", "–"];
      const isNothing = own.low === own.high && own.mean === 0;
      return [
        difference(chance),
        isNothing ? "no change" : difference({ ...own, difference: own.mean, unit: chance.unit }),
        isNothing ? "" : percent(own.below),
      ];
    }),
  }));
  const tables = [
    { title: plain(baseline.name), head: ["chance", "what is not known", "its share"], cells: first },
    ...others,
  ].map((table) => drawTable(table, labels, wide));
  return [introduction(of, wide), ...tables, notes(of, wide)].join("\n\n").replaceAll("\u00a0", " ");
}

function introduction({ draws, replications, numbers }: Ignorance, wide: number): string {
  const text = `Chance and ignorance: ${counted(numbers, "number")} with bounds drawn ${counted(draws, "time")}, ${counted(replications, "replication")} of each draw. Under "chance", as above, every number is as written; under "what is not known" they are drawn, and 95 % of long-run means lie there.`;
  return indentedFold(text, wide);
}

function notes({ notDrawn, halved }: Ignorance, wide: number): string {
  const said = [
    "Its share: of the variance of one run, what is ignorance and not chance. Lower in: share of draws in which the redesign lowers it.",
    ...(notDrawn.length > 0
      ? [`Held as written, as nothing can multiply them: ${notDrawn.map(plain).join("; ")}.`]
      : []),
    ...(halved > 0 ? [`${counted(halved, "draw")} moved towards what is written: no such scenario could be.`] : []),
  ];
  return said.map((line) => indentedFold(line, wide)).join("\n");
}

function drawTable(
  { title, head, cells }: { title: string; head: string[]; cells: string[][] },
  labels: string[],
  wide: number,
): string {
  const widths = head.map((name, c) => Math.max(lengthOf(name), ...cells.map((row) => lengthOf(row[c] ?? ""))));
  const figures = widths.reduce((sum, each) => sum + each + GAP.length, 0);
  const beside = Math.max(20, Math.min(wide - 1 - figures, Math.max(...labels.map(lengthOf))));
  const line = (label: string, row: string[]) =>
    ` ${label}${" ".repeat(Math.max(0, beside - lengthOf(label)))}${row
      .map((cell, c) => GAP + " ".repeat(Math.max(0, (widths[c] ?? 0) - lengthOf(cell))) + cell)
      .join("")}`.trimEnd();
  const body = labels.flatMap((label, r) =>
    fold(label, beside - 2).map((part, i) =>
      line(i === 0 ? `${/^ */.exec(label)?.[0] ?? ""}${part.trim()}` : `  ${part}`, i === 0 ? (cells[r] ?? []) : []),
    ),
  );
  return [indentedFold(title, wide), line("", head), ...body].join("\n");
}

/** Where 95 % of long-run means lie, in the measure's unit. */
export function span({ low, high, mean }: { low: number; high: number; mean: number }, unit: string): string {
  const [from, to] = [low, high].map((end) => {
    const half = (high - low) / 2;
    return sayEstimate({ mean: end, low: end - half, high: end + half, unit }).value;
  });
  return low === high ? sayEstimate({ mean, low: Number.NaN, high: Number.NaN, unit }).value : `${from} to ${to}`;
}

function difference(of: { difference: number; low: number; high: number; unit: string }): string {
  const { value, interval } = sayDifference(of);
  return interval === null ? value : `${value} (${interval})`;
}

/** Whether two speak of the same measure of the same place and group. */
export function isSame(a: Wanted, b: Wanted): boolean {
  return a.measure === b.measure && a.place === b.place && JSON.stringify(a.group) === JSON.stringify(b.group);
}

function indentedFold(text: string, wide: number): string {
  return fold(text, wide)
    .map((line) => ` ${line}`)
    .join("\n");
}
