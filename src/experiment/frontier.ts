/** Two places at once: how few of the first will do for each size of the second. */
import { type Range, spread } from "./bisect.js";
import type { SizePoint, Sizes } from "./size.js";

/** Sizes of the second place that are looked at. */
const GRID = 7;

/** For one size of the second place, the fewest of the first; null where none in the range will do. */
export interface FrontierPoint {
  second: number;
  point: SizePoint | null;
}

export interface Frontier {
  points: FrontierPoint[];
  /** The point that costs least a year, or, where nothing has a price, that wants fewest in all; null where nothing will do. */
  best: SizePoint | null;
}

/**
 * Walks the second place's range from its low end; the search for the first place's size starts from the answer before it, because
 * neighbouring answers are alike, and strides away from there in doubling steps before it halves the gap.
 */
export async function frontier(sizes: Sizes, first: Range, second: Range): Promise<Frontier> {
  const seconds = spread(second.from, second.to, GRID);
  const points: FrontierPoint[] = [];
  let start = Math.round((first.from + first.to) / 2);
  for (const [i, other] of seconds.entries()) {
    const perSecond = Math.ceil(Math.log2(first.to - first.from + 2));
    sizes.trials.foresee(perSecond * (seconds.length - i));
    const found = await fewestBeside(sizes, other, first, start);
    points.push({ second: other, point: found ?? null });
    start = found?.sizes[0] ?? first.to;
  }
  return { points, best: bestOf(points) };
}

/** Fewest of the first place beside a size of the second, sought from `start` outwards. */
async function fewestBeside(sizes: Sizes, second: number, { from, to }: Range, start: number) {
  const at = async (size: number) => (await sizes.at([[size, second]]))[0] as SizePoint;
  let above = await at(start);
  let below = from - 1;
  for (let stride = 1; !above.meets; stride *= 2) {
    below = above.sizes[0]!;
    if (below >= to) return undefined;
    above = await at(Math.min(to, below + stride));
  }
  for (let stride = 1; below < from && above.sizes[0]! > from; stride *= 2) {
    const tried = await at(Math.max(from, above.sizes[0]! - stride));
    if (tried.meets) above = tried;
    else below = tried.sizes[0]!;
  }
  while (above.sizes[0]! - below > 1 && below >= from) {
    const tried = await at(Math.floor((below + above.sizes[0]!) / 2));
    if (tried.meets) above = tried;
    else below = tried.sizes[0]!;
  }
  return above;
}

function bestOf(points: readonly FrontierPoint[]): SizePoint | null {
  const found = points.flatMap(({ point }) => point ?? []);
  const worth = ({ cost, sizes }: SizePoint) => cost?.mean ?? sizes.reduce((a, b) => a + b, 0);
  return found.reduce<SizePoint | null>((best, point) => (best && worth(best) <= worth(point) ? best : point), null);
}
