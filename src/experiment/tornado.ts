import { estimate, moments } from "./intervals.js";

/** What moving one number to its low and its high does to a measure, the others as they are written. */
export interface Bar {
  /** Position of the number. */
  number: number;
  low: Swing;
  high: Swing;
  /** From the lower of the two ends to the higher, with where nothing moves. */
  width: number;
}

/** A paired difference from the scenario as written, replication by replication, with half of its 95 % interval. */
export interface Swing {
  difference: number;
  /** Null with one replication. */
  half: number | null;
}

/** The measure by replication: as written, and with each number at its low and high. */
export interface Ends {
  written: ArrayLike<number>;
  low: ArrayLike<number>[];
  high: ArrayLike<number>[];
}

/** One bar a number, the widest first. Under common random numbers the differences vary far less than the measure. */
export function bars({ written, low, high }: Ends): Bar[] {
  const each = low.map((values, number): Bar => {
    const ends = { low: swing(values, written), high: swing(high[number]!, written) };
    const reach = [0, ends.low.difference, ends.high.difference];
    return { number, ...ends, width: Math.max(...reach) - Math.min(...reach) };
  });
  return each.sort((a, b) => b.width - a.width || a.number - b.number);
}

function swing(values: ArrayLike<number>, from: ArrayLike<number>): Swing {
  const differences = Array.from(values, (value, r) => value - from[r]!);
  if (differences.length < 2) return { difference: moments(differences).mean, half: null };
  const { mean, high } = estimate(differences);
  return { difference: mean, half: high - mean };
}
