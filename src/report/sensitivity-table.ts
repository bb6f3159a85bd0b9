/** Sensitivity findings on the screen: a line for each number, with a bar of text. */
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import { plain } from "./escape.js";
import { fold, lengthOf } from "./fold.js";
import { measureInWords, numbersInWords, sayHalf, sayWorth } from "./sensitivity-words.js";
import { about, counted, howLong, number, percent, sayEstimate } from "./words.js";

/** Lines that are shown; the others are in the findings. */
const MOST = 15;

interface Line {
  label: string;
  range: string;
  cells: string[];
  bar: string;
}

/** The table of a method, for lines of so many characters. */
export function sensitivityTable(findings: SensitivityFindings, width: number): string {
  const wide = Math.max(72, Math.min(110, width)) - 1;
  const draw = { tornado, sobol, evppi }[findings.question.method];
  const text = [...heading(findings, wide), "", ...draw(findings, wide), "", ...notes(findings, wide)].join("\n");
  return text.replaceAll("\u00a0", " ");
}

function heading(findings: SensitivityFindings, wide: number): string[] {
  const { question, identity } = findings;
  const name = measureInWords(findings);
  const against = question.against === null ? "" : `, difference from ${plain(question.against)}`;
  const how = `${howLong(identity.years)} after ${counted(identity.warmUpDays, "day")} of warm-up · ${counted(identity.replications, "replication")} of each set of numbers · the same patients in all`;
  return [`${plain(question.scenario)}: ${name}${against}`, how].flatMap((line) => fold(line, wide)).map(indented);
}

function tornado(findings: SensitivityFindings, wide: number): string[] {
  const { question, tornado: of } = findings;
  const words = numbersInWords(findings);
  const moving = of!.bars.filter(({ width }) => width > 0);
  const reach = moving.flatMap(({ low, high }) => [low.difference, high.difference]);
  const [from, to] = [Math.min(0, ...reach), Math.max(0, ...reach)];
  const room = Math.max(12, wide - 62);
  const lines = moving.slice(0, MOST).map(({ number: n, low, high }) => ({
    ...words[n]!,
    cells: [low, high].map(({ difference, half }) => sayHalf(difference, half, question.unit)),
    bar: twoSided(low.difference, high.difference, from, to, room),
  }));
  const value = sayEstimate({ mean: question.written, low: Number.NaN, high: Number.NaN, unit: question.unit }).value;
  const rest = moving.length - lines.length;
  const still = of!.bars.length - moving.length;
  return [
    ...drawn([`as written ${value}`, "at low", "at high", "░ low  █ high"], lines, wide),
    ...more([
      rest > 0 ? `${counted(rest, "more number")} move it by less; all are in sensitivity.json` : "",
      still > 0 ? `${counted(still, "number does", "numbers do")} not move it at all` : "",
    ]),
  ];
}

function sobol(findings: SensitivityFindings, wide: number): string[] {
  const { question, sobol: of } = findings;
  const words = numbersInWords(findings);
  const share = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${number(value, 0.01)} (${number(low, 0.01)} to ${number(high, 0.01)})`;
  const lines = of!.indices.map(({ number: n, first, total }) => ({
    ...words[n]!,
    cells: [share(first), share(total)],
    bar: oneSided(total.value, 1, Math.max(10, wide - 76)),
  }));
  const spread = sayEstimate({ mean: of!.sd, low: Number.NaN, high: Number.NaN, unit: question.unit }).value;
  const chance =
    of!.chance === null
      ? ""
      : `; of which chance ${sayEstimate({ mean: of!.chance, low: Number.NaN, high: Number.NaN, unit: question.unit }).value}`;
  return [
    ...drawn(["share of the variance", "first", "total", "total"], lines, wide),
    ...more([
      `Drawing these ${of!.indices.length} numbers gives a standard deviation of ${spread}${chance}. They are those of ${of!.screened} with the widest bars in a tornado; the others are held as written.`,
      `${of!.points} points; intervals are 95 % bootstrap. First: what would go were the number known; total: what would stay were all others known.`,
    ]).flatMap((line) => fold(line, wide).map(indented)),
  ];
}

function evppi(findings: SensitivityFindings, wide: number): string[] {
  const { question, evppi: of } = findings;
  const words = numbersInWords(findings);
  const { unit } = question;
  const options = of!.options.map(
    ({ name, mean, best }) =>
      `  ${pad(plain(name), Math.max(20, wide - 40))} ${padLeft(sayEstimate({ mean, low: Number.NaN, high: Number.NaN, unit }).value, 14)}  best in ${percent(best)} of draws`,
  );
  const worthy = of!.worths.filter(({ value }) => value > 0);
  const most = Math.max(0, ...worthy.map(({ value }) => value));
  const hasDays = worthy.some(({ bedDays }) => bedDays !== null);
  const hasPounds = worthy.some(({ pounds }) => pounds !== null);
  const lines = worthy.slice(0, MOST).map(({ number: n, value, bedDays, pounds }) => ({
    ...words[n]!,
    cells: [
      sayWorth(value, unit),
      ...(hasDays ? [bedDays === null ? "–" : about(bedDays)] : []),
      ...(hasPounds && !unit.startsWith("£") ? [pounds === null ? "–" : sayWorth(pounds, "£")] : []),
    ],
    bar: oneSided(value, most, 12),
  }));
  const head = [
    "worth knowing before choosing",
    unit.startsWith("£") ? "£ a year" : unit,
    ...(hasDays ? ["days a year"] : []),
    ...(hasPounds && !unit.startsWith("£") ? ["£ a year"] : []),
    "",
  ];
  const nothing = of!.worths.length - worthy.length;
  return [
    ` As ${of!.aim === "least" ? "little" : "much"} as can be is best. On average over ${of!.draws} draws:`,
    ...options,
    ...fold(
      `Chosen now: ${plain(of!.chosen)}. Knowing every number (and chance) would gain ${sayWorth(of!.atMost, unit)} at most.`,
      wide,
    ).map(indented),
    "",
    ...(lines.length > 0 ? drawn(head, lines, wide) : [" No number alone would change the choice."]),
    ...more([nothing > 0 ? `${counted(nothing, "number")} would not change the choice: worth nothing` : ""]),
  ];
}

function notes({ notDrawn, halved, numbers }: SensitivityFindings, wide: number): string[] {
  const said = [
    `${counted(numbers.length, "number")} with low and high or a range; low to high is read as a 95 % interval.`,
    ...(notDrawn.length > 0
      ? [`Held as written, as nothing can multiply them: ${notDrawn.map(plain).join("; ")}.`]
      : []),
    ...(halved > 0
      ? [`${counted(halved, "set")} of numbers moved towards what is written: no such scenario could be.`]
      : []),
  ];
  return said.flatMap((line) => fold(line, wide)).map(indented);
}

/** Heading and lines: label (its range below), figures, bar. */
function drawn(head: string[], lines: Line[], wide: number): string[] {
  const columns = head.slice(1, -1);
  const widths = columns.map((name, c) =>
    Math.max(lengthOf(name), ...lines.map(({ cells }) => lengthOf(cells[c] ?? ""))),
  );
  const bar = Math.max(lengthOf(head.at(-1) ?? ""), ...lines.map((line) => lengthOf(line.bar)));
  const beside = Math.max(24, wide - 1 - bar - 2 - widths.reduce((sum, width) => sum + width + 2, 0));
  const row = (label: string, cells: string[], end: string) =>
    ` ${pad(label, beside)}${cells.map((cell, c) => `  ${padLeft(cell, widths[c] ?? 0)}`).join("")}  ${end}`.trimEnd();
  const body = lines.flatMap(({ label, range, cells, bar: drawnBar }) => {
    const folded = fold(`${label}, ${range}`, beside - 2, 4);
    return folded.map((line, i) => (i === 0 ? row(line, cells, drawnBar) : row(`  ${line}`, [], "")));
  });
  return [row(head[0] ?? "", columns, head.at(-1) ?? ""), ...body];
}

/** Left of `|` what lowers the measure, right what raises it; light at the number's low, dark at its high. */
function twoSided(low: number, high: number, from: number, to: number, room: number): string {
  const cells = room - 1;
  const left = Math.round((cells * -from) / (to - from || 1));
  const size = (value: number) => Math.round((Math.abs(value) / (to - from || 1)) * cells);
  const side = (sign: number, most: number) => {
    const ends = [
      { mark: "░", size: Math.sign(low) === sign ? size(low) : 0 },
      { mark: "█", size: Math.sign(high) === sign ? size(high) : 0 },
    ].sort((a, b) => a.size - b.size);
    const [short, long] = ends as [(typeof ends)[0], (typeof ends)[0]];
    return `${short.mark.repeat(Math.min(short.size, most))}${long.mark.repeat(Math.max(0, Math.min(long.size, most) - short.size))}`;
  };
  const lower = [...side(-1, left)].reverse().join("");
  return `${" ".repeat(left - lengthOf(lower))}${lower}│${side(1, cells - left)}`;
}

function oneSided(value: number, most: number, room: number): string {
  return "█".repeat(Math.max(0, Math.min(room, Math.round((value / (most || 1)) * room))));
}

function more(lines: string[]): string[] {
  return lines.filter((line) => line !== "").map(indented);
}

function indented(line: string): string {
  return ` ${line}`;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - lengthOf(text)));
}

function padLeft(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - lengthOf(text))) + text;
}
