/** What `careshift calibrate` found, as it is kept and published. */
import * as z from "zod";
import type { Calibration, FigureFound, ValueFound } from "./calibrate.js";
import { lineAt, written } from "./fitted-value.js";
import type { Sorted } from "./observed-figures.js";
import { estimateSchema, identitySchema } from "./size-findings.js";
import type { ChangeLine } from "./variants.js";

const text = z.string();
const number = z.number();
const asWritten = z.union([number, text]).describe("as it is written in a scenario, with its unit");

/** What `careshift calibrate --json` prints; strict at every level. */
export const calibrationSchema = z.strictObject({
  identity: identitySchema,
  scenario: z.strictObject({ name: text, file: text }),
  backtest: text.nullable().describe("ISO date from which figures are foretold, not fitted"),
  values: z.array(
    z.strictObject({
      path: text,
      verb: z.enum(["set", "scale"]).describe("a number is set; a table, law or value by age is multiplied"),
      was: asWritten,
      low: asWritten,
      high: asWritten,
      fitted: asWritten,
      from: asWritten.describe("low end of the 95 % range that the figures leave it"),
      to: asWritten,
      verdict: z
        .enum(["fitted", "bound", "unseen", "tied"])
        .describe("bound: it ran into one; unseen: no figure tells it; tied: told only together with others"),
      tiedTo: z.array(text),
    }),
  ),
  figures: z.array(
    z.strictObject({
      measure: text,
      place: text.nullable(),
      unit: text,
      use: z.enum(["fit", "check", "predict"]),
      from: text.describe("first day"),
      to: text.describe("last day"),
      observed: number,
      sd: number.describe("the yardstick of the fit"),
      sdFrom: z.enum(["sd", "range", "assumed"]).describe("assumed: 5 % of the value"),
      before: estimateSchema.describe("simulated with the scenario's own values"),
      after: estimateSchema.describe("simulated with the fitted values"),
      prediction: z
        .strictObject({ low: number, high: number, inside: z.boolean() })
        .nullable()
        .describe("95 % prediction interval of a figure foretold, and whether it holds the observed one"),
    }),
  ),
  unused: z.array(z.strictObject({ measure: text, place: text.nullable(), why: text })),
  error: z
    .strictObject({ before: number, after: number })
    .describe(
      "what the search makes small: sum of squares of (simulated − observed) over their standard error, that of the simulation included",
    ),
  coverage: z
    .strictObject({ inside: number, of: number })
    .nullable()
    .describe("of a back-test: figures inside their prediction intervals"),
  tried: number.describe("combinations of values that were simulated"),
  notes: z.array(text),
  file: text.nullable().describe("the fitted scenario that was written"),
});

export type CalibrationFindings = z.infer<typeof calibrationSchema>;

/** JSON Schema (draft 7) of what `careshift calibrate` found. */
export function calibrationJsonSchema(): unknown {
  return z.toJSONSchema(calibrationSchema, { target: "draft-7" });
}

/** The part of the findings that the fit itself gives. */
export function calibrationFindings({ values, figures, error, tried }: Calibration, { unused }: Sorted) {
  const foretold = figures.flatMap(({ prediction }) => prediction ?? []);
  return {
    values: values.map(plainValue),
    figures: figures.map(plainFigure),
    unused,
    error,
    coverage:
      foretold.length === 0 ? null : { inside: foretold.filter(({ inside }) => inside).length, of: foretold.length },
    tried,
  };
}

function plainValue({ value, fitted, from, to, verdict, tiedTo }: ValueFound) {
  const say = (of: number) => written(value, of);
  const near = (of: number) => say(Number(of.toPrecision(4)));
  const { path, verb, now, low, high } = value;
  return {
    path,
    verb,
    was: say(now),
    low: say(low),
    high: say(high),
    fitted: say(fitted),
    from: near(from),
    to: near(to),
    verdict,
    tiedTo,
  };
}

function plainFigure({ figure, before, after, prediction }: FigureFound) {
  const { period, ...of } = figure;
  return { ...of, ...period, before, after, prediction };
}

/** The lines of a redesign with the fitted values, each with its evidence: assumed, why, and the range that the fit leaves it. */
export function fittedLines({ values }: Calibration, why: string): ChangeLine[] {
  return values.map(({ value, part, from, to }) => ({
    ...lineAt(value, part),
    source: "assumed",
    why,
    low: written(value, Number(from.toPrecision(4))),
    high: written(value, Number(to.toPrecision(4))),
  }));
}
