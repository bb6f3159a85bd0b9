import {
  type Block,
  type Cell,
  type Document,
  type Figure,
  type Inline,
  labelsOf,
  plainText,
  type Section,
  type Table,
  type Text,
} from "./document.js";
import { plain, safeLink } from "./escape.js";

/** A text file, and the pictures that it shows, by their paths beside it. */
export interface MarkdownFiles {
  text: string;
  pictures: Map<string, string>;
}

/** The document in GitHub's Markdown: its pictures as SVG files in the folder `pictures`, beside it. */
export function renderMarkdown(document: Document, pictures: string): MarkdownFiles {
  const labels = labelsOf(document);
  const page: Page = { labels, folder: pictures, pictures: new Map() };
  const facts = document.facts.map(
    ({ name, value }) => `- **${escapeMarkdown(name)}**: ${value === null ? "_not given_" : escapeMarkdown(value)}`,
  );
  const contents = document.sections.map(({ id, heading }) => `- [${escapeMarkdown(heading)}](#${id})`);
  const parts = [
    `# ${escapeMarkdown(document.title)}`,
    facts.join("\n"),
    `**In this paper**\n\n${contents.join("\n")}`,
    ...document.sections.map((section) => sectionText(section, 2, page)),
    "---",
    inlines(document.footer),
  ];
  return { text: `${parts.filter((part) => part !== "").join("\n\n")}\n`, pictures: page.pictures };
}

interface Page {
  labels: ReadonlyMap<string, string>;
  folder: string;
  pictures: Map<string, string>;
}

function sectionText({ id, heading, blocks, sections = [] }: Section, level: number, page: Page): string {
  return [
    `${anchor(id)}\n\n${"#".repeat(Math.min(level, 6))} ${escapeMarkdown(heading)}`,
    ...blocks.map((block) => blockText(block, level + 1, page)),
    ...sections.map((inner) => sectionText(inner, level + 1, page)),
  ].join("\n\n");
}

/** Where links lead: GitHub names headings in its own way, so each has a mark of ours before it. */
function anchor(id: string): string {
  return `<a id="${id.replace(/[^a-z0-9-]/gi, "-")}"></a>`;
}

function blockText(block: Block, level: number, page: Page): string {
  switch (block.kind) {
    case "paragraph":
      return block.role === "lead" ? `**${inlines(plainText(block.text))}**` : startOfLine(inlines(block.text));
    case "list":
      return block.items
        .map((item, i) => `${block.isOrdered ? `${i + 1}.` : "-"} ${startOfLine(inlines(item))}`)
        .join("\n");
    case "definitions":
      return block.items.map(({ term, text }) => `- **${escapeMarkdown(term)}**: ${inlines(text)}`).join("\n");
    case "warning":
      return `> [!WARNING]\n> **${escapeMarkdown(block.heading)}**\n>\n> ${startOfLine(inlines(block.text))}`;
    case "callout":
      return quoted(
        [`**${escapeMarkdown(block.heading)}**`, ...block.blocks.map((inner) => blockText(inner, level, page))].join(
          "\n\n",
        ),
      );
    case "command":
      return fenced(block.text);
    case "table":
      return tableText(block, page);
    case "figure":
      return figureText(block, level, page);
  }
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

/** A fence longer than any run of backquotes inside. */
function fenced(text: string): string {
  const lines = text.split("\n").map(plain).join("\n");
  const fence = "`".repeat(Math.max(3, ...[...lines.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}\n${lines}\n${fence}`;
}

function figureText(figure: Figure, level: number, page: Page): string {
  const { id, title, note, alt, panels, tables } = figure;
  const shown = panels.map(({ svg, title: what }, i) => {
    const path = `${page.folder}/${id.replace(/[^a-z0-9-]/gi, "-")}${panels.length === 1 ? "" : `-${i + 1}`}.svg`;
    page.pictures.set(path, `${svg}\n`);
    return `![${escapeMarkdown(panels.length === 1 ? alt : what)}](${encodeURI(path)})`;
  });
  const described = panels.length === 1 ? [] : [escapeMarkdown(alt)];
  return [
    `${anchor(id)}\n\n${"#".repeat(Math.min(level, 6))} ${numbered(id, title, page)}`,
    shown.join("\n"),
    ...described,
    `_${escapeMarkdown(note)}_`,
    ...tables.map((table) => tableText(table, page)),
  ].join("\n\n");
}

function numbered(id: string, words: string, { labels }: Page): string {
  const label = labels.get(id);
  return label === undefined ? escapeMarkdown(words) : `${label}. ${escapeMarkdown(words)}`;
}

function tableText({ id, caption, columns, rows, notes }: Table, page: Page): string {
  const heading = (i: number) => {
    const { heading: words = "", group, unit } = columns[i] ?? { heading: "" };
    return escapeMarkdown(
      `${group === undefined ? "" : `${group}: `}${words}${unit === undefined ? "" : ` (${unit})`}`,
    );
  };
  const line = (cells: string[]) => `| ${cells.map((cell) => (cell === "" ? " " : cell)).join(" | ")} |`;
  return [
    `${anchor(id)}\n\n**${numbered(id, caption, page)}**`,
    [
      line(columns.map((_, i) => heading(i))),
      line(columns.map(({ align }) => (align === "number" ? "---:" : "---"))),
      ...rows.map(({ cells, isPart, isTotal }) =>
        line(cells.map((cell, i) => cellText(cell, i === 0 && isPart === true, isTotal === true))),
      ),
    ].join("\n"),
    ...notes.map((note) => `_${inlines(plainText(note))}_`),
  ].join("\n\n");
}

function cellText({ text, under }: Cell, isPart: boolean, isTotal: boolean): string {
  const words = inlines(text);
  const shown = isTotal && words !== "" ? `**${inlines(plainText(text))}**` : `${isPart ? "&emsp;" : ""}${words}`;
  return under === undefined ? shown : `${shown}<br><sub>${escapeMarkdown(under)}</sub>`;
}

function inlines(text: Text): string {
  return typeof text === "string" ? escapeMarkdown(text) : text.map(inline).join("");
}

function inline(part: Inline): string {
  if (typeof part === "string") return escapeMarkdown(part);
  if ("strong" in part) return `**${escapeMarkdown(part.strong)}**`;
  if ("em" in part) return `_${escapeMarkdown(part.em)}_`;
  if ("code" in part) return `<code>${escapeMarkdown(part.code)}</code>`;
  if ("to" in part) return `[${escapeMarkdown(part.text)}](#${part.to.replace(/[^a-z0-9-]/gi, "-")})`;
  const link = safeLink(part.link);
  return link === undefined
    ? escapeMarkdown(part.text)
    : `[${escapeMarkdown(part.text)}](<${link.replace(/[<>]/g, encodeURIComponent)}>)`;
}

/**
 * Text that Markdown shows as it is: its signs with a backslash before them, those of HTML and the
 * colons and dots that would make a link as entities; on one line.
 */
export function escapeMarkdown(text: string): string {
  return plain(text)
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/(https?):/gi, "$1&#58;")
    .replace(/(www)\./gi, "$1&#46;");
}

/** At the start of a line some signs make a heading, a list or a rule. */
function startOfLine(text: string): string {
  return text.replace(/^(\s*)([#+=-])/, "$1\\$2").replace(/^(\s*\d+)([.)])/, "$1\\$2");
}
