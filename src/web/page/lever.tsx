import type { Names } from "../../report/names.js";
import type { Lever } from "../planning/levers.js";
import type { Move } from "../planning/option.js";
import { NumberBox } from "./number-box.js";

interface Props {
  lever: Lever;
  move: Move | undefined;
  names: Names;
  onMove: (move: Move | null) => void;
}

/** One lever: a slider and a box for the same number, what is written in the scenario, and what stands behind it. */
export function LeverField({ lever, move, names, onMove }: Props) {
  const value = standing(lever, move);
  const id = `lever-${lever.path.replaceAll(".", "-")}`;
  const label = names.path(lever.path);
  const unit = label.endsWith(`: ${lever.unit}`) ? "" : UNITS[lever.unit];
  return (
    <div class={`lever ${move ? "lever--moved" : ""}`}>
      <label class="nhsuk-label lever__label" for={id}>
        {label} {unit && <span class="lever__unit">{unit}</span>}
      </label>
      <div class="lever__controls">
        <div class="lever__track">
          <input
            type="range"
            aria-label={label}
            aria-describedby={`${id}-now`}
            min={lever.least}
            max={lever.most}
            step={lever.step}
            value={value}
            onInput={(event) => onMove(moveTo(lever, Number(event.currentTarget.value)))}
          />
          <Range lever={lever} />
        </div>
        <NumberBox
          id={id}
          describedBy={`${id}-now`}
          min={lever.least}
          max={lever.most}
          step={lever.step}
          value={value}
          onSet={(to) => onMove(moveTo(lever, to))}
        />
      </div>
      <p class="lever__now" id={`${id}-now`}>
        {now(lever, move)}
        {move && (
          <button type="button" class="link-button" onClick={() => onMove(null)}>
            Put back<span class="nhsuk-u-visually-hidden"> {label}</span>
          </button>
        )}
      </p>
      <details class="lever__source">
        <summary>
          Where it comes from<span class="nhsuk-u-visually-hidden">: {label}</span>
        </summary>
        <p>
          Written: {lever.written}. {behind(lever)}
        </p>
      </details>
    </div>
  );
}

const UNITS: Record<Lever["unit"], string> = {
  beds: "beds",
  places: "places",
  packages: "packages",
  "%": "per cent of what is written",
  times: "times as many",
};

/** The evidence's range, as a band under the slider. */
function Range({ lever: { least, most, low, high } }: { lever: Lever }) {
  if (low === undefined || high === undefined) return null;
  const share = (value: number) => (100 * (Math.min(most, Math.max(least, value)) - least)) / (most - least);
  return (
    <div class="lever__range" aria-hidden="true">
      <span style={{ left: `${share(low)}%`, right: `${100 - share(high)}%` }} />
    </div>
  );
}

function now(lever: Lever, move: Move | undefined): string {
  const { value, low, high, from } = lever;
  const was = move ? `was ${shown(lever, value)}` : "as in the scenario";
  const since = from === undefined ? "" : ` from ${from}, when its own changes are done`;
  const range =
    low === undefined || high === undefined ? "" : `; evidence: ${shown(lever, low)} to ${shown(lever, high)}`;
  return `${was}${since}${range} `;
}

function behind({ source, why }: Lever): string {
  if (source === undefined) return "Nothing is said of where it comes from.";
  if (source === "assumed") return `Assumed: ${why ?? "no reason given"}.`;
  return `Source: ${source}.${why === undefined ? "" : ` ${why}.`}`;
}

function shown({ unit }: Lever, value: number): string {
  const text = Number(value.toPrecision(4)).toLocaleString("en-GB");
  return unit === "%" ? `${text}\u00a0%` : text;
}

/** Where a lever stands after a move. */
export function standing({ value }: Lever, move: Move | undefined): number {
  if (move === undefined) return value;
  const to = move.verb === "add" ? value + move.by : move.verb === "scale" ? move.by * 100 : move.by;
  return Number(to.toPrecision(10));
}

/** The move that brings a lever to a value; null where it stands there already. */
function moveTo({ path, verb, value, least, most, from, step }: Lever, wanted: number): Move | null {
  const stepped = Number((Math.round(wanted / step) * step).toPrecision(10));
  const to = Math.min(most, Math.max(least, stepped));
  if (to === value) return null;
  const by = verb === "add" ? to - value : verb === "scale" ? to / 100 : to;
  return { path, verb, by, ...(from === undefined ? {} : { from }) };
}
