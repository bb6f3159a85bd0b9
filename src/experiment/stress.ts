/** Stress: what named shocks do to every option, and how far demand can grow before a target fails. */
import { dayNumber, daysLater } from "../scenario/dates.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { DAYS_PER_YEAR } from "../scenario/units.js";
import { fewestThatPass, type Range } from "./bisect.js";
import type { Sample } from "./compare.js";
import { type Estimate, estimate, isTold } from "./intervals.js";
import { observedPeriod, type Period } from "./periods.js";
import { demandLines, fitted, type Shock, settledOn, shockLines } from "./shocks.js";
import { targetAt } from "./size.js";
import type { Wanted } from "./target-words.js";
import { type Trials, valuesOf } from "./trials.js";
import type { ChangeLine } from "./variants.js";

/** A scenario to be stressed, and how variants of it are made. */
export interface Option {
  name: string;
  read: ReadScenario;
  variant: (lines: readonly ChangeLine[]) => ReadScenario;
}

/** A figure without and with a shock, over the same days; the difference is paired, replication by replication. */
export interface Shift {
  calm: Estimate;
  shocked: Estimate;
  difference: Estimate;
}

/** Whether a mean keeps a limit: yes or no where its whole 95 % interval lies on one side. */
export type Kept = "yes" | "no" | "unclear";

/** One measure of one option under one shock. */
export interface Shaken extends Shift {
  option: string;
  shock: string;
  target: string;
  /** Null where a measure is only watched, or there is nobody to measure. */
  keptCalm: Kept | null;
  keptShocked: Kept | null;
}

/** People whom the places of one option could not take at once under one shock: a place that is lost looks less full for that alone. */
export interface ShutOut {
  option: string;
  shock: string;
  /** Mean number who wait for a place, all places together. */
  waiting: Shift;
  /** People turned away, sent elsewhere or who gave up waiting over the days watched; counted at every place where it happens. */
  elsewhere: Shift;
}

/** How far all demand can grow with an option before a target fails; null: beyond what was looked at. */
export interface Headroom {
  option: string;
  target: string;
  /** Whole percent: kept with so much growth, and no longer with one more; negative: demand must fall. */
  growth: number | null;
  /** Fails even with demand as low as was looked at. */
  never: boolean;
}

/** Days after a shock that are still watched: what it leaves behind. */
const AFTERMATH = 56;
const DEMAND: Range = { from: 0, to: 24, least: -50, most: 192 };
/** Growth is measured after all dated changes where so many days of the run are left. */
const LEFT = 90;
const AWAY = ["refused", "diverted", "gave-up"];

/** Days that a shock is watched over: from its first to eight weeks after its last, or to the end of the run. */
export function watched({ from, until }: Shock, read: ReadScenario): Period {
  const after = daysLater(until, AFTERMATH);
  const { to } = observedPeriod(read);
  return { from, to: after < to ? after : to };
}

/** Every option without and with every shock, all for the same replications and days. */
export async function shaken(
  trials: Trials,
  options: readonly Option[],
  shocks: readonly Shock[],
  targets: readonly Wanted[],
): Promise<{ shaken: Shaken[]; shutOut: ShutOut[] }> {
  trials.foresee(options.length * shocks.length * 2);
  const found: Shaken[] = [];
  const shutOut: ShutOut[] = [];
  for (const { name, read, variant } of options)
    for (const shock of shocks) {
      const period = watched(shock, read);
      const [calm, shocked] = await trials.of([read, variant(shockLines(fitted(shock, read)))], [period, period]);
      for (const target of targets) {
        const [before, after] = [valuesOf(calm!, target), valuesOf(shocked!, target)];
        found.push({ option: name, shock: shock.name, target: target.text, ...judged(target, shift(before, after)) });
      }
      const days = dayNumber(period.to) - dayNumber(period.from) + 1;
      const all = (measures: readonly string[], times = 1) =>
        shift(
          ...([calm!, shocked!].map((sample) => overPlaces(sample, read, measures, times)) as [number[], number[]]),
        );
      const [waiting, elsewhere] = [all(["waiting"]), all(AWAY, days / DAYS_PER_YEAR)];
      shutOut.push({ option: name, shock: shock.name, waiting, elsewhere });
    }
  return { shaken: found, shutOut };
}

/** The days over which growth of demand is measured: those after every dated change of the options, or the run if too few are left. */
export function growthPeriod(reads: readonly ReadScenario[]): Period {
  const whole = observedPeriod(reads[0]!);
  const settled = settledOn(reads);
  return dayNumber(whole.to) - dayNumber(settled) + 1 < LEFT ? whole : { from: settled, to: whole.to };
}

/** By bisection on whole percents of growth of all demand, for each option and target; all targets share what is simulated. */
export async function headroom(
  trials: Trials,
  options: readonly Option[],
  targets: readonly Wanted[],
  period: Period = growthPeriod(options.map(({ read }) => read)),
): Promise<Headroom[]> {
  const found: Headroom[] = [];
  for (const { name, read, variant } of options) {
    const known = new Map<number, boolean[]>();
    const learn = async (growths: number[]) => {
      const fresh = growths.filter((growth) => !known.has(growth));
      const { scenario } = read.epochs[0]!;
      const samples = await trials.of(
        fresh.map((growth) => variant(demandLines(scenario, 1 + growth / 100))),
        fresh.map(() => period),
      );
      for (const [i, growth] of fresh.entries())
        known.set(
          growth,
          targets.map((target) => !targetAt(target, valuesOf(samples[i]!, target), 0.95).meets),
        );
    };
    for (const [t, target] of targets.entries()) {
      const fails = async (growths: number[]) => {
        await learn(growths);
        return growths.map((growth) => known.get(growth)![t] as boolean);
      };
      const { fewest } = await fewestThatPass(DEMAND, fails, (more) => trials.foresee(more));
      found.push({
        option: name,
        target: target.text,
        growth: fewest === undefined || fewest === DEMAND.least ? null : fewest - 1,
        never: fewest === DEMAND.least,
      });
    }
  }
  return found;
}

function shift(calm: number[], shocked: number[]): Shift {
  return {
    calm: estimate(calm),
    shocked: estimate(shocked),
    difference: estimate(shocked.map((value, r) => value - calm[r]!)),
  };
}

function judged(target: Wanted, of: Shift): Shift & Pick<Shaken, "keptCalm" | "keptShocked"> {
  return { ...of, keptCalm: keptBy(target, of.calm), keptShocked: keptBy(target, of.shocked) };
}

/** Whether a mean keeps a target, as far as its interval tells. */
export function keptBy({ side, limit }: Pick<Wanted, "side" | "limit">, { mean, low, high }: Estimate): Kept | null {
  if (!Number.isFinite(limit) || !isTold(mean)) return null;
  if (side === "most" ? high <= limit : low >= limit) return "yes";
  return (side === "most" ? low > limit : high < limit) ? "no" : "unclear";
}

/** Measures of all places but teams, for which people wait in a bed, summed; replication by replication. */
function overPlaces({ keys, values }: Sample, { epochs }: ReadScenario, measures: readonly string[], times: number) {
  const teams = new Set(epochs[0]!.scenario.places.flatMap(({ kind, name }) => (kind === "team" ? [name] : [])));
  const own = keys.flatMap(({ measure, place, group }, at) =>
    place !== null && group === null && measures.includes(measure) && !teams.has(place) ? [at] : [],
  );
  return values.map((of) => own.reduce((sum, at) => sum + (isTold(of[at]!) ? of[at]! : 0), 0) * times);
}
