/** The search for the fewest of something that pass a test, where more should never be worse. */

/** Where to look: first from `from` to `to`, then, while the answer lies outside, down to `least` and up to `most`. */
export interface Range {
  from: number;
  to: number;
  least: number;
  most: number;
}

/** What was found: `fewest` is undefined where nothing in the range passes, and where only its low end does, so that more is worse. */
export interface Found {
  fewest: number | undefined;
  /** Every number looked at, in order, and whether it passed. */
  looked: [number, boolean][];
}

/** How many numbers are looked at first, evenly spread: they draw the curve and bracket the answer. */
const GRID = 7;

/**
 * Looks at a spread of whole numbers, then halves the gap that holds the answer until it is one wide. Where more is not always
 * better the answer is the first above the last failure that is followed by a pass: it has a failure right below it, or is the
 * lowest of a range in which all that were looked at pass. None at all is not the low end of some: it is looked at last, if one passes.
 *
 * @param passes tests several numbers at once
 * @param foresee is told how many more will be looked at, as far as is known
 */
export async function fewestThatPass(
  range: Range,
  passes: (sizes: number[]) => Promise<boolean[]>,
  foresee: (trials: number) => void = () => {},
): Promise<Found> {
  const looked = new Map<number, boolean>();
  const look = async (sizes: number[]) => {
    const fresh = sizes.filter((size) => !looked.has(size));
    const passed = await passes(fresh);
    for (const [i, size] of fresh.entries()) looked.set(size, passed[i] as boolean);
  };
  const [from, least] = range.least === 0 ? [Math.max(1, range.from), 1] : [range.from, range.least];
  const first = spread(from, range.to, GRID);
  foresee(first.length + halvings((range.to - from) / (GRID - 1)));
  await look(first);
  await reachUp(range, looked, look);
  if (isPassedBy(looked, from) && least < from) await look(spread(least, from, GRID));
  for (let gap = bracket(looked); gap && gap.above - gap.below > 1; gap = bracket(looked)) {
    foresee(halvings(gap.above - gap.below));
    await look([Math.floor((gap.below + gap.above) / 2)]);
  }
  if (range.least === 0 && answerOf(looked) === 1) await look([0]);
  return { fewest: answerOf(looked), looked: inOrder(looked) };
}

/** Up to `n` whole numbers evenly spread over a range, its ends among them. */
export function spread(from: number, to: number, n: number): number[] {
  const each = Array.from({ length: n }, (_, i) => Math.round(from + ((to - from) * i) / Math.max(1, n - 1)));
  return [...new Set(each)];
}

/** Numbers that pass although more was looked at that fails: empty where more is never worse. */
export function outOfOrder(looked: readonly [number, boolean][]): { passes: number; fails: number }[] {
  return looked.flatMap(([size, passed], i) => {
    const worse = passed ? looked.slice(i + 1).find(([, later]) => !later) : undefined;
    return worse === undefined ? [] : [{ passes: size, fails: worse[0] }];
  });
}

async function reachUp({ to, most }: Range, looked: Map<number, boolean>, look: (sizes: number[]) => Promise<void>) {
  for (let top = to; !isPassedBy(looked, top) && top < most; ) {
    const next = Math.min(most, top * 2);
    await look(spread(top, next, 3));
    top = next;
  }
}

function isPassedBy(looked: Map<number, boolean>, size: number): boolean {
  return looked.get(size) === true;
}

function answerOf(looked: Map<number, boolean>): number | undefined {
  const found = inOrder(looked);
  const last = found.findLastIndex(([, passed]) => passed);
  const fails = found.slice(0, Math.max(0, last)).findLastIndex(([, passed]) => !passed);
  const isOnlyLowEnd = fails < 0 && last < found.length - 1;
  return last < 0 || isOnlyLowEnd ? undefined : (found[fails + 1] as [number, boolean])[0];
}

/** The answer so far and the nearest below it that fails; undefined where nothing below it was looked at, or nothing passes. */
function bracket(looked: Map<number, boolean>): { below: number; above: number } | undefined {
  const above = answerOf(looked);
  const below = inOrder(looked).findLast(([size]) => above !== undefined && size < above)?.[0];
  return above === undefined || below === undefined ? undefined : { below, above };
}

function inOrder(looked: Map<number, boolean>): [number, boolean][] {
  return [...looked].sort(([a], [b]) => a - b);
}

function halvings(gap: number): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(1, gap))));
}
