/** The schema of scenarios. Its descriptions are the reference manual that editors show and `careshift schema` prints. */
import * as z from "zod";
import { daysLater, isDate } from "./dates.js";
import * as words from "./messages.js";
import { census, clock, policy, step } from "./schema-care.js";
import { arrivals, need } from "./schema-demand.js";
import { flag, label, listOf, named, number, part, strict } from "./schema-parts.js";
import { place } from "./schema-places.js";
import { population } from "./schema-population.js";
import { count, DAYS_PER_YEAR, duration, factor, type Kind, rateOfStream, share } from "./units.js";
import {
  amount,
  amountJson,
  definitions,
  isMapping,
  type Json,
  oneOf,
  type Raw,
  type Reader,
  type Say,
  text,
  value,
} from "./values.js";

const date = value(
  "The calendar date at which observation starts; the warm-up lies before it.",
  (raw, say) => (isDate(raw) ? raw : void say(words.notADate(raw))),
  { type: "string", format: "date" },
);

const seed = value(
  "Any text; the same seed gives the same run.",
  (raw, say) => (raw === null || String(raw).trim() === "" ? void say(words.emptySeed()) : text(raw, say)),
  { type: ["string", "number"], minLength: 1 },
);

/** Unless more or less is asked for: half-widths of 5 % (Hoad, Robinson & Davies 2010) and no more than so many. */
export const UNTIL_PRECISE = { replications: 500, precision: { wanted: 0.05, measures: [] as string[] } };

const replications = value(
  "How many times the run is repeated with other chances: a number, `auto`, or `{ precision: 2%, at-most: 200, measures: [wait] }`.",
  (raw, say) => {
    if (raw === 0) return void say(words.noReplications());
    if (raw === "auto") return UNTIL_PRECISE;
    if (isMapping(raw) && raw.value === undefined) return untilPrecise(raw, say);
    const replications = amount(count)(raw, say);
    return replications === undefined ? undefined : { replications };
  },
  { anyOf: [{ type: "integer", minimum: 1 }, { const: "auto" }, { type: "object" }] },
);

function untilPrecise(raw: Raw, say: Say): typeof UNTIL_PRECISE | undefined {
  for (const key of Object.keys(raw))
    if (!["precision", "at-most", "measures"].includes(key)) return void say(words.notOfReplications(key));
  const wanted = raw.precision === undefined ? UNTIL_PRECISE.precision.wanted : amount(share)(raw.precision, say);
  const most = raw["at-most"] === undefined ? UNTIL_PRECISE.replications : amount(count)(raw["at-most"], say);
  const measures = raw.measures === undefined ? [] : [raw.measures].flat().map(String);
  if (wanted === undefined || most === undefined) return undefined;
  if (wanted <= 0 || wanted >= 1) return void say(words.noPrecision(raw.precision), ["precision"]);
  if (most < 8) return void say(words.tooFewForPrecision(most), ["at-most"]);
  return { replications: most, precision: { wanted, measures } };
}

const warmUp = value(
  "Time run before anything is counted, such as `400 days`; `auto`: as long as places take to fill (MSER-5); or `none`.",
  (raw, say): number | "auto" | undefined => (raw === "none" ? 0 : raw === "auto" ? raw : amount(duration)(raw, say)),
  { anyOf: [{ const: "none" }, { const: "auto" }, ...(amountJson(duration).anyOf as Json[])] },
);

/** A thousand years: every midnight of every place is kept until a replication is over. */
const MOST_DAYS = 1000 * DAYS_PER_YEAR;

/** The part `run:`. */
export const runSchema = strict("When, how long, how often.", {
  start: date,
  length: number("Time observed, after the warm-up.", duration),
  "warm-up": warmUp.optional(),
  replications: replications.optional(),
  seed: seed.optional(),
  uncertainty: flag(
    "Draw every number with bounds too, and tell chance from ignorance; as `careshift run --uncertainty`.",
  ),
  deadlocks: value(
    "What becomes of people who block each other in a ring: `exchange` of beds (unless said), or `stay`.",
    oneOf("exchange", "stay"),
    { enum: ["exchange", "stay"] },
  ).optional(),
}).transform((read, ctx) => {
  const written = read["warm-up"] ?? 0;
  const warmUp = written === "auto" ? Math.max(1, Math.min(365, Math.ceil(read.length))) : Math.ceil(written); // so that day 0 begins at midnight
  if (read.length < warmUp || read.length === 0) {
    const message = words.shorterThanWarmUp(read.length, warmUp);
    ctx.issues.push({ code: "custom", message, path: ["length"], input: read });
  }
  const ends = daysLater(read.start, Math.min(read.length, MOST_DAYS));
  if (read.length > MOST_DAYS || !isDate(ends))
    ctx.issues.push({ code: "custom", message: words.tooLong(read.length), path: ["length"], input: read });
  return {
    start: read.start,
    length: read.length,
    warmUp,
    ...(written === "auto" && { findWarmUp: true }),
    ...(read.replications ?? { replications: 30 }),
    seed: read.seed ?? "careshift",
    deadlocks: read.deadlocks ?? ("exchange" as const),
    ...(read.uncertainty && { uncertainty: true }),
  };
});

const bound: Reader<number> = (raw, say) => {
  const text = String(raw);
  const kind = text.includes("£")
    ? BOUND_MONEY
    : [duration, rateOfStream].find((kind) =>
        kind.units.some((unit) => text.endsWith(unit) || text.endsWith(unit.replace(/s$/, ""))),
      );
  return amount(kind ?? BOUND)(raw, say);
};
const BOUND: Kind = { ...factor, called: "a number", least: Number.NEGATIVE_INFINITY };
const BOUND_MONEY: Kind = {
  ...factor,
  called: "an amount of money",
  pounds: true,
  units: [""],
  convert: (number, unit) => (unit === "" ? number : undefined),
};

const target = strict("What a board wants to see.", {
  measure: label("A measure, as `careshift schema measures` lists them."),
  place: label("The place it is measured at.").optional(),
  clock: label("Of a measure of clocks: which one.").optional(),
  "at-most": value("It should not be above this.", bound, { type: ["number", "string"] }).optional(),
  "at-least": value("It should not be below this.", bound, { type: ["number", "string"] }).optional(),
}).transform((read, ctx) => {
  if (read["at-most"] === undefined && read["at-least"] === undefined) {
    ctx.issues.push({ code: "custom", message: words.noBound(), path: [], input: read });
  }
  return read;
});

const day = (description: string) =>
  value(description, (raw, say) => (isDate(raw) ? raw : void say(words.notADate(raw))), {
    type: "string",
    format: "date",
  });

const shockChange = strict("What a shock changes: `add` or `scale`, so that it can be undone on the day it is over.", {
  add: label("Path of the number to add to.").optional(),
  scale: label("Path of the value to multiply.").optional(),
  by: number("What is added, or the factor.", BOUND),
}).transform((read, ctx) => {
  const wrong = (message: string) => ctx.issues.push({ code: "custom", message, path: [], input: read });
  if ((read.add === undefined) === (read.scale === undefined)) wrong(words.addOrScale());
  else if (read.scale !== undefined && read.by <= 0) wrong(words.noFactorOfShock(read.by));
  return read;
});

const shock = strict("A bad spell that `careshift stress` lays on every option.", {
  label: label("What it is called.").optional(),
  from: day("Its first day."),
  until: day("The day on which it is over."),
  changes: listOf("What it changes meanwhile.", shockChange),
});

/** A file of shocks alone, for `careshift stress --shocks`. */
export const shocksFileSchema = strict("A file of shocks.", {
  shocks: named("Bad spells, each under its name.", shock),
});

const paper = strict("What the board paper says of itself.", {
  title: label("Its title.").optional(),
  meeting: label("The meeting it is for.").optional(),
  author: label("Who wrote it.").optional(),
  date: label("The date on it.").optional(),
  purpose: label("`decision`, `discussion`, `information`.").optional(),
  asks: label("What the meeting is asked to do.").optional(),
});

const anything = (description: string, json: Json = {}) => value(description, (raw) => raw ?? null, json);

/** One line of `changes:`. */
const changeSchema = part("One dated edit that a redesign makes.", {
  from: value(
    "From this date on; throughout the run unless said.",
    (raw, say) => (isDate(raw) ? raw : void say(words.notADate(raw))),
    { type: "string", format: "date" },
  ).optional(),
  set: label("Path of the value to replace, with `to:`.").optional(),
  add: label("Path of the number to add to, with `by:`.").optional(),
  scale: label("Path of the value to multiply, with `by:`.").optional(),
  remove: label("Path of what is taken away.").optional(),
  to: anything("The new value.").optional(),
  by: anything("What is added, or the factor.", { type: ["number", "string"] }).optional(),
  over: number("Phased in a month at a time, in equal parts; whole months.", duration).optional(),
  low: anything("The least it might be.").optional(),
  high: anything("The most it might be.").optional(),
});

/** The part `changes:`. */
export const changesSchema = listOf("What a redesign changes, as a list that could be read out.", changeSchema);

/** A whole scenario, or a redesign laid over what it extends. */
export const scenarioSchema = strict("A scenario of Careshift: one health and care system, or a redesign of one.", {
  careshift: value(
    "Version of this language: 1.",
    (raw, say) => (raw === 1 ? 1 : void say(words.notThisVersion(raw))),
    { const: 1 },
  ),
  extends: label("The scenario file that this one redesigns.").optional(),
  name: label("What the scenario is called."),
  summary: label("What it is about, in a sentence or two.").optional(),
  labels: named("How names are shown.", label("What is shown.")).optional(),
  run: runSchema.optional(),
  population: population.optional(),
  needs: named("Why people of the population come.", need).optional(),
  arrivals: named("Streams with no population behind them.", arrivals).optional(),
  places: named("Where care is given.", place).optional(),
  pathways: named("What happens to people, step by step.", listOf("Its steps, the first one first.", step)).optional(),
  policies: named("Rules that act on the population.", policy).optional(),
  opening: z
    .record(z.string(), census, { error: (issue) => words.notNamed(issue.input) })
    .meta({ description: "Who is there on day one, by `pathway.step`; leave out to start empty, with a warm-up." })
    .optional(),
  clocks: named("Clocks that run for people in care.", clock).optional(),
  targets: named("What must be met.", target).optional(),
  shocks: named("Bad spells for `careshift stress`; a run is without them.", shock).optional(),
  paper: paper.optional(),
  changes: changesSchema.optional(),
});

/** A scenario as the schema gives it: units resolved, names not yet checked against each other. */
export type Written = z.output<typeof scenarioSchema>;

/** The JSON Schema (draft 7) of scenario files, for editors. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioSchema, { io: "input", target: "draft-7", unrepresentable: "any" });
  return { ...schema, definitions: definitions() };
}
