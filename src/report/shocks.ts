import type { StressFindings } from "../experiment/stress-findings.js";
import { shockPanel } from "./chart-shocks.js";
import { type Block, bullets, type Document, madeFrom, paragraph, type Table } from "./document.js";
import { estimated, saidDifference } from "./size-table.js";
import { capital, counted, date } from "./words.js";

type Shock = StressFindings["shocks"][number];
type Shaken = StressFindings["shaken"][number];

/** What stress showed, as a document: how every option fares under every shock, how far demand can grow, and what the shocks are. */
export async function stressPaper(findings: StressFindings): Promise<Document> {
  const { identity, options, shocks } = findings;
  const tables = shocks.map((shock) => shockTable(findings, shock));
  return {
    title: `${options[0]!.name}: ${counted(options.length, "option")} under stress`,
    language: "en-GB",
    facts: [],
    sections: [
      {
        id: "answer",
        heading: "What was found",
        blocks: [
          paragraph(stressText(findings), "lead"),
          ...(findings.notes.length > 0 ? [bullets(findings.notes)] : []),
          ...(findings.headroom.length > 0 ? [growthTable(findings)] : []),
          ...(await chart(findings, tables)),
        ],
      },
      {
        id: "how",
        heading: "How it was done",
        blocks: [
          bullets([
            "Every shock is laid on every option as dated changes, undone on the day it is over. With and without it the same people fall ill; differences are paired, replication by replication.",
            "Figures are of the days from the shock's first to eight weeks after its last, not of the whole run.",
            "Demand grows as a whole and throughout. A target counts as kept while the one-sided 95 % bound of its mean over the run keeps the limit.",
            ...shocks.map(shockText),
            `Run ${identity.scenario.slice(0, 12)}, seed ${identity.seed}, Careshift ${identity.version}, ${counted(identity.replications, "replication")}.`,
          ]),
          { kind: "command", text: identity.command },
        ],
      },
    ],
    ...madeFrom(identity),
  };
}

/** Which shock is hardest, in a sentence or two: options that then break a target which they keep in calm times. */
export function stressText({ options, shocks, shaken, identity }: StressFindings): string {
  const broken = ({ name }: Shock) =>
    new Set(shaken.filter((s) => s.shock === name && s.keptCalm && s.keptShocked === false).map((s) => s.option)).size;
  const [hardest] = [...shocks].sort((a, b) => broken(b) - broken(a));
  const others = shocks.filter((shock) => shock !== hardest && broken(shock) > 0).length;
  const worst =
    hardest === undefined || broken(hardest) === 0
      ? "No shock breaks a target that is kept without it."
      : `${hardest.label}: ${options.length === 1 ? "it then breaks" : `${broken(hardest)} of ${counted(options.length, "option")} then ${broken(hardest) === 1 ? "breaks" : "break"}`} a target kept without it; ${others === 0 ? "no other shock does that" : `${counted(others, "other shock")} ${others === 1 ? "does" : "do"} that to as many or fewer`}.`;
  return `${counted(options.length, "option")} under ${counted(shocks.length, "shock")}, ${counted(identity.replications, "replication")}. ${worst}`;
}

function shockText({ label, from, until, changes }: Shock): string {
  const each = changes.map(({ add, scale, by }) =>
    add === undefined ? `${scale} times ${by}` : `${add} ${by > 0 ? "+" : "−"}${Math.abs(by)}`,
  );
  return `${label}: from ${date(from)} until ${date(until)}: ${each.join("; ")}.`;
}

function shockTable({ shaken, targets, options }: StressFindings, { name, label, from, watchedTo }: Shock): Table {
  return {
    kind: "table",
    id: `shock-${name}`,
    caption: `${label} (${date(from)} to ${date(watchedTo)})`,
    columns: [
      { heading: label, align: "text" },
      { heading: "calm", align: "number" },
      { heading: "shock", align: "number" },
      { heading: "difference", align: "number" },
      { heading: "kept", align: "text" },
    ],
    rows: targets.flatMap((target) => {
      const under = options.flatMap((option) => {
        const of = shaken.find((s) => s.shock === name && s.option === option.name && s.target === target.text);
        return of === undefined ? [] : [{ cells: cellsOf(of, target.unit, option.name), isPart: true }];
      });
      const blank = ["", "", "", ""].map((text) => ({ text }));
      return under.length === 0 ? [] : [{ cells: [{ text: capital(named(target)) }, ...blank] }, ...under];
    }),
    notes: [],
  };
}

function cellsOf({ calm, shocked, difference, keptCalm, keptShocked }: Shaken, unit: string, label: string) {
  const { value, interval } = saidDifference(difference, unit) ?? { value: "–", interval: null };
  const yes = (kept: boolean | null) => (kept === null ? "–" : kept ? "yes" : "no");
  return [
    { text: label },
    estimated(calm, unit),
    estimated(shocked, unit),
    { text: value, ...(interval !== null && { under: `(${interval})` }) },
    { text: keptCalm === keptShocked ? yes(keptCalm) : `${yes(keptCalm)} → ${yes(keptShocked)}` },
  ];
}

function growthTable({ headroom, options, targets }: StressFindings): Table {
  const limited = targets.filter(({ limit }) => limit !== null);
  return {
    kind: "table",
    id: "growth",
    caption: "How far all demand can grow before each target fails",
    columns: [
      { heading: "Demand can grow by", align: "text" },
      ...limited.map((target) => ({ heading: named(target), align: "number" as const })),
    ],
    rows: options.map(({ name }) => ({
      cells: [
        { text: name },
        ...limited.map(({ text }) => ({
          text: growthText(headroom.find((h) => h.option === name && h.target === text)),
        })),
      ],
    })),
    notes: ["In whole percent, of all demand throughout; below nought it must fall before the target is kept."],
  };
}

/** A target with its place, where that was not typed. */
function named({ text, place }: StressFindings["targets"][number]): string {
  return place === null || text.includes(place) ? text : `${text}, ${place}`;
}

function growthText(of: StressFindings["headroom"][number] | undefined): string {
  if (of === undefined) return "–";
  if (of.growth === null) return of.never ? "never kept" : "no limit found";
  return `${of.growth < 0 ? "−" : "+"}${Math.abs(of.growth)} %`;
}

async function chart(findings: StressFindings, tables: Table[]): Promise<Block[]> {
  if (tables.length === 0) return [];
  return [
    {
      kind: "figure",
      id: "shocks",
      title: "What each shock does to each option",
      note: "Paired differences from the same days without the shock, with their 95 % intervals; grey where there is no clear one.",
      alt: stressText(findings),
      panels: await Promise.all(findings.targets.map((target) => shockPanel(findings, target, capital(named(target))))),
      tables,
    },
  ];
}
