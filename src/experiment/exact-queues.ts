/**
 * Exact answers for queues with a general stay, priorities, patience, feedback, or few people, against which the simulator is
 * held. Rates are a day, stays and waits in days.
 */

import { type WaitedFor, waitedFor } from "./exact.js";
import { stationary } from "./exact-markov.js";

/**
 * One place, waited for in order of arrival, stays of any shape (M/G/1): Pollaczek (1930) and Khinchine (1932),
 * wait = λ E[S²] / (2 (1 − ρ)).
 * @param mean and standard deviation of the stay
 * @throws {RangeError} where arrivals × mean is not below 1: the queue then has no long run
 */
export function pollaczekKhinchine(arrivals: number, mean: number, sd: number): WaitedFor {
  const load = steady(arrivals * mean);
  const wait = (arrivals * (mean ** 2 + sd ** 2)) / (2 * (1 - load));
  return { chanceOfWaiting: load, wait, waiting: arrivals * wait, occupancy: load };
}

/** A class of patients who go before those after it, but interrupt nobody. */
export interface PriorityClass {
  arrivals: number;
  /** Mean of an exponential stay. */
  stay: number;
}

/**
 * Mean wait of each class at one place where the first class goes first, without interruption (M/M/1): Cobham (1954),
 * doi 10.1287/opre.2.1.70: W = W₀ / ((1 − σ before) (1 − σ with)), W₀ = Σ λ E[S²] / 2 and σ the load of the classes so far.
 * @throws {RangeError} where the loads do not sum to less than 1
 */
export function cobham(classes: readonly PriorityClass[]): number[] {
  steady(classes.reduce((sum, { arrivals, stay }) => sum + arrivals * stay, 0));
  const left = classes.reduce((sum, { arrivals, stay }) => sum + arrivals * stay ** 2, 0);
  let before = 0;
  return classes.map(({ arrivals, stay }) => {
    const upTo = before + arrivals * stay;
    const wait = left / ((1 - before) * (1 - upTo));
    before = upTo;
    return wait;
  });
}

/** Long-run figures of a place whose patients give up. */
export interface GivenUp {
  /** Share of arrivals who give up. */
  share: number;
  /** Mean wait of those who are admitted. */
  wait: number;
  /** Mean number waiting, those who will give up included. */
  waiting: number;
  occupancy: number;
}

/**
 * Patients who all wait equally long before they give up (M/M/c + D): Barrer (1957), doi 10.1287/opre.5.5.644, in the form of
 * Baccelli & Hébuterne (1981): the offered wait has the density λ π(c−1) e^(λ min(x, τ) − c μ x).
 * @param patience τ, days
 */
export function fixedPatience(beds: number, arrivals: number, stay: number, patience: number): GivenUp {
  const load = arrivals * stay;
  const drain = beds / stay;
  const gap = drain - arrivals;
  if (Math.abs(gap) * patience < 1e-9) throw new RangeError("a load of exactly the beds needs another formula");
  // Relative to the chance of finding one bed free: those with beds free, the offered wait up to τ, and past it.
  let term = 1;
  let free = 1;
  for (let n = beds - 1; n > 0; n--) {
    term *= n / load;
    free += term;
  }
  const end = Math.exp(-gap * patience);
  const patient = (arrivals * (1 - end)) / gap;
  const impatient = (arrivals * end) / drain;
  const lastFree = 1 / (free + patient + impatient);
  const share = impatient * lastFree;
  const waited = (arrivals * lastFree * (1 - end * (1 + gap * patience))) / gap ** 2;
  const waiting = arrivals * (waited + share * patience);
  return { share, wait: waited / (1 - share), waiting, occupancy: load * (1 - share) };
}

/**
 * Patients whose patience is exponential (M/M/c + M, "Erlang A"): Palm (1957); Garnett, Mandelbaum & Reiman (2002),
 * doi 10.1287/msom.4.3.208.7753. Solved as a birth–death chain cut where fewer than one in 10¹⁵ are.
 * The mean wait of those admitted comes from the waits of those who find n before them, each moving up or giving up.
 * @param patience mean, days
 */
export function exponentialPatience(beds: number, arrivals: number, stay: number, patience: number): GivenUp {
  const leaving = (n: number) => Math.min(n, beds) / stay + Math.max(0, n - beds) / patience;
  const chances = [1];
  let total = 1;
  for (let n = 1, next = arrivals / leaving(1); n <= beds || next > 1e-16 * total; next *= arrivals / leaving(++n)) {
    chances.push(next);
    total += next;
  }
  const mean = (of: (n: number) => number) => chances.reduce((sum, p, n) => sum + (p / total) * of(n), 0);
  const waiting = mean((n) => Math.max(0, n - beds));
  const share = waiting / patience / arrivals;
  return { share, wait: waitOfAdmitted(), waiting, occupancy: mean((n) => Math.min(n, beds)) };

  /** Someone who finds n moves up a place each time a bed frees or someone ahead gives up; gives up at rate 1 / patience. */
  function waitOfAdmitted(): number {
    let [admitted, waited] = [0, 0];
    for (const [n, p] of chances.entries()) {
      let [chance, days] = [1, 0];
      for (let ahead = n; ahead >= beds; ahead--) {
        const moves = beds / stay + (ahead - beds) / patience;
        chance *= moves / (moves + 1 / patience);
        days += 1 / (moves + 1 / patience);
      }
      admitted += (p / total) * chance;
      waited += (p / total) * chance * days;
    }
    return waited / admitted;
  }
}

/** A place of a network. */
export interface NetworkPlace {
  beds: number;
  /** Mean of an exponential stay. */
  stay: number;
  /** Arrivals from outside. */
  arrivals: number;
  /** Chance of going on to each place of the network; the rest leave. */
  next: readonly number[];
}

/**
 * A network of places that are waited for, with feedback: Jackson (1957), doi 10.1287/opre.5.4.518. Each place is as if alone,
 * with arrivals that solve λ = γ + Pᵀ λ.
 * @throws {RangeError} where a place has no long run, or nobody ever leaves
 */
export function jackson(places: readonly NetworkPlace[]): (WaitedFor & { arrivals: number })[] {
  let rates = places.map(({ arrivals }) => arrivals);
  for (let turn = 0; ; turn++) {
    const next = places.map(({ arrivals }, to) =>
      places.reduce((sum, place, from) => sum + rates[from]! * (place.next[to] ?? 0), arrivals),
    );
    const moved = Math.max(...next.map((rate, i) => Math.abs(rate - rates[i]!)));
    rates = next;
    if (moved < 1e-14 * Math.max(...rates)) break;
    if (turn > 100_000) throw new RangeError("nobody ever leaves the network");
  }
  return places.map(({ beds, stay }, i) => ({ arrivals: rates[i]!, ...waitedFor(beds, rates[i]!, stay) }));
}

/** Long-run figures of beds that few people come to. */
export interface FewPeople {
  /** Share of those who come that are refused. */
  refused: number;
  occupancy: number;
}

/**
 * So few people that those in a bed are missed among those who come; refused when full (M/M/c/c/N): Engset (1918),
 * translated in Telektronikk 94 (2), 1998.
 * @param rate a day, of each person who is not in a bed
 */
export function engset(people: number, beds: number, rate: number, stay: number): FewPeople {
  const flows = Array.from({ length: beds }, (_, n): [number, number, number][] => [
    [n, n + 1, (people - n) * rate],
    [n + 1, n, (n + 1) / stay],
  ]).flat();
  const shares = stationary(beds + 1, flows);
  const coming = shares.reduce((sum, share, n) => sum + share * (people - n), 0);
  return {
    refused: (shares[beds]! * (people - beds)) / coming,
    occupancy: shares.reduce((sum, share, n) => sum + share * n, 0),
  };
}

function steady(load: number): number {
  if (!(load > 0 && load < 1)) throw new RangeError(`a load of ${load} on one place has no steady state`);
  return load;
}
