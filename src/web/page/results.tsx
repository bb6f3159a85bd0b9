import { comparisonOf } from "../../report/look-up.js";
import { namesFor } from "../../report/names.js";
import { type Row, rowsFor } from "../../report/rows.js";
import { DAYS_PER_YEAR } from "../../scenario/units.js";
import { Interval } from "./interval.js";
import { judged, type Shown, saidOf } from "./shown.js";

/** What an option shows, beside what it is read against: the figures, the paired differences, and a picture of each. */
export function Results({ shown }: { shown: Shown }) {
  const { findings } = shown;
  const [baseline, option] = findings.scenarios;
  const rows = rowsFor(findings, namesFor(findings));
  return (
    <div class="scroll" role="region" aria-label="Results" tabIndex={0}>
      <table class="nhsuk-table results">
        <caption class="nhsuk-table__caption nhsuk-table__caption--s">{captionOf(shown)}</caption>
        <thead>
          <tr>
            <th scope="col">What is measured</th>
            <th scope="col" class="figure">
              {baseline!.name}
            </th>
            {option && (
              <th scope="col" class="figure">
                Difference of {option.name}
              </th>
            )}
            {option && (
              <th scope="col" class="results__picture">
                In a picture
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ResultRow key={row.label} row={row} shown={shown} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ResultRow({ row, shown }: { row: Row; shown: Shown }) {
  const [baseline, option] = shown.findings.scenarios;
  const own = saidOf(shown, baseline!, row);
  return (
    <tr class={row.isPart ? "results__part" : ""}>
      <th scope="row">{row.label}</th>
      <td class="figure">
        {own.value} <span class="quiet">{own.interval}</span>
      </td>
      {option && <Difference row={row} shown={shown} />}
    </tr>
  );
}

function Difference({ row, shown }: { row: Row; shown: Shown }) {
  const option = shown.findings.scenarios[1]!;
  const { value, interval, kind } = saidOf(shown, option, row);
  const of = comparisonOf(shown.findings, option, row);
  const verdict = of && judged(shown, of);
  return (
    <>
      <td class={`figure results__${kind}`}>
        <strong>{value}</strong> <span class="quiet">{interval}</span>
        <span class="results__verdict">{verdict?.words}</span>
      </td>
      <td class="results__picture">{verdict && <Interval of={verdict.of} />}</td>
    </>
  );
}

/** What was run, over a table of it. */
export function captionOf({ length, replications, findings }: Shown): string {
  const { years } = findings.identity;
  const lives = `${replications} replications of ${inYears(years)}`;
  const isFirst = length === "look" || length === "glance";
  const isLook = length === "glance" ? "At a glance: " : isFirst ? "First look: " : "";
  const then = isFirst
    ? ", each begun after a short warm-up. The whole run follows and takes its place."
    : ", the same patients in each.";
  return `${isLook}${lives}${then} Intervals are 95 %.`;
}

function inYears(years: number): string {
  if (years < 0.95) return `${Math.round((years * DAYS_PER_YEAR) / 7)} weeks`;
  const rounded = Number(years.toFixed(1));
  return rounded === 1 ? "1 year" : `${rounded} years`;
}
