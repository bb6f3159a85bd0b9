import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type { Complain, Spot } from "./faults.js";
import * as say from "./messages.js";
import type { Entry, Leaf, Mapping, Scalar, Tree } from "./tree.js";

/** Aliases that unfold to more values than this are an accident or an attack. */
const MOST_VALUES = 20_000;
const DEEPEST = 60;
const SCENARIO: FileKind = { called: "a scenario", begins: "`careshift: 1`" };
/** Words that mean something to JavaScript itself. */
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);

/**
 * A YAML (or JSON) text as a tree, every value with its line and column.
 * Undefined, after complaints, where the text is not YAML or its top is not a mapping.
 * @param what the file is, and how it begins: told where its top is not a mapping
 */
export function parseYaml(
  text: string,
  file: string,
  complain: Complain,
  what: FileKind = SCENARIO,
): Mapping | undefined {
  const lines = new LineCounter();
  const document = parsed(text, file, lines, complain);
  if (!document) return undefined;
  const walk = new Walk(document, file, lines, complain);
  const problems = [...document.errors, ...document.warnings];
  for (const problem of worthTelling(problems)) complain(walk.spot(problem.pos[0]), say.notYaml(codeOf(problem)));
  if (problems.length > 0) return undefined;
  const tree = walk.tree(document.contents, { file, line: 1, col: 1 });
  if (walk.broken) return undefined;
  if (tree.kind === "mapping") return tree;
  complain(tree.spot, say.notAMapping(what));
  return undefined;
}

type Parsed = ReturnType<typeof parseDocument>;

function parsed(text: string, file: string, lineCounter: LineCounter, complain: Complain): Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    complain({ file, line: 1, col: 1 }, say.tooDeep());
    return undefined;
  }
}

/** One slip makes YAML stumble many times: tabs alone if there are any, else double keys and the first of the rest. */
function worthTelling(problems: YAMLError[]): YAMLError[] {
  const tabs = problems.filter(({ code }) => code === "TAB_AS_INDENT");
  if (tabs.length > 0) return tabs;
  const rest = problems.filter(({ code }) => code !== "DUPLICATE_KEY").slice(0, 1);
  return [...problems.filter(({ code }) => code === "DUPLICATE_KEY"), ...rest];
}

/** A brace that is not closed is a missing character, although `yaml` first notices the indentation after it. */
function codeOf({ code, message }: YAMLError): string {
  return code === "BAD_INDENT" && / and end with a /.test(message) ? "MISSING_CHAR" : code;
}

/** What somebody is told that a file should be. */
export interface FileKind {
  called: string;
  begins: string;
}

class Walk {
  broken = false;
  private unfoldedValues = 0;
  private outermost: Spot | undefined;
  private readonly unfolding = new Set<unknown>();

  constructor(
    private readonly document: Document | Parsed,
    private readonly file: string,
    private readonly lines: LineCounter,
    private readonly complain: Complain,
  ) {}

  spot(offset: number): Spot {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), col: Math.max(1, col) };
  }

  tree(written: unknown, fallback: Spot, depth = 0): Tree {
    const spot = this.spotOf(written, fallback);
    if (this.unfolding.size > 0) this.unfoldedValues++;
    if (this.broken) return empty(spot);
    if (this.unfoldedValues > MOST_VALUES) return this.stop(this.outermost ?? spot, say.unfoldsTooFar(MOST_VALUES));
    if (depth > DEEPEST) return this.stop(spot, say.tooDeep());
    if (isAlias(written)) return this.unfolded(written, spot, depth);
    if (isMap(written)) return this.mapping(written, spot, depth);
    if (isSeq(written)) {
      return { kind: "list", spot, items: written.items.map((item) => this.tree(item, spot, depth + 1)) };
    }
    return { kind: "leaf", spot, value: isScalar(written) ? scalar(written.value, written.source) : null };
  }

  private mapping(written: YAMLMap, spot: Spot, depth: number): Mapping {
    const entries = new Map<string, Entry>();
    for (const pair of written.items) {
      const keySpot = this.spotOf(pair.key, spot);
      const key = this.key(pair, keySpot);
      if (key !== undefined) entries.set(key, { spot: keySpot, value: this.tree(pair.value, keySpot, depth + 1) });
    }
    return { kind: "mapping", spot, entries };
  }

  private key(pair: Pair, spot: Spot): string | undefined {
    const name = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : undefined;
    if (name !== undefined && name !== "" && !RESERVED.has(name)) return name;
    this.stop(spot, name ? say.reservedKey(name) : say.notAKey());
    return undefined;
  }

  private unfolded(alias: Alias, spot: Spot, depth: number): Tree {
    const anchored = alias.resolve(this.document as Document);
    if (!anchored || this.unfolding.has(anchored)) return this.stop(spot, say.namesItself(alias.source));
    if (this.unfolding.size === 0) this.outermost = spot;
    this.unfolding.add(anchored);
    const tree = this.tree(anchored, spot, depth + 1);
    this.unfolding.delete(anchored);
    return tree;
  }

  private stop(spot: Spot, message: string): Leaf {
    this.broken = true;
    this.complain(spot, message);
    return empty(spot);
  }

  private spotOf(written: unknown, fallback: Spot): Spot {
    const range = (written as { range?: [number, number, number] | null } | null)?.range;
    return range ? this.spot(range[0]) : fallback;
  }
}

function empty(spot: Spot): Leaf {
  return { kind: "leaf", spot, value: null };
}

function scalar(value: unknown, source: string | undefined): Scalar {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  return typeof value === "string" ? value : (source ?? String(value));
}
