/** The schema of places. */

import { MONTHS, WEEKDAYS } from "./dates.js";
import { law, lawJson } from "./law.js";
import * as words from "./messages.js";
import type { Timetable } from "./scenario.js";
import {
  cost,
  costJson,
  flag,
  label,
  listOf,
  number,
  part,
  TEXTS,
  texts,
  timeOfDay,
  timeOfDayJson,
  weekdays,
  weekdaysJson,
  wordsOf,
  wordsOfJson,
} from "./schema-parts.js";
import { SETTINGS } from "./settings.js";
import { count, duration, factor, share } from "./units.js";
import { oneOf, value } from "./values.js";

/** The key that holds the capacity of each kind; a package may have visits instead. */
const CAPACITY = {
  beds: ["beds"],
  caseload: ["places"],
  package: ["packages", "visits"],
  team: ["staff"],
  unlimited: [],
  list: [],
  clinic: [],
} as const;
const KEYS = ["beds", "places", "packages", "visits", "staff"] as const;
/** More than all the beds of England eight times over. */
const MOST = 1_000_000;
const KINDS = ["beds", "unlimited", "caseload", "package", "team", "list", "clinic"] as const;
const PAYERS = ["nhs-acute", "nhs-community", "council", "person"] as const;
/** Half hours of a day. */
const SLOTS = 48;

const capacities = {
  beds: number("How many beds are open.", count).optional(),
  places: number("How many people a caseload takes.", count).optional(),
  packages: number("How many packages of care there are.", count).optional(),
  visits: number("How many visits a day there are, instead of packages.", count).optional(),
  staff: number("How many of the team are on shift.", count).optional(),
};

const timetable = part("Another capacity at some hours, days or months; the first row that fits holds.", {
  days: value("Weekdays; all unless said.", wordsOf(WEEKDAYS), wordsOfJson(WEEKDAYS)).optional(),
  months: value("Months; all unless said.", wordsOf(MONTHS), wordsOfJson(MONTHS)).optional(),
  from: value("From this time of day on, to the half hour.", timeOfDay, timeOfDayJson()).optional(),
  to: value(
    "Up to this time of day; past midnight where it is not after `from`.",
    timeOfDay,
    timeOfDayJson(),
  ).optional(),
  ...capacities,
});

const escalation = part("Beds that are opened while the place is very full.", {
  beds: number("How many more.", count),
  "opens-above": number("They open when more than this share of the ordinary beds is taken or waited for.", share),
  "closes-below": number("They close when less than this share is.", share),
}).transform((read, ctx) => {
  if (read["closes-below"] > read["opens-above"])
    ctx.issues.push({ code: "custom", message: words.closesAboveOpens(), path: ["closes-below"], input: read });
  return read;
});

/** One of the `places:`. */
export const place = part("A setting of care.", {
  kind: value(
    "`beds`, `package` (home care, reablement), `caseload` (places on a list), `team` (staff), `list` and `clinic` (taken in sessions) or `unlimited`.",
    oneOf(...KINDS),
    { enum: KINDS },
  ),
  label: label("How it is shown.").optional(),
  setting: value("Where in the system it belongs.", oneOf(...SETTINGS), { enum: SETTINGS }).optional(),
  ...capacities,
  timetable: listOf("Capacity by hour, weekday and month.", timetable).optional(),
  slots: value(
    "People that a list or clinic takes: on each weekday, or a number for Monday to Friday.",
    weekdays(count),
    weekdaysJson(count),
  ).optional(),
  session: value("When a list or clinic takes them; 09:00 unless said.", timeOfDay, timeOfDayJson()).optional(),
  overflow: value("Places that take in those for whom there is no room, as outliers.", texts, TEXTS).optional(),
  "ring-fenced": number("Beds that outliers may not have; none unless said.", count).optional(),
  shared: flag("Those who overflow into it are no outliers."),
  escalation: escalation.optional(),
  cleaning: value("Time in which nobody can have a bed that was left.", law(), lawJson()).optional(),
  "wait-target": number("Time within which people are meant to be taken in.", duration).optional(),
  admits: flag("Whether coming in is an admission; yes for beds, packages and unlimited places unless said."),
  takes: value(
    "Steps whose patients go first, in this order, as `pathway.step`; then whoever came first.",
    texts,
    TEXTS,
  ).optional(),
  cost: value("What it costs.", cost, costJson()).optional(),
  "wte-per-open": number("Whole-time staff wanted for each bed, place or package that is open.", factor).optional(),
  "contact-hours-per-week": number("Hours that each person on a caseload takes, a week.", factor).optional(),
  payer: value("Who pays.", oneOf(...PAYERS), { enum: PAYERS }).optional(),
}).transform((read, ctx) => {
  const complain = (message: string, ...path: (string | number)[]) =>
    ctx.issues.push({ code: "custom", message, path, input: read });
  const wanted: readonly (typeof KEYS)[number][] = CAPACITY[read.kind];
  const isSession = read.kind === "list" || read.kind === "clinic";
  for (const key of KEYS)
    if (!wanted.includes(key) && read[key] !== undefined) complain(words.wrongCapacity(key, read.kind, wanted[0]), key);
  const given = wanted.filter((key) => read[key] !== undefined);
  if (wanted[0] && given.length === 0) complain(words.noCapacity(read.kind, wanted[0]));
  if (given.length > 1) complain(words.twoCapacities(given), given[1] as string);
  if (isSession && read.slots === undefined) complain(words.noCapacity(read.kind, "slots"));
  if (!isSession && read.slots !== undefined) complain(words.wrongCapacity("slots", read.kind, wanted[0]), "slots");
  if (read.kind !== "caseload" && read["contact-hours-per-week"] !== undefined)
    complain(words.forCaseloadsOnly("contact-hours-per-week", read.kind), "contact-hours-per-week");
  if (read.cost && !read.payer) complain(words.noPayer(PAYERS), "cost");
  const key = given[0];
  const capacity = key && read[key];
  if (key && (capacity ?? 0) > MOST) complain(words.tooMany(MOST), key);
  const bedsOnly = ["overflow", "ring-fenced", "shared", "escalation", "cleaning"] as const;
  for (const only of bedsOnly)
    if (read.kind !== "beds" && read[only] !== undefined) complain(words.forBedsOnly(only, read.kind), only);
  const rows = (read.timetable ?? []).map((row, i): Timetable => {
    const own = KEYS.filter((each) => row[each] !== undefined);
    if (own.length !== 1 || own[0] !== key) complain(words.timetableCapacity(key), "timetable", i);
    return {
      days: row.days,
      months: row.months,
      from: Math.round((row.from ?? 0) * SLOTS),
      to: Math.round((row.to ?? 1) * SLOTS),
      capacity: (key && row[key]) ?? 0,
    };
  });
  return { ...read, capacity, takesVisits: key === "visits", rows };
});
