/** Two places at once: how few of the first will do for each size of the second. */
import { type Range, spread } from "./bisect.js";
import { isPassedBy, isWorse, type Monotone, type SizePoint, type Sizes } from "./size.js";

/** Sizes of the second place that are looked at. */
const GRID = 7;

/** For one size of the second place, the fewest of the first; null where none in the range will do. */
export interface FrontierPoint {
  second: number;
  point: SizePoint | null;
}

export interface Frontier {
  points: FrontierPoint[];
  /**
   * The point that costs least a year, or, where nothing has a price, that wants fewest in all; null where nothing will do, and
   * where none at all of the first does beside every size of the second, so that the targets do not hang on it.
   */
  best: SizePoint | null;
  /** Whether more of the second place was never worse; where it was, the smaller size is no answer. */
  monotone: Monotone;
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
  const worse = await outOfOrder(sizes, points);
  const none = await sizes.at(
    points.filter(({ point }) => point?.sizes[0] === 1 && first.least === 0).map(({ second }) => [0, second]),
  );
  const isEven = ({ second, point }: FrontierPoint) =>
    point?.sizes[0] === 0 || none.some((each) => each.sizes[1] === second && isPassedBy(sizes, each));
  const isUnbound = points.every(isEven);
  return {
    points,
    best: isUnbound ? null : bestOf(points.slice(worse === undefined ? 0 : worse + 1)),
    monotone: { ok: worse === undefined, why: worse === undefined ? [] : [outOfOrderWords(sizes, points, worse)] },
  };
}

/** Fewest of the first place beside a size of the second, sought from `start` outwards; none at all, only where one will do too. */
async function fewestBeside(sizes: Sizes, second: number, { from: least, to }: Range, start: number) {
  const at = async (size: number) => (await sizes.at([[size, second]]))[0] as SizePoint;
  const from = Math.max(1, least);
  let above = await at(Math.max(from, start));
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
  if (least > 0 || above.sizes[0] !== 1) return above;
  const none = await at(0);
  return none.meets ? none : above;
}

/** The last point but one beside whose neighbour, with more of the second place, the same of the first is clearly not enough. */
async function outOfOrder(sizes: Sizes, points: readonly FrontierPoint[]): Promise<number | undefined> {
  for (let i = points.length - 2; i >= 0; i--) {
    const [{ point: fewer }, { point: more, second }] = [points[i]!, points[i + 1]!];
    if (fewer === null || (more !== null && more.sizes[0]! <= fewer.sizes[0]!)) continue;
    const [same] = await sizes.at([[fewer.sizes[0]!, second]]);
    if (sizes.targets.some((target) => isWorse(sizes, target, fewer, same!))) return i;
  }
  return undefined;
}

function outOfOrderWords({ places }: Sizes, points: readonly FrontierPoint[], i: number): string {
  const [first, second] = places;
  const [{ point: fewer, second: less }, { point: wanted, second: more }] = [points[i]!, points[i + 1]!];
  const then = wanted === null ? "no number tried" : `only ${wanted.sizes[0]}`;
  return (
    `beside ${less} ${second!.counts} of ${second!.label} ${fewer!.sizes[0]} ${first!.counts} of ${first!.label} keep the targets, ` +
    `yet beside ${more} ${then} would: more is not always better here, and ${less === 0 ? "0 is" : `${less} or fewer are`} no answer`
  );
}

function bestOf(points: readonly FrontierPoint[]): SizePoint | null {
  const found = points.flatMap(({ point }) => point ?? []);
  const worth = ({ cost, sizes }: SizePoint) => cost?.mean ?? sizes.reduce((a, b) => a + b, 0);
  return found.reduce<SizePoint | null>((best, point) => (best && worth(best) <= worth(point) ? best : point), null);
}
