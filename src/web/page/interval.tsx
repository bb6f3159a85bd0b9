import type { Comparison } from "../../experiment/findings.js";

const WIDTH = 120;
const HALF = WIDTH / 2;
const HEIGHT = 22;

/** A difference as a dot with its interval about an upright line at nought; the table beside it has the figures. `within`: the scale. */
export function Interval({ of: { difference, low, high, clear }, within }: { of: Comparison; within?: number }) {
  const most = within ?? Math.max(Math.abs(low), Math.abs(high), Math.abs(difference));
  if (!Number.isFinite(most) || most === 0) return null;
  const x = (value: number) => HALF + (value / most) * (HALF - 8);
  return (
    <svg class="interval" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line x1={HALF} x2={HALF} y1={1} y2={HEIGHT - 1} class="interval__nought" />
      <line
        x1={x(low)}
        x2={x(high)}
        y1={HEIGHT / 2}
        y2={HEIGHT / 2}
        class={clear ? "interval__clear" : "interval__unclear"}
      />
      <circle cx={x(difference)} cy={HEIGHT / 2} r={5} class={clear ? "interval__dot" : "interval__ring"} />
    </svg>
  );
}
