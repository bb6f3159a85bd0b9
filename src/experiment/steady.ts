import type { Legend } from "../care/plan.js";
import type { WeeklyCensus } from "./census.js";
import { estimate, moments } from "./intervals.js";

const YEAR_OF_WEEKS = 52;
/** Load from which a queue is said to grow without end. */
const FULL_LOAD = 1;
/** A drift smaller than this share of the level, or than one person, is nobody's concern. */
const CONCERN = 0.05;

/** Of the three numbers of each week. */
const WAITING = 2;

/** `told: false` where it can't be told; `ok` then means that nothing was found. */
export interface Steadiness {
  ok: boolean;
  told?: false;
  why: string;
}

/**
 * Whether the system is in a steady state while it is observed: the last stretch is compared with the first, replication
 * by replication. Whole years are compared where there are two, so that seasons cancel; otherwise halves. A place drifts when
 * the paired 95 % interval leaves out nought and the change is a concern. What dated changes do is meant, so only the weeks
 * after the last of them are looked at.
 *
 * A place is overloaded where people wait for it without end and ask, on the mean of all replications, for as much as it
 * has or more: its queue has no steady state, however short the run.
 *
 * @param loads of each replication, by place: see `loadsOf`
 * @param lastChange week in which the last dated change takes hold; 0 where there is none
 */
export function steadiness(
  legend: Legend,
  replications: WeeklyCensus[],
  lastChange: number,
  loads: number[][] = [],
): Steadiness {
  const over = overloads(legend, loads, replications);
  const drifting = drifts(legend, replications, lastChange);
  if (over.length === 0) return drifting;
  const overload = `More is asked than there is: ${over.join("; ")}. The queue grows for as long as the run lasts, and means tell how long it lasted; who still waits at the end is in no mean wait.`;
  return { ok: false, why: drifting.ok ? overload : `${overload} ${drifting.why}` };
}

/** `Ward, 104 % of its capacity, with 57 waiting at the end`. */
function overloads(legend: Legend, loads: number[][], replications: WeeklyCensus[]): string[] {
  return legend.places.flatMap(({ label }, p) => {
    const each = loads.map((of) => of[p]!);
    const isShut = each.length > 0 && each.every((load) => load === Number.POSITIVE_INFINITY);
    const { mean } = moments(each.filter(Number.isFinite));
    if (!isShut && !(mean >= FULL_LOAD)) return [];
    const what = isShut ? "where nobody comes in" : `${(mean * 100).toFixed(0)} % of its capacity`;
    return [`${label}, ${what}${waitingAtEnd(replications, p)}`];
  });
}

/** In the last week, on the mean of all replications; nothing where that is nobody. */
function waitingAtEnd(replications: WeeklyCensus[], place: number): string {
  const weeks = (replications[0]?.[place]?.length ?? 0) / 3;
  if (weeks < 1) return "";
  const { mean } = moments(replications.map((r) => meanOf(r[place]!, WAITING, weeks - 1, weeks)));
  return mean < 0.5 ? "" : `, with ${mean.toFixed(0)} waiting at the end`;
}

function drifts(legend: Legend, replications: WeeklyCensus[], lastChange: number): Steadiness {
  const weeks = (replications[0]?.[0]?.length ?? 0) / 3;
  const from = Math.min(weeks, lastChange);
  const span = weeks - from >= 2 * YEAR_OF_WEEKS ? YEAR_OF_WEEKS : Math.floor((weeks - from) / 2);
  const since = from > 0 ? "after the last dated change" : "observed";
  if (replications.length < 2 || span < 4)
    return {
      ok: true,
      told: false,
      why: `too few replications, or too little time ${since}, to tell a drift from chance`,
    };
  const found = legend.places.flatMap(({ label, kind }, p) =>
    kind === "caseload" ? [] : drift(label, p, replications, { from, weeks, span }),
  );
  const season = span === YEAR_OF_WEEKS ? "" : " The run is shorter than two years, so part of it may be the season.";
  const stretch = span === YEAR_OF_WEEKS ? "year" : "half of the time";
  if (found.length === 0) return { ok: true, why: `no place drifts from the first ${stretch} ${since} to the last` };
  return {
    ok: false,
    why: `From the first ${stretch} ${since} to the last: ${found.join("; ")}. Means over the run describe no steady state.${season}`,
  };
}

function drift(
  label: string,
  place: number,
  replications: WeeklyCensus[],
  { from, weeks, span }: { from: number; weeks: number; span: number },
): string[] {
  const texts: string[] = [];
  for (const [kind, what] of [
    [0, "occupied"],
    [WAITING, "waiting"],
  ] as const) {
    const first = replications.map((r) => meanOf(r[place]!, kind, from, from + span));
    const last = replications.map((r) => meanOf(r[place]!, kind, weeks - span, weeks));
    const change = estimate(last.map((value, r) => value - first[r]!));
    const level = estimate(first).mean;
    const isClear = change.low > 0 || change.high < 0;
    if (!isClear || Math.abs(change.mean) < Math.max(1, CONCERN * level)) continue;
    const direction = change.mean > 0 ? "rises" : "falls";
    texts.push(`${label}, ${what}, ${direction} from ${level.toFixed(1)} to ${(level + change.mean).toFixed(1)}`);
  }
  return texts;
}

function meanOf(weeks: Float64Array, kind: number, from: number, to: number): number {
  let sum = 0;
  for (let week = from; week < to; week++) sum += weeks[week * 3 + kind]!;
  return sum / (to - from);
}
