/** A verification as a table on the screen. */
import type { Verification } from "../experiment/verify.js";
import type { VerificationLine } from "../experiment/verify-judge.js";
import { plain } from "./escape.js";
import { fold, lengthOf } from "./fold.js";
import { decimals, stepOf } from "./rounding.js";

/** Widths of expected, got, interval and verdict, with what lies before each. */
const WIDTHS = { expected: 10, got: 10, interval: 21, verdict: 9 };
const LEAST = 20;

/**
 * Expected, got, 95 % interval and verdict of every figure, by case and source.
 * @param width characters to a line; fewer than 70 are taken as 70
 */
export function verificationTable(found: Verification, width: number): string {
  const wide = Math.max(70, width) - 1;
  const blocks = found.cases.map(({ name, title, replications }) => {
    const lines = found.lines.filter((line) => line.case === name);
    return [
      ...fold(`${plain(name)}: ${plain(title)} (${replications} replications)`, wide),
      ...bySource(lines).flatMap(([source, some]) => [
        ...fold(plain(source), wide - 2).map((line) => `  ${line}`),
        ...some.flatMap((line) => rowOf(line, wide)),
      ]),
    ].join("\n");
  });
  return [heading(wide), ...blocks, summary(found, wide)].join("\n\n");
}

function bySource(lines: VerificationLine[]): [string, VerificationLine[]][] {
  const sources = [...new Set(lines.map((line) => line.source))];
  return sources.map((source) => [source, lines.filter((line) => line.source === source)]);
}

function heading(wide: number): string {
  return cells(["quantity", "expected", "got", "95 % interval", "verdict"], wide);
}

function rowOf(line: VerificationLine, wide: number): string[] {
  const names = fold(`${plain(line.quantity)}, ${plain(line.unit)}`, nameWidth(wide));
  const step = stepOf(line.got, Number.isFinite(line.high) ? line.high - line.got : 0) / 10;
  const digits = Math.min(6, decimals(step));
  const figure = (value: number) => value.toFixed(digits);
  const interval = Number.isFinite(line.high) ? `${figure(line.low)} to ${figure(line.high)}` : "not known";
  const verdict = line.verdict === "differs" ? "DIFFERS" : line.verdict;
  const first = cells(
    [names[0] ?? "", String(Number(line.expected.toPrecision(6))), figure(line.got), interval, verdict],
    wide,
  );
  const rest = names.slice(1).map((name) => `   ${name}`);
  const why = line.verdict === "agrees" ? [] : fold(line.why, wide - 6).map((text) => `      ${text}`);
  return [first, ...rest, ...why];
}

function nameWidth(wide: number): number {
  const { expected, got, interval, verdict } = WIDTHS;
  return Math.max(LEAST, wide - 3 - expected - got - interval - verdict);
}

function cells([name = "", expected = "", got = "", interval = "", verdict = ""]: string[], wide: number): string {
  const right = (text: string, width: number) => " ".repeat(Math.max(0, width - lengthOf(text))) + text;
  const left = name + " ".repeat(Math.max(0, nameWidth(wide) - lengthOf(name)));
  const { expected: e, got: g, interval: i } = WIDTHS;
  return `   ${left}${right(expected, e)}${right(got, g)}${right(interval, i)}  ${verdict}`.trimEnd();
}

function summary({ lines, identity, timings }: Verification, wide: number): string {
  const count = (verdict: string) => lines.filter((line) => line.verdict === verdict).length;
  const differ = count("differs");
  const shown = count("shown");
  return [
    `${count("agrees")} of ${lines.length - shown} figures agree${differ > 0 ? `, ${differ} DIFFER${differ === 1 ? "S" : ""}` : ""}${
      shown > 0 ? `; ${shown} printed figures are shown, not judged, with the reason` : ""
    }.`,
    "Agrees: within three standard errors of an exact figure, or three combined ones of a published figure, or its rounding.",
    `Careshift ${identity.version}: ${plain(identity.command)} (${timings.seconds.toFixed(0)} s)`,
  ]
    .flatMap((text) => fold(text, wide))
    .join("\n");
}
