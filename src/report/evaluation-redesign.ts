import type { EvaluatedRedesign, EvaluationFindings, RedesignClaim } from "../experiment/evaluate-findings.js";
import { type Block, bullets, type Cell, paragraph, type Table } from "./document.js";
import { CHANGE, changeCell, known, rangeText } from "./evaluation-cells.js";
import { capital, counted, date, list, number, percent, sayEstimate } from "./words.js";

type Measured = EvaluatedRedesign["measures"][number];
type Study = RedesignClaim["study"];

/** What each study of health economies would claim of a redesign, measure by measure. */
export function redesignBlocks(of: EvaluatedRedesign, at: number): Block[] {
  const { scenario, against, before, after, economies, notes } = of;
  const opening = `${scenario}, beside ${against}. ${counted(economies, "health economy", "health economies")}, each a replication: the year before from ${date(before.from)} to ${date(before.to)}, the year after from ${date(after.from)} to ${date(after.to)}.`;
  return [
    paragraph(opening, "lead"),
    ...(notes.length > 0 ? [bullets(notes)] : []),
    ...of.measures.flatMap((measured, m): Block[] => [
      paragraph(redesignText(measured)),
      table(measured, of, `redesign-${at + 1}-${m + 1}`),
    ]),
  ];
}

/** What each study would claim of one measure, and the truth, in sentences a board can read. */
export function redesignText(of: Measured): string {
  const claim = (study: Study) => of.claims.find((each) => each.study === study)!;
  const [before, worst] = [claim("before-and-after"), claim("worst-first")];
  return [
    `${capital(subject(of))}. Before and after, a study of all ${number(before.economies)} economies would claim ${that(before)}; ${aloneText(before)}.`,
    `Begun in the ${number(worst.economies)} economies where the year before was worst, it would claim ${that(worst)}.`,
    `A study with matched controls would claim ${that(claim("matched-control"))}${oftenText(claim("matched-control"))}.`,
    `A randomised trial would claim ${that(claim("randomised-trial"))}${oftenText(claim("randomised-trial"))}.`,
    truthText(claim("truth")),
    ...neededText(of.claims),
    untouchedText(claim("untouched")),
  ].join(" ");
}

/** The notes on how studies of redesigns are made. */
export const REDESIGN_METHOD = [
  "For a redesign, every replication is a health economy: the same one with the redesign and without it, and in the year before. Economies differ by chance alone, as no real ones do.",
  "Before and after: the year before against the year after, in the redesign's own run; also in the third of economies whose year before was worst.",
  "Matched controls: every third economy, by lot, has the redesign; each is held against one without whose year before was nearest.",
  "Randomised trial: half of the economies, by lot, have the redesign; the others have not (Welch's t).",
  "Truth: every economy with the redesign and without it, the same people in both.",
  "How often such a study would claim a fall or a rise is counted over 1,000 studies of the same economies, each with lots of its own.",
];

const SUBJECTS: Record<string, string> = {
  "emergency-admissions": "emergency admissions",
  "occupancy-share": "share of beds occupied",
  occupancy: "beds occupied",
  delayed: "delayed patients",
  wait: "mean wait",
};

function measureWords({ measure }: Measured): string {
  return capital(SUBJECTS[measure] ?? measure.replaceAll("-", " "));
}

function subject(of: Measured): string {
  return of.place === null ? measureWords(of) : `${measureWords(of)}, ${of.label}`;
}

function that({ verdict, ratio, difference }: RedesignClaim): string {
  if (difference.mean === 0 && difference.sd === 0) return "that nothing changed";
  if (verdict === "unclear") return `no clear change${inBrackets(ratio)}`;
  return `a ${verdict}${ratio === null ? "" : ` of ${share(ratio.mean - 1)}`}${inBrackets(ratio)}`;
}

function inBrackets(ratio: RedesignClaim["ratio"]): string {
  return ratio === null ? "" : ` (${rangeText(ratio, ["lower", "higher"])})`;
}

function share(change: number): string {
  return percent(Math.abs(change), Math.abs(change) < 0.095 ? 0.1 : 1);
}

function aloneText({ alone }: RedesignClaim): string {
  const { fell, rose } = alone ?? { fell: 0, rose: 0 };
  if (fell === 0 && rose === 0) return "in no economy did anything move";
  return `whoever looks at one economy alone sees a fall in ${percent(fell)} of them and a rise in ${percent(rose)}`;
}

function oftenText({ often }: RedesignClaim): string {
  if (often === null) return "";
  return `; of 1,000 such studies ${percent(often.fall)} would claim a fall and ${percent(often.rise)} a rise`;
}

function truthText({ ratio, difference, verdict }: RedesignClaim): string {
  if (difference.mean === 0 && difference.sd === 0) return "In truth the redesign changed exactly nothing.";
  if (verdict === "unclear") return `In truth its effect is too small to tell here${inBrackets(ratio)}.`;
  const size = ratio === null ? "" : ` of ${share(ratio.mean - 1)}`;
  return `In truth the redesign, as assumed, brought a ${verdict}${size}${inBrackets(ratio)}.`;
}

function neededText(claims: readonly RedesignClaim[]): string[] {
  const truth = claims.find(({ study }) => study === "truth")!;
  if (truth.verdict === "unclear") return [];
  const words = STUDIED.map(({ study, name }) => ({ name, claim: claims.find((each) => each.study === study)! }));
  const able = words.flatMap(({ name, claim: { needed } }) => (needed === null ? [] : [`${number(needed)} ${name}`]));
  const blind = words.flatMap(({ name, claim: { needed } }) => (needed === null ? [name] : []));
  return [
    ...(able.length > 0
      ? [
          `For four studies in five to claim a ${truth.verdict} no larger than that, it takes this many economies: ${list(able)}.`,
        ]
      : []),
    ...(blind.length > 0
      ? [`${capital(list(blind))}, no number of economies is known to be enough: what comes anyway hides it.`]
      : []),
  ];
}

const STUDIED: { study: Study; name: string }[] = [
  { study: "before-and-after", name: "before and after" },
  { study: "matched-control", name: "with matched controls" },
  { study: "randomised-trial", name: "in a randomised trial" },
];

function untouchedText({ verdict, ratio }: RedesignClaim): string {
  if (verdict === "unclear")
    return isWide(ratio)
      ? `With nothing done, the second year can't be told from the first${inBrackets(ratio)}.`
      : "With nothing done, the second year would have been about as the first.";
  const size = ratio === null ? "" : ` of ${share(ratio.mean - 1)}`;
  return `With nothing done there would have been a ${verdict}${size} by itself, which a study before and after takes for the redesign's.`;
}

/** Whether an interval that holds no change holds one of a tenth or more too. */
function isWide(ratio: RedesignClaim["ratio"]): boolean {
  if (ratio === null) return false;
  const { low, high } = ratio;
  return !known(low) || !known(high) || low <= 0.9 || high >= 1.1;
}

const NAMES: Record<Study, string> = {
  "before-and-after": "Before and after",
  "worst-first": "…where it was worst",
  "matched-control": "Matched controls",
  "randomised-trial": "Randomised trial",
  truth: "Truth",
  untouched: "With nothing done",
};

function table(of: Measured, { scenario }: EvaluatedRedesign, id: string): Table {
  return {
    kind: "table",
    id,
    caption: `${subject(of)}: ${scenario}`,
    columns: [
      { heading: measureWords(of), align: "text" },
      { heading: "with", align: "number" },
      { heading: "against", align: "number" },
      CHANGE,
      { heading: "needed", align: "number" },
    ],
    rows: of.claims.map((claim) => ({
      cells: [
        { text: NAMES[claim.study] },
        valueCell(claim.rate, of.unit),
        valueCell(claim.against, of.unit),
        changeCell(claim),
        claim.needed === null ? { text: "–" } : countCell(claim.needed),
      ],
    })),
    notes: [`${subject(of)}${unitText(of.unit)}. ${NEEDED}`],
  };
}

const NEEDED =
  "Needed: economies in all with which four such studies in five would claim a change as large as the true one (before and after, no larger than that); –: none does, or there is none to be seen.";

function unitText(unit: string): string {
  return unit === "share" || unit === "" ? "" : `, ${unit}`;
}

function valueCell({ mean, low, high }: RedesignClaim["rate"], unit: string): Cell {
  const bounds = {
    low: known(low) ? low : Number.NEGATIVE_INFINITY,
    high: known(high) ? high : Number.POSITIVE_INFINITY,
  };
  const { value } = sayEstimate({ mean, ...bounds, unit });
  return { text: value, quantity: { value: mean, ...(known(low) && { low }), ...(known(high) && { high }), unit } };
}

function countCell(count: number): Cell {
  return { text: number(count), quantity: { value: count, unit: "economies" } };
}

/** The title of an evaluation: what it is of. */
export function evaluationTitle({ policies, redesigns }: EvaluationFindings): string {
  const of = [...policies.map(({ label }) => label), ...redesigns.map(({ scenario }) => scenario)];
  return new Set(of).size === 1 ? `${of[0]}: did it work?` : "Did it work?";
}
