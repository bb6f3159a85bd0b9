/** The figures of a sizing as tables: every size that was tried, or the frontier between two places. */
import type { SizeFindings } from "../experiment/size-findings.js";
import type { Cell, Table } from "./document.js";
import { fineBound, limitStep } from "./size-margin.js";
import { number, percent, type SaidDifference, sayDifference, sayEstimate } from "./words.js";

type Point = SizeFindings["points"][number];
type Asked = SizeFindings["targets"][number];
type Estimated = { mean: number | null; low: number | null; high: number | null };

/** Of one place: what each size that was tried showed, and how it was judged. */
export function pointTable(findings: SizeFindings): Table {
  const [place] = findings.places;
  const isOne = findings.targets.length === 1;
  return {
    kind: "table",
    id: "sizes",
    caption: "Every size that was tried",
    columns: [
      { heading: place!.counts, align: "number" },
      ...findings.targets.flatMap((target) => targetColumns(target, findings)),
      { heading: isOne ? "kept" : "all kept", align: "text" },
      ...(isOne ? [{ heading: "kept in runs", align: "number" as const }] : []),
      ...costColumn(findings),
    ],
    rows: findings.points.map((point) => ({
      cells: [
        { text: mark(number(point.sizes[0]!), point, findings) },
        ...judged(point, findings),
        { text: point.meets ? "yes" : "no" },
        ...(isOne ? [runs(point)] : []),
        ...cost(point, findings),
      ],
    })),
    notes: [
      `▸ the answer. Means with half of their 95 % interval. A target counts as kept where its mean keeps the limit with ${percent(findings.confidence)} confidence: where “sure” does. That asks about one side only, and so lies nearer to the mean than ± does.`,
    ],
  };
}

/** Of two places: beside each size of the second the fewest of the first. */
export function frontierTable(findings: SizeFindings): Table {
  const [first, second] = findings.places;
  const blank = [...findings.targets.flatMap(() => [0, 1]), ...costColumn(findings)];
  return {
    kind: "table",
    id: "frontier",
    caption: "The fewest of the first place for each size of the second",
    columns: [
      { heading: `${second!.counts} of ${second!.label}`, align: "number" },
      { heading: `${first!.counts} of ${first!.label}`, align: "number" },
      ...findings.targets.flatMap((target) => targetColumns(target, findings)),
      ...costColumn(findings),
    ],
    rows: (findings.frontier ?? []).map(({ second: of, point }) => ({
      cells: [
        { text: mark(number(of), point, findings) },
        ...(point === null
          ? [{ text: `none up to ${first!.to}` }, ...blank.map(() => ({ text: "–" }))]
          : [{ text: number(point.sizes[0]!) }, ...judged(point, findings), ...cost(point, findings)]),
      ],
    })),
    notes: [
      `▸ the answer. Means with half of their 95 % interval; “sure”: where each mean is with ${percent(findings.confidence)} confidence, one side asked about.`,
    ],
  };
}

function targetColumns({ text, unit, side }: Asked, { confidence }: SizeFindings): Table["columns"] {
  const isPlain = unit === "share" || unit.startsWith("£");
  return [
    { heading: text, ...(!isPlain && { unit }), align: "number" },
    { heading: `${percent(confidence)} sure: at ${side}`, align: "number" },
  ];
}

function judged(point: Point, { targets }: SizeFindings): Cell[] {
  return targets.flatMap((target, t) => {
    const at = point.targets[t]!;
    const quantity = at.bound === null || !isKnown(at.mean) ? {} : { quantity: { value: at.bound, unit: target.unit } };
    return [
      estimated(at, target.unit, limitStep(target.limit)),
      { text: at.bound === null || !isKnown(at.mean) ? "–" : fineBound(at.bound, target), ...quantity },
    ];
  });
}

function runs(point: Point): Cell {
  const { met } = point.targets[0]!.inRuns;
  return { text: percent(met), quantity: { value: met, unit: "share" } };
}

function costColumn({ points }: SizeFindings): Table["columns"] {
  return points.some((point) => point.cost !== null) ? [{ heading: "cost a year", align: "number" }] : [];
}

function cost(point: Point, findings: SizeFindings): Cell[] {
  if (costColumn(findings).length === 0) return [];
  return [point.cost === null ? { text: "–" } : estimated(point.cost, "£ per year")];
}

/** A mean that there is; that of nobody is NaN, and null once it has been JSON. */
export function isKnown(mean: number | null): mean is number {
  return mean !== null && !Number.isNaN(mean);
}

/** A paired difference in words, its bounds open where one replication gives none; undefined where there is nobody to measure. */
export function saidDifference({ mean, low, high }: Estimated, unit: string): SaidDifference | undefined {
  if (!isKnown(mean)) return undefined;
  const bounds = { low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY };
  return sayDifference({ difference: mean, ...bounds, unit });
}

/** An estimate as a cell: its mean, half its interval, and the number itself for spreadsheets; rounded as its interval deserves, or to a step. */
export function estimated(of: Estimated, unit: string, step?: number): Cell {
  if (!isKnown(of.mean)) return { text: "nobody" };
  const [low, high] = [of.low ?? Number.NEGATIVE_INFINITY, of.high ?? Number.POSITIVE_INFINITY];
  const { value, spread } = sayEstimate({ mean: of.mean, low, high, unit, step });
  const bounds = of.low === null || of.high === null ? {} : { low: of.low, high: of.high };
  return { text: value, ...(spread !== null && { under: spread }), quantity: { value: of.mean, ...bounds, unit } };
}

function mark(text: string, point: Point | null, { answer }: SizeFindings): string {
  return point !== null && answer !== null && String(point.sizes) === String(answer.sizes) ? `▸ ${text}` : text;
}
