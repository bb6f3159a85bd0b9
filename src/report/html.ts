import type { Block, Cell, Column, Document, Figure, Inline, Section, Table, Text } from "./document.js";
import { escape, safeLink } from "./escape.js";
import { CSS } from "./paper.css.js";

/** One self-contained HTML file: no script, nothing fetched; charts and style are inside. Prints on A4, reads at 360 px. */
export function renderHtml(document: Document): string {
  return `<!doctype html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="referrer" content="no-referrer">
<title>${escape(document.title)}</title>
<style>${CSS}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the paper</a>
<header>
<h1>${escape(document.title)}</h1>
${facts(document.facts)}
</header>
${contents(document.sections)}
<main id="main" tabindex="-1">
${document.sections.map((s) => section(s, 2)).join("\n")}
</main>
<footer><p>${text(document.footer)}</p></footer>
</body>
</html>
`;
}

function facts(of: Document["facts"]): string {
  const row = ({ name, value }: Document["facts"][number]) =>
    `<div><dt>${escape(name)}</dt><dd>${value === null ? '<span class="blank">not given</span>' : escape(value)}</dd></div>`;
  return of.length === 0 ? "" : `<dl class="facts">${of.map(row).join("")}</dl>`;
}

function contents(sections: Section[]): string {
  const items = sections.map((s) => `<li><a href="#${escape(s.id)}">${escape(s.heading)}</a></li>`).join("");
  return `<nav aria-labelledby="contents"><h2 id="contents">In this paper</h2><ol>${items}</ol></nav>`;
}

function section(of: Section, level: number): string {
  const inner = (of.sections ?? []).map((s) => section(s, level + 1)).join("\n");
  const id = escape(of.id);
  return `<section aria-labelledby="${id}"${of.isOnNewPage ? ' class="new-page"' : ""}>
<h${level} id="${id}">${escape(of.heading)}</h${level}>
${of.blocks.map((block) => blockHtml(block, level + 1)).join("\n")}
${inner}
</section>`;
}

function blockHtml(block: Block, level: number): string {
  switch (block.kind) {
    case "paragraph":
      return `<p${block.role ? ` class="${block.role}"` : ""}>${text(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${text(item)}</li>`).join("")}</ul>`;
    case "warning":
      return `<div class="warning" role="note"><p><strong>Warning: ${escape(block.heading)}</strong></p><p>${text(block.text)}</p></div>`;
    case "command":
      return `<pre tabindex="0"><code>${escape(block.text)}</code></pre>`;
    case "table":
      return block.isFolded ? folded(block.caption, table(block)) : table(block);
    case "figure":
      return figure(block, level);
  }
}

function folded(summary: string, inside: string): string {
  return `<details><summary>${escape(summary)}</summary>${inside}</details>`;
}

function figure({ id, title, note, alt, panels, tables }: Figure, level: number): string {
  const drawn = panels.map((p) => `<div class="panel${p.width < 400 ? " small" : ""}" style="--w:${Math.round(p.width)}px" role="group" aria-label="${escape(p.title)}" tabindex="0">${p.svg}</div>`).join("\n");
  const behind = tables.length === 0 ? "" : `<details class="behind"><summary>The figures behind this chart</summary>${tables.map(table).join("\n")}</details><p class="on-paper">The figures behind this chart are in the electronic paper.</p>`;
  return `<figure id="${escape(id)}" aria-describedby="${escape(id)}-alt">
<figcaption><h${level}>${escape(title)}</h${level}><p class="note">${escape(note)}</p><p class="unseen" id="${escape(id)}-alt">${escape(alt)}</p></figcaption>
<div class="panels">${drawn}</div>
${behind}
</figure>`;
}

function table({ caption, columns, rows, notes }: Table): string {
  const head = columns.map((c) => `<th scope="col" class="${c.align}">${escape(c.heading)}${c.unit === undefined ? "" : `<span class="under">${escape(c.unit)}</span>`}</th>`).join("");
  const body = rows.map(({ cells, isPart }) => `<tr${isPart ? ' class="part"' : ""}>${cells.map((c, i) => cell(c, columns[i], i === 0)).join("")}</tr>`).join("\n");
  const isWide = columns.length > 5 ? " wide" : "";
  const isShort = rows.length <= 20 ? " short" : "";
  return `<div class="scroll${isShort}" role="region" aria-label="${escape(caption)}" tabindex="0"><table class="${columns.every((c) => c.align === "text") ? "words" : "figures"}${isWide}" style="--n:${columns.length - 1}">
<caption>${escape(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>${notes.map((note) => `<p class="note">${escape(note)}</p>`).join("")}`;
}

function cell({ text: of, under }: Cell, column: Column | undefined, isHead: boolean): string {
  const inside = `${text(of)}${under === undefined ? "" : `<span class="under">${escape(under)}</span>`}`;
  return isHead ? `<th scope="row">${inside}</th>` : `<td class="${column?.align ?? "text"}">${inside}</td>`;
}

function text(of: Text): string {
  const html = typeof of === "string" ? escape(of) : of.map(inline).join("");
  return html.replace(/([+−])£/g, "$1\u2060£"); // a sign stays with its pound at the end of a line
}

function inline(run: Inline): string {
  if (typeof run === "string") return escape(run);
  if ("strong" in run) return `<strong>${escape(run.strong)}</strong>`;
  if ("code" in run) return `<code>${escape(run.code)}</code>`;
  const link = safeLink(run.link);
  return link === undefined ? escape(run.text) : `<a href="${escape(link)}" rel="noreferrer">${escape(run.text)}</a>`;
}
