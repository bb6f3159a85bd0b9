import type { Findings, MeasureFinding } from "../experiment/findings.js";
import type { Observed } from "../scenario/observed.js";
import type { Register } from "./assumptions.js";
import { quantityOf } from "./cells.js";
import { type Block, type Cell, paragraph, type Table, type Text } from "./document.js";
import { baselineOf, measureOf } from "./look-up.js";
import type { Names } from "./names.js";
import { capital, counted, NBSP, number, percent, sayEstimate } from "./words.js";

const USE: Record<Observed["use"], string> = {
  fit: "fitted to it",
  check: "not fitted: a check",
  input: "its own assumption: no check",
  context: "another year or place",
};

/** The model against the world: real figures beside what the baseline gives. */
export function observedBlocks(findings: Findings, names: Names, register: Register): Block[] {
  const observed = findings.observed ?? [];
  if (observed.length === 0)
    return [
      paragraph(
        "Nobody has yet written down what the real system shows: there is no observed.csv beside the baseline. Until there is, that the baseline resembles the place it is named after is a belief.",
      ),
    ];
  const pairs = observed.map((of) => ({ of, simulated: simulatedOf(findings, of) }));
  const checked = pairs.filter(
    ({ of, simulated }) => simulated !== undefined && of.use !== "context" && of.use !== "input",
  );
  const within = checked.filter(({ of, simulated }) => isWithin(of, simulated));
  const own = checked.filter(({ of }) => of.use === "check");
  if (checked.length === 0)
    return [
      paragraph("None of these figures is one that the baseline can be held against."),
      observedTable(pairs, findings, names, register),
    ];
  return [
    paragraph(
      `Of ${counted(checked.length, "real figure")} that the baseline can be held against, it is within the range of ${number(within.length)}${own.length === 0 ? "; it was fitted to all of them, so this is no proof" : `; ${number(own.filter((p) => within.includes(p)).length)} of the ${number(own.length)} to which it was not fitted among them`}. ${pairs.length - pairs.filter((p) => p.simulated !== undefined).length === 0 ? "" : "Figures that the model does not measure are listed too."}`.trim(),
    ),
    observedTable(pairs, findings, names, register),
  ];
}

interface Pair {
  of: Observed;
  simulated: MeasureFinding | undefined;
}

function simulatedOf(findings: Findings, { measure, place }: Observed): MeasureFinding | undefined {
  return measureOf(baselineOf(findings), { measure, place, group: null });
}

function isWithin({ value, low = value, high = value }: Observed, simulated: MeasureFinding | undefined): boolean {
  return simulated !== undefined && simulated.mean >= low && simulated.mean <= high;
}

function observedTable(pairs: Pair[], findings: Findings, names: Names, register: Register): Table {
  return {
    kind: "table",
    id: "observed",
    caption: `${baselineOf(findings).name}: the model against real figures`,
    columns: [
      { heading: "What", align: "text" },
      { heading: "Observed", unit: "range", align: "number" },
      { heading: "The model", unit: "95 % interval", align: "number" },
      { heading: "How they compare", align: "text" },
      { heading: "Where and when it was observed", align: "text" },
    ],
    rows: pairs.map(({ of, simulated }) => ({
      cells: [
        { text: what(of, names), under: of.note },
        observedCell(of, simulated),
        simulatedCell(simulated),
        { text: verdict(of, simulated), ...(simulated !== undefined && { under: USE[of.use] }) },
        { text: where(of, register) },
      ],
    })),
    notes: [
      "Years and places differ from the baseline’s: a match says that the model is of the right size, not that it is this place in that year.",
    ],
  };
}

function what({ measure, place }: Observed, names: Names): string {
  const words = measure.replaceAll("-", " ");
  return place === null ? capital(words) : `${names.of(place)}: ${words}`;
}

/** Shown in the unit of the model's measure where there is one, so that the two can be compared at sight. */
function observedCell({ value, low, high, unit }: Observed, simulated: MeasureFinding | undefined): Cell {
  const isShare = (simulated?.unit ?? unit).startsWith("share");
  const say = (of: number) => (isShare ? percent(of, 0.1) : number(of, stepFor(of)));
  return {
    text: isShare ? say(value) : `${say(value)}${simulated === undefined && unit !== "" ? `${NBSP}${unit}` : ""}`,
    ...(low !== undefined && high !== undefined && low !== high && { under: `${say(low)} to ${say(high)}` }),
    quantity: { value, ...(low !== undefined && { low }), ...(high !== undefined && { high }), unit },
  };
}

function stepFor(value: number): number {
  if (Number.isInteger(value)) return 1;
  return Math.abs(value) < 10 ? 0.01 : 0.1;
}

function simulatedCell(simulated: MeasureFinding | undefined): Cell {
  if (simulated === undefined) return { text: "not measured" };
  const { value, spread } = sayEstimate(simulated);
  return { text: value, ...(spread !== null && { under: spread }), quantity: quantityOf(simulated.mean, simulated) };
}

function verdict(of: Observed, simulated: MeasureFinding | undefined): string {
  if (simulated === undefined) return "cannot be compared";
  if (of.low !== undefined && of.high !== undefined && of.low !== of.high && isWithin(of, simulated))
    return "within the range";
  if (of.value === 0) return simulated.mean === 0 ? "equal" : "off";
  const off = simulated.mean / of.value - 1;
  if (Math.abs(off) < 0.005) return "equal to within 0.5\u00a0%";
  const words = `${percent(Math.abs(off))} ${off > 0 ? "above" : "below"}`;
  return of.low === undefined || of.high === undefined || of.low === of.high ? words : `outside: ${words}`;
}

function where({ area, year, source }: Observed, register: Register): Text {
  const title = register[source]?.title ?? source;
  return [[area, year].filter((part) => part !== "").join(", "), title].filter((part) => part !== "").join(". ");
}
