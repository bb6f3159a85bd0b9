/** The schema of pathways, policies, clocks and the opening census. */
import type * as z from "zod";
import { WEEKDAYS } from "./dates.js";
import { sums } from "./grid.js";
import { byLaw, byLawJson, law, lawJson } from "./law.js";
import * as words from "./messages.js";
import type { Leaves } from "./scenario.js";
import {
  byNumber,
  flag,
  fullJson,
  label,
  listOf,
  number,
  part,
  placeName,
  TEXTS,
  texts,
  timeOfDay,
  timeOfDayJson,
  whenFull,
} from "./schema-parts.js";
import { chance, count, duration, factor, share } from "./units.js";
import { amount, amountJson, oneOf, type Say, TEXT, value } from "./values.js";
import { describeWho } from "./who.js";

const branch = part("A way out of a step.", {
  go: label("A step of this pathway, `pathway.step` of another, or `home`, `died`, `elsewhere`."),
  chance: byNumber("How likely; the last of the list may leave it out and takes the rest.", chance, 0).optional(),
  delay: value(
    "Time on the way (papers, transport) during which the place is still held.",
    law(),
    lawJson(),
  ).optional(),
});

const staff = part("Staff that the step needs as well as its place.", {
  team: label("A place of the kind `team`."),
  for: value("How long they are there; the whole stay unless said.", law(), lawJson()).optional(),
});

const visits = part("Visits a day, falling in a straight line over the stay.", {
  from: number("On the first day.", count),
  to: number("On the last; as on the first unless said.", count).optional(),
}).transform(({ from, to }, ctx) => {
  if (from < 1 || (to ?? from) < 1 || (to ?? from) > from)
    ctx.issues.push({ code: "custom", message: words.visitsFall(), path: [], input: from });
  return { from, to: to ?? from };
});

const day = (name: string) =>
  number(`Chance that someone ready can leave on a ${name}; sure unless said.`, chance).optional();

const leaves = part("The days and hours on which people leave; those ready at other times keep the place until then.", {
  ...(Object.fromEntries(WEEKDAYS.map((name) => [name, day(name)])) as Record<string, ReturnType<typeof day>>),
  from: value("From this time of day on.", timeOfDay, timeOfDayJson()).optional(),
  to: value("Up to this time of day.", timeOfDay, timeOfDayJson()).optional(),
}).transform((read, ctx): Leaves => {
  const given = read as Record<string, number | undefined>;
  const chances = WEEKDAYS.map((name) => given[name] ?? 1);
  const [from, to] = [given.from ?? 0, given.to ?? 1];
  if (chances.every((each) => each === 0) || to <= from)
    ctx.issues.push({ code: "custom", message: words.nobodyLeaves(), path: [], input: read });
  return { chance: chances, from, to };
});

const levelOfCare = part(
  "Who needs no more than a lower level of care for the last part of the stay, and where they are moved on.",
  {
    "lower-for": number("For which share of the people that is so.", share),
    after: number("After which share of their stay.", share),
    every: number("Time between reviews, which move them on; they are not reviewed unless said.", duration).optional(),
    go: label("Where a review sends them: one of the step's `next`."),
  },
);

const didNotAttend = part("Of an appointment at a list or clinic.", {
  chance: number("How likely someone does not come.", chance),
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; never awaited
  then: label("Where to then: a step, such as this one again, or `home`."),
});

/** One step of a pathway. */
export const step = part("A stay in a place.", {
  step: value("Its name.", placeName, TEXT),
  label: label("How it is shown.").optional(),
  at: label("The place."),
  stay: value("Treatment time; any delay comes on top.", byLaw(), byLawJson()),
  full: value("What happens when the place is full; `wait` unless said.", whenFull, fullJson()).optional(),
  staff: staff.optional(),
  visits: visits.optional(),
  "longer-per-delayed-day": number(
    "Deconditioning: how much longer the stay is for each day delayed before, as a share of it.",
    share,
  ).optional(),
  leaves: leaves.optional(),
  "level-of-care": levelOfCare.optional(),
  "did-not-attend": didNotAttend.optional(),
  normalise: flag("Accept chances that do not sum to one, and rescale them."),
  next: listOf("Where people go afterwards; home unless said.", branch).optional(),
}).transform((read, ctx) => {
  checkChances(read.next ?? [], read.normalise ?? false, (message, path = []) =>
    ctx.issues.push({ code: "custom", message, path: ["next", ...path], input: read }),
  );
  return read;
});

/** Complains of chances that do not come to one for someone, and of a rest that is not last. */
function checkChances(next: z.output<typeof branch>[], normalise: boolean, say: Say): void {
  const rest = next.findIndex(({ chance }) => chance === undefined);
  const misplaced = next.findIndex(({ chance }, i) => chance === undefined && i < next.length - 1);
  if (misplaced >= 0) say(words.restNotLast(next[misplaced]?.go ?? ""), [misplaced]);
  if (misplaced >= 0 || normalise || next.length === 0) return;
  const wrong = sums(next.flatMap(({ chance }) => chance ?? [])).filter(
    ({ sum }) => sum > 1 + 1e-6 || (rest < 0 && sum < 1 - 1e-6),
  );
  for (const { who, sum } of wrong) say(words.chanceSum(describeWho(who), sum, rest >= 0));
}

/** One of the `policies:`. */
export const policy = part("A rule that acts on the population.", {
  kind: value("`case-finding`: the people at highest predicted risk are put on a caseload.", oneOf("case-finding"), {
    enum: ["case-finding"],
  }),
  label: label("How it is shown.").optional(),
  at: label("The caseload."),
  every: value(
    "Time between rounds.",
    (raw, say) => {
      const read = amount(duration)(raw, say);
      return read === 0 ? void say(words.noTimeAtAll("every")) : read;
    },
    amountJson(duration),
  ),
  predicts: label("The need whose expected number a year is the predicted risk."),
  sees: listOf(
    "What the risk tool sees.",
    value("One of them.", oneOf("age", "sex", "segment", "locality", "admissions-last-year"), {
      enum: ["age", "sex", "segment", "locality", "admissions-last-year"],
    }),
  ),
  "c-statistic": value(
    "How well the tool tells who will have the need within a year, 0.5 to 1; as well as what it sees allows unless said.",
    (raw, say) => {
      const read = amount(factor)(raw, say);
      return read !== undefined && (read < 0.5 || read > 1) ? void say(words.cStatistic(raw)) : read;
    },
    amountJson(factor),
  ).optional(),
  "from-age": number("Nobody younger is taken; 0 unless said.", count).optional(),
  "leaves-after": number("Time on the list; until death or moving away unless said.", duration).optional(),
  effects: listOf(
    "What being on the list does.",
    part("One effect.", {
      on: label("The need it acts on, or the step, as `pathway.step`."),
      times: number("Multiplies the need's rate, or the stay at the step.", factor),
    }),
  ).optional(),
});

/** One of the `clocks:`. */
export const clock = part("A clock that runs for each person, such as the four hours of A&E.", {
  starts: value("Steps that start it when they are asked for, as `pathway.step`.", texts, TEXTS),
  stops: value("Steps that stop it when people come in; leaving care does always.", texts, TEXTS).optional(),
  within: number("Time allowed.", duration),
});

/** One step of the `opening:`. */
export const census = part("Who is there on day one.", {
  from: label("The need or stream of arrivals they came by."),
  occupied: number("In the place, the delayed included.", count).optional(),
  delayed: number("Of these, ready to leave and waiting for their next place.", count).optional(),
  waiting: number("Waiting outside.", count).optional(),
});
