/**
 * Exact answers for single places, against which the simulator is held: Erlang's formulas for beds that refuse and
 * for beds that are waited for. `load` is always arrivals a day times the mean stay in days: the beds that would be
 * occupied if there were no end of them.
 */

/** The long-run figures of one place whose patients wait, first come first served, for as long as it takes. */
export interface WaitedFor {
  /** Chance that someone arriving has to wait. */
  chanceOfWaiting: number;
  /** Mean wait over everyone, those who did not wait included; days. */
  wait: number;
  /** Mean number waiting. */
  waiting: number;
  /** Mean beds in use. */
  occupancy: number;
}

/**
 * Share of arrivals refused where nobody waits, for Poisson arrivals and stays of any shape: Erlang (1917), by the
 * recursion B(n) = a B(n−1) / (n + a B(n−1)), which neither overflows nor subtracts. It is also P(N = n) / P(N ≤ n)
 * for a Poisson N of mean `load`, the chance of delay in Monks et al. (2016), doi 10.1186/s12913-016-1789-4.
 * @throws {RangeError} unless `beds` is a whole number from 0 and `load` is above 0
 */
export function erlangB(beds: number, load: number): number {
  checkBeds(beds, load);
  let refused = 1;
  for (let n = 1; n <= beds; n++) refused = (load * refused) / (n + load * refused);
  return refused;
}

/**
 * Fewest beds that refuse at most the share `atMost` of arrivals, as in de Bruin, Bekker, van Zanten & Koole (2010),
 * doi 10.1007/s10479-009-0647-8.
 * @throws {RangeError} unless `load` and `atMost` are above 0
 */
export function bedsToRefuse(atMost: number, load: number): number {
  if (!(atMost > 0)) throw new RangeError(`the share refused must be above 0, not ${atMost}`);
  let beds = 0;
  while (erlangB(beds, load) > atMost) beds++;
  return beds;
}

/**
 * Chance that an arrival waits (M/M/c): Erlang (1917), C = cB / (c − a(1 − B)).
 * @throws {RangeError} where `load` is not below `beds`: the queue then has no long run
 */
export function erlangC(beds: number, load: number): number {
  checkBeds(beds, load);
  if (load >= beds) throw new RangeError(`a load of ${load} on ${beds} beds has no steady state: the queue only grows`);
  const refused = erlangB(beds, load);
  return (beds * refused) / (beds - load * (1 - refused));
}

/**
 * Waits, queue and occupancy of a place with Poisson arrivals and exponential stays (M/M/c).
 * @param arrivals a day
 * @param stay mean, days
 * @throws {RangeError} where arrivals × stay is not below `beds`
 */
export function waitedFor(beds: number, arrivals: number, stay: number): WaitedFor {
  const load = arrivals * stay;
  const chanceOfWaiting = erlangC(beds, load);
  const wait = (chanceOfWaiting * stay) / (beds - load);
  return { chanceOfWaiting, wait, waiting: arrivals * wait, occupancy: load };
}

/**
 * Chance of finding `n` people there, in a bed or waiting (M/M/c): P(n) = P(0) aⁿ/n! up to c, then falling by a/c a step.
 * @throws {RangeError} where `load` is not below `beds`, or `n` is no whole number from 0
 */
export function chanceOfCensus(n: number, beds: number, load: number): number {
  checkBeds(n, load);
  // C is the sum of the geometric tail that starts at P(c), so P(c) = C (1 − a/c).
  const atFull = erlangC(beds, load) * (1 - load / beds);
  if (n >= beds) return atFull * (load / beds) ** (n - beds);
  let chance = atFull;
  for (let k = beds; k > n; k--) chance *= k / load;
  return chance;
}

function checkBeds(beds: number, load: number): void {
  if (!Number.isInteger(beds) || beds < 0) throw new RangeError(`a whole number from 0 is wanted, not ${beds}`);
  if (!(load > 0 && load < Infinity)) throw new RangeError(`a load above 0 is wanted, not ${load}`);
}
