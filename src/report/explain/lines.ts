import { fold } from "../fold.js";

/** No line is broken narrower. */
const FEWEST = 40;

/**
 * The same text with its long lines broken, each under the beginning of its item; code between fences stays as it is.
 * @param columns characters to a line of the terminal; undefined where there is none, as in a file: nothing is broken
 */
export function linesWithin(text: string, columns: number | undefined): string {
  if (columns === undefined) return text;
  const width = Math.max(FEWEST, columns);
  let inCode = false;
  const within = (line: string): string[] => {
    const isFence = line.startsWith("```");
    if (isFence) inCode = !inCode;
    return isFence || inCode ? [line] : broken(line, width);
  };
  return text.split("\n").flatMap(within).join("\n");
}

function broken(line: string, width: number): string[] {
  const mark = /^ *(- )?/.exec(line)![0];
  const indent = " ".repeat(mark.length);
  const parts = fold(line.slice(mark.length), width - mark.length);
  return parts.length === 0 ? [line] : parts.map((part, i) => `${i === 0 ? mark : indent}${part}`);
}
