/** Complaints about files, before anything in them is understood. */
import { list, shown } from "./messages-words.js";

// Files

export const unreadable = (why: string) => why;
export const noSuchFile = (path: string) => `there is no file ${path}; check the name`;
export const isFolder = (path: string) => `${path} is a folder, where a file is wanted`;
export const noBaseline = (path: string) =>
  `${path} has no baseline.yaml; a folder is run by its baseline.yaml and redesign-*.yaml, so add one or name a file`;
export const tooBig = (path: string, megabytes: number, most: number) =>
  `${path} is ${megabytes.toFixed(1)} MB; a scenario file is at most ${most} MB, so it may not be the file you meant`;
export const unseen = (text: string, character: string) => {
  const before = text.slice(0, text.indexOf(character));
  const at = before === "" ? "at its beginning" : `after \`${before.slice(-20)}\``;
  return `this text has a character that nobody can see (U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}) ${at}; take it out, or type the text anew`;
};

export const notText = (raw: unknown) => `text is wanted here, not ${shown(raw)}`;
export const binary = () => "this is not text but binary data; a scenario is YAML or CSV text in UTF-8";
export const notUtf8 = () =>
  "this text is not UTF-8 (Latin-1 or Windows-1252, perhaps); save it as UTF-8: in Excel by Save As, CSV UTF-8; in an editor by Save with Encoding";
export const failedToRead = (path: string, code: string) => `${path} could not be read (${code})`;
export const emptyFile = () => "this file says nothing; a scenario begins with `careshift: 1`";
export const sameName = (name: string, file: string) =>
  `\`${name}\` is the name of ${file} already, and results are told apart by name; give this one a name of its own`;
export const twoLabels = (name: string, part: string, label: string) =>
  `\`${name}\` is called “${label}” under \`${part}:\` already, and results show one label for a name; give this one another name, or both the same label`;
export const broughtBy = (path: string) => `; that is so with the changes of ${path}`;
export const extendsInRing = (ring: readonly string[]) =>
  `these files extend each other in a ring: ${ring.join(" → ")}; break it at one of them`;
export const badExtends = (raw: string) =>
  `\`${raw}\` is not a file beside this one; write a relative path such as \`baseline.yaml\``;

// YAML and CSV

export const notAMapping = ({ called, begins }: { called: string; begins: string }) =>
  `${called} is keys and values; begin with ${begins}`;
const YAML_SLIPS: Record<string, string> = {
  BAD_ALIAS: "`*name` stands for nothing here; put text that begins with `*` or `&` in quotes",
  BAD_DQ_ESCAPE: "a backslash in double quotes means something else; use single quotes",
  BAD_INDENT: "this line begins at another column than its neighbours; keys that belong together begin at the same one",
  BAD_SCALAR_START: "a value can't begin with this character; put it in quotes",
  BLOCK_AS_IMPLICIT_KEY:
    "two keys stand on one line; give each its own line, or put them in braces with commas between",
  BLOCK_IN_FLOW: "lines of keys or dashes can't stand inside braces or brackets; end those first, or use commas",
  DUPLICATE_KEY: "this key is written twice in the same mapping; keep one",
  MISSING_CHAR: "a quote, brace, bracket, comma or colon is missing here or just before",
  MULTILINE_IMPLICIT_KEY: "a key and its colon stand on one line; a colon, a quote or a brace may be missing",
  MULTIPLE_DOCS: "`---` begins a second document here; one file is one scenario",
  TAB_AS_INDENT: "a tab is used for indentation; YAML wants spaces",
  TAG_RESOLVE_FAILED: "`!` begins a tag, and this language has none; leave it out, or put the text in quotes",
  UNEXPECTED_TOKEN: "this does not belong here; a comma, quote, brace or bracket is missing before it, or one too many",
};
/** Text that is not YAML, by the code that the `yaml` package gives. */
export const notYaml = (code: string) =>
  YAML_SLIPS[code] ?? "this is not YAML; check quotes, braces, commas and indentation";
export const tooDeep = () => "mappings and lists are nested too deep to be a scenario";
export const unfoldsTooFar = (most: number) =>
  `aliases (\`*name\`) make this file unfold to more than ${most} values, an alias bomb; write the values out`;
export const namesItself = (name: string) =>
  `the alias \`*${name}\` stands for nothing, or for something that contains itself; write the value out`;
export const reservedKey = (name: string) => `\`${name}\` can't be a key; choose another name`;
export const notAKey = () => "a key is a word here, not nothing, a list or a mapping";
export const badTablePath = (raw: string) =>
  `\`${raw}\` is not a table beside this file; write a relative path such as \`rates.csv\``;
export const emptyTable = () => "this table has no rows; the first line names the columns, each further line is a row";
export const brokenRow = () => "the quotes in this row do not match";
export const rowLength = (cells: number, heads: number) =>
  `this row has ${cells} cells, where the first line names ${heads} columns`;

export const badColumn = (name: string) =>
  /[;\t]/.test(name)
    ? `this table is separated by ${name.includes(";") ? "semicolons" : "tabs"}; save it separated by commas, with decimal points`
    : `${shown(name)} can't be a column; columns are lower-case words such as \`age\` or \`value\``;
export const columnTwice = (name: string) => `the column \`${name}\` is there twice; keep one`;
export const unknownColumn = (name: string, near: string | undefined, wanted: readonly string[]) =>
  `there is no column \`${name}\` in this table; ${near === undefined ? `its columns are ${list(wanted)}` : `did you mean \`${near}\`?`}`;
export const missingColumn = (name: string, wanted: readonly string[]) =>
  `this table has no column \`${name}\`; its columns are ${list(wanted)}`;
export const noTable = (columns: string) => `a table is wanted: \`table:\` and a CSV with the columns ${columns}`;
