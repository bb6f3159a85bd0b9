/**
 * Acute beds held for want of a community bed, solved exactly. Patients come at random and are refused where no acute
 * bed is free; after an exponential acute stay some need a community bed and keep the acute bed until they get it. The
 * three counts (in acute treatment, blocked, in community beds) are a finite Markov chain, and its long-run shares of
 * time give every figure.
 */
import { stationary } from "./exact-markov.js";

/** The system: two places in a row. */
export interface Tandem {
  /** Arrivals a day. */
  arrivals: number;
  acuteBeds: number;
  communityBeds: number;
  /** Mean acute treatment, days. */
  acuteStay: number;
  /** Mean community stay, days. */
  communityStay: number;
  /** Chance of needing a community bed after the acute stay. */
  chance: number;
}

/** Long-run figures of a tandem. */
export interface TandemFigures {
  /** Share of arrivals refused. */
  refused: number;
  /** Mean acute beds in use, the blocked included. */
  acute: number;
  /** Mean acute beds held by patients who are ready to leave. */
  blocked: number;
  /** Mean community beds in use. */
  community: number;
  /** Mean days an acute bed is held, per patient who goes on to the community. */
  delay: number;
}

/**
 * One state: patients in acute treatment, and patients past it who are in a community bed or hold an acute bed for one.
 * Nobody is blocked while a community bed is free, so `onward` says both.
 */
interface State {
  treated: number;
  onward: number;
}

/**
 * Long-run figures of acute beds blocked by a full community hospital, to rounding.
 * Needs memory for the square of the number of states: 20 and 10 beds make 441 states and take some 20 ms.
 * @throws {RangeError} where a number of beds is no whole number from 1, or a rate, stay or chance makes no sense
 */
export function blockedTandem(tandem: Tandem): TandemFigures {
  checkTandem(tandem);
  const states = statesOf(tandem);
  const shares = stationary(states.length, flowsOf(tandem, states));
  const mean = (count: (s: State) => number) => states.reduce((sum, s, i) => sum + shares[i]! * count(s), 0);
  const blocked = mean((s) => blockedIn(tandem, s));
  const refused = mean((s) => (inAcute(tandem, s) === tandem.acuteBeds ? 1 : 0));
  return {
    refused,
    blocked,
    acute: mean((s) => inAcute(tandem, s)),
    community: mean((s) => s.onward - blockedIn(tandem, s)),
    // Little's law: those blocked = those who go on, a day, times their days of delay.
    delay: blocked / (tandem.arrivals * (1 - refused) * tandem.chance),
  };
}

const blockedIn = (t: Tandem, s: State) => Math.max(0, s.onward - t.communityBeds);
const inAcute = (t: Tandem, s: State) => s.treated + blockedIn(t, s);

function statesOf(t: Tandem): State[] {
  const states: State[] = [];
  for (let onward = 0; onward <= t.communityBeds + t.acuteBeds; onward++)
    for (let treated = 0; inAcute(t, { treated, onward }) <= t.acuteBeds; treated++) states.push({ treated, onward });
  return states;
}

/** Every move that can happen, as [from, to, per day]. */
function flowsOf(t: Tandem, states: State[]): [number, number, number][] {
  const index = new Map(states.map((s, i) => [`${s.treated},${s.onward}`, i]));
  const at = (treated: number, onward: number) => index.get(`${treated},${onward}`)!;
  return states.flatMap(({ treated, onward }, from): [number, number, number][] => {
    const leaving = treated / t.acuteStay;
    const discharged = (onward - blockedIn(t, { treated, onward })) / t.communityStay;
    const moves: [number, number, number][] = [];
    if (inAcute(t, { treated, onward }) < t.acuteBeds) moves.push([from, at(treated + 1, onward), t.arrivals]);
    if (treated > 0) moves.push([from, at(treated - 1, onward + 1), leaving * t.chance]);
    if (treated > 0) moves.push([from, at(treated - 1, onward), leaving * (1 - t.chance)]);
    if (onward > 0) moves.push([from, at(treated, onward - 1), discharged]);
    return moves;
  });
}

function checkTandem(t: Tandem): void {
  for (const beds of [t.acuteBeds, t.communityBeds])
    if (!Number.isInteger(beds) || beds < 1) throw new RangeError(`beds must be a whole number from 1, not ${beds}`);
  for (const value of [t.arrivals, t.acuteStay, t.communityStay])
    if (!(value > 0)) throw new RangeError(`arrivals and stays must be above 0, not ${value}`);
  if (!(t.chance > 0 && t.chance <= 1))
    throw new RangeError(`the chance must be above 0 and at most 1, not ${t.chance}`);
}
