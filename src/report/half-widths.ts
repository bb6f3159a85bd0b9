import type { Findings } from "../experiment/findings.js";
import { quantityOf } from "./cells.js";
import type { Cell, Table } from "./document.js";
import { baselineOf, measureOf } from "./look-up.js";
import type { Row } from "./rows.js";
import { counted, number, percent, sayEstimate } from "./words.js";

/** Whether a figure is nought as far as it is printed: a ratio to it means nothing. */
export function isNought(printed: string): boolean {
  return !/[1-9]/.test(printed);
}

/** How precisely the baseline's means are known: their half-widths, in their unit and as a share of the mean. */
export function halfWidthsTable(findings: Findings, rows: Row[]): Table {
  const baseline = baselineOf(findings);
  return {
    kind: "table",
    id: "half-widths",
    caption: "How precisely chance lets the baseline’s means be known",
    columns: [
      { heading: "Measure", align: "text" },
      { heading: "Mean", align: "number" },
      { heading: "Half-width", unit: "of the 95 % interval", align: "number" },
      { heading: "Half-width", unit: "share of the mean", align: "number" },
      { heading: "Between replications", unit: "standard deviation", align: "number" },
    ],
    rows: rows.flatMap((row) => {
      const own = measureOf(baseline, row);
      if (own === undefined) return [];
      const { value, spread } = sayEstimate(own);
      const quantity = quantityOf(own.mean, own);
      const half = quantity.high === undefined ? undefined : quantity.high - own.mean;
      const cells: Cell[] = [
        { text: row.label },
        { text: value, quantity: { value: own.mean, unit: own.unit } },
        half === undefined
          ? { text: "not known" }
          : {
              text: spread?.replace(/^±\s*/, "") ?? (half === 0 ? "0" : "–"),
              quantity: { value: half, unit: own.unit },
            },
        half === undefined || isNought(value)
          ? { text: "–" }
          : {
              text: percent(half / Math.abs(own.mean), 0.1),
              quantity: { value: half / Math.abs(own.mean), unit: "share" },
            },
        {
          text: sayEstimate({ ...own, mean: own.sd, low: own.sd, high: own.sd }).value,
          quantity: { value: own.sd, unit: own.unit },
        },
      ];
      return [{ isPart: row.isPart, cells }];
    }),
    notes: [
      `Student’s t over ${counted(findings.identity.replications, "replication")}. Differences between scenarios are known more precisely than this, because they are paired. ${number(4)} times the replications halve a half-width.`,
      "– too small to print beside the mean; or a share of a mean that is nought as far as it is printed, which would say nothing.",
    ],
  };
}
