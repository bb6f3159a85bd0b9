/** The texts of a session: paragraphs and lists, with figures in braces. Nothing in them is markup. */

/** A run of plain text, or the name of a figure. */
export type Run = { text: string } | { figure: string };

/** A paragraph, or a list of items. */
export type Block = { kind: "paragraph"; runs: Run[] } | { kind: "list"; items: Run[][] };

/** Cuts a text into paragraphs (parted by empty lines) and lists (lines that begin with a dash). */
export function blocksOf(text: string): Block[] {
  return text
    .split(/\n[ \t]*\n/)
    .flatMap((part) => blocksOfPart(part.split("\n").map((line) => line.trim())))
    .filter((block) => block.kind === "list" || block.runs.length > 0);
}

/** Cuts one line of text at the figures it names: `{name}`. */
export function runsOf(text: string): Run[] {
  return text
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== "")
    .map((part) =>
      part.startsWith("{") && part.endsWith("}") ? { figure: part.slice(1, -1).trim() } : { text: part },
    );
}

/** The names of the figures a text speaks of. */
export function figuresIn(text: string): string[] {
  return runsOf(text).flatMap((run) => ("figure" in run ? [run.figure] : []));
}

function blocksOfPart(lines: string[]): Block[] {
  const first = lines.findIndex((line) => line.startsWith("- "));
  if (first < 0) return [paragraph(lines)];
  const items: string[] = [];
  for (const line of lines.slice(first)) {
    if (line.startsWith("- ")) items.push(line.slice(2));
    else if (line !== "") items.push(`${items.pop()} ${line}`);
  }
  const list: Block = { kind: "list", items: items.map(runsOf) };
  return first === 0 ? [list] : [paragraph(lines.slice(0, first)), list];
}

function paragraph(lines: string[]): Block {
  return { kind: "paragraph", runs: runsOf(lines.filter((line) => line !== "").join(" ")) };
}
