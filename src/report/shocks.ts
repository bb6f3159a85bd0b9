import type { StressFindings } from "../experiment/stress-findings.js";
import { shockPanel } from "./chart-shocks.js";
import { type Block, bullets, type Document, madeFrom, paragraph, type Table } from "./document.js";
import { estimated, saidDifference } from "./size-table.js";
import { capital, counted, date } from "./words.js";

type Shock = StressFindings["shocks"][number];
type Shaken = StressFindings["shaken"][number];
type ShutOut = StressFindings["shutOut"][number];

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
            "A target is kept (yes) or not (no) where the 95 % interval of its mean lies on one side of the limit; ≈ where the interval holds the limit, so that it can't be told from so many replications.",
            "People waiting and people turned away, sent elsewhere or who gave up are counted at all places but teams, whoever is counted at two places twice.",
            ...growthWords(findings),
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

/** Which shock is hardest, in a few sentences: options that then clearly break a target which they keep in calm times, and whom it shuts out. */
export function stressText(findings: StressFindings): string {
  const { options, shocks, shaken, identity } = findings;
  const brought = ({ name }: Shock, to: Shaken["keptShocked"]) =>
    new Set(shaken.filter((s) => s.shock === name && s.keptCalm === "yes" && s.keptShocked === to).map((s) => s.option))
      .size;
  const broken = (shock: Shock) => brought(shock, "no");
  const [hardest] = [...shocks].sort((a, b) => broken(b) - broken(a));
  const others = shocks.filter((shock) => shock !== hardest && broken(shock) > 0).length;
  const unclear = shocks.filter((shock) => brought(shock, "unclear") > 0).length;
  const isLimited = shaken.some(({ keptCalm }) => keptCalm !== null);
  const worst =
    hardest === undefined || broken(hardest) === 0
      ? shaken.some(({ keptCalm }) => keptCalm === "yes")
        ? "No shock clearly breaks a target that is kept without it."
        : "No option clearly keeps a target even without a shock, so none can be seen to break."
      : `${hardest.label}: ${options.length === 1 ? "it then clearly breaks" : `${broken(hardest)} of ${counted(options.length, "option")} then clearly ${broken(hardest) === 1 ? "breaks" : "break"}`} a target kept without it; ${others === 0 ? "no other shock does that" : `${counted(others, "other shock")} ${others === 1 ? "does" : "do"} that to as many or fewer`}.`;
  return [
    `${counted(options.length, "option")} under ${counted(shocks.length, "shock")}, ${counted(identity.replications, "replication")}.`,
    ...(isLimited ? [worst] : []),
    ...(unclear > 0
      ? [`Under ${counted(unclear, "shock")} it can't be told of some target whether it is still kept (≈).`]
      : []),
    ...shutOutText(findings),
  ].join(" ");
}

/** Under which shock most people clearly wait more, and are turned away more: so that a loss never reads as a success. */
function shutOutText({ shutOut, shocks, options }: StressFindings): string[] {
  const most = (of: "waiting" | "elsewhere") => {
    const [worst] = shutOut
      .filter((each) => isMore(each[of]))
      .sort((a, b) => (b[of].difference.mean ?? 0) - (a[of].difference.mean ?? 0));
    return worst;
  };
  const where = ({ shock, option }: ShutOut) =>
    `under “${shocks.find(({ name }) => name === shock)!.label}”${options.length === 1 ? "" : ` (${option})`}`;
  const said = (of: ShutOut["waiting"]) => saidDifference(of.difference, "people")!.value.replace("+", "");
  const [waiting, elsewhere] = [most("waiting"), most("elsewhere")];
  return [
    ...(waiting === undefined ? [] : [`Most wait ${where(waiting)}: ${said(waiting.waiting)} people more at a time.`]),
    ...(elsewhere === undefined
      ? []
      : [
          `Most are turned away, sent elsewhere or give up ${where(elsewhere)}: ${said(elsewhere.elsewhere)} people more.`,
        ]),
  ];
}

/** Whether there are clearly more. */
function isMore({ difference }: ShutOut["waiting"]): boolean {
  return (difference.low ?? Number.NEGATIVE_INFINITY) > 0;
}

function growthWords({ growthOver }: StressFindings): string[] {
  if (growthOver === null) return [];
  const days = `${date(growthOver.from)} to ${date(growthOver.to)}`;
  return [
    `Demand grows as a whole and from the beginning. In that search a target counts as kept while the one-sided 95 % bound of its mean from ${days} keeps the limit.`,
  ];
}

function shockText({ label, from, until, changes }: Shock): string {
  const each = changes.map(({ add, scale, by }) =>
    add === undefined ? `${scale} times ${by}` : `${add} ${by > 0 ? "+" : "−"}${Math.abs(by)}`,
  );
  return `${label}: from ${date(from)} until ${date(until)}: ${each.join("; ")}.`;
}

function shockTable(findings: StressFindings, { name, label, from, watchedTo }: Shock): Table {
  const { shaken, shutOut, targets, options } = findings;
  const own = shutOut.filter(({ shock }) => shock === name);
  const isShutting = (option: string) =>
    own.some((each) => each.option === option && (isMore(each.waiting) || isMore(each.elsewhere)));
  const groups = [
    ...targets.map((target) => ({
      head: capital(named(target)),
      rows: options.flatMap((option) => {
        const of = shaken.find((s) => s.shock === name && s.option === option.name && s.target === target.text);
        return of === undefined ? [] : [cellsOf(of, target.unit, option.name, keptText(of, isShutting(option.name)))];
      }),
    })),
    ...(["waiting", "elsewhere"] as const).map((what) => ({
      head: SHUT_OUT[what],
      rows: own
        .filter(() => own.some((each) => each[what].shocked.mean !== 0 || each[what].calm.mean !== 0))
        .map((each) => cellsOf(each[what], "people", each.option, "–")),
    })),
  ].filter(({ rows }) => rows.length > 0);
  const isOver = shaken.some(
    (s) => s.shock === name && isShare(s, targets) && Math.max(s.calm.mean ?? 0, s.shocked.mean ?? 0) > 1,
  );
  const blank = ["", "", "", ""].map((text) => ({ text }));
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
    rows: groups.flatMap(({ head, rows }) => [
      { cells: [{ text: head }, ...blank] },
      ...rows.map((cells) => ({ cells, isPart: true })),
    ]),
    notes: [
      ...(groups.some(({ rows }) => rows.some((cells) => cells.at(-1)!.text.includes(BUT))) ? [BUT_NOTE] : []),
      ...(isOver ? [OVER_NOTE] : []),
    ],
  };
}

const SHUT_OUT = {
  waiting: "People waiting, all places",
  elsewhere: "People turned away, sent elsewhere or who gave up, all places",
};
const BUT = "†";
const BUT_NOTE =
  "† Kept, but more people wait or are turned away than without the shock (last lines): the place is emptier as fewer get in.";
const OVER_NOTE =
  "More than 100 % of beds are occupied while beds that close still have their patient in them: each closes when that patient leaves.";

function isShare({ target }: Shaken, targets: StressFindings["targets"]): boolean {
  return targets.some(({ text, measure }) => text === target && measure === "occupancy-share");
}

/** `yes`, `no → yes †`; ≈ where it can't be told. */
function keptText({ keptCalm, keptShocked }: Shaken, isShutting: boolean): string {
  const say = (kept: Shaken["keptCalm"]) => (kept === null ? "–" : kept === "unclear" ? "≈" : kept);
  if (keptCalm === keptShocked) return say(keptCalm);
  const isBetter = keptShocked === "yes" || keptCalm === "no";
  return `${say(keptCalm)} → ${say(keptShocked)}${isBetter && isShutting ? ` ${BUT}` : ""}`;
}

function cellsOf({ calm, shocked, difference }: ShutOut["waiting"], unit: string, label: string, kept: string) {
  const said = saidDifference(difference, unit) ?? { value: "–", interval: null, unit: "" };
  return [
    { text: label },
    estimated(calm, unit),
    estimated(shocked, unit),
    {
      text: `${said.value}${said.unit === "" ? "" : ` ${said.unit}`}`.replace(/^([+−]1) points$/, "$1 point"),
      ...(said.interval !== null && { under: `(${said.interval})` }),
    },
    { text: kept },
  ];
}

function growthTable({ headroom, options, targets, growthOver }: StressFindings): Table {
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
    notes: [
      `In whole percent, of all demand throughout; below nought it must fall before the target is kept.${growthOver === null ? "" : ` Targets are measured from ${date(growthOver.from)} to ${date(growthOver.to)}.`}`,
    ],
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
