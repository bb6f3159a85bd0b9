import { dirname } from "node:path";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import * as z from "zod";
import type { Findings } from "../experiment/findings.js";
import { parseArguments } from "./arguments.js";
import { EXIT } from "./errors.js";
import { fromHere, readyToWrite } from "./files.js";
import { parseFormats, writePapers } from "./paper.js";

const text = z.string().min(1).optional();
const FRONT = ["title", "meeting", "author", "date", "purpose", "asks"] as const;
const reportArguments = z.object({
  run: z.string().min(1),
  format: z.string(),
  theme: text,
  out: text,
  json: z.boolean(),
  title: text,
  meeting: text,
  author: text,
  date: text,
  purpose: text,
  asks: text,
});
type ReportArguments = z.infer<typeof reportArguments>;

/** `careshift report RUN` */
export const reportCommand: CommandModule = {
  command: "report <run>",
  describe: "make the paper of a run again: as a web page, for Word, as PDF, as a spreadsheet, as Markdown",
  builder: (yargs) =>
    yargs
      .positional("run", { type: "string", describe: "a run's folder, with its findings.json" })
      .option("format", {
        type: "string",
        default: "html,docx",
        describe: "html, docx, pdf, xlsx, md, joined by commas; or all",
      })
      .option("theme", { type: "string", describe: "house style: a file with name, logo, colours and font" })
      .option("out", { type: "string", describe: "another folder for the paper than the run's" })
      .option("title", { type: "string", describe: "of the paper" })
      .option("meeting", { type: "string", describe: "for which it is" })
      .option("author", { type: "string", describe: "who wrote it" })
      .option("date", { type: "string", describe: "of the meeting, such as 2026-03-31" })
      .option("purpose", { type: "string", describe: "decision, discussion or information" })
      .option("asks", { type: "string", describe: "what the board is asked to do" })
      .option("json", { type: "boolean", default: false, describe: "for machines" })
      .example("$0 report reports/torbay --format html,docx,xlsx", "three papers from one run")
      .example(
        "$0 report reports/torbay --format pdf --theme trust.yaml --meeting 'Board, 31 March'",
        "in house style",
      ),
  handler: async (argv) => {
    process.exitCode = await report(argv);
  },
};

async function report(argv: ArgumentsCamelCase): Promise<number> {
  const args = parseArguments(reportArguments, argv);
  const formats = parseFormats(args.format, "--format");
  const { readFindings } = await import("./read-findings.js");
  const { findings, file } = readFindings(args.run);
  const theme = args.theme === undefined ? undefined : (await import("../report/read-theme.js")).readTheme(args.theme);
  const out = args.out ?? dirname(file);
  readyToWrite(out);
  const { papers, missing } = await writePapers(withFront(findings, args), out, formats, theme, dirname(file));
  if (args.json) process.stdout.write(`${JSON.stringify({ papers, missing }, null, 1)}\n`);
  else for (const paper of papers) console.log(fromHere(paper));
  for (const { format, why } of missing) console.error(`no ${format}: ${why}`);
  return missing.length === 0 ? EXIT.done : EXIT.no;
}

/** Flags go before what the scenarios say of the paper. */
function withFront(findings: Findings, args: ReportArguments): Findings {
  const given = Object.fromEntries(FRONT.flatMap((key) => (args[key] === undefined ? [] : [[key, args[key]]])));
  if (Object.keys(given).length === 0) return findings;
  return { ...findings, scenarios: findings.scenarios.map((s) => ({ ...s, paper: { ...s.paper, ...given } })) };
}
