/** How one number that is not known may lie: the law from which its draws are taken. */
import { normalQuantileUpper } from "../engine/normal.js";
import { exp, log } from "../engine/real.js";
import type { Spread } from "../scenario/uncertain.js";

/** Standard normal deviates between which 95 % lie. */
const Z = 1.959963984540054;

/**
 * The value below which the share `u` of what the number may be lies. Low to high is read as a 95 % interval about the
 * value as its median: half a normal on each side of it, on the scale of logarithms where the number is positive, of log odds
 * where it is a share, so that 2.5 % lie below `low`, half below `value` and 2.5 % above `high`, however lopsided they are (the
 * three-quantile reading of an expert's judgement of O'Hagan et al., "Uncertain Judgements", 2006, ch. 6; here with normal halves).
 * Where a bound is the value itself, nothing is drawn on that side.
 *
 * @param u in (0, 1)
 */
export function drawn(of: Spread, u: number): number {
  const z = u < 0.5 ? -normalQuantileUpper(u) : normalQuantileUpper(1 - u);
  const x = Math.min(of.most, Math.max(of.least, placed(of, z / Z)));
  return of.whole ? Math.round(x) : x;
}

/** `steps` half-widths of the interval away from the value, on the number's own scale. */
function placed({ value, low, high, kind, most }: Spread, steps: number): number {
  const end = steps < 0 ? low : high;
  const far = Math.abs(steps);
  if (kind === "share" && low > 0 && high < most) {
    const odds = (share: number) => share / (most - share);
    const at = odds(value) * exp(far * log(odds(end) / odds(value)));
    return (most * at) / (1 + at);
  }
  if (kind !== "any" && low > 0) return value * exp(far * log(end / value));
  return value + far * (end - value);
}
