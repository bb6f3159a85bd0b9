import { withAnnex } from "./annex.js";
import {
  type Block,
  type Cell,
  type Column,
  type Document,
  type Figure,
  type Inline,
  type List,
  labelsOf,
  type Section,
  type Table,
  type Text,
} from "./document.js";
import { escapeText, safeLink } from "./escape.js";
import { groupsOf } from "./groups.js";
import { CSS } from "./paper.css.js";
import { NHS, type Theme } from "./theme.js";

export interface HtmlOptions {
  theme?: Theme;
  /** To be printed now: what a screen would unfold stands in an annex. */
  isForPaper?: boolean;
}

/** One self-contained HTML file: no script, nothing fetched; charts and style are inside. Prints on A4, reads at 360 px. */
export function renderHtml(document: Document, { theme = NHS, isForPaper = false }: HtmlOptions = {}): string {
  const labels = labelsOf(document);
  const { sections } = isForPaper ? withAnnex(document) : document;
  return `<!doctype html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="referrer" content="no-referrer">
<title>${escapeText(document.title)}</title>
<style>${looks(theme)}${CSS}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the paper</a>
<header>
${masthead(theme)}<h1>${escapeText(document.title)}</h1>
${facts(document.facts)}
</header>
${contents(sections)}
<main id="main" tabindex="-1">
${sections.map((s) => section(s, 2, labels)).join("\n")}
</main>
<footer><p>${text(document.footer)}</p></footer>
</body>
</html>
`;
}

/** The theme's colours and font, for the style sheet; both were checked when the theme was read. */
function looks({ colours, font }: Theme): string {
  const { brand, text: ink, quiet, rule, pale, warning } = colours;
  return `:root { --ink: ${ink}; --quiet: ${quiet}; --brand: ${brand}; --rule: ${rule}; --pale: ${pale}; --warn: ${warning}; --font: "${font.replace(/["\\<]/g, "")}", Arial, sans-serif; }`;
}

/** Whose paper it is; a logo that says no more than the name beside it is not read aloud. */
function masthead({ name, logo }: Theme): string {
  if (name === undefined && logo === undefined) return "";
  const type = logo?.kind === "svg" ? "svg+xml" : "png";
  const image =
    logo === undefined
      ? ""
      : `<img src="data:image/${type};base64,${base64(logo.data)}" alt="${logo.alt === name ? "" : escapeText(logo.alt)}" height="56">`;
  return `<p class="masthead">${image}${name === undefined ? "" : `<span>${escapeText(name)}</span>`}</p>\n`;
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function facts(of: Document["facts"]): string {
  const row = ({ name, value, isLong }: Document["facts"][number]) =>
    `<div${isLong ? ' class="long"' : ""}><dt>${escapeText(name)}</dt><dd>${value === null ? '<span class="blank">not given</span>' : escapeText(value)}</dd></div>`;
  return of.length === 0 ? "" : `<dl class="facts">${of.map(row).join("")}</dl>`;
}

function contents(sections: Section[]): string {
  const items = sections.map((s) => `<li><a href="#${escapeText(s.id)}">${escapeText(s.heading)}</a></li>`).join("");
  return `<nav aria-labelledby="contents"><h2 id="contents">In this paper</h2><ol>${items}</ol></nav>`;
}

type Labels = Map<string, string>;

function section(of: Section, level: number, labels: Labels): string {
  const inner = (of.sections ?? []).map((s) => section(s, level + 1, labels)).join("\n");
  const id = escapeText(of.id);
  const kind = of.isOnNewPage ? ' class="new-page"' : "";
  // only the document's own parts are landmarks: deeper ones may share a name
  const [tag, named] = level === 2 ? ["section", ` aria-labelledby="${id}"`] : ["div", ""];
  return `<${tag}${named}${kind}>
<h${level} id="${id}">${escapeText(of.heading)}</h${level}>
${of.blocks.map((block) => blockHtml(block, level + 1, labels)).join("\n")}
${inner}
</${tag}>`;
}

function blockHtml(block: Block, level: number, labels: Labels): string {
  switch (block.kind) {
    case "paragraph":
      return `<p${block.role ? ` class="${block.role}"` : ""}>${text(block.text)}</p>`;
    case "list":
      return listHtml(block);
    case "definitions":
      return `<dl class="terms">${block.items.map((item) => `<dt>${escapeText(item.term)}</dt><dd>${text(item.text)}</dd>`).join("")}</dl>`;
    case "warning":
      return `<div class="warning" role="note"><p><strong>Warning: ${escapeText(block.heading)}</strong></p><p>${text(block.text)}</p></div>`;
    case "callout":
      return `<div class="callout"><h${level}>${escapeText(block.heading)}</h${level}>${block.blocks.map((b) => blockHtml(b, level + 1, labels)).join("")}</div>`;
    case "command":
      return `<pre tabindex="0"><code>${escapeText(block.text)}</code></pre>`;
    case "table":
      return table(block, labels);
    case "figure":
      return figure(block, level, labels);
  }
}

function listHtml({ items, isOrdered }: List): string {
  const tag = isOrdered ? "ol" : "ul";
  return `<${tag}>${items.map((item) => `<li>${text(item)}</li>`).join("")}</${tag}>`;
}

function figure({ id, title, note, alt, panels, tables }: Figure, level: number, labels: Labels): string {
  const drawn = panels
    .map(
      (p) =>
        `<div class="panel${p.width < 400 ? " small" : ""}" style="--w:${Math.round(p.width)}px" role="group" aria-label="${escapeText(p.title)}" tabindex="0">${p.svg}</div>`,
    )
    .join("\n");
  const behind =
    tables.length === 0
      ? ""
      : `<details class="behind"><summary>The figures behind this chart</summary>${tables.map((t) => table(t, labels)).join("\n")}</details><p class="on-paper">The figures behind this chart are in the electronic paper.</p>`;
  return `<figure id="${escapeText(id)}" aria-describedby="${escapeText(id)}-alt">
<figcaption><h${level}>${numbered(id, title, labels)}</h${level}><p class="note">${escapeText(note)}</p><p class="unseen" id="${escapeText(id)}-alt">${escapeText(alt)}</p></figcaption>
<div class="panels">${drawn}</div>
${behind}
</figure>`;
}

/** `Table 3. Caption`, the number quieter than the words. */
function numbered(id: string, words: string, labels: Labels): string {
  const label = labels.get(id);
  return label === undefined ? escapeText(words) : `<span class="label">${label}.</span> ${escapeText(words)}`;
}

function table({ id, caption, columns, rows, notes }: Table, labels: Labels): string {
  const head = columns
    .map(
      (c) =>
        `<th scope="col" class="${c.align}">${escapeText(c.heading)}${c.unit === undefined ? "" : `<span class="under">${escapeText(c.unit)}</span>`}</th>`,
    )
    .join("");
  const body = rows
    .map(
      ({ cells, isPart, isTotal }) =>
        `<tr${isPart ? ' class="part"' : isTotal ? ' class="total"' : ""}>${cells.map((c, i) => cell(c, columns[i], i === 0)).join("")}</tr>`,
    )
    .join("\n");
  const isWide = columns.length > 5 ? " wide" : "";
  const isShort = rows.length <= 12 ? " short" : "";
  const texts = columns.slice(1).filter((c) => c.align === "text").length;
  const look = texts === columns.length - 1 ? "words" : texts > 0 ? "mixed" : "figures";
  return `<div class="scroll${isShort}" id="${escapeText(id)}" role="region" aria-label="${escapeText(caption)}" tabindex="0"><table class="${look}${isWide}" style="--n:${columns.length - 1}">
<caption>${numbered(id, caption, labels)}</caption>
<thead>${groups(columns)}<tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>${notes.map((note) => `<p class="note">${text(note)}</p>`).join("")}`;
}

/** The row of headings over neighbouring columns; empty where no column has one. */
function groups(columns: Column[]): string {
  if (columns.every((c) => c.group === undefined)) return "";
  const heads = groupsOf(columns).map((run) =>
    run.group === undefined
      ? `<td colspan="${run.columns}"></td>`
      : `<th scope="colgroup" class="group" colspan="${run.columns}">${escapeText(run.group)}</th>`,
  );
  return `<tr>${heads.join("")}</tr>`;
}

function cell({ text: of, under }: Cell, column: Column | undefined, isHead: boolean): string {
  const inside = `${text(of)}${under === undefined ? "" : `<span class="under">${escapeText(under)}</span>`}`;
  return isHead ? `<th scope="row">${inside}</th>` : `<td class="${column?.align ?? "text"}">${inside}</td>`;
}

function text(of: Text): string {
  const html = typeof of === "string" ? escapeText(of) : of.map(inline).join("");
  return html.replace(/([+−])£/g, "$1\u2060£"); // a sign stays with its pound at the end of a line
}

function inline(run: Inline): string {
  if (typeof run === "string") return escapeText(run);
  if ("strong" in run) return `<strong>${escapeText(run.strong)}</strong>`;
  if ("em" in run) return `<em>${escapeText(run.em)}</em>`;
  if ("to" in run) return `<a href="#${escapeText(run.to)}">${escapeText(run.text)}</a>`;
  if ("code" in run) return `<code>${escapeText(run.code)}</code>`;
  const link = safeLink(run.link);
  return link === undefined
    ? escapeText(run.text)
    : `<a href="${escapeText(link)}" rel="noreferrer">${escapeText(run.text)}</a>`;
}
