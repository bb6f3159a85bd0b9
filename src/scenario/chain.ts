/** Loading the files that a scenario consists of: what it extends, its tables, its register of sources. */
import { type Register, readRegister } from "./evidence.js";
import type { Complain } from "./faults.js";
import * as say from "./messages.js";
import { beside, isRelative, type Source, Unreadable } from "./source.js";
import { withTables } from "./tables.js";
import { at, type Mapping } from "./tree.js";
import { parseYaml } from "./yaml.js";

/** The files of a chain of `extends`, the one at the root first; undefined where one of them can't be read at all. */
export function loadChain(source: Source, path: string, complain: Complain): Mapping[] | undefined {
  const chain: Mapping[] = [];
  const seen: string[] = [];
  let next: { path: string; from: Mapping["spot"] } | undefined = { path, from: { file: path, line: 1, col: 1 } };
  while (next) {
    if (seen.includes(next.path))
      return void complain(next.from, say.extendsInRing([...seen.slice(seen.indexOf(next.path)), next.path]));
    seen.push(next.path);
    const tree = loadFile(source, next.path, next.from, complain);
    if (!tree) return undefined;
    chain.unshift(tree);
    next = extended(tree, complain);
    if (next === undefined && at(tree, "extends")) return undefined;
  }
  return chain;
}

function extended(tree: Mapping, complain: Complain) {
  const leaf = at(tree, "extends");
  if (!leaf) return undefined;
  const name = leaf.kind === "leaf" ? String(leaf.value ?? "") : "";
  if (isRelative(name)) return { path: beside(leaf.spot.file, name), from: leaf.spot };
  return void complain(leaf.spot, say.badExtends(name));
}

function loadFile(source: Source, path: string, from: Mapping["spot"], complain: Complain): Mapping | undefined {
  const known = source.trees?.get(path);
  if (known) return known;
  try {
    const text = source.read(path);
    if (isBinary(text)) return void complain({ file: path, line: 1, col: 1 }, say.binary());
    if (text.trim() === "") return void complain({ file: path, line: 1, col: 1 }, say.emptyFile());
    const tree = parseYaml(text, path, complain);
    if (!tree) return undefined;
    let sound = true;
    const whole = withTables(tree, source, (...complaint) => {
      sound = false;
      complain(...complaint);
    });
    if (sound) source.trees?.set(path, whole);
    return whole;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return void complain(from, say.unreadable(error.message));
  }
}

function isBinary(text: string): boolean {
  return text.includes("\0");
}

/** The registers of sources beside the files of a chain, laid over each other. */
export function loadRegisters(source: Source, files: Mapping[], complain: Complain): Register {
  const paths = new Set(files.map(({ spot }) => beside(spot.file, "evidence.yaml")));
  let register: Register = {};
  for (const path of paths) register = { ...register, ...loadRegister(source, path, complain) };
  return register;
}

const REGISTER = { called: "a register of sources", begins: "the first source's name, such as `ons-2003:`" };

function loadRegister(source: Source, path: string, complain: Complain): Register {
  const spot = { file: path, line: 1, col: 1 };
  try {
    const text = source.read(path);
    const tree = text.trim() === "" ? undefined : parseYaml(text, path, complain, REGISTER);
    return tree ? readRegister(tree, complain) : {};
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    if (!error.missing) complain(spot, say.unreadable(error.message));
    return {};
  }
}
