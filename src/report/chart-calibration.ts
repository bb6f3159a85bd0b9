import type { TopLevelSpec } from "vega-lite";
import type { CalibrationFindings } from "../experiment/calibration-findings.js";
import { drawLite, widthOf } from "./charts.js";
import type { Panel } from "./document.js";
import { shorten } from "./fold.js";
import { BAND, BLUE, INK, QUIET } from "./palette.js";

const EACH = 26;

/** How far off each figure is, in its standard errors: before (hollow) and after (filled), beside a band of two. */
export async function calibrationPanel({ figures }: CalibrationFindings): Promise<Panel> {
  const values = figures.map(({ measure, place, from, observed, sd, before, after, prediction }) => ({
    name: shorten(`${measure}${place === null ? "" : `, ${place}`}${prediction === null ? "" : `, ${from}`}`, 48),
    before: (before.mean - observed) / sd,
    after: (after.mean - observed) / sd,
  }));
  const title = "Simulated less observed, in standard errors of the observed figure";
  const y = { field: "name", type: "nominal", sort: null, title: null, axis: { labelLimit: 320, ticks: false } };
  const x = (field: string) => ({ field, type: "quantitative", title });
  const svg = await drawLite(
    {
      width: 360,
      height: Math.max(2, values.length) * EACH,
      data: { values },
      layer: [
        {
          data: { values: [{ low: -2, high: 2 }] },
          mark: { type: "rect", color: BAND, opacity: 0.5 },
          encoding: { x: x("low"), x2: { field: "high" } },
        },
        { mark: { type: "rule", color: INK }, encoding: { x: { datum: 0, type: "quantitative" } } },
        { mark: { type: "rule", color: QUIET }, encoding: { x: x("before"), x2: { field: "after" }, y } },
        { mark: { type: "point", color: QUIET, fill: "white", size: 60, opacity: 1 }, encoding: { x: x("before"), y } },
        { mark: { type: "point", color: BLUE, filled: true, size: 70, opacity: 1 }, encoding: { x: x("after"), y } },
      ],
    } as unknown as TopLevelSpec,
    {
      title,
      description: values.map((v) => `${v.name}: ${v.after.toFixed(1)}, before ${v.before.toFixed(1)}`).join("; "),
    },
  );
  return { svg, title, width: widthOf(svg) };
}
