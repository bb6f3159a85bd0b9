/** Breaks a text into lines of at most so many characters, at spaces where it can; no more than `most` lines, the last cut with `…`. */
export function fold(text: string, width: number, most = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").flatMap((long) => pieces(long, width))) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shorten(lines.slice(most - 1).join(" "), width)];
}

/** A text of at most so many characters. */
export function shorten(text: string, width: number): string {
  return lengthOf(text) <= width
    ? text
    : `${[...text]
        .slice(0, width - 1)
        .join("")
        .trimEnd()}…`;
}

/** Characters as a reader counts them, near enough. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function pieces(word: string, width: number): string[] {
  const letters = [...word];
  return letters.length <= width
    ? [word]
    : [letters.slice(0, width).join(""), ...pieces(letters.slice(width).join(""), width)];
}
