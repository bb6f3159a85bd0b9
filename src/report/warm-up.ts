import type { TopLevelSpec } from "vega-lite";
import type { Findings } from "../experiment/findings.js";
import type { WarmUpFindings, WarmUpPlace } from "../experiment/warm-up.js";
import { drawLite, widthOf } from "./charts.js";
import { type Block, type Figure, type Panel, paragraph, type Table } from "./document.js";
import type { Names } from "./names.js";
import { counted, list, number } from "./words.js";

const BATCH = 5;
/** The longest pictures can't tell more places apart. */
const MOST = 6;

/** On the screen: the warm-up that was found; nothing where it was given. */
export function warmUpLine({ warmUp }: Findings): string[] {
  if (warmUp === undefined) return [];
  if (warmUp.rule === "opening") return ["No warm-up: the run opens with the people that the scenario puts there."];
  const restless = warmUp.places.filter((p) => p.decides && !p.settled).map((p) => p.place);
  return warmUp.settled
    ? [`Warm-up: ${counted(warmUp.days, "day")}, found by MSER-5.`]
    : [
        `NO WARM-UP IS LONG ENOUGH: ${[...new Set(restless)].join(", ")} did not settle in ${counted(warmUp.pilotDays, "day")}.`,
      ];
}

/** In the paper: how the warm-up was found, with the picture of places filling and where each is cut. */
export async function warmUpBlocks({ warmUp }: Findings, names: Names): Promise<Block[]> {
  if (warmUp === undefined) return [];
  if (warmUp.rule === "opening")
    return [paragraph("There is no warm-up: every scenario says who is there on day one (its opening census).")];
  return [paragraph(howFound(warmUp)), await figure(warmUp, names)];
}

function howFound({ replications, pilotDays, days, settled, places }: WarmUpFindings): string {
  const how = `The warm-up was found by MSER-5 (White 1997) over the midnight census of each place of beds, in the mean of ${counted(replications, "replication")} of a pilot of ${counted(pilotDays, "day")} that starts empty, without seasons, growth and dated changes (Hoad, Robinson & Davies 2010).`;
  const slow = [...new Set(places.filter((p) => !p.decides && p.days > days).map((p) => p.place))];
  const slower = slow.length === 0 ? "" : ` Places other than beds may take longer: see the table.`;
  return settled
    ? `${how} The slowest of them settles after ${counted(days, "day")}, and all scenarios are given that long.${slower}`
    : `${how} Not all of them settle within it, so no warm-up is long enough; ${counted(days, "day")} were given.${slower}`;
}

async function figure(warmUp: WarmUpFindings, names: Names): Promise<Figure> {
  const [first] = warmUp.places;
  const drawn = warmUp.places.filter((p) => p.decides && p.scenario === first?.scenario).slice(0, MOST);
  return {
    kind: "figure",
    id: "figure-warm-up",
    title: warmUp.settled
      ? `Places of beds are full as they will be after ${counted(warmUp.days, "day")}`
      : "Not every place of beds settles",
    note: `${first?.scenario}: people in the place or waiting for it at midnight, means of five days over ${counted(warmUp.replications, "replication")}. What lies left of the upright line is cut. The vertical axes do not begin at nought.`,
    alt: `A line for each of ${list(drawn.map((p) => names.of(p.place)))}, rising from the empty start to its level. The days that are cut are in the table below.`,
    panels: await Promise.all(drawn.map((place) => panel(place, names))),
    tables: [table(warmUp, names)],
  };
}

async function panel(place: WarmUpPlace, names: Names): Promise<Panel> {
  const title = names.of(place.place);
  const values = place.series.map((people, i) => ({ day: (i + 0.5) * BATCH, people }));
  const spec = {
    width: 300,
    height: 150,
    title: { text: title, anchor: "start", fontSize: 13 },
    layer: [
      {
        data: { values },
        mark: { type: "line", color: "#005eb8", strokeWidth: 1.6 },
        encoding: {
          x: { field: "day", type: "quantitative", axis: { title: "day of the pilot", grid: false, tickCount: 6 } },
          y: { field: "people", type: "quantitative", scale: { zero: false }, axis: { title: null, tickCount: 5 } },
        },
      },
      {
        data: { values: [{ day: place.days }] },
        mark: { type: "rule", color: "#d5281b", strokeWidth: 2, strokeDash: [5, 3] },
        encoding: { x: { field: "day", type: "quantitative" } },
      },
    ],
  } as unknown as TopLevelSpec;
  const last = place.series.at(-1) ?? 0;
  const svg = await drawLite(spec, {
    title,
    description: `From ${number(place.series[0] ?? 0, 0.1)} in the first five days to ${number(last, 0.1)} in the last; cut after ${counted(place.days, "day")}.`,
  });
  return { svg, title, width: widthOf(svg) };
}

function table({ places }: WarmUpFindings, names: Names): Table {
  return {
    kind: "table",
    id: "table-warm-up",
    caption: "Days until each place settles",
    columns: [
      { heading: "Place", align: "text" },
      { heading: "Scenario", align: "text" },
      { heading: "Settles after", unit: "days", align: "number" },
      { heading: "Decides", align: "text" },
    ],
    rows: places.map((p) => ({
      cells: [
        { text: names.of(p.place) },
        { text: p.scenario },
        { text: p.settled ? number(p.days) : "does not" },
        { text: p.decides ? "yes" : "no" },
      ],
    })),
    notes: [
      "Places of beds decide. MSER-5: the cut that makes the mean of what is left most certain; it counts where it lies in the first half.",
    ],
  };
}
