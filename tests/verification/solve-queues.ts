/** Exact figures of the queues, from the numbers written in their files. */
import {
  cobham,
  engset,
  exponentialPatience,
  fixedPatience,
  jackson,
  type NetworkPlace,
  pollaczekKhinchine,
} from "../../src/experiment/exact-queues.js";
import { duration, rateOfPeople, rateOfStream, readAmount } from "../../src/scenario/units.js";

export type Figures = Record<string, number>;

// biome-ignore lint/suspicious/noExplicitAny: a scenario file as plain data
type Written = any;

const amount = (written: unknown, kind: typeof duration) => {
  const read = readAmount(written, kind);
  if ("wrong" in read) throw new Error(read.wrong);
  return read.value;
};
const days = (written: unknown) => amount(written, duration);
const perDay = (written: unknown) => amount(written, rateOfStream);
const share = (written: string) => Number.parseFloat(written) / 100;

/** One scanner, stays of any shape. */
export function anyShape({ arrivals, pathways }: Written): Figures {
  const { mean, sd } = pathways.scan[0].stay.lognormal;
  const { wait, waiting, occupancy } = pollaczekKhinchine(perDay(arrivals.patients.rate), days(mean), days(sd));
  return { "wait scanner": wait, "waiting scanner": waiting, "occupancy scanner": occupancy };
}

/** Two classes, in the order in which the scanner takes them; each waits at its own desk. */
export function twoClasses({ arrivals, places, pathways }: Written): Figures {
  const names: string[] = places.scanner.takes.map((step: string) => step.split(".")[0]);
  const classes = names.map((name) => ({
    arrivals: perDay(arrivals[name].rate),
    stay: days(pathways[name][1].stay.exponential.mean),
  }));
  const figures: Figures = { "occupancy scanner": classes.reduce((sum, c) => sum + c.arrivals * c.stay, 0) };
  for (const [i, wait] of cobham(classes).entries()) {
    figures[`length-of-stay ${names[i]}-desk`] = wait;
    figures[`occupancy ${names[i]}-desk`] = wait * classes[i]!.arrivals;
  }
  return figures;
}

/** Everyone gives up after the same time. */
export function allAsPatient(file: Written): Figures {
  return givenUp(file, fixedPatience, file.pathways.treatment[0].full.wait);
}

/** Patients whose patience is exponential. */
export function patientByChance(file: Written): Figures {
  return givenUp(file, exponentialPatience, file.pathways.treatment[0].full.wait.exponential.mean);
}

function givenUp({ arrivals, places, pathways }: Written, solve: typeof fixedPatience, patience: string): Figures {
  const rate = perDay(arrivals.patients.rate);
  const [step] = pathways.treatment;
  const figures = solve(places.cubicles.beds, rate, days(step.stay.exponential.mean), days(patience));
  return {
    "gave-up cubicles": figures.share * rate * 365.25,
    "wait cubicles": figures.wait,
    "waiting cubicles": figures.waiting,
    "occupancy cubicles": figures.occupancy,
  };
}

/** A network with feedback, one step to a place. */
export function network({ arrivals, places, pathways }: Written): Figures {
  const steps = Object.entries<Written[]>(pathways).map(([pathway, [step]]) => ({ pathway, step }));
  const solved = jackson(
    steps.map(({ pathway, step }): NetworkPlace => {
      const streams = Object.values<Written>(arrivals).filter((stream) => stream.pathway === pathway);
      const ways: { go: string; chance?: string }[] = step.next;
      const chanceOf = (to: (typeof steps)[number]) =>
        ways.find((way) => way.go === `${to.pathway}.${to.step.step}`)?.chance ?? "0%";
      return {
        beds: places[step.at].beds,
        stay: days(step.stay.exponential.mean),
        arrivals: streams.reduce((sum, stream) => sum + perDay(stream.rate), 0),
        next: steps.map((to) => share(chanceOf(to))),
      };
    }),
  );
  const figures: Figures = {};
  for (const [i, { step }] of steps.entries())
    for (const measure of ["wait", "waiting", "occupancy"] as const)
      figures[`${measure} ${step.at}`] = solved[i]![measure];
  return figures;
}

/** A dozen people and four beds. */
export function fewPeople({ population, needs, places, pathways }: Written): Figures {
  const rate = amount(needs.respite.rate, rateOfPeople);
  const stay = days(pathways.respite[0].stay.exponential.mean);
  const { refused, occupancy } = engset(population.people, places.respite.beds, rate, stay);
  return { "refused-share respite": refused, "occupancy respite": occupancy };
}

/** n Pᵏ at the end of each year, the chances as each step writes them. */
export function yearlySteps({ pathways, opening }: Written): Figures {
  const steps: Written[] = pathways.life;
  let people: number[] = steps.map((step) => opening[`life.${step.step}`].occupied);
  const figures: Figures = {};
  for (let year = 1; year <= 20; year++) {
    const next = people.map(() => 0);
    for (const [i, step] of steps.entries()) {
      let rest = 1;
      for (const { go, chance } of step.next) {
        const going = chance === undefined ? rest : share(chance);
        rest -= going;
        if (go !== "died") next[steps.findIndex((to) => to.step === go)]! += people[i]! * going;
      }
    }
    people = next;
    for (const [i, step] of steps.entries()) figures[`midnight-census-of-day:${year} ${step.at}`] = people[i]!;
  }
  return figures;
}

/** People by segment of a population that lives on: steady deaths by segment, movement at the end of each year of 365.25 days. */
export function yearlySegments(
  { run, population }: Written,
  moves: { from: string; to: string; chance: string }[],
): Figures {
  const names: string[] = population.segments.map(({ name }: Written) => name);
  const shares: number[] = population.segments.map((segment: Written) => share(segment.share ?? "0%"));
  shares[0] = 1 - shares.reduce((sum, each) => sum + each, 0);
  const alive = (name: string, years: number) =>
    Math.exp((-Number.parseFloat(population.yearly.deaths[name]) / 1000) * years);
  const chance = (from: string, to: string) =>
    Number(moves.find((move) => move.from === from && move.to === to)?.chance ?? 0);
  const stays = (from: string) => 1 - names.reduce((sum, to) => sum + chance(from, to), 0);
  let people = shares.map((each) => each * population.people);
  const years = Math.floor(Number.parseFloat(run.length) / 365.25);
  for (let year = 1; year <= years; year++)
    people = names.map((to) =>
      names.reduce(
        (sum, from, i) => sum + people[i]! * alive(from, 1) * (from === to ? stays(from) : chance(from, to)),
        0,
      ),
    );
  const rest = Number.parseFloat(run.length) / 365.25 - years;
  return Object.fromEntries(names.map((name, i) => [`people-at-end ${name}`, people[i]! * alive(name, rest)]));
}
