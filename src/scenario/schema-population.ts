import { type Age, readAges } from "./ages.js";
import { type ByRead, goodColumns } from "./by.js";
import { sums } from "./grid.js";
import { law, lawJson } from "./law.js";
import * as words from "./messages.js";
import {
  byNumber,
  label,
  listOf,
  MOST_A_DAY,
  mostOf,
  number,
  part,
  placeName,
  shares,
  sharesJson,
} from "./schema-parts.js";
import { SETTINGS } from "./settings.js";
import { nearest } from "./suggest.js";
import { chance, count, factor, share, yearlyRate } from "./units.js";
import {
  amount,
  below,
  checkKeys,
  EVIDENCE,
  isMapping,
  oneOf,
  type Raw,
  type Reader,
  type Say,
  strictJson,
  TEXT,
  value,
} from "./values.js";
import { describeWho } from "./who.js";

const agesTable: Reader<Age[]> = (raw, say) => {
  if (!isMapping(raw) || !Array.isArray(raw.rows)) return void say(words.noTable("`age`, `sex`, `people`"));
  if (raw.rows.length === 0) return []; // the table has been complained of already
  return readAges(raw.rows, say);
};

const moves: Reader<{ from: string; to: string; chance: number }[]> = (raw, say) => {
  const rows = isMapping(raw) && isMapping(raw.table) ? (raw.table.rows as Raw[]) : undefined;
  if (!isMapping(raw) || rows === undefined) return void say(words.noTable("`from`, `to`, `chance`"));
  checkKeys(raw, ["table", ...Object.keys(EVIDENCE)], say);
  if (rows[0] && !goodColumns(rows[0], ["from", "to", "chance"], say)) return undefined;
  const read = rows.map((row, i) => ({
    from: String(row.from),
    to: String(row.to),
    chance: amount(chance)(row.chance, below(say, "table", "rows", i, "chance")),
  }));
  return read.some((row) => row.chance === undefined)
    ? undefined
    : (read as { from: string; to: string; chance: number }[]);
};

const BANDS: Reader<number[]> = (raw, say) => {
  if (!Array.isArray(raw)) return void say(words.notAList("an age", raw));
  const read = raw.map((age, i) => amount(count)(age, below(say, i)));
  for (const [i, age] of read.entries()) {
    const before = read[i - 1];
    if (i === 0 && age !== undefined && age !== 0) say(words.bandsFromZero(age), [0]);
    if (age !== undefined && before !== undefined && age <= before) say(words.bandsNotRising(before, age), [i]);
  }
  if (raw.length === 0) return void say(words.notAList("an age", raw));
  return read.includes(undefined) ? undefined : (read as number[]);
};

/** More than any country that plans as one; a row for each takes 21 bytes. */
const MOST_PEOPLE = 100_000_000;

/** The part `population:`. */
export const population = part("Everyone who lives here. Leave out where nobody stands behind the arrivals.", {
  people: number("How many people on day one.", count),
  ages: part("How old they are, and of which sex; scaled to `people`.", {
    table: value("CSV with the columns `age`, `sex`, `people`.", agesTable, TEXT),
  }),
  bands: value("Lower ends of the age bands that results are shown by, from 0.", BANDS, {
    type: "array",
    items: { type: "integer" },
  }).optional(),
  localities: value(
    "Where they live: shares by name; the last may be `rest`.",
    shares(placeName, "the localities"),
    sharesJson(),
  ).optional(),
  yearly: part("How the population changes, a year.", {
    births: number("Births per people of the population.", yearlyRate).optional(),
    deaths: byNumber("Deaths outside the pathways.", yearlyRate).optional(),
    "moving-in": number("People moving in, per people on day one.", yearlyRate).optional(),
    "moving-out": number("People moving out, per people of the population.", yearlyRate).optional(),
    segments: value(
      "Movement between segments: CSV with the columns `from`, `to`, `chance` (of being there a year later).",
      moves,
      strictJson({ table: { ...TEXT, description: "CSV with the columns `from`, `to`, `chance`." } }, ["table"]),
    ).optional(),
  }).optional(),
  frailty: value(
    "Relative risk of one person, hidden from everybody; its mean is 1.",
    law(factor),
    lawJson(factor),
  ).optional(),
  "wish-to-die-in": value(
    "Where people wish to die: shares of settings, such as `home: 65%`.",
    shares(oneOf(...SETTINGS), "the settings"),
    sharesJson(),
  ).optional(),
  segments: listOf(
    "Risk tiers; the first takes whoever is in no other.",
    part("A segment of the population.", {
      name: value("Its name.", placeName, TEXT),
      label: label("How it is shown.").optional(),
      share: byNumber("Share of the people who are in it; the first segment has none.", share, 0).optional(),
    }),
  ).optional(),
}).transform((read, ctx) => {
  if (read.people > MOST_PEOPLE)
    ctx.issues.push({ code: "custom", message: words.tooManyPeople(MOST_PEOPLE), path: ["people"], input: read });
  const dying = read.yearly?.deaths ? mostOf(read.yearly.deaths) : 0;
  if (dying > MOST_A_DAY) {
    const message = words.tooOften(dying, MOST_A_DAY);
    ctx.issues.push({ code: "custom", message, path: ["yearly", "deaths"], input: read });
  }
  checkMoves(read, (message, path = []) =>
    ctx.issues.push({ code: "custom", message, path: ["yearly", "segments", ...path], input: read }),
  );
  checkSegments(read.segments ?? [], (message, path = []) =>
    ctx.issues.push({ code: "custom", message, path: ["segments", ...path], input: read }),
  );
  return read;
});

/** People move between segments that there are, with chances that leave something for staying. */
function checkMoves(
  {
    segments = [],
    yearly,
  }: {
    segments?: { name: string }[] | undefined;
    yearly?: { segments?: { from: string; to: string; chance: number }[] | undefined } | undefined;
  },
  say: Say,
): void {
  const moves = yearly?.segments ?? [];
  const names = segments.map(({ name }) => name);
  for (const [i, row] of moves.entries())
    for (const key of ["from", "to"] as const)
      if (!names.includes(row[key]))
        say(words.unknownSegment(row[key], nearest(row[key], names), names), ["table", "rows", i, key]);
  for (const name of names) {
    const sum = moves.reduce((all, { from, to, chance }) => all + (from === name && to !== name ? chance : 0), 0);
    if (sum > 1 + 1e-6) say(words.movesSum(name, sum));
  }
}

/** The first segment takes the rest, so that it has no share and the others leave something for it. */
function checkSegments(segments: { name: string; share?: ByRead<number> | undefined }[], say: Say): void {
  for (const [i, { name, share }] of segments.entries()) {
    if (i === 0 && share) say(words.firstSegmentShare(), [i, "share"]);
    if (i > 0 && !share) say(words.noSegmentShare(name), [i]);
    if (share?.by.includes("segment")) say(words.shareBySegment(), [i, "share"]);
    if (segments.findIndex((other) => other.name === name) < i) say(words.segmentTwice(name), [i, "name"]);
  }
  const over = sums(segments.flatMap(({ share }) => share ?? [])).filter(({ sum }) => sum > 1 + 1e-6);
  for (const { who, sum } of over) say(words.segmentSum(describeWho(who), sum));
}
