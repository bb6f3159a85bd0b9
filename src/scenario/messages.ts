/**
 * Every complaint about a scenario, in one place: what is there, what is wanted, what to type.
 * The place (`file:line:col`) is put in front by whoever shows them.
 */
import { either, list, meant, rounded, shown } from "./messages-words.js";

export * from "./messages-files.js";
export { shown } from "./messages-words.js";

// Keys and words

export const unknownKey = (key: string, near: string | undefined, known: readonly string[]) =>
  /^\d{3}(?!\d)$|^\d{3}[^\d-]/.test(key)
    ? `\`${key}\` is no key: a comma inside braces begins a new one; write numbers without commas, or in quotes`
    : near === undefined && /^\d|\s/.test(key)
      ? `\`${key}\` is no key; if it belongs to the text before it, put that text in quotes: a comma inside braces begins a new key`
      : `\`${key}\` is not known here; ${near === undefined ? `known are ${list(known)}` : `did you mean \`${near}\`?`}`;
export const missingKey = (key: string) => `\`${key}:\` is missing`;
export const missing = (key: string, wanted: string) => `\`${key}:\` is missing: ${wanted}`;
export const notThisMapping = (raw: unknown, keys: readonly string[]) =>
  `a mapping with keys such as ${list(keys.slice(0, 3))} is wanted here, not ${shown(raw)}`;
export const notNamed = (raw: unknown) => `a mapping from names to what they are is wanted here, not ${shown(raw)}`;
export const notAList = (of: string, raw?: unknown) =>
  `a list is wanted here${of === "" ? "" : `, each item ${of}`}, not ${shown(raw)}; write \`[ ... ]\` or lines that begin with \`-\``;
export const notOneOf = (raw: unknown, known: readonly string[], near: string | undefined) =>
  `${shown(raw)} is not one of ${list(known)}${near === undefined ? "" : `; did you mean \`${near}\`?`}`;
export const notYesNo = (raw: unknown) => `${shown(raw)} is neither \`yes\` nor \`no\``;
export const badName = (name: string) =>
  `\`${name}\` can't be a name; names are lower-case letters, digits and dashes, such as \`medical-wards\` (a dot joins the names of a path)`;
export const notThisVersion = (raw: unknown) =>
  `${shown(raw)} is not a version of this language; write \`careshift: 1\``;

/** Of a number that a change has made: what was added to what. */
export const reckoned = (message: string, value: unknown, sum: string) =>
  message.startsWith(`${shown(value)} is `)
    ? `${sum.replaceAll(/-(?=\d)/g, "−")} is ${shown(value)}, which is ${message.slice(shown(value).length + 4)}`
    : message;
export const fromDate = (date: string | undefined, message: string) =>
  date === undefined ? message : `from ${date} on, while this is phased in: ${message}`;

// Numbers and units

export const notANumber = (raw: unknown, called: string, example: string) =>
  `${shown(raw)} is not ${called}; write for example \`${example}\``;
const notOfKind = (raw: unknown, is: string | undefined, called: string) =>
  `${shown(raw)} is ${is ? `${is}, where ${called} is wanted` : `not ${called}`}`;
export const wrongUnit = (raw: unknown, is: string | undefined, called: string, valid: string) =>
  `${notOfKind(raw, is, called)}; the nearest valid spelling is \`${valid}\``;
export const unitsThatFit = (raw: unknown, is: string | undefined, called: string, valid: readonly string[]) =>
  `${notOfKind(raw, is, called)}; write for example ${either(valid)}`;
export const rateOfHeads = (raw: unknown, is: string | undefined, called: string) =>
  `${notOfKind(raw, is, called)}; it is per head: \`… per 1000 people per year\`; for so many a day in all, use \`arrivals:\``;
export const tooLittle = (raw: unknown, least: number) =>
  `${shown(raw)} is less than ${least === -1 ? "-100%" : least}; write ${least === -1 ? "-100%" : least} or more`;
export const moreThanAll = (raw: unknown, called: string, percent: string | undefined) =>
  `${shown(raw)} is more than 100%; ${called} is between 0% and 100%${percent === undefined ? "" : `, did you mean \`${percent}\`?`}`;
export const notWhole = (raw: unknown, near: number) =>
  `${shown(raw)} is not a whole number; write for example \`${near}\``;
export const noValue = () => "the long form of a number has a `value:`; write `{ value: 50, low: 44, high: 56 }`";
export const lowAbove = (low: unknown, value: unknown) => `\`low\` ${shown(low)} is above the value ${shown(value)}`;
export const highBelow = (high: unknown, value: unknown) =>
  `\`high\` ${shown(high)} is below the value ${shown(value)}`;
export const notARange = (raw: unknown) => `${shown(raw)} is not a range; write for example \`±20%\``;
export const notADate = (raw: unknown) => `${shown(raw)} is not a date; write for example \`2004-04-01\``;
export const noTimeAtAll = (key: string) => `\`${key}\` can't be no time at all; write for example \`3 months\``;
export const notACost = (raw: unknown) =>
  `${shown(raw)} is not a cost; write \`£160 per stay\` or \`{ per-occupied-day: £230, per-open-day: £90, per-stay: £0 }\``;

// What differs between people

export const wrongRow = (part: string, dimension: string) =>
  dimension === "age"
    ? `${shown(part)} names no ages; write \`65-74\`, \`85+\`, \`under 18\` or \`65\``
    : `${shown(part)} names no ${dimension}; write \`female\` or \`male\``;
export const wrongParts = (key: string, dimensions: readonly string[]) =>
  `\`${key}\` should name ${dimensions.join(", ")}, joined by commas`;
export const noRows = (dimensions: readonly string[]) =>
  `\`by: ${dimensions.join(", ")}\` stands alone; write a row for each, such as \`65-74: 6%\`, or a \`table:\``;
export const namedTwice = (who: string, other: string, hint = "") =>
  who === other
    ? `\`${who}\` is named twice; keep one row`
    : `${who} are named already by the row for ${other}; make the rows separate${hint}`;
interface Aged {
  age?: { from: number; to: number } | undefined;
}
/** Where one span of ages ends at the age that another begins with: how to write the lower one. */
export const agesMeet = (one: Aged, other: Aged): string => {
  const [lower, upper] = [one.age, other.age].sort((a, b) => (a?.from ?? 0) - (b?.from ?? 0));
  if (!lower || !upper || lower.to !== upper.from + 1 || lower.from >= upper.from) return "";
  const [from, last] = [lower.from, upper.from];
  const meant = from === last - 1 ? `${from}` : `${from}-${last - 1}`;
  return ` (\`${from}-${last}\` includes those aged ${last}; write \`${meant}\`)`;
};
export const dimensionTwice = (name: string) => `\`${name}\` is named twice; once is enough`;
export const tableWithoutBy = () => "a table differs between people; say by what, such as `by: age`";
export const tableWithoutLaw = (laws: readonly string[]) =>
  `a table of lengths says which law its columns belong to; write \`law:\` and one of ${list(laws)}`;
export const besideTable = (key: string) =>
  `\`${key}\` stands beside a table; write it as a row of the table, or do without the table`;
export const leftOut = (who: string, key: string) => `\`${key}\` says nothing for ${who}; add a row, or \`others:\``;
export const unknownMember = (name: string, dimension: string, near: string | undefined, known: readonly string[]) =>
  `there is no ${dimension} \`${name}\`; ${meant(near, known)}`;

// Laws, chances and shares

export const unknownLaw = (name: string, near: string | undefined, laws: readonly string[]) =>
  `\`${name}\` is no law; ${near === undefined ? `laws are ${list(laws)}` : `did you mean \`${near}\`?`}`;
export const noLaw = (laws: readonly string[]) =>
  `a law is wanted here: one of ${list(laws)}, or a plain duration such as \`3 days\``;
export const twoLaws = (names: readonly string[]) =>
  `two laws, ${names.map((name) => `\`${name}\``).join(" and ")}, stand side by side; keep one`;
export const lawNeeds = (name: string, keys: readonly string[]) =>
  `\`${name}\` wants ${keys.map((key) => `\`${key}\``).join(" and ")}`;
export const badLaw = (name: string, fault: string) => `this ${name} can't be: ${fault}`;
export const meanBelowMedian = () => "the mean of a lognormal is above its median; check which is which";
export const unequalLists = (values: number, chances: number) =>
  `there are ${values} values and ${chances} chances; each value has its chance`;
export const listSum = (what: string, sum: number) => `the ${what} sum to ${rounded(sum)}, not 1; change one`;
export const shareSum = (what: string, sum: number) =>
  `the shares of ${what} sum to ${rounded(sum)}, not 1; change one, or write \`rest\` for the last`;
export const twoRests = () => "only one may be the `rest`";
export const chanceSum = (who: string, sum: number, over: boolean) =>
  `the chances of ${who} sum to ${rounded(sum)}${over ? ", more than 1" : ", not 1"}; change one, leave out the last line's chance, or write \`normalise: yes\` on the step`;
export const restNotLast = (go: string) =>
  `only the last line of \`next\` may leave out its chance; give \`${go}\` one, or move it to the end`;
export const segmentSum = (who: string, sum: number) =>
  `the segments' shares of ${who} sum to ${rounded(sum)}, more than 1; make them smaller`;
export const firstSegmentShare = () => "the first segment takes whoever is in no other; leave out its share";
export const noSegmentShare = (name: string) => `the segment \`${name}\` has no share; only the first takes the rest`;
export const shareBySegment = () => "the share of a segment can't differ by segment; use age, sex or locality";
export const frailtyMean = (mean: number) =>
  `the mean of frailty is 1, not ${rounded(mean)}: it is a risk relative to other people's`;

// Places and steps

export const wrongCapacity = (key: string, kind: string, wanted: string | undefined) =>
  `\`${key}\` does not belong to the kind \`${kind}\`; ${wanted ? `write \`${wanted}:\`` : "leave it out"}`;
export const noCapacity = (kind: string, wanted: string) => `\`${kind}\` wants \`${wanted}:\`, how many there are`;
export const twoCapacities = (keys: readonly string[]) =>
  `${list(keys)} are two ways to say how many there are; keep one`;
export const timetableCapacity = (key: string | undefined) =>
  key === undefined
    ? "this kind of place has no capacity that a timetable could change; leave out `timetable`"
    : `a row of a timetable has one capacity, as the place has: \`${key}:\``;
export const forBedsOnly = (key: string, kind: string) =>
  `\`${key}\` belongs to places of the kind \`beds\`, not \`${kind}\`; leave it out`;
export const forCaseloadsOnly = (key: string, kind: string) =>
  `\`${key}\` belongs to places of the kind \`caseload\`, not \`${kind}\`; leave it out`;
export const closesAboveOpens = () => "escalation beds close at a share that is not above the one they open at";
export const notATime = (raw: unknown) => `${shown(raw)} is not a time of day; write for example \`"08:30"\``;
export const visitsFall = () =>
  "visits are at least 1 a day and fall from the first day to the last; write `{ from: 4, to: 1 }`";
export const nobodyLeaves = () => "nobody could ever leave; give some day a chance, and a `to` later than `from`";
export const noPayer = (payers: readonly string[]) =>
  `a cost wants someone who pays; write \`payer:\` and one of ${list(payers)}`;
export const notARule = (raw: unknown, near: string | undefined) =>
  `${shown(raw)} does not say what happens when the place is full; ${near ? `did you mean \`${near}\`?` : "write `wait`, `hold`, `{ hold: 28 days, then: home }`, `{ queue: 5, then: hold }` or `{ go: home }`"}`;
export const noThen = (rule: string, raw: unknown) =>
  `what happens after ${shown(raw)} is not said; write \`{ ${rule}: ${String(raw)}, then: home }\``;
export const rateOrGaps = () => "arrivals have either a `rate:` or `gaps:`; write one of them";
export const endsBefore = (from: string, to: string) => `it ends on ${to}, not after it begins on ${from}`;
export const datesNotRising = (before: string, here: string) => `dates rise: ${here} can't follow ${before}`;
export const unknownClock = (name: string, near: string | undefined, known: readonly string[]) =>
  `there is no clock \`${name}\`; ${meant(near, known)}`;
export const unknownSegment = (name: string, near: string | undefined, known: readonly string[]) =>
  `there is no segment \`${name}\`; ${meant(near, known)}`;
export const movesSum = (from: string, sum: number) =>
  `the chances of moving from \`${from}\` within a year sum to ${rounded(sum)}, more than 1; make them smaller`;
export const cStatistic = (raw: unknown) =>
  `a c-statistic lies between 0.5 (no better than chance) and 1, and is not ${shown(raw)}`;
export const rhythmOfGaps = () => "a rhythm multiplies a `rate:`; `gaps:` have none";
export const unknownMeasure = (name: string, near: string | undefined) =>
  `there is no measure \`${name}\`; ${near === undefined ? "" : `did you mean \`${near}\`? `}\`careshift schema measures\` lists them all`;
export const unknownPlace = (name: string, near: string | undefined, known: readonly string[]) =>
  `there is no place \`${name}\`; ${meant(near, known)}`;
export const unknownStep = (name: string, near: string | undefined, known: readonly string[]) =>
  `\`${name}\` leads nowhere: there is no such step or exit; ${meant(near, known)}`;
export const unknownPathway = (name: string, near: string | undefined, known: readonly string[]) =>
  `there is no pathway \`${name}\`; ${meant(near, known)}`;
export const unknownNeed = (name: string, near: string | undefined, known: readonly string[]) =>
  `there is no need \`${name}\`; ${meant(near, known)}`;
export const unknownNeedOrStep = (name: string, near: string | undefined, known: readonly string[]) =>
  `there is no need and no step \`${name}\`; ${meant(near, known)}`;
export const unknownStream = (name: string, near: string | undefined, known: readonly string[]) =>
  `there is no need and no stream of arrivals \`${name}\`; ${meant(near, known)}`;
export const refusedLater = (name: string) =>
  `\`${name}\` goes with \`full: { go: refused }\` or \`full: { queue: 5, then: refused }\` only; write \`home\` or \`elsewhere\``;
export const caseloadAsPlace = (name: string) =>
  `\`${name}\` is a caseload, which policies fill; a step wants beds, a package or an unlimited place`;
export const notACaseload = (name: string, kind: string) =>
  `\`${name}\` is of the kind \`${kind}\`; case finding wants a caseload`;
export const notATeam = (name: string, kind: string) =>
  `\`${name}\` is of the kind \`${kind}\`; staff come from a place of the kind \`team\``;
export const noTaper = (place: string) =>
  `visits are taken from a package that counts visits; give \`${place}\` \`kind: package\` and \`visits:\``;
export const visitsWanted = (place: string) =>
  `\`${place}\` counts visits a day; say how many this step takes: \`visits: { from: 4, to: 1 }\``;
export const overflowToItself = (name: string) => `\`${name}\` can't overflow into itself`;
export const overflowNotBeds = (name: string, kind: string) =>
  `\`${name}\` is of the kind \`${kind}\`; people overflow into beds`;
export const absentElsewhere = () => "`did-not-attend` belongs to a step at a list or clinic";
export const levelNotNext = (go: string, ways: readonly string[]) =>
  `a review sends people one of the ways of the step's \`next\`, not \`${go}\`: ${list(ways)}`;
export const emptyPathway = (name: string) => `the pathway \`${name}\` has no steps`;
export const stepTwice = (name: string) => `the step \`${name}\` is there twice in this pathway; rename one`;
export const segmentTwice = (name: string) => `the segment \`${name}\` is there twice; rename one`;
export const branchTwice = (go: string) =>
  `\`go: ${go}\` is there twice in this step; add their chances up in one line`;
export const placeUnreached = (name: string) =>
  `nobody can reach the place \`${name}\`: no step is \`at: ${name}\` and no policy fills it; use it or take it out`;
export const stepUnreached = (name: string) =>
  `nobody can reach the step \`${name}\`: no \`go:\` or \`then:\` leads to it; add one or take it out`;
export const pathwayUnused = (name: string) =>
  `nobody uses the pathway \`${name}\`: no need and no arrivals come to it, and no step leads to it; use it or take it out`;
export const notTakenHere = (step: string, place: string) =>
  `the step \`${step}\` is not at \`${place}\`; \`takes\` names steps at this place`;
export const noPart = (key: string, why: string) => `\`${key}:\` is missing: ${why}`;
export const needsWithoutPopulation = () =>
  "needs come from a population, and `population:` is missing; add it, or write `arrivals:`";
export const nobodyComes = () => "nobody comes: there are neither `needs:` nor `arrivals:`";
export const policyWithoutPopulation = () => "case finding looks for people, and `population:` is missing";
export const moreDelayed = (delayed: number, occupied: number) =>
  `${delayed} are delayed of only ${occupied} who are there; the delayed are part of \`occupied\``;
export const overfull = (place: string, occupied: number, capacity: number) =>
  `\`${place}\` opens with ${occupied} people and holds ${capacity}`;

export const addOrScale = () => "a shock's change says either `add:` or `scale:`, and `by:`";
export const noFactorOfShock = (by: number) =>
  `\`by: ${by}\` can't be undone when the shock is over; a factor above 0 is wanted, such as \`by: 0.8\``;
export const untilNotAfter = (until: string, from: string) =>
  `\`until:\` is the day on which it is over, after its first: ${until} is not after ${from}`;
export const noBound = () => "a target says `at-most:` or `at-least:`";

// The run and the population

export const tooLong = (length: number) =>
  length > 1000 * 365.25
    ? `a run of ${Math.round(length / 365.25).toLocaleString("en-GB")} years is too long to keep, 1,000 are the most; write for example \`length: 5 years\`, and more \`replications:\` for more to average over`
    : "the run goes on after 9999, where the calendar ends; let it start earlier or make it shorter";
export const shorterThanWarmUp = (length: number, warmUp: number) =>
  `the run of ${rounded(length)} days is ${length === 0 ? "no time at all" : `shorter than its warm-up of ${rounded(warmUp)} days`}; make \`length\` longer`;
export const emptySeed = () => "the seed is empty; write any text, such as `seed: exampleshire`";
export const noReplications = () => "no replications is no run; write at least `replications: 1`";
export const notOfReplications = (key: string) =>
  `\`${key}\` says nothing of replications; write a number, \`auto\`, or \`{ precision: 5%, at-most: 200, measures: [ wait ] }\``;
export const noPrecision = (raw: unknown) =>
  `a precision of ${shown(raw)} can't be met; write how far a mean may be out, such as \`precision: 5%\``;
export const tooFewForPrecision = (most: number) =>
  `${most} replications are too few to see whether a precision holds; write at least \`at-most: 8\``;
export const morePatients = (sum: number, people: number) =>
  `the opening census has ${sum} people in care or waiting, and the population is ${people}`;

export const stepNamedAsExit = (name: string) =>
  `\`${name}\` is the name of an exit, so \`go: ${name}\` would have two meanings; call the step otherwise`;

export const ringWithoutTime = (name: string, who: string) =>
  `from \`${name}\` ${who} may be sent round in a ring in no time, for ever: no stay, wait or delay on it takes any; let one of them take time, let one of the steps \`wait\` or \`hold\`, or end at \`elsewhere\``;
export const visitsNeverThere = (step: string, wanted: number, place: string, most: number) =>
  `\`${step}\` begins with ${wanted} visits a day, and \`${place}\` never has more than ${most}, so nobody could ever be taken in; write at most ${most} here, or more \`visits:\` there`;
export const staffNeverThere = (step: string, team: string) =>
  `\`${step}\` needs someone of \`${team}\`, of whom nobody is ever on shift, so whoever comes in would stay for ever; write \`staff:\` of 1 or more there, or a \`timetable:\``;

export const noPlaces = () => "a scenario has at least one place; do not remove `places`";

export const tooMany = (most: number) =>
  `at most ${most.toLocaleString("en-GB")} is meant; for a place without limit write \`kind: unlimited\``;

export const tooManyPeople = (most: number) => `at most ${most.toLocaleString("en-GB")} people can be simulated`;

export const tooManyRows = (rows: number, most: number) =>
  `with these births and people moving in, some ${Number(rows.toPrecision(3)).toLocaleString("en-GB")} people would have lived here by the end of the run; at most ${most.toLocaleString("en-GB")} can be simulated. Births are written as \`10 per 1000 people\`; or give a shorter run`;

export const tooOften = (perDay: number, most: number) =>
  `at its highest, with all that multiplies it, this comes to ${Number(perDay.toPrecision(3)).toLocaleString("en-GB")} times a day for one person; more than ${most} can't be meant`;

export const tooFast = () => "they would come faster than one a second on average; give a longer gap or a lower rate";

export const noWarmUp = () => "the run starts empty and counts from day one; write a `warm-up:` or an `opening:`";
export const tableEnds = (stream: string, last: string, end: string) =>
  `arrivals.${stream}: its table ends on ${last}, and the run on ${end}: the last rate holds in between; add rows, or make the run shorter`;
export const tableBegins = (stream: string, first: string, start: string) =>
  `arrivals.${stream}: its table begins on ${first}, and the run on ${start}: the first rate holds in between; add rows, or start later`;
export const bandsFromZero = (first: unknown) => `age bands begin at 0, not ${shown(first)}`;
export const bandsNotRising = (before: number, here: number) => `age bands rise: ${here} can't follow ${before}`;
export const agesGap = (from: string) => `the table of ages has no row for ${from}; write 0 where nobody lives`;
export const agesTwice = (who: string) => `${who} are in this table twice; keep one row`;
export const nobodyLives = () => "the people in this table sum to 0";

// Evidence

export const unknownSource = (key: string, near: string | undefined, known: readonly string[]) =>
  `\`${key}\` is not in evidence.yaml; ${known.length === 0 ? "write the register beside the scenario, or `source: assumed`" : meant(near, [...known, "assumed"])}`;
export const assumedWithoutWhy = () => "what is assumed says `why:`";
export const assumedWithoutRange = () => "what is assumed gives a range: `low:` and `high:`, or `range: ±20%`";
export const registerEntry = (key: string) => `\`${key}\` is kept for assumptions; choose another key`;

// Changes

export const oneVerb = (verbs: readonly string[]) =>
  verbs.length === 0
    ? "a change says one of `set`, `add`, `scale`, `remove`"
    : `a change does one thing, not ${verbs.map((verb) => `\`${verb}\``).join(" and ")}; make two lines`;
export const verbWants = (verb: string, key: string) => `\`${verb}\` wants \`${key}:\``;
export const verbWantsNot = (verb: string, key: string) => `\`${verb}\` takes no \`${key}:\``;
export const noSuchPath = (path: string, near: string | undefined) =>
  `nothing is at \`${path}\`; ${near === undefined ? "check the names, joined by dots" : `the nearest is \`${near}\``}`;
export const overWithoutFrom = () => "`over` phases a change in from a date; add `from:`";
export const notMonths = (raw: unknown) => `${shown(raw)} is not whole months; write for example \`over: 6 months\``;
export const notDatable = (path: string) =>
  `\`${path}\` holds throughout the run and can't be dated; what can be are capacities, costs, stays, chances, rates, multipliers and effects; leave out \`from\``;
export const removePhased = () => "what is removed goes at once; leave out `over`";
export const outsideRun = (date: string, start: string, end: string) =>
  `${date} is outside the run, which lasts from ${start} to ${end}`;
export const addsPercent = (there: string, here: string, by: string) =>
  `\`add\` with \`${here}\` would add a fraction to \`${there}\`; for so many percent more or less write \`scale: …, by: ${by}\``;
export const notAddable = (path: string, what: string) =>
  `\`add\` adds to numbers, and at \`${path}\` stands ${what}; set it or scale it`;
export const notScalable = (path: string, what: string) =>
  `\`scale\` multiplies numbers, and at \`${path}\` stands ${what}; set it`;
export const badFactor = (raw: unknown) => `${shown(raw)} is not a factor; write for example \`by: 0.9\``;
export const unitsDiffer = (there: string, here: string) =>
  `\`${here}\` can't be added to \`${there}\`; write both in the same unit`;
export const addsPlain = (there: string, here: string, meant: string) =>
  `\`${here}\` can't be added to \`${there}\`; write its unit too: \`by: ${meant}\``;
export const notPhasable = (path: string, from: string, to: string) =>
  `\`${path}\` can't go from ${from} to ${to} step by step; write both alike, or leave out \`over\``;
export const shapeChanges = () =>
  "this changes which places, steps, needs, arrivals or policies there are, which holds throughout the run; leave out `from`";

export const badObservedNumber = (text: string) =>
  text === ""
    ? "an observed figure without a value; write a plain number, such as 750, or 0.125 for 12.5%"
    : `\`${text}\` is no plain number; write 750, or 0.125 for 12.5%; the unit has a column of its own`;
export const badUse = (use: string) =>
  `\`use: ${use}\`: write fit (the baseline was fitted to it), check (it was not), input (it assumes this itself) or context (another year or place)`;
export const missingColumns = (columns: readonly string[]) =>
  `the first line must name ${columns.length === 1 ? "a column" : "columns"} \`${columns.join("` and `")}\``;
