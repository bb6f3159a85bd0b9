/** Laws of durations and factors, as planners write them. */
import { type Law, validate } from "../engine/laws.js";
import { type ByRead, by, byJson, type Cells, goodColumns, withUnit } from "./by.js";
import * as words from "./messages.js";
import { nearest } from "./suggest.js";
import { chance, duration, factor, type Kind } from "./units.js";
import {
  amount,
  amountJson,
  BOUNDS,
  below,
  checkKeys,
  EVIDENCE,
  isMapping,
  type Json,
  type Raw,
  type Reader,
  type Say,
  shared,
  strictJson,
} from "./values.js";

/** `length`: a duration, or a factor where the law has no unit; `shape`: a bare number. */
type Parameter = "length" | "shape" | "chance";

const SHAPE: Kind = { ...factor, called: "a number", units: [""] };

/** Parameters of the laws that are no lists. */
const PARAMETERS: Record<string, Record<string, Parameter>> = {
  exponential: { mean: "length" },
  lognormal: { mean: "length", sd: "length" },
  gamma: { mean: "length", sd: "length" },
  weibull: { shape: "shape", scale: "length" },
  uniform: { from: "length", to: "length" },
  triangular: { low: "length", mode: "length", high: "length" },
  pert: { low: "length", mode: "length", high: "length" },
  normal: { mean: "length", sd: "length", "at-least": "length" },
  poisson: { mean: "length" },
  bernoulli: { chance: "chance" },
};
const MEDIAN: Record<string, Parameter> = { median: "length", mean: "length" };

/** The names of laws, as they stand in a scenario. */
export const LAWS: readonly string[] = ["fixed", ...Object.keys(PARAMETERS), "discrete", "empirical"];

const BESIDE = ["times", ...Object.keys(EVIDENCE), ...Object.keys(BOUNDS)];

/** A reader of one law: `3 days`, `{ gamma: { mean: 5 days, sd: 4 days } }`, in days or, for a factor, without unit. */
export function law(kind: Kind = duration): Reader<Law> {
  return (raw, say) => {
    if (!isMapping(raw) || "value" in raw) {
      const value = amount(kind)(raw, say);
      return value === undefined ? undefined : { law: "fixed", value };
    }
    const name = lawName(raw, say);
    if (name === undefined) return undefined;
    const times = raw.times === undefined ? 1 : amount(factor)(raw.times, below(say, "times"));
    const read = readers(kind)[name]?.(raw[name], below(say, name));
    if (read === undefined || times === undefined) return undefined;
    const scaled = longer(read, times);
    const fault = validate(scaled);
    return fault === undefined ? scaled : void say(words.badLaw(name, fault), [name]);
  };
}

/** A reader of laws that may differ between people; nobody may be left out. */
export function byLaw(): Reader<ByRead<Law>> {
  return by(LAW_CELLS);
}

/** What editors are told of a law, or of laws that differ between people. */
export function lawJson(kind: Kind = duration): Json {
  return shared(`law of ${kind.called}`, () => lawsJson(kind));
}

function lawsJson(kind: Kind): Json {
  const plain = amountJson(kind);
  const laws = LAWS.map((name) => strictJson({ [name]: parametersJson(name, kind), ...besideJson(plain) }, [name]));
  return { anyOf: [...(plain.anyOf as Json[]), ...laws] };
}

/** As lawJson, with `by:`. */
export function byLawJson(): Json {
  return byJson(lawJson(), {
    law: { enum: Object.keys(PARAMETERS), description: "The law whose parameters a table's columns hold." },
  });
}

/** The same law of lengths `times` as long. */
export function longer(law: Law, times: number): Law {
  if (times === 1) return law;
  const scaled: Record<string, unknown> = { ...law };
  for (const [key, value] of Object.entries(law)) {
    if (key === "law" || key === "shape" || key === "chances") continue;
    scaled[key] = Array.isArray(value) ? value.map((each) => each * times) : Number(value) * times;
  }
  return scaled as Law;
}

const LAW_CELLS: Cells<Law> = {
  read: law(),
  columns(raw, head, say) {
    const name = String(raw.law);
    if (raw.law === undefined) return void say(words.tableWithoutLaw(Object.keys(PARAMETERS)));
    if (name === "fixed") return ["value"];
    const parameters = PARAMETERS[name];
    if (!parameters)
      return void say(words.notOneOf(raw.law, Object.keys(PARAMETERS), nearest(name, Object.keys(PARAMETERS))), [
        "law",
      ]);
    return Object.keys(name === "lognormal" && "median" in head ? MEDIAN : parameters);
  },
  row(row, raw) {
    const name = String(raw.law);
    if (name === "fixed") return { raw: withUnit(row.value, raw.unit), column: () => "value" };
    const known = { ...PARAMETERS[name], ...MEDIAN };
    const cells = Object.entries(row).filter(([column]) => column in known);
    const read = cells.map(([column, cell]) => [column, known[column] === "length" ? withUnit(cell, raw.unit) : cell]);
    const first = cells[0]?.[0] ?? "";
    return { raw: { [name]: Object.fromEntries(read) }, column: (path) => String(path[1] ?? first) };
  },
  times: longer,
  absent: undefined,
  keys: ["law"],
};

function lawName(raw: Raw, say: Say): string | undefined {
  const named = Object.keys(raw).filter((key) => LAWS.includes(key));
  const [name] = named;
  if (named.length > 1) return void say(words.twoLaws(named));
  if (name !== undefined) {
    checkKeys(raw, [name, ...BESIDE], say);
    return name;
  }
  const [stray] = Object.keys(raw).filter((key) => !BESIDE.includes(key));
  if (stray === undefined) return void say(words.noLaw(LAWS));
  return void say(words.unknownLaw(stray, nearest(stray, LAWS), LAWS), [stray], true);
}

function readers(kind: Kind): Record<string, Reader<Law>> {
  const read: Record<string, Reader<Law>> = { fixed: (raw, say) => fixed(raw, kind, say) };
  for (const name of Object.keys(PARAMETERS)) read[name] = (raw, say) => parametric(name, raw, kind, say);
  read.discrete = (raw, say) => discrete(raw, kind, say);
  read.empirical = (raw, say) => empirical(raw, kind, say);
  return read;
}

function fixed(raw: unknown, kind: Kind, say: Say): Law | undefined {
  const value = amount(kind)(raw, say);
  return value === undefined ? undefined : { law: "fixed", value };
}

function parametric(name: string, raw: unknown, kind: Kind, say: Say): Law | undefined {
  const median = name === "lognormal" && isMapping(raw) && "median" in raw;
  const wanted = (median ? MEDIAN : PARAMETERS[name]) as Record<string, Parameter>;
  if (!isMapping(raw)) return void say(words.lawNeeds(name, Object.keys(wanted)));
  const names = Object.keys(wanted);
  const strays = Object.keys(raw).filter((key) => !names.includes(key));
  checkKeys(raw, names, say);
  const read: Record<string, number> = {};
  for (const key of names.filter((key) => key in raw)) {
    const value = amount(kindOf(wanted[key] as Parameter, kind))(raw[key], below(say, key));
    if (value !== undefined) read[key] = value;
  }
  if (name === "normal") read["at-least"] ??= 0;
  const missing = names.filter((key) => !(key in raw) && !(key in read));
  if (missing.length > 0 && strays.length === 0) say(words.lawNeeds(name, names));
  if (names.some((key) => read[key] === undefined)) return undefined;
  return median ? fromMedian(read, say) : lawOf(name, read);
}

function kindOf(parameter: Parameter, kind: Kind): Kind {
  if (parameter === "length") return kind;
  return parameter === "chance" ? chance : SHAPE;
}

function lawOf(name: string, read: Record<string, number>): Law {
  const { "at-least": atLeast, ...rest } = read;
  return { law: name, ...rest, ...(atLeast === undefined ? {} : { atLeast }) } as Law;
}

/** Mean = median · exp(s²/2) and sd² = mean² (exp(s²) − 1), so that sd = mean · √((mean/median)² − 1). */
function fromMedian({ median = 0, mean = 0 }: Record<string, number>, say: Say): Law | undefined {
  if (!(median > 0 && mean > median)) return void say(words.meanBelowMedian());
  const ratio = mean / median;
  return { law: "lognormal", mean, sd: mean * Math.sqrt(ratio * ratio - 1) };
}

function discrete(raw: unknown, kind: Kind, say: Say): Law | undefined {
  if (!isMapping(raw)) return void say(words.lawNeeds("discrete", ["values", "chances"]));
  checkKeys(raw, ["values", "chances"], say);
  const values = list(raw.values, kind, below(say, "values"));
  const chances = list(raw.chances, chance, below(say, "chances"));
  if (!values || !chances) return undefined;
  if (values.length !== chances.length) return void say(words.unequalLists(values.length, chances.length));
  const sum = chances.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > 1e-6) return void say(words.listSum("chances", sum), ["chances"]);
  return { law: "discrete", values, chances };
}

function empirical(raw: unknown, kind: Kind, say: Say): Law | undefined {
  if (!isMapping(raw)) return void say(words.lawNeeds("empirical", ["values"]));
  checkKeys(raw, ["values", "table", "unit"], say);
  const values = raw.table === undefined ? list(raw.values, kind, below(say, "values")) : column(raw, kind, say);
  return values && { law: "empirical", values };
}

function column(raw: Raw, kind: Kind, say: Say): number[] | undefined {
  const { rows } = raw.table as { rows: Raw[] };
  if (!rows[0]) return [0]; // the table has been complained of already
  if (!goodColumns(rows[0], ["value"], say)) return undefined;
  const read = rows.map((row, i) =>
    amount(kind)(withUnit(row.value, raw.unit), below(say, "table", "rows", i, "value")),
  );
  return read.includes(undefined) ? undefined : (read as number[]);
}

function list(raw: unknown, kind: Kind, say: Say): number[] | undefined {
  if (!Array.isArray(raw) || raw.length === 0) return void say(words.notAList(kind.called));
  const read = raw.map((each, i) => amount(kind)(each, below(say, i)));
  return read.includes(undefined) ? undefined : (read as number[]);
}

function besideJson(plain: Json): Json {
  return {
    times: { ...amountJson(factor), description: "Multiplies every length." },
    low: { ...plain, description: BOUNDS.low },
    high: { ...plain, description: BOUNDS.high },
  };
}

function parametersJson(name: string, kind: Kind): Json {
  const length = amountJson(kind);
  const array = (items: Json): Json => ({ type: "array", items, minItems: 1 });
  const object = (properties: Json): Json => ({ type: "object", properties, additionalProperties: false });
  if (name === "fixed") return length;
  if (name === "discrete") return object({ values: array(length), chances: array(amountJson(chance)) });
  if (name === "empirical")
    return object({ values: array(length), table: { type: "string" }, unit: { type: "string" } });
  const parameters = { ...PARAMETERS[name], ...(name === "lognormal" ? MEDIAN : {}) };
  return object(
    Object.fromEntries(
      Object.entries(parameters).map(([key, parameter]) => [key, amountJson(kindOf(parameter, kind))]),
    ),
  );
}
