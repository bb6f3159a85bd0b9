import { comparisonOf, measureOf, type Wanted } from "../../report/look-up.js";
import { namesFor } from "../../report/names.js";
import { rowsFor } from "../../report/rows.js";
import { Interval } from "./interval.js";
import { captionOf } from "./results.js";
import { judged, type Shown, saidOf } from "./shown.js";

/** One line of the table. */
interface LineOf extends Wanted {
  label: string;
  isPart: boolean;
}

/** What a table shows: everything that planners ask, or only what a session looks at. */
interface Props {
  shown: Shown;
  only?: { measure: string; place?: string; label?: string }[];
}

/** Options side by side, each against the first. */
export function Compared({ shown, only }: Props) {
  const { findings } = shown;
  const [baseline, ...others] = findings.scenarios;
  return (
    <div class="scroll" role="region" aria-label="Options side by side" tabIndex={0}>
      <table class="nhsuk-table results">
        <caption class="nhsuk-table__caption nhsuk-table__caption--s">{captionOf(shown)}</caption>
        <thead>
          <tr>
            <th scope="col">What is measured</th>
            <th scope="col" class="figure">
              {baseline!.name}
            </th>
            {others.map(({ name }) => (
              <th key={name} scope="col" class="figure">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {linesOf(shown, only).map((row) => (
            <Line key={row.label} row={row} shown={shown} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ row, shown }: { row: LineOf; shown: Shown }) {
  const { findings } = shown;
  const [baseline, ...others] = findings.scenarios;
  const own = saidOf(shown, baseline!, row);
  const differences = others.map((other) => comparisonOf(findings, other, row));
  const within = Math.max(0, ...differences.flatMap((of) => (of ? [Math.abs(of.low), Math.abs(of.high)] : [])));
  return (
    <tr class={row.isPart ? "results__part" : ""}>
      <th scope="row">{row.label}</th>
      <td class="figure">
        {own.value} <span class="quiet">{own.interval}</span>
      </td>
      {others.map((other, i) => {
        const { value, interval, kind } = saidOf(shown, other, row);
        const of = differences[i];
        const verdict = of && judged(shown, of);
        return (
          <td key={other.name} class={`figure results__${kind}`}>
            <strong>{value}</strong> <span class="quiet">{interval}</span>
            <span class="results__verdict">{verdict?.words}</span>
            {verdict && <Interval of={verdict.of} within={within} />}
          </td>
        );
      })}
    </tr>
  );
}

function linesOf({ findings }: Shown, only: Props["only"]): LineOf[] {
  const names = namesFor(findings);
  if (only === undefined) return rowsFor(findings, names);
  return only
    .map(({ measure, place, label }) => ({
      measure,
      place: place ?? null,
      group: null,
      label:
        label ??
        [place === undefined ? "" : names.of(place), measure.replaceAll("-", " ")]
          .filter((part) => part !== "")
          .join(": "),
      isPart: false,
    }))
    .filter((line) => measureOf(findings.scenarios[0]!, line) !== undefined);
}
