/** Places in words: how many there are and when, who goes first, what they cost. */
import { MONTHS, WEEKDAYS } from "../../scenario/dates.js";
import type { Place, Scenario, Timetable } from "../../scenario/scenario.js";
import { capital, list } from "../words.js";
import { label, stepLabel } from "./labels.js";
import { onTheList } from "./people.js";
import { clock, days, lawWords, plain, plural, pounds, share, weekdaysWords } from "./values.js";

const PAYERS: Record<string, string> = {
  "nhs-acute": "NHS acute",
  "nhs-community": "NHS community",
  council: "the council",
  person: "people themselves",
};
/** Half hours of a day. */
const HALF_HOURS = 48;

/** A place: a line for what it is and holds, and one for each rule that it has. */
export function placeWords(place: Place, scenario: Scenario): string[] {
  const setting = place.setting === undefined ? "" : `, ${place.setting.replaceAll("-", " ")}`;
  return [
    `${label(scenario, place.name)} (${place.kind}${setting}): ${room(place)}`,
    ...place.timetable.map((row) => timetableWords(row, place)),
    ...bedRules(place, scenario),
    ...(place.takes.length === 0
      ? []
      : [`who waits goes in this order: ${list(place.takes.map((step) => taken(scenario, place, step)))}`]),
    ...(place.waitTarget === undefined ? [] : [`meant to take people in within ${days(place.waitTarget)}`]),
    ...admissionWords(place),
    ...(place.contactHours === 0 ? [] : [`each person on it takes ${plain(place.contactHours)} hours a week`]),
    ...(place.wtePerOpen === 0 ? [] : [`${plain(place.wtePerOpen)} whole-time staff for each that is open`]),
    ...costWords(place),
  ];
}

/** A step that a place takes, with its pathway where there are several of that name. */
function taken(scenario: Scenario, place: Place, step: string): string {
  const at = scenario.pathways.filter(({ steps }) => steps.some((s) => s.name === step && s.at === place.name));
  return step.includes(".") || at.length === 0 ? stepLabel(scenario, "", step) : stepLabel(scenario, at[0]!.name, step);
}

function room(place: Place): string {
  if (place.slots !== undefined) return `${slotWords(place.slots)}, at ${clock(place.session)}`;
  return place.capacity === undefined ? "without limit" : held(place, place.capacity);
}

function held({ kind, takesVisits }: Place, n: number): string {
  if (kind === "team") return `${plain(n)} on shift`;
  if (kind === "caseload") return onTheList(n);
  return plural(n, takesVisits ? "visit" : kind === "package" ? "package" : "bed") + (takesVisits ? " a day" : "");
}

function slotWords(slots: number[]): string {
  const first = slots[0] as number;
  if (slots.slice(0, 5).every((n) => n === first) && slots.slice(5).every((n) => n === 0))
    return `${plain(first)} taken a day from Monday to Friday`;
  const open = slots.flatMap((n, day) => (n === 0 ? [] : [`${plain(n)} on ${capital(WEEKDAYS[day] as string)}s`]));
  return open.length === 0 ? "nobody taken" : `${list(open)} taken`;
}

function timetableWords({ days: on, months, from, to, capacity }: Timetable, place: Place): string {
  const when = [
    ...(on === undefined ? [] : [weekdaysWords(on)]),
    ...(months === undefined ? [] : [`in ${list(months.map((month) => capital(MONTHS[month] as string)))}`]),
    ...(from === 0 && to === HALF_HOURS ? [] : [`from ${clock(from / HALF_HOURS)} to ${clock((to / HALF_HOURS) % 1)}`]),
  ];
  return `${held(place, capacity)}: ${when.length === 0 ? "always" : when.join(", ")}`;
}

function bedRules({ overflow, ringFenced, shared, escalation, cleaning }: Place, scenario: Scenario): string[] {
  return [
    ...(escalation === undefined
      ? []
      : [
          `${plain(escalation.beds)} more, opened above ${share(escalation.opensAbove)} full and closed below ${share(escalation.closesBelow)}`,
        ]),
    ...(overflow.length === 0
      ? []
      : [`when there is no room, people lie in ${list(overflow.map((name) => label(scenario, name)))}`]),
    ...(shared ? ["shared: whoever lies here is no outlier"] : []),
    ...(ringFenced === 0 ? [] : [`${plain(ringFenced)} of them are not for outliers`]),
    ...(cleaning === undefined ? [] : [`cleaning a bed that was left takes ${lawWords(cleaning)}`]),
  ];
}

function admissionWords({ kind, admits }: Place): string[] {
  const isUsual = kind === "beds" || kind === "package" || kind === "unlimited";
  if (admits === isUsual) return [];
  return [admits ? "coming in is an admission" : "coming in is no admission"];
}

function costWords({ cost, payer }: Place): string[] {
  const terms = [
    [cost.openDay, "a day that one is open"],
    [cost.occupiedDay, "a day that someone is in one"],
    [cost.stay, "a stay"],
  ] as const;
  const said = terms.flatMap(([amount, per]) => (amount === 0 ? [] : [`${pounds(amount)} ${per}`]));
  return said.length === 0 ? [] : [`costs ${list(said)}, paid by ${PAYERS[payer]}`];
}
