import { nearest } from "../scenario/suggest.js";
import { WANTED } from "./arguments.js";

/** What was typed; `careshift help run` is `careshift run --help`. */
export function asked(typed: readonly string[]): string[] {
  return typed[0] === "help" ? [...typed.slice(1), "--help"] : [...typed];
}

/** What yargs says of a command line that can't be used, with what to type. */
export function misuse(message: string, typed: readonly string[]): string {
  if (message.startsWith("Not enough non-option arguments")) return nothingNamed(typed);
  const [, name] = /^Unknown arguments?: ([^,\s]+)/.exec(message) ?? [];
  const isOption = name !== undefined && typed.some((each) => each.startsWith(`--${name}`));
  const near = isOption ? nearest(name, Object.keys(WANTED)) : undefined;
  return near === undefined ? message : `${message}; did you mean --${near}?`;
}

function nothingNamed(typed: readonly string[]): string {
  const command = typed.slice(0, typed[0] === "import" ? 2 : 1).join(" ");
  if (["import", "report", "verify", "teach"].includes(typed[0] ?? ""))
    return `careshift ${command}: name the file or files to read; careshift ${command} --help shows an example`;
  return `careshift ${command}: name a folder or scenario file, such as careshift ${command} scenarios/torbay; careshift ${command} --help says more`;
}
