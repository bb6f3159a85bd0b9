import { plain } from "../escape.js";

/** Most letters of a sheet's name. */
const MOST = 31;
/** Names that a spreadsheet keeps for itself, and the one that the contents have. */
const TAKEN = ["history", "contents"];

/** Names for sheets: without the signs that spreadsheets refuse, 31 letters at most, no two alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set(TAKEN);
  return wanted.map((words) => {
    const name = free(allowed(words), taken);
    taken.add(name.toLowerCase());
    return name;
  });
}

function allowed(words: string): string {
  return plain(words)
    .replace(/[[\]:*?/\\]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[' ]+|[' ]+$/g, "");
}

function free(words: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const end = n === 1 ? "" : ` ${n}`;
    const name = `${cut(words === "" ? "Table" : words, MOST - end.length)}${end}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** UTF-16 units, as spreadsheets count, never half a letter. */
function cut(words: string, most: number): string {
  let name = "";
  for (const letter of words) {
    if (name.length + letter.length > most) break;
    name += letter;
  }
  return name.replace(/[' ]+$/, "");
}
