/** Steps in words: how long, with whom, what when it is full, where to then. */
import { mean } from "../../engine/laws.js";
import { WEEKDAYS } from "../../scenario/dates.js";
import type { Branch, Pathway, Scenario, Step, WhenFull } from "../../scenario/scenario.js";
import { capital } from "../words.js";
import { label, stepLabel } from "./labels.js";
import { byWords, clock, days, lawWords, plain, share } from "./values.js";

/** A step: a line for the stay, and one for each rule that it has. */
export function stepWords(step: Step, pathway: Pathway, scenario: Scenario): string[] {
  const named = (go: string) => stepLabel(scenario, pathway.name, go);
  const isNone = step.stay.by.length === 0 && step.stay.others.law === "fixed" && step.stay.others.value === 0;
  const stay = isNone
    ? "no time of its own"
    : byWords(step.stay, lawWords, { size: mean, absent: 0, label: (name) => label(scenario, name) });
  const { staff, visits } = step;
  return [
    `${named(step.name)}, at ${label(scenario, step.at)}: ${stay}`,
    ...(staff === undefined
      ? []
      : [
          `needs one of ${label(scenario, staff.team)} for ${staff.for === undefined ? "the whole of it" : lawWords(staff.for)}`,
        ]),
    ...(visits === undefined
      ? []
      : [`${plain(visits.from)} visits a day${visits.to === visits.from ? "" : `, falling to ${plain(visits.to)}`}`]),
    ...(step.longerPerDelayedDay === 0
      ? []
      : [`${share(step.longerPerDelayedDay)} longer for each day delayed before`]),
    ...(step.didNotAttend === undefined
      ? []
      : [`${share(step.didNotAttend.chance)} do not attend: then ${named(step.didNotAttend.to)}`]),
    ...fullWords(step, scenario, named),
    ...leavesWords(step),
    ...levelWords(step, named),
    `then: ${step.next.length === 0 ? "home" : step.next.map((b) => wayWords(b, step, named, scenario)).join("; ")}`,
  ];
}

function fullWords(step: Step, scenario: Scenario, named: (go: string) => string): string[] {
  const place = scenario.places.find(({ name }) => name === step.at);
  if (place?.slots !== undefined) return [`until they are taken, ${whenFull(step.full, named)}`];
  return place?.capacity === undefined ? [] : [`when it is full, ${whenFull(step.full, named)}`];
}

function wayWords(branch: Branch, { next }: Step, named: (go: string) => string, scenario: Scenario): string {
  const { go, chance, delay } = branch;
  const likely =
    chance === undefined
      ? next.length === 1
        ? []
        : ["the rest"]
      : [byWords(chance, share, { size: (n) => n, absent: 0, label: (name) => label(scenario, name) })];
  const said = [...likely, ...(delay === undefined ? [] : [`on the way, the bed held, ${lawWords(delay)}`])];
  return `${named(go)}${said.length === 0 ? "" : ` (${said.join("; ")})`}`;
}

function whenFull(full: WhenFull, named: (go: string) => string): string {
  if (full.rule === "go" && full.cancels) return `is cancelled, and goes back to ${named(full.to)}`;
  if (full.rule === "go") return full.to === "refused" ? "is turned away" : `goes at once: ${named(full.to)}`;
  const wait = full.rule === "hold" ? "keeps the bed they are in (a delayed transfer)" : "waits in no bed";
  const then = full.then === "hold" ? "keeps the bed they are in" : named(full.then ?? "home");
  if (full.rule === "wait" && full.room !== undefined)
    return `${wait} where fewer than ${full.room} wait; else ${then}`;
  if (full.patience !== undefined) return `${wait} for as long as each will, ${lawWords(full.patience)}; then ${then}`;
  return full.atMost === undefined ? wait : `${wait}, at most ${days(full.atMost)}; then ${then}`;
}

function leavesWords({ leaves }: Step): string[] {
  if (leaves === undefined) return [];
  const rarer = leaves.chance.flatMap((chance, day) =>
    chance === 1 ? [] : [`${share(chance)} of those ready on ${capital(WEEKDAYS[day] as string)}s`],
  );
  const hours = leaves.from === 0 && leaves.to === 1 ? [] : [`between ${clock(leaves.from)} and ${clock(leaves.to)}`];
  const said = [...hours, ...rarer];
  return said.length === 0 ? [] : [`people leave ${said.join(", ")}`];
}

function levelWords({ levelOfCare }: Step, named: (go: string) => string): string[] {
  if (levelOfCare === undefined) return [];
  const { lowerFor, after, every, go } = levelOfCare;
  const review =
    every === undefined ? "nobody reviews it" : `a review every ${days(every)} moves them on: ${named(go)}`;
  return [`for ${share(lowerFor)} of them a lower level of care would do after ${share(after)} of the stay; ${review}`];
}
