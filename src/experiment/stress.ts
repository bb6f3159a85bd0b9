/** Stress: what named shocks do to every option, and how far demand can grow before a target fails. */
import { daysLater } from "../scenario/dates.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { fewestThatPass, type Range } from "./bisect.js";
import { type Estimate, estimate } from "./intervals.js";
import { observedPeriod, type Period } from "./periods.js";
import { demandLines, fitted, type Shock, shockLines } from "./shocks.js";
import { targetAt } from "./size.js";
import { keeps, type Wanted } from "./target-words.js";
import { type Trials, valuesOf } from "./trials.js";
import type { ChangeLine } from "./variants.js";

/** A scenario to be stressed, and how variants of it are made. */
export interface Option {
  name: string;
  read: ReadScenario;
  variant: (lines: readonly ChangeLine[]) => ReadScenario;
}

/** One measure of one option, without and with a shock, over the same days; the difference is paired, replication by replication. */
export interface Shaken {
  option: string;
  shock: string;
  target: string;
  calm: Estimate;
  shocked: Estimate;
  difference: Estimate;
  /** Whether the means keep the limit; null where a measure is only watched. */
  keptCalm: boolean | null;
  keptShocked: boolean | null;
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
): Promise<Shaken[]> {
  trials.foresee(options.length * shocks.length * 2);
  const found: Shaken[] = [];
  for (const { name, read, variant } of options)
    for (const shock of shocks) {
      const period = watched(shock, read);
      const [calm, shocked] = await trials.of([read, variant(shockLines(fitted(shock, read)))], [period, period]);
      for (const target of targets) {
        const [before, after] = [valuesOf(calm!, target), valuesOf(shocked!, target)];
        found.push({ option: name, shock: shock.name, target: target.text, ...compared(target, before, after) });
      }
    }
  return found;
}

/** By bisection on whole percents of growth of all demand, for each option and target; all targets share what is simulated. */
export async function headroom(
  trials: Trials,
  options: readonly Option[],
  targets: readonly Wanted[],
): Promise<Headroom[]> {
  const found: Headroom[] = [];
  for (const { name, read, variant } of options) {
    const known = new Map<number, boolean[]>();
    const learn = async (growths: number[]) => {
      const fresh = growths.filter((growth) => !known.has(growth));
      const { scenario } = read.epochs[0]!;
      const samples = await trials.of(fresh.map((growth) => variant(demandLines(scenario, 1 + growth / 100))));
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

function compared(target: Wanted, calm: number[], shocked: number[]) {
  const [before, after] = [estimate(calm), estimate(shocked)];
  const isTarget = Number.isFinite(target.limit);
  return {
    calm: before,
    shocked: after,
    difference: estimate(shocked.map((value, r) => value - calm[r]!)),
    keptCalm: isTarget ? keeps(target, before.mean) : null,
    keptShocked: isTarget ? keeps(target, after.mean) : null,
  };
}
