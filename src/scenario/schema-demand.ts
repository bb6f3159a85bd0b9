import { mean } from "../engine/laws.js";
import { byAmount, byAmountJson, goodColumns } from "./by.js";
import { isDate } from "./dates.js";
import { law, lawJson } from "./law.js";
import * as words from "./messages.js";
import type { Rhythm } from "./scenario.js";
import {
  byNumber,
  flag,
  label,
  listOf,
  MOST_A_DAY,
  mostOf,
  number,
  part,
  rhythm,
  shares,
  sharesJson,
} from "./schema-parts.js";
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
  TEXT,
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
}).transform((read, ctx) => {
  const times = (read.times ?? []).map((each) =>
    "by" in each ? mostOf(each.by) : Math.max(1, each.afterDischarge.times),
  );
  const perDay = times.reduce((all, each) => all * each, mostOf(read.rate) * peak(read.rhythm));
  if (perDay > MOST_A_DAY)
    ctx.issues.push({ code: "custom", message: words.tooOften(perDay, MOST_A_DAY), path: ["rate"], input: read });
  return read;
});

/** The most that month, weekday, hour and surges can make of a rate; dates hold means of their own. */
function peak({ month = [1], weekday = [1], hour = [1], shocks = [] }: Rhythm = {}): number {
  const surges = shocks.map(({ times }) => Math.max(1, times));
  return (
    [month, weekday, hour].reduce((all, factors) => all * Math.max(...factors), 1) * surges.reduce((a, b) => a * b, 1)
  );
}

const ages: Reader<string> = (raw, say) =>
  parseAges(String(raw)) ? String(raw) : void say(words.wrongRow(String(raw), "age"));

/** A rate, or one by date: its mean, and multipliers of that from each date to the next. */
export interface StreamRate {
  mean: number;
  dates: { date: string; times: number }[] | undefined;
}

const streamRate: Reader<StreamRate> = (raw, say) => {
  if (isMapping(raw) && isMapping(raw.table)) return byDate(raw, raw.table.rows as Raw[], say);
  const mean = amount(rateOfStream)(raw, say);
  return mean === undefined ? undefined : { mean, dates: undefined };
};

function byDate(raw: Raw, rows: Raw[], say: Say): StreamRate | undefined {
  checkKeys(raw, ["table", ...Object.keys(EVIDENCE)], say);
  if (rows.length === 0) return { mean: 0, dates: undefined }; // the table has been complained of already
  if (!goodColumns(rows[0] as Raw, ["date", "per-day"], say)) return undefined;
  const read = rows.map((row, i) => {
    const here = below(say, "table", "rows", i);
    if (!isDate(row.date)) return void here(words.notADate(row.date), ["date"]);
    const before = rows[i - 1]?.date;
    if (isDate(before) && before >= row.date) return void here(words.datesNotRising(before, row.date), ["date"]);
    const perDay = amount(factor)(row["per-day"], below(here, "per-day"));
    return perDay === undefined ? undefined : { date: row.date, perDay };
  });
  if (read.includes(undefined)) return undefined;
  const good = read as { date: string; perDay: number }[];
  const mean = good.reduce((sum, { perDay }) => sum + perDay, 0) / good.length;
  return { mean, dates: good.map(({ date, perDay }) => ({ date, times: mean === 0 ? 0 : perDay / mean })) };
}

/** One of the `arrivals:`. */
export const arrivals = part("Arrivals with no population behind them.", {
  rate: value(
    "Arrivals of a Poisson stream, such as `12 per day`, or a table with the columns `date`, `per-day`; or",
    streamRate,
    {
      anyOf: [
        ...(amountJson(rateOfStream).anyOf as Json[]),
        strictJson({ table: { ...TEXT, description: "CSV with the columns `date`, `per-day`." } }, ["table"]),
      ],
    },
  ).optional(),
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
  if (read.rate !== undefined && read.rate.mean * peak(read.rhythm) > 1 / SHORTEST_GAP)
    complain(words.tooFast(), "rate");
  if (read.gaps && read.rhythm) complain(words.rhythmOfGaps(), "rhythm");
  const spans = (read.people?.age ?? []).map(([written]) => ({
    written,
    who: { age: parseAges(written) as { from: number; to: number } },
  }));
  const twice = overlap(spans);
  if (twice)
    complain(
      words.namedTwice(
        describeWho(twice[0].who),
        describeWho(twice[1].who),
        words.agesMeet(twice[0].who, twice[1].who),
      ),
      "people",
      "age",
      twice[0].written,
    );
  return read;
});
