import type { TopLevelSpec } from "vega-lite";
import type { SensitivityFindings } from "../experiment/sensitivity-schema.js";
import { drawLite, widthOf } from "./charts.js";
import type { Panel } from "./document.js";
import { fold } from "./fold.js";
import { BLUE, INK, QUIET } from "./palette.js";
import { measureWithin, numbersInWords, sayHalf, sayWorth } from "./sensitivity-words.js";
import { number } from "./words.js";

/** Bars beyond these are in the table. */
const MOST = 15;
const WIDTH = 420;
const STEP = 44;
/** The bar at a number's low; that at its high is blue. Both tell apart in grey. */
const LIGHT = "#9bbfe0";

interface BarDrawn {
  name: string[];
  end: string;
  from: number;
  to: number;
  low: number;
  high: number;
}

/** The chart of a method: tornado, shares of the variance, or what each number is worth knowing. */
export async function sensitivityPanel(findings: SensitivityFindings): Promise<Panel> {
  const made = { tornado, sobol, evppi }[findings.question.method](findings);
  const svg = await drawLite(made.spec, { title: made.title, description: made.description });
  return { svg, title: made.title, width: widthOf(svg) };
}

interface Made {
  spec: TopLevelSpec;
  title: string;
  description: string;
}

function tornado(findings: SensitivityFindings): Made {
  const { question, tornado: of } = findings;
  const words = numbersInWords(findings);
  const share = question.unit === "share" ? 100 : 1;
  const shown = of!.bars.filter(({ width }) => width > 0).slice(0, MOST);
  const bars = shown.flatMap(({ number: n, low, high }) =>
    [
      { end: "at low", ...low },
      { end: "at high", ...high },
    ].map(({ end, difference, half }) => ({
      name: nameOf(words[n]!),
      end,
      from: 0,
      to: difference * share,
      low: (difference - (half ?? 0)) * share,
      high: (difference + (half ?? 0)) * share,
    })),
  );
  const said = shown.map(
    ({ number: n, low, high }) =>
      `${words[n]!.label}, ${words[n]!.range}: at low ${sayHalf(low.difference, low.half, question.unit)}, at high ${sayHalf(high.difference, high.half, question.unit)}.`,
  );
  const unit = question.unit === "share" ? "percentage points" : question.unit;
  return {
    spec: barsSpec(bars, `Change in ${measureWithin(findings)}, ${unit}`, ["at low", "at high"]),
    title: `What moves ${measureWithin(findings)} most`,
    description: said.join(" "),
  };
}

function sobol(findings: SensitivityFindings): Made {
  const words = numbersInWords(findings);
  const bars = findings.sobol!.indices.flatMap(({ number: n, first, total }) =>
    [
      { end: "first", ...first },
      { end: "total", ...total },
    ].map(({ end, value, low, high }) => ({ name: nameOf(words[n]!), end, from: 0, to: value, low, high })),
  );
  const said = findings.sobol!.indices.map(
    ({ number: n, first, total }) =>
      `${words[n]!.label}: first ${number(first.value, 0.01)}, total ${number(total.value, 0.01)}.`,
  );
  return {
    spec: barsSpec(bars, "Share of the variance", ["first", "total"]),
    title: `What the variance of ${measureWithin(findings)} comes from`,
    description: said.join(" "),
  };
}

function evppi(findings: SensitivityFindings): Made {
  const { question } = findings;
  const words = numbersInWords(findings);
  const worthy = findings.evppi!.worths.filter(({ value }) => value > 0).slice(0, MOST);
  const bars = worthy.map(({ number: n, value, low, high }) => ({
    name: nameOf(words[n]!),
    end: "worth",
    from: 0,
    to: value,
    low,
    high,
  }));
  const said = worthy.map(({ number: n, value }) => `${words[n]!.label}: ${sayWorth(value, question.unit)}.`);
  return {
    spec: barsSpec(bars, `Worth knowing before choosing, ${question.unit}`, ["worth"]),
    title: `Which number is worth knowing before choosing by ${measureWithin(findings)}`,
    description: said.length > 0 ? said.join(" ") : "No number alone would change the choice.",
  };
}

/** Bars from nought, one under the other, each with its 95 % interval; ends of one number beside each other. */
function barsSpec(bars: BarDrawn[], axis: string, ends: string[]): TopLevelSpec {
  const order = [...new Set(bars.map(({ name }) => name.join("\n")))];
  const values = bars.map((bar) => ({ ...bar, key: bar.name.join("\n") }));
  const y = {
    field: "key",
    type: "nominal",
    sort: order,
    axis: {
      title: null,
      labelLimit: 0,
      labelExpr: "split(datum.value, '\\n')",
      labelLineHeight: 13,
      labelOffset: -10,
      labelColor: INK,
      ticks: false,
      domain: false,
    },
  };
  const offset = ends.length > 1 ? { yOffset: { field: "end", sort: ends } } : {};
  const colors = ends.length > 1 ? [LIGHT, BLUE] : [BLUE];
  const x = { type: "quantitative", axis: { title: axis, format: "~s" } };
  return {
    width: WIDTH,
    height: { step: ends.length > 1 ? STEP / 2 : STEP },
    data: { values },
    layer: [
      {
        mark: { type: "bar" },
        encoding: {
          y,
          ...offset,
          x: { ...x, field: "to" },
          color: {
            field: "end",
            sort: ends,
            scale: { domain: ends, range: colors },
            legend: ends.length > 1 ? { title: null, orient: "top", labelFontSize: 12 } : null,
          },
        },
      },
      {
        mark: { type: "rule", strokeWidth: 1.5, color: QUIET },
        encoding: { y, ...offset, x: { ...x, field: "low" }, x2: { field: "high" } },
      },
      { mark: { type: "rule", color: INK }, encoding: { x: { ...x, datum: 0 } } },
    ],
  } as unknown as TopLevelSpec;
}

function nameOf({ label, range }: { label: string; range: string }): string[] {
  return [...fold(label, 48, 2), range];
}
