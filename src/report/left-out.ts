import type { Findings } from "../experiment/findings.js";
import { HELD, metInCare } from "./caveats.js";
import { list, number } from "./words.js";

/** What there is in the scenarios, as far as their findings tell. */
interface Has {
  /** A place of this kind. */
  kind: (kind: string) => boolean;
  /** A place in this setting. */
  setting: (setting: string) => boolean;
  /** A place that is called so, by its name or its label. */
  called: (words: RegExp) => boolean;
  /** Such a measure, of any place or group. */
  measure: (measure: string) => boolean;
  /** A number written at such a path. */
  number: (path: RegExp) => boolean;
  /** Somebody who leaves by this exit. */
  exit: (exit: string) => boolean;
}

/** What the model behind these findings leaves out: what no scenario can say, and what these scenarios do not say. */
export function leftOutOf(findings: Findings): string[] {
  const has = whatThereIs(findings);
  return [
    otherCare(has),
    ...staff(findings, has),
    ...beds(has),
    ...timing(has),
    ...people(has),
    inCare(findings),
    "Money beyond prices of occupied days, open days and stays: no capital, double running, redundancy, inflation or discounting.",
    ...(has.exit("elsewhere")
      ? ["What becomes of people who are sent to another system, and what that costs there."]
      : []),
    "Whether anyone dies who would not have: deaths in care follow from admissions, so a redesign that admits more shows more of them. Read them as where people die.",
    "Outcomes other than deaths and readmissions: quality of life, harm, and the work of families.",
  ];
}

function whatThereIs({ scenarios }: Findings): Has {
  return {
    kind: (kind) => scenarios.some((s) => s.places.some((p) => p.kind === kind)),
    setting: (setting) =>
      scenarios.some((s) =>
        s.measures.some((m) => m.group !== null && "setting" in m.group && m.group.setting === setting),
      ),
    called: (words) =>
      scenarios.some((s) => s.places.some((p) => words.test(p.name.replaceAll("-", " ")) || words.test(p.label))),
    measure: (measure) => scenarios.some((s) => s.measures.some((m) => m.measure === measure)),
    number: (path) =>
      scenarios.some((s) => s.evidence.some((e) => path.test(e.path)) || s.changes.some((c) => path.test(c.path))),
    exit: (exit) => scenarios.some((s) => s.flows.some((f) => f.toPlace === null && f.to === exit)),
  };
}

/** What planners call the places of A&E and of general practice, where they do not say a `setting`. */
const EMERGENCY = /\b(a ?(&|and)? ?e|ed|accident and emergency|emergency (department|room)|casualty)\b/i;
const PRACTICE = /\b(gps?|general practice|practices?|primary care)\b/i;

/** Care that none of the places stands for. */
function otherCare(has: Has): string {
  const missing = [
    ...(has.setting("emergency-department") || has.called(EMERGENCY) ? [] : ["attendances at A&E"]),
    ...(has.kind("clinic") ? [] : ["outpatient clinics"]),
    ...(has.setting("primary-care") || has.called(PRACTICE) ? [] : ["general practice"]),
    ...(has.kind("list") ? [] : ["waiting lists for planned care"]),
    "journeys by ambulance",
    "mental health care",
  ];
  return `Care that needs none of the places listed, and its queues. No place here is marked, or named, as standing for ${list(missing)}.`;
}

function staff(findings: Findings, has: Has): string[] {
  const teams = [
    ...new Set(findings.scenarios.flatMap((s) => s.places.flatMap((p) => (p.kind === "team" ? [p.label] : [])))),
  ];
  const beyond =
    teams.length === 0
      ? "Staff: a bed that is open is taken to be staffed, and nobody is off sick."
      : `Staff other than ${list(teams)}: any other bed or place that is open is taken to be staffed. Nobody is off sick.`;
  return has.measure("staff")
    ? [
        beyond,
        "Whether staff can be found: the whole-time equivalents shown are what would be wanted for what is open, at the scenario’s own ratios. Nothing closes for want of them.",
      ]
    : [beyond];
}

function beds(has: Has): string[] {
  return [
    has.measure("outliers")
      ? "Differences between beds of one place: side rooms, single-sex bays and closures for infection. An outlier is treated as well, and as long, as on the right ward."
      : "Differences between beds of one place: specialties, side rooms, single-sex bays and closures for infection. Any free bed will do, and nobody lies on another ward for want of one.",
    ...(has.number(/^places\..*\.cleaning/)
      ? []
      : ["Cleaning between two patients: a bed is free the moment it is left."]),
    ...(has.number(/\.level-of-care\b/)
      ? []
      : ["Whether people need the level of care they are in: nobody is moved on because less would do."]),
  ];
}

function timing(has: Has): string[] {
  return [
    has.number(/\.leaves\b/)
      ? "Working hours of discharge where no step gives them: elsewhere a stay may end at any hour of any day."
      : "Working hours of discharge: a stay may end at any hour of any day, unless its length was measured where it could not.",
    ...(has.kind("clinic") || has.kind("list")
      ? [
          "The hour of an appointment: everyone whom a clinic or list takes on a day is taken in one session, at its hour. Rooms and running late are not modelled.",
        ]
      : []),
    "Pressure on judgement: nobody is sent home sooner, or kept at home longer, because the hospital is full, unless the scenario says so.",
  ];
}

function people(has: Has): string[] {
  return [
    has.number(/\.longer-per-delayed-day/)
      ? "Harm by delay beyond the longer stays that the scenario gives to those who were delayed: nobody dies or falls ill of it."
      : "Harm by delay: however long people wait for the next place, they are no frailer for it and their later stays are no longer.",
    ...(has.measure("people")
      ? []
      : ["A population: people come by streams of arrivals, so nobody grows older, and nobody is known to come back."]),
  ];
}

/** What the model takes to be so of people in care, with how often it matters. */
function inCare({ scenarios }: Findings): string {
  const each = scenarios.flatMap((s) => {
    const met = metInCare(s);
    return met === undefined ? [] : [`${number(met)} with “${s.name}”`];
  });
  if (each.length === 0)
    return "Deaths of those who wait or are in care, other than by a pathway: a longer queue shows fewer deaths for that alone.";
  return `Illness on top of illness. ${HELD} Needs met so, a year: ${list(each)}. A redesign with more people in care or waiting shows fewer emergency admissions and fewer deaths for that alone.`;
}
