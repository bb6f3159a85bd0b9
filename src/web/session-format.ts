/** The schema of session scripts: a while in a room with a scenario. Its descriptions are the manual that `careshift schema session` prints. */
import * as z from "zod";
import { changesSchema } from "../scenario/schema.js";
import { label, listOf, named, number, part, strict } from "../scenario/schema-parts.js";
import { count, duration, type Kind, money } from "../scenario/units.js";
import {
  amount,
  amountJson,
  definitions,
  isMapping,
  type Json,
  oneOf,
  type Reader,
  value,
} from "../scenario/values.js";
import * as say from "./session-messages.js";

/** A number that may lie below nought: what a lever is set to. */
const setting: Kind = {
  called: "a number",
  units: [""],
  least: Number.NEGATIVE_INFINITY,
  convert: (number, unit) => (unit === "" ? number : undefined),
};
/** Pounds a year for one unit of a lever. */
const price: Kind = {
  ...money,
  called: "an amount of money",
  units: ["", "per year"],
  convert: (number, unit) => (unit === "" || unit === "per year" ? number : undefined),
};

const minutes = number("Minutes it takes, such as `10 minutes`.", duration).transform((days) =>
  Math.round(days * 24 * 60),
);
const choice = (description: string, first: string, ...rest: string[]) =>
  value(description, oneOf(first, ...rest), { enum: [first, ...rest] });

const measure = strict("A measure, the place it is of, and which way is better.", {
  measure: label("A measure, as `careshift schema measures` lists them."),
  place: label("The place it is measured at; leave out for the whole system.").optional(),
  label: label("How the room calls it.").optional(),
  better: choice("Which way is better: `lower`, `higher` or `neither`.", "lower", "higher", "neither").optional(),
});

const option = strict("One option that the room can run: changes to the scenario, or one of its redesigns.", {
  label: label("How the room calls it."),
  summary: label("What it means, in a sentence.").optional(),
  redesign: label("A redesign file, relative to this one; `changes:` come on top of it.").optional(),
  changes: changesSchema.optional(),
});

const leverChange: Reader<LeverChange> = (raw, complain) => {
  if (!isMapping(raw)) return void complain(say.notALeverChange(raw));
  const known = ["add", "scale", "set", "each", "unit", "from", "over"];
  for (const key of Object.keys(raw)) if (!known.includes(key)) complain(say.unknownKey(key, known), [key], true);
  const verbs = (["add", "scale", "set"] as const).filter((verb) => typeof raw[verb] === "string");
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) return void complain(say.leverVerb());
  const each = raw.each === undefined ? 1 : raw.each;
  if (typeof each !== "number") return void complain(say.notANumber(each), ["each"]);
  const text = (key: string) => (raw[key] === undefined ? undefined : String(raw[key]));
  return { verb, path: String(raw[verb]), each, unit: text("unit"), from: text("from"), over: text("over") };
};
const leverChangeJson: Json = {
  type: "object",
  properties: Object.fromEntries(
    [
      ["add", "Path of the number that `each` times the setting is added to."],
      ["scale", "Path of the value that is multiplied by 1 + `each` times the setting in per cent."],
      ["set", "Path of the value that becomes `each` times the setting."],
      ["each", "What one unit of the lever does; 1 unless said."],
      ["unit", "Unit written behind the number, such as `days`."],
      ["from", "From this date on; throughout the run unless said."],
      ["over", "Phased in over so many months."],
    ].map(([key, description]) => [key, { type: key === "each" ? "number" : "string", description }]),
  ),
  additionalProperties: false,
};

/** What moving a lever does to one value of the scenario. */
export interface LeverChange {
  verb: "add" | "scale" | "set";
  path: string;
  /** What one unit of the lever does. */
  each: number;
  unit: string | undefined;
  from: string | undefined;
  over: string | undefined;
}

const lever = part("Something players can move; at nought nothing changes.", {
  label: label("How players call it."),
  unit: label("What it counts, such as `beds`.").optional(),
  from: value("The least it can be set to.", amount(setting), amountJson(setting)),
  to: value("The most it can be set to.", amount(setting), amountJson(setting)),
  step: value("How finely it moves; 1 unless said.", amount(setting), amountJson(setting)).optional(),
  price: value("What one unit costs a year, out of a team's budget.", amount(price), amountJson(price)).optional(),
  changes: listOf("What moving it does.", value("One change.", leverChange, leverChangeJson)),
});

const figure = strict("A figure that texts and questions name; a run gives it while the session is played.", {
  option: label("The option it is of; leave out for the scenario as it is.").optional(),
  measure: label("A measure, as `careshift schema measures` lists them."),
  place: label("The place it is measured at.").optional(),
  as: choice("`value`, or `difference` from the scenario as it is.", "value", "difference").optional(),
});

const question = strict("A question that everyone answers before the run.", {
  ask: label("The question."),
  choose: strict("Which option? The answer is the one whose measure comes out lowest or highest.", {
    among: listOf("Names of options.", label("An option.")),
    by: choice("`lowest` or `highest`.", "lowest", "highest"),
    measure: label("A measure."),
    place: label("The place it is measured at.").optional(),
  }).optional(),
  number: strict("How much? The answer is a figure.", {
    figure: label("A name under `figures:`."),
    from: value("The least that can be answered.", amount(setting), amountJson(setting)),
    to: value("The most that can be answered.", amount(setting), amountJson(setting)),
    step: value("How finely.", amount(setting), amountJson(setting)).optional(),
    unit: label("What is counted.").optional(),
  }).optional(),
  direction: strict("More, fewer or about the same? The answer is a figure that is a difference.", {
    figure: label("A name under `figures:`."),
  }).optional(),
});

const point = strict("Something to say if the run bears it out.", {
  say: label("What is said; `{name}` stands for a figure."),
  when: strict("Said only when this holds of the run just made.", {
    figure: label("A name under `figures:`."),
    is: choice(
      "`below` or `above` nought, or the figure in `than`, replication by replication; `unclear`: the interval of the difference holds nought.",
      "below",
      "above",
      "unclear",
    ),
    than: label("Another figure to compare with; nought unless said.").optional(),
  }).optional(),
});

const shared = {
  minutes,
  title: label("Its heading; a usual one unless said.").optional(),
  text: label(
    "What the room reads: paragraphs, and lists of lines that begin with a dash. `{name}` stands for a figure.",
  ).optional(),
  notes: label("For the facilitator alone.").optional(),
};
const stages = {
  brief: strict("The story is told.", shared),
  predict: strict("Everyone answers before anything is run.", {
    ...shared,
    questions: named("Questions by name.", question),
  }),
  run: strict("Options are run, for everyone to see.", {
    ...shared,
    options: listOf("Names of options, run together.", label("An option.")),
  }),
  plan: strict("Players move levers themselves, alone or in teams.", {
    ...shared,
    levers: listOf("Names of levers.", label("A lever.")),
  }),
  discuss: strict("The room talks.", {
    ...shared,
    questions: listOf("What to talk about.", label("A question.")).optional(),
  }),
  debrief: strict("What the run shows, in figures of that run.", {
    ...shared,
    points: listOf("What to say, in order.", point),
  }),
};

const stage = strict("One stage of the session: exactly one of these.", {
  brief: stages.brief.optional(),
  predict: stages.predict.optional(),
  run: stages.run.optional(),
  plan: stages.plan.optional(),
  discuss: stages.discuss.optional(),
  debrief: stages.debrief.optional(),
}).transform((read, ctx) => {
  const kinds = Object.entries(read).filter(([, written]) => written !== undefined);
  if (kinds.length !== 1) ctx.issues.push({ code: "custom", message: say.oneStage(), path: [], input: read });
  return read;
});

/** A session script as it is written. */
export const sessionSchema = strict("A session of Careshift: a while in a room with a scenario.", {
  "careshift-session": value(
    "Version of this language: 1.",
    (raw, complain) => (raw === 1 ? 1 : void complain(say.notThisVersion(raw))),
    { const: 1 },
  ),
  name: label("What the session is called."),
  summary: label("What it is about, in a sentence or two."),
  for: label("Whom it is for, and what they need to know beforehand.").optional(),
  scenario: label("The scenario file it is played with, relative to this one."),
  run: strict("How long and how often the system is run while people wait.", {
    years: value("Years observed, after the warm-up.", amount({ ...setting, least: 0.1 }), amountJson(setting)),
    replications: number("How often everyone lives through it.", count),
  }),
  measures: listOf("What the room looks at, the most important first; teams are ranked by the first.", measure),
  options: named("What the room can run.", option),
  levers: named("What players can move.", lever).optional(),
  teams: strict("For teams on browsers of their own.", {
    budget: value("What the plan of a team may cost a year.", amount(price), amountJson(price)),
    rounds: listOf(
      "Rounds of planning.",
      strict("One round.", {
        name: label("What it is called."),
        minutes,
        text: label("What teams read.").optional(),
        notes: label("For the facilitator alone.").optional(),
      }),
    ),
    text: label("What teams read when they join.").optional(),
  }).optional(),
  figures: named("Figures by name, for texts and questions.", figure).optional(),
  notes: label("For the facilitator alone: what to have ready before it begins.").optional(),
  stages: listOf("What happens, in order.", stage),
});

export type WrittenSession = z.output<typeof sessionSchema>;
export type Stage = WrittenSession["stages"][number];
export type StageKind = keyof Stage;
export type Question = z.output<typeof question>;
export type FigureName = z.output<typeof figure>;
export type Point = z.output<typeof point>;
export type Lever = z.output<typeof lever>;
export type SessionMeasure = z.output<typeof measure>;

/** The JSON Schema (draft 7) of session scripts, for editors. */
export function sessionJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(sessionSchema, { io: "input", target: "draft-7", unrepresentable: "any" });
  return { ...schema, definitions: definitions() };
}
