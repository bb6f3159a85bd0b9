/** The schema of places, pathways, policies and the opening census. */
import type * as z from "zod";
import { sums } from "./grid.js";
import { byLaw, byLawJson } from "./law.js";
import * as words from "./messages.js";
import {
  byNumber,
  cost,
  costJson,
  flag,
  fullJson,
  label,
  listOf,
  number,
  part,
  placeName,
  TEXTS,
  texts,
  whenFull,
} from "./schema-parts.js";
import { chance, count, duration, factor } from "./units.js";
import { amount, amountJson, oneOf, type Say, TEXT, value } from "./values.js";
import { describeWho } from "./who.js";

const CAPACITY = { beds: "beds", caseload: "places", package: "packages" } as const;
/** More than all the beds of England eight times over. */
const MOST = 1_000_000;
const KINDS = ["beds", "unlimited", "caseload", "package"] as const;
const PAYERS = ["nhs-acute", "nhs-community", "council", "person"] as const;

/** One of the `places:`. */
export const place = part("A setting of care.", {
  kind: value(
    "`beds`, `package` (home care, reablement), `caseload` (places on a list) or `unlimited`.",
    oneOf(...KINDS),
    { enum: KINDS },
  ),
  label: label("How it is shown.").optional(),
  beds: number("How many beds are open.", count).optional(),
  places: number("How many people a caseload takes.", count).optional(),
  packages: number("How many packages of care there are.", count).optional(),
  takes: value(
    "Steps whose patients go first, in this order, as `pathway.step`; then whoever came first.",
    texts,
    TEXTS,
  ).optional(),
  cost: value("What it costs.", cost, costJson()).optional(),
  payer: value("Who pays.", oneOf(...PAYERS), { enum: PAYERS }).optional(),
}).transform((read, ctx) => {
  const complain = (message: string, ...path: string[]) =>
    ctx.issues.push({ code: "custom", message, path, input: read });
  const wanted = read.kind === "unlimited" ? undefined : CAPACITY[read.kind];
  for (const key of Object.values(CAPACITY)) {
    if (key !== wanted && read[key] !== undefined) complain(words.wrongCapacity(key, read.kind, wanted), key);
  }
  if (wanted && read[wanted] === undefined) complain(words.noCapacity(read.kind, wanted));
  if (read.cost && !read.payer) complain(words.noPayer(PAYERS), "cost");
  const capacity = wanted && read[wanted];
  if (wanted && (capacity ?? 0) > MOST) complain(words.tooMany(MOST), wanted);
  return { ...read, capacity };
});

const branch = part("A way out of a step.", {
  go: label("A step of this pathway, `pathway.step` of another, or `home`, `died`, `elsewhere`."),
  chance: byNumber("How likely; the last of the list may leave it out and takes the rest.", chance, 0).optional(),
});

/** One step of a pathway. */
export const step = part("A stay in a place.", {
  step: value("Its name.", placeName, TEXT),
  label: label("How it is shown.").optional(),
  at: label("The place."),
  stay: value("Treatment time; any delay comes on top.", byLaw(), byLawJson()),
  full: value("What happens when the place is full; `wait` unless said.", whenFull, fullJson()).optional(),
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
  "from-age": number("Nobody younger is taken; 0 unless said.", count).optional(),
  "leaves-after": number("Time on the list; until death or moving away unless said.", duration).optional(),
  effects: listOf(
    "What being on the list does.",
    part("One effect.", {
      on: label("The need it acts on."),
      times: number("Multiplies the need's rate.", factor),
    }),
  ).optional(),
});

/** One step of the `opening:`. */
export const census = part("Who is there on day one.", {
  from: label("The need or stream of arrivals they came by."),
  occupied: number("In the place, the delayed included.", count).optional(),
  delayed: number("Of these, ready to leave and waiting for their next place.", count).optional(),
  waiting: number("Waiting outside.", count).optional(),
});
