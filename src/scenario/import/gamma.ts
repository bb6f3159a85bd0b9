/** The logarithm of the gamma function and its first two derivatives, for x above 0 (Abramowitz & Stegun 1964, §6.1.41, 6.3.18, 6.4.12). */
// @ts-expect-error the package has no types
import jstat from "jstat";

/** log Γ(x). */
export function logGamma(x: number): number {
  return jstat.gammaln(x) as number;
}

/** ψ(x): from x + 6 on by its asymptotic series, and ψ(x) = ψ(x + 1) − 1/x; within 1e-10. */
export function digamma(x: number): number {
  if (x < 8) return digamma(x + 1) - 1 / x;
  const y = 1 / (x * x);
  return Math.log(x) - 1 / (2 * x) - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y / 240)));
}

/** ψ′(x), in the same way. */
export function trigamma(x: number): number {
  if (x < 8) return trigamma(x + 1) + 1 / (x * x);
  const y = 1 / (x * x);
  return 1 / x + y / 2 + (y / x) * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y / 30)));
}
