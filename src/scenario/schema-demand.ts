import { mean } from "../engine/laws.js";
import { byAmount, byAmountJson } from "./by.js";
import { law, lawJson } from "./law.js";
import * as words from "./messages.js";
import { byNumber, flag, label, listOf, number, part, rhythm, shares, sharesJson } from "./schema-parts.js";
import { duration, factor, growth, rateOfPeople, rateOfStream } from "./units.js";
import {
  amount,
  amountJson,
  below,
  checkKeys,
  EVIDENCE,
  isMapping,
  type Json,
  oneOf,
  type Raw,
  type Reader,
  type Say,
  strictJson,
  value,
} from "./values.js";
import { describeWho, overlap, parseAges } from "./who.js";

/** A second, in days: people who come faster than that on average are a slip of the pen. */
const SHORTEST_GAP = 1 / 86400;

type Times =
  | { by: Exclude<ReturnType<typeof multiplier>, undefined> }
  | { afterDischarge: { times: number; fadingOver: number } };

const multiplier = byAmount(factor, 1);

const times: Reader<Times> = (raw, say) => {
  if (isMapping(raw) && "after" in raw) return afterDischarge(raw, say);
  const read = multiplier(raw, say);
  return read && { by: read };
};

function afterDischarge(raw: Raw, say: Say): Times | undefined {
  checkKeys(raw, ["after", "times", "fading-over", ...Object.keys(EVIDENCE)], say);
  const after = oneOf("discharge")(raw.after, below(say, "after"));
  for (const key of ["times", "fading-over"].filter((key) => !(key in raw))) say(words.missingKey(key));
  const read = "times" in raw ? amount(factor)(raw.times, below(say, "times")) : undefined;
  const fadingOver = "fading-over" in raw ? amount(duration)(raw["fading-over"], below(say, "fading-over")) : undefined;
  if (fadingOver === 0) return void say(words.noTimeAtAll("fading-over"), ["fading-over"]);
  return after && read !== undefined && fadingOver !== undefined
    ? { afterDischarge: { times: read, fadingOver } }
    : undefined;
}

function timesJson(): Json {
  const after = strictJson(
    { after: { const: "discharge" }, times: amountJson(factor), "fading-over": amountJson(duration) },
    ["after", "times", "fading-over"],
  );
  return { anyOf: [...(byAmountJson(factor).anyOf as Json[]), after] };
}

const demand = {
  rhythm: rhythm().optional(),
  trend: number("Growth of the rate, compounded, such as `1% per year`.", growth).optional(),
  emergency: flag("Whether these count as emergency admissions; yes unless said."),
  pathway: label("The pathway whose first step they come to."),
  label: label("How it is shown.").optional(),
};

/** One of the `needs:`. */
export const need = part("A reason why people of the population come for care.", {
  rate: byNumber("How often, per person, such as `118 per 1000 people per year`.", rateOfPeople),
  times: listOf(
    "Each multiplies the rate.",
    value("A multiplier by what the person is like, or after discharge.", times, timesJson()),
  ).optional(),
  frailty: flag("Whether the person's frailty multiplies the rate; yes unless said."),
  ...demand,
});

const ages: Reader<string> = (raw, say) =>
  parseAges(String(raw)) ? String(raw) : void say(words.wrongRow(String(raw), "age"));

/** One of the `arrivals:`. */
export const arrivals = part("Arrivals with no population behind them.", {
  rate: number("Arrivals of a Poisson stream, such as `12 per day`; or", rateOfStream).optional(),
  gaps: value("the law of the time between one arrival and the next.", law(), lawJson()).optional(),
  people: part("What those who arrive are like.", {
    age: value("Shares by age; the last may be `rest`.", shares(ages, "the ages"), sharesJson()).optional(),
    sex: value(
      "Shares by sex; one may be `rest`.",
      shares(oneOf("female", "male"), "the sexes"),
      sharesJson(),
    ).optional(),
  }).optional(),
  ...demand,
}).transform((read, ctx) => {
  const complain = (message: string, ...path: string[]) =>
    ctx.issues.push({ code: "custom", message, path, input: read });
  if ((read.rate === undefined) === (read.gaps === undefined)) complain(words.rateOrGaps());
  if (read.gaps && mean(read.gaps) < SHORTEST_GAP) complain(words.tooFast(), "gaps");
  if (read.rate !== undefined && read.rate > 1 / SHORTEST_GAP) complain(words.tooFast(), "rate");
  if (read.gaps && read.rhythm) complain(words.rhythmOfGaps(), "rhythm");
  const spans = (read.people?.age ?? []).map(([written]) => ({
    written,
    who: { age: parseAges(written) as { from: number; to: number } },
  }));
  const twice = overlap(spans);
  if (twice)
    complain(words.namedTwice(describeWho(twice[0].who), describeWho(twice[1].who)), "people", "age", twice[0].written);
  return read;
});
