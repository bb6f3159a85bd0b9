/** Who lives in a scenario, why they come, who is found by a policy. */
import { mean } from "../../engine/laws.js";
import type { Arrivals, By, CaseFinding, Need, Scenario } from "../../scenario/scenario.js";
import { list } from "../words.js";
import { label, stepLabel } from "./labels.js";
import { meanOfRhythm, rhythmWords } from "./rhythm.js";
import { agesWords, byWords, days, lawWords, perThousand, plain, plural, share } from "./values.js";

/** The population: how many, where, how it changes, frailty, segments, where people wish to die. */
export function populationWords(scenario: Scenario): (string | string[])[] {
  const people = scenario.population;
  if (people === undefined) return ["No population: people come by streams of arrivals alone."];
  const named = (name: string) => label(scenario, name);
  const { yearly, frailty } = people;
  const places = people.localities.map((l) => `${named(l.name)} ${share(l.share)}`);
  const deaths = numbers(yearly.deaths, perThousand, 0, scenario);
  return [
    `${plain(people.people)} people${places.length === 0 ? "" : ` in ${list(places)}`}; results by ages from ${list(people.bands.map(String))}.`,
    `A year per 1,000 people: ${perThousand(yearly.births)} births, ${perThousand(yearly.movingIn)} moving in, ${perThousand(yearly.movingOut)} moving out; deaths outside the pathways ${deaths}.`,
    frailty.law === "fixed"
      ? "No frailty: people of one kind are all at the same risk."
      : `Frailty, the hidden relative risk of one person: ${lawWords(frailty, plain)}.`,
    ...segmentWords(scenario),
    ...(people.wishes.length === 0
      ? []
      : [
          `Wish to die in: ${list(people.wishes.map(({ setting, share: of }) => `${setting.replaceAll("-", " ")} ${share(of)}`))}.`,
        ]),
  ];
}

function segmentWords(scenario: Scenario): string[][] {
  const { segments = [], yearly } = scenario.population ?? {};
  if (segments.length === 0) return [];
  const [first, ...others] = segments;
  const moves = yearly?.movesBetweenSegments ?? [];
  return [
    [
      `Segments: ${list(segments.map(({ name }) => label(scenario, name)))}`,
      ...others.map((s) => `of ${label(scenario, s.name)}, ${numbers(s.share, share, 0, scenario)}`),
      `of ${label(scenario, first!.name)}, the rest`,
      ...moves.map(
        ({ from, to, chance }) =>
          `a year later ${share(chance)} of ${label(scenario, from)} are in ${label(scenario, to)}`,
      ),
    ],
  ];
}

/** A need: its rate and all that multiplies it, and where people go. */
export function needWords(need: Need, scenario: Scenario): string[] {
  const after = need.afterDischarge;
  const average = meanOfRhythm(need.rhythm);
  const varies = scenario.population?.frailty.law !== "fixed";
  return [
    `${label(scenario, need.name)}: to the pathway ${label(scenario, need.pathway)}, ${need.emergency ? "as an emergency" : "not as an emergency"}`,
    `per 1,000 people a year: ${numbers(need.rate, perThousand, 0, scenario)}`,
    ...need.times.map((times) => `times: ${numbers(times, (n) => `× ${plain(n)}`, 1, scenario)}`),
    ...(need.frailty && varies ? ["times the person's frailty"] : []),
    ...(after === undefined
      ? []
      : [`× ${plain(after.times)} on leaving care, fading to × 1 over ${days(after.fadingOver)}`]),
    ...(average === undefined ? [] : [`times a rhythm of × ${plain(Number(average.toPrecision(3)))} on average`]),
    ...rhythmWords(need.rhythm, need.trend),
  ];
}

/** A stream of people with no population behind them. */
export function arrivalWords(arrivals: Arrivals, scenario: Scenario): string[] {
  const { age, sex } = arrivals.people;
  return [
    `${label(scenario, arrivals.name)} (no population behind them): to the pathway ${label(scenario, arrivals.pathway)}, ${arrivals.emergency ? "as an emergency" : "not as an emergency"}`,
    arrivals.gaps !== undefined
      ? `one every ${lawWords(arrivals.gaps)}: ${plain(Number((1 / mean(arrivals.gaps)).toPrecision(3)))} a day`
      : rateWords(arrivals),
    ...rhythmWords(arrivals.rhythm, arrivals.trend),
    ...(age === undefined ? [] : [`aged ${age.map((each) => `${agesWords(each)} ${share(each.share)}`).join(", ")}`]),
    ...(sex === undefined ? [] : [`women ${share(sex.female)}, men ${share(sex.male)}`]),
  ];
}

/** `12.8 a day`; where the rhythm does not average 1, what it comes to, dates, surges and trend aside. */
function rateWords({ rate = 0, rhythm }: Arrivals): string {
  const say = (perDay: number) => plain(Number(perDay.toPrecision(3)));
  const average = meanOfRhythm(rhythm);
  return average === undefined
    ? `${say(rate)} a day`
    : `${say(rate)} a day × rhythm, ${say(rate * average)} a day on average`;
}

/** Who is found, by what, how often, for how long, and what being on the list does. */
export function policyWords(policy: CaseFinding, scenario: Scenario): string[] {
  const tool =
    policy.cStatistic === undefined
      ? "as well as what it sees allows"
      : `with a c-statistic of ${plain(policy.cStatistic)}`;
  return [
    `${label(scenario, policy.name)}: every ${days(policy.every)}, people aged ${policy.fromAge} and over at highest predicted risk are taken on by ${label(scenario, policy.at)}`,
    `the risk is that of ${label(scenario, policy.predicts)}, told by ${list(policy.sees.map((word) => word.replaceAll("-", " ")))}, ${tool}`,
    policy.leavesAfter === undefined
      ? "they stay on the list until they die or move away"
      : `they leave the list after ${days(policy.leavesAfter)}`,
    ...policy.effects.map(({ on, times }) => {
      const isStep = on.includes(".");
      return `${isStep ? "the stay at" : "the rate of"} ${isStep ? stepLabel(scenario, "", on) : label(scenario, on)}: × ${plain(times)}`;
    }),
  ];
}

/** How many of a caseload, in words for its place. */
export function onTheList(n: number): string {
  return plural(n, "place").replace(/(s?)$/, "$1 on the list");
}

function numbers(value: By<number>, say: (n: number) => string, absent: number, scenario: Scenario): string {
  return byWords(value, say, { size: (n) => n, absent, label: (name) => label(scenario, name) });
}
