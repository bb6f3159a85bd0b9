import { comparisonOf, measureOf } from "../../report/look-up.js";
import { namesFor } from "../../report/names.js";
import { rowsFor } from "../../report/rows.js";
import { sentence, verdictOf } from "../../report/verdicts.js";
import type { Shown } from "./shown.js";

/** Sentences read out at once. */
const MOST = 3;

/** Progress for eyes, and the clearest results in a sentence each for a screen reader, said when they first come and when they are done. */
export function Spoken({ shown, of }: { shown: Shown | undefined; of: number }) {
  const done = shown?.length === "whole" ? shown.replications : 0;
  const isDone = done >= of;
  return (
    <>
      <p class="progress">
        {isDone
          ? `Done: ${done} replications.`
          : `${done} of ${of} replications of the whole run; intervals narrow as they arrive.`}
      </p>
      <p class="nhsuk-u-visually-hidden" role="status">
        {shown === undefined
          ? ""
          : shown.isFirst
            ? FIRST
            : `${isDone ? "Final results" : "First results"}: ${said(shown)}`}
      </p>
    </>
  );
}

const FIRST = "First look: the table has figures; nothing is sure before the whole run.";

function said({ findings }: Shown): string {
  const option = findings.scenarios[1];
  if (option === undefined) return "the baseline is ready.";
  const clear = rowsFor(findings, namesFor(findings)).flatMap((row) => {
    const of = row.isKey ? comparisonOf(findings, option, row) : undefined;
    const baseline = measureOf(findings.scenarios[0]!, row);
    return of && baseline && verdictOf(of) === "likely" ? [sentence(row.subject, of, baseline.mean)] : [];
  });
  return clear.length === 0 ? "no clear difference." : `${clear.slice(0, MOST).join(". ")}.`;
}
