import { nearest } from "../scenario/suggest.js";

/** What was typed; `careshift help run` is `careshift run --help`. */
export function asked(typed: readonly string[]): string[] {
  return typed[0] === "help" ? [...typed.slice(1), "--help"] : [...typed];
}

/**
 * What yargs says of a command line that can't be used, with what to type.
 * @param options those that the command has
 */
export function misuse(message: string, typed: readonly string[], options: readonly string[]): string {
  if (message.startsWith("Not enough non-option arguments")) return nothingNamed(typed);
  if (message.startsWith("Did you mean ")) return `there is no command ${typed[0]}; d${message.slice(1)}`;
  const [, name] = /^Unknown arguments?: ([^,\s]+)/.exec(message) ?? [];
  if (name !== undefined && name === typed[0]) return `there is no command ${name}; careshift --help lists them`;
  const dashes = name !== undefined && name.length === 1 ? "-" : "--";
  if (name === undefined || !typed.some((each) => each.startsWith(`${dashes}${name}`))) return message;
  const help = WRITES.has(name) ? whereItIsWritten(typed[0] ?? "", options) : nearestOf(name, options);
  return help === undefined ? message : `${message}; ${help}`;
}

/** What people type to say where results go. */
const WRITES = new Set(["o", "out", "output"]);

/** `-o` names one file and `--out` a folder, in every command alike; some have neither. */
function whereItIsWritten(command: string, options: readonly string[]): string {
  if (options.includes("output")) return "did you mean -o, which names the file that is written?";
  if (options.includes("out")) return "did you mean --out, which names the folder for everything that is found?";
  return `it prints what it finds: keep that with careshift ${command} … > FILE`;
}

function nearestOf(name: string, options: readonly string[]): string | undefined {
  const near = nearest(name, options);
  return near === undefined ? undefined : `did you mean --${near}?`;
}

function nothingNamed(typed: readonly string[]): string {
  const command = typed.slice(0, typed[0] === "import" ? 2 : 1).join(" ");
  if (["import", "report", "verify", "teach"].includes(typed[0] ?? ""))
    return `careshift ${command}: name the file or files to read; careshift ${command} --help shows an example`;
  return `careshift ${command}: name a folder or scenario file, such as careshift ${command} scenarios/torbay; careshift ${command} --help says more`;
}
