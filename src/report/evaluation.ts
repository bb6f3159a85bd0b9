import type { Claim, Evaluated, EvaluationFindings } from "../experiment/evaluate-findings.js";
import { type Block, bullets, type Cell, type Document, madeFrom, paragraph, type Table } from "./document.js";
import { CHANGE, changeCell, known, rangeText } from "./evaluation-cells.js";
import { evaluationTitle, REDESIGN_METHOD, redesignBlocks } from "./evaluation-redesign.js";
import { counted, number, percent } from "./words.js";

type Figure = Claim["rate"];

/** What each study would claim of each policy and redesign, and the truth, as a document: words, tables, how it was done. */
export function evaluationPaper(findings: EvaluationFindings): Document {
  const { identity, policies, redesigns } = findings;
  const { version, scenario, seed, replications, command } = identity;
  return {
    title: evaluationTitle(findings),
    language: "en-GB",
    facts: [],
    sections: [
      {
        id: "answer",
        heading: "What each study would claim",
        blocks: [...policies.flatMap(answer), ...redesigns.flatMap(redesignBlocks)],
      },
      {
        id: "how",
        heading: "How it was done",
        blocks: [
          bullets([
            ...(policies.length > 0 ? POLICY_METHOD : []),
            ...(redesigns.length > 0 ? REDESIGN_METHOD : []),
            "Intervals are Student's t over replications, 95 %; ratios of rates are linearised (Cochran 1977).",
            `Run ${scenario.slice(0, 12)}, seed ${seed}, Careshift ${version}, ${counted(replications, "replication")}.`,
          ]),
          { kind: "command", text: command },
        ],
      },
    ],
    ...madeFrom(identity),
  };
}

const POLICY_METHOD = [
  "The list opens anew when the days observed begin (a year into the run at least), so that everyone has a year of history without it. Whoever is taken on for the first time is followed for their time on the list, a year at most, or until they die or move away.",
  "Before and after: the year before they were taken on against the time they were followed.",
  "Matched controls: for each, someone with the same score who was not taken on or, where nobody is left, the nearest below.",
  "Randomised trial: half of those on the list, by lot, are spared the policy's effects.",
  "Truth: the same people taken on at the same rounds, with the policy's effects and with none; the same random numbers.",
];

function answer(of: Evaluated, i: number): Block[] {
  if (of.people === 0)
    return [
      paragraph(
        `${of.scenario}, ${of.label}: nobody was taken on early enough to be followed; look at the places of ${of.place}, or let the run be longer.`,
        "lead",
      ),
    ];
  return [paragraph(`${of.scenario}, ${of.label}. ${evaluationText(of)}`, "lead"), table(of, i)];
}

/** What each study would claim of a policy, and the truth, in sentences a board can read. */
export function evaluationText(of: Evaluated): string {
  const claim = (study: Claim["study"]) => of.claims.find((each) => each.study === study)!;
  return [
    `A before-and-after study would claim ${that(claim("before-and-after"))}.`,
    `A study with matched controls would claim ${that(claim("matched-control"))}.`,
    `A randomised trial would claim ${that(claim("randomised-trial"))}.`,
    truthText(claim("truth")),
    `Untouched by the policy, the same people's admissions ${untouchedText(claim("untouched"))}`,
  ].join(" ");
}

function that({ verdict, ratio }: Claim): string {
  if (ratio === null) return "nothing, as nobody was admitted to compare with";
  if (verdict === "unclear") return `no clear change in emergency admissions (${rangeText(ratio)})`;
  const way = verdict === "fall" ? "fell" : "rose";
  return `that emergency admissions ${way} by ${percent(Math.abs(ratio.mean - 1))} (${rangeText(ratio)})`;
}

function truthText({ verdict, ratio }: Claim): string {
  if (ratio === null) return "The truth can't be told: nobody was admitted.";
  if (ratio.mean === 1 && ratio.sd === 0)
    return "In truth the policy, as assumed, changed nothing: the same people were admitted just as often without it.";
  if (verdict === "unclear") return `In truth, as assumed, its effect is too small to tell here (${rangeText(ratio)}).`;
  const way = verdict === "fall" ? "lowered" : "raised";
  return `In truth the policy, as assumed, ${way} them by ${percent(Math.abs(ratio.mean - 1))} (${rangeText(ratio)}).`;
}

function untouchedText({ verdict, ratio }: Claim): string {
  if (ratio === null || verdict === "unclear") return "would have stayed about as they were.";
  const way = verdict === "fall" ? "fallen" : "risen";
  return `would have ${way} by ${percent(Math.abs(ratio.mean - 1))} by themselves${verdict === "fall" ? ": they were picked in a bad year, and most years are better (regression to the mean)" : ""}.`;
}

const NAMES: Record<Claim["study"], string> = {
  "before-and-after": "Before and after",
  "matched-control": "Matched controls",
  "randomised-trial": "Randomised trial",
  truth: "Truth: same people without",
  untouched: "Without it, before and after",
};

function table(of: Evaluated, i: number): Table {
  const { people, followDays, sameShare, crossedShare, controlsBefore } = of;
  return {
    kind: "table",
    id: `claims-${i + 1}`,
    caption: `${of.label} in ${of.scenario}: emergency admissions per person-year`,
    columns: [
      { heading: of.scenario, align: "text" },
      { heading: "with", align: "number" },
      { heading: "against", align: "number" },
      CHANGE,
    ],
    rows: of.claims.map((claim) => ({
      cells: [{ text: NAMES[claim.study] }, rateCell(claim.rate), rateCell(claim.against), changeCell(claim)],
    })),
    notes: [
      `${counted(Math.round(people), "person", "people")} taken on for the first time in a replication (mean), followed for ${number(followDays)} days. Figures are emergency admissions per person-year.`,
      `In the year before, matched controls had ${controlsBefore.mean.toFixed(2)} admissions each. Where the list takes everyone at the highest scores, nobody alike is left to be matched, and whoever is taken on looks worse for it.`,
      `${percent(sameShare)} of them were taken on at the same round without the policy's effects too; the truth is about these. ${percent(crossedShare)} of matched controls were taken on themselves while they were followed.`,
    ],
  };
}

function rateCell({ mean, low, high }: Figure): Cell {
  return {
    text: mean.toFixed(2),
    quantity: { value: mean, ...(known(low) && { low }), ...(known(high) && { high }), unit: "per person-year" },
  };
}
