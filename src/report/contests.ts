import type { AgainstBest, Contest, Pair } from "../experiment/contests.js";
import type { Findings } from "../experiment/findings.js";
import { quantityOf } from "./cells.js";
import { type Cell, paragraph, type Section, type Table, type TableRow } from "./document.js";
import type { Names } from "./names.js";
import { capital, counted, list, percent, sayDifference } from "./words.js";

/** On the screen, where more than one redesign is compared: how many comparisons there are, and how many stay clear. */
export function contestLine({ contests = [] }: Findings): string[] {
  const pairs = contests.flatMap((contest) => contest.pairs);
  const between = pairs.filter(({ family }) => family === "between redesigns");
  if (between.length === 0) return [];
  const own = pairs.filter(({ family }) => family === "with the baseline");
  const [ownClear, betweenClear] = [own, between].map(clearOf) as [Clear, Clear];
  return [
    `Among many comparisons a few look clear by chance: of ${own.length} with the baseline ${ownClear.alone} are clear one by one, ${ownClear.together} when all of a measure are taken together; of ${between.length} between redesigns, ${betweenClear.alone} and ${betweenClear.together}.`,
  ];
}

interface Clear {
  alone: number;
  together: number;
}

function clearOf(pairs: Pair[]): Clear {
  const number = (is: (pair: Pair) => boolean) => pairs.filter(is).length;
  return { alone: number(({ clear }) => clear), together: number(({ clearTogether }) => clearTogether) };
}

/** The annex of options against each other: on measures with a target or named, else on the cost, else on the first. */
export function contestSections(findings: Findings, names: Names): Section[] {
  const { contests = [] } = findings;
  const asked = contests.filter(({ best }) => best !== undefined);
  const cost = contests.filter(({ measure }) => measure === "cost");
  const shown = (asked.length > 0 ? asked : cost.length > 0 ? cost : contests.slice(0, 1)).filter(
    ({ pairs }) => pairs.length > 0,
  );
  if (shown.length === 0) return [];
  return [
    {
      id: "contests",
      heading: "Annex: options against each other",
      blocks: [
        paragraph(
          `Every two options, in the same replications. Taken one by one, of many comparisons a few look clear by chance alone; “together” holds all comparisons of one measure with the baseline to 95 % at once, and all between redesigns. The findings have the same for ${counted(contests.length, "measure")}.`,
        ),
        pairTable(shown, names),
        ...(asked.length > 0 && asked.some(({ best }) => (best?.length ?? 0) > 2) ? [bestTable(asked, names)] : []),
      ],
    },
  ];
}

function pairTable(contests: Contest[], names: Names): Table {
  return {
    kind: "table",
    id: "table-contests",
    caption: "Which option beats which",
    columns: [
      { heading: "Measure, and the two options", align: "text" },
      { heading: "Difference", align: "number" },
      { heading: "First is better", unit: "share of replications", align: "number" },
      { heading: "Chance its mean is better", align: "number" },
      { heading: "Clear together", align: "text" },
    ],
    rows: contests.flatMap((contest) => contest.pairs.map((pair) => pairRow(contest, pair, names))),
    notes: [
      "The first option less the second; under it, the interval that holds together with the others of its kind (Bonferroni). Shares carry 95 % intervals (Wilson 1927); the chance is by Student’s t. Clear together: by Holm (1979), at 5 %. The smaller is the better, except where a target asks for at least so much.",
    ],
  };
}

function pairRow(contest: Contest, pair: Pair, names: Names): TableRow {
  const { first, second, better, worse, chance, clear, clearTogether } = pair;
  const isSame = better.share === 0 && worse.share === 0;
  return {
    cells: [
      { text: `${measureWords(contest, names)}: ${first} – ${second}` },
      differenceCell({ difference: pair.difference, ...pair.together, unit: contest.unit }),
      {
        text: percent(better.share),
        under: `${percent(better.low)} to ${percent(better.high)}`,
        quantity: { value: better.share, low: better.low, high: better.high, unit: "share" },
      },
      { text: isSame ? "never differ" : chanceWords(chance), quantity: { value: chance, unit: "share" } },
      { text: clearTogether ? "yes" : clear ? "no; only alone" : "no" },
    ],
  };
}

/** No chance is told as certain. */
function chanceWords(chance: number): string {
  if (chance > 0.999) return `over ${percent(0.999, 0.1)}`;
  return chance < 0.001 ? `under ${percent(0.001, 0.1)}` : percent(chance, chance > 0.99 || chance < 0.01 ? 0.1 : 1);
}

function differenceCell(of: { difference: number; low: number; high: number; unit: string }): Cell {
  const { value, interval, unit } = sayDifference(of);
  return {
    text: unit === "" ? value : `${value}\u00a0${unit}`,
    ...(interval !== null && { under: `(${interval})` }),
    quantity: quantityOf(of.difference, of),
  };
}

function bestTable(contests: Contest[], names: Names): Table {
  return {
    kind: "table",
    id: "table-best-options",
    caption: "Which option may be the best",
    columns: [
      { heading: "Measure", align: "text" },
      { heading: "Not ruled out as the best", align: "text" },
      { heading: "Ruled out, and how far from the best of the others", align: "text" },
    ],
    rows: contests.map((contest) => ({
      cells: [
        { text: `${measureWords(contest, names)}, ${contest.wanted}` },
        { text: contest.best!.flatMap((o) => (o.mayBeBest ? [o.scenario] : [])).join("; ") },
        { text: contest.best!.flatMap((o) => (o.mayBeBest ? [] : [outWords(o, contest)])).join("; ") || "none" },
      ],
    })),
    notes: [
      "Multiple comparisons with the best (Hsu 1984): with 95 % confidence all intervals of a line hold at once, and the best is among those not ruled out; widths are those of paired differences (Nelson & Matejcik 1995).",
    ],
  };
}

function outWords({ scenario, low, high }: AgainstBest, { unit }: Contest): string {
  const { interval, unit: points } = sayDifference({ difference: (low + high) / 2, low, high, unit });
  return `${scenario} (${interval ?? "0"}${points === "" ? "" : ` ${points}`})`;
}

function measureWords({ measure, place, group }: Contest, names: Names): string {
  const of = [...(place === null ? [] : [names.of(place)]), ...Object.values(group ?? {}).map((key) => names.of(key))];
  return `${capital(names.of(measure))}${of.length === 0 ? "" : `, ${list(of)}`}`;
}
