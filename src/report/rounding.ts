/**
 * How finely a figure is shown: as finely as its interval deserves. The half-width of the interval is 2 to 20 units of the
 * last digit shown: its second significant digit where it begins with 1, else its first (near the rule of the Particle Data
 * Group, "Review of Particle Physics", §5.3).
 */

/** The power of ten to which a figure with this half-width is rounded. Without an interval, three digits but whole numbers in full. */
export function stepOf(figure: number, half: number): number {
  if (!Number.isFinite(half) || half <= 0) return figure === 0 ? 1 : Math.min(1, power(exponent(figure) - 2));
  return power(exponent(half / 2));
}

/** The step for a paired difference: `least` or coarser; a tenth of it where that keeps a clear interval from touching nought. */
export function stepOfDifference(
  { difference, low, high }: { difference: number; low: number; high: number },
  least: number,
): number {
  let step = Math.max(least, stepOf(difference, (high - low) / 2));
  const nearest = Math.min(Math.abs(low), Math.abs(high));
  const clear = Number.isFinite(nearest) && nearest > 0 && low > 0 === high > 0;
  while (clear && step > least / 10 && roundTo(nearest, step) === 0) step = power(exponent(step) - 1);
  return step;
}

/** The nearest multiple of a power of ten, halves away from nought. */
export function roundTo(value: number, step: number): number {
  const whole = Math.round(Number((Math.abs(value) / step).toPrecision(12)));
  return Number((Math.sign(value) * whole * step).toPrecision(15));
}

/** Digits after the point that a power of ten asks for. */
export function decimals(step: number): number {
  return Math.max(0, -exponent(step));
}

function exponent(value: number): number {
  return value === 0 ? 0 : Number(value.toExponential(9).split("e")[1]);
}

function power(of: number): number {
  return Number(`1e${of}`);
}
