/**
 * How finely a figure is shown: as finely as its interval deserves, and no finer than people read.
 * Three significant digits of the figure, but neither finer than the second significant digit of the interval's
 * half-width nor coarser than half of that half-width (after the rule of the Particle Data Group, "Review of Particle
 * Physics", §5.3, made plainer).
 */

/** The power of ten to which a figure with this half-width is rounded. Without an interval, three digits but whole numbers in full. */
export function stepOf(figure: number, half: number): number {
  const third = power(exponent(figure) - 2);
  if (!Number.isFinite(half) || half <= 0) return Math.min(1, third);
  return Math.min(Math.max(third, power(exponent(half) - 1)), power(exponent(half / 2)));
}

/** The step for a paired difference, judged on the baseline's figure; fine enough that a clear interval never touches nought. */
export function stepOfDifference(baseline: number, { difference, low, high }: { difference: number; low: number; high: number }): number {
  let step = stepOf(baseline === 0 ? difference : baseline, (high - low) / 2);
  const nearest = Math.min(Math.abs(low), Math.abs(high));
  const clear = Number.isFinite(nearest) && nearest > 0 && low > 0 === high > 0;
  while (clear && roundTo(nearest, step) === 0) step = power(exponent(step) - 1);
  return step;
}

/** The nearest multiple of a power of ten, halves away from nought; never −0. */
export function roundTo(value: number, step: number): number {
  const whole = Math.round(Number((Math.abs(value) / step).toPrecision(12)));
  return whole === 0 ? 0 : Number((Math.sign(value) * whole * step).toPrecision(15));
}

/** Digits after the point that a power of ten asks for. */
export function decimals(step: number): number {
  return Math.max(0, -exponent(step));
}

function exponent(value: number): number {
  return value === 0 ? 0 : Number(value.toExponential().split("e")[1]);
}

function power(of: number): number {
  return Number(`1e${of}`);
}
