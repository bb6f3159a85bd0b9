/**
 * The urgent care centre of `treat-sim/` as a program of its own, which shares nothing with Careshift: stations in order of arrival,
 * worked out one after another, without a calendar of events. It takes its arrivals in one of two ways: as the rates make them, or as the
 * published program does, which reads the rate before it draws a gap and holds it until the gap is over (stars-treat-sim
 * @b7e51f1, treat_sim/model.py, `arrivals_generator`: `lambda_t` is set outside the loop that rejects).
 */
import { readFileSync } from "node:fs";

/** Minutes observed. */
const DAY = 1140;
const RATES = readFileSync(new URL("treat-sim/hours.csv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => /^\d/.test(line))
  .map((line) => Number(line.split(",")[1]));

/** What a day gave: people who came, who left, and shares of the day for which rooms were booked. */
export interface CentreDay {
  arrivals: number;
  left: number;
  examination: number;
  cubicle: number;
}

/** A day of the centre. */
export function centreDay(random: () => number, ratesHeld: boolean, rooms = 3): CentreDay {
  const came = arrivals(random, ratesHeld);
  const triaged = through(came, 1, () => exponential(random, 3));
  const isTrauma = came.map(() => random() < 0.12);
  const [trauma, others] = [triaged.ends.filter((_, i) => isTrauma[i]), triaged.ends.filter((_, i) => !isTrauma[i])];
  const stable = through(trauma, 2, () => exponential(random, 90));
  const mended = through(stable.ends, 1, () => lognormal(random, 30, 4));
  const registered = through(others, 1, () => lognormal(random, 5, 2));
  const examined = through(registered.ends, rooms, () => Math.max(0.5, 16 + Math.sqrt(3) * normal(random)));
  const isTreated = examined.ends.map(() => random() < 0.6);
  const treated = through(
    examined.ends.filter((_, i) => isTreated[i]),
    1,
    () => lognormal(random, 13.3, 2),
  );
  const gone = [...mended.ends, ...treated.ends, ...examined.ends.filter((_, i) => !isTreated[i])];
  return {
    arrivals: came.length,
    left: gone.filter((at) => at <= DAY).length,
    examination: examined.booked / rooms / DAY,
    cubicle: treated.booked / DAY,
  };
}

/** Times of arrival up to the end of the day. */
function arrivals(random: () => number, ratesHeld: boolean): number[] {
  const rateAt = (minute: number) => RATES[Math.floor(minute / 60) % 18]! / 60;
  const most = Math.max(...RATES) / 60;
  const times: number[] = [];
  for (let now = 0; ; ) {
    const held = rateAt(now);
    do now += exponential(random, 1 / most);
    while (random() >= (ratesHeld ? held : rateAt(now)) / most);
    if (now >= DAY) return times;
    times.push(now);
  }
}

/** People who come to rooms and take the one that is free first, in order of arrival; `booked`: minutes of what begins in the day. */
function through(comings: number[], rooms: number, minutes: () => number): { ends: number[]; booked: number } {
  const free = Array.from({ length: rooms }, () => 0);
  let booked = 0;
  const ends = [...comings]
    .sort((a, b) => a - b)
    .map((came) => {
      const room = free.indexOf(Math.min(...free));
      const begins = Math.max(came, free[room]!);
      const takes = minutes();
      if (begins < DAY) booked += takes;
      free[room] = begins + takes;
      return begins + takes;
    });
  return { ends, booked };
}

function exponential(random: () => number, mean: number): number {
  return -mean * Math.log(1 - random());
}

function lognormal(random: () => number, mean: number, variance: number): number {
  const spread = Math.log(1 + variance / mean ** 2);
  return Math.exp(Math.log(mean) - spread / 2 + Math.sqrt(spread) * normal(random));
}

/** Box and Muller (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
